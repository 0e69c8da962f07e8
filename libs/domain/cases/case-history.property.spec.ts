import fc from 'fast-check';
import { caseHistory, CCC_SCHEME, CCC_STAGES, repeated } from '../../../test/support/case-history.js';
import { CHINA } from '../../../test/support/china-calendar.js';
import { everywhere } from '../../../test/support/plan-schemes.js';
import { addDays, daysBetween } from '../day.js';
import { RuleBroken } from '../errors.js';
import { PARTIES } from '../reference/scheme.js';
import { STAGE_ACTS, STAGE_BLOCKERS, stageActs, stageNeeds } from '../states/stage-status.js';
import { caseForecast } from './case-plan.js';
import {
  legalStageActs,
  moveToUndo,
  requireStageMove,
  stageStates,
  type CaseHistory,
  type CaseMove,
  type StageMoveAct,
  type StageState,
  type WantedMove,
} from './stage-history.js';
import { daysByParty, turnNow, turnsOf } from './turns.js';

const FIRST = '2027-01-04';
const TODAY = addDays(FIRST, 120);
const STAGES = [...CCC_STAGES, repeated('type-test'), repeated('test-rectification'), repeated('type-test', 3)];

/** What somebody tries: something that is offered, or anything at all, most of which is refused. */
const attempt = fc.record({
  what: fc.constantFrom('offered', 'offered', 'offered', 'offered', 'anything', 'undo', 'hold', 'resume'),
  pick: fc.nat(),
  stageId: fc.constantFrom(...STAGES.map(({ id }) => id)),
  act: fc.constantFrom(...STAGE_ACTS, 'hand-over' as const),
  /** from the first day of the case */
  day: fc.integer({ min: -2, max: 122 }),
  /** from the first day on which what is offered is possible */
  delay: fc.constantFrom(0, 0, 1, 5),
  blocker: fc.constantFrom(...STAGE_BLOCKERS),
  party: fc.option(fc.constantFrom(...PARTIES)),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

/** What brings a case on is offered more often, so that some come to their end. */
const LIKELY: readonly StageMoveAct[] = ['start', 'start', 'complete', 'complete', 'complete', 'resume', 'fail'];

function wantedMove(history: CaseHistory, tried: Attempt): Pick<WantedMove, 'stageId' | 'act' | 'on'> {
  const { what, stageId, act, day, pick, delay } = tried;
  const some = Array.from({ length: 4 }, (_, next) => STAGES[(pick + next) % STAGES.length]!);
  const offers = some.flatMap(({ id }) =>
    legalStageActs(history, id, TODAY).flatMap((offer) => [
      { ...offer, stageId: id },
      ...LIKELY.filter((likely) => likely === offer.act).map(() => ({ ...offer, stageId: id })),
    ]),
  );
  const offer = offers[Math.floor(pick / STAGES.length) % offers.length];
  if (what === 'anything' || !offer) return { stageId, act, on: addDays(FIRST, day) };
  const late = addDays(offer.earliestOn, delay);
  return { stageId: offer.stageId, act: offer.act, on: late > TODAY ? TODAY : late };
}

/** A case after the attempt, the same where it was refused. */
function after(history: CaseHistory, tried: Attempt): CaseHistory {
  const { what, stageId, blocker, party } = tried;
  const told = { id: `m${history.moves.length}`, isUndone: false };
  if (what === 'hold' || what === 'resume') {
    const isHeld = history.moves.filter((move) => move.stageId === null).at(-1)?.act === 'hold';
    if ((what === 'hold') === isHeld) return history;
    const on = addDays(FIRST, Math.min(Math.max(tried.day, 0), 120));
    return { ...history, moves: [...history.moves, { ...told, stageId: null, act: what, on, party, blocker: null }] };
  }
  try {
    if (what === 'undo') {
      const undone = moveToUndo(history, stageId);
      return { ...history, moves: history.moves.map((move) => (move === undone ? { ...move, isUndone: true } : move)) };
    }
    const wanted = wantedMove(history, tried);
    const move = { ...told, ...wanted, party, blocker: wanted.act === 'block' ? blocker : null };
    requireStageMove(history, { ...move, reason: 'told' }, TODAY);
    return { ...history, moves: [...history.moves, move] };
  } catch (error) {
    if (error instanceof RuleBroken) return history;
    throw error;
  }
}

const histories = fc
  .tuple(fc.boolean(), fc.array(attempt, { minLength: 5, maxLength: 60, size: 'max' }))
  .map(([isParallel, attempts]) =>
    attempts.reduce(after, caseHistory([], { stages: STAGES, startedOn: FIRST, isParallel })),
  );

const standing = ({ moves }: CaseHistory, stageId: string): CaseMove[] =>
  moves.filter((move) => move.stageId === stageId && !move.isUndone);

it('the histories that are tried here reach the decision and repeat the test', () => {
  const reached = fc
    .sample(histories, { numRuns: 60, seed: 7 })
    .flatMap((history) =>
      [...stageStates(history).values()].filter(({ startedOn }) => startedOn !== null).map(({ stageId }) => stageId),
    );
  for (const id of ['decision', 'type-test#2', 'test-rectification', 'initial-inspection'])
    expect(reached.filter((one) => one === id).length).toBeGreaterThan(3);
});

describe('any history of moves, undo and backdating', () => {
  it('gives each day to exactly one party, so that their days sum up to those of the case', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 140 }), (history, days) => {
        const until = addDays(FIRST, days);
        const segments = turnsOf(history, until);
        const sum = Object.values(daysByParty(segments)).reduce((one, other) => one + other, 0);
        expect(sum).toBe(days);
        expect(segments.map(({ from }) => from)).toEqual(
          [FIRST, ...segments.map(({ to }) => to)].slice(0, segments.length),
        );
        expect(segments.every(({ from, to, days: own }) => own > 0 && own === daysBetween(from, to))).toBe(true);
        if (days > 0) expect(segments.at(-1)!.to).toBe(until);
      }),
    );
  });

  it('says the same of a day, whether asked for it or for all', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 130 }), (history, days) => {
        const today = addDays(FIRST, days);
        const { party, stageId, why, since } = turnNow(history, today);
        const segments = turnsOf(history, addDays(FIRST, 140));
        const own = segments.find(({ from, to }) => from <= today && today < to)!;
        expect({ party, stageId, why }).toEqual({ party: own.party, stageId: own.stageId, why: own.why });
        expect(segments.filter(({ from, to }) => to > since && from <= today).every((s) => s.party === party)).toBe(
          true,
        );
        expect(segments.find(({ to }) => to === since)?.party).not.toBe(party);
      }),
    );
  });

  it('never leads to a state that the table, the order of the stages or their days forbid', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const states = stageStates(history);
        for (const stage of STAGES) {
          const state = states.get(stage.id)!;
          const moves = standing(history, stage.id);
          const days = moves.map(({ on }) => on);
          expect([...days].sort()).toEqual(days);
          expect(days.every((day) => day >= FIRST && day <= TODAY)).toBe(true);
          if (state.startedOn && state.endedOn) expect(state.endedOn >= state.startedOn).toBe(true);
          expect(state.endedOn !== null).toBe(['done', 'skipped', 'failed'].includes(state.status));
          expect(state.blocker !== null).toBe(state.status === 'blocked');
          if (state.status === 'running' || state.status === 'done') expect(state.startedOn).not.toBeNull();
          if (state.startedOn) expect(openNeeds(history, states, stage.id)).toEqual([]);
        }
      }),
    );
  });

  it('is offered nothing that is then refused, and refused everything that was not offered', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...STAGES), (history, { id: stageId }) => {
        const offered = legalStageActs(history, stageId, TODAY);
        const { status } = stageStates(history).get(stageId)!;
        for (const act of [...stageActs(status), 'hand-over' as const]) {
          const needs: readonly string[] = act === 'hand-over' ? ['party'] : stageNeeds(status, act);
          const move = {
            ...{ stageId, act, reason: 'told', party: 'client' as const },
            ...(needs.includes('blocker') && { blocker: 'fee-unpaid' as const }),
          };
          const found = offered.find((one) => one.act === act);
          const dare = (on: string) => expect(() => requireStageMove(history, { ...move, on }, TODAY));
          if (!found) dare(TODAY).toThrow(RuleBroken);
          else {
            dare(found.earliestOn).not.toThrow();
            dare(TODAY).not.toThrow();
            dare(addDays(found.earliestOn, -1)).toThrow(expect.objectContaining({ code: 'stage.day-too-early' }));
          }
        }
      }),
    );
  });

  it('comes back to its beginning when everything is undone', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let left = { ...history, moves: history.moves.filter(({ stageId }) => stageId !== null) };
        for (const stage of left.moves.filter(({ isUndone }) => !isUndone).reverse()) {
          const undone = moveToUndo(left, stage.stageId!);
          expect(undone.id).toBe(stage.id);
          left = { ...left, moves: left.moves.map((move) => (move === undone ? { ...move, isUndone: true } : move)) };
        }
        const untouched = { ...history, moves: [] };
        expect(stageStates(left)).toEqual(stageStates(untouched));
        expect(turnsOf(left, TODAY)).toEqual(turnsOf(untouched, TODAY));
      }),
    );
  });
});

describe('the forecast of any history', () => {
  it('keeps what has happened, puts nothing else before today and contradicts nothing', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 120, max: 200 }), (history, days) => {
        const today = addDays(FIRST, days);
        const states = [...stageStates(history).values()];
        const plan = caseForecast(CCC_SCHEME, history, today, everywhere(CHINA));
        expect(plan.conflicts).toEqual([]);
        for (const { key, startsOn, endsOn } of plan.stages.filter(({ isAfterCertificate }) => !isAfterCertificate)) {
          const attempts = states.filter(({ stageId }) => stageId.split('#')[0] === key);
          const begun = attempts.flatMap(({ startedOn, endedOn }) => startedOn ?? endedOn ?? []).sort();
          const last = attempts.filter(({ startedOn, endedOn }) => startedOn ?? endedOn).at(-1);
          if (begun.length > 0) expect(startsOn).toBe(begun[0]);
          else expect(startsOn >= today).toBe(true);
          if (last?.status === 'done' || last?.status === 'skipped') expect(endsOn).toBe(last.endedOn);
          else expect(endsOn >= today).toBe(true);
        }
      }),
    );
  });
});

/** What a begun stage waited for and no attempt had given by then, said once more in other words than the rule's. */
function openNeeds(history: CaseHistory, states: ReadonlyMap<string, StageState>, id: string): string[] {
  const stage = STAGES.find((one) => one.id === id)!;
  const { startedOn } = states.get(id)!;
  const needs = (history.isParallel && stage.needsInParallel) || stage.needs;
  const ended = (key: string, ...how: StageState['status'][]) =>
    STAGES.filter((one) => one.key === key)
      .map((one) => states.get(one.id)!)
      .some(({ status, endedOn }) => how.includes(status) && endedOn! <= startedOn!);
  const open = needs
    .filter((key) => key !== 'test-rectification')
    .filter((key) => !(stage.isOptional ? ended(key, 'done', 'skipped', 'failed') : ended(key, 'done', 'skipped')));
  const before = STAGES.find((one) => one.key === stage.key && one.attempt === stage.attempt - 1);
  const isRepeatedTooSoon =
    before && !(states.get(before.id)!.endedOn && states.get(before.id)!.endedOn! <= startedOn!);
  return isRepeatedTooSoon ? [...open, stage.key] : open;
}
