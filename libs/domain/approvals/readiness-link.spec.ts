import { CHINA } from '../../../test/support/china-calendar.js';
import type { Limit } from '../reference/record.js';
import { approvalLink, certificationLink, LINK_REASONS, type ApprovalItem, type CertificationItem, type ReadinessLink } from './readiness-link.js'; // prettier-ignore

const TODAY = '2026-11-20';
const certification = (more: Partial<CertificationItem> = {}): CertificationItem => ({
  ...{ productId: 'p', classCode: '1101', state: 'in-case', doneOn: null, forecast: null },
  ...more,
});
const certified = (more: Partial<CertificationItem>) => certificationLink('c', certification(more), TODAY);

describe('the CCC of a product', () => {
  it.each<[string, Partial<CertificationItem>, Partial<ReadinessLink>]>([
    ['certified', { state: 'certified', doneOn: '2025-03-04' }, { state: 'done', on: '2025-03-04', reason: 'issued' }],
    ['certified on an unknown day', { state: 'certified' }, { state: 'done', on: TODAY, reason: 'issued' }],
    ['determined to need none', { state: 'not-asked', doneOn: '2026-05-05' }, { state: 'done', on: '2026-05-05', reason: 'not-asked' }],
    ['suspended', { state: 'suspended', doneOn: '2025-03-04' }, { state: 'stopped', on: TODAY, reason: 'suspended', isAtLeast: true }],
    ['without certificate and case', { state: 'none' }, { state: 'unknown', on: TODAY, reason: 'no-case', isAtLeast: true }],
    ['in a case without a day', {}, { state: 'unknown', on: TODAY, reason: 'no-day', isAtLeast: true }],
    ['in a case', { forecast: { on: '2027-02-10', isAtLeast: false, range: null } }, { state: 'expected', on: '2027-02-10', reason: 'forecast' }],
    ['in a case with an unknown duration', { forecast: { on: '2027-02-10', isAtLeast: true, range: null } }, { state: 'expected', on: '2027-02-10', reason: 'forecast', isAtLeast: true }],
    ['in a case that was expected before today', { forecast: { on: '2026-11-19', isAtLeast: false, range: null } }, { state: 'expected', on: TODAY, reason: 'forecast' }],
  ])('%s', (_, item, link) => {
    expect(certified(item)).toEqual({ key: 'c', isAtLeast: false, range: null, counted: null, ...link });
  }); // prettier-ignore

  it('keeps the range of its forecast, never before today and never earlier at its late end than the day itself', () => {
    const range = { earlyOn: '2027-01-20', lateOn: '2027-03-30' };
    expect(certified({ forecast: { on: '2027-02-10', isAtLeast: false, range } }).range).toEqual(range);
    const past = { earlyOn: '2026-10-01', lateOn: '2026-10-30' };
    expect(certified({ forecast: { on: '2026-10-10', isAtLeast: false, range: past } }).range).toEqual({ earlyOn: TODAY, lateOn: TODAY }); // prettier-ignore
  });
});

const limit = (amount: number): Limit => ({ amount, unit: 'working-days', basis: 'legal', certainty: 'secondary', source: 's', note: null }); // prettier-ignore
const approval = (more: Partial<ApprovalItem> = {}): ApprovalItem => ({
  ...{ id: 'a', kind: 'nal', productId: null, status: 'planned', filedOn: null, expectedOn: null, grantedOn: null },
  ...{ validUntil: null, endsWith: 'grant', after: [], classKeys: [], filing: null, processing: null },
  ...more,
});
const cause = (more: Partial<ReadinessLink> = {}): ReadinessLink => ({
  ...{
    key: 'c',
    state: 'expected',
    on: '2027-01-04',
    isAtLeast: false,
    range: null,
    reason: 'forecast',
    counted: null,
  },
  ...more,
});
const link = (item: Partial<ApprovalItem>, before: ReadinessLink | null = null) =>
  approvalLink('a', approval(item), before, TODAY, CHINA);

describe('an approval', () => {
  it.each<[string, Partial<ApprovalItem>, ReadinessLink | null, Partial<ReadinessLink>]>([
    ['granted', { status: 'granted', grantedOn: '2026-01-02' }, cause(), { state: 'done', on: '2026-01-02', reason: 'granted' }],
    ['granted on an unknown day', { status: 'granted' }, null, { state: 'done', on: TODAY, reason: 'granted' }],
    ['on its last valid day', { status: 'granted', grantedOn: '2026-01-02', validUntil: TODAY }, null, { state: 'done', on: '2026-01-02', reason: 'granted' }],
    ['past its last valid day', { status: 'granted', grantedOn: '2026-01-02', validUntil: '2026-11-19' }, null, { state: 'stopped', on: TODAY, reason: 'expired', isAtLeast: true }],
    ['expired', { status: 'expired' }, cause(), { state: 'stopped', on: '2027-01-04', reason: 'expired', isAtLeast: true }],
    ['refused', { status: 'refused' }, cause({ on: '2026-01-04' }), { state: 'stopped', on: TODAY, reason: 'refused', isAtLeast: true }],
    ['filed, and done with it', { status: 'filed', filedOn: '2026-11-02', endsWith: 'filing' }, cause(), { state: 'done', on: '2026-11-02', reason: 'filed' }],
    ['filed on an unknown day, and done with it', { status: 'filed', endsWith: 'filing' }, null, { state: 'done', on: TODAY, reason: 'filed' }],
    ['filed, told for today', { status: 'filed', expectedOn: TODAY }, null, { state: 'expected', on: TODAY, reason: 'told' }],
    ['filed, told for a day that has passed', { status: 'filed', expectedOn: '2026-11-19' }, null, { state: 'unknown', on: TODAY, reason: 'day-passed', isAtLeast: true }],
    ['filed, with nothing said', { status: 'filed', filedOn: '2026-11-02' }, cause(), { state: 'unknown', on: TODAY, reason: 'no-day', isAtLeast: true }],
    ['filed on an unknown day', { status: 'filed', processing: limit(15) }, null, { state: 'unknown', on: TODAY, reason: 'no-day', isAtLeast: true }],
    ['planned, with nothing said', {}, null, { state: 'unknown', on: TODAY, reason: 'no-day', isAtLeast: true }],
    ['planned, after what is to come', {}, cause(), { state: 'unknown', on: '2027-01-04', reason: 'no-day', isAtLeast: true }],
    ['planned, told', { expectedOn: '2027-02-01' }, cause(), { state: 'expected', on: '2027-02-01', reason: 'told' }],
    ['planned, told for the day of its cause', { expectedOn: '2027-01-04' }, cause(), { state: 'expected', on: '2027-01-04', reason: 'told' }],
    ['planned, told, after something unknown', { expectedOn: '2027-02-01' }, cause({ isAtLeast: true }), { state: 'expected', on: '2027-02-01', reason: 'told', isAtLeast: true }],
    ['planned, told before its cause', { expectedOn: '2027-01-03' }, cause(), { state: 'unknown', on: '2027-01-04', reason: 'before-its-cause', isAtLeast: true }],
    ['planned, told for a day that has passed', { expectedOn: '2026-11-19' }, null, { state: 'unknown', on: TODAY, reason: 'day-passed', isAtLeast: true }],
    ['planned, told for a passed day after what came before', { expectedOn: '2026-11-19' }, cause({ on: '2026-11-02' }), { state: 'unknown', on: TODAY, reason: 'day-passed', isAtLeast: true }],
    ['planned, a filing with a limit that nothing begins', { filing: limit(15), endsWith: 'filing' }, null, { state: 'unknown', on: TODAY, reason: 'no-day', isAtLeast: true }],
    ['planned, a grant whose filing is limited', { filing: limit(15) }, cause(), { state: 'unknown', on: '2027-01-04', reason: 'no-day', isAtLeast: true }],
  ])('%s', (_, item, before, expected) => {
    expect(link(item, before)).toEqual({ key: 'a', isAtLeast: false, range: null, counted: null, ...expected });
  }); // prettier-ignore

  it('that was filed is decided within the limit of the authority', () => {
    const filed = link({ status: 'filed', filedOn: '2026-11-09', processing: limit(15) });
    // 10 to 13, 16 to 20, 23 to 27 and 30 November
    expect(filed).toMatchObject({ state: 'expected', on: '2026-11-30', reason: 'processing-limit', isAtLeast: false });
    expect(filed.counted).toMatchObject({ from: '2026-11-09', amount: 15, unit: 'working-days' });
    expect(link({ status: 'filed', filedOn: '2026-10-29', processing: limit(15) })).toMatchObject({ state: 'unknown', on: TODAY, reason: 'day-passed' }); // prettier-ignore
    expect(link({ status: 'filed', filedOn: '2026-10-30', processing: limit(15) })).toMatchObject({ state: 'expected', on: TODAY }); // prettier-ignore
  });

  it('that is a filing comes at the latest at the end of its limit, with the range of its cause', () => {
    const range = { earlyOn: '2026-12-01', lateOn: '2027-01-04' };
    const label = link({ filing: limit(15), endsWith: 'filing' }, cause({ on: '2026-12-21', range }));
    expect(label).toMatchObject({ state: 'expected', on: '2027-01-12', isAtLeast: false, reason: 'filing-limit' });
    expect(label.range).toEqual({ earlyOn: '2026-12-22', lateOn: '2027-01-25' });
    expect(label.counted).toMatchObject({ start: 'issued', from: '2026-12-21', provisionalYears: [2027] });
    expect(link({ filing: limit(15), endsWith: 'filing' }, cause({ on: '2026-12-21', isAtLeast: true }))).toMatchObject({ on: '2027-01-12', isAtLeast: true, range: null }); // prettier-ignore
  });

  it('that was not filed in its limit can come from today on', () => {
    const issued = cause({ state: 'done', on: '2026-10-29', reason: 'issued' });
    expect(link({ filing: limit(15), endsWith: 'filing' }, issued)).toMatchObject({ state: 'unknown', on: TODAY, reason: 'day-passed' }); // prettier-ignore
    const justInTime = cause({ state: 'done', on: '2026-10-30', reason: 'issued' });
    expect(link({ filing: limit(15), endsWith: 'filing' }, justInTime)).toMatchObject({ state: 'expected', on: TODAY });
  });

  it('has a reason from the list', () => {
    expect(LINK_REASONS).toHaveLength(15);
    expect(new Set(LINK_REASONS).size).toBe(15);
  });
});
