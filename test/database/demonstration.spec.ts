import { seed } from '../../apps/local/src/seed/seed.js';
import { startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;

// Three tenants with all that a year of work leaves; on a machine that does other things besides it takes its time.
jest.setTimeout(120_000);

afterEach(() => api.close());

const count = async (sql: string) => (await api.look<{ kind: string; n: string }>(`select kind, count(*) as n from (${sql}) all_of_them group by 1 order by 1`)).map(({ kind, n }) => [kind, Number(n)]); // prettier-ignore

describe('the demonstration', () => {
  it('shows every kind of record, and a campaign with members at every step', async () => {
    api = await startApi({ clock: '2026-11-20T09:00:00+01:00' });
    expect(await seed(api.config, () => {})).toBe(true);
    expect(await count(`select step as kind from campaign_members`)).toEqual([
      ['documents-in', 1],
      ['excused', 1],
      ['filed', 1],
      ['finished', 1],
      ['open', 5],
    ]);
    expect(await count(`select kind from certificate_papers`)).toEqual([
      ['certificate', 2],
      ['rectification-report', 1],
      ['suspension-notice', 1],
      ['test-report', 1],
    ]);
    expect(await count(`select case when paid_on is null then 'owed' else 'paid' end as kind from certificate_fees`)).toEqual([['owed', 4], ['paid', 2]]); // prettier-ignore
    expect(await count(`select form as kind from marks`)).toEqual([
      ['moulded', 2],
      ['printed', 2],
      ['standard-label', 1],
    ]);
    expect(await count(`select state as kind from product_change_certificates`)).toEqual([
      ['accepted', 1],
      ['case-open', 1],
      ['not-touched', 1],
      ['touched', 1],
    ]);
    expect(await count(`select kind from determinations`)).toEqual([['exempt', 2]]);
    expect(await count(`select scheme_key as kind from applications where kind = 'renewal'`)).toEqual([
      ['ccc-renewal', 1],
    ]);
    // The letters of two clients are owed now, those of the others in some minutes.
    expect(
      await count(`select case when m.send_at <= '2026-11-20T08:02:00Z' then 'now' else 'later' end as kind
        from notices n join mails m on m.id = n.mail_id where n.kind = 'campaign-letter' and m.state = 'owed'`),
    ).toEqual([
      ['later', 3],
      ['now', 2],
    ]);
    expect(await seed(api.config, () => {})).toBe(false);
  });

  // Whoever starts it later than the conversion has a world without it.
  it.each(['2026-12-30T09:00:00+01:00', '2028-02-29T09:00:00+01:00'])('can be laid on any day: %s', async (clock) => {
    api = await startApi({ clock });
    expect(await seed(api.config, () => {})).toBe(true);
    expect(await count(`select state as kind from campaigns`)).toEqual([['running', 1]]);
  });
});
