import fc from 'fast-check';
import { CHINA } from '../../../test/support/china-calendar.js';
import { freeSlots, isBenchDay, slotFault, workedTime, type BenchHours, type Slot } from './bench-slots.js';

const HOUR = 3_600_000;
/** A zone eight hours ahead without summer time, written by hand. */
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const hours = (more: Partial<BenchHours> = {}): BenchHours => ({
  opens: 8 * 60,
  closes: 18 * 60,
  worksWeekends: false,
  calendar: CHINA,
  instant: (day, minute) => Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000,
  dayOf: (instant) => new Date(instant + 8 * HOUR).toISOString().slice(0, 10),
  ...more,
});
const slot = (from: string, to: string): Slot => ({ from: at(from), to: at(to) });
const now = at('2026-09-01 08:00');
const told = (slots: readonly Slot[]) =>
  slots.map(({ from, to }) => [from, to].map((ms) => new Date(ms + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ')).join(' - ')); // prettier-ignore

describe('a day at a bench', () => {
  test.each([
    ['Wednesday', '2026-09-30', true, true],
    ['National Day', '2026-10-01', false, false],
    ['a Saturday within the holidays', '2026-10-03', false, false],
    ['a make-up Saturday', '2026-10-10', true, true],
    ['a plain Sunday', '2026-10-11', false, true],
  ])('%s %s', (_name, day, worked, withWeekends) => {
    expect(isBenchDay(hours(), day)).toBe(worked);
    expect(isBenchDay(hours({ worksWeekends: true }), day)).toBe(withWeekends);
  });
});

describe('a slot', () => {
  test.each([
    ['within a day', '2026-09-30 08:00', '2026-09-30 18:00', null],
    ['over the holidays, because the samples stay', '2026-09-30 17:59', '2026-10-08 08:01', null],
    ['in the next minute', '2026-09-01 08:00', '2026-09-01 09:00', null],
    ['a minute ago', '2026-09-01 07:59', '2026-09-01 09:00', 'past'],
    ['before the bench opens', '2026-09-02 07:59', '2026-09-02 09:00', 'start-closed'],
    ['when it closes', '2026-09-02 18:00', '2026-09-03 09:00', 'start-closed'],
    ['on National Day', '2026-10-01 09:00', '2026-10-08 10:00', 'start-closed'],
    ['until after it closes', '2026-09-02 09:00', '2026-09-02 18:01', 'end-closed'],
    ['until it opens', '2026-09-02 09:00', '2026-09-03 08:00', 'end-closed'],
    ['until midnight', '2026-09-02 09:00', '2026-09-03 00:00', 'end-closed'],
    ['until a Sunday', '2026-10-09 09:00', '2026-10-11 10:00', 'end-closed'],
    ['until a make-up Saturday', '2026-10-09 09:00', '2026-10-10 10:00', null],
    ['of sixty days', '2026-09-02 09:00', '2026-10-30 18:00', null],
    ['of more', '2026-09-02 09:00', '2026-11-02 10:00', 'too-long'],
  ])('%s', (_what, from, to, fault) => {
    expect(slotFault(slot(from, to), hours(), now)).toBe(fault);
  });

  test('may end at midnight where the bench closes then', () => {
    expect(slotFault(slot('2026-09-02 09:00', '2026-09-03 00:00'), hours({ closes: 24 * 60 }), now)).toBeNull();
  });

  test('of exactly the longest length is taken, one minute more is not', () => {
    const open = hours({ opens: 0, closes: 24 * 60 });
    // 2 September + 60 days = 1 November, a Sunday: it ends as Saturday does, when weekends are worked.
    expect(slotFault(slot('2026-09-02 09:00', '2026-11-01 00:00'), { ...open, worksWeekends: true }, now)).toBeNull();
    expect(slotFault(slot('2026-09-02 09:00', '2026-11-01 00:01'), { ...open, worksWeekends: true }, now)).toBe('too-long'); // prettier-ignore
  });

  test.each([
    ['a morning', '2026-09-30 08:00', '2026-09-30 12:00', 4],
    ['two days', '2026-09-29 08:00', '2026-09-30 18:00', 20],
    ['over the holidays', '2026-09-30 16:00', '2026-10-08 10:00', 4],
    ['nights do not count', '2026-09-29 17:00', '2026-09-30 09:00', 2],
  ])('works %s', (_what, from, to, expected) => {
    expect(workedTime(slot(from, to), hours())).toBe(expected * HOUR);
  });
});

describe('free slots', () => {
  const free = (worked: number, after: string, taken: Slot[][], more: Partial<BenchHours> = {}, count = 3) =>
    told(freeSlots(hours(more), worked * HOUR, at(after), taken, count));

  test('begin when the bench opens and follow one another', () => {
    expect(free(10, '2026-09-29 06:00', [[]])).toEqual([
      '2026-09-29 08:00 - 2026-09-29 18:00',
      '2026-09-30 08:00 - 2026-09-30 18:00',
      '2026-10-08 08:00 - 2026-10-08 18:00',
    ]);
  });

  test('run over nights and holidays when they are longer than a day', () => {
    expect(free(15, '2026-09-30 08:00', [[]], {}, 1)).toEqual(['2026-09-30 08:00 - 2026-10-08 13:00']);
  });

  test('begin where another booking ends, and pass over one that is in the way', () => {
    const taken = [slot('2026-09-28 08:00', '2026-09-28 12:00'), slot('2026-09-28 15:00', '2026-09-29 18:00')];
    expect(free(3, '2026-09-28 08:00', [taken], {}, 2)).toEqual([
      '2026-09-28 12:00 - 2026-09-28 15:00',
      '2026-09-30 08:00 - 2026-09-30 11:00',
    ]);
    expect(free(4, '2026-09-28 08:00', [taken], {}, 1)).toEqual(['2026-09-30 08:00 - 2026-09-30 12:00']);
  });

  test('need one place that is free throughout', () => {
    const one = [slot('2026-09-28 08:00', '2026-09-28 13:00')];
    const other = [slot('2026-09-28 13:00', '2026-09-28 18:00')];
    expect(free(10, '2026-09-28 08:00', [one, other], {}, 1)).toEqual(['2026-09-29 08:00 - 2026-09-29 18:00']);
    expect(free(5, '2026-09-28 08:00', [one, other], {}, 1)).toEqual(['2026-09-28 08:00 - 2026-09-28 13:00']);
    expect(free(10, '2026-09-28 08:00', [one, other, []], {}, 1)).toEqual(['2026-09-28 08:00 - 2026-09-28 18:00']);
  });

  test('begin in the middle of the day when asked then, and not when the bench is closed', () => {
    expect(free(2, '2026-09-28 15:30', [[]], {}, 2)).toEqual([
      '2026-09-28 15:30 - 2026-09-28 17:30',
      '2026-09-29 08:00 - 2026-09-29 10:00',
    ]);
    expect(free(2, '2026-09-28 08:00', [[]], {}, 6).slice(3)).toEqual([
      '2026-09-28 14:00 - 2026-09-28 16:00',
      '2026-09-28 16:00 - 2026-09-28 18:00',
      '2026-09-29 08:00 - 2026-09-29 10:00',
    ]);
    expect(free(2, '2026-09-28 18:00', [[]], {}, 1)).toEqual(['2026-09-29 08:00 - 2026-09-29 10:00']);
  });

  test('use weekends where they are worked, holidays never', () => {
    expect(free(10, '2026-09-12 08:00', [[]], { worksWeekends: true }, 1)).toEqual([
      '2026-09-12 08:00 - 2026-09-12 18:00',
    ]);
    expect(free(10, '2026-10-01 08:00', [[]], { worksWeekends: true }, 1)).toEqual([
      '2026-10-08 08:00 - 2026-10-08 18:00',
    ]);
  });

  test('there are none on a bench without places, none beyond half a year, and none longer than a booking may be', () => {
    expect(free(1, '2026-09-28 08:00', [])).toEqual([]);
    const full = [slot('2026-09-28 08:00', '2027-03-28 18:00')];
    expect(free(1, '2026-09-28 08:00', [full])).toEqual([]);
    expect(free(600, '2026-09-01 08:00', [[]])).toEqual([]);
  });

  test('whatever is taken: each is free, worked as long as asked, in order, and nobody is sent to a closed bench', () => {
    const start = at('2026-09-28 08:00');
    const kept = fc
      .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 40 }))
      .map(([from, length]) => ({ from: start + from * HOUR, to: start + (from + length) * HOUR }));
    const places = fc.array(fc.array(kept, { maxLength: 6 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 25 }), fc.boolean(), (taken, worked, worksWeekends) => {
        const bench = hours({ worksWeekends });
        const found = freeSlots(bench, worked * HOUR, start, taken, 3);
        expect(found).toHaveLength(3);
        found.forEach((one, index) => {
          expect(slotFault(one, bench, start)).toBeNull();
          expect(workedTime(one, bench)).toBe(worked * HOUR);
          expect(taken.some((slots) => slots.every((other) => other.to <= one.from || other.from >= one.to))).toBe(
            true,
          );
          if (index > 0) expect(one.from).toBeGreaterThanOrEqual(found[index - 1]!.to);
        });
      }),
    );
  });
});
