import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { Trouble } from './trouble.js';

/** A user account of this machine. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. Where we are root, it runs as the account that owns the data already, else as
 * `postgres`, else as `nobody`, whom every system has.
 *
 * @param dataFolder may not exist yet
 * @returns null when we are an ordinary user (or on Windows): the server runs as ourselves
 */
export function serverAccount(dataFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const folder = statSync(dataFolder, { throwIfNoEntry: false });
  if (folder && folder.uid !== 0) return { uid: folder.uid, gid: folder.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Trouble(
    'PostgreSQL does not run as root, and /etc/passwd has neither postgres nor nobody: start as a user.',
  );
}

/** May this account enter the folder? Asked of the system itself: every folder above it has a say (as /root does). */
export function mayEnter(account: Account, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;
}
