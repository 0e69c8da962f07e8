import { changesOf, mayNeedReason, offeredActs } from '../../apps/web/src/work/bulk.js';
import type { CaseStanding } from '../../apps/web/src/work/work.types.js';
import { toggled } from '../../apps/web/src/components/selection.js';

const running = { status: 'running', stageKey: 'type-test', blocker: null, endedOn: null } as const;
const blocked = { ...running, blocker: 'fee-unpaid' } as const;
const draft = { status: 'draft', stageKey: null, blocker: null, endedOn: null } as const;
const ended = { status: 'certified', stageKey: null, blocker: null, endedOn: '2026-11-02' } as const;

const written = (acts: readonly { act: string; cases: number }[]) => acts.map(({ act, cases }) => `${act} ${cases}`);

describe('what is offered for several cases', () => {
  it('is what at least one of them may take, with the number of those', () => {
    const { stage, own } = offeredActs([running, running, blocked, draft, ended]);
    expect(written(stage)).toEqual(['complete 2', 'start 2', 'resume 1', 'block 2', 'hand-over 3', 'fail 3', 'skip 3']);
    expect(written(own).sort()).toEqual(['hold 3', 'lapse 3', 'refuse 3', 'submit 1', 'withdraw 4']);
  });

  it('is nothing for cases that have ended, and never the certificate itself', () => {
    expect(offeredActs([ended])).toEqual({ stage: [], own: [] });
    expect(offeredActs([running]).own.map(({ act }) => act)).not.toContain('certify');
  });

  it('is nothing of a stage where the case stands in none', () => {
    expect(offeredActs([draft]).stage).toEqual([]);
  });

  it.each([
    ['complete', true, false],
    ['skip', true, true],
    ['fail', true, true],
    ['hand-over', true, false],
    ['hold', false, true],
    ['withdraw', false, false],
  ] as const)('asks for a reason as the tables do: %s', (act, isOfStage, isNeeded) => {
    expect(mayNeedReason(act, isOfStage, [running])).toBe(isNeeded);
  });
});

describe('what an act changes', () => {
  const names = (en: string) => ({ en, de: en, zh: en });
  const before: CaseStanding = {
    status: 'running',
    stageKey: 'documents',
    stageNames: names('Documents'),
    turn: 'client',
    forecastOn: '2027-03-01',
    nextDueOn: '2026-12-01',
    ownerName: 'Lena Weiss',
    deputyName: null,
    version: 4,
  };

  it('is told value by value, the stage first', () => {
    const after: CaseStanding = {
      ...before,
      stageKey: 'type-test',
      stageNames: names('Type test'),
      turn: 'laboratory',
      forecastOn: null,
      version: 5,
    };
    expect(changesOf({ before, after })).toEqual([
      { field: 'stage', from: names('Documents'), to: names('Type test') },
      { field: 'turn', from: 'client', to: 'laboratory' },
      { field: 'forecastOn', from: '2027-03-01', to: null },
    ]);
  });

  it('is nothing where only the version moved, and where nothing was done', () => {
    expect(changesOf({ before, after: { ...before, version: 5 } })).toEqual([]);
    expect(changesOf({ before, after: null })).toEqual([]);
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });
});

describe('choosing rows', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'];
  const idOf = (row: string) => row;
  const chosen = (...ids: string[]) => new Map(ids.map((id) => [id, id]));
  const keys = (map: ReadonlyMap<string, string>) => [...map.keys()].join('');

  it('chooses one and lets it go', () => {
    expect(keys(toggled(chosen(), rows, idOf, 1, null, 9))).toBe('b');
    expect(keys(toggled(chosen('a', 'b'), rows, idOf, 1, null, 9))).toBe('a');
  });

  it('chooses a range in both directions, and lets a range go', () => {
    expect(keys(toggled(chosen('b'), rows, idOf, 3, 'b', 9))).toBe('bcd');
    expect(keys(toggled(chosen('d'), rows, idOf, 1, 'd', 9))).toBe('dbc');
    expect(keys(toggled(chosen('a', 'c', 'd'), rows, idOf, 3, 'b', 9))).toBe('a');
  });

  it('takes one row where the one before is no longer shown, and no more than are allowed', () => {
    expect(keys(toggled(chosen('x'), rows, idOf, 2, 'x', 9))).toBe('xc');
    expect(keys(toggled(chosen('a'), rows, idOf, 4, 'a', 3))).toBe('abc');
    expect(keys(toggled(chosen(), rows, idOf, 9, null, 3))).toBe('');
  });
});
