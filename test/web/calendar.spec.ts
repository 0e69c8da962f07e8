import { blocksOf, weeksOf } from '../../apps/web/src/calendar/year-days.js';
import type { CalendarYear, CountedDay } from '../../apps/web/src/calendar/calendar.types.js';

const china: CalendarYear = {
  country: 'CN',
  year: 2026,
  status: 'secondary',
  source: 'State Council notice',
  weekend: [6, 7],
  days: [
    { day: '2026-02-14', kind: 'make-up', name: null },
    { day: '2026-02-16', kind: 'holiday', name: 'Spring Festival' },
  ],
  blocks: [
    {
      from: '2025-12-31',
      to: '2026-01-01',
      kind: 'holiday',
      names: ['New Year'],
      days: 2,
      madeUp: [],
      isProvisional: false,
    },
    {
      from: '2026-02-15',
      to: '2026-02-16',
      kind: 'holiday',
      names: ['Spring Festival'],
      days: 2,
      madeUp: [],
      isProvisional: false,
    },
  ],
  months: [],
  workingDays: 0,
  isProvisional: false,
  unknown: [],
  law: null,
  library: null,
};
const hongKong: CalendarYear = {
  ...china,
  country: 'HK',
  days: [{ day: '2026-02-17', kind: 'holiday', name: 'Lunar New Year' }],
};
const count: CountedDay = {
  country: 'CN',
  day: '2026-02-12',
  count: 3,
  unit: 'working-days',
  result: '2026-02-17',
  lands: { kind: 'working', name: null },
  skipped: [{ from: '2026-02-15', to: '2026-02-16', kind: 'holiday', names: ['Spring Festival'], days: 2 }],
  madeUp: ['2026-02-14'],
  monthEnd: null,
  isProvisional: false,
  provisionalYears: [],
};

describe('a month of the calendar', () => {
  it('February 2026 begins on a Sunday and has five weeks', () => {
    const weeks = weeksOf(2, china, null, null);
    expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7]);
    expect(weeks[0]?.map((day) => day?.day ?? null)).toEqual([null, null, null, null, null, null, '2026-02-01']);
    expect(weeks[4]?.map((day) => day?.day.slice(8) ?? null)).toEqual(['23', '24', '25', '26', '27', '28', null]);
  });

  it('tells working, weekend, holiday and make-up days apart, and the second country’s holidays', () => {
    const days = weeksOf(2, china, hongKong, null).flat();
    const of = (date: string) => days.find((day) => day?.day === date);
    expect(of('2026-02-13')).toEqual({ day: '2026-02-13', kind: 'working', name: null, beside: null, count: null });
    expect(of('2026-02-14')).toMatchObject({ kind: 'make-up' });
    expect(of('2026-02-15')).toMatchObject({ kind: 'weekend' });
    expect(of('2026-02-16')).toMatchObject({ kind: 'holiday', name: 'Spring Festival', beside: null });
    expect(of('2026-02-17')).toMatchObject({ kind: 'working', beside: 'Lunar New Year' });
  });

  it.each([
    ['forward', count],
    ['backwards', { ...count, day: count.result, result: count.day }],
  ])('draws the way of a count %s', (direction, counted) => {
    const marks = weeksOf(2, china, null, counted)
      .flat()
      .flatMap((day) => (day?.count ? [[day.day.slice(8), day.count]] : []));
    const [first, last] = direction === 'forward' ? ['start', 'result'] : ['result', 'start'];
    expect(marks).toEqual([
      ['12', first],
      ['13', 'counted'],
      ['14', 'counted'],
      ['15', 'skipped'],
      ['16', 'skipped'],
      ['17', last],
    ]);
  });

  it('names a block in the month in which it begins; one that came over from December in January', () => {
    expect(blocksOf(1, china).map(({ names }) => names[0])).toEqual(['New Year']);
    expect(blocksOf(2, china).map(({ names }) => names[0])).toEqual(['Spring Festival']);
    expect(blocksOf(12, china)).toEqual([]);
  });
});
