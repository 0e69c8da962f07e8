import { newId } from '#database/db';
import { metricsText } from '#features/operations/metrics';
import { startApi, type TestApi } from '../support/test-app.js';

const TOKEN = 'a-token-of-the-scraper';
let open: TestApi;
let guarded: TestApi;

beforeAll(async () => {
  [open, guarded] = await Promise.all([
    startApi({ clock: '2026-12-01T07:30:00Z' }),
    startApi({ clock: '2026-12-01T07:30:00Z', env: { HOMOLOG_METRICS_TOKEN: TOKEN } }),
  ]);
});
afterAll(() => Promise.all([open.close(), guarded.close()]));

/** Each name with its value, as Prometheus would keep them. */
const numbers = (text: string): Record<string, number> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

describe('the metrics', () => {
  it('count what is owed, due, late, on its way, sent and refused over all tenants, and how long the oldest waits', async () => {
    const tenant = await open.make.tenant({ name: 'Secret Tenant' });
    const mail = (state: string, at: string, leasedUntil: string | null = null) =>
      open.look(
        `with made as (
           insert into mails (tenant_id, id, to_email, to_name, language, time_zone, send_at, state, next_attempt_at, message_id, sent_at, created_at)
           values ($1, $2::uuid, $2 || '@secret.test', 'Secret', 'en', 'UTC', $4, $3, $4, $2, case when $3 = 'sent' then $4::timestamptz end, $4)
           returning *)
         insert into due_mails (tenant_id, mail_id, domain, due_at, leased_until)
         select tenant_id, id, domain, send_at, $5::timestamptz from made where $5 is not null`,
        [tenant.id, newId(), state, at, leasedUntil],
      );
    await mail('owed', '2026-12-01T07:10:00Z');
    await mail('owed', '2026-12-01T07:20:00Z', '2026-12-01T07:31:00Z');
    await mail('owed', '2026-12-24T07:00:00Z');
    await mail('refused', '2026-11-30T07:00:00Z');
    await mail('sent', '2026-12-01T07:00:00Z');
    await open.look('update mail_totals set count = case outcome when $1 then 7 else 2 end', ['sent']);
    await open.look(
      `insert into mail_workers (id, name, queue, at_once, started_at, swept_at, sweep_ms)
       values ($1, 'host "a":1', 'postgres', 10, $2, $3, 250)`,
      [newId(), '2026-12-01T06:00:00Z', '2026-12-01T07:29:50Z'],
    );
    const { text, headers } = await open.nobody().get('/metrics').expect(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const read = numbers(text);
    expect(read).toMatchObject({
      homolog_mails_owed: 3,
      homolog_mails_due: 2,
      homolog_mails_late: 1,
      homolog_mails_in_flight: 1,
      homolog_mails_refused: 1,
      homolog_mails_sent_total: 7,
      homolog_mails_delayed_total: 2,
      homolog_mails_refused_total: 2,
      'homolog_mail_queue_waiting{queue="postgres"}': 0,
      'homolog_worker_sweep_seconds{worker="host \\"a\\":1"}': 0.25,
      'homolog_up{part="database"}': 1,
    });
    // 20 minutes, and the time this test took.
    expect(Math.floor(read['homolog_mails_oldest_due_age_seconds']! / 60)).toBe(20);
    expect(text).not.toMatch(/secret/i);
  });

  it('are for whoever brings the token, and are not there for others', async () => {
    await guarded.nobody().get('/metrics').expect(404);
    await guarded.nobody().get('/metrics').set('authorization', `Bearer ${TOKEN}x`).expect(404);
    await guarded.nobody().get('/metrics').set('authorization', TOKEN).expect(404);
    await guarded.nobody().get('/metrics').set('authorization', `Bearer ${TOKEN}`).expect(200);
  });

  it('without a token are for this machine, and not for what a proxy on it passes on', async () => {
    await open.nobody().get('/metrics').expect(200);
    await open.nobody().get('/metrics').set('x-forwarded-for', '203.0.113.7').expect(404);
    await open.nobody().get('/metrics').set('x-forwarded-for', '127.0.0.1').expect(404);
  });

  it('are written so that no label or text breaks the format', () => {
    const values = [{ value: 1.5, labels: { name: 'a"b\\c\nd' } }];
    expect(metricsText([{ name: 'x', help: 'one\\two\nlines', type: 'gauge', values }])).toBe(
      '# HELP x one\\\\two\\nlines\n# TYPE x gauge\nx{name="a\\"b\\\\c\\nd"} 1.5\n',
    );
    expect(metricsText([{ name: 'x', help: 'h', type: 'counter', values: [] }])).toBe('');
  });
});
