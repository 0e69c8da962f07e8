import fc from 'fast-check';
import {
  CHINA_2026,
  everywhere,
  GERMANY,
  limit,
  PLAIN_WEEK,
  scheme,
  SIDE_BY_SIDE,
  stage,
} from '../../../test/support/plan-schemes.js';
import type { CountUnit } from '../calendar/counting.js';
import { addDays } from '../day.js';
import type { Basis } from '../deadlines/deadline.js';
import { PARTIES } from '../reference/scheme.js';
import { workingDayOnOrAfter } from '../calendar/working-calendar.js';
import { planBackward, planForward } from './make-plan.js';
import type { Plan, PlanOptions } from './plan.js';

const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days));
const unit = fc.constantFrom<CountUnit>('working-days', 'calendar-days', 'weeks', 'months');
const amountOf = (of: CountUnit) => fc.integer({ min: 0, max: of === 'months' || of === 'weeks' ? 3 : 40 });
const duration = fc.option(
  unit.chain((of) => amountOf(of).map((amount) => limit(amount, of))),
  { freq: 8, nil: null },
);

/** Any scheme without a cycle: a stage needs only stages that stand before it. */
const anyScheme = fc.integer({ min: 1, max: 8 }).chain((count) =>
  fc
    .tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.record({
          party: fc.constantFrom(...PARTIES),
          duration,
          needs: fc.subarray(Array.from({ length: index }, (__, other) => `s${other}`)),
          besides: fc.option(fc.nat()),
          latestOn: fc.option(fc.tuple(day, fc.constantFrom<Basis>('legal', 'planning')), { freq: 2, nil: null }),
          isOptional: fc.boolean(),
        }),
      ),
    )
    .map((parts) =>
      scheme(
        parts.map(({ party, duration: takes, needs, besides, latestOn, isOptional }, index) =>
          stage(`s${index}`, {
            party,
            duration: takes,
            needs,
            isOptional: isOptional && index > 0,
            latestOn: latestOn && {
              on: latestOn[0],
              basis: latestOn[1],
              certainty: 'official',
              source: 'A',
              reminderOffsets: [],
              consequence: null,
            },
            ...(besides !== null && {
              needsInParallel: needs.slice(0, besides % (needs.length + 1)),
              parallel: SIDE_BY_SIDE,
            }),
          }),
        ),
      ),
    ),
);
const calendars = fc.constantFrom(everywhere(PLAIN_WEEK), everywhere(CHINA_2026), everywhere(CHINA_2026, { client: GERMANY, consultancy: PLAIN_WEEK })); // prettier-ignore
const options = fc.record<Partial<PlanOptions>>({
  isParallel: fc.boolean(),
  optional: fc.subarray(['s1', 's2', 's3', 's4']),
});
const brokenByLaw = (plan: Plan) => plan.limits.filter(({ basis, state }) => basis === 'legal' && state === 'broken');
const byKey = (plan: Plan) => new Map(plan.stages.map((one) => [one.key, one]));

describe('any plan', () => {
  it('starts no stage before what it needs has ended, and ends none before it starts', () => {
    fc.assert(
      fc.property(anyScheme, day, options, calendars, (of, start, given, where) => {
        for (const plan of [planForward(of, start, given, where), planBackward(of, start, given, where)]) {
          const stages = byKey(plan);
          for (const one of plan.stages) {
            expect(one.endsOn >= one.startsOn).toBe(true);
            for (const need of one.needs) expect(stages.get(need)!.endsOn <= one.startsOn).toBe(true);
          }
        }
      }),
    );
  });

  it('towards a wish: forward from its first day ends neither after the wish nor after a legal day', () => {
    fc.assert(
      fc.property(anyScheme, day, options, calendars, (of, wish, given, where) => {
        const plan = planBackward(of, wish, given, where);
        // Whether a plan of unknown length is in time is not known.
        expect(plan.wish!.isMet).toBe(plan.isAtLeast ? null : true);
        expect(plan.endsOn <= wish).toBe(true);
        expect(brokenByLaw(plan)).toEqual([]);
        const forward = planForward(of, plan.wish!.lastStartOn, given, where);
        expect(forward.endsOn <= wish).toBe(true);
        expect(brokenByLaw(forward)).toEqual([]);
        // and a day later than the last day to start would be too late
        const late = planBackward(of, wish, { ...given, notBefore: addDays(plan.wish!.lastStartOn, 1) }, where);
        expect(late.wish!.isMet).toBe(false);
      }),
    );
  });

  it('of one party in working days comes back to the worked day from which it started', () => {
    const inWorkingDays = anyScheme.map((of) => ({
      ...of,
      stages: of.stages.map((one) => ({
        ...one,
        duration: one.duration && { ...one.duration, unit: 'working-days' as const },
        // A plan that runs forward passes a legal day, the way back does not: it would come to an earlier start.
        latestOn: null,
      })),
    }));
    fc.assert(
      fc.property(inWorkingDays, day, options, fc.constantFrom(PLAIN_WEEK, CHINA_2026), (of, any, given, calendar) => {
        const start = workingDayOnOrAfter(calendar, any);
        const where = everywhere(calendar);
        const { endsOn } = planForward(of, start, given, where);
        expect(planBackward(of, endsOn, given, where).startsOn).toBe(start);
      }),
    );
  });

  it('has no negative slack, and a connected chain without slack that ends with it', () => {
    fc.assert(
      fc.property(anyScheme, day, options, calendars, fc.boolean(), (of, start, given, where, isForward) => {
        const plan = isForward ? planForward(of, start, given, where) : planBackward(of, start, given, where);
        const stages = byKey(plan);
        for (const { slackDays, earliest, latest } of plan.stages) {
          expect(slackDays).toBeGreaterThanOrEqual(0);
          expect(latest!.startsOn >= earliest.startsOn).toBe(true);
          expect(latest!.endsOn >= earliest.endsOn).toBe(true);
        }
        const path = plan.criticalPath.map((key) => stages.get(key)!);
        path.forEach((one, index) => {
          expect(one).toMatchObject({ slackDays: 0, isCritical: true });
          if (index > 0) expect(one.needs).toContain(path[index - 1]!.key);
        });
        const lastEnd = plan.stages
          .map(({ earliest }) => earliest.endsOn)
          .sort()
          .at(-1);
        expect(path.at(-1)!.earliest.endsOn).toBe(lastEnd);
      }),
    );
  });

  it('ends no later for a stage that ends within its slack', () => {
    fc.assert(
      fc.property(anyScheme, day, options, calendars, fc.nat(), (of, start, given, where, which) => {
        const plan = planForward(of, start, given, where);
        const one = plan.stages[which % plan.stages.length]!;
        const pins = { [one.key]: { startsOn: null, endsOn: addDays(one.endsOn, one.slackDays!) } };
        expect(planForward(of, start, { ...given, pins }, where).endsOn <= plan.endsOn).toBe(true);
      }),
    );
  });

  it('is never longer side by side', () => {
    fc.assert(
      fc.property(anyScheme, day, options, calendars, (of, start, given, where) => {
        const beside = planForward(of, start, { ...given, isParallel: true }, where).endsOn;
        expect(beside <= planForward(of, start, { ...given, isParallel: false }, where).endsOn).toBe(true);
      }),
    );
  });

  it('makes nothing earlier when a pin is later', () => {
    const pin = fc.record({ which: fc.nat(), from: day, later: fc.integer({ min: 0, max: 90 }), edge: fc.constantFrom('startsOn', 'endsOn') }); // prettier-ignore
    fc.assert(
      fc.property(anyScheme, day, options, calendars, pin, (of, start, given, where, { which, from, later, edge }) => {
        const { key } = of.stages[which % of.stages.length]!;
        const pinnedOn = (on: string) => planForward(of, start, { ...given, pins: { [key]: { startsOn: null, endsOn: null, [edge]: on } } }, where); // prettier-ignore
        const [before, after] = [pinnedOn(from), byKey(pinnedOn(addDays(from, later)))];
        for (const one of before.stages) {
          expect(after.get(one.key)!.startsOn >= one.startsOn).toBe(true);
          expect(after.get(one.key)!.endsOn >= one.endsOn).toBe(true);
        }
      }),
    );
  });

  it('has a turn on every day from its first to its last', () => {
    fc.assert(
      fc.property(anyScheme, day, options, calendars, (of, start, given, where) => {
        const { turns, startsOn, endsOn } = planForward(of, start, given, where);
        expect([turns[0]!.from, turns.at(-1)!.to]).toEqual([startsOn, endsOn]);
        turns.forEach((turn, index) => {
          expect(turn.to >= turn.from).toBe(true);
          expect(turn.stages.length).toBeGreaterThan(0);
          if (index > 0) expect(turn.from).toBe(addDays(turns[index - 1]!.to, 1));
        });
      }),
    );
  });
});
