import { BadInput } from '../errors.js';
import { planningKey, planningValues, requirePlanningValue, withPlanningValues } from './planning-values.js';
import { limit, scheme, stage, words } from '../../../test/support/plan-schemes.js';

const standard = scheme(
  [
    stage('documents', { duration: limit(20), names: words('Documents') }),
    stage('samples', { duration: limit(30, 'calendar-days') }),
    stage('visit', { duration: limit(2, 'calendar-days', { basis: 'practice', certainty: 'secondary', source: 'S' }) }),
    stage('decision', { duration: limit(3, 'months', { basis: 'legal', certainty: 'official', source: 'L' }) }),
    stage('fix', { duration: null }),
  ],
  { key: 'standard', names: words('Standard') },
);
const schemes = new Map([['standard', standard]]);

describe('planning values', () => {
  it('are the durations of which no source speaks, the unknown ones in working days', () => {
    const head = { schemeKey: 'standard', schemeNames: words('Standard'), basis: 'planning', source: 'none' };
    expect(planningValues([standard])).toEqual([
      {
        ...head,
        key: 'stage:standard/documents',
        stageKey: 'documents',
        stageNames: words('Documents'),
        amount: 20,
        unit: 'working-days',
      },
      {
        ...head,
        key: 'stage:standard/samples',
        stageKey: 'samples',
        stageNames: words('samples'),
        amount: 30,
        unit: 'calendar-days',
      },
      {
        ...head,
        key: 'stage:standard/fix',
        stageKey: 'fix',
        stageNames: words('fix'),
        amount: null,
        unit: 'working-days',
      },
    ]);
    expect(planningKey('a', 'b')).toBe('stage:a/b');
  });

  it.each([
    ['visit', 'practice', 'S'],
    ['decision', 'legal', 'L'],
  ])('are not what is set otherwise: %s is %s', (key, basis, source) => {
    expect(() => requirePlanningValue(schemes, `stage:standard/${key}`, 5)).toThrow(
      expect.objectContaining({
        code: 'planning-value.not-planning',
        facts: { key: `stage:standard/${key}`, basis, source },
      }),
    );
  });

  it.each([
    '',
    'documents',
    'stage:standard',
    'stage:standard/',
    'stage:other/documents',
    'stage:standard/nothing',
    'xstage:standard/documents',
    'stage:standard/documents/x',
  ])('are not called %p', (key) => {
    try {
      requirePlanningValue(schemes, key, 5);
      throw new Error('was taken');
    } catch (error) {
      expect((error as BadInput).faults).toEqual([
        { field: 'key', code: 'unknown-key', detail: 'There is no such planning value.', allowed: 'stage:standard/documents, stage:standard/samples, stage:standard/fix' }, // prettier-ignore
      ]);
    }
  });

  it('are whole and between 0 and 1000', () => {
    for (const amount of [0, 1, 1000])
      expect(() => requirePlanningValue(schemes, 'stage:standard/fix', amount)).not.toThrow();
    for (const amount of [-1, 1001, 0.5]) {
      expect(() => requirePlanningValue(schemes, 'stage:standard/fix', amount)).toThrow(
        expect.objectContaining({ faults: [{ field: 'amount', code: 'amount', detail: 'The amount is not allowed.', allowed: 'whole, 0 to 1000' }] }), // prettier-ignore
      );
    }
  });

  it('of a tenant stand in place of ours, and never in place of law or practice', () => {
    const own = new Map([
      ['stage:standard/documents', 25],
      ['stage:standard/visit', 9],
      ['stage:standard/decision', 9],
      ['stage:standard/fix', 4],
      ['stage:other/samples', 9],
    ]);
    const durations = withPlanningValues(standard, own).stages.map(({ duration }) => duration);
    expect(durations).toEqual([
      { ...limit(25), isOwn: true },
      limit(30, 'calendar-days'),
      standard.stages[2]!.duration,
      standard.stages[3]!.duration,
      {
        amount: 4,
        unit: 'working-days',
        basis: 'planning',
        certainty: 'unverified',
        source: 'none',
        note: null,
        isOwn: true,
      },
    ]);
    expect(standard.stages[0]!.duration!.amount).toBe(20);
    expect(withPlanningValues(standard, new Map())).toBe(standard);
  });
});
