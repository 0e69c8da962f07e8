import type { CaseStage, TurnSegment } from '../../apps/web/src/applications/applications.types.js';
import { barsOf, dayOfLimit, spanOf, takesPart, totalsOf } from '../../apps/web/src/applications/stage-bars.js';

const TODAY = '2026-11-20';

const stage = (more: Partial<CaseStage> = {}) => ({
  id: 'test',
  party: 'laboratory' as const,
  status: 'not-started' as const,
  plannedFrom: null,
  plannedTo: null,
  startedOn: null,
  endedOn: null,
  blockedOn: null,
  expectedFrom: null,
  expectedTo: null,
  ...more,
});

const turn = (party: TurnSegment['party'], from: string, to: string, more: Partial<TurnSegment> = {}): TurnSegment => ({
  party,
  from,
  to,
  days: (Date.parse(to) - Date.parse(from)) / 86_400_000,
  stageId: 'test',
  why: 'running',
  ...more,
});

/** `laboratory 2026-11-03..2026-11-20`, expected ones with a question mark. */
const told = (given: ReturnType<typeof stage>, turns: TurnSegment[] = []) =>
  barsOf(given, turns, TODAY).map(
    ({ party, from, to, isForecast }) => `${party} ${from}..${to}${isForecast ? '?' : ''}`,
  );

describe('what is drawn of a stage', () => {
  it('a stage to come is expected only, and not before today', () => {
    expect(told(stage({ expectedFrom: '2026-12-01', expectedTo: '2026-12-03' }))).toEqual([
      'laboratory 2026-12-01..2026-12-04?',
    ]);
    expect(told(stage({ expectedFrom: '2026-11-10', expectedTo: '2026-11-24' }))).toEqual([
      'laboratory 2026-11-20..2026-11-25?',
    ]);
  });

  it('a running stage has been up to today, and is expected from then on', () => {
    const running = stage({
      status: 'running',
      startedOn: '2026-11-03',
      expectedFrom: '2026-11-03',
      expectedTo: '2026-12-14',
    });
    expect(told(running)).toEqual(['laboratory 2026-11-03..2026-11-20', 'laboratory 2026-11-20..2026-12-15?']);
  });

  it('a stage that began today has a day of its own', () => {
    expect(told(stage({ status: 'running', startedOn: TODAY }))).toEqual(['laboratory 2026-11-20..2026-11-21']);
  });

  it('a finished stage is expected no more', () => {
    const done = stage({ status: 'done', startedOn: '2026-10-01', endedOn: '2026-10-20', expectedTo: '2026-10-30' });
    expect(told(done)).toEqual(['laboratory 2026-10-01..2026-10-20']);
    expect(
      told(stage({ status: 'failed', startedOn: '2026-10-01', endedOn: '2026-10-20', expectedTo: '2026-12-30' })),
    ).toEqual(['laboratory 2026-10-01..2026-10-20']);
  });

  it('a stage that is not needed is not drawn', () => {
    expect(told(stage({ status: 'skipped', expectedFrom: '2026-12-01', expectedTo: '2026-12-03' }))).toEqual([]);
  });

  it('changes its hue where another party had its turn', () => {
    const blocked = stage({ status: 'running', startedOn: '2026-11-03' });
    expect(
      told(blocked, [
        turn('laboratory', '2026-11-03', '2026-11-10'),
        turn('client', '2026-11-10', '2026-11-14', { why: 'blocked' }),
        turn('laboratory', '2026-11-14', '2026-11-20'),
      ]),
    ).toEqual([
      'laboratory 2026-11-03..2026-11-10',
      'client 2026-11-10..2026-11-14',
      'laboratory 2026-11-14..2026-11-20',
    ]);
  });

  it('keeps its own hue while the case waited for another stage beside it', () => {
    const running = stage({ status: 'running', startedOn: '2026-11-03' });
    expect(
      told(running, [
        turn('laboratory', '2026-11-03', '2026-11-10'),
        turn('client', '2026-11-10', '2026-11-20', { stageId: 'inspection', why: 'blocked' }),
      ]),
    ).toEqual(['laboratory 2026-11-03..2026-11-20']);
  });

  it('draws what held a stage up before it began', () => {
    const blocked = stage({ status: 'blocked', party: 'client', blockedOn: '2026-11-18' });
    expect(told(blocked, [turn('client', '2026-11-18', '2026-11-20', { why: 'blocked' })])).toEqual([
      'client 2026-11-18..2026-11-20',
    ]);
  });
});

describe('totals of the parties', () => {
  it('add up by party, the longest first', () => {
    expect(
      totalsOf([
        turn('client', '2026-10-01', '2026-10-11'),
        turn('body', '2026-10-11', '2026-10-31'),
        turn('client', '2026-10-31', '2026-11-05'),
      ]),
    ).toEqual([
      { party: 'body', days: 20 },
      { party: 'client', days: 15 },
    ]);
  });
});

describe('the days that a drawing needs', () => {
  it('reach from the first to the last day of any kind', () => {
    const drawn = [
      stage({ plannedFrom: '2026-09-02', plannedTo: '2026-09-20', startedOn: '2026-08-28', endedOn: '2026-09-25' }),
      stage({
        plannedFrom: '2026-12-01',
        plannedTo: '2026-12-20',
        expectedFrom: '2026-12-10',
        expectedTo: '2027-01-05',
      }),
    ];
    expect(spanOf(drawn, [null, '2026-12-31'])).toEqual({ from: '2026-08-28', to: '2027-01-05' });
  });
});

describe('the day of a limit', () => {
  it('counts from its first day', () => {
    const limit = { fromOn: '2026-10-14', dueOn: '2027-01-12' };
    expect(dayOfLimit(limit, '2026-11-20')).toEqual({ day: 37, of: 90 });
    expect(dayOfLimit(limit, '2026-10-14')).toEqual({ day: 0, of: 90 });
  });

  it('is not told before it begins, nor where no day is known', () => {
    expect(dayOfLimit({ fromOn: '2026-12-01', dueOn: '2027-03-01' }, TODAY)).toBeNull();
    expect(dayOfLimit({ fromOn: null, dueOn: '2027-03-01' }, TODAY)).toBeNull();
    expect(dayOfLimit({ fromOn: '2026-10-14', dueOn: null }, TODAY)).toBeNull();
  });
});

it.each([
  [false, 'not-started', true],
  [true, 'not-started', false],
  [true, 'running', true],
  [true, 'done', true],
] as const)('an optional stage is part of the case once it is taken up (optional %s, %s)', (isOptional, status, is) => {
  expect(takesPart({ isOptional, status })).toBe(is);
});
