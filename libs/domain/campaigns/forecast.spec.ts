import fc from 'fast-check';
import { addDays, daysBetween } from '../day.js';
import { campaignForecast, finishedByWeek, type CampaignCourse } from './forecast.js';

const COURSE: CampaignCourse = {
  today: '2026-11-20',
  startedOn: '2026-09-01',
  deadlineOn: '2026-12-31',
  remaining: 40,
  finished: [],
  spans: [],
  lastExpectedOn: null,
};
const forecast = (more: Partial<CampaignCourse>) => campaignForecast({ ...COURSE, ...more });
/** Eight finished cases, of which each took so many hundredths of its plan. */
const spans = (...percent: number[]) => percent.map((actualDays) => ({ plannedDays: 100, actualDays }));
const STRETCHED = spans(80, 90, 100, 100, 110, 120, 130, 150);

describe('the finishing day of a campaign', () => {
  it('follows the pace of the last eight weeks, with the range of eight in ten', () => {
    // 56 days, 64 finished: 40 remaining take 35 days; 64 +- 1.2816 * 8 give 74.25 and 53.75: 31 and 42 days.
    expect(forecast({ finished: [{ on: '2026-11-02', members: 30 }, { on: '2026-09-26', members: 34 }] })).toEqual({
      basis: 'pace',
      earlyOn: '2026-12-21',
      likelyOn: '2026-12-25',
      lateOn: '2027-01-01',
      counted: 64,
      verdict: 'at-risk',
    }); // prettier-ignore
  });

  it('leaves out what was finished before, and takes the first and the last day of the eight weeks', () => {
    const at = (on: string) => forecast({ finished: [{ on, members: 8 }] }).basis;
    expect(at('2026-09-25')).toBe('unknown');
    expect(at('2026-09-26')).toBe('pace');
    expect(at('2026-11-20')).toBe('pace');
    expect(at('2026-11-21')).toBe('unknown');
  });

  it('has no pace of fewer than eight members, or of less than a week', () => {
    const finished = [{ on: '2026-11-19', members: 7 }];
    expect(forecast({ finished }).basis).toBe('unknown');
    const eight = [{ on: '2026-11-19', members: 8 }];
    expect(forecast({ finished: eight }).basis).toBe('pace');
    expect(forecast({ finished: eight, startedOn: '2026-11-15' }).basis).toBe('unknown');
    // Seven days, eight finished: ten remaining take 9 days; 8 +- 3.62 give 11.62 and 4.38: 7 and 16 days.
    expect(forecast({ finished: eight, startedOn: '2026-11-14', remaining: 10 })).toMatchObject({
      basis: 'pace',
      earlyOn: '2026-11-27',
      likelyOn: '2026-11-29',
      lateOn: '2026-12-06',
      verdict: 'in-time',
    });
  });

  it('does not end late before the last open case is expected', () => {
    const finished = [{ on: '2026-11-19', members: 64 }];
    expect(forecast({ finished, remaining: 4, lastExpectedOn: '2027-02-15' })).toMatchObject({
      earlyOn: '2026-11-24',
      lateOn: '2027-02-15',
      verdict: 'at-risk',
    });
    expect(forecast({ finished, remaining: 4, lastExpectedOn: '2026-11-21' }).lateOn).toBe('2026-11-25');
  });

  it('rests on finished cases of the procedure while too few members are finished', () => {
    // Thirty days are left: a tenth, half and nine tenths of the eight stretched theirs to 0.8, 1.0 and 1.5.
    expect(forecast({ spans: STRETCHED, lastExpectedOn: '2026-12-20' })).toEqual({
      basis: 'durations',
      earlyOn: '2026-12-14',
      likelyOn: '2026-12-20',
      lateOn: '2027-01-04',
      counted: 8,
      verdict: 'at-risk',
    });
    const quick = spans(50, 50, 50, 50, 50, 50, 50, 50);
    expect(forecast({ spans: quick, lastExpectedOn: '2026-12-20' })).toMatchObject({
      earlyOn: '2026-12-05',
      lateOn: '2026-12-20',
    });
    expect(forecast({ spans: STRETCHED, lastExpectedOn: null }).basis).toBe('unknown');
  });

  it('rests on the plan alone with too few finished cases, and names no late end then', () => {
    expect(forecast({ spans: STRETCHED.slice(1), lastExpectedOn: '2026-12-20' })).toEqual({
      basis: 'plan',
      earlyOn: '2026-12-20',
      likelyOn: '2026-12-20',
      lateOn: null,
      counted: 0,
      verdict: 'unknown',
    });
    expect(forecast({ lastExpectedOn: '2027-01-01' }).verdict).toBe('late');
    expect(forecast({ lastExpectedOn: '2026-12-31' }).verdict).toBe('unknown');
    expect(forecast({ lastExpectedOn: '2026-11-01' }).earlyOn).toBe('2026-11-20');
  });

  it('says that nothing is known where nothing is', () => {
    expect(forecast({})).toEqual({
      basis: 'unknown',
      earlyOn: null,
      likelyOn: null,
      lateOn: null,
      counted: 0,
      verdict: 'unknown',
    });
  });

  it('is late once the deadline is behind with members left, whatever is known', () => {
    expect(forecast({ today: '2027-01-01' })).toMatchObject({ basis: 'unknown', verdict: 'late' });
    expect(forecast({ today: '2026-12-31' }).verdict).toBe('unknown');
  });

  it('is the day of the last finished member when nothing is left', () => {
    const finished = [{ on: '2026-11-10', members: 3 }, { on: '2026-11-12', members: 1 }, { on: '2026-10-01', members: 5 }]; // prettier-ignore
    const over = { earlyOn: '2026-11-12', likelyOn: '2026-11-12', lateOn: '2026-11-12' };
    expect(forecast({ remaining: 0, finished })).toEqual({ basis: 'done', ...over, counted: 9, verdict: 'in-time' });
    expect(forecast({ remaining: 0, finished, deadlineOn: '2026-11-12', today: '2026-12-01' }).verdict).toBe('in-time');
    expect(forecast({ remaining: 0, finished, deadlineOn: '2026-11-11' }).verdict).toBe('late');
    expect(forecast({ remaining: 0 })).toMatchObject({ basis: 'done', lateOn: '2026-11-20', counted: 0 });
  });

  it('is in time with the late end on the deadline, and late with the early end after it', () => {
    const finished = [{ on: '2026-11-02', members: 64 }];
    expect(forecast({ finished, deadlineOn: '2027-01-01' }).verdict).toBe('in-time');
    expect(forecast({ finished, deadlineOn: '2026-12-31' }).verdict).toBe('at-risk');
    expect(forecast({ finished, deadlineOn: '2026-12-21' }).verdict).toBe('at-risk');
    expect(forecast({ finished, deadlineOn: '2026-12-20' }).verdict).toBe('late');
  });

  it('looks no farther than ten years', () => {
    const slow = forecast({ remaining: 1_000_000, finished: [{ on: '2026-11-02', members: 8 }] });
    expect([slow.earlyOn, slow.lateOn]).toEqual(['2036-11-17', '2036-11-17']);
  });

  const course = fc.record({
    remaining: fc.integer({ min: 1, max: 30_000 }),
    finished: fc.array(
      fc.record({
        on: fc.integer({ min: -70, max: 0 }).map((days) => addDays(COURSE.today, days)),
        members: fc.integer({ min: 1, max: 200 }),
      }),
      { maxLength: 12 },
    ),
    lastExpectedOn: fc.option(fc.integer({ min: -20, max: 400 }).map((days) => addDays(COURSE.today, days))),
    spans: fc.array(fc.record({ plannedDays: fc.nat(200), actualDays: fc.nat(400) }), { maxLength: 20 }),
  });

  it('is ordered and never in the past', () => {
    fc.assert(
      fc.property(course, (more) => {
        const { earlyOn, likelyOn, lateOn } = forecast(more);
        for (const day of [earlyOn, likelyOn, lateOn]) if (day) expect(day >= COURSE.today).toBe(true);
        if (earlyOn && likelyOn) expect(earlyOn <= likelyOn).toBe(true);
        if (likelyOn && lateOn) expect(likelyOn <= lateOn).toBe(true);
      }),
    );
  });

  it('comes no later when one more is finished today instead of remaining', () => {
    fc.assert(
      fc.property(course, (more) => {
        const before = forecast(more);
        fc.pre(before.basis === 'pace' && more.remaining > 1);
        const finished = [...more.finished, { on: COURSE.today, members: 1 }];
        const after = forecast({ ...more, finished, remaining: more.remaining - 1 });
        for (const which of ['earlyOn', 'likelyOn', 'lateOn'] as const)
          expect(daysBetween(after[which]!, before[which]!)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('members finished by week', () => {
  it('has eight weeks that end today, the oldest first', () => {
    const weeks = finishedByWeek({
      today: '2026-11-20',
      finished: [
        { on: '2026-09-25', members: 99 },
        { on: '2026-09-26', members: 1 },
        { on: '2026-10-02', members: 2 },
        { on: '2026-10-03', members: 4 },
        { on: '2026-11-14', members: 8 },
        { on: '2026-11-20', members: 16 },
        { on: '2026-11-21', members: 99 },
      ],
    });
    expect(weeks.map(({ members }) => members)).toEqual([3, 4, 0, 0, 0, 0, 0, 24]);
    expect(weeks[0]).toEqual({ from: '2026-09-26', to: '2026-10-02', members: 3 });
    expect(weeks[7]).toEqual({ from: '2026-11-14', to: '2026-11-20', members: 24 });
  });
});
