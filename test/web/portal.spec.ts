import { asksOf, glanceOf, lossOf, nearestLegalDay, segmentOf, stagesToCertificate, whereOf } from '../../apps/web/src/portal/glance.js'; // prettier-ignore
import { portalAddress } from '../../apps/web/src/portal/portal-address.js';
import type { OwedDocument, OwedFinding } from '../../apps/web/src/portal/portal.types.js';
import type { StageStatus } from '#domain/states/stage-status';

const ID = '3f0c6f3e-6f1b-4f43-9c4e-1d1f8f0c0a11';

describe('where a client finds what an address of the workplace shows', () => {
  it.each([
    ['/', '/portal'],
    ['/cases', '/portal'],
    [`/cases/${ID}`, `/portal/cases/${ID}`],
    ['/certificates', '/portal/certificates'],
    [`/certificates/${ID}`, `/portal/certificates/${ID}`],
    ['/audits', '/portal/audits'],
    [`/audits/${ID}`, `/portal/audits/${ID}`],
    ['/audits/windows', '/portal/audits'],
    [`/factories/${ID}`, '/portal/audits'],
    [`/products/${ID}`, '/portal/certificates'],
    [`/lab/bookings/${ID}`, '/portal'],
    ['/calendar', '/portal'],
    ['/settings', '/portal/account'],
    ['/determinations', '/portal/approvals'],
    [`/determinations/${ID}`, '/portal/approvals'],
    ['/projects', '/portal/approvals'],
    ['/projects/approvals', '/portal/approvals'],
    [`/projects/${ID}`, `/portal/approvals/${ID}`],
  ])('%s -> %s', (address, page) => expect(portalAddress(address)).toBe(page));

  it.each([
    '/cases/new',
    '/imports',
    '/imports/new',
    '/reminders',
    '/settings/members',
    `/clients/${ID}`,
    '/plans/new',
  ])('%s is not there for it', (address) => expect(portalAddress(address)).toBeNull());
});

describe('what is asked', () => {
  const document = (id: string, dueOn: string) => ({ id, dueOn }) as OwedDocument;
  const finding = (id: string, dueOn: string | null) => ({ id, dueOn }) as OwedFinding;

  it('stands by day, documents and findings together, what has no day last', () => {
    const asks = asksOf({
      asked: [document('licence', '2026-11-27'), document('list', '2026-11-20')],
      findings: [finding('undated', null), finding('major', '2026-11-24')],
    });
    expect(asks.map((ask) => (ask.kind === 'document' ? ask.document.id : ask.finding.id))).toEqual([
      'list',
      'major',
      'licence',
      'undated',
    ]);
  });
});

describe('where a case stands', () => {
  const stages = (...all: [string, StageStatus][]) => all.map(([key, status]) => ({ key, status }));
  const keys = ({ now, next }: { now: { key: string }[]; next: { key: string } | null }) => [
    now.map(({ key }) => key),
    next?.key ?? null,
  ];

  it('names every stage that runs or waits, and the first after them', () => {
    const all = stages(
      ['documents', 'done'],
      ['type-test', 'running'],
      ['initial-inspection', 'blocked'],
      ['decision', 'not-started'],
    );
    expect(keys(whereOf(all, 'type-test'))).toEqual([['type-test', 'initial-inspection'], 'decision']);
  });

  it('stands before the stage that is to begin where none runs', () => {
    const all = stages(['scope-check', 'not-started'], ['documents', 'not-started']);
    expect(keys(whereOf(all, 'scope-check'))).toEqual([['scope-check'], 'documents']);
  });

  it('has nothing more to come but the certificate when all are done', () => {
    expect(keys(whereOf(stages(['documents', 'done'], ['decision', 'done']), null))).toEqual([[], null]);
  });

  it.each([
    ['done', 'done'],
    ['skipped', 'done'],
    ['running', 'now'],
    ['blocked', 'stopped'],
    ['failed', 'stopped'],
    ['not-started', 'open'],
  ] as const)('a stage that is %s is drawn as %s', (status, drawn) => expect(segmentOf(status)).toBe(drawn));

  it('counts the stages up to the certificate, an optional one once it has begun', () => {
    const stage = (key: string, status: StageStatus, more = {}) => ({
      ...{ key, status, isAfterCertificate: false, isOptional: false },
      ...more,
    });
    const kept = stagesToCertificate([
      stage('type-test', 'failed'),
      stage('correction', 'not-started', { isOptional: true }),
      stage('retest', 'running', { isOptional: true }),
      stage('follow-up', 'not-started', { isAfterCertificate: true }),
    ]);
    expect(kept.map(({ key }) => key)).toEqual(['type-test', 'retest']);
  });
});

describe('what is lost when the certificate comes too late', () => {
  const promised = { kind: 'new', light: 'late', wishOn: null, legalOn: null, forecastOn: '2027-01-20' } as const;

  it.each([
    ['nothing is said of a case on track', { light: 'on-track', wishOn: '2027-01-29' }, null],
    ['nothing is said of a case that has ended', { light: null, wishOn: '2027-01-29' }, null],
    ['the wish', { wishOn: '2027-01-10' }, { what: 'wish', day: '2027-01-10' }],
    ['the declaration', { kind: 'conversion', legalOn: '2026-12-31' }, { what: 'conversion', day: '2026-12-31' }],
    ['the day of the law where it comes first', { wishOn: '2027-02-01', legalOn: '2027-01-15' }, { what: 'legal', day: '2027-01-15' }],
    ['the day of the law where it is near too', { wishOn: '2027-01-10', legalOn: '2027-02-02' }, { what: 'legal', day: '2027-02-02' }],
    ['the wish alone where the law leaves two weeks', { wishOn: '2027-01-10', legalOn: '2027-02-03' }, { what: 'wish', day: '2027-01-10' }],
    ['no day where none is set', {}, { what: 'none' }],
  ] as const)('%s', (_what, more, loss) => expect(lossOf({ ...promised, ...more })).toEqual(loss)); // prettier-ignore
});

describe('the nearest day of the law', () => {
  it('is the first that is not over, and says whether declarations end on it', () => {
    const cases = [
      { kind: 'renewal', legalOn: '2027-03-01' },
      { kind: 'conversion', legalOn: '2026-12-31' },
      { kind: 'renewal', legalOn: '2026-11-19' },
      { kind: 'new', legalOn: null },
    ] as const;
    expect(nearestLegalDay(cases, '2026-11-20')).toEqual({ day: '2026-12-31', daysLeft: 41, isConversion: true });
    expect(nearestLegalDay(cases, '2027-01-01')).toEqual({ day: '2027-03-01', daysLeft: 59, isConversion: false });
    expect(nearestLegalDay(cases, '2027-03-02')).toBeNull();
  });
});

describe('a whole case at a glance', () => {
  const application = {
    id: 'case',
    number: '2026-0042',
    kind: 'conversion',
    status: 'running',
    product: { id: 'lamp', name: 'Lamp', nameZh: null, class: { code: '1109' } },
    endedOn: null,
    lateness: { state: 'at-risk', slackDays: 4, against: 'legal' },
    turn: { party: 'body', since: '2026-11-02', stageId: 'two' },
    forecast: { on: '2026-12-27', isAtLeast: false, isProvisional: false, range: null },
    wishOn: null,
    stages: [
      { id: 'one', key: 'inventory', status: 'done', blocker: null, isAfterCertificate: false, isOptional: false },
      { id: 'two', key: 'adoption', status: 'blocked', blocker: 'fee-unpaid', isAfterCertificate: false, isOptional: false }, // prettier-ignore
    ],
  } as unknown as Parameters<typeof glanceOf>[0];

  it('names the stage it stands in, what it waits for and the day of the law', () => {
    expect(glanceOf(application)).toMatchObject({
      light: 'at-risk',
      stageKey: 'adoption',
      blocker: 'fee-unpaid',
      turn: 'body',
      legalOn: '2026-12-31',
    });
  });

  it('has no light once it has ended, and no day of the law where the wish is what counts', () => {
    expect(glanceOf({ ...application, endedOn: '2026-11-19' }).light).toBeNull();
    const wished = { state: 'at-risk', slackDays: 4, against: 'wish' } as const;
    expect(glanceOf({ ...application, lateness: wished }).legalOn).toBeNull();
  });
});
