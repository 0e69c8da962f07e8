import {
  caseHistory,
  CCC_SCHEME as CCC,
  CCC_STAGES,
  repeated,
  type ToldMove,
} from '../../../test/support/case-history.js';
import { CHINA } from '../../../test/support/china-calendar.js';
import { everywhere, PLAIN_WEEK, scheme } from '../../../test/support/plan-schemes.js';
import { caseForecast } from './case-plan.js';
import type { CaseHistory } from './stage-history.js';

const PLAIN = everywhere(PLAIN_WEEK);

const forecast = (history: CaseHistory, today: string, optional: string[] = []) =>
  caseForecast(CCC, history, today, PLAIN, optional);

/** `key from - to` of each stage, with ! where the end is only the earliest. */
const drawn = (history: CaseHistory, today: string, optional: string[] = []) =>
  forecast(history, today, optional).stages.map(
    ({ key, startsOn, endsOn, isAtLeast }) => `${key} ${startsOn} - ${endsOn}${isAtLeast ? '!' : ''}`,
  );

const UP_TO_SAMPLES: readonly ToldMove[] = [
  ['scope-check', 'complete', '2026-11-03'],
  ['documents', 'start', '2026-11-04'],
  ['documents', 'complete', '2026-11-11'],
  ['application', 'start', '2026-11-12'],
  ['application', 'complete', '2026-11-18'],
  ['sample-notice', 'start', '2026-11-18'],
  ['sample-notice', 'complete', '2026-11-27'],
];
const HAPPENED = [
  'scope-check 2026-11-03 - 2026-11-03',
  'documents 2026-11-04 - 2026-11-11',
  'application 2026-11-12 - 2026-11-18',
  'sample-notice 2026-11-18 - 2026-11-27',
];
const FAILED: readonly ToldMove[] = [
  ...UP_TO_SAMPLES,
  ['type-test', 'start', '2026-11-30'],
  ['type-test', 'fail', '2026-12-11'],
];
const RETEST = { stages: [...CCC_STAGES, repeated('type-test')] };

describe('the forecast of a case', () => {
  it('on its first day is the plan of the scheme', () => {
    expect(drawn(caseHistory([]), '2026-11-02')).toEqual([
      'scope-check 2026-11-02 - 2026-11-09',
      'documents 2026-11-09 - 2026-11-23',
      'application 2026-11-23 - 2026-11-30',
      'sample-notice 2026-11-30 - 2026-12-14',
      'type-test 2026-12-14 - 2027-01-11',
      'initial-inspection 2027-01-11 - 2027-01-13',
      'decision 2027-01-13 - 2027-01-27',
      'follow-up 2027-01-27 - 2027-01-28',
    ]);
  });

  it('begins no stage before today: a Saturday gives the Monday after', () => {
    expect(drawn(caseHistory([]), '2026-11-07')[0]).toBe('scope-check 2026-11-09 - 2026-11-16');
    expect(forecast(caseHistory([]), '2026-11-07').stages[0]!.hold).toEqual({
      code: 'earliest-on',
      on: '2026-11-07',
      basis: 'planning',
      source: 'none',
    });
  });

  it('keeps what has happened on its days and goes on from today', () => {
    const history = caseHistory(UP_TO_SAMPLES);
    expect(drawn(history, '2026-12-01').slice(0, 6)).toEqual([
      ...HAPPENED,
      'type-test 2026-12-01 - 2026-12-29',
      'initial-inspection 2026-12-29 - 2026-12-31',
    ]);
    expect(forecast(history, '2026-12-01')).toMatchObject({ endsOn: '2027-01-14', isAtLeast: false, conflicts: [] });
  });

  it('keeps the start of what runs and counts its end from there', () => {
    const history = caseHistory([...UP_TO_SAMPLES, ['type-test', 'start', '2026-11-30']]);
    const plan = forecast(history, '2026-12-28');
    expect(plan.stages[4]).toMatchObject({
      key: 'type-test',
      startsOn: '2026-11-30',
      endsOn: '2026-12-28',
      pin: { startsOn: '2026-11-30', endsOn: null },
      counted: { start: '2026-11-30', amount: 20, unit: 'working-days', result: '2026-12-28' },
      isAtLeast: false,
    });
  });

  it('ends what runs over its planned end today', () => {
    const history = caseHistory([...UP_TO_SAMPLES, ['type-test', 'start', '2026-11-30']]);
    const plan = forecast(history, '2026-12-29');
    expect(plan.stages[4]).toMatchObject({
      endsOn: '2026-12-29',
      pin: { startsOn: '2026-11-30', endsOn: '2026-12-29' },
      isAtLeast: false,
    });
    expect(plan.stages[5]!.startsOn).toBe('2026-12-29');
    expect(plan.isAtLeast).toBe(false);
  });

  it('treats a blocked stage like a running one, and one blocked before it began as not begun', () => {
    const blocked = caseHistory([
      ...UP_TO_SAMPLES,
      ['type-test', 'start', '2026-11-30'],
      ['type-test', 'block', '2026-12-02', { blocker: 'sample-at-customs' }],
    ]);
    expect(drawn(blocked, '2026-12-03')[4]).toBe('type-test 2026-11-30 - 2026-12-28');
    const notBegun = caseHistory([...UP_TO_SAMPLES, ['type-test', 'block', '2026-11-30', { blocker: 'fee-unpaid' }]]);
    expect(drawn(notBegun, '2026-12-03')[4]).toBe('type-test 2026-12-03 - 2026-12-31');
  });

  it('knows only the earliest end of what runs without a known duration', () => {
    const history = caseHistory([
      ...UP_TO_SAMPLES,
      ['type-test', 'complete', '2026-11-30'],
      ['test-rectification', 'start', '2026-12-01'],
    ]);
    const plan = forecast(history, '2026-12-10');
    expect(plan.stages[5]).toMatchObject({
      key: 'test-rectification',
      startsOn: '2026-12-01',
      endsOn: '2026-12-10',
      pin: { startsOn: '2026-12-01', endsOn: '2026-12-10', isEarliest: true },
      isAtLeast: true,
    });
    expect(plan.unknownStages).toEqual(['test-rectification']);
    expect(plan.isAtLeast).toBe(true);
    const done = forecast(caseHistory([...UP_TO_SAMPLES, ['type-test', 'complete', '2026-11-30'], ['test-rectification', 'start', '2026-12-01'], ['test-rectification', 'complete', '2026-12-09']]), '2026-12-10'); // prettier-ignore
    expect(done.stages[5]).toMatchObject({ startsOn: '2026-12-01', endsOn: '2026-12-09', isAtLeast: false });
    expect(done.unknownStages).toEqual([]);
    expect(done.isAtLeast).toBe(false);
  });

  it('takes an optional stage in when it is asked to', () => {
    const history = caseHistory([...UP_TO_SAMPLES, ['type-test', 'complete', '2026-11-30']]);
    expect(forecast(history, '2026-12-01').stages.map(({ key }) => key)).not.toContain('test-rectification');
    expect(drawn(history, '2026-12-01', ['test-rectification'])[5]).toBe('test-rectification 2026-12-01 - 2026-12-01!');
  });

  it('takes no time for a stage that was skipped', () => {
    const history = caseHistory([...UP_TO_SAMPLES, ['type-test', 'skip', '2026-11-27']]);
    expect(drawn(history, '2026-12-01').slice(3, 6)).toEqual([
      'sample-notice 2026-11-18 - 2026-11-27',
      'type-test 2026-11-27 - 2026-11-27',
      'initial-inspection 2026-12-01 - 2026-12-03',
    ]);
    const ahead = caseHistory([['initial-inspection', 'skip', '2026-11-03']]);
    expect(drawn(ahead, '2026-11-03').slice(4, 7)).toEqual([
      'type-test 2026-12-15 - 2027-01-12',
      'initial-inspection 2026-11-03 - 2026-11-03',
      'decision 2027-01-12 - 2027-01-26',
    ]);
    expect(forecast(ahead, '2026-11-03').conflicts).toEqual([]);
  });
});

describe('a failed test in the forecast', () => {
  it('is repeated from today at the earliest, because nobody knows how long the correction takes', () => {
    const plan = forecast(caseHistory(FAILED), '2026-12-14');
    expect(plan.stages[4]).toMatchObject({
      key: 'type-test',
      startsOn: '2026-11-30',
      endsOn: '2027-01-11',
      pin: { startsOn: '2026-11-30', endsOn: '2027-01-11', isEarliest: true },
      isAtLeast: true,
    });
    expect(plan.stages[5]).toMatchObject({ key: 'initial-inspection', startsOn: '2027-01-11', isAtLeast: true });
    expect(plan.unknownStages).toEqual([]);
  });

  it('is repeated from the first worked day', () => {
    expect(drawn(caseHistory(FAILED), '2026-12-12')[4]).toBe('type-test 2026-11-30 - 2027-01-11!');
  });

  it('holds the rectification within its own span', () => {
    const running = caseHistory([...FAILED, ['test-rectification', 'start', '2026-12-14']]);
    expect(drawn(running, '2026-12-16', ['test-rectification']).slice(4)).toEqual([
      'type-test 2026-11-30 - 2027-01-13!',
      'initial-inspection 2027-01-13 - 2027-01-15!',
      'decision 2027-01-15 - 2027-01-29!',
      'follow-up 2027-01-29 - 2027-02-01!',
    ]);
  });

  it('has a known end again once the rectification is done', () => {
    const rectified = caseHistory([
      ...FAILED,
      ['test-rectification', 'start', '2026-12-14'],
      ['test-rectification', 'complete', '2026-12-18'],
    ]);
    expect(drawn(rectified, '2026-12-21').slice(4, 6)).toEqual([
      'type-test 2026-11-30 - 2027-01-18',
      'initial-inspection 2027-01-18 - 2027-01-20',
    ]);
    expect(forecast(rectified, '2026-12-21').isAtLeast).toBe(false);
  });

  it('looks only at the rectification of this failure', () => {
    const twice = caseHistory(
      [
        ...FAILED,
        ['test-rectification', 'complete', '2026-12-14'],
        ['type-test#2', 'start', '2026-12-15'],
        ['type-test#2', 'fail', '2026-12-18'],
      ],
      RETEST,
    );
    expect(drawn(twice, '2026-12-21')[4]).toBe('type-test 2026-11-30 - 2027-01-18!');
  });

  it('counts the end of a running retest from its own start, in one span with the first', () => {
    const retest: ToldMove[] = [...FAILED, ['type-test#2', 'start', '2026-12-16']];
    const plan = forecast(caseHistory(retest, RETEST), '2026-12-18');
    expect(plan.stages[4]).toMatchObject({
      startsOn: '2026-11-30',
      endsOn: '2027-01-13',
      pin: { startsOn: '2026-11-30', endsOn: '2027-01-13' },
      isAtLeast: false,
    });
    const done: ToldMove[] = [...retest, ['type-test#2', 'complete', '2027-01-08']];
    expect(drawn(caseHistory(done, RETEST), '2027-01-11').slice(4, 6)).toEqual([
      'type-test 2026-11-30 - 2027-01-08',
      'initial-inspection 2027-01-11 - 2027-01-13',
    ]);
  });

  it('without a known duration ends at the earliest when it is repeated', () => {
    const unknown = scheme(CCC.stages.map((one) => (one.key === 'type-test' ? { ...one, duration: null } : one)));
    const rectified = caseHistory([...FAILED, ['test-rectification', 'complete', '2026-12-18']]);
    const plan = caseForecast(unknown, rectified, '2026-12-21', PLAIN);
    expect(plan.stages[4]).toMatchObject({ endsOn: '2026-12-21', isAtLeast: true });
    expect(plan.unknownStages).toEqual(['type-test']);
  });
});

describe('stages side by side', () => {
  it('do not wait for each other', () => {
    const history = caseHistory(
      [
        ...UP_TO_SAMPLES,
        ['initial-inspection', 'start', '2026-11-23'],
        ['initial-inspection', 'complete', '2026-11-24'],
        ['type-test', 'start', '2026-11-30'],
      ],
      { isParallel: true },
    );
    const plan = forecast(history, '2026-12-01');
    expect(plan.isParallel).toBe(true);
    expect(plan.conflicts).toEqual([]);
    expect(drawn(history, '2026-12-01').slice(4, 7)).toEqual([
      'type-test 2026-11-30 - 2026-12-28',
      'initial-inspection 2026-11-23 - 2026-11-24',
      'decision 2026-12-28 - 2027-01-11',
    ]);
    expect(plan.stages.find(({ key }) => key === 'decision')!.needs).toEqual(['type-test', 'initial-inspection']);
  });

  it('still keep what had begun before, when the case is set to run one after another', () => {
    const history = caseHistory([...UP_TO_SAMPLES, ['initial-inspection', 'start', '2026-11-23']]);
    const plan = forecast(history, '2026-11-24');
    expect(plan.isParallel).toBe(false);
    expect(plan.conflicts).toEqual([]);
    expect(plan.stages.find(({ key }) => key === 'initial-inspection')).toMatchObject({
      startsOn: '2026-11-23',
      needs: [],
    });
  });
});

describe('days before which a stage is not possible', () => {
  const withEarliest = (on: string) =>
    scheme(
      CCC.stages.map((one) =>
        one.key === 'application'
          ? { ...one, earliestOn: { on, basis: 'legal' as const, certainty: 'official' as const, source: 'Order 1' } }
          : one,
      ),
    );
  const history = caseHistory(UP_TO_SAMPLES.slice(0, 3));

  it('hold beside today, whichever is later', () => {
    const later = caseForecast(withEarliest('2027-01-04'), history, '2026-11-12', PLAIN).stages[2]!;
    expect(later).toMatchObject({
      startsOn: '2027-01-04',
      hold: { code: 'earliest-on', basis: 'legal', source: 'Order 1' },
    });
    const passed = caseForecast(withEarliest('2026-11-11'), history, '2026-11-12', PLAIN).stages[2]!;
    expect(passed).toMatchObject({ startsOn: '2026-11-12', hold: { on: '2026-11-12', basis: 'planning' } });
    const today = caseForecast(withEarliest('2026-11-12'), history, '2026-11-12', PLAIN).stages[2]!;
    expect(today).toMatchObject({ startsOn: '2026-11-12', hold: { on: '2026-11-12', basis: 'planning' } });
  });

  it('do not move what has begun', () => {
    const begun = caseHistory(UP_TO_SAMPLES);
    const plan = caseForecast(withEarliest('2027-01-04'), begun, '2026-12-01', PLAIN);
    expect(plan.stages[2]).toMatchObject({ startsOn: '2026-11-12', endsOn: '2026-11-18' });
    expect(plan.conflicts).toEqual([]);
  });
});

describe('a case over Spring Festival 2027', () => {
  it('counts past the days off by law, and says that the year is not published', () => {
    const history = caseHistory(
      [
        ['scope-check', 'complete', '2027-01-04'],
        ['documents', 'complete', '2027-01-11'],
        ['application', 'start', '2027-02-03'],
      ],
      { startedOn: '2027-01-04' },
    );
    const plan = caseForecast(CCC, history, '2027-02-04', everywhere(CHINA));
    // 4 Feb, then off from Friday 5 to Monday 8 (with the weekend), then 9, 10, 11, 12 February.
    expect(plan.stages[2]).toMatchObject({ key: 'application', startsOn: '2027-02-03', endsOn: '2027-02-12' });
    expect(plan.stages[2]!.counted!.skipped).toEqual([
      expect.objectContaining({ from: '2027-02-05', to: '2027-02-08', days: 4 }),
    ]);
    expect(plan.isProvisional).toBe(true);
  });
});
