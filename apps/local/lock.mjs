// @ts-check
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Takes a lock that a `kill -9` cannot leave behind for ever: the file names its holder and when that process began, so
 * neither a dead holder nor another process with its number counts.
 *
 * @param {string} path
 * @param {Record<string, string>} facts about the holder, for whom it keeps out
 * @returns {{ holder: { pid: number, url?: string } | null, wasStale: boolean, release: () => void }}
 */
export function takeLock(path, facts = {}) {
  const mine = JSON.stringify({ pid: process.pid, began: processBeginning(process.pid), ...facts });
  for (let tries = 0, wasStale = false; ; tries++) {
    try {
      writeFileSync(path, mine, { flag: 'wx', mode: 0o644 });
      return { holder: null, wasStale, release: () => releaseLock(path, mine) };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST' || tries === 20) throw error;
    }
    const text = contentOf(path);
    const holder = parseHolder(text);
    if (holder && holder.pid !== process.pid && processBeginning(holder.pid) === holder.began) {
      return { holder, wasStale: false, release() {} };
    }
    // Half-written means that somebody is just taking it: look again before calling it stale.
    if (!holder && tries < 5) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
      continue;
    }
    wasStale = true;
    removeStale(path, text);
  }
}

/** Two who find the same stale lock: the second must not remove what the first has just put in its place. */
function removeStale(/** @type {string} */ path, /** @type {string} */ judged) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (contentOf(aside) !== judged) linkSync(aside, path);
  } catch {
    // Somebody else was faster; the next look says who.
  }
  rmSync(aside, { force: true });
}

function contentOf(/** @type {string} */ path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function releaseLock(/** @type {string} */ path, /** @type {string} */ mine) {
  if (contentOf(path) === mine) rmSync(path, { force: true });
}

/** @returns {{ pid: number, began: string | null, url?: string } | null} */
function parseHolder(/** @type {string} */ text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Something that two processes of the same number do not share; null when there is no such process.
 *
 * @param {number} pid
 * @returns {string | null}
 */
function processBeginning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return null;
  }
  if (process.platform !== 'linux') return 'alive';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name in brackets, which may hold anything: state is the 3rd field, start in clock ticks the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19];
  } catch {
    return null;
  }
}
