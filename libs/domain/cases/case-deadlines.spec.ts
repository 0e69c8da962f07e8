import {
  caseHistory,
  caseStage,
  CCC_SCHEME,
  CCC_STAGES,
  repeated,
  type ToldMove,
} from '../../../test/support/case-history.js';
import { CHINA } from '../../../test/support/china-calendar.js';
import { deadline, everywhere, limit, scheme, stage, words } from '../../../test/support/plan-schemes.js';
import type { StatedDeadline } from '../deadlines/deadline.js';
import { planForward } from '../plan/make-plan.js';
import type { SchemeDefinition, StageDeadline } from '../reference/scheme.js';
import { APPLICATION_STATUSES, type ApplicationStatus } from '../states/application-status.js';
import type { DocumentRequestStatus } from '../states/document-request-status.js';
import { caseDeadlines, type CaseFacts } from './case-deadlines.js';

const NOTE = words('The client’s own time is commonly not counted.');
const ORDER = { basis: 'legal', certainty: 'official', source: 'AQSIQ Order 117' } as const;

/** The deadlines of the CCC procedure, on the stages of the other tests. */
const DEADLINES: Readonly<Record<string, StageDeadline[]>> = {
  documents: [
    deadline('documents-due', {
      ...{ from: { stage: 'documents', edge: 'start' }, metBy: 'documents', basis: 'planning', source: 'none' },
      ...{ limit: limit(20), certainty: 'unverified' },
    }),
  ],
  application: [
    deadline('fee-due', { from: { stage: 'application', edge: 'end' }, metBy: 'application', limit: null }),
    deadline('fee-paid', { from: { stage: 'application', edge: 'end' }, metBy: null, limit: limit(10) }),
  ],
  'type-test': [
    deadline('inspection-latest', {
      ...{ from: { stage: 'type-test', edge: 'end' }, metBy: 'initial-inspection' },
      limit: limit(12, 'months', { basis: 'legal', certainty: 'secondary', source: 'https://inspection.example' }),
    }),
  ],
  'test-rectification': [
    deadline('rectification-due', { from: 'event', metBy: 'test-rectification', limit: limit(30) }),
  ],
  'initial-inspection': [
    deadline('plan-due', {
      ...{ from: { stage: 'application', edge: 'end' }, metBy: 'initial-inspection', source: 'https://plan.example' },
      limit: limit(3, 'weeks', { basis: 'practice', certainty: 'secondary' }),
    }),
  ],
  'follow-up': [deadline('follow-up-due', { from: 'certificate', metBy: 'follow-up' })],
};

const CCC: SchemeDefinition = scheme(
  CCC_SCHEME.stages.map((stage) => ({ ...stage, deadlines: DEADLINES[stage.key] ?? [] })),
  {
    key: 'ccc-standard',
    overallLimit: {
      ...limit(90, 'calendar-days', { ...ORDER, note: NOTE }),
      ...{
        fromStage: 'application',
        toStage: 'decision',
        names: words('90 days'),
        reminderOffsets: [30],
        consequence: null,
      },
    },
  },
);
const UNLIMITED = scheme([...CCC.stages], { key: 'ccc-standard' });
const BOOK = { china: CHINA };

const case_ = (moves: readonly ToldMove[], more: Partial<CaseFacts> = {}): CaseFacts => ({
  status: 'running',
  acceptedOn: null,
  history: caseHistory(moves),
  requests: [],
  ...more,
});
const owed = (facts: CaseFacts, definition = CCC, plan: Parameters<typeof caseDeadlines>[2] = null) =>
  caseDeadlines(facts, definition, plan, BOOK);
const ofKind = (stated: readonly StatedDeadline[], kind: StatedDeadline['kind']) =>
  stated.filter((one) => one.kind === kind);

const ACCEPTED: readonly ToldMove[] = [
  ['scope-check', 'complete', '2026-11-03'],
  ['documents', 'start', '2026-11-04'],
  ['documents', 'complete', '2026-11-11'],
  ['application', 'complete', '2026-11-18'],
];
const TESTED: readonly ToldMove[] = [
  ...ACCEPTED,
  ['sample-notice', 'complete', '2026-11-20'],
  ['type-test', 'start', '2026-11-23'],
  ['type-test', 'complete', '2026-12-31'],
];

describe('the documents that a case has asked for', () => {
  const asked = (status: DocumentRequestStatus, id = 'r1', dueOn = '2026-12-01') => ({
    ...{ id, dueOn, status },
    askedOn: '2026-11-10',
  });

  it('are due on the day that was set when they were asked for', () => {
    expect(owed(case_([], { requests: [asked('requested')] }))).toEqual([
      {
        kind: 'document-request',
        item: 'r1',
        dueOn: '2026-12-01',
        basis: 'planning',
        rule: 'case.document-request',
        source: 'none',
        certainty: 'unverified',
        counted: { start: 'named' },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  it.each<[DocumentRequestStatus, boolean | null]>([
    ['requested', false],
    ['returned', false],
    ['received', true],
    ['accepted', true],
    ['submitted', true],
    ['waived', null],
  ])('are met by having been handed in, and not owed when waived: %s', (status, isMet) => {
    expect(owed(case_([], { requests: [asked(status)] })).map((one) => one.isMet)).toEqual(
      isMet === null ? [] : [isMet],
    );
  });

  it('stand in the order of their days', () => {
    const requests = [
      asked('requested', 'r1', '2026-12-03'),
      asked('received', 'r2', '2026-12-01'),
      asked('returned', 'r3', '2026-12-02'),
      asked('returned', 'r4', '2026-12-01'),
    ];
    expect(owed(case_([], { requests })).map(({ item }) => item)).toEqual(['r2', 'r4', 'r3', 'r1']);
  });
});

describe('the limit from acceptance to certificate', () => {
  it('is counted from the day of acceptance, over Spring Festival too, and says what its number does not', () => {
    expect(owed(case_([], { acceptedOn: '2026-11-18' }))).toEqual([
      {
        kind: 'case-limit',
        dueOn: '2027-02-16',
        rule: 'ccc-standard/overall',
        ...ORDER,
        counted: { start: 'accepted', from: '2026-11-18', amount: 90, unit: 'calendar-days', note: NOTE },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  it('is counted from the end of its stage where the day of acceptance was not recorded', () => {
    const [stated] = ofKind(owed(case_(ACCEPTED)), 'case-limit');
    expect(stated).toMatchObject({
      dueOn: '2027-02-16',
      counted: { start: 'stage-end', stage: 'application', from: '2026-11-18', amount: 90, unit: 'calendar-days' },
    });
    const [accepted] = ofKind(owed(case_(ACCEPTED, { acceptedOn: '2026-11-20' })), 'case-limit');
    expect(accepted).toMatchObject({ dueOn: '2027-02-18', counted: { start: 'accepted', from: '2026-11-20' } });
    expect(accepted!.counted).not.toHaveProperty('stage');
  });

  it('is not known before the acceptance', () => {
    expect(ofKind(owed(case_([])), 'case-limit')).toEqual([]);
    expect(ofKind(owed(case_(ACCEPTED.slice(0, 3))), 'case-limit')).toEqual([]);
    expect(ofKind(owed(case_([['application', 'skip', '2026-11-18']])), 'case-limit')).toEqual([]);
    const running = [...ACCEPTED.slice(0, 3), ['application', 'start', '2026-11-18'] as const];
    expect(ofKind(owed(case_(running)), 'case-limit')).toEqual([]);
  });

  it('is not there where the procedure sets none', () => {
    expect(ofKind(owed(case_(ACCEPTED, { acceptedOn: '2026-11-18' }), UNLIMITED), 'case-limit')).toEqual([]);
  });

  it.each<[string, ToldMove[], boolean]>([
    ['done', [['decision', 'complete', '2027-01-20']], true],
    ['skipped', [['decision', 'skip', '2027-01-20']], true],
    ['running', [['decision', 'start', '2027-01-20']], false],
    ['failed', [['decision', 'start', '2027-01-20'], ['decision', 'fail', '2027-01-21']], false], // prettier-ignore
  ])('with the decision %s is met: %s', (_title, moves, isMet) => {
    expect(ofKind(owed(case_(moves, { acceptedOn: '2026-11-18' })), 'case-limit')[0]!.isMet).toBe(isMet);
  });
});

describe('the days that a stage brings about', () => {
  const stageDue = (facts: CaseFacts, item: string, plan: Parameters<typeof caseDeadlines>[2] = null) =>
    owed(facts, CCC, plan).find((one) => one.item === item);

  it('are counted from the start of the stage, past Spring Festival', () => {
    const facts = case_([['documents', 'start', '2027-01-18']]);
    expect(owed(facts)).toEqual([
      {
        kind: 'stage-due',
        item: 'documents/documents-due',
        // 19 to 22 (4), 25 to 29 (9), 1 to 4 February (13), 9 to 12 (17), 15 to 17 February (20).
        dueOn: '2027-02-17',
        basis: 'planning',
        rule: 'ccc-standard/documents/documents-due',
        source: 'none',
        certainty: 'unverified',
        counted: {
          start: 'stage-start',
          stage: 'documents',
          from: '2027-01-18',
          amount: 20,
          unit: 'working-days',
          country: 'CN',
          skipped: expect.arrayContaining([expect.objectContaining({ from: '2027-02-05', to: '2027-02-08', days: 4 })]),
          madeUp: [],
          provisionalYears: [2027],
        },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  it('follow the tenant’s own duration where they only say it again', () => {
    const facts = case_([['documents', 'start', '2026-11-04']]);
    const plan = (own: boolean) =>
      planForward(
        scheme(CCC.stages.map((stage) => (stage.key === 'documents' && own ? { ...stage, duration: { ...limit(5), isOwn: true } } : stage))), // prettier-ignore
        '2026-11-02',
        {},
        everywhere(CHINA),
      );
    expect(stageDue(facts, 'documents/documents-due')).toMatchObject({ dueOn: '2026-12-02', counted: { amount: 20 } });
    expect(stageDue(facts, 'documents/documents-due', plan(true))).toMatchObject({
      dueOn: '2026-11-11',
      basis: 'planning',
      source: 'none',
      certainty: 'unverified',
      counted: { amount: 5, unit: 'working-days' },
    });
    expect(stageDue(facts, 'documents/documents-due', plan(false))).toMatchObject({ dueOn: '2026-12-02' });
    const inspected = case_(TESTED);
    expect(stageDue(inspected, 'initial-inspection/plan-due', plan(true))).toMatchObject({ dueOn: '2026-12-09' });
    const other = { ...plan(true), stages: [] };
    expect(stageDue(facts, 'documents/documents-due', other)).toMatchObject({ dueOn: '2026-12-02' });
  });

  it('tell weeks as the days that they are, with the source of the stage where the number has none', () => {
    expect(stageDue(case_(ACCEPTED), 'initial-inspection/plan-due')).toEqual({
      kind: 'stage-due',
      item: 'initial-inspection/plan-due',
      dueOn: '2026-12-09',
      basis: 'practice',
      rule: 'ccc-standard/initial-inspection/plan-due',
      source: 'https://plan.example',
      certainty: 'secondary',
      counted: { start: 'stage-end', stage: 'application', from: '2026-11-18', amount: 21, unit: 'calendar-days' },
      isDisputed: false,
      isMet: false,
    });
  });

  it('are met when the stage that meets them has ended', () => {
    const documents = (moves: readonly ToldMove[]) => stageDue(case_(moves), 'documents/documents-due')?.isMet;
    expect(documents(ACCEPTED.slice(0, 2))).toBe(false);
    expect(documents(ACCEPTED.slice(0, 3))).toBe(true);
    expect(documents([...ACCEPTED.slice(0, 2), ['documents', 'skip', '2026-11-05']])).toBe(true);
  });

  it('are not brought about by an attempt that failed, and by the next one again', () => {
    const failed: ToldMove[] = [...ACCEPTED.slice(0, 2), ['documents', 'fail', '2026-11-06']];
    expect(stageDue(case_(failed), 'documents/documents-due')).toBeUndefined();
    const stages = [...CCC_STAGES, repeated('documents')];
    const again = caseHistory([...failed, ['documents#2', 'start', '2026-11-09']], { stages });
    expect(stageDue(case_([], { history: again }), 'documents/documents-due')).toMatchObject({
      dueOn: '2026-12-07',
      counted: { from: '2026-11-09' },
      isMet: false,
    });
  });

  it('are not stated without a number, without a stage that meets them, or from a day that the case does not know', () => {
    expect(owed(case_(TESTED)).map(({ kind, item }) => `${kind} ${item ?? ''}`.trim())).toEqual([
      'stage-due documents/documents-due',
      'stage-due initial-inspection/plan-due',
      'case-limit',
      'inspection-after-test',
    ]);
  });
});

describe('the inspection after the test', () => {
  const stated = (moves: readonly ToldMove[], more: Partial<CaseFacts> = {}) =>
    ofKind(owed(case_(moves, more)), 'inspection-after-test');

  it('is due twelve months after the passed test', () => {
    expect(stated(TESTED)).toEqual([
      {
        kind: 'inspection-after-test',
        dueOn: '2027-12-31',
        basis: 'legal',
        rule: 'ccc-standard/type-test/inspection-latest',
        source: 'https://inspection.example',
        certainty: 'secondary',
        counted: { start: 'stage-end', stage: 'type-test', from: '2026-12-31', amount: 12, unit: 'months' },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  it('is not due while the test runs, after it failed, and when it was skipped', () => {
    const running = TESTED.slice(0, 6);
    expect(stated(running)).toEqual([]);
    expect(stated([...running, ['type-test', 'fail', '2026-12-31']])).toEqual([]);
    expect(stated([...running, ['type-test', 'skip', '2026-12-31']])).toEqual([]);
  });

  it('is counted from the retest that passed', () => {
    const history = caseHistory(
      [
        ...TESTED.slice(0, 6),
        ['type-test', 'fail', '2026-12-31'],
        ['type-test#2', 'start', '2027-01-15'],
        ['type-test#2', 'complete', '2027-02-28'],
      ],
      { stages: [...CCC_STAGES, repeated('type-test')] },
    );
    expect(stated([], { history })[0]).toMatchObject({ dueOn: '2028-02-28', counted: { from: '2027-02-28' } });
  });

  it.each<[string, ToldMove[], boolean]>([
    ['runs', [['initial-inspection', 'start', '2027-01-11']], false],
    ['ended', [['initial-inspection', 'complete', '2027-01-12']], true],
    ['was skipped', [['initial-inspection', 'skip', '2027-01-12']], true],
  ])('is met once the inspection %s: %s', (_title, moves, isMet) => {
    expect(stated([...TESTED, ...moves])[0]!.isMet).toBe(isMet);
  });
});

describe('a case', () => {
  it.each(APPLICATION_STATUSES)('in %s owes days only while it is open', (status) => {
    const open: ApplicationStatus[] = ['draft', 'submitted', 'returned', 'accepted', 'running', 'on-hold'];
    const stated = owed(case_(TESTED, { status, acceptedOn: '2026-11-18' }));
    expect(stated.filter(({ isMet }) => !isMet).length > 0).toBe(open.includes(status));
    const met = status === 'certified' ? 1 : 0;
    expect(stated.length).toBe(open.includes(status) ? 4 : met);
  });

  it('that ended in its certificate has met the limit to it', () => {
    const moves: ToldMove[] = [
      ...TESTED,
      ['initial-inspection', 'complete', '2027-01-12'],
      ['decision', 'complete', '2027-01-20'],
    ];
    const ended = (status: ApplicationStatus) => owed(case_(moves, { status, acceptedOn: '2026-11-18' }));
    expect(ofKind(ended('certified'), 'case-limit')).toMatchObject([{ dueOn: '2027-02-16', isMet: true }]);
    expect(ofKind(ended('refused'), 'case-limit')).toEqual([]);
  });

  it('whose certificate comes before its first inspection still owes that one, and what the test set for it', () => {
    const LATER = { party: 'inspector', needs: ['decision'], isAfterCertificate: true } as const;
    const inspectedAfter = scheme(
      [
        stage('type-test', {
          party: 'laboratory',
          deadlines: [
            deadline('inspection-latest', {
              ...{ from: { stage: 'type-test', edge: 'end' }, metBy: 'first-inspection' },
              limit: limit(12, 'months', { basis: 'legal' }),
            }),
          ],
        }),
        stage('decision', { needs: ['type-test'] }),
        stage('first-inspection', {
          ...LATER,
          deadlines: [
            deadline('first-inspection-due', {
              ...{ from: 'certificate', metBy: 'first-inspection' },
              limit: limit(3, 'months', { basis: 'practice' }),
            }),
          ],
        }),
        stage('follow-up', {
          ...LATER,
          deadlines: [
            deadline('follow-up-due', { from: 'certificate', metBy: 'follow-up', limit: limit(12, 'months') }),
          ],
        }),
      ],
      { key: 'ccc-cert-before-inspection' },
    );
    const stages = [
      caseStage('type-test', 1),
      caseStage('decision', 2, { needs: ['type-test'] }),
      caseStage('first-inspection', 3, { needs: ['decision'], isAfterCertificate: true }),
      caseStage('follow-up', 4, { needs: ['first-inspection'], isAfterCertificate: true }),
    ];
    const moves: ToldMove[] = [
      ['type-test', 'complete', '2026-11-18'],
      ['decision', 'complete', '2026-11-30'],
      [null, 'certify', '2026-11-30'],
    ];
    const certified = (more: ToldMove[]) =>
      owed(
        case_([], { status: 'certified', history: caseHistory([...moves, ...more], { stages }) }),
        inspectedAfter,
      ).map(({ kind, item, dueOn, counted, isMet }) => [kind, item, counted.start, counted.from, dueOn, isMet]);
    const item = 'first-inspection/first-inspection-due';
    expect(certified([])).toEqual([
      ['stage-due', item, 'issued', '2026-11-30', '2027-02-28', false],
      ['inspection-after-test', undefined, 'stage-end', '2026-11-18', '2027-11-18', false],
    ]);
    expect(certified([['first-inspection', 'complete', '2027-01-20']]).map((one) => one.at(-1))).toEqual([true, true]);
    const open = case_(moves.slice(0, 2), { history: caseHistory(moves.slice(0, 2), { stages }) });
    expect(owed(open, inspectedAfter).map(({ kind }) => kind)).toEqual(['inspection-after-test']);
  });

  it('whose stages are not those of the scheme owes nothing for them', () => {
    const history = caseHistory([], { stages: [] });
    expect(owed(case_([], { history, acceptedOn: '2026-11-18' })).map(({ kind, isMet }) => [kind, isMet])).toEqual([
      ['case-limit', false],
    ]);
  });
});
