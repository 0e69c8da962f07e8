import fc from 'fast-check';
import { MOST_ATTEMPTS, retryPauseMs } from './retry-pause.js';

const MINUTE = 60_000;
const attempt = fc.integer({ min: 1, max: MOST_ATTEMPTS });
const random = fc.double({ min: 0, max: 1, noNaN: true });

describe('the pause before the next try', () => {
  it('lets a greylisting server wait its five minutes, and a silent one be asked again soon', () => {
    expect([retryPauseMs(1, true, 0), retryPauseMs(1, true, 1)]).toEqual([5 * MINUTE, 10 * MINUTE]);
    expect([retryPauseMs(1, false, 0), retryPauseMs(1, false, 1)]).toEqual([1 * MINUTE, 2 * MINUTE]);
    expect([2, 3, 4, 5, 6, 7].map((n) => retryPauseMs(n, false, 1) / MINUTE)).toEqual([4, 8, 16, 32, 60, 60]);
  });

  it('grows with every try up to an hour, and is never shorter than half of what it may be', () => {
    fc.assert(
      fc.property(attempt, fc.boolean(), random, (n, hasAnswer, chance) => {
        const pause = retryPauseMs(n, hasAnswer, chance);
        expect(pause).toBeLessThanOrEqual(60 * MINUTE);
        expect(pause).toBeGreaterThanOrEqual(retryPauseMs(n, hasAnswer, 1) / 2);
        expect(retryPauseMs(n + 1, hasAnswer, chance)).toBeGreaterThanOrEqual(pause);
      }),
    );
  });

  it('gives a mail up after four days at the soonest and seven at the latest', () => {
    const days = (hasAnswer: boolean, chance: number) =>
      Array.from({ length: MOST_ATTEMPTS - 1 }, (_, n) => retryPauseMs(n + 1, hasAnswer, chance)).reduce(
        (a, b) => a + b,
      ) /
      (24 * 60 * MINUTE);
    expect(days(false, 0.2)).toBeGreaterThan(3.8);
    expect(days(true, 0.5)).toBeGreaterThan(4.8);
    expect(days(true, 1)).toBeLessThan(7);
  });
});
