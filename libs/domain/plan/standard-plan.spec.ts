import { shippedReference } from '../../database/reference/read-book.js';
import { CHINA_2026, everywhere, GERMANY } from '../../../test/support/plan-schemes.js';
import { planBackward, planForward } from './make-plan.js';
import type { Plan } from './plan.js';
import { partiesOn } from './turns.js';
import { whatMoved } from './what-if.js';

/** The shipped procedure on the published calendar of 2026: every day here was counted by hand. */
const standard = shippedReference().schemes.get('ccc-standard')!;
const china = everywhere(CHINA_2026);
const daysOf = (plan: Plan) => plan.stages.map(({ key, startsOn, endsOn }) => [key, startsOn, endsOn]);
const stageOf = (plan: Plan, key: string) => plan.stages.find((stage) => stage.key === key)!;
const limitOf = (plan: Plan, key: string) => plan.limits.find((limit) => limit.key === key)!;

const FROM_5_JANUARY = [
  ['scope-check', '2026-01-05', '2026-01-12'],
  ['documents', '2026-01-12', '2026-02-09'],
  ['application', '2026-02-09', '2026-02-14'],
  ['sample-notice', '2026-02-14', '2026-03-16'],
  ['type-test', '2026-03-16', '2026-04-28'],
  ['initial-inspection', '2026-04-28', '2026-04-30'],
  ['decision', '2026-04-30', '2026-05-18'],
  ['marking', '2026-05-18', '2026-06-01'],
  ['follow-up', '2027-05-17', '2027-05-18'],
  ['renewal', '2031-01-03', '2031-02-14'],
];

describe('CCC third-party certification from 5 January 2026', () => {
  const plan = planForward(standard, '2026-01-05', {}, china);

  it('hands over from stage to stage on worked days, make-up Saturdays among them', () => {
    expect(daysOf(plan)).toEqual(FROM_5_JANUARY);
    expect([plan.startsOn, plan.endsOn, plan.isAtLeast, plan.unknownStages]).toEqual([
      '2026-01-05',
      '2026-05-18',
      false,
      [],
    ]);
    expect(plan.undated).toEqual([]);
  });

  it('says of each stage why it starts then', () => {
    expect(stageOf(plan, 'scope-check').hold).toEqual({ code: 'plan-start' });
    expect(stageOf(plan, 'type-test').hold).toEqual({ code: 'need', stage: 'sample-notice' });
    expect(stageOf(plan, 'marking').hold).toEqual({ code: 'need', stage: 'decision' });
    expect(stageOf(plan, 'follow-up').hold).toEqual({
      code: 'due',
      limit: 'follow-up/follow-up-due',
      on: '2027-05-18',
    });
    expect(stageOf(plan, 'renewal').hold).toEqual({
      code: 'due',
      limit: 'renewal/renewal-application-due',
      on: '2031-02-16',
    });
  });

  it('exceeds the 90 days from acceptance to certificate by three', () => {
    expect(limitOf(plan, 'overall')).toMatchObject({
      basis: 'legal',
      fromOn: '2026-02-14',
      fromStage: 'application',
      limit: { amount: 90, unit: 'calendar-days' },
      dueOn: '2026-05-15',
      metBy: 'decision',
      metOn: '2026-05-18',
      state: 'broken',
      daysLeft: -3,
    });
  });

  it('inspects well within twelve months of the test and owes corrections three months later', () => {
    expect(limitOf(plan, 'type-test/inspection-latest')).toMatchObject({
      dueOn: '2027-04-28',
      metOn: '2026-04-30',
      state: 'ok',
      daysLeft: 363,
    });
    expect(limitOf(plan, 'initial-inspection/non-conformities-due')).toMatchObject({
      fromOn: '2026-04-30',
      dueOn: '2026-07-30',
      state: 'owed',
      metOn: null,
      daysLeft: null,
    });
    expect(limitOf(plan, 'application/fee-due')).toMatchObject({ dueOn: null, state: 'unknown' });
    expect(limitOf(plan, 'marking/mark-before-shipment')).toMatchObject({ dueOn: '2026-06-01', state: 'owed' });
  });

  it('leaves out planning values that only say a stage’s duration again', () => {
    expect(plan.limits.map(({ key }) => key)).toEqual([
      'overall',
      'application/fee-due',
      'type-test/inspection-latest',
      'initial-inspection/non-conformities-due',
      'marking/mark-before-shipment',
      'follow-up/follow-up-due',
      'follow-up/follow-up-non-conformities-due',
      'renewal/renewal-application-due',
    ]);
  });

  it('shows the Spring Festival between its ends and in the count that passes it', () => {
    const [{ blocks, country, parties }] = plan.holidays as [Plan['holidays'][number]];
    expect([country, parties.length]).toEqual(['CN', 7]);
    expect(blocks.map(({ from, to, name }) => [from, to, name])).toEqual([
      ['2026-02-15', '2026-02-23', 'Spring Festival'],
      ['2026-04-04', '2026-04-06', 'Qingming Festival'],
      ['2026-05-01', '2026-05-05', 'Labour Day'],
    ]);
    expect(stageOf(plan, 'decision').counted).toMatchObject({
      madeUp: ['2026-05-09'],
      result: '2026-05-18',
      amount: 10,
    });
  });

  it('knows whose turn it is on each day', () => {
    expect(plan.turns.map(({ from, to, stages }) => [from, to, stages.map(({ stage }) => stage).join()])).toEqual([
      ['2026-01-05', '2026-01-11', 'scope-check'],
      ['2026-01-12', '2026-02-08', 'documents'],
      ['2026-02-09', '2026-02-13', 'application'],
      ['2026-02-14', '2026-03-15', 'sample-notice'],
      ['2026-03-16', '2026-04-27', 'type-test'],
      ['2026-04-28', '2026-04-29', 'initial-inspection'],
      ['2026-04-30', '2026-05-18', 'decision'],
    ]);
    expect(partiesOn(plan.turns, '2026-02-08')).toEqual(['client']);
    expect(partiesOn(plan.turns, '2026-02-09')).toEqual(['body']);
    expect(partiesOn(plan.turns, '2026-05-18')).toEqual(['body']);
    expect(partiesOn(plan.turns, '2026-05-19')).toEqual([]);
  });

  it('has one chain without slack', () => {
    expect(plan.criticalPath).toEqual(['scope-check', 'documents', 'application', 'sample-notice', 'type-test', 'initial-inspection', 'decision']); // prettier-ignore
    expect(plan.stages.map(({ slackDays }) => slackDays)).toEqual([0, 0, 0, 0, 0, 0, 0, null, null, null]);
  });

  it('is certain before the certificate; the follow-up of 2027 is not', () => {
    expect(plan.isProvisional).toBe(false);
    expect(stageOf(plan, 'marking').isProvisional).toBe(false);
    expect(stageOf(plan, 'follow-up').isProvisional).toBe(true);
  });
});

describe('with the factory inspection beside the test', () => {
  const plan = planForward(standard, '2026-01-05', { isParallel: true }, china);

  it('comes four days sooner and keeps the 90 days, tightly', () => {
    expect(daysOf(plan).slice(4, 7)).toEqual([
      ['type-test', '2026-03-16', '2026-04-28'],
      ['initial-inspection', '2026-02-14', '2026-02-16'],
      ['decision', '2026-04-28', '2026-05-14'],
    ]);
    expect(limitOf(plan, 'overall')).toMatchObject({ state: 'tight', daysLeft: 1 });
    expect(plan.isParallel).toBe(true);
  });

  it('gives the inspection slack until the test ends', () => {
    // It may end on Sunday 26 April: a start on Monday would end a day after the test.
    expect(stageOf(plan, 'initial-inspection')).toMatchObject({ slackDays: 69, isCritical: false, latest: { startsOn: '2026-04-24', endsOn: '2026-04-26' } }); // prettier-ignore
    expect(plan.criticalPath).not.toContain('initial-inspection');
    expect(partiesOn(plan.turns, '2026-02-15')).toEqual(['client', 'inspector']);
  });
});

describe('backward from 18 May 2026', () => {
  it('gives back the days that the forward plan had', () => {
    const plan = planBackward(standard, '2026-05-18', {}, china);
    expect(daysOf(plan)).toEqual(FROM_5_JANUARY);
    expect(plan).toMatchObject({ direction: 'backward', startsOn: '2026-01-05', endsOn: '2026-05-18' });
    expect(plan.wish).toEqual({ on: '2026-05-18', isMet: true, daysLate: 0, lastStartOn: '2026-01-05', legal: null });
    expect(stageOf(plan, 'documents').neededBy).toBe('application');
    expect(stageOf(plan, 'decision').neededBy).toBeNull();
  });

  it('decides before the Spring Festival when the wish lies within it', () => {
    const plan = planBackward(standard, '2026-02-20', {}, china);
    expect(stageOf(plan, 'decision')).toMatchObject({ startsOn: '2026-02-02', endsOn: '2026-02-14' });
    expect(plan.endsOn).toBe('2026-02-14');
  });

  it('runs forward from the first possible day when the last one has passed, and says how late it is', () => {
    const plan = planBackward(standard, '2026-05-18', { notBefore: '2026-01-12' }, china);
    expect(plan.wish).toEqual({ on: '2026-05-18', isMet: false, daysLate: 14, lastStartOn: '2026-01-05', legal: null });
    expect(plan).toMatchObject({ direction: 'backward', startsOn: '2026-01-12', endsOn: '2026-06-01' });
  });

  it('waits no longer than needed when there is time', () => {
    const plan = planBackward(standard, '2026-05-18', { notBefore: '2026-01-05' }, china);
    expect(plan.wish).toMatchObject({ isMet: true, daysLate: 0 });
  });
});

describe('a client in another country', () => {
  it('works on its own days: Epiphany is no working day there', () => {
    const scope = { durations: { 'scope-check': { amount: 0, unit: 'working-days' as const }, documents: { amount: 1, unit: 'working-days' as const } } }; // prettier-ignore
    const here = planForward(standard, '2026-01-05', scope, china);
    const there = planForward(standard, '2026-01-05', scope, everywhere(CHINA_2026, { client: GERMANY }));
    expect(stageOf(here, 'documents').endsOn).toBe('2026-01-06');
    expect(stageOf(there, 'documents').endsOn).toBe('2026-01-07');
    expect(there.holidays.map(({ country, parties }) => [country, parties])).toEqual([
      ['CN', ['consultancy', 'laboratory', 'body', 'inspector', 'customs', 'authority']],
      ['DE', ['client']],
    ]);
  });
});

describe('what if the documents take 25 days', () => {
  const base = planForward(standard, '2026-01-05', {}, china);
  const changed = planForward(
    standard,
    '2026-01-05',
    { durations: { documents: { amount: 25, unit: 'working-days' } } },
    china,
  );
  const moves = whatMoved(base, changed);
  const moveOf = (item: string, edge: string) => moves.find((move) => move.item === item && move.edge === edge);

  it('moves the certificate by two weeks, through the Spring Festival', () => {
    expect(daysOf(changed).slice(1, 7)).toEqual([
      ['documents', '2026-01-12', '2026-02-14'],
      ['application', '2026-02-14', '2026-02-28'],
      ['sample-notice', '2026-02-28', '2026-03-30'],
      ['type-test', '2026-03-30', '2026-05-14'],
      ['initial-inspection', '2026-05-14', '2026-05-16'],
      ['decision', '2026-05-18', '2026-06-01'],
    ]);
    expect(moveOf('end', 'end')).toMatchObject({ from: '2026-05-18', to: '2026-06-01', days: 14, through: { code: 'stage', stage: 'decision' } }); // prettier-ignore
  });

  it('says for each stage through which it moves', () => {
    expect(moveOf('stage:documents', 'end')).toMatchObject({ days: 5, through: { code: 'duration', from: '20 working-days', to: '25 working-days' } }); // prettier-ignore
    expect(moveOf('stage:documents', 'start')).toBeUndefined();
    expect(moveOf('stage:application', 'start')).toMatchObject({ from: '2026-02-09', to: '2026-02-14', days: 5, through: { code: 'stage', stage: 'documents' } }); // prettier-ignore
    expect(moveOf('stage:application', 'end')).toMatchObject({ days: 14 });
    expect(moveOf('stage:scope-check', 'start')).toBeUndefined();
    expect(moveOf('stage:follow-up', 'end')).toMatchObject({ to: '2027-06-01', through: { code: 'stage', stage: 'decision' } }); // prettier-ignore
  });

  it('moves the limits that hang on a stage that moves', () => {
    expect(moveOf('limit:overall', 'due')).toMatchObject({ from: '2026-05-15', to: '2026-05-29', through: { code: 'stage', stage: 'application' }, states: null }); // prettier-ignore
    expect(moveOf('limit:type-test/inspection-latest', 'due')).toMatchObject({ from: '2027-04-28', to: '2027-05-14' });
  });
});

describe('the conversion of a declaration', () => {
  const conversion = shippedReference().schemes.get('sdoc-to-ccc')!;

  it('is "at least": nobody says how long it takes', () => {
    const plan = planForward(conversion, '2026-11-20', {}, everywhere(CHINA_2026));
    expect(plan).toMatchObject({ endsOn: '2026-11-20', isAtLeast: true });
    expect(plan.unknownStages).toEqual([
      'inventory',
      'application',
      'adoption',
      'certificate',
      'cancel-declaration',
      'cutover',
    ]);
    expect(limitOf(plan, 'certificate/latest')).toMatchObject({
      dueOn: '2026-12-31',
      state: 'unknown',
      basis: 'legal',
      daysLeft: 41,
    });
    expect(limitOf(plan, 'inventory/latest')).toMatchObject({
      dueOn: '2026-06-30',
      state: 'broken',
      basis: 'planning',
      daysLeft: -143,
    });
  });

  it('is measured against 31 December once the case knows how long it takes, and is broken in January', () => {
    const known = (days: number) => ({
      inventory: { amount: 0, unit: 'working-days' as const },
      application: { amount: 0, unit: 'working-days' as const },
      adoption: { amount: days, unit: 'calendar-days' as const },
      certificate: { amount: 0, unit: 'calendar-days' as const },
    });
    const at = (days: number) => limitOf(planForward(conversion, '2026-11-20', { durations: known(days) }, everywhere(CHINA_2026)), 'certificate/latest'); // prettier-ignore
    expect(at(27)).toMatchObject({ metOn: '2026-12-17', state: 'ok', daysLeft: 14 });
    expect(at(28)).toMatchObject({ metOn: '2026-12-18', state: 'tight', daysLeft: 13 });
    expect(at(41)).toMatchObject({ metOn: '2026-12-31', state: 'tight', daysLeft: 0 });
    expect(at(42)).toMatchObject({ metOn: '2027-01-01', state: 'broken', daysLeft: -1 });
  });

  it('has 1 January 2027 as the first day of the new order, not as a last one', () => {
    const plan = planForward(conversion, '2026-11-20', {}, everywhere(CHINA_2026));
    expect(stageOf(plan, 'cutover').hold).toMatchObject({ code: 'earliest-on', on: '2027-01-01', basis: 'legal' });
    expect(plan.limits.map(({ key }) => key)).not.toContain('cutover/latest');
  });

  it('does not apply before 1 July 2026', () => {
    const plan = planForward(conversion, '2026-05-06', {}, everywhere(CHINA_2026));
    expect(stageOf(plan, 'inventory').startsOn).toBe('2026-05-06');
    expect(stageOf(plan, 'application')).toMatchObject({ startsOn: '2026-07-01', hold: { code: 'earliest-on', on: '2026-07-01', basis: 'legal' } }); // prettier-ignore
    expect(plan.criticalPath).toEqual(['application', 'adoption', 'certificate']);
    expect(stageOf(plan, 'inventory').slackDays).toBe(56);
  });
});
