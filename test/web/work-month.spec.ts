import * as fc from 'fast-check';
import { addDays } from '../../libs/domain/day.js';
import { mondaysOf, shiftMonth, weekLayout } from '../../apps/web/src/work/month-layout.js';

const MONDAY = '2026-11-16';
const one = (id: string, from: string, to = from) => ({ id, from, to });
const drawn = (entries: ReturnType<typeof one>[], most = 4) => {
  const { bars, hidden, lanes } = weekLayout(entries, MONDAY, most);
  return {
    bars: bars.map(({ entry, column, days, lane, isCutBefore, isCutAfter }) =>
      [entry.id, column, days, lane, isCutBefore ? '<' : '', isCutAfter ? '>' : ''].join(' ').trim(),
    ),
    hidden,
    lanes,
  };
};

describe('the weeks of a month', () => {
  it.each([
    ['2026-11', ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30']],
    // 1 February 2027 is a Monday and the month has 28 days
    ['2027-02', ['2027-02-01', '2027-02-08', '2027-02-15', '2027-02-22']],
  ])('%s', (month, mondays) => {
    expect(mondaysOf(month)).toEqual(mondays);
  });

  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-11', 0, '2026-11'],
    ['2026-11', 14, '2028-01'],
  ])('%s and %i months', (month, by, expected) => {
    expect(shiftMonth(month, by)).toBe(expected);
  });
});

describe('the things of a week', () => {
  it('stand in the first free line, the earlier and the longer one first', () => {
    const entries = [one('late', '2026-11-18'), one('short', '2026-11-17'), one('long', '2026-11-17', '2026-11-18')];
    expect(drawn(entries)).toEqual({
      bars: ['long 1 2 0', 'short 1 1 1', 'late 2 1 1'],
      hidden: [0, 0, 0, 0, 0, 0, 0],
      lanes: 2,
    });
  });

  it('are cut at the week’s edges, and others’ weeks leave no trace', () => {
    const entries = [one('over', '2026-11-13', '2026-11-24'), one('before', '2026-11-15'), one('after', '2026-11-23')];
    expect(drawn(entries).bars).toEqual(['over 0 7 0 < >']);
  });

  it('fill every line of a day, and with one more leave the last line to "so many more"', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => one(id, '2026-11-20'));
    expect(drawn(four)).toMatchObject({ bars: ['a 4 1 0', 'b 4 1 1', 'c 4 1 2', 'd 4 1 3'], lanes: 4 });
    expect(drawn([...four, one('e', '2026-11-20')])).toEqual({
      bars: ['a 4 1 0', 'b 4 1 1', 'c 4 1 2'],
      hidden: [0, 0, 0, 0, 2, 0, 0],
      lanes: 4,
    });
  });

  it('none lies over another, and none is lost', () => {
    const span = fc
      .tuple(fc.integer({ min: -10, max: 16 }), fc.integer({ min: 0, max: 9 }))
      .map(([from, days]) => ({ from: addDays(MONDAY, from), to: addDays(MONDAY, from + days) }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 25 }), fc.integer({ min: 2, max: 5 }), (spans, most) => {
        const entries = spans.map((given, index) => ({ ...given, id: String(index) }));
        const week = weekLayout(entries, MONDAY, most);
        week.days.forEach((day, index) => {
          const lying = entries.filter(({ from, to }) => from <= day && day <= to);
          const shown = week.bars.filter(({ column, days }) => column <= index && index < column + days);
          const lanes = shown.map(({ lane }) => lane);
          expect(new Set(lanes).size).toBe(lanes.length);
          expect(shown.length + week.hidden[index]!).toBe(lying.length);
          expect(week.onDay[index]).toHaveLength(lying.length);
          // the last line is that of "so many more"
          expect(lanes.every((lane) => lane < (week.hidden[index]! > 0 ? most - 1 : most))).toBe(true);
        });
      }),
    );
  });
});
