import { BadInput } from '../errors.js';
import { limit, scheme, SIDE_BY_SIDE, stage } from '../../../test/support/plan-schemes.js';
import { mayRunInParallel, refuseOptions } from './options.js';
import type { PlanOptions } from './plan.js';

const schemes = [
  scheme([
    stage('a'),
    stage('fix', { isOptional: true }),
    stage('law', { duration: limit(5, 'months', { basis: 'legal' }) }),
  ]),
  scheme([stage('a'), stage('b', { duration: limit(2, 'calendar-days', { basis: 'practice' }) })]),
];
const faultsOf = (options: Partial<PlanOptions>, of = schemes, field?: string) => {
  try {
    refuseOptions(of, options, field);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(BadInput);
    return (error as BadInput).faults;
  }
};
const days = (amount: number) => ({ amount, unit: 'working-days' as const });

describe('the options of a plan', () => {
  it('may name what one of the schemes has', () => {
    const options = {
      isParallel: true,
      optional: ['fix'],
      durations: { a: days(0), b: days(1000), fix: { amount: 2, unit: 'years' as const } },
      pins: {
        a: { startsOn: '2026-11-20', endsOn: '2026-11-20' },
        law: { startsOn: null, endsOn: '2026-11-20' },
        b: { startsOn: '2028-02-29', endsOn: null },
      },
    };
    expect(faultsOf(options)).toEqual([]);
    expect(faultsOf({})).toEqual([]);
  });

  it('are refused for stages that are not optional or not there, with what is allowed', () => {
    expect(faultsOf({ optional: ['fix', 'a'] })).toEqual([
      { field: 'options.optional', code: 'not-optional', detail: 'a is no optional stage.', allowed: 'fix' },
    ]);
    expect(faultsOf({ optional: ['a'] }, [schemes[1]!])[0]!.allowed).toBe('none: there is no optional stage');
    expect(faultsOf({ durations: { z: days(1) } })).toEqual([
      {
        field: 'options.durations.z',
        code: 'unknown-stage',
        detail: 'There is no stage z.',
        allowed: 'a, fix, law, b',
      },
    ]);
    expect(faultsOf({ pins: { z: { startsOn: null, endsOn: null } } }, schemes, 'changed.options')).toEqual([
      {
        field: 'changed.options.pins.z',
        code: 'unknown-stage',
        detail: 'There is no stage z.',
        allowed: 'a, fix, law, b',
      },
    ]);
  });

  it('do not change what is set by law', () => {
    expect(faultsOf({ durations: { law: days(1) } })).toEqual([
      { field: 'options.durations.law', code: 'set-by-law', detail: 'How long law takes is set by law.' },
    ]);
  });

  it.each([-1, 1001, 1.5, Number.NaN])('are refused for %p units', (amount) => {
    expect(faultsOf({ durations: { a: days(amount) } })).toEqual([
      {
        field: 'options.durations.a',
        code: 'amount',
        detail: 'The amount is not allowed.',
        allowed: 'whole, 0 to 1000',
      },
    ]);
  });

  it('are refused for an unknown unit, for days that do not exist and for an end before the start', () => {
    expect(faultsOf({ durations: { a: { amount: 1, unit: 'moons' as never } } })).toEqual([
      { field: 'options.durations.a', code: 'unit', detail: 'The unit is unknown.', allowed: 'working-days, calendar-days, weeks, months, years' }, // prettier-ignore
    ]);
    expect(faultsOf({ pins: { a: { startsOn: '2026-02-30', endsOn: '2027-02-29' } } })).toEqual([
      { field: 'options.pins.a.startsOn', code: 'is-day', detail: 'Not an existing day.', allowed: 'YYYY-MM-DD' },
      { field: 'options.pins.a.endsOn', code: 'is-day', detail: 'Not an existing day.', allowed: 'YYYY-MM-DD' },
    ]);
    expect(faultsOf({ pins: { a: { startsOn: '2026-11-21', endsOn: '2026-11-20' } } })).toEqual([
      { field: 'options.pins.a', code: 'end-before-start', detail: 'The pinned end is before the pinned start.' },
    ]);
  });
});

describe('running side by side', () => {
  const of = (...headings: (string[] | null)[]) =>
    scheme([stage('a'), ...headings.map((named, index) => stage(`s${index}`, { needs: ['a'], needsInParallel: [], parallel: { ...SIDE_BY_SIDE!, headings: named } }))]); // prettier-ignore

  it('is allowed for the headings of which it is said', () => {
    expect(mayRunInParallel(of(['vehicles']), 'vehicles')).toBe(true);
    expect(mayRunInParallel(of(['vehicles']), 'toys')).toBe(false);
    expect(mayRunInParallel(of(['vehicles']), null)).toBe(false);
    expect(mayRunInParallel(of(null), 'toys')).toBe(true);
    expect(mayRunInParallel(of(null), null)).toBe(true);
    expect(mayRunInParallel(of(null, ['vehicles']), 'toys')).toBe(false);
    expect(mayRunInParallel(of(), 'vehicles')).toBe(false);
  });
});
