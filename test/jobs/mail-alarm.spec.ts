import { Writable } from 'node:stream';
import { pino } from 'pino';
import type pg from 'pg';
import { newId } from '#database/db';
import { openPool } from '#database/pool';
import { MailAlarm } from '#features/reminders/mail-alarm';
import { Mailer } from '#platform/mail/mailer';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let sweep: pg.Pool;
let catcher: MailCatcher;
let mailer: Mailer;
const lines: string[] = [];

beforeAll(async () => {
  api = await startApi({ clock: '2026-12-01T07:00:00Z', env: { HOMOLOG_PLATFORM_OWNER: 'platform@example.test' } });
  sweep = openPool({ ...api.config, role: 'sweep', max: 2 });
  catcher = await MailCatcher.start();
  mailer = new Mailer({ smtpUrl: catcher.smtpUrl, connections: 2 });
  const tenant = await api.make.tenant();
  await api.look(
    `insert into mails (tenant_id, id, to_email, to_name, language, time_zone, send_at, state, next_attempt_at, message_id, created_at)
     values ($1, $2, 'reader@late.test', 'R', 'en', 'UTC', $3, 'owed', $3, 'one', $3)`,
    [tenant.id, newId(), '2026-12-01T07:00:00Z'],
  );
});
afterAll(async () => {
  mailer.close();
  await Promise.all([catcher.stop(), sweep.end()]);
  await api.close();
});

/** Looks at an instant, as any of several workers may. */
async function look(at: string, through = mailer): Promise<boolean> {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const clock = { now: () => new Date(at) };
  const alarm = new MailAlarm(
    clock as never,
    { pool: sweep } as never,
    through,
    api.config,
    pino({ level: 'error' }, sink),
  );
  return alarm.look();
}

describe('the alarm of late mails', () => {
  it('says nothing while what is due is no older than allowed', async () => {
    expect(await look('2026-12-01T07:15:00Z')).toBe(false);
    expect([lines, catcher.mails()]).toEqual([[], []]);
  });

  it('logs an error at every look, and mails the platform owner once an hour, past the ledger', async () => {
    expect(await look('2026-12-01T07:16:00Z')).toBe(true);
    const both = await Promise.all([look('2026-12-01T07:17:00Z'), look('2026-12-01T07:17:00Z')]);
    expect(both).toEqual([true, true]);
    await look('2026-12-01T08:15:59Z');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual(
      Array(4).fill(expect.objectContaining({ level: 50, late: 1, oldestDueAt: '2026-12-01T07:00:00Z' })),
    );
    expect(catcher.mails().map(({ to, subject }) => [to, subject])).toEqual([
      [['platform@example.test'], 'Homolog: 1 mails are late · E-Mails verspätet · 邮件延误'],
    ]);
    await look('2026-12-01T08:16:00Z');
    expect(catcher.mails()).toHaveLength(2);
    expect(await api.look('select count(*)::int as count from mails')).toEqual([{ count: 1 }]);
  });

  it('tries to tell again soon when that mail did not leave, and after the clock was set back', async () => {
    await catcher.clear();
    const nowhere = new Mailer({ smtpUrl: 'smtp://127.0.0.1:9', connections: 1 });
    await look('2026-12-01T10:00:00Z', nowhere);
    await look('2026-12-01T10:05:00Z');
    expect(catcher.mails()).toEqual([]);
    await look('2026-12-01T10:10:00Z');
    expect(catcher.mails()).toHaveLength(1);
    await look('2026-12-01T09:00:00Z');
    expect(catcher.mails()).toHaveLength(2);
    nowhere.close();
  });
});
