import { caseHistory, caseStage, type ToldMove } from '../../../test/support/case-history.js';
import type { CaseHistory } from './stage-history.js';
import { daysByParty, turnNow, turnsOf, type TurnSegment } from './turns.js';

/** Segments as `from party stage why days`. */
const told = (segments: readonly TurnSegment[]) =>
  segments.map(({ from, party, stageId, why, days }) => `${from} ${party} ${stageId ?? '-'} ${why} ${days}`);

describe('whose turn it is', () => {
  it('is the consultancy’s from the first day until something runs', () => {
    expect(turnsOf(caseHistory([]), '2026-11-05')).toEqual([
      { party: 'consultancy', from: '2026-11-02', to: '2026-11-05', days: 3, stageId: null, why: 'between' },
    ]);
  });

  it.each<[string, string[]]>([
    ['2026-11-01', []],
    ['2026-11-02', []],
    ['2026-11-03', ['2026-11-02 consultancy - between 1']],
  ])('until %s is %j', (until, segments) => {
    expect(told(turnsOf(caseHistory([]), until))).toEqual(segments);
  });

  it.each<[string, ToldMove[], string[]]>([
    [
      'that of the stage that runs, from the day it starts to the day before it ends',
      [
        ['scope-check', 'start', '2026-11-02'],
        ['scope-check', 'complete', '2026-11-05'],
        ['documents', 'start', '2026-11-06'],
      ],
      ['2026-11-02 consultancy scope-check running 3', '2026-11-05 consultancy - between 1', '2026-11-06 client documents running 14'], // prettier-ignore
    ],
    [
      'that of what stands at the end of the day, when several things happen on it',
      [
        ['scope-check', 'start', '2026-11-03'],
        ['scope-check', 'complete', '2026-11-03'],
        ['documents', 'start', '2026-11-03'],
      ],
      ['2026-11-02 consultancy - between 1', '2026-11-03 client documents running 17'],
    ],
    [
      'that of whom a running stage was handed to, and its own again',
      [
        ['scope-check', 'start', '2026-11-02'],
        ['scope-check', 'hand-over', '2026-11-04', { party: 'client' }],
        ['scope-check', 'hand-over', '2026-11-10', { party: 'consultancy' }],
      ],
      [
        '2026-11-02 consultancy scope-check running 2',
        '2026-11-04 client scope-check handed-over 6',
        '2026-11-10 consultancy scope-check running 10',
      ],
    ],
    [
      'that of the blocker while a stage is blocked',
      [
        ['scope-check', 'start', '2026-11-02'],
        ['scope-check', 'block', '2026-11-04', { blocker: 'incomplete-file' }],
        ['scope-check', 'resume', '2026-11-09'],
      ],
      [
        '2026-11-02 consultancy scope-check running 2',
        '2026-11-04 client scope-check blocked 5',
        '2026-11-09 consultancy scope-check running 11',
      ],
    ],
    [
      'that of a stage blocked before it began, though another runs',
      [
        ['scope-check', 'start', '2026-11-02'],
        ['type-test', 'block', '2026-11-05', { blocker: 'sample-at-customs' }],
      ],
      ['2026-11-02 consultancy scope-check running 3', '2026-11-05 customs type-test blocked 15'],
    ],
    [
      'that of the stage blocked longest of two',
      [
        ['initial-inspection', 'block', '2026-11-03', { blocker: 'auditor-travel' }],
        ['type-test', 'block', '2026-11-05', { blocker: 'sample-at-customs' }],
        ['initial-inspection', 'resume', '2026-11-10'],
      ],
      [
        '2026-11-02 consultancy - between 1',
        '2026-11-03 inspector initial-inspection blocked 7',
        '2026-11-10 customs type-test blocked 10',
      ],
    ],
    [
      'that of the stage that stands first, of two blocked on one day',
      [
        ['initial-inspection', 'block', '2026-11-03', { blocker: 'auditor-travel' }],
        ['type-test', 'block', '2026-11-03', { blocker: 'sample-at-customs' }],
      ],
      ['2026-11-02 consultancy - between 1', '2026-11-03 customs type-test blocked 17'],
    ],
    [
      'that of the running stage that stands first, of two side by side',
      [
        ['initial-inspection', 'start', '2026-11-03'],
        ['type-test', 'start', '2026-11-05'],
        ['type-test', 'complete', '2026-11-12'],
      ],
      [
        '2026-11-02 consultancy - between 1',
        '2026-11-03 inspector initial-inspection running 2',
        '2026-11-05 laboratory type-test running 7',
        '2026-11-12 inspector initial-inspection running 8',
      ],
    ],
    [
      'that of a hold before all else, until it is resumed',
      [
        ['scope-check', 'block', '2026-11-02', { blocker: 'other' }],
        [null, 'hold', '2026-11-04', { party: 'body' }],
        [null, 'resume', '2026-11-11'],
      ],
      [
        '2026-11-02 consultancy scope-check blocked 2',
        '2026-11-04 body - on-hold 7',
        '2026-11-11 consultancy scope-check blocked 9',
      ],
    ],
    [
      'the client’s in a hold that names nobody',
      [[null, 'hold', '2026-11-04']],
      ['2026-11-02 consultancy - between 2', '2026-11-04 client - on-hold 16'],
    ],
    [
      'no longer that of a hold once the case has ended',
      [
        [null, 'hold', '2026-11-04', { party: 'client' }],
        [null, 'withdraw', '2026-11-06'],
      ],
      ['2026-11-02 consultancy - between 2', '2026-11-04 client - on-hold 2', '2026-11-06 consultancy - between 14'],
    ],
    [
      'not touched by other moves of the case',
      [
        ['scope-check', 'start', '2026-11-02'],
        [null, 'submit', '2026-11-04'],
        [null, 'accept', '2026-11-06'],
      ],
      ['2026-11-02 consultancy scope-check running 18'],
    ],
    [
      'not touched by what was undone',
      [
        ['scope-check', 'start', '2026-11-02'],
        [null, 'hold', '2026-11-04', { party: 'client', isUndone: true }],
        ['scope-check', 'complete', '2026-11-06', { isUndone: true }],
      ],
      ['2026-11-02 consultancy scope-check running 18'],
    ],
    [
      'counted by day and not by the order of recording',
      [
        [null, 'hold', '2026-11-10', { party: 'client' }],
        ['scope-check', 'start', '2026-11-03'],
      ],
      [
        '2026-11-02 consultancy - between 1',
        '2026-11-03 consultancy scope-check running 7',
        '2026-11-10 client - on-hold 10',
      ],
    ],
    [
      'looked at no further than asked',
      [
        ['documents', 'start', '2026-11-21'],
        ['documents', 'complete', '2026-11-22'],
        ['application', 'start', '2026-11-30'],
      ],
      ['2026-11-02 consultancy - between 18'],
    ],
  ])('is %s', (_title, moves, segments) => {
    expect(told(turnsOf(caseHistory(moves), '2026-11-20'))).toEqual(segments);
  });

  it('is that of the earlier attempt, of two of one stage', () => {
    const stages = [caseStage('test', 1, { attempt: 2, party: 'body' }), caseStage('test', 1, { party: 'laboratory' })];
    const history = caseHistory(
      [
        ['test', 'start', '2026-11-02'],
        ['test#2', 'start', '2026-11-02'],
      ],
      { stages },
    );
    expect(told(turnsOf(history, '2026-11-04'))).toEqual(['2026-11-02 laboratory test running 2']);
  });

  it('begins with the first day of the case, whatever day a move tells before', () => {
    const history = caseHistory([['scope-check', 'start', '2026-10-20']]);
    expect(turnsOf(history, '2026-11-04').map(({ days }) => days)).toEqual([15]);
  });
});

/** The day by day account of a case over Spring Festival 2027 (5 to 12 February), typed by hand. */
const OVER_SPRING_FESTIVAL: CaseHistory = caseHistory(
  [
    ['scope-check', 'start', '2027-01-04'],
    ['scope-check', 'complete', '2027-01-08'],
    ['documents', 'start', '2027-01-08'],
    ['documents', 'complete', '2027-01-22'],
    ['application', 'start', '2027-01-25'],
    ['application', 'block', '2027-01-28', { blocker: 'fee-unpaid' }],
    ['application', 'resume', '2027-02-02'],
    ['application', 'complete', '2027-02-04'],
    // Nobody works until 15 February; the samples are the client's turn all the same.
    ['sample-notice', 'start', '2027-02-04'],
    ['sample-notice', 'block', '2027-02-18', { blocker: 'sample-at-customs' }],
    ['sample-notice', 'resume', '2027-02-24'],
    ['sample-notice', 'complete', '2027-02-26'],
    ['type-test', 'start', '2027-03-01'],
    ['initial-inspection', 'block', '2027-03-03', { blocker: 'auditor-travel' }],
    ['initial-inspection', 'resume', '2027-03-08'],
    [null, 'hold', '2027-03-10', { party: 'client' }],
    [null, 'resume', '2027-03-15'],
    ['type-test', 'complete', '2027-03-19'],
    ['initial-inspection', 'complete', '2027-03-20'],
    ['decision', 'start', '2027-03-22'],
  ],
  { startedOn: '2027-01-04', isParallel: true },
);

describe('the account of a case over Spring Festival', () => {
  const segments = turnsOf(OVER_SPRING_FESTIVAL, '2027-04-01');

  it('tells each day’s turn', () => {
    expect(told(segments)).toEqual([
      '2027-01-04 consultancy scope-check running 4',
      '2027-01-08 client documents running 14',
      '2027-01-22 consultancy - between 3',
      '2027-01-25 body application running 3',
      '2027-01-28 client application blocked 5',
      '2027-02-02 body application running 2',
      '2027-02-04 client sample-notice running 14',
      '2027-02-18 customs sample-notice blocked 6',
      '2027-02-24 client sample-notice running 2',
      '2027-02-26 consultancy - between 3',
      '2027-03-01 laboratory type-test running 2',
      '2027-03-03 inspector initial-inspection blocked 5',
      '2027-03-08 laboratory type-test running 2',
      '2027-03-10 client - on-hold 5',
      '2027-03-15 laboratory type-test running 4',
      '2027-03-19 inspector initial-inspection running 1',
      '2027-03-20 consultancy - between 2',
      '2027-03-22 body decision running 10',
    ]);
  });

  it('sums up to the days of the case', () => {
    expect(daysByParty(segments)).toEqual({
      consultancy: 12,
      client: 40,
      body: 15,
      customs: 6,
      laboratory: 8,
      inspector: 6,
    });
    expect(12 + 40 + 15 + 6 + 8 + 6).toBe(87);
  });

  it.each<[string, object]>([
    ['2027-01-04', { party: 'consultancy', since: '2027-01-04', stageId: 'scope-check', why: 'running' }],
    ['2027-01-22', { party: 'consultancy', since: '2027-01-22', stageId: null, why: 'between' }],
    ['2027-02-10', { party: 'client', since: '2027-02-04', stageId: 'sample-notice', why: 'running' }],
    ['2027-02-23', { party: 'customs', since: '2027-02-18', stageId: 'sample-notice', why: 'blocked' }],
    ['2027-02-24', { party: 'client', since: '2027-02-24', stageId: 'sample-notice', why: 'running' }],
    ['2027-03-12', { party: 'client', since: '2027-03-10', stageId: null, why: 'on-hold' }],
    ['2027-12-31', { party: 'body', since: '2027-03-22', stageId: 'decision', why: 'running' }],
    ['2027-01-03', { party: 'consultancy', since: '2027-01-04', stageId: null, why: 'between' }],
  ])('says on %s whose turn it is and since when', (today, turn) => {
    expect(turnNow(OVER_SPRING_FESTIVAL, today)).toEqual(turn);
  });
});

describe('since when it is a party’s turn', () => {
  it('counts over its stages without a break', () => {
    const history = caseHistory([
      ['documents', 'start', '2026-11-03'],
      ['documents', 'block', '2026-11-05', { blocker: 'names-differ' }],
      ['documents', 'resume', '2026-11-09'],
      ['documents', 'complete', '2026-11-10'],
      ['sample-notice', 'start', '2026-11-10'],
    ]);
    expect(turnNow(history, '2026-11-20')).toEqual({
      party: 'client',
      since: '2026-11-03',
      stageId: 'sample-notice',
      why: 'running',
    });
  });

  it('counts from the first day where it was nobody else’s before', () => {
    const history = caseHistory([['scope-check', 'start', '2026-11-05']]);
    expect(turnNow(history, '2026-11-20')).toMatchObject({ since: '2026-11-02', stageId: 'scope-check' });
  });
});

it('an account without days has none for anybody', () => {
  expect(daysByParty([])).toEqual({});
});
