import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from './embedded-postgres.js';

const root = process.getuid?.() === 0;
const onLinux = process.platform === 'linux' ? it : it.skip;
const asRoot = root ? it : it.skip;

async function query(server: EmbeddedPostgres, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.url('postgres'));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (existsSync(`/proc/${pid}/cwd`)) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the embedded PostgreSQL', () => {
  let base: string;
  const started: EmbeddedPostgres[] = [];
  const start = async (folder = join(base, 'postgres'), durable = false) => {
    const server = await EmbeddedPostgres.start({ folder, logFile: join(base, 'postgres.log'), durable });
    started.push(server);
    return server;
  };

  beforeEach(() => {
    base = mkdtempSync('/tmp/homolog-pg-spec-');
    chmodSync(base, 0o711);
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
    rmSync(base, { recursive: true, force: true });
  });

  it('is PostgreSQL 18 with UTF-8, byte order and letters of every script, and keeps its data over a restart', async () => {
    const first = await start();
    expect(first.adopted).toBe(false);
    expect(
      await query(
        first,
        `select current_setting('server_version_num')::int / 10000 as major, datcollate, datlocale, datlocprovider,
           pg_encoding_to_char(encoding) as encoding, '证' ~ '[[:alpha:]]' as "isLetter", current_user as owner
         from pg_database where datname = 'postgres'`,
      ),
    ).toEqual([
      {
        major: 18,
        datcollate: 'C',
        datlocale: 'C.UTF-8',
        datlocprovider: 'b',
        encoding: 'UTF8',
        isLetter: true,
        owner: 'homolog_owner',
      },
    ]);
    await query(first, 'create table kept (id int)');
    await first.stop();
    const second = await start();
    expect(await query(second, 'select * from kept')).toEqual([]);
  });

  it('lets nobody in without the password', async () => {
    const server = await start();
    const url = new URL(server.url('postgres'));
    url.password = 'guess';
    await expect(new pg.Client(url.toString()).connect()).rejects.toThrow('password authentication failed');
    expect(statSync(join(base, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  it('makes databases, anew when asked again', async () => {
    const server = await start();
    expect(await server.hasDatabase('homolog')).toBe(false);
    await server.createDatabase('homolog');
    expect(await server.hasDatabase('homolog')).toBe(true);
    const client = new pg.Client(server.url('homolog'));
    await client.connect();
    await client.query('create table half_done (id int)');
    await client.end();
    await server.createDatabase('homolog');
    const again = new pg.Client(server.url('homolog'));
    await again.connect();
    await expect(again.query('select * from half_done')).rejects.toThrow('does not exist');
    await again.end();
  });

  it('adopts a server that outlived its starter, and can stop it', async () => {
    const first = await start();
    const second = await start();
    expect([second.adopted, second.pid, second.port]).toEqual([true, first.pid, first.port]);
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(existsSync(join(base, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  onLinux('starts again after a kill -9 with everything that was committed', async () => {
    const first = await start(undefined, true);
    await query(first, 'create table kept (id int)');
    await kill(first.pid);
    expect(existsSync(join(base, 'postgres', 'postmaster.pid'))).toBe(true);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second, 'select * from kept')).toEqual([]);
  });

  onLinux('tells when it ends without being asked to, and only then', async () => {
    const lost: string[] = [];
    const first = await start();
    const heard = new Promise<void>((resolve) => first.onLost(() => resolve(void lost.push('first'))));
    await kill(first.pid);
    await heard;
    const second = await start();
    second.onLost(() => lost.push('second'));
    await second.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lost).toEqual(['first']);
  });

  onLinux('is not held up by a stale postmaster.pid whose number belongs to another process by now', async () => {
    await (await start()).stop();
    // Of the server's own account: exactly the case in which PostgreSQL itself refuses to start.
    const { uid, gid } = statSync(join(base, 'postgres'));
    const stranger = spawn('sleep', ['60'], { ...(root && { uid, gid }), cwd: '/' });
    try {
      const pidFile = join(base, 'postgres', 'postmaster.pid');
      writeFileSync(pidFile, `${stranger.pid}\n${join(base, 'postgres')}\n1790000000\n5432\n\n127.0.0.1\n`);
      const server = await start();
      expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it('is not held up by an empty postmaster.pid', async () => {
    await (await start()).stop();
    writeFileSync(join(base, 'postgres', 'postmaster.pid'), '');
    expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts over when the very first start was interrupted', async () => {
    mkdirSync(join(base, 'postgres.new'));
    writeFileSync(join(base, 'postgres.new', 'PG_VERSION'), '18\n');
    expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(base, 'postgres.new'))).toBe(false);
  });

  it('says in one sentence that data of another major version needs an upgrade', async () => {
    mkdirSync(join(base, 'postgres'));
    writeFileSync(join(base, 'postgres', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(
      `${join(base, 'postgres')} was made by PostgreSQL 17, this is 18; see "Upgrade" in docs/operations.md.`,
    );
  });

  asRoot('runs as an ordinary account although we are root', async () => {
    const server = await start();
    const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1];
    expect(uid).not.toBe('0');
  });

  asRoot('takes up data of root that came into a folder which its account cannot enter', async () => {
    await query(await start(), 'create table kept (id int)');
    await started.pop()!.stop();
    // As a restored backup may look: everything root's, under a closed folder.
    execFileSync('chown', ['-R', '0:0', base]);
    chmodSync(base, 0o700);
    expect(await query(await start(), 'select * from kept')).toEqual([]);
    await started.pop()!.stop();
    rmSync(realpathSync(join(base, 'postgres')), { recursive: true });
  });

  asRoot('keeps its data elsewhere when that account cannot enter the folder, and cleans up with it', async () => {
    const closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const folder = join(closed, 'postgres');
    const first = await start(folder);
    await query(first, 'create table kept (id int)');
    await first.stop();
    expect(lstatSync(folder).isSymbolicLink()).toBe(true);
    const parked = realpathSync(folder);
    expect(parked).toMatch(/^\/var\/lib\/homolog\/[0-9a-f]{12}$/);
    const second = await start(folder);
    expect(await query(second, 'select * from kept')).toEqual([]);

    // Whoever deletes the data folder wants to start from nothing, even while an orphan still runs on it.
    rmSync(closed, { recursive: true });
    mkdirSync(closed, { mode: 0o700 });
    const third = await start(folder);
    expect(third.pid).not.toBe(second.pid);
    await expect(query(third, 'select * from kept')).rejects.toThrow('does not exist');
    await third.stop();
    rmSync(parked, { recursive: true });
  });
});
