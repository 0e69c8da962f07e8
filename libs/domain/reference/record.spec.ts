import { holdsOn, overlaps, sourceParts } from './record.js';

const period = (validFrom: string | null, validTo: string | null) => ({ validFrom, validTo });

describe('a record', () => {
  it.each([
    [null, null, '2026-01-01', true],
    ['2026-01-01', '2026-12-31', '2025-12-31', false],
    ['2026-01-01', '2026-12-31', '2026-01-01', true],
    ['2026-01-01', '2026-12-31', '2026-12-31', true],
    ['2026-01-01', '2026-12-31', '2027-01-01', false],
    ['2026-01-01', null, '2099-01-01', true],
    [null, '2026-12-31', '1999-01-01', true],
    [null, '2026-12-31', '2027-01-01', false],
  ])('from %s to %s holds on %s: %s', (from, to, day, holds) => {
    expect(holdsOn(period(from, to), day)).toBe(holds);
  });

  it.each([
    [null, null, null, null, true],
    ['2026-01-01', '2026-06-30', '2026-06-30', null, true],
    ['2026-01-01', '2026-06-30', '2026-07-01', null, false],
    [null, '2026-06-30', '2026-07-01', '2026-12-31', false],
    [null, '2026-07-01', '2026-07-01', '2026-12-31', true],
    ['2026-07-01', null, null, '2026-06-30', false],
    ['2026-07-01', '2026-12-31', '2026-08-01', '2026-08-31', true],
  ])('from %s to %s shares a day with %s to %s: %s, both ways round', (from, to, otherFrom, otherTo, shares) => {
    expect(overlaps(period(from, to), period(otherFrom, otherTo))).toBe(shares);
    expect(overlaps(period(otherFrom, otherTo), period(from, to))).toBe(shares);
  });

  it('gives its citation in parts, addresses followable', () => {
    expect(sourceParts('AQSIQ Order 117 ;  https://example.test/x ; http://example.test ; ')).toEqual([
      { text: 'AQSIQ Order 117', url: null },
      { text: 'https://example.test/x', url: 'https://example.test/x' },
      { text: 'http://example.test', url: 'http://example.test' },
    ]);
    expect(sourceParts('see https://example.test ; https://a b')).toEqual([
      { text: 'see https://example.test', url: null },
      { text: 'https://a b', url: null },
    ]);
  });
});
