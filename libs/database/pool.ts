import pg from 'pg';
import { type DatabaseRole, roleUrl } from './roles.js';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;
const NUMERIC = 1700;

/** `2026-11-20 08:00:00.5+00` -> `2026-11-20T08:00:00.5Z`; the session's zone is UTC, the length of the fraction varies. */
function instantText(value: string): string {
  return value.endsWith('+00') ? `${value.slice(0, 10)}T${value.slice(11, -3)}Z` : value;
}

const asText = (value: string) => value;

/**
 * Days and instants stay text: parsing them into Date and back to JSON is the largest single cost of a list
 * (docs/decisions/0003-reads.md), and a Day has no zone to be wrong in.
 */
export const textTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (format !== 'binary') {
      if (oid === DATE) return asText;
      if (oid === TIMESTAMPTZ) return instantText;
      if (oid === INT8 || oid === NUMERIC) return Number;
    }
    return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
  },
};

/**
 * A connection that the server closes must not end the process, idle or in somebody's hands between two statements: the
 * next statement on it fails, the next query opens another.
 */
export class CalmClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}

export interface PoolOptions {
  databaseUrl: string;
  secret: string;
  role: DatabaseRole;
  /** connections at most */
  max: number;
  /** several statements on the wire before the first answer: reads only, cursors are refused */
  pipeline?: boolean;
  /** schema searched first, for roles that own one */
  searchPath?: string;
}

/** A pool logged in as one of the program's roles, session zone UTC. The caller ends it. */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: roleUrl(options.databaseUrl, options.secret, options.role),
    max: options.max,
    types: textTypes,
    options: `-c timezone=UTC${options.searchPath ? ` -c search_path=${options.searchPath}` : ''}`,
    ...(options.pipeline ? { pipeline: true } : {}),
    application_name: `homolog-${options.role}`,
    Client: CalmClient,
  } as pg.PoolConfig);
  pool.on('error', () => {});
  return pool;
}
