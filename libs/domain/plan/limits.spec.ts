import {
  CHINA_2026,
  deadline,
  everywhere,
  limit,
  PLAIN_WEEK,
  scheme,
  stage,
  words,
} from '../../../test/support/plan-schemes.js';
import { expiryOf, repeatsDuration } from './limits.js';
import { planForward } from './make-plan.js';
import type { Plan } from './plan.js';

const plain = everywhere(PLAIN_WEEK);
const limitOf = (plan: Plan, key: string) => plan.limits.find((one) => one.key === key);
const stageOf = (plan: Plan, key: string) => plan.stages.find((one) => one.key === key);

const FIVE_YEARS = limit(5, 'years', { basis: 'legal', certainty: 'official', source: 'Order 117' });

describe('a limit', () => {
  const counted = (from: object | string, more: object = {}) => {
    const stages = [
      stage('a', { duration: limit(5), deadlines: [deadline('d', { from: from as never, metBy: 'b', ...more })] }),
      stage('b', { needs: ['a'], duration: limit(10) }),
    ];
    return limitOf(planForward(scheme(stages, { validity: FIVE_YEARS }), '2026-11-23', {}, plain), 'a/d');
  };

  it('counts from start or end of a stage, from the certificate and from its last day', () => {
    expect(counted({ stage: 'a', edge: 'start' })).toMatchObject({
      fromOn: '2026-11-23',
      fromStage: 'a',
      dueOn: '2027-02-23',
    });
    expect(counted({ stage: 'a', edge: 'end' })).toMatchObject({ fromOn: '2026-11-30', dueOn: '2027-02-28' });
    expect(counted('certificate')).toMatchObject({ fromOn: '2026-12-14', fromStage: null, dueOn: '2027-03-14' });
    expect(counted('expiry', { limit: limit(-90, 'calendar-days') })).toMatchObject({ fromOn: '2031-12-13', dueOn: '2031-09-14' }); // prettier-ignore
    expect(counted('event')).toMatchObject({ fromOn: null, dueOn: null, state: 'unknown', daysLeft: null, metOn: '2026-12-14' }); // prettier-ignore
  });

  it('says whether the plan keeps it: two weeks are not tight, thirteen days are, a day too late is broken', () => {
    const at = (days: number) => counted({ stage: 'a', edge: 'end' }, { limit: limit(days, 'calendar-days', { basis: 'legal', source: 'L', certainty: 'official' }) }); // prettier-ignore
    expect(at(28)).toMatchObject({ state: 'ok', daysLeft: 14, basis: 'legal', source: 'L', certainty: 'official' });
    expect(at(27)).toMatchObject({ state: 'tight', daysLeft: 13 });
    expect(at(14)).toMatchObject({ state: 'tight', daysLeft: 0 });
    expect(at(13)).toMatchObject({ state: 'broken', daysLeft: -1 });
  });

  it('runs in the working days of China, whoever has the stage', () => {
    const stages = [stage('a', { duration: limit(0), party: 'client', deadlines: [deadline('d', { from: { stage: 'a', edge: 'end' }, limit: limit(1) })] })]; // prettier-ignore
    const plan = planForward(scheme(stages), '2026-02-14', {}, everywhere(CHINA_2026, { client: PLAIN_WEEK }));
    // The client does not work on the make-up Saturday; its Monday lies in the Spring Festival.
    expect(limitOf(plan, 'a/d')).toMatchObject({ fromOn: '2026-02-16', dueOn: '2026-02-24' });
  });

  it('that nothing in the plan meets is owed', () => {
    expect(counted({ stage: 'a', edge: 'end' }, { metBy: null })).toMatchObject({ state: 'owed', dueOn: '2027-02-28', metOn: null, daysLeft: null }); // prettier-ignore
  });

  it('of unknown length is unknown, with the source of the deadline itself', () => {
    expect(counted({ stage: 'a', edge: 'end' }, { limit: null, basis: 'practice', source: 'S' })).toMatchObject({ state: 'unknown', dueOn: null, limit: null, basis: 'practice', source: 'S' }); // prettier-ignore
    expect(counted({ stage: 'a', edge: 'end' }, { limit: limit(1), source: 'S', basis: 'practice' })).toMatchObject({ source: 'S', basis: 'planning', certainty: 'unverified' }); // prettier-ignore
  });

  it('kept at the least is unknown, broken at the least is broken', () => {
    const stages = (amount: number) => [
      stage('a', { duration: null, deadlines: [deadline('d', { from: { stage: 'a', edge: 'start' }, metBy: 'b', limit: limit(amount, 'calendar-days') })] }), // prettier-ignore
      stage('b', { needs: ['a'], duration: limit(10, 'calendar-days') }),
    ];
    const at = (amount: number) => limitOf(planForward(scheme(stages(amount)), '2026-11-23', {}, plain), 'a/d');
    expect(at(10)).toMatchObject({ state: 'unknown', daysLeft: 0 });
    expect(at(9)).toMatchObject({ state: 'broken', daysLeft: -1 });
  });

  it('of a stage that takes no part is left out', () => {
    const stages = [
      stage('a'),
      stage('fix', { isOptional: true, needs: ['a'], deadlines: [deadline('d', {})], latestOn: named }),
    ];
    const overallLimit = { ...limit(90, 'calendar-days'), fromStage: 'a', toStage: 'fix', names: words('o'), reminderOffsets: [1], consequence: null }; // prettier-ignore
    const of = scheme(stages, { overallLimit });
    expect(planForward(of, '2026-11-23', {}, plain).limits).toEqual([]);
    expect(planForward(of, '2026-11-23', { optional: ['fix'] }, plain).limits.map(({ key }) => key)).toEqual(['overall', 'fix/latest', 'fix/d']); // prettier-ignore
    const from = scheme(stages, { overallLimit: { ...overallLimit, fromStage: 'fix', toStage: 'a' } });
    expect(planForward(from, '2026-11-23', {}, plain).limits).toEqual([]);
  });

  const named = { on: '2026-12-31', basis: 'legal' as const, certainty: 'official' as const, source: 'A', reminderOffsets: [7], consequence: words('stop') }; // prettier-ignore

  it('on a named day carries its consequence', () => {
    const plan = planForward(scheme([stage('a', { latestOn: named })]), '2026-11-23', {}, plain);
    expect(plan.limits).toEqual([
      {
        key: 'a/latest',
        names: words('a'),
        basis: 'legal',
        certainty: 'official',
        source: 'A',
        fromOn: null,
        fromStage: null,
        limit: null,
        dueOn: '2026-12-31',
        metBy: 'a',
        metOn: '2026-11-30',
        state: 'ok',
        daysLeft: 31,
        reminderOffsets: [7],
        consequence: words('stop'),
      },
    ]);
  });

  it('on the whole counts from the end of the one stage to the end of the other', () => {
    const overallLimit = { ...limit(10, 'calendar-days', { basis: 'legal', source: 'O', certainty: 'official' }), fromStage: 'a', toStage: 'b', names: words('o'), reminderOffsets: [3], consequence: words('c') }; // prettier-ignore
    const of = scheme([stage('a'), stage('b', { needs: ['a'] })], { overallLimit });
    expect(planForward(of, '2026-11-23', {}, plain).limits).toEqual([
      {
        key: 'overall',
        names: words('o'),
        basis: 'legal',
        certainty: 'official',
        source: 'O',
        fromOn: '2026-11-30',
        fromStage: 'a',
        limit: { amount: 10, unit: 'calendar-days' },
        dueOn: '2026-12-10',
        metBy: 'b',
        metOn: '2026-12-07',
        state: 'tight',
        daysLeft: 3,
        reminderOffsets: [3],
        consequence: words('c'),
      },
    ]);
  });
});

describe('a planning value that repeats a duration', () => {
  const of = (more: object) => repeatsDuration(stage('a'), deadline('d', { basis: 'planning', from: { stage: 'a', edge: 'start' }, metBy: 'a', ...more })); // prettier-ignore

  it('counts from the start of the stage that meets it, and nothing else does', () => {
    expect(of({})).toBe(true);
    expect(of({ basis: 'legal' })).toBe(false);
    expect(of({ from: { stage: 'a', edge: 'end' } })).toBe(false);
    expect(of({ from: { stage: 'b', edge: 'start' } })).toBe(false);
    expect(of({ metBy: null })).toBe(false);
    expect(of({ from: 'certificate' })).toBe(false);
  });
});

describe('the last day of a certificate', () => {
  it('is the day before its anniversary; unknown where no source says how long it is valid', () => {
    expect(expiryOf(scheme([], { validity: FIVE_YEARS }), '2024-01-31', plain)).toBe('2029-01-30');
    expect(expiryOf(scheme([]), '2024-01-31', plain)).toBeNull();
  });
});

describe('a stage after the certificate', () => {
  const yearly = deadline('due', { from: 'certificate', metBy: 'visit', limit: limit(12, 'months') });
  const after = (more: Parameters<typeof stage>[1], of: Parameters<typeof scheme>[1] = {}) =>
    scheme([stage('a'), stage('visit', { isAfterCertificate: true, duration: limit(2), ...more })], of);

  it('follows at once when no day asks for it', () => {
    const plan = planForward(after({}), '2026-11-23', {}, plain);
    expect(stageOf(plan, 'visit')).toMatchObject({
      startsOn: '2026-11-30',
      endsOn: '2026-12-02',
      needs: ['a'],
      earliest: { startsOn: '2026-11-30', endsOn: '2026-12-02' },
      latest: null,
      slackDays: null,
      isCritical: false,
      neededBy: null,
      isAfterCertificate: true,
      hold: { code: 'need', stage: 'a' },
    });
    expect(plan.endsOn).toBe('2026-11-30');
  });

  it('is done as late as the day allows that it meets', () => {
    const plan = planForward(after({ deadlines: [yearly] }), '2026-11-23', {}, plain);
    expect(stageOf(plan, 'visit')).toMatchObject({ startsOn: '2027-11-26', endsOn: '2027-11-30', hold: { code: 'due', limit: 'visit/due', on: '2027-11-30' } }); // prettier-ignore
    expect(limitOf(plan, 'visit/due')).toMatchObject({ dueOn: '2027-11-30', daysLeft: 0 });
    const unknown = planForward(after({ deadlines: [yearly], duration: null }), '2026-11-23', {}, plain);
    expect(stageOf(unknown, 'visit')).toMatchObject({ startsOn: '2027-11-30', endsOn: '2027-11-30', counted: null, isAtLeast: true }); // prettier-ignore
  });

  it('is done at once where the day leaves no time', () => {
    const short = { ...yearly, limit: limit(1, 'calendar-days') };
    const plan = planForward(after({ deadlines: [short] }), '2026-11-23', {}, plain);
    expect(stageOf(plan, 'visit')).toMatchObject({ startsOn: '2026-11-30', hold: { code: 'need', stage: 'a' } });
    expect(limitOf(plan, 'visit/due')).toMatchObject({ state: 'broken', daysLeft: -1 });
  });

  it('keeps a day that is pinned', () => {
    const pins = { visit: { startsOn: '2027-03-01', endsOn: null } };
    expect(stageOf(planForward(after({ deadlines: [yearly] }), '2026-11-23', { pins }, plain), 'visit')).toMatchObject({ startsOn: '2027-03-01', hold: { code: 'pin', on: '2027-03-01' } }); // prettier-ignore
  });

  it('without a known day is undated, and so is what follows it', () => {
    const atExpiry = { ...yearly, from: 'expiry' as const };
    for (const due of [atExpiry, { ...yearly, limit: null }]) {
      const of = after({ deadlines: [due] });
      const plan = planForward({ ...of, stages: [...of.stages, stage('next', { isAfterCertificate: true, needs: ['visit'] })] }, '2026-11-23', {}, plain); // prettier-ignore
      expect(plan.undated).toEqual(['visit', 'next']);
      expect(plan.stages.map(({ key }) => key)).toEqual(['a']);
    }
    const known = planForward(after({ deadlines: [atExpiry] }, { validity: FIVE_YEARS }), '2026-11-23', {}, plain);
    expect(known.undated).toEqual([]);
  });

  it('rests on a calendar that is not published only for itself', () => {
    const plan = planForward(after({ deadlines: [yearly] }), '2026-11-23', {}, everywhere(CHINA_2026));
    expect(stageOf(plan, 'visit')!.isProvisional).toBe(true);
    expect(plan.isProvisional).toBe(false);
  });

  it('that somebody else’s deadline names is not held back by it', () => {
    const other = { ...yearly, metBy: 'a' };
    expect(stageOf(planForward(after({ deadlines: [other] }), '2026-11-23', {}, plain), 'visit')!.startsOn).toBe(
      '2026-11-30',
    );
  });
});
