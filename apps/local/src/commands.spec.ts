import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = process.cwd();
const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

/** Runs `npm start`'s program until it ends, on a data folder of its own; none of these reaches the long work. */
function start(env: Record<string, string>, options: string[] = []) {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, 'apps/local/start.mjs'], {
    env: { PATH, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr: stderr.trim() };
}

describe('npm start says in one sentence why it cannot start, and exits with 1:', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'homolog-start-'));
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });

  it('an unsupported Node', () => {
    const pretend = join(folder, 'old.cjs');
    writeFileSync(pretend, `Object.defineProperty(process.versions, 'node', { value: '18.20.4' });`);
    expect(start({ HOMOLOG_DATA_DIR: folder }, ['--require', pretend])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Homolog needs Node 20.19 or newer (of 22: 22.12 or newer); this is Node 18.20.4.',
    });
  });

  it.each(['abc', '0', '65536', '3000.5'])('the port %s', (port) => {
    const { status, stderr } = start({ HOMOLOG_DATA_DIR: folder, HOMOLOG_PORT: port });
    expect(stderr).toBe(`HOMOLOG_PORT is "${port}"; allowed is a whole number from 1 to 65535.`);
    expect(status).toBe(1);
  });

  it.each(['127.0.0.1', '0.0.0.0', ...(hasIpv6 ? ['::1'] : [])])(
    'a port that somebody listens on at %s',
    async (host) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      const { port } = server.address() as AddressInfo;
      const { status, stderr } = start({ HOMOLOG_DATA_DIR: folder, HOMOLOG_PORT: String(port) });
      server.close();
      expect(stderr).toMatch(
        new RegExp(
          `^Port ${port} is in use\\. Stop what listens there, or choose another: HOMOLOG_PORT=\\d+ npm start$`,
        ),
      );
      expect(status).toBe(1);
    },
  );

  it('another start on the same data', () => {
    // Field 22 of /proc/<pid>/stat, as lock.mjs reads it; elsewhere being alive is all that is known.
    const stat = existsSync('/proc/self/stat') ? readFileSync(`/proc/${process.pid}/stat`, 'utf8') : '';
    const began = stat ? stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] : 'alive';
    const holder = { pid: process.pid, began, url: 'http://localhost:4711' };
    writeFileSync(join(folder, 'lock'), JSON.stringify(holder));
    const { status, stderr } = start({ HOMOLOG_DATA_DIR: folder });
    expect(stderr).toBe(`Homolog already runs on ${folder} (process ${process.pid}) at http://localhost:4711.`);
    expect(status).toBe(1);
  });

  it('a data folder that cannot be made', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, stderr } = start({ HOMOLOG_DATA_DIR: join(file, 'data') });
    expect(stderr).toBe(
      `${join(file, 'data')} cannot be made (ENOTDIR). Start as the owner of its parent folder, or set HOMOLOG_DATA_DIR.`,
    );
    expect(status).toBe(1);
  });
});

describe('the lock of a data folder', () => {
  const tryLock = (path: string) =>
    spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { takeLock } = await import(${JSON.stringify(join(root, 'apps/local/lock.mjs'))});
         const { holder, wasStale, release } = takeLock(${JSON.stringify(path)}, { url: 'here' });
         console.log(JSON.stringify({ kept: holder !== null, wasStale }));
         if (process.env.RELEASE) release();`,
      ],
      { encoding: 'utf8' },
    ).stdout.trim();

  it('keeps a second one out while the first lives, and lets it in after a kill -9', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'homolog-lock-'));
    const path = join(folder, 'lock');
    const first = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `const { takeLock } = await import(${JSON.stringify(join(root, 'apps/local/lock.mjs'))});
       takeLock(${JSON.stringify(path)}); console.log('taken'); setInterval(() => {}, 1000);`,
    ]);
    await new Promise((resolve) => first.stdout.once('data', resolve));
    expect(tryLock(path)).toBe('{"kept":true,"wasStale":false}');
    first.kill('SIGKILL');
    await new Promise((resolve) => first.once('exit', resolve));
    expect(tryLock(path)).toBe('{"kept":false,"wasStale":true}');
    rmSync(folder, { recursive: true });
  });

  it('is not fooled by another process that has got the number of the dead one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'homolog-lock-'));
    const path = join(folder, 'lock');
    writeFileSync(path, JSON.stringify({ pid: process.pid, began: '1' }));
    expect(tryLock(path)).toBe('{"kept":false,"wasStale":true}');
    rmSync(folder, { recursive: true });
  });
});

describe('package-lock.json', () => {
  interface Locked {
    resolved?: string;
    optionalDependencies?: Record<string, string>;
  }
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

  // A registry that lacks some platform's build makes npm leave it out, and then `npm ci` refuses to install at all.
  it('knows the packages of every platform', () => {
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => {
        const parents = from.split(/\/?node_modules\//).map((_part, at, all) => all.slice(0, at + 1).filter(Boolean));
        return !parents.some((path) => packages[[...path, name].map((part) => `node_modules/${part}`).join('/')]);
      }),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry, so that each machine asks its own', () => {
    expect(Object.keys(packages).filter((name) => packages[name]!.resolved)).toEqual([]);
  });
});
