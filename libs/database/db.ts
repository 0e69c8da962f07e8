import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager, EntityTarget, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import { DataSource } from 'typeorm';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { NotFound } from '#domain/errors';
import { ENTITIES } from './entities/all.js';
import { inOnePacket, readPipelined } from './pipeline.js';
import { CalmClient, openPool, textTypes } from './pool.js';
import { refuseWithoutWalls } from './refuse-without-walls.js';
import { roleUrl } from './roles.js';

/** Who looks: a tenant's staff, or a client-role session that is bound to one client company. */
export interface TenantScope {
  tenantId: string;
  /** `staff`, or the id of the one client company this session may see */
  audience: 'staff' | (string & {});
  /** the acting member; null for the product itself (worker) */
  memberId: string | null;
}

/** A named statement: prepared once per connection under its name. The text is a constant, never built from input. */
export interface NamedSql {
  /** empty = not kept: planned for its values each time */
  name: string;
  text: string;
}

interface Context {
  scope: TenantScope;
  /** set inside a transaction of `inTenant`, with its connection */
  manager?: EntityManager;
  client?: pg.PoolClient;
  bells: (() => void | Promise<void>)[];
  /** inside a transaction: what `gatherUntilCommit` holds, by its bell */
  gathered?: Map<unknown, unknown[]>;
}

interface Identified {
  id: string;
  tenantId: string;
}

export interface DbOptions {
  databaseUrl: string;
  secret: string;
  /** connections of each of the two pools (write, read) */
  poolSize: number;
  /** told of a bell that failed after commit; it never fails the request */
  onBellError?: (error: unknown) => void;
}

const NEWEST_REFERENCE: NamedSql = {
  name: 'reference.newest',
  text: 'select max(number) as number from reference_versions',
};

const NO_TRANSACTION = 'no transaction: writes run inside db.inTenant';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a uuid in lower case, as ids are. Anything else cannot be the id of a row. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/** A new id (UUIDv7: ordered by time, made here because not every supported server can). */
export function newId(): string {
  return uuidv7();
}

function settings(scope: TenantScope): string {
  if (!isId(scope.tenantId)) throw new TypeError('scope.tenantId is not a uuid');
  if (scope.audience !== 'staff' && !isId(scope.audience))
    throw new TypeError('scope.audience is neither staff nor a uuid');
  if (scope.memberId !== null && !isId(scope.memberId)) throw new TypeError('scope.memberId is not a uuid');
  // SET takes no bind parameter; the three values were just checked against their whole shape.
  return `set local app.tenant_id = '${scope.tenantId}'; set local app.audience = '${scope.audience}'; set local app.member_id = '${scope.memberId ?? ''}'`;
}

/**
 * The only door to SQL inside a tenant. The tenant, the audience and the transaction travel in an async-local context
 * that throws when missing, so nothing can forget to pass them on.
 */
export class Db {
  private readonly storage = new AsyncLocalStorage<Context>();

  private constructor(
    private readonly source: DataSource,
    private readonly readPool: pg.Pool,
    private readonly onBellError: (error: unknown) => void,
  ) {}

  /** @throws Error when row-level security is not in force for the role: the program must not run then */
  static async open(options: DbOptions): Promise<Db> {
    const source = new DataSource({
      type: 'postgres',
      url: roleUrl(options.databaseUrl, options.secret, 'app'),
      entities: ENTITIES,
      synchronize: false,
      applicationName: 'homolog-app',
      extra: {
        max: options.poolSize,
        types: textTypes,
        options: '-c timezone=UTC',
        pipeline: true,
        Client: CalmClient,
      },
    });
    await source.initialize();
    const readPool = openPool({ ...options, role: 'app', max: options.poolSize, pipeline: true });
    const db = new Db(source, readPool, options.onBellError ?? (() => {}));
    await refuseWithoutWalls(readPool).catch(async (error) => {
      await db.close();
      throw error;
    });
    return db;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.source.destroy(), this.readPool.end()]);
  }

  /** Whether the database answers. */
  async ping(): Promise<void> {
    await this.readPool.query('select 1');
  }

  /**
   * Runs `work` in one transaction of one tenant; commits when it resolves, rolls back when it throws. Inside another
   * `inTenant` of the same tenant it joins that transaction.
   */
  async inTenant<T>(scope: TenantScope, work: () => Promise<T>): Promise<T> {
    const outer = this.storage.getStore();
    if (outer?.manager) {
      if (outer.scope.tenantId !== scope.tenantId) throw new Error('one transaction serves one tenant');
      return work();
    }
    const bells: Context['bells'] = [];
    const result = await this.transaction(scope, (manager, client) =>
      this.storage.run({ scope, manager, client, bells, gathered: new Map() }, work),
    );
    for (const bell of bells) {
      try {
        await bell();
      } catch (error) {
        this.onBellError(error);
      }
    }
    return result;
  }

  /** Begins and puts up the walls in one message, which leaves with the first statement of the work. */
  private async transaction<T>(
    scope: TenantScope,
    work: (manager: EntityManager, client: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    const runner = this.source.createQueryRunner() as QueryRunner & { isTransactionActive: boolean };
    try {
      const client = (await runner.connect()) as pg.PoolClient;
      const begun = inOnePacket(client, `begin; ${settings(scope)}`);
      begun.catch(() => {}); // told below; what follows it fails too
      // So that TypeORM's own acts join it and begin none.
      runner.isTransactionActive = true;
      try {
        const done = await work(runner.manager, client);
        await begun;
        const { command } = await client.query('commit');
        // A failed statement that somebody caught has undone all of it: that must not look like success.
        if (command !== 'COMMIT') throw new Error('the transaction was rolled back: one of its statements had failed');
        return done;
      } catch (error) {
        await client.query('rollback').catch(() => {}); // the connection is gone, and with it the transaction
        throw error;
      } finally {
        runner.isTransactionActive = false;
      }
    } finally {
      await runner.release();
    }
  }

  /**
   * Lets a client-role session's act be written by the tenant: `work` runs in the same transaction with the staff's
   * sight. For the few acts of a client that touch what it may not see (reminders, the history, whose turn it is); the
   * caller has looked up every id it was given behind the client's own wall before.
   *
   * @throws Error outside `inTenant`
   */
  async asTenant<T>(work: () => Promise<T>): Promise<T> {
    const context = this.context();
    const { scope } = context;
    const manager = this.manager();
    if (scope.audience === 'staff') return work();
    await manager.query(settings({ ...scope, audience: 'staff' }));
    try {
      return await this.storage.run({ ...context, scope: { ...scope, audience: 'staff' } }, work);
    } finally {
      // A statement that failed has ended the transaction and its settings; then there is nothing to put back.
      await manager.query(settings(scope)).catch(() => {});
    }
  }

  /** Runs `work` with a tenant but without a transaction: each `read` is its own short one. */
  inScope<T>(scope: TenantScope, work: () => T): T {
    return this.storage.run({ scope, bells: [] }, work);
  }

  /** @throws Error outside a tenant */
  get scope(): TenantScope {
    return this.context().scope;
  }

  /** The current transaction's repository. @throws Error outside `inTenant` */
  repo<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.manager().getRepository(entity);
  }

  /** Raw statement inside the current transaction. Prefer `repo`; this is for set-based writes. */
  query<R = Record<string, unknown>>(text: string, params: unknown[] = []): Promise<R[]> {
    return this.manager().query(text, params) as Promise<R[]>;
  }

  /**
   * The same, prepared once per connection: for statements that run again and again, whose planning costs more than they
   * do. Its plan does not look at the values. Several asked for at once leave in that order, and none waits for another.
   */
  async prepared<R = Record<string, unknown>>({ name, text }: NamedSql, params: unknown[] = []): Promise<R[]> {
    const { client } = this.context();
    if (!client) throw new Error(NO_TRANSACTION);
    return (await inOnePacket(client, { name, text, values: params })).rows as R[];
  }

  /** One row of the tenant by id, or null: another tenant's id is simply not there. */
  async find<E extends Identified>(entity: EntityTarget<E>, id: string): Promise<E | null> {
    if (!isId(id)) return null;
    return this.repo<E>(entity).findOneBy({ id, tenantId: this.scope.tenantId } as never);
  }

  /** @throws NotFound */
  async require<E extends Identified>(entity: EntityTarget<E>, id: string): Promise<E> {
    const found = await this.find(entity, id);
    if (!found)
      throw new NotFound(
        this.source.getMetadata(entity).tableName.replace(/_/g, ' ').replace(/ies$/, 'y').replace(/s$/, ''),
      );
    return found;
  }

  /** Inserts one row with the tenant and a new id filled in; gives the row as stored. */
  async add<E extends Identified>(entity: EntityTarget<E>, values: Partial<E>): Promise<E> {
    const id = await this.insert(entity, values);
    return this.require(entity, id);
  }

  /** The same without reading the row back, for rows that nobody looks at in this transaction. @returns its id */
  async insert<E extends Identified>(entity: EntityTarget<E>, values: Partial<E>): Promise<string> {
    const row = { id: newId(), ...values, tenantId: this.scope.tenantId } as E;
    await this.repo<E>(entity).insert(row as never);
    return row.id;
  }

  /**
   * Runs a named statement and gives its rows, days and instants as text. Outside a transaction it is pipelined in one
   * round trip with the tenant's settings and prepared once per connection; inside one it sees the transaction's writes.
   */
  async read<R = Record<string, unknown>>(sql: NamedSql, params: unknown[] = []): Promise<R[]> {
    const { scope, manager } = this.context();
    if (manager) return this.prepared<R>(sql, params);
    return readPipelined<R>(this.readPool, settings(scope), { name: sql.name, text: sql.text, values: params });
  }

  /**
   * Runs a named statement outside of any tenant: for reference data, which belongs to none. Row-level security shows it
   * no row of a tenant.
   */
  async readReference<R = Record<string, unknown>>(sql: NamedSql, params: unknown[] = []): Promise<R[]> {
    return (await this.readPool.query({ name: sql.name, text: sql.text, values: params })).rows as R[];
  }

  /**
   * The newest version of the reference data. Inside a transaction a publication then waits until that has ended;
   * outside of one it is only what has been committed by now. 0 when nothing was ever published.
   */
  async referenceVersion(): Promise<number> {
    const manager = this.storage.getStore()?.manager;
    if (!manager) return this.committedReferenceVersion();
    const rows = (await manager.query('select reference_version_in_force() as number')) as { number: number | null }[];
    return rows[0]?.number ?? 0;
  }

  /** The same as others see it by now, never through the caller's transaction: for looks that outlive it. */
  async committedReferenceVersion(): Promise<number> {
    const rows = await this.readReference<{ number: number | null }>(NEWEST_REFERENCE);
    return rows[0]?.number ?? 0;
  }

  /** Rings after commit, in order; a bell that fails is reported and never fails the act. Dropped on rollback. */
  afterCommit(bell: () => void | Promise<void>): void {
    this.manager();
    this.context().bells.push(bell);
  }

  /**
   * Rings one bell for all that was gathered for it in this transaction, after commit.
   *
   * @param bell the same function each time: it tells the gatherings of one transaction apart
   */
  gatherUntilCommit<T>(items: readonly T[], bell: (gathered: T[]) => void | Promise<void>): void {
    const { gathered } = this.context();
    const before = gathered?.get(bell) as T[] | undefined;
    if (before) {
      before.push(...items);
      return;
    }
    const all = [...items];
    this.afterCommit(() => bell(all));
    gathered?.set(bell, all);
  }

  /**
   * Tells every process that listens on the channel, at once and outside of any transaction.
   *
   * @param payload fewer than 8,000 bytes
   */
  async tell(channel: string, payload: string): Promise<void> {
    await this.readPool.query({ name: 'db.tell', text: 'select pg_notify($1, $2)', values: [channel, payload] });
  }

  private context(): Context {
    const context = this.storage.getStore();
    if (!context) throw new Error('no tenant: SQL runs inside db.inTenant or db.inScope');
    return context;
  }

  private manager(): EntityManager {
    const { manager } = this.context();
    if (!manager) throw new Error(NO_TRANSACTION);
    return manager;
  }
}
