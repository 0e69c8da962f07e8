import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import pg from 'pg';
import { roleUrl } from '#database/roles';
import { ADMIT_MAILS, CLAIM_MAILS, claimParams } from '#features/reminders/claim-mails';
import { MailSweep } from '#features/reminders/mail-sweep';
import type { MailLimits } from '#platform/config/mail-limits';
import { Jobs, type JobHandlers } from '#platform/jobs/jobs';
import { startSchedules } from '#platform/jobs/schedules';
import { startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let sweep: pg.Pool;
const NOW = '2026-12-01T07:00:30Z';
const NO_LIMITS: MailLimits = {
  ...{ senderInFlight: 1_000, senderPerMinute: 1_000_000, domainInFlight: 1_000, domainPerMinute: 1_000_000 },
  domains: new Map(),
};

beforeAll(async () => {
  api = await startApi({ clock: NOW });
  sweep = new pg.Pool({ connectionString: roleUrl(api.config.databaseUrl, api.config.secret, 'sweep'), max: 4 });
});
afterAll(async () => {
  await sweep.end();
  await api.close();
});
/** Nothing is due, nobody works, and nothing was claimed lately: limits and rounds are the whole installation's. */
beforeEach(() =>
  api.look(`update mails set state = 'withdrawn' where state = 'owed';
    truncate mail_pace, mail_workers`),
);

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
}

/** So many mails of a tenant that are due, to addresses of the domain; of a domain each when none is named. */
const due = (tenant: { id: string }, count: number, domain: string | null, at = '2026-12-01T07:00:00Z') =>
  api.look(
    `insert into mails (tenant_id, id, to_email, to_name, language, time_zone, send_at, state, next_attempt_at, message_id, created_at)
     select $1::uuid, gen_random_uuid(), gen_random_uuid() || '@' || coalesce($3, n || '.' || right($1::uuid::text, 6) || '.test'), 'D', 'en', 'Europe/Berlin', $4, 'owed', $4, gen_random_uuid()::text, $4
     from generate_series(1, $2::int) n`,
    [tenant.id, count, domain, at],
  );

interface Bell {
  tenantId: string;
  mailId: string;
}

/** A worker's look at what is due, with the bells it rang in their order. */
function worker(settings: { limits?: Partial<MailLimits>; hands?: number; leaseSeconds?: number } = {}) {
  const rung: Bell[] = [];
  let fails = false;
  const jobs = {
    ringAll: async (_: string, bells: { mails: Bell[] }[]) => {
      if (fails) throw new Error('the queue is away');
      rung.push(...bells.flatMap(({ mails }) => mails));
    },
  } as unknown as Jobs;
  let now = new Date(NOW);
  const mails = new MailSweep(
    { now: () => now } as never,
    jobs,
    { pool: sweep } as never,
    {
      mailLeaseSeconds: settings.leaseSeconds ?? 120,
      sweepSeconds: 5,
      workerConcurrency: settings.hands ?? 100,
      redisUrl: null,
      mailLimits: { ...NO_LIMITS, ...settings.limits },
    } as never,
  );
  return {
    rung,
    mails,
    run: (instant = NOW) => {
      now = new Date(instant);
      return mails.run();
    },
    queueIs: (state: 'away' | 'there') => (fails = state === 'away'),
  };
}

/** The mails went: what a worker notes once the server has taken them. */
const sent = (bells: readonly Bell[]) =>
  api.look(`update mails set state = 'sent', sent_at = $2 where id = any ($1)`, [
    bells.map(({ mailId }) => mailId),
    NOW,
  ]);
const domainsOf = async (bells: readonly Bell[]) => {
  const rows = await api.look<{ id: string; domain: string }>('select id, domain from mails where id = any ($1)', [
    bells.map(({ mailId }) => mailId),
  ]);
  const byId = new Map(rows.map(({ id, domain }) => [id, domain]));
  return bells.map(({ mailId }) => byId.get(mailId)!);
};
const count = (list: readonly string[], value: string) => list.filter((each) => each === value).length;

interface Plan {
  'Node Type': string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  'Rows Removed by Join Filter'?: number;
  Plans?: Plan[];
}

const CLAIM_PARAMS = claimParams({ now: new Date(NOW), leaseSeconds: 120, aliveSeconds: 60, limits: NO_LIMITS });

/** What a statement of the sweep costs, undone afterwards. */
async function planOf(sql: string, params: unknown[]): Promise<Plan> {
  const client = await sweep.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`, params);
    return rows[0]['QUERY PLAN'][0].Plan as Plan;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
const blocks = (plan: Plan) => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
/** Of all joins, the rows that one compared in vain. */
const mostPassed = (plan: Plan) => Math.max(...nodes(plan).map((node) => node['Rows Removed by Join Filter'] ?? 0));
const readsMails = (plan: Plan) => nodes(plan).flatMap((node) => node['Index Name'] ?? []);

describe('the sweep', () => {
  it('costs by what is due, not by how many tenants or mails there are', async () => {
    const cost = async () => {
      await api.look('vacuum analyze mails, due_mails');
      const admitted = await planOf(ADMIT_MAILS, [NOW]);
      const claimed = await planOf(CLAIM_MAILS, CLAIM_PARAMS);
      expect(readsMails(admitted)).toContain('mails_owed');
      expect(readsMails(claimed)).toContain('due_mails_by_lane');
      for (const plan of [admitted, claimed])
        expect(nodes(plan).filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Rows'] > 1_000)).toEqual(
          [],
        );
      return { admitted: blocks(admitted), claimed: blocks(claimed) };
    };
    await fill(20, 100);
    const small = await cost();
    await fill(400, 250);
    const large = await cost();
    // Fifty times the rows may make an index a level deeper, no more.
    expect(large.admitted).toBeLessThanOrEqual(small.admitted + 3);
    expect(large.claimed).toBeLessThanOrEqual(small.claimed + 6);
    console.log(
      `looking for nothing: ${JSON.stringify(small)} blocks of 2,000 mails, ${JSON.stringify(large)} of 102,000`,
    );
  }, 60_000);

  it('claims each due mail once, rings for it, and again when the lease has ended', async () => {
    const tenant = await api.make.tenant();
    await due(tenant, 350, null);
    const [first, second] = [worker(), worker()];
    const rung = await Promise.all([first.run(), second.run()]);
    expect(rung[0]! + rung[1]!).toBe(350);
    expect(new Set([...first.rung, ...second.rung].map(({ mailId }) => mailId)).size).toBe(350);
    expect(await first.run('2026-12-01T07:02:00Z')).toBe(0);
    // One of the claimers was killed and the queue emptied: nothing is lost, only late.
    expect(await second.run('2026-12-01T07:02:31Z')).toBe(350);
  });

  it('lets a tenant with three mails in among the first dozen of one with five thousand', async () => {
    const [large, small] = [await api.make.tenant(), await api.make.tenant()];
    await due(large, 5_000, 'large.test');
    await due(small, 3, 'small.test');
    const first = worker();
    await first.run();
    expect(first.rung.slice(0, 12).filter(({ tenantId }) => tenantId === small.id)).toHaveLength(3);
    expect(first.rung).toHaveLength(3 + 50);
  }, 30_000);

  it('begins the next round behind the sender that was served last, so that all get their turn', async () => {
    const tenants = await Promise.all(Array.from({ length: 7 }, () => api.make.tenant()));
    for (const tenant of tenants) await due(tenant, 4, null);
    const two = worker({ hands: 2, leaseSeconds: 15 });
    const served: string[] = [];
    for (let round = 0; round < 14; round += 1) {
      await two.run();
      const bells = two.rung.splice(0);
      expect(bells).toHaveLength(2);
      served.push(...bells.map(({ tenantId }) => tenantId));
      await sent(bells);
    }
    for (let lap = 0; lap < 4; lap += 1) expect(new Set(served.slice(7 * lap, 7 * lap + 7)).size).toBe(7);
  });

  it('goes on with the other domains of a sender while one is at its limit', async () => {
    const tenant = await api.make.tenant();
    await due(tenant, 900, 'slow.test', '2026-12-01T06:00:00Z');
    await due(tenant, 5, 'quick.test');
    const four = worker({ hands: 4 });
    expect(await four.run()).toBe(4);
    const domains = await domainsOf(four.rung);
    // Half of the hands for one domain: the others stay free, however long this one is silent.
    expect([count(domains, 'slow.test'), count(domains, 'quick.test')]).toEqual([2, 2]);
  });

  it('claims no more than the workers can take before the lease ends', async () => {
    const tenants = await Promise.all(Array.from({ length: 5 }, () => api.make.tenant()));
    for (const tenant of tenants) await due(tenant, 100, null);
    const three = worker({ hands: 3 });
    expect(await three.run()).toBe(24);
    expect(await three.run()).toBe(0);
    await sent(three.rung.slice(0, 5));
    expect(await three.run()).toBe(5);
    // A second worker brings its own hands.
    expect(await worker({ hands: 2 }).run()).toBe(16);
  });

  it('keeps what one sender and one domain may have on their way, over all workers', async () => {
    const [one, other] = [await api.make.tenant(), await api.make.tenant()];
    for (const domain of ['a.test', 'b.test', 'c.test']) await due(one, 50, domain);
    await due(other, 50, 'a.test');
    const limits = {
      senderInFlight: 9,
      domainInFlight: 6,
      domains: new Map([['c.test', { inFlight: 1, perMinute: 50 }]]),
    };
    const pair = [worker({ limits }), worker({ limits })];
    await Promise.all(pair.map((each) => each.run()));
    const bells = pair.flatMap(({ rung }) => rung);
    const domains = await domainsOf(bells);
    expect(bells.filter(({ tenantId }) => tenantId === one.id)).toHaveLength(9);
    expect(count(domains, 'a.test')).toBe(6);
    expect(count(domains, 'c.test')).toBe(1);
  });

  it('keeps the limits of any minute with two workers that claim at once', async () => {
    const [one, other] = [await api.make.tenant(), await api.make.tenant()];
    await due(one, 200, 'one.test');
    await due(other, 200, 'other.test');
    const limits = { senderPerMinute: 40, domainPerMinute: 25 };
    const at: { instant: number; domain: string; tenantId: string }[] = [];
    const pair = [worker({ limits }), worker({ limits })];
    for (let seconds = 0; seconds < 200; seconds += 4) {
      const instant = Date.parse(NOW) + seconds * 1_000;
      await Promise.all(pair.map((each) => each.run(new Date(instant).toISOString())));
      const bells = pair.flatMap(({ rung }) => rung.splice(0));
      const domains = await domainsOf(bells);
      at.push(...bells.map(({ tenantId }, index) => ({ instant, tenantId, domain: domains[index]! })));
      await sent(bells);
    }
    const inMinute = (from: number, domain: string) =>
      at.filter((each) => each.instant >= from && each.instant < from + 60_000 && each.domain === domain).length;
    for (const domain of ['one.test', 'other.test'])
      for (const { instant } of at) expect(inMinute(instant, domain)).toBeLessThanOrEqual(25);
    // And they are used: three minutes and a bit, at least three times twenty-five.
    expect(at.length).toBeGreaterThanOrEqual(2 * 75);
  }, 30_000);

  it('gives back what it could not ring for, and what it has not begun when it stops', async () => {
    const tenant = await api.make.tenant();
    await due(tenant, 6, 'back.test');
    const first = worker();
    first.queueIs('away');
    await expect(first.run()).rejects.toThrow('the queue is away');
    first.queueIs('there');
    expect(await first.run()).toBe(6);
    first.mails.begun(first.rung[0]!.mailId);
    await first.mails.stop();
    expect(await worker().run()).toBe(5);
  });

  it('holds a mail due until it is settled, withdrawn, held or put off, and no longer', async () => {
    const tenant = await api.make.tenant();
    await due(tenant, 5, 'ends.test');
    const first = worker();
    await first.run();
    const [sentOne, withdrawn, held, putOff, read] = first.rung.map(({ mailId }) => mailId);
    await sent([first.rung[0]!]);
    await api.look(`update mails set state = 'withdrawn' where id = $1`, [withdrawn]);
    await api.look('update mails set is_held = true where id = $1', [held]);
    await api.look(`update mails set next_attempt_at = '2026-12-01T08:00:00Z' where id = $1`, [putOff]);
    await api.look('update mails set answer_openings = 1, attempts = 1 where id = $1', [read]);
    expect(await api.look('select mail_id as id from due_mails')).toEqual([{ id: read }]);
    expect(await worker().run('2026-12-01T08:00:00Z')).toBe(2);
    expect(sentOne).not.toBe(read);
  });

  it('reads no table whole in the morning because nothing was due at night', async () => {
    const tenants = await Promise.all(Array.from({ length: 4 }, () => api.make.tenant()));
    await api.look('vacuum analyze due_mails, mail_pace, mail_workers');
    const client = await sweep.connect();
    try {
      // Claims of a quiet night: the connection keeps the plan that served them.
      const claim = { name: 'night', text: CLAIM_MAILS, values: CLAIM_PARAMS };
      for (let nth = 0; nth < 8; nth += 1) await client.query(claim);
      for (const tenant of tenants) await due(tenant, 1_000, null);
      expect(mostPassed(await planOf(ADMIT_MAILS, [NOW]))).toBeLessThan(10);
      await client.query(ADMIT_MAILS, [NOW]);
      expect(mostPassed(await planOf(ADMIT_MAILS, [NOW]))).toBeLessThan(10);
      const values = CLAIM_PARAMS.map((value) =>
        client.escapeLiteral(value instanceof Date ? value.toISOString() : `${value as number}`),
      );
      const { rows } = await client.query(`explain (analyze, format json) execute night (${values.join(', ')})`);
      const plan = rows[0]['QUERY PLAN'][0].Plan as Plan;
      expect(readsMails(plan)).toContain('due_mails_by_lane');
      expect(nodes(plan).filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Rows'] > 1_000)).toEqual([]);
      expect(mostPassed(plan)).toBeLessThan(10);
    } finally {
      client.release(true);
    }
  });

  it('claims what was claimed in a future that was set back', async () => {
    const tenant = await api.make.tenant();
    await due(tenant, 3, 'jump.test', '2026-11-30T07:00:00Z');
    expect(await worker().run('2026-12-04T07:00:00Z')).toBe(3);
    expect(await worker().run('2026-12-01T07:00:00Z')).toBe(3);
  });

  it('sees ids, instants, leases and receiving domains of all tenants, and nothing else', async () => {
    for (const sql of [
      'select to_email from mails',
      'select * from mails',
      'select 1 from reminders',
      'select server_answer from mail_attempts',
      'select name from tenants',
      'update tenants set restating_until = null',
      'select changes from reference_versions',
      `update mails set state = 'sent'`,
      'update mails set next_attempt_at = now()',
      'delete from mails',
      'delete from due_mails',
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
      'send-mails': { atOnce: 1, run: async () => {} },
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
    await expect(jobs.ring('send-mails', { mails: [{ tenantId: 'a', mailId: 'b' }] })).rejects.toThrow();
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
