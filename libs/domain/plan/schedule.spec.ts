import {
  CHINA_2026,
  everywhere,
  limit,
  PLAIN_WEEK,
  scheme,
  SIDE_BY_SIDE,
  stage,
} from '../../../test/support/plan-schemes.js';
import type { CountUnit } from '../calendar/counting.js';
import { planBackward, planForward } from './make-plan.js';
import type { Pin, Plan, PlanOptions } from './plan.js';
import { lastStart } from './schedule.js';

const plain = everywhere(PLAIN_WEEK);
const stageOf = (plan: Plan, key: string) => plan.stages.find((one) => one.key === key)!;
const daysOf = (plan: Plan) => plan.stages.map(({ key, startsOn, endsOn }) => [key, startsOn, endsOn]);
const forward = (stages: ReturnType<typeof stage>[], startsOn: string, options: Partial<PlanOptions> = {}) =>
  planForward(scheme(stages), startsOn, options, plain);

describe('the last start', () => {
  it.each<[string, number, CountUnit, string]>([
    // bound, amount, unit, last start; 2026-11-20 is a Friday
    ['2026-11-20', 0, 'working-days', '2026-11-20'],
    ['2026-11-22', 0, 'working-days', '2026-11-20'],
    ['2026-11-20', 1, 'working-days', '2026-11-19'],
    ['2026-11-22', 5, 'working-days', '2026-11-13'],
    ['2026-11-20', 3, 'calendar-days', '2026-11-17'],
    ['2026-11-24', 2, 'calendar-days', '2026-11-20'],
    ['2026-11-20', 0, 'calendar-days', '2026-11-20'],
    ['2026-11-20', 2, 'weeks', '2026-11-06'],
    ['2026-11-20', 1, 'months', '2026-10-20'],
    // 28 to 30 January + 1 month all end on 28 February; the 31st of January is a Saturday
    ['2026-02-28', 1, 'months', '2026-01-30'],
    ['2026-02-27', 1, 'months', '2026-01-27'],
    ['2028-02-29', 4, 'years', '2024-02-29'],
    ['2027-02-28', 1, 'years', '2026-02-27'],
  ])('for %s with %i %s is %s', (bound, amount, unit, expected) => {
    expect(lastStart(bound, amount, unit, PLAIN_WEEK)).toBe(expected);
  });

  it('steps back over the Spring Festival and counts its make-up Saturday', () => {
    expect(lastStart('2026-02-23', 0, 'working-days', CHINA_2026)).toBe('2026-02-14');
    expect(lastStart('2026-02-24', 1, 'working-days', CHINA_2026)).toBe('2026-02-14');
    expect(lastStart('2026-02-24', 3, 'calendar-days', CHINA_2026)).toBe('2026-02-14');
  });
});

describe('a stage', () => {
  it('starts on the first worked day, on the day of the hand-over itself', () => {
    const stages = [stage('a', { duration: limit(5) }), stage('b', { needs: ['a'], duration: limit(1) })];
    expect(daysOf(forward(stages, '2026-11-21'))).toEqual([
      ['a', '2026-11-23', '2026-11-30'],
      ['b', '2026-11-30', '2026-12-01'],
    ]);
    expect(stageOf(forward(stages, '2026-11-21'), 'a').readyOn).toBe('2026-11-21');
  });

  it('waits for the latest of what it needs; of two that end together for the first', () => {
    const stages = [
      stage('slow', { duration: limit(10) }),
      stage('fast', { duration: limit(2) }),
      stage('both', { needs: ['fast', 'slow'] }),
      stage('twin', { needs: ['slow', 'other'] }),
      stage('other', { duration: limit(10) }),
    ];
    const plan = forward(stages, '2026-11-23');
    expect(stageOf(plan, 'both')).toMatchObject({ startsOn: '2026-12-07', hold: { code: 'need', stage: 'slow' } });
    expect(stageOf(plan, 'twin').hold).toEqual({ code: 'need', stage: 'slow' });
  });

  it('of unknown duration ends where it starts, and all that rests on it is "at least"', () => {
    const stages = [
      stage('known'),
      stage('unknown', { duration: null, needs: ['known'] }),
      stage('after', { needs: ['unknown'] }),
      stage('beside', { duration: limit(1) }),
    ];
    const plan = forward(stages, '2026-11-23');
    expect(daysOf(plan).slice(1, 3)).toEqual([
      ['unknown', '2026-11-30', '2026-11-30'],
      ['after', '2026-11-30', '2026-12-07'],
    ]);
    expect(plan.stages.map(({ isAtLeast }) => isAtLeast)).toEqual([false, true, true, false]);
    expect(plan).toMatchObject({ isAtLeast: true, unknownStages: ['unknown'] });
    expect(stageOf(plan, 'unknown')).toMatchObject({ duration: null, counted: null });
    const filled = forward(stages, '2026-11-23', { durations: { unknown: { amount: 3, unit: 'calendar-days' } } });
    expect(filled).toMatchObject({ isAtLeast: false, unknownStages: [], endsOn: '2026-12-10' });
    expect(stageOf(filled, 'unknown').duration).toEqual({ amount: 3, unit: 'calendar-days', basis: 'planning', certainty: 'unverified', source: 'none', origin: 'case' }); // prettier-ignore
  });

  it('says where its duration is from', () => {
    const plan = forward([stage('a', { duration: limit(4, 'calendar-days', { basis: 'practice', certainty: 'secondary', source: 'x' }) }), stage('b', { duration: { ...limit(2), isOwn: true } })], '2026-11-23'); // prettier-ignore
    expect(stageOf(plan, 'a').duration).toEqual({ amount: 4, unit: 'calendar-days', basis: 'practice', certainty: 'secondary', source: 'x', origin: 'reference' }); // prettier-ignore
    expect(stageOf(plan, 'b').duration!.origin).toBe('tenant');
  });

  it('waits for its earliest day, and not when that has passed', () => {
    const earliestOn = { on: '2026-12-01', basis: 'legal' as const, certainty: 'official' as const, source: 'A' };
    const stages = [stage('a', { duration: limit(1) }), stage('b', { needs: ['a'], earliestOn })];
    expect(stageOf(forward(stages, '2026-11-23'), 'b')).toMatchObject({ startsOn: '2026-12-01', readyOn: '2026-12-01', hold: { code: 'earliest-on', on: '2026-12-01', basis: 'legal', source: 'A' } }); // prettier-ignore
    expect(stageOf(forward(stages, '2026-11-30'), 'b').hold).toEqual({ code: 'need', stage: 'a' });
  });

  it('rests on a year without a calendar, and so does what comes after', () => {
    const stages = [stage('a', { duration: limit(3) }), stage('b', { needs: ['a'], duration: limit(30, 'calendar-days') }), stage('c', { duration: limit(1) })]; // prettier-ignore
    const at = (day: string) => planForward(scheme(stages), day, {}, everywhere(CHINA_2026));
    expect(at('2026-12-30').stages.map(({ isProvisional }) => isProvisional)).toEqual([true, true, false]);
    expect(at('2026-12-28')).toMatchObject({ isProvisional: false });
    expect(at('2027-01-04').stages.map(({ isProvisional }) => isProvisional)).toEqual([true, true, true]);
  });
});

describe('a pinned day', () => {
  const stages = [
    stage('a', { duration: limit(5) }),
    stage('b', { needs: ['a'], duration: limit(5) }),
    stage('c', { needs: ['b'], duration: limit(5) }),
  ];
  const pinned = (pin: Partial<Pin>) =>
    forward(stages, '2026-11-23', { pins: { b: { startsOn: null, endsOn: null, ...pin } } });

  it('starts the stage then, worked or not', () => {
    // Saturday
    const plan = pinned({ startsOn: '2026-12-05' });
    expect(daysOf(plan).slice(1)).toEqual([
      ['b', '2026-12-05', '2026-12-11'],
      ['c', '2026-12-11', '2026-12-18'],
    ]);
    expect(stageOf(plan, 'b')).toMatchObject({ hold: { code: 'pin', on: '2026-12-05' }, readyOn: '2026-11-30', pin: { startsOn: '2026-12-05', endsOn: null } }); // prettier-ignore
    expect(plan.conflicts).toEqual([]);
    expect(plan.criticalPath).toEqual(['b', 'c']);
    // From 30 November, when it ends, to 5 December, when b is fixed: a start on Friday 27th ends on 4 December.
    expect(stageOf(plan, 'a')).toMatchObject({
      slackDays: 4,
      latest: { startsOn: '2026-11-27', endsOn: '2026-12-04' },
    });
  });

  it('ends the stage then, whatever its duration', () => {
    const plan = pinned({ endsOn: '2026-12-02' });
    expect(daysOf(plan).slice(1)).toEqual([
      ['b', '2026-11-30', '2026-12-02'],
      ['c', '2026-12-02', '2026-12-09'],
    ]);
    expect(stageOf(plan, 'b')).toMatchObject({ counted: null, hold: { code: 'need', stage: 'a' }, isAtLeast: false });
  });

  it('fixes both ends', () => {
    const plan = pinned({ startsOn: '2026-12-01', endsOn: '2026-12-20' });
    expect(daysOf(plan).slice(1)).toEqual([
      ['b', '2026-12-01', '2026-12-20'],
      ['c', '2026-12-21', '2026-12-28'],
    ]);
  });

  it('that comes before what the stage needs is a conflict, and the first possible day is used', () => {
    const early = pinned({ startsOn: '2026-11-27' });
    expect(early.conflicts).toEqual([{ stage: 'b', edge: 'start', pinnedOn: '2026-11-27', possibleOn: '2026-11-30' }]);
    expect(stageOf(early, 'b')).toMatchObject({ startsOn: '2026-11-30', hold: { code: 'need', stage: 'a' } });
    const ended = pinned({ endsOn: '2026-11-27' });
    expect(ended.conflicts).toEqual([{ stage: 'b', edge: 'end', pinnedOn: '2026-11-27', possibleOn: '2026-11-30' }]);
    expect(stageOf(ended, 'b')).toMatchObject({ startsOn: '2026-11-30', endsOn: '2026-11-30', slackDays: 0 });
    expect(pinned({ startsOn: '2026-11-30' }).conflicts).toEqual([]);
  });

  it('makes an unknown end known', () => {
    const unknown = [stage('a', { duration: null }), stage('b', { needs: ['a'], duration: limit(1) })];
    const plan = forward(unknown, '2026-11-23', { pins: { a: { startsOn: null, endsOn: '2026-11-25' } } });
    expect(plan).toMatchObject({ isAtLeast: false, unknownStages: [], endsOn: '2026-11-26' });
    const started = forward(unknown, '2026-11-23', { pins: { a: { startsOn: '2026-11-25', endsOn: null } } });
    expect(started).toMatchObject({ isAtLeast: true, unknownStages: ['a'] });
  });

  it('an end on a Sunday is kept where the stage was ready before', () => {
    const plan = forward([stage('a', { duration: limit(1) })], '2026-11-21', {
      pins: { a: { startsOn: null, endsOn: '2026-11-22' } },
    });
    expect(daysOf(plan)).toEqual([['a', '2026-11-22', '2026-11-22']]);
  });

  it('holds backward too: what comes before it is done by then', () => {
    const plan = planBackward(
      scheme(stages),
      '2026-12-31',
      { pins: { b: { startsOn: '2026-12-08', endsOn: null } } },
      plain,
    );
    expect(daysOf(plan)).toEqual([
      ['a', '2026-12-01', '2026-12-08'],
      ['b', '2026-12-08', '2026-12-15'],
      ['c', '2026-12-24', '2026-12-31'],
    ]);
    expect(plan.wish).toMatchObject({ isMet: true, lastStartOn: '2026-12-01' });
  });

  it('an end holds backward', () => {
    const plan = planBackward(
      scheme(stages),
      '2026-12-31',
      { pins: { b: { startsOn: null, endsOn: '2026-12-08' } } },
      plain,
    );
    expect(daysOf(plan).slice(0, 2)).toEqual([
      ['a', '2026-12-01', '2026-12-08'],
      ['b', '2026-12-08', '2026-12-08'],
    ]);
  });

  it('after the wished day makes the wish impossible', () => {
    const plan = planBackward(
      scheme(stages),
      '2026-12-31',
      { pins: { b: { startsOn: null, endsOn: '2027-01-04' } } },
      plain,
    );
    expect(plan.wish).toMatchObject({ isMet: false, daysLate: 11 });
    expect(stageOf(plan, 'c')).toMatchObject({ startsOn: '2027-01-04', endsOn: '2027-01-11' });
  });
});

describe('a backward plan', () => {
  it('keeps for each stage the latest days, and for whose sake', () => {
    const stages = [
      stage('a', { duration: limit(2) }),
      stage('long', { needs: ['a'], duration: limit(10) }),
      stage('short', { needs: ['a'], duration: limit(1) }),
      stage('end', { needs: ['long', 'short'], duration: limit(1) }),
    ];
    const plan = planBackward(scheme(stages), '2026-12-18', {}, plain);
    expect(daysOf(plan)).toEqual([
      ['a', '2026-12-01', '2026-12-03'],
      ['long', '2026-12-03', '2026-12-17'],
      ['short', '2026-12-16', '2026-12-17'],
      ['end', '2026-12-17', '2026-12-18'],
    ]);
    expect(plan.stages.map(({ neededBy }) => neededBy)).toEqual(['long', 'end', 'end', null]);
    expect(stageOf(plan, 'short')).toMatchObject({ earliest: { startsOn: '2026-12-03', endsOn: '2026-12-04' }, slackDays: 13, counted: { start: '2026-12-16', result: '2026-12-17' } }); // prettier-ignore
    expect(plan.criticalPath).toEqual(['a', 'long', 'end']);
  });

  it('is impossible before a day on which a stage may start', () => {
    const earliestOn = { on: '2026-12-01', basis: 'legal' as const, certainty: 'official' as const, source: 'A' };
    const plan = planBackward(scheme([stage('a', { earliestOn })]), '2026-12-04', {}, plain);
    expect(plan.wish).toEqual({ on: '2026-12-04', isMet: false, daysLate: 4, lastStartOn: '2026-11-27', legal: null });
    expect(daysOf(plan)).toEqual([['a', '2026-12-01', '2026-12-08']]);
  });

  const lawful = (on: string, basis: 'legal' | 'practice' | 'planning' = 'legal') => ({ on, basis, certainty: 'official' as const, source: 'A', reminderOffsets: [], consequence: null }); // prettier-ignore

  it('ends by the legal day where that comes before the wish', () => {
    const stages = [
      stage('a', { duration: limit(2) }),
      stage('b', { needs: ['a'], duration: limit(5), latestOn: lawful('2026-12-11') }),
      stage('c', { needs: ['b'], duration: limit(1) }),
    ];
    const at = (wish: string) => planBackward(scheme(stages), wish, {}, plain);
    const plan = at('2026-12-31');
    expect(daysOf(plan)).toEqual([
      ['a', '2026-12-02', '2026-12-04'],
      ['b', '2026-12-04', '2026-12-11'],
      ['c', '2026-12-30', '2026-12-31'],
    ]);
    expect(plan.stages.map(({ neededBy }) => neededBy)).toEqual(['b', null, null]);
    expect(plan.wish).toEqual({
      on: '2026-12-31',
      isMet: true,
      daysLate: 0,
      lastStartOn: '2026-12-02',
      legal: { stage: 'b', on: '2026-12-11' },
    });
    // Monday 14 December leaves Friday 11 December for b: the legal day asks for nothing more.
    expect(at('2026-12-14').wish).toMatchObject({ isMet: true, lastStartOn: '2026-12-02', legal: null });
    expect(daysOf(at('2026-12-15'))[1]).toEqual(['b', '2026-12-04', '2026-12-11']);
    expect(at('2026-12-15').wish).toMatchObject({ legal: { stage: 'b', on: '2026-12-11' } });
  });

  it.each(['practice', 'planning'] as const)('is not bound by a day whose basis is %s', (basis) => {
    const plan = planBackward(scheme([stage('a', { latestOn: lawful('2026-12-11', basis) })]), '2026-12-31', {}, plain);
    expect(daysOf(plan)).toEqual([['a', '2026-12-24', '2026-12-31']]);
    expect(plan.wish).toMatchObject({ isMet: true, legal: null });
  });

  it('misses a legal day by so many days although the wish would be met', () => {
    const stages = [stage('a', { duration: limit(5), latestOn: lawful('2026-12-11') })];
    const plan = planBackward(scheme(stages), '2026-12-31', { notBefore: '2026-12-07' }, plain);
    expect(daysOf(plan)).toEqual([['a', '2026-12-07', '2026-12-14']]);
    expect(plan.wish).toEqual({
      on: '2026-12-31',
      isMet: false,
      daysLate: 3,
      lastStartOn: '2026-12-04',
      legal: { stage: 'a', on: '2026-12-11' },
    });
    expect(plan.limits).toMatchObject([{ key: 'a/latest', state: 'broken', daysLeft: -3 }]);
  });

  it('that misses the wish by more days than a legal day names the wish', () => {
    const stages = [
      stage('a', { duration: limit(1), latestOn: lawful('2026-12-11') }),
      stage('b', { needs: ['a'], duration: limit(10) }),
    ];
    const at = (notBefore: string) => planBackward(scheme(stages), '2026-12-14', { notBefore }, plain).wish;
    expect(at('2026-12-11')).toEqual({ on: '2026-12-14', isMet: false, daysLate: 14, lastStartOn: '2026-11-27', legal: null }); // prettier-ignore
    const lax = [stage('a', { latestOn: lawful('2026-12-11') }), stage('b', { duration: limit(1) })];
    const wish = planBackward(scheme(lax), '2026-12-14', { notBefore: '2026-12-11' }, plain).wish;
    expect(wish).toMatchObject({ isMet: false, daysLate: 7, legal: { stage: 'a', on: '2026-12-11' } });
  });

  it('does not know whether a wish is met while a duration is unknown, but knows when it is missed', () => {
    const stages = [stage('a', { duration: null }), stage('b', { needs: ['a'], duration: limit(5) })];
    const at = (notBefore: string, of = stages) => planBackward(scheme(of), '2026-12-31', { notBefore }, plain).wish;
    expect(at('2026-12-24')).toMatchObject({ isMet: null, daysLate: 0, lastStartOn: '2026-12-24' });
    expect(at('2026-12-25')).toMatchObject({ isMet: false, daysLate: 1 });
    expect(at('2026-12-24', [stage('a')])).toMatchObject({ isMet: true });
    const late = [stage('a', { duration: null, latestOn: lawful('2026-12-11') })];
    expect(at('2026-12-11', late)).toMatchObject({ isMet: null, legal: { stage: 'a', on: '2026-12-11' } });
    expect(at('2026-12-14', late)).toMatchObject({ isMet: false, daysLate: 3, legal: { stage: 'a', on: '2026-12-11' } }); // prettier-ignore
  });

  it('says of its own days whether they are certain', () => {
    const stages = [stage('a', { duration: limit(1) })];
    const at = (wish: string) => planBackward(scheme(stages), wish, {}, everywhere(CHINA_2026)).isProvisional;
    expect([at('2026-12-31'), at('2027-01-05')]).toEqual([false, true]);
  });
});

describe('a plan', () => {
  it('without stages before the certificate is refused', () => {
    const none = [stage('mark', { isAfterCertificate: true })];
    for (const stages of [[], none])
      expect(() => forward(stages, '2026-11-23')).toThrow(expect.objectContaining({ code: 'plan.no-stages', facts: { scheme: 'scheme' } })); // prettier-ignore
  });

  it('of twenty years is counted, of more it is not', () => {
    const of = (days: number) => forward([stage('a', { duration: limit(days, 'calendar-days') })], '2026-11-23');
    expect(of(7_305).endsOn).toBe('2046-11-23');
    expect(() => of(7_306)).toThrow(RangeError);
  });

  it('runs side by side only where a stage may', () => {
    const may = stage('b', { needs: ['a'], needsInParallel: [], parallel: SIDE_BY_SIDE });
    expect(forward([stage('a'), may], '2026-11-23', { isParallel: true })).toMatchObject({
      isParallel: true,
      endsOn: '2026-11-30',
    });
    expect(forward([stage('a'), may], '2026-11-23')).toMatchObject({ isParallel: false, endsOn: '2026-12-07' });
    expect(forward([stage('a')], '2026-11-23', { isParallel: true }).isParallel).toBe(false);
  });
});
