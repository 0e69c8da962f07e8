import { calendarOf } from '../calendar/working-calendar.js';
import {
  deadline,
  everywhere,
  limit,
  PLAIN_WEEK,
  scheme,
  SIDE_BY_SIDE,
  stage,
} from '../../../test/support/plan-schemes.js';
import { planBackward, planForward } from './make-plan.js';
import type { PlanOptions } from './plan.js';
import { whatMoved } from './what-if.js';

const plain = everywhere(PLAIN_WEEK);
const latestOn = { on: '2026-12-21', basis: 'legal' as const, certainty: 'official' as const, source: 'A', reminderOffsets: [], consequence: null }; // prettier-ignore
const of = scheme([
  stage('a', {
    duration: limit(5),
    deadlines: [deadline('d', { from: { stage: 'a', edge: 'end' }, limit: limit(1, 'months') })],
  }),
  stage('fix', { needs: ['a'], isOptional: true, duration: limit(3) }),
  stage('b', { needs: ['fix'], needsInParallel: [], parallel: SIDE_BY_SIDE, duration: limit(5) }),
  stage('c', { needs: ['a', 'fix', 'b'], duration: limit(5), latestOn }),
]);
const at = (startsOn: string, options: Partial<PlanOptions> = {}) => planForward(of, startsOn, options, plain);
const base = at('2026-11-23');
const told = (moves: ReturnType<typeof whatMoved>) =>
  moves.map(({ item, edge, from, to, days, through }) => [item, edge, from, to, days, through]);

describe('what moved', () => {
  it('is nothing when nothing is otherwise', () => {
    expect(whatMoved(base, at('2026-11-23'))).toEqual([]);
  });

  it('with the first day is everything, through the day and then through the stages', () => {
    expect(told(whatMoved(base, at('2026-11-24')))).toEqual([
      ['stage:a', 'start', '2026-11-23', '2026-11-24', 1, { code: 'anchor' }],
      ['stage:a', 'end', '2026-11-30', '2026-12-01', 1, { code: 'anchor' }],
      ['stage:b', 'start', '2026-11-30', '2026-12-01', 1, { code: 'stage', stage: 'a' }],
      ['stage:b', 'end', '2026-12-07', '2026-12-08', 1, { code: 'stage', stage: 'a' }],
      ['stage:c', 'start', '2026-12-07', '2026-12-08', 1, { code: 'stage', stage: 'b' }],
      ['stage:c', 'end', '2026-12-14', '2026-12-15', 1, { code: 'stage', stage: 'b' }],
      ['limit:a/d', 'due', '2026-12-30', '2027-01-01', 2, { code: 'stage', stage: 'a' }],
      ['end', 'end', '2026-12-14', '2026-12-15', 1, { code: 'stage', stage: 'c' }],
    ]);
  });

  it('says of a limit when its state changes though its day stays', () => {
    const late = at('2026-11-23', { durations: { c: { amount: 11, unit: 'working-days' } } });
    expect(whatMoved(base, late)).toEqual([
      { item: 'stage:c', edge: 'end', from: '2026-12-14', to: '2026-12-22', days: 8, through: { code: 'duration', from: '5 working-days', to: '11 working-days' }, states: null }, // prettier-ignore
      { item: 'limit:c/latest', edge: 'state', from: '2026-12-21', to: '2026-12-21', days: 0, through: { code: 'stage', stage: 'c' }, states: { from: 'tight', to: 'broken' } }, // prettier-ignore
      { item: 'end', edge: 'end', from: '2026-12-14', to: '2026-12-22', days: 8, through: { code: 'stage', stage: 'c' }, states: null }, // prettier-ignore
    ]);
  });

  it('is earlier with a minus', () => {
    const moves = whatMoved(base, at('2026-11-23', { durations: { c: { amount: 4, unit: 'working-days' } } }));
    expect(moves.find(({ item }) => item === 'end')).toMatchObject({ days: -3 });
  });

  it('knows a pin, and a stage that follows it', () => {
    const moves = whatMoved(base, at('2026-11-23', { pins: { b: { startsOn: '2026-12-01', endsOn: null } } }));
    expect(moves[0]).toMatchObject({ item: 'stage:b', edge: 'start', through: { code: 'pin' } });
    expect(moves[2]).toMatchObject({ item: 'stage:c', edge: 'start', through: { code: 'stage', stage: 'b' } });
    const ended = whatMoved(base, at('2026-11-23', { pins: { b: { startsOn: null, endsOn: '2026-12-09' } } }));
    expect(ended[0]).toMatchObject({ item: 'stage:b', edge: 'end', through: { code: 'pin' } });
  });

  it('tells a stage that takes part now, or no longer', () => {
    const withFix = at('2026-11-23', { optional: ['fix'] });
    const moves = whatMoved(base, withFix);
    expect(moves.slice(0, 2)).toMatchObject([
      { item: 'stage:fix', edge: 'start', from: null, to: '2026-11-30', days: null, through: { code: 'added' } },
      { item: 'stage:fix', edge: 'end', from: null, to: '2026-12-03', through: { code: 'added' } },
    ]);
    expect(moves[2]).toMatchObject({ item: 'stage:b', days: 3, through: { code: 'stage', stage: 'fix' } });
    expect(whatMoved(withFix, base).filter(({ item }) => item === 'stage:fix')).toMatchObject([
      { from: '2026-11-30', to: null, through: { code: 'removed' } },
      { from: '2026-12-03', to: null, through: { code: 'removed' } },
    ]);
  });

  it('tells what running side by side moves through what is no longer waited for', () => {
    const moves = whatMoved(base, at('2026-11-23', { isParallel: true }));
    expect(moves[0]).toMatchObject({
      item: 'stage:b',
      edge: 'start',
      days: -7,
      through: { code: 'waits-no-longer', stage: 'a' },
    });
    const back = whatMoved(at('2026-11-23', { isParallel: true }), base);
    expect(back[0]).toMatchObject({ item: 'stage:b', days: 7, through: { code: 'waits-for', stage: 'a' } });
  });

  it('tells a holiday that came with a new calendar', () => {
    const holiday = everywhere({ ...calendarOf('XX', [{ day: '2026-11-25', kind: 'holiday', name: 'New' }], []), isPublished: () => true }); // prettier-ignore
    const moves = whatMoved(base, planForward(of, '2026-11-23', {}, holiday));
    expect(moves[0]).toMatchObject({ item: 'stage:a', edge: 'end', days: 1, through: { code: 'calendar' } });
    expect(moves[1]).toMatchObject({ item: 'stage:b', through: { code: 'stage', stage: 'a' } });
  });

  it('backward runs through the stage for whose sake, and from the wish', () => {
    const back = (wish: string, options = {}) => planBackward(of, wish, options, plain);
    const moves = whatMoved(back('2026-12-14'), back('2026-12-15'));
    expect(told(moves).slice(0, 6)).toEqual([
      ['stage:a', 'start', '2026-11-23', '2026-11-24', 1, { code: 'stage', stage: 'b' }],
      ['stage:a', 'end', '2026-11-30', '2026-12-01', 1, { code: 'stage', stage: 'b' }],
      ['stage:b', 'start', '2026-11-30', '2026-12-01', 1, { code: 'stage', stage: 'c' }],
      ['stage:b', 'end', '2026-12-07', '2026-12-08', 1, { code: 'stage', stage: 'c' }],
      ['stage:c', 'start', '2026-12-07', '2026-12-08', 1, { code: 'anchor' }],
      ['stage:c', 'end', '2026-12-14', '2026-12-15', 1, { code: 'anchor' }],
    ]);
    const longer = whatMoved(
      back('2026-12-14'),
      back('2026-12-14', { durations: { b: { amount: 6, unit: 'working-days' } } }),
    );
    expect(told(longer).slice(0, 3)).toEqual([
      ['stage:a', 'start', '2026-11-23', '2026-11-20', -3, { code: 'stage', stage: 'b' }],
      ['stage:a', 'end', '2026-11-30', '2026-11-27', -3, { code: 'stage', stage: 'b' }],
      [
        'stage:b',
        'start',
        '2026-11-30',
        '2026-11-27',
        -3,
        { code: 'duration', from: '5 working-days', to: '6 working-days' },
      ],
    ]);
  });

  it('says of a duration that it was unknown', () => {
    const unknown = scheme([stage('a', { duration: null })]);
    const known = planForward(unknown, '2026-11-23', { durations: { a: { amount: 1, unit: 'weeks' } } }, plain);
    const [first] = whatMoved(planForward(unknown, '2026-11-23', {}, plain), known);
    expect(first!.through).toEqual({ code: 'duration', from: 'unknown', to: '1 weeks' });
  });

  it('tells limits that are there on one side only', () => {
    const bare = scheme(of.stages.map((one) => ({ ...one, deadlines: [], latestOn: null })));
    const moves = whatMoved(base, planForward(bare, '2026-11-23', {}, plain));
    expect(moves).toMatchObject([
      { item: 'limit:a/d', edge: 'due', from: '2026-12-30', to: null, states: { from: 'owed', to: null } },
      { item: 'limit:c/latest', edge: 'due', from: '2026-12-21', to: null, states: { from: 'tight', to: null } },
    ]);
  });
});
