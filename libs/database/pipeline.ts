import type { Writable } from 'node:stream';
import type pg from 'pg';

/** What is asked until the next tick leaves in one packet: each would be a system call of its own, the dearest part of asking. */
function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Asks on a pipelined connection; what is asked beside it before the next tick leaves with it. */
export function inOnePacket(client: pg.PoolClient, query: string | pg.QueryConfig): Promise<pg.QueryResult> {
  gather(client);
  return client.query(query);
}

/**
 * One read in a transaction of its own: three statements on the wire before the first answer. If one fails the later ones
 * fail too; all must have answered before the connection goes back. Written with callbacks because this is the path of
 * every list: each promise costs there, the more so with an async-local context.
 *
 * @param pool pipelined
 * @param settings SQL that puts up the walls
 */
export function readPipelined<R>(pool: pg.Pool, settings: string, query: pg.QueryConfig): Promise<R[]> {
  return new Promise((resolve, reject) => {
    pool.connect((noConnection, client, release) => {
      if (noConnection || !client) return reject(noConnection ?? new Error('no connection'));
      let failure: Error | null = null;
      let rows: R[] = [];
      const note = (error: Error | null | undefined) => {
        failure ??= error ?? null;
      };
      gather(client);
      client.query(`begin read only; ${settings}`, note);
      client.query(query, (error: Error | null, result?: pg.QueryResult) => {
        note(error);
        rows = (result?.rows ?? []) as R[];
      });
      client.query('commit', (error: Error | null) => {
        note(error);
        release();
        if (failure) reject(failure);
        else resolve(rows);
      });
    });
  });
}
