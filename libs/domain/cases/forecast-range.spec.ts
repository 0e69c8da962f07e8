import fc from 'fast-check';
import { forecastRange, rangeFrom, type FinishedSpan } from './forecast-range.js';

const spans = (...actualDays: number[]): FinishedSpan[] =>
  actualDays.map((actual) => ({ plannedDays: 100, actualDays: actual }));

describe('a forecast from finished cases', () => {
  it('stretches the days left as nine in ten, half and one in ten of them stretched theirs', () => {
    const finished = spans(130, 90, 100, 110, 120, 80, 100, 100, 150, 105);
    // Sorted: 0.8 0.9 1.0 1.0 1.0 1.05 1.1 1.2 1.3 1.5; of 40 days left: 32, 40, 52.
    expect(forecastRange(finished, '2026-11-20', '2026-12-30')).toEqual({
      earlyOn: '2026-12-22',
      likelyOn: '2026-12-30',
      lateOn: '2027-01-11',
      cases: 10,
    });
  });

  it('says nothing with seven of them, something with eight', () => {
    expect(forecastRange(spans(100, 100, 100, 100, 100, 100, 100), '2026-11-20', '2026-12-30')).toBeNull();
    expect(forecastRange(spans(100, 100, 100, 100, 100, 100, 100, 100), '2026-11-20', '2026-12-30')).toEqual({
      earlyOn: '2026-12-30',
      likelyOn: '2026-12-30',
      lateOn: '2026-12-30',
      cases: 8,
    });
  });

  it('leaves out cases without a plan, or that ended before they began', () => {
    const odd = [
      { plannedDays: 0, actualDays: 30 },
      { plannedDays: 30, actualDays: -1 },
    ];
    expect(forecastRange([...spans(100, 100, 100, 100, 100, 100, 100), ...odd], '2026-11-20', '2026-12-30')).toBeNull();
    expect(forecastRange([...spans(0, 0, 0, 0, 0, 0, 0, 0), ...odd], '2026-11-20', '2026-12-30')).toMatchObject({
      earlyOn: '2026-11-20',
      cases: 8,
    });
  });

  it('expects what is late already from today on', () => {
    expect(forecastRange(spans(90, 90, 90, 90, 90, 90, 90, 90), '2026-11-20', '2026-11-01')).toMatchObject({
      earlyOn: '2026-11-20',
      lateOn: '2026-11-20',
    });
  });

  it('read later, begins with the day on which it is read', () => {
    const range = { earlyOn: '2026-11-18', likelyOn: '2026-11-20', lateOn: '2026-11-22', cases: 9 };
    expect(rangeFrom(range, '2026-11-21')).toEqual({
      earlyOn: '2026-11-21',
      likelyOn: '2026-11-21',
      lateOn: '2026-11-22',
      cases: 9,
    });
    expect(rangeFrom(range, '2026-11-18')).toEqual(range);
    expect(rangeFrom(null, '2026-11-18')).toBeNull();
  });

  it('never runs backwards', () => {
    const span = fc.record({
      plannedDays: fc.integer({ min: 1, max: 500 }),
      actualDays: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 8, maxLength: 60 }),
        fc.integer({ min: 0, max: 400 }),
        (finished, left) => {
          const endsOn = new Date(Date.UTC(2026, 10, 20 + left)).toISOString().slice(0, 10);
          const { earlyOn, likelyOn, lateOn } = forecastRange(finished, '2026-11-20', endsOn)!;
          expect('2026-11-20' <= earlyOn && earlyOn <= likelyOn && likelyOn <= lateOn).toBe(true);
        },
      ),
    );
  });
});
