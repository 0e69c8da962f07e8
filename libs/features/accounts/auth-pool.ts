import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { roleUrl } from '#database/roles';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';

/** What `pg` and Postgres say of a connection that ended: shut down by the server, failed, reset, closed. */
const LOST_CODES = new Set(['57P01', '08006', 'ECONNRESET']);

function isLostConnection(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return LOST_CODES.has(String(code)) || String(message).startsWith('Connection terminated');
}

/**
 * The connections of the role `homolog_auth`: identities, sessions, and the two look-ups before a tenant is known.
 * better-auth wants instants as Date, so this pool keeps pg's own types.
 */
@Injectable()
export class AuthPool implements OnApplicationShutdown {
  readonly pool: pg.Pool;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.pool = new pg.Pool({ ...this.options(), max: Math.max(2, Math.ceil(config.databasePoolSize / 2)) });
    // An idle connection that the server closes must not end the process; the next query opens another.
    this.pool.on('error', () => {});
  }

  /**
   * Reads on a connection of the pool, and once more when that was lost: a connection which the server cut while it lay
   * idle is noticed by the first who uses it. For statements that change nothing.
   */
  async look<R extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    try {
      return await this.pool.query<R>(statement);
    } catch (error) {
      if (!isLostConnection(error)) throw error;
      return this.pool.query<R>(statement);
    }
  }

  /** A connection of its own, not yet connected, for LISTEN. */
  client(): pg.Client {
    return new pg.Client({ ...this.options(), keepAlive: true });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  private options(): pg.ClientConfig {
    return {
      connectionString: roleUrl(this.config.databaseUrl, this.config.secret, 'auth'),
      options: '-c timezone=UTC -c search_path=auth',
      application_name: 'homolog-auth',
      connectionTimeoutMillis: 10_000,
    };
  }
}
