// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from './lock.mjs';
import { root, step, Trouble } from './terminal.mjs';

/** Megabytes that the packages (750) and the build take, and npm's cache beside them. */
const INSTALL_MB = 1500;

const lockFile = join(root, 'package-lock.json');
const installStamp = join(root, 'node_modules/.homolog-installed');
/** Files and folders that each part is built from; its stamp in dist says from which contents. */
const parts = {
  server: {
    stamp: join(root, 'dist/.server-built'),
    product: join(root, 'dist/apps/api/src/main.js'),
    sources: [
      'apps/api',
      'apps/worker',
      'apps/local/src',
      'libs',
      'package.json',
      'package-lock.json',
      'nest-cli.json',
      'tsconfig.base.json',
      'tsconfig.build.json',
    ],
  },
  web: {
    // Building the server empties dist, and this stamp with it.
    stamp: join(root, 'dist/.web-built'),
    product: join(root, 'dist/web/index.html'),
    sources: ['apps/web', 'libs/domain', 'package.json', 'package-lock.json'],
  },
};

/** Installs and builds what is missing or older than its sources; does nothing, fast, when all is there. */
export async function prepare() {
  if (isInstalled() && isBuilt('server') && isBuilt('web')) return;
  assertMayWrite(root);
  makeFolder(join(root, '.homolog'));
  const lock = await takePrepareLock();
  try {
    if (!isInstalled()) {
      assertMayWrite(join(root, 'node_modules'));
      assertSpace(root, INSTALL_MB);
      await step('Installing packages (about a minute)', install);
    }
    assertMayWrite(join(root, 'dist'));
    if (!isBuilt('server')) await step('Building the server', () => build('server'));
    if (!isBuilt('web')) await step('Building the web app', () => build('web'));
  } finally {
    lock.release();
  }
}

/** @param {string} folder */
export function makeFolder(folder) {
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Passable for the account that PostgreSQL runs as when we are root.
    if (made && process.getuid?.() === 0) chmodSync(folder, 0o711);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOSPC') throw error;
    throw new Trouble(
      `${folder} cannot be made (${code}). Start as the owner of its parent folder, or set HOMOLOG_DATA_DIR.`,
    );
  }
  assertMayWrite(folder);
}

/** @param {string} folder @param {number} megabytes */
export function assertSpace(folder, megabytes) {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free < megabytes) throw new Trouble(`${folder} has ${free} MB left on its disk; Homolog needs ${megabytes} MB.`);
}

/** @param {string} path may not exist yet */
function assertMayWrite(path) {
  if (!existsSync(path)) return;
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    const why = code === 'EROFS' ? 'its disk is read-only' : `it belongs to user number ${statSync(path).uid}`;
    throw new Trouble(`${path} cannot be written: ${why}. Start as its owner, or work in a clone of your own.`);
  }
}

async function takePrepareLock() {
  for (let waited = false; ; waited = true) {
    const lock = takeLock(join(root, '.homolog/prepare.lock'));
    if (!lock.holder) return lock;
    if (!waited) console.log(`  Waiting for process ${lock.holder.pid}, which installs or builds here already ...`);
    await sleep(500);
  }
}

/** @param {string} path */
function contentOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Whoever ran `npm ci` or `npm install` by hand after the last change of the lock file need not wait for another. */
function isInstalled() {
  const npmsOwn = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(npmsOwn)) return false;
  const wanted = hashOf(['package-lock.json']);
  if (contentOf(installStamp) === wanted) return true;
  return !existsSync(installStamp) && statSync(npmsOwn).mtimeMs >= statSync(lockFile).mtimeMs;
}

/** @param {'server' | 'web'} part */
function isBuilt(part) {
  const { stamp, product, sources } = parts[part];
  return existsSync(product) && contentOf(stamp) === hashOf(sources);
}

async function install() {
  // The tools that build are development packages, whatever NODE_ENV says.
  const lines = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const cache = writableNpmCache();
  try {
    await npm(lines, { ...(cache && { npm_config_cache: cache }) });
    writeFileSync(installStamp, hashOf(['package-lock.json']));
  } finally {
    if (cache) rmSync(cache, { recursive: true, force: true });
  }
}

/** @param {'server' | 'web'} part */
async function build(part) {
  const hash = hashOf(parts[part].sources);
  await npm(['run', '--silent', `build:${part}`], {});
  writeFileSync(parts[part].stamp, hash);
}

/** @param {string[]} names of files and folders below the project */
function hashOf(names) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ name) => {
    const path = join(root, name);
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      const inside = readdirSync(path).sort();
      for (const entry of inside) if (!/^(generated|node_modules)$|\.spec\.ts$/.test(entry)) add(`${name}/${entry}`);
    } else {
      hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
    }
  };
  names.forEach(add);
  return hash.digest('hex');
}

/** A folder of our own for npm's cache when the usual one (in HOME) cannot be written; null when it can. */
function writableNpmCache() {
  let folder = process.env.npm_config_cache || join(homedir(), '.npm');
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return null;
  } catch {
    return mkdtempSync(join(tmpdir(), 'homolog-npm-'));
  }
}

/**
 * Runs the npm that runs us (or the one in PATH) and keeps its words for the case that it fails.
 *
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<void>}
 */
function npm(args, env) {
  const own = process.env.npm_execpath ?? '';
  const [command, first] = /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command === 'npm' && process.platform === 'win32',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said = (said + text).slice(-4_000)));
    }
    const interrupt = () => {
      child.kill('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      if (code === 0) resolve();
      else if (/ENOSPC|no space left/i.test(said))
        reject(new Trouble('The disk is full. Make some space and start again.'));
      else reject(new Trouble(`npm ${args[0] === 'ci' ? 'ci' : args.at(-1)} failed:\n\n${said.trim()}`));
    });
  });
}
