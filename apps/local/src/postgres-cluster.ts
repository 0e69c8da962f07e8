import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SHARED_FOLDER } from './postgres-binaries.js';
import { type Account, mayEnter } from './server-account.js';
import { Trouble } from './trouble.js';

/** Superuser of the embedded server: owns the tables, migrates and nothing else. */
export const OWNER = 'homolog_owner';
/** Major version of the embedded server, as in the cluster's file PG_VERSION. */
const MAJOR = '18';

/** A data directory of PostgreSQL on disk; whether a server runs on it is another question. */
export interface Cluster {
  /** the real folder, which the server's account can enter */
  folder: string;
  /** password of OWNER */
  password: string;
}

/**
 * Finds the cluster at `folder`, or makes a new one: into a neighbour folder first, renamed when complete, so that an
 * interrupted start leaves nothing that looks whole.
 *
 * @param beforeRemoval called with a left-over cluster that is about to be deleted, to stop a server still on it
 */
export async function openCluster(
  folder: string,
  native: string,
  account: Account | null,
  { durable, beforeRemoval }: { durable: boolean; beforeRemoval: (folder: string) => Promise<void> },
): Promise<Cluster> {
  const passwordFile = `${folder}.password`;
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  if (owner !== undefined && !account && process.getuid && owner !== process.getuid()) {
    throw new Trouble(
      `${folder} belongs to another user (number ${owner}); start as that user, or set HOMOLOG_DATA_DIR.`,
    );
  }
  if (existsSync(join(folder, 'PG_VERSION'))) {
    // A folder that root has copied or restored; the server insists on its own.
    if (account && owner === 0) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, realpathSync(folder)]);
    const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
    if (major !== MAJOR) {
      throw new Trouble(
        `${folder} was made by PostgreSQL ${major}, this is ${MAJOR}; see "Upgrade" in docs/operations.md.`,
      );
    }
    if (account && !mayEnter(account, realpathSync(folder))) park(folder, parkedFolder(folder));
    if (!existsSync(passwordFile)) throw new Trouble(`${passwordFile} is missing, so nobody can log in to ${folder}.`);
    return { folder: realpathSync(folder), password: readFileSync(passwordFile, 'utf8').trim() };
  }

  // A dangling link or a folder without a cluster: nothing in it is worth keeping.
  rmSync(folder, { recursive: true, force: true });
  const reachable = !account || mayEnter(account, dirname(folder));
  const home = reachable ? folder : parkedFolder(folder);
  if (!reachable && existsSync(home)) await beforeRemoval(home);
  rmSync(home, { recursive: true, force: true });

  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  initialise(`${home}.new`, password, native, account, durable);
  renameSync(`${home}.new`, home);
  if (!reachable) symlinkSync(home, folder);
  return { folder: realpathSync(folder), password };
}

/** Where the cluster of a folder stands that the server's account cannot reach; the folder becomes a link to it. */
function parkedFolder(folder: string): string {
  mkdirSync(SHARED_FOLDER, { recursive: true });
  chmodSync(SHARED_FOLDER, 0o755);
  return join(SHARED_FOLDER, createHash('sha256').update(folder).digest('hex').slice(0, 12));
}

/** For a cluster that has come into an unreachable place: restored from a backup, or moved with its project. */
function park(folder: string, home: string): void {
  rmSync(home, { recursive: true, force: true });
  const { status, stderr } = spawnSync('mv', [realpathSync(folder), home], { encoding: 'utf8' });
  if (status !== 0) throw new Trouble(`${folder} could not be moved to ${home}: ${stderr.trim()}`);
  rmSync(folder, { force: true });
  symlinkSync(home, folder);
}

function initialise(folder: string, password: string, native: string, account: Account | null, durable: boolean): void {
  const passwordFile = `${folder}.password`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  try {
    const { status, error, stderr } = spawnSync(
      join(native, 'bin', 'initdb'),
      [
        `--pgdata=${folder}`,
        `--username=${OWNER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Letters of every script are letters (with plain C, pg_trgm finds none in Chinese), the order is that of the
        // bytes and needs no locale of the system.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...account, cwd: '/', env: serverEnvironment(), encoding: 'utf8' },
    );
    if (status !== 0)
      throw new Trouble(`PostgreSQL could not make its folder ${folder}: ${error?.message ?? stderr.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Nothing of the caller's PGDATA, PGPORT or locale reaches the server. */
export function serverEnvironment(): Record<string, string> {
  const { PATH = '', SYSTEMROOT, TEMP } = process.env;
  return { PATH, LC_ALL: 'C', TZ: 'UTC', ...(SYSTEMROOT && { SYSTEMROOT }), ...(TEMP && { TEMP }) };
}
