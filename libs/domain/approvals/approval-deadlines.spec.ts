import { CHINA } from '../../../test/support/china-calendar.js';
import type { ApprovalKind } from '../reference/approval.js';
import type { ApprovalStatus } from '../states/approval-status.js';
import { approvalDeadlines, beginningOf, kindOn, type ApprovalFacts } from './approval-deadlines.js';

const words = (text: string) => ({ en: text, de: text, zh: text });
const NOTE = words('after the announcement or the certificate');
const kind = (key: string, more: Partial<ApprovalKind> = {}): ApprovalKind => ({
  ...{ key, names: words(key), market: 'CN', appliesTo: ['vehicle'], authority: null, basis: 'legal', needs: [] },
  ...{ endsWith: 'grant', after: [], classKeys: [], filing: null, processing: null, validity: null, audits: 'unknown' },
  ...{ note: null, certainty: 'secondary', source: 'a source', validFrom: null, validTo: null },
  ...more,
});
const FILING = { amount: 15, unit: 'working-days', basis: 'legal', certainty: 'secondary', source: 'MIIT notice of July 2024', note: NOTE } as const; // prettier-ignore
const LABEL = kind('energy-label', { endsWith: 'filing', after: ['ccc', 'miit-announcement'], filing: FILING });
const RULES = { approvalKinds: [kind('srrc', { filing: FILING, after: ['ccc'] }), LABEL], china: CHINA };

const facts = (more: Partial<ApprovalFacts> = {}): ApprovalFacts => ({
  ...{ kind: 'energy-label', status: 'planned', number: null, grantedOn: null, validUntil: null, nextAuditOn: null },
  ...{ certificateIssuedOn: null, basisOn: null },
  ...more,
});
const dayAfter = (certificateIssuedOn: string) => approvalDeadlines(facts({ certificateIssuedOn }), RULES)[0];

describe('the filing of an energy label', () => {
  it('is due fifteen working days after the issue of the certificate: over Spring Festival 2026 with its make-up Saturdays', () => {
    expect(approvalDeadlines(facts({ certificateIssuedOn: '2026-02-02' }), RULES)).toEqual([
      {
        kind: 'energy-label',
        // 3 to 6, 9 to 13 and Saturday 14 February are ten days; 15 to 23 are off; 24 to 27 and Saturday 28 are five.
        dueOn: '2026-02-28',
        basis: 'legal',
        rule: 'energy-label.filing',
        source: 'MIIT notice of July 2024',
        certainty: 'secondary',
        counted: {
          start: 'issued',
          from: '2026-02-02',
          amount: 15,
          unit: 'working-days',
          country: 'CN',
          skipped: expect.arrayContaining([
            expect.objectContaining({ kind: 'holiday', name: 'Spring Festival', from: '2026-02-15', to: '2026-02-23' }),
          ]),
          madeUp: ['2026-02-14', '2026-02-28'],
          note: NOTE,
        },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  it.each([
    // issued, due: counted by hand on the notice for 2026
    ['2026-01-26', '2026-02-14'],
    ['2026-01-27', '2026-02-24'],
    ['2026-02-13', '2026-03-12'],
    ['2026-02-14', '2026-03-13'],
    ['2026-02-16', '2026-03-13'],
    ['2026-02-23', '2026-03-13'],
    ['2026-02-24', '2026-03-16'],
    ['2026-03-02', '2026-03-23'],
    // Sunday 20 September and Saturday 10 October are worked; 25 to 27 September and 1 to 7 October are off
    ['2026-09-18', '2026-10-15'],
  ])('of a certificate of %s is due on %s', (issuedOn, dueOn) => {
    expect(dayAfter(issuedOn)?.dueOn).toBe(dueOn);
    expect(dayAfter(issuedOn)?.counted.provisionalYears).toBeUndefined();
  });

  it('is provisional where it runs into a year without a notice: only the days off by law are known', () => {
    expect(dayAfter('2026-12-21')).toMatchObject({ dueOn: '2027-01-12', counted: { provisionalYears: [2027] } });
  });

  it.each<[ApprovalStatus, boolean | null]>([
    ['planned', false],
    ['filed', true],
    ['granted', true],
    ['refused', null],
    ['expired', null],
    ['withdrawn', null],
    ['not-needed', null],
  ])('%s: met is %s', (status, isMet) => {
    const stated = approvalDeadlines(facts({ status, certificateIssuedOn: '2026-02-02' }), RULES);
    expect(stated.map((one) => one.isMet)).toEqual(isMet === null ? [] : [isMet]);
  });

  it('is not counted before something begins it, nor for another kind, nor without a limit in the data', () => {
    expect(approvalDeadlines(facts(), RULES)).toEqual([]);
    expect(approvalDeadlines(facts({ kind: 'srrc', certificateIssuedOn: '2026-02-02' }), RULES)).toEqual([]);
    const begun = facts({ certificateIssuedOn: '2026-02-02' });
    expect(approvalDeadlines(begun, { ...RULES, approvalKinds: [kind('energy-label', { after: ['ccc'] })] })).toEqual(
      [],
    );
    expect(approvalDeadlines(begun, { ...RULES, approvalKinds: [] })).toEqual([]);
  });

  it('is counted by the rule in force on the day that began it', () => {
    const until = { ...LABEL, validTo: '2026-02-01', filing: { ...FILING, amount: 30 } };
    const from = { ...LABEL, validFrom: '2026-02-02' };
    const rules = { ...RULES, approvalKinds: [until, from] };
    expect(approvalDeadlines(facts({ certificateIssuedOn: '2026-02-02' }), rules)[0]?.counted.amount).toBe(15);
    expect(approvalDeadlines(facts({ certificateIssuedOn: '2026-02-01' }), rules)[0]?.counted.amount).toBe(30);
    const later = { ...RULES, approvalKinds: [{ ...LABEL, validFrom: '2027-01-01' }] };
    expect(approvalDeadlines(facts({ certificateIssuedOn: '2026-02-02' }), later)).toEqual([]);
  });
});

describe('what begins an approval', () => {
  it.each([
    ['2026-02-02', null, { start: 'issued', from: '2026-02-02' }],
    [null, '2026-01-20', { start: 'published', from: '2026-01-20' }],
    // both with "or": the earlier is acted on
    ['2026-02-02', '2026-01-20', { start: 'published', from: '2026-01-20' }],
    ['2026-02-02', '2026-02-02', { start: 'issued', from: '2026-02-02' }],
    ['2026-02-02', '2026-02-03', { start: 'issued', from: '2026-02-02' }],
    [null, null, null],
  ])('of a certificate of %s and an announcement of %s is %j', (certificateIssuedOn, basisOn, beginning) => {
    expect(beginningOf({ certificateIssuedOn, basisOn }, LABEL)).toEqual(beginning);
  });

  it('is no certificate for what does not wait for CCC, and nothing at all for what waits for nothing', () => {
    const both = { certificateIssuedOn: '2026-02-02', basisOn: '2026-03-02' };
    expect(beginningOf(both, { after: ['miit-announcement'] })).toEqual({ start: 'published', from: '2026-03-02' });
    expect(beginningOf(both, { after: [] })).toBeNull();
  });
});

describe('a granted approval', () => {
  const granted = facts({ kind: 'srrc', status: 'granted', number: 'CMIIT 2026DP1234', grantedOn: '2026-05-04' });
  const named = { basis: 'legal', rule: 'approval.paper', source: 'CMIIT 2026DP1234', certainty: 'official', isDisputed: false, isMet: false }; // prettier-ignore

  it('owes its last day and the next audit that its paper names, by day', () => {
    const expiry = { kind: 'approval-expiry', dueOn: '2028-05-03', ...named, counted: { start: 'valid-until', from: '2028-05-03', amount: 0, unit: 'calendar-days' } }; // prettier-ignore
    const audit = { kind: 'approval-audit', dueOn: '2027-05-04', ...named, counted: { start: 'named' } };
    const both = { ...granted, validUntil: '2028-05-03', nextAuditOn: '2027-05-04' };
    expect(approvalDeadlines(both, RULES)).toEqual([audit, expiry]);
    expect(approvalDeadlines({ ...both, nextAuditOn: '2029-05-04' }, RULES).map((one) => one.kind)).toEqual(['approval-expiry', 'approval-audit']); // prettier-ignore
    expect(approvalDeadlines({ ...both, nextAuditOn: '2028-05-03' }, RULES).map((one) => one.kind)).toEqual(['approval-expiry', 'approval-audit']); // prettier-ignore
  });

  it('owes nothing that its paper does not name: how long most hold was not found', () => {
    expect(approvalDeadlines(granted, RULES)).toEqual([]);
  });

  it('is its own source only by its number', () => {
    const [stated] = approvalDeadlines({ ...granted, number: null, validUntil: '2028-05-03' }, RULES);
    expect(stated).toMatchObject({ source: 'none', certainty: 'unverified' });
  });

  it.each<ApprovalStatus>(['planned', 'filed', 'refused', 'expired', 'withdrawn', 'not-needed'])(
    'owes these days no more, or not yet, when it is %s',
    (status) => {
      expect(approvalDeadlines({ ...granted, status, validUntil: '2028-05-03', nextAuditOn: '2027-05-04' }, RULES)).toEqual([]); // prettier-ignore
    },
  );
});

describe('the kind on a day', () => {
  const old = kind('nal', { validTo: '2026-06-30' });
  const young = kind('nal', { validFrom: '2026-07-01' });

  it.each([
    ['nal', '2026-06-30', old],
    ['nal', '2026-07-01', young],
    ['srrc', '2026-07-01', null],
  ])('%s on %s', (key, day, found) => {
    expect(kindOn([old, young], key, day)).toBe(found);
  });
});
