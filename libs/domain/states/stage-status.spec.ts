import {
  STAGE_ACTORS,
  STAGE_ACTS,
  STAGE_BLOCKERS,
  STAGE_STATUSES,
  STAGE_TERMINAL,
  nextStageStatus,
  stageActs,
  stageNeeds,
  undoneStageStatus,
  type StageAct,
  type StageStatus,
  type StageStep,
} from './stage-status.js';

const LEGAL: Record<StageStatus, Partial<Record<StageAct, StageStatus>>> = {
  'not-started': { start: 'running', block: 'blocked', complete: 'done', skip: 'skipped' },
  running: { block: 'blocked', complete: 'done', skip: 'skipped', fail: 'failed' },
  blocked: { resume: 'running', skip: 'skipped', fail: 'failed' },
  done: {},
  skipped: {},
  failed: {},
};

describe('a stage', () => {
  it.each(STAGE_STATUSES)('in %s may do what the field knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(stageActs(status)).toEqual(Object.keys(legal));
    for (const act of STAGE_ACTS) {
      if (legal[act]) expect(nextStageStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextStageStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'stage.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('ends done, skipped or failed', () => {
    expect(STAGE_TERMINAL).toEqual(['done', 'skipped', 'failed']);
  });

  it.each<[StageStatus, StageAct, string[]]>([
    ['not-started', 'start', ['day']],
    ['not-started', 'block', ['blocker']],
    ['not-started', 'complete', ['day']],
    ['not-started', 'skip', ['reason']],
    ['running', 'block', ['blocker']],
    ['running', 'complete', ['day']],
    ['running', 'skip', ['reason']],
    ['running', 'fail', ['day', 'reason']],
    ['blocked', 'resume', ['day']],
    ['blocked', 'skip', ['reason']],
    ['blocked', 'fail', ['day', 'reason']],
    ['blocked', 'complete', []],
  ])('in %s cannot %s without %j', (status, act, needs) => {
    expect(stageNeeds(status, act)).toEqual(needs);
  });

  it('is blocked for a reason of the field', () => {
    expect(STAGE_BLOCKERS).toEqual([
      'incomplete-file',
      'names-differ',
      'fee-unpaid',
      'sample-at-customs',
      'test-failed',
      'no-production',
      'auditor-travel',
      'non-conformity-open',
      'superseded',
      'other',
    ]);
  });

  it('is failed by the body or the laboratory only', () => {
    expect(STAGE_ACTORS.fail).toEqual(['body', 'laboratory']);
    expect(STAGE_ACTORS.skip).toEqual(['consultancy', 'body']);
    expect(STAGE_ACTORS.block).toEqual(['consultancy', 'client', 'body', 'laboratory', 'customs']);
    for (const act of ['start', 'resume', 'complete'] as const)
      expect(STAGE_ACTORS[act]).toEqual(['consultancy', 'client', 'body', 'laboratory']);
  });

  it.each<[StageStatus, StageStep]>([
    ['done', { from: 'running', act: 'complete' }],
    ['done', { from: 'not-started', act: 'complete' }],
    ['skipped', { from: 'blocked', act: 'skip' }],
    ['running', { from: 'blocked', act: 'resume' }],
  ])('in %s is taken back by undoing %j', (status, last) => {
    expect(undoneStageStatus(status, last)).toBe(last.from);
  });

  it.each<[StageStatus, StageStep | null]>([
    ['not-started', null],
    ['done', null],
    ['failed', { from: 'running', act: 'complete' }],
    ['done', { from: 'blocked', act: 'complete' }],
    ['done', { from: 'running', act: 'fail' }],
  ])('in %s is not changed by undoing %j: that act did not lead here', (status, last) => {
    expect(() => undoneStageStatus(status, last)).toThrow(
      expect.objectContaining({ code: 'stage.nothing-to-undo', facts: { status } }),
    );
  });
});
