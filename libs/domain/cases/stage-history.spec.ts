import { caseHistory, caseStage, CCC_STAGES, repeated, type ToldMove } from '../../../test/support/case-history.js';
import type { StageBlocker } from '../states/stage-status.js';
import {
  legalStageActs,
  moveNeeds,
  moveToUndo,
  requireStageMove,
  stageStates,
  type CaseHistory,
  type StageMoveAct,
  type StageState,
  type WantedMove,
} from './stage-history.js';

const TODAY = '2026-12-31';

const stateOf = (history: CaseHistory, id: string): StageState => stageStates(history).get(id)!;
const refused = (code: string, facts: object) => expect.objectContaining({ code, facts });
const tryMove = (history: CaseHistory, move: WantedMove, today = TODAY) =>
  expect(() => requireStageMove(history, move, today));

/** Everything up to the samples, one after another. */
const UP_TO_SAMPLES: readonly ToldMove[] = [
  ['scope-check', 'complete', '2026-11-03'],
  ['documents', 'start', '2026-11-03'],
  ['documents', 'complete', '2026-11-10'],
  ['application', 'start', '2026-11-11'],
  ['application', 'complete', '2026-11-16'],
  ['sample-notice', 'start', '2026-11-17'],
  ['sample-notice', 'complete', '2026-11-20'],
];
const FAILED_TEST: readonly ToldMove[] = [
  ...UP_TO_SAMPLES,
  ['type-test', 'start', '2026-11-23'],
  ['type-test', 'fail', '2026-12-01'],
];
const WITH_RETEST = { stages: [...CCC_STAGES, repeated('type-test')] };

describe('what moves make of a stage', () => {
  it('is not started and waits for its own party before any move', () => {
    expect(stateOf(caseHistory([]), 'type-test')).toEqual({
      stageId: 'type-test',
      status: 'not-started',
      startedOn: null,
      endedOn: null,
      blocker: null,
      blockedOn: null,
      party: 'laboratory',
      handedTo: null,
      lastOn: null,
    });
    expect([...stageStates(caseHistory([])).keys()]).toEqual(CCC_STAGES.map(({ id }) => id));
  });

  it.each<[string, ToldMove[], Partial<StageState>]>([
    [
      'runs from its start',
      [['documents', 'start', '2026-11-03']],
      {
        status: 'running',
        startedOn: '2026-11-03',
        endedOn: null,
        party: 'client',
        handedTo: null,
        lastOn: '2026-11-03',
      },
    ],
    [
      'is done from its start to its end',
      [
        ['documents', 'start', '2026-11-03'],
        ['documents', 'complete', '2026-11-10'],
      ],
      { status: 'done', startedOn: '2026-11-03', endedOn: '2026-11-10', lastOn: '2026-11-10' },
    ],
    [
      'that is done at once began on the same day',
      [['documents', 'complete', '2026-11-10']],
      { status: 'done', startedOn: '2026-11-10', endedOn: '2026-11-10' },
    ],
    [
      'that is skipped before it began never ran',
      [['documents', 'skip', '2026-11-10']],
      { status: 'skipped', startedOn: null, endedOn: '2026-11-10', party: 'client' },
    ],
    [
      'that is skipped while it runs keeps its start',
      [
        ['documents', 'start', '2026-11-03'],
        ['documents', 'skip', '2026-11-10'],
      ],
      { status: 'skipped', startedOn: '2026-11-03', endedOn: '2026-11-10' },
    ],
    [
      'that failed has ended',
      [
        ['documents', 'start', '2026-11-03'],
        ['documents', 'fail', '2026-11-10'],
      ],
      { status: 'failed', startedOn: '2026-11-03', endedOn: '2026-11-10' },
    ],
    [
      'that was blocked before it began has not begun',
      [['documents', 'block', '2026-11-04', { blocker: 'names-differ' }]],
      { status: 'blocked', startedOn: null, blocker: 'names-differ', blockedOn: '2026-11-04', party: 'client' },
    ],
    [
      'that failed without ever running began and ended on that day',
      [
        ['documents', 'block', '2026-11-04', { blocker: 'names-differ' }],
        ['documents', 'fail', '2026-11-05'],
      ],
      { status: 'failed', startedOn: '2026-11-05', endedOn: '2026-11-05', blocker: null, blockedOn: null },
    ],
    [
      'begins when its first blocker is gone',
      [
        ['documents', 'block', '2026-11-04', { blocker: 'names-differ' }],
        ['documents', 'resume', '2026-11-06'],
      ],
      { status: 'running', startedOn: '2026-11-06', blocker: null, blockedOn: null, party: 'client' },
    ],
    [
      'keeps its start over a blocker',
      [
        ['documents', 'start', '2026-11-03'],
        ['documents', 'block', '2026-11-04', { blocker: 'superseded' }],
        ['documents', 'resume', '2026-11-06'],
      ],
      { status: 'running', startedOn: '2026-11-03', blocker: null, blockedOn: null, lastOn: '2026-11-06' },
    ],
    [
      'knows nothing of an undone move',
      [
        ['documents', 'start', '2026-11-03'],
        ['documents', 'complete', '2026-11-10', { isUndone: true }],
      ],
      { status: 'running', startedOn: '2026-11-03', endedOn: null, lastOn: '2026-11-03' },
    ],
    [
      'is moved by no move of the case itself',
      [
        ['documents', 'start', '2026-11-03'],
        [null, 'hold', '2026-11-10'],
      ],
      { status: 'running', lastOn: '2026-11-03' },
    ],
  ])('%s', (_title, moves, expected) => {
    expect(stateOf(caseHistory(moves), 'documents')).toMatchObject(expected);
  });

  it.each<[StageBlocker, string]>([
    ['incomplete-file', 'client'],
    ['names-differ', 'client'],
    ['fee-unpaid', 'client'],
    ['sample-at-customs', 'customs'],
    ['test-failed', 'client'],
    ['no-production', 'client'],
    ['auditor-travel', 'inspector'],
    ['non-conformity-open', 'client'],
    ['superseded', 'consultancy'],
    ['other', 'laboratory'],
  ])('a type test that is blocked by %s is the turn of %s', (blocker, party) => {
    const history = caseHistory([
      ['type-test', 'start', '2026-11-23'],
      ['type-test', 'block', '2026-11-24', { blocker }],
    ]);
    expect(stateOf(history, 'type-test').party).toBe(party);
  });

  it('goes to the party that the blocking move names, whatever the blocker says', () => {
    const history = caseHistory([
      ['type-test', 'start', '2026-11-23'],
      ['type-test', 'block', '2026-11-24', { blocker: 'sample-at-customs', party: 'client' }],
    ]);
    expect(stateOf(history, 'type-test')).toMatchObject({ party: 'client', handedTo: null });
  });

  it.each<[string, ToldMove[], Partial<StageState>]>([
    [
      'is the turn of whom it was handed to',
      [['type-test', 'hand-over', '2026-11-24', { party: 'client' }]],
      { status: 'running', party: 'client', handedTo: 'client', startedOn: '2026-11-23', lastOn: '2026-11-24' },
    ],
    [
      'comes back to its own party',
      [
        ['type-test', 'hand-over', '2026-11-24', { party: 'client' }],
        ['type-test', 'hand-over', '2026-11-25', { party: 'laboratory' }],
      ],
      { party: 'laboratory', handedTo: null, lastOn: '2026-11-25' },
    ],
    [
      'comes back after a blocker to whom it was handed to',
      [
        ['type-test', 'hand-over', '2026-11-24', { party: 'client' }],
        ['type-test', 'block', '2026-11-25', { blocker: 'sample-at-customs' }],
        ['type-test', 'hand-over', '2026-11-26', { party: 'consultancy' }],
        ['type-test', 'resume', '2026-11-27'],
      ],
      { status: 'running', party: 'client', handedTo: 'client' },
    ],
    [
      'is handed over while it is blocked without losing its blocker',
      [
        ['type-test', 'block', '2026-11-25', { blocker: 'sample-at-customs' }],
        ['type-test', 'hand-over', '2026-11-26', { party: 'consultancy' }],
      ],
      {
        status: 'blocked',
        party: 'consultancy',
        blocker: 'sample-at-customs',
        blockedOn: '2026-11-25',
        handedTo: null,
      },
    ],
    [
      'goes on with the party that the resuming move names',
      [
        ['type-test', 'block', '2026-11-25', { blocker: 'fee-unpaid' }],
        ['type-test', 'resume', '2026-11-27', { party: 'client' }],
      ],
      { party: 'client', handedTo: 'client' },
    ],
    [
      'is its own again once it has ended',
      [
        ['type-test', 'hand-over', '2026-11-24', { party: 'client' }],
        ['type-test', 'complete', '2026-11-25'],
      ],
      { status: 'done', party: 'laboratory', handedTo: null },
    ],
  ])('a running type test %s', (_title, moves, expected) => {
    const history = caseHistory([['type-test', 'start', '2026-11-23'], ...moves]);
    expect(stateOf(history, 'type-test')).toMatchObject(expected);
  });

  it('begins with the party that the starting move names', () => {
    const history = caseHistory([['type-test', 'start', '2026-11-23', { party: 'client' }]]);
    expect(stateOf(history, 'type-test')).toMatchObject({ party: 'client', handedTo: 'client' });
  });

  it('takes a hand-over that names nobody as handed back', () => {
    const history = caseHistory([
      ['type-test', 'start', '2026-11-23', { party: 'client' }],
      ['type-test', 'hand-over', '2026-11-24'],
    ]);
    expect(stateOf(history, 'type-test')).toMatchObject({ party: 'laboratory', handedTo: null });
  });
});

describe('a move', () => {
  it('leads from state to state', () => {
    const history = caseHistory([['scope-check', 'start', '2026-11-02']]);
    expect(requireStageMove(history, { stageId: 'scope-check', act: 'complete', on: '2026-11-02' }, TODAY)).toEqual({
      from: 'running',
      to: 'done',
    });
    const handOver: WantedMove = { stageId: 'scope-check', act: 'hand-over', on: '2026-11-05', party: 'client' };
    expect(requireStageMove(history, handOver, TODAY)).toEqual({ from: 'running', to: 'running' });
  });

  it('of a stage of another case is not found', () => {
    const move: WantedMove = { stageId: 'elsewhere', act: 'start', on: '2026-11-02' };
    tryMove(caseHistory([]), move).toThrow('stage not found');
    expect(() => legalStageActs(caseHistory([]), 'elsewhere', TODAY)).toThrow('stage not found');
    expect(() => moveToUndo(caseHistory([]), 'elsewhere')).toThrow('stage not found');
  });

  it.each<[string, ToldMove[], StageMoveAct, string[]]>([
    ['not-started', [], 'fail', ['start', 'block', 'complete', 'skip']],
    ['not-started', [], 'hand-over', ['start', 'block', 'complete', 'skip']],
    ['running', [['scope-check', 'start', '2026-11-02']], 'start', ['block', 'complete', 'skip', 'fail', 'hand-over']],
    [
      'blocked',
      [['scope-check', 'block', '2026-11-02', { blocker: 'other' }]],
      'complete',
      ['resume', 'skip', 'fail', 'hand-over'],
    ],
    ['done', [['scope-check', 'complete', '2026-11-02']], 'hand-over', []],
  ])('in %s that the table forbids is refused with the legal ones named', (status, moves, act, allowed) => {
    const move: WantedMove = { stageId: 'scope-check', act, on: '2026-11-05', party: 'client', reason: 'told' };
    tryMove(caseHistory(moves), move).toThrow(refused('stage.illegal-transition', { status, act, allowed }));
  });

  it.each<[string, ToldMove[], Omit<WantedMove, 'stageId' | 'on'>, string[] | null]>([
    ['blocked without a blocker', [], { act: 'block' }, ['blocker']],
    ['blocked with null', [], { act: 'block', blocker: null }, ['blocker']],
    ['blocked by a named one', [], { act: 'block', blocker: 'fee-unpaid' }, null],
    ['blocked by another without words', [], { act: 'block', blocker: 'other' }, ['reason']],
    ['blocked by another in words', [], { act: 'block', blocker: 'other', reason: 'Flood' }, null],
    ['skipped without words', [], { act: 'skip' }, ['reason']],
    ['skipped with blanks', [], { act: 'skip', reason: '  ' }, ['reason']],
    ['skipped in words', [], { act: 'skip', reason: 'Results adopted' }, null],
    ['failed without words', [['scope-check', 'start', '2026-11-02']], { act: 'fail' }, ['reason']],
    ['handed to nobody', [['scope-check', 'start', '2026-11-02']], { act: 'hand-over' }, ['party']],
    ['handed to the client', [['scope-check', 'start', '2026-11-02']], { act: 'hand-over', party: 'client' }, null],
    ['started', [], { act: 'start' }, null],
  ])('%s: what it cannot be recorded without is named', (_title, moves, move, needs) => {
    const expected = tryMove(caseHistory(moves), { stageId: 'scope-check', on: '2026-11-02', ...move });
    if (needs) expected.toThrow(refused('stage.need-missing', { needs }));
    else expected.not.toThrow();
  });

  it('says beforehand what it cannot be recorded without', () => {
    expect(moveNeeds('running', 'hand-over')).toEqual(['party']);
    expect(moveNeeds('running', 'fail')).toEqual(['day', 'reason']);
    expect(moveNeeds('running', 'block')).toEqual(['blocker']);
    expect(moveNeeds('running', 'block', 'other')).toEqual(['blocker', 'reason']);
    expect(moveNeeds('running', 'block', 'fee-unpaid')).toEqual(['blocker']);
  });

  it.each<[string, string, boolean]>([
    ['on the last day allowed', '2026-11-20', true],
    ['on the day after', '2026-11-21', false],
  ])('%s', (_title, on, isAllowed) => {
    const expected = tryMove(caseHistory([]), { stageId: 'scope-check', act: 'start', on }, '2026-11-20');
    if (isAllowed) expected.not.toThrow();
    else expected.toThrow(refused('stage.day-in-future', { latestOn: '2026-11-20' }));
  });

  it.each<[string, ToldMove[], WantedMove, { earliestOn: string; because: string; stages: string[] } | null]>([
    [
      'before the first day of the case',
      [],
      { stageId: 'scope-check', act: 'start', on: '2026-11-01' },
      { earliestOn: '2026-11-02', because: 'case-start', stages: [] },
    ],
    ['on the first day of the case', [], { stageId: 'scope-check', act: 'start', on: '2026-11-02' }, null],
    [
      'an end before the start',
      [['scope-check', 'start', '2026-11-05']],
      { stageId: 'scope-check', act: 'complete', on: '2026-11-04' },
      { earliestOn: '2026-11-05', because: 'stage-start', stages: [] },
    ],
    [
      'an end on the day of the start',
      [['scope-check', 'start', '2026-11-05']],
      { stageId: 'scope-check', act: 'complete', on: '2026-11-05' },
      null,
    ],
    [
      'an end before the blocker was gone',
      [
        ['scope-check', 'start', '2026-11-03'],
        ['scope-check', 'block', '2026-11-05', { blocker: 'other' }],
        ['scope-check', 'resume', '2026-11-09'],
      ],
      { stageId: 'scope-check', act: 'complete', on: '2026-11-08' },
      { earliestOn: '2026-11-09', because: 'last-move', stages: [] },
    ],
    [
      'a blocker before the hand-over',
      [
        ['scope-check', 'start', '2026-11-03'],
        ['scope-check', 'hand-over', '2026-11-06', { party: 'client' }],
      ],
      { stageId: 'scope-check', act: 'block', blocker: 'fee-unpaid', on: '2026-11-05' },
      { earliestOn: '2026-11-06', because: 'last-move', stages: [] },
    ],
    [
      'a start before what it needs has ended',
      [['scope-check', 'complete', '2026-11-03']],
      { stageId: 'documents', act: 'start', on: '2026-11-02' },
      { earliestOn: '2026-11-03', because: 'need', stages: ['scope-check'] },
    ],
    [
      'a start on the day on which what it needs has ended',
      [['scope-check', 'complete', '2026-11-03']],
      { stageId: 'documents', act: 'start', on: '2026-11-03' },
      null,
    ],
    [
      'a stage done at once before what it needs has ended',
      [['scope-check', 'skip', '2026-11-04']],
      { stageId: 'documents', act: 'complete', on: '2026-11-03' },
      { earliestOn: '2026-11-04', because: 'need', stages: ['scope-check'] },
    ],
    [
      'a need that ended on the first day of the case',
      [['scope-check', 'complete', '2026-11-02']],
      { stageId: 'documents', act: 'start', on: '2026-11-01' },
      { earliestOn: '2026-11-02', because: 'case-start', stages: [] },
    ],
  ])('%s', (_title, moves, move, earliest) => {
    const expected = tryMove(caseHistory(moves), move);
    if (earliest) expected.toThrow(refused('stage.day-too-early', earliest));
    else expected.not.toThrow();
  });
});

describe('a stage waits', () => {
  const begin = (stageId: string, on: string): WantedMove => ({ stageId, act: 'start', on });
  const end = (stageId: string, on: string): WantedMove => ({ stageId, act: 'complete', on });

  it('for all that it needs, and names what is open', () => {
    tryMove(caseHistory([]), begin('documents', '2026-11-05')).toThrow(
      refused('stage.waits-for', { stages: ['scope-check'] }),
    );
    tryMove(caseHistory([['scope-check', 'start', '2026-11-02']]), end('documents', '2026-11-05')).toThrow(
      refused('stage.waits-for', { stages: ['scope-check'] }),
    );
    tryMove(caseHistory(UP_TO_SAMPLES), begin('decision', '2026-12-01')).toThrow(
      refused('stage.waits-for', { stages: ['type-test', 'initial-inspection'] }),
    );
  });

  it('for nothing when it is blocked or skipped before it begins', () => {
    const move = { stageId: 'documents', on: '2026-11-05', reason: 'Adopted' };
    tryMove(caseHistory([]), { ...move, act: 'block', blocker: 'fee-unpaid' }).not.toThrow();
    tryMove(caseHistory([]), { ...move, act: 'skip' }).not.toThrow();
  });

  it('for what it needs when its first blocker goes, or when it fails before it ran', () => {
    const blocked = caseHistory([['documents', 'block', '2026-11-03', { blocker: 'fee-unpaid' }]]);
    const waits = refused('stage.waits-for', { stages: ['scope-check'] });
    tryMove(blocked, { stageId: 'documents', act: 'resume', on: '2026-11-05' }).toThrow(waits);
    tryMove(blocked, { stageId: 'documents', act: 'fail', on: '2026-11-05', reason: 'Refused' }).toThrow(waits);
  });

  it('for nothing more when it goes on after a blocker, or fails while it runs', () => {
    const moves: ToldMove[] = [
      ['scope-check', 'complete', '2026-11-09'],
      ['documents', 'start', '2026-11-09'],
    ];
    const blocked: ToldMove = ['documents', 'block', '2026-11-10', { blocker: 'fee-unpaid' }];
    // The same stages with the first one open again: only a beginning would look at it.
    const open = moves.slice(1);
    tryMove(caseHistory([...open, blocked]), { stageId: 'documents', act: 'resume', on: '2026-11-11' }).not.toThrow();
    tryMove(caseHistory(open), { stageId: 'documents', act: 'fail', on: '2026-11-11', reason: 'No' }).not.toThrow();
    tryMove(caseHistory(open), end('documents', '2026-11-11')).toThrow(
      refused('stage.waits-for', { stages: ['scope-check'] }),
    );
  });

  it('for a skipped stage no longer', () => {
    const history = caseHistory([['scope-check', 'skip', '2026-11-04']]);
    tryMove(history, begin('documents', '2026-11-04')).not.toThrow();
  });

  it('for the test before the inspection, one after another', () => {
    tryMove(caseHistory(UP_TO_SAMPLES), begin('initial-inspection', '2026-12-01')).toThrow(
      refused('stage.waits-for', { stages: ['type-test'] }),
    );
  });

  it('for the acceptance alone before the inspection, side by side', () => {
    const history = caseHistory(UP_TO_SAMPLES.slice(0, 5), { isParallel: true });
    tryMove(history, begin('initial-inspection', '2026-11-16')).not.toThrow();
    tryMove(history, begin('initial-inspection', '2026-11-15')).toThrow(
      refused('stage.day-too-early', { earliestOn: '2026-11-16', because: 'need', stages: ['application'] }),
    );
    // Where the scheme knows no other order, side by side changes nothing.
    tryMove(history, begin('type-test', '2026-11-16')).toThrow(
      refused('stage.waits-for', { stages: ['sample-notice'] }),
    );
  });

  it('side by side still has the decision wait for the test, though only an optional stage names it', () => {
    const history = caseHistory(
      [...UP_TO_SAMPLES, ['initial-inspection', 'complete', '2026-11-20'], ['type-test', 'start', '2026-11-23']],
      { isParallel: true },
    );
    tryMove(history, begin('decision', '2026-12-01')).toThrow(refused('stage.waits-for', { stages: ['type-test'] }));
  });

  it('for a rectification only once that has begun', () => {
    const done: ToldMove[] = [
      ...UP_TO_SAMPLES,
      ['type-test', 'start', '2026-11-23'],
      ['type-test', 'complete', '2026-12-01'],
    ];
    tryMove(caseHistory(done), begin('initial-inspection', '2026-12-01')).not.toThrow();
    const blocked: ToldMove = ['test-rectification', 'block', '2026-12-01', { blocker: 'other' }];
    tryMove(caseHistory([...done, blocked]), begin('initial-inspection', '2026-12-01')).not.toThrow();
    const skipped: ToldMove = ['test-rectification', 'skip', '2026-12-05'];
    tryMove(caseHistory([...done, skipped]), begin('initial-inspection', '2026-12-01')).not.toThrow();
    const begun: ToldMove = ['test-rectification', 'start', '2026-12-02'];
    tryMove(caseHistory([...done, begun]), begin('initial-inspection', '2026-12-03')).toThrow(
      refused('stage.waits-for', { stages: ['test-rectification'] }),
    );
    const ended: ToldMove = ['test-rectification', 'complete', '2026-12-04'];
    tryMove(caseHistory([...done, begun, ended]), begin('initial-inspection', '2026-12-03')).toThrow(
      refused('stage.day-too-early', { earliestOn: '2026-12-04', because: 'need', stages: ['test-rectification'] }),
    );
    tryMove(caseHistory([...done, begun, ended]), begin('initial-inspection', '2026-12-04')).not.toThrow();
  });

  it('as a rectification only until the test has ended, failed or not', () => {
    const running = UP_TO_SAMPLES.concat([['type-test', 'start', '2026-11-23']]);
    tryMove(caseHistory(running), begin('test-rectification', '2026-12-01')).toThrow(
      refused('stage.waits-for', { stages: ['type-test'] }),
    );
    tryMove(caseHistory(UP_TO_SAMPLES), begin('test-rectification', '2026-12-01')).toThrow(
      refused('stage.waits-for', { stages: ['type-test'] }),
    );
    tryMove(caseHistory(FAILED_TEST), begin('test-rectification', '2026-12-01')).not.toThrow();
    tryMove(caseHistory(FAILED_TEST), begin('test-rectification', '2026-11-30')).toThrow(
      refused('stage.day-too-early', { earliestOn: '2026-12-01', because: 'need', stages: ['type-test'] }),
    );
  });

  it('for the retest after a failed test, even with the rectification done', () => {
    const rectified: ToldMove[] = [
      ...FAILED_TEST,
      ['test-rectification', 'start', '2026-12-01'],
      ['test-rectification', 'complete', '2026-12-10'],
    ];
    for (const stages of [CCC_STAGES, WITH_RETEST.stages])
      tryMove(caseHistory(rectified, { stages }), begin('initial-inspection', '2026-12-15')).toThrow(
        refused('stage.waits-for', { stages: ['type-test'] }),
      );
    const retested: ToldMove[] = [
      ...rectified,
      ['type-test#2', 'start', '2026-12-11'],
      ['type-test#2', 'complete', '2026-12-18'],
    ];
    tryMove(caseHistory(retested, WITH_RETEST), begin('initial-inspection', '2026-12-17')).toThrow(
      refused('stage.day-too-early', { earliestOn: '2026-12-18', because: 'need', stages: ['type-test'] }),
    );
    tryMove(caseHistory(retested, WITH_RETEST), begin('initial-inspection', '2026-12-18')).not.toThrow();
  });

  it('as a retest for the failed test and for the rectification that has begun', () => {
    const running = UP_TO_SAMPLES.concat([['type-test', 'start', '2026-11-23']]);
    tryMove(caseHistory(running, WITH_RETEST), begin('type-test#2', '2026-12-01')).toThrow(
      refused('stage.waits-for', { stages: ['type-test'] }),
    );
    tryMove(caseHistory(FAILED_TEST, WITH_RETEST), begin('type-test#2', '2026-11-30')).toThrow(
      refused('stage.day-too-early', { earliestOn: '2026-12-01', because: 'need', stages: ['type-test'] }),
    );
    tryMove(caseHistory(FAILED_TEST, WITH_RETEST), begin('type-test#2', '2026-12-01')).not.toThrow();
    const begun: ToldMove[] = [...FAILED_TEST, ['test-rectification', 'start', '2026-12-02']];
    tryMove(caseHistory(begun, WITH_RETEST), begin('type-test#2', '2026-12-03')).toThrow(
      refused('stage.waits-for', { stages: ['test-rectification'] }),
    );
    const ended: ToldMove[] = [...begun, ['test-rectification', 'complete', '2026-12-08']];
    tryMove(caseHistory(ended, WITH_RETEST), begin('type-test#2', '2026-12-07')).toThrow(
      refused('stage.day-too-early', { earliestOn: '2026-12-08', because: 'need', stages: ['test-rectification'] }),
    );
    tryMove(caseHistory(ended, WITH_RETEST), begin('type-test#2', '2026-12-08')).not.toThrow();
  });

  it('for the last attempt that was taken up: a skipped retest stands for the failed test', () => {
    const skipped: ToldMove[] = [...FAILED_TEST, ['type-test#2', 'skip', '2026-12-05']];
    tryMove(caseHistory(skipped, WITH_RETEST), begin('initial-inspection', '2026-12-05')).not.toThrow();
  });

  it('after the certificate for all stages before it, also where the decision was skipped', () => {
    const skipped: ToldMove[] = [...UP_TO_SAMPLES, ['decision', 'skip', '2026-11-20']];
    tryMove(caseHistory(skipped), begin('follow-up', '2026-12-01')).toThrow(
      refused('stage.waits-for', { stages: ['type-test', 'initial-inspection'] }),
    );
    const over: ToldMove[] = [
      ...skipped,
      ['initial-inspection', 'skip', '2026-11-21'],
      ['type-test', 'complete', '2026-12-02'],
    ];
    tryMove(caseHistory(over), begin('follow-up', '2026-12-01')).toThrow(
      refused('stage.day-too-early', { earliestOn: '2026-12-02', because: 'need', stages: ['type-test'] }),
    );
    tryMove(caseHistory(over), begin('follow-up', '2026-12-02')).not.toThrow();
    const renewal = caseStage('renewal', 10, { isAfterCertificate: true });
    const stages = [...CCC_STAGES, renewal];
    tryMove(caseHistory(over, { stages }), begin('renewal', '2026-12-02')).not.toThrow();
  });

  it('for what its case does not have never', () => {
    const stages = CCC_STAGES.filter(({ key }) => key !== 'scope-check');
    tryMove(caseHistory([], { stages }), begin('documents', '2026-11-02')).not.toThrow();
  });

  it('again before it is done, where what it needs was repeated in the meantime', () => {
    const stages = [...CCC_STAGES, repeated('scope-check')];
    const again: ToldMove[] = [
      ['scope-check', 'complete', '2026-11-03'],
      ['documents', 'start', '2026-11-04'],
      ['scope-check#2', 'start', '2026-11-05'],
    ];
    tryMove(caseHistory(again, { stages }), end('documents', '2026-11-10')).toThrow(
      refused('stage.waits-for', { stages: ['scope-check'] }),
    );
    const over: ToldMove[] = [...again, ['scope-check#2', 'complete', '2026-11-09']];
    tryMove(caseHistory(over, { stages }), end('documents', '2026-11-08')).toThrow(
      refused('stage.day-too-early', { earliestOn: '2026-11-09', because: 'need', stages: ['scope-check'] }),
    );
    tryMove(caseHistory(over, { stages }), end('documents', '2026-11-09')).not.toThrow();
  });
});

describe('what a screen offers', () => {
  it('is what the table, the stages before and the days allow, with the first day of each', () => {
    const history = caseHistory([
      ['scope-check', 'start', '2026-11-03'],
      ['scope-check', 'complete', '2026-11-05'],
      ['documents', 'start', '2026-11-06'],
    ]);
    expect(legalStageActs(history, 'scope-check', TODAY)).toEqual([]);
    expect(legalStageActs(history, 'documents', TODAY)).toEqual([
      { act: 'block', earliestOn: '2026-11-06' },
      { act: 'complete', earliestOn: '2026-11-06' },
      { act: 'skip', earliestOn: '2026-11-06' },
      { act: 'fail', earliestOn: '2026-11-06' },
      { act: 'hand-over', earliestOn: '2026-11-06' },
    ]);
    expect(legalStageActs(history, 'application', TODAY)).toEqual([
      { act: 'block', earliestOn: '2026-11-02' },
      { act: 'skip', earliestOn: '2026-11-02' },
    ]);
  });

  it('begins with the end of what the stage needs', () => {
    const history = caseHistory([['scope-check', 'complete', '2026-11-05']]);
    expect(legalStageActs(history, 'documents', TODAY)).toEqual([
      { act: 'start', earliestOn: '2026-11-05' },
      { act: 'block', earliestOn: '2026-11-02' },
      { act: 'complete', earliestOn: '2026-11-05' },
      { act: 'skip', earliestOn: '2026-11-02' },
    ]);
  });

  it('is nothing before the first day of the case, and something on it', () => {
    expect(legalStageActs(caseHistory([]), 'scope-check', '2026-11-01')).toEqual([]);
    expect(legalStageActs(caseHistory([]), 'scope-check', '2026-11-02')).toHaveLength(4);
  });
});

describe('an undo', () => {
  it('takes back the last move of the stage that was not taken back', () => {
    const history = caseHistory([
      ['scope-check', 'start', '2026-11-03'],
      ['scope-check', 'block', '2026-11-04', { blocker: 'other' }],
      ['scope-check', 'resume', '2026-11-05', { isUndone: true }],
      ['documents', 'block', '2026-11-05', { blocker: 'other' }],
    ]);
    expect(moveToUndo(history, 'scope-check')).toBe(history.moves[1]);
  });

  it('takes back a hand-over', () => {
    const history = caseHistory([
      ['scope-check', 'start', '2026-11-03'],
      ['scope-check', 'hand-over', '2026-11-04', { party: 'client' }],
    ]);
    expect(moveToUndo(history, 'scope-check').id).toBe('m2');
  });

  it('takes nothing back where nothing is', () => {
    const history = caseHistory([
      ['scope-check', 'start', '2026-11-03', { isUndone: true }],
      [null, 'submit', '2026-11-03'],
    ]);
    expect(() => moveToUndo(history, 'scope-check')).toThrow(
      refused('stage.nothing-to-undo', { status: 'not-started' }),
    );
  });

  it.each<[string, ToldMove[], string, string[]]>([
    ['the stage after it has begun', UP_TO_SAMPLES.slice(0, 2), 'scope-check', ['documents']],
    ['the stage after it is done', UP_TO_SAMPLES.slice(0, 3), 'scope-check', ['documents']],
    [
      'the rectification has begun on a failed test',
      [...FAILED_TEST, ['test-rectification', 'start', '2026-12-02']],
      'type-test',
      ['test-rectification'],
    ],
    [
      'the retest has begun on a failed test',
      [...FAILED_TEST, ['type-test#2', 'start', '2026-12-02']],
      'type-test',
      ['type-test'],
    ],
    [
      'the retest has begun on a rectification',
      [
        ...FAILED_TEST,
        ['test-rectification', 'start', '2026-12-02'],
        ['test-rectification', 'complete', '2026-12-02'],
        ['type-test#2', 'start', '2026-12-02'],
      ],
      'test-rectification',
      ['type-test'],
    ],
    [
      'the inspection has begun on a retest',
      [...FAILED_TEST, ['type-test#2', 'complete', '2026-12-02'], ['initial-inspection', 'start', '2026-12-02']],
      'type-test#2',
      ['initial-inspection'],
    ],
  ])('is refused while %s', (_title, moves, stageId, stages) => {
    expect(() => moveToUndo(caseHistory(moves, WITH_RETEST), stageId)).toThrow(
      refused('stage.undo-blocked', { stages }),
    );
  });

  it('is free while later stages are only blocked or skipped', () => {
    const history = caseHistory([
      ['scope-check', 'complete', '2026-11-03'],
      ['documents', 'block', '2026-11-04', { blocker: 'fee-unpaid' }],
      ['application', 'skip', '2026-11-04'],
    ]);
    expect(moveToUndo(history, 'scope-check').id).toBe('m1');
  });

  it('is free again once what came after was undone', () => {
    const history = caseHistory([
      ['scope-check', 'complete', '2026-11-03'],
      ['documents', 'start', '2026-11-04', { isUndone: true }],
    ]);
    expect(moveToUndo(history, 'scope-check').id).toBe('m1');
  });

  it('is not refused for what was out of order before it, after the case was set to run one after another', () => {
    const sideBySide: ToldMove[] = [
      ...UP_TO_SAMPLES.slice(0, 5),
      ['initial-inspection', 'start', '2026-11-16'],
      ['sample-notice', 'start', '2026-11-17'],
    ];
    expect(moveToUndo(caseHistory(sideBySide), 'sample-notice').id).toBe('m7');
  });
});
