import { pino } from 'pino';
import pg from 'pg';
import { roleUrl } from '#database/roles';
import { CLAIM_DUE_MAILS, MailSweep } from '#features/reminders/mail-sweep';
import { Jobs, type JobHandlers } from '#platform/jobs/jobs';
import { startSchedules } from '#platform/jobs/schedules';
import { startApi, type TestApi } from '../support/test-app.js';
import { setTimeout as sleep } from 'node:timers/promises';

let api: TestApi;
let sweep: pg.Pool;
const NOW = '2026-12-01T07:00:30Z';

beforeAll(async () => {
  api = await startApi({ clock: '2026-12-01T07:00:30Z' });
  sweep = new pg.Pool({ connectionString: roleUrl(api.config.databaseUrl, api.config.secret, 'sweep'), max: 1 });
});
afterAll(async () => {
  await sweep.end();
  await api.close();
});

/** Tenants with mails long sent, mails to come years ahead and mails held: nothing of it is due. */
async function fill(tenants: number, mailsEach: number): Promise<void> {
  await api.look(
    `with made as (
       insert into tenants (id, kind, name, country, language, time_zone, created_at)
       select gen_random_uuid(), 'consultancy', 'T', 'DE', 'en', 'Europe/Berlin', now() from generate_series(1, ${tenants}) returning id)
     insert into mails (tenant_id, id, to_email, to_name, language, time_zone, send_at, state, is_held, next_attempt_at, message_id, sent_at, created_at)
     select made.id, gen_random_uuid(), 'a' || n || '@b.test', 'A', 'en', 'Europe/Berlin', at, case when n % 3 = 0 then 'sent' else 'owed' end,
       n % 3 = 1, at, gen_random_uuid()::text, case when n % 3 = 0 then at end, at
     from made, generate_series(1, ${mailsEach}) n,
       lateral (select case when n % 3 = 2 then '2027-06-01'::timestamptz else '2026-06-01'::timestamptz end + n * interval '1 minute' as at) t`,
  );
  await api.look('analyze mails');
}

interface Plan {
  'Node Type': string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
}

/** What claiming costs, undone afterwards. */
async function claimPlan(): Promise<Plan> {
  const client = await sweep.connect();
  try {
    await client.query('begin');
    const sql = CLAIM_DUE_MAILS.replace('$1', `'${NOW}'`)
      .replaceAll('$1', `'${NOW}'`)
      .replaceAll('$2', `'2026-12-01T07:02:30Z'`);
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`);
    return rows[0]['QUERY PLAN'][0].Plan as Plan;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
const blocks = (plan: Plan) => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];

describe('the sweep', () => {
  it('costs by what is due, not by how many tenants or mails there are', async () => {
    await fill(20, 100);
    const small = await claimPlan();
    await fill(400, 250);
    const large = await claimPlan();
    for (const plan of [small, large]) {
      expect(nodes(plan).some((node) => node['Index Name'] === 'mails_due')).toBe(true);
      expect(plan['Actual Rows']).toBe(0);
    }
    expect(nodes(large).map((node) => node['Node Type'])).not.toContain('Seq Scan');
    // Fifty times the rows may make the index a level deeper, no more.
    expect(blocks(large)).toBeLessThanOrEqual(blocks(small) + 3);
    console.log(`claiming nothing reads ${blocks(small)} blocks of 2,000 mails and ${blocks(large)} of 102,000`);
  }, 60_000);

  it('claims each due mail once, rings for it, and again when the lease has ended', async () => {
    const tenant = await api.make.tenant();
    await api.look(
      `insert into mails (tenant_id, id, to_email, to_name, language, time_zone, send_at, state, next_attempt_at, message_id, created_at)
       select $1, gen_random_uuid(), 'd' || n || '@due.test', 'D', 'en', 'Europe/Berlin', $2, 'owed', $2, gen_random_uuid()::text, $2 from generate_series(1, 450) n`,
      [tenant.id, '2026-12-01T07:00:00Z'],
    );
    const rung: string[] = [];
    const jobs = {
      waiting: async () => 0,
      ring: async (_: string, { mailId }: { mailId: string }) => void rung.push(mailId),
    } as unknown as Jobs;
    const at = (instant: string) =>
      new MailSweep(
        { now: () => new Date(instant) } as never,
        jobs,
        { pool: sweep } as never,
        { mailLeaseSeconds: 120 } as never,
      );
    const [first, second] = await Promise.all([at(NOW).run(), at(NOW).run()]);
    expect(first! + second!).toBe(450);
    expect(new Set(rung).size).toBe(450);
    expect(await at('2026-12-01T07:02:00Z').run()).toBe(0);
    expect(await at('2026-12-01T07:02:31Z').run()).toBe(450);
  });

  it('sees ids, instants and leases of all tenants, and nothing else', async () => {
    for (const sql of [
      'select to_email from mails',
      'select * from mails',
      'select 1 from reminders',
      'select name from tenants',
      'update tenants set restating_until = null',
      'select changes from reference_versions',
      `update mails set state = 'sent'`,
      'delete from mails',
    ]) {
      await expect(sweep.query(sql)).rejects.toThrow(/permission denied/);
    }
  });
});

describe('the queue', () => {
  it('a kind of job without a handler stops the start', async () => {
    const { databaseUrl, secret } = api.config;
    const jobs = new Jobs({ databaseUrl, secret, redisUrl: null, log: pino({ level: 'silent' }) });
    const handlers = {
      'send-mail': { atOnce: 1, run: async () => {} },
      'check-import': { atOnce: 1, run: async () => {} },
    };
    await expect(jobs.work(handlers as unknown as JobHandlers)).rejects.toThrow('no handler for the jobs run-import');
    await jobs.close();
  });

  it('a bell that cannot ring says so soon, and a schedule that fails runs again', async () => {
    const jobs = new Jobs({
      databaseUrl: 'postgresql://127.0.0.1:9/none',
      secret: 'x',
      redisUrl: 'redis://127.0.0.1:9',
      log: pino({ level: 'silent' }),
    });
    const began = performance.now();
    await expect(jobs.ring('send-mail', { tenantId: 'a', mailId: 'b' })).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(5_000);
    await jobs.close();

    let turns = 0;
    const stop = startSchedules(
      [
        {
          name: 'fails',
          everySeconds: 0.01,
          run: async () => {
            turns += 1;
            throw new Error('no');
          },
        },
      ],
      pino({ level: 'silent' }),
    );
    await sleep(200);
    await stop();
    const after = turns;
    await sleep(50);
    expect(after).toBeGreaterThan(2);
    expect(turns).toBe(after);
  });
});
