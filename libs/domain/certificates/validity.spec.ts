import type { Limit } from '../reference/record.js';
import { longestValidity } from './validity.js';

const fiveYears: Limit = { amount: 5, unit: 'years', basis: 'legal', certainty: 'official', source: 'AQSIQ Order 117', note: null }; // prettier-ignore
const threeYears: Limit = { ...fiveYears, amount: 3, source: 'another' };

describe('the longest validity', () => {
  it.each([
    ['2026-01-31', '2031-01-31'],
    ['2022-03-01', '2027-03-01'],
    // There is no 29 February 2029.
    ['2024-02-29', '2029-02-28'],
  ])('of a CCC certificate issued on %s ends on %s', (issuedOn, until) => {
    const procedures = [{ certifies: 'ccc', validity: fiveYears }] as const;
    expect(longestValidity('ccc', issuedOn, procedures)).toEqual({ until, limit: fiveYears });
  });

  it.each([
    [18, 'months', '2027-07-31'],
    [1, 'weeks', '2026-02-07'],
    [30, 'calendar-days', '2026-03-02'],
  ] as const)('of %i %s ends on %s', (amount, unit, until) => {
    const limit = { ...fiveYears, amount, unit };
    expect(longestValidity('ccc', '2026-01-31', [{ certifies: 'ccc', validity: limit }])).toEqual({ until, limit });
  });

  it('is never counted in working days', () => {
    const validity = { ...fiveYears, unit: 'working-days' } as const;
    expect(longestValidity('ccc', '2026-01-31', [{ certifies: 'ccc', validity }])).toBeNull();
  });

  it.each([
    ['2194-12-31', '2199-12-31'],
    ['2194-06-01', '2199-06-01'],
    ['2195-01-01', '2199-12-31'],
    ['2199-12-31', '2199-12-31'],
  ])('from %s ends on %s: no day is later than the last one', (issuedOn, until) => {
    const procedures = [{ certifies: 'ccc', validity: fiveYears }] as const;
    expect(longestValidity('ccc', issuedOn, procedures)?.until).toBe(until);
  });

  it('is that of the procedure that gives the longest, wherever it stands', () => {
    const short = { certifies: 'ccc', validity: threeYears } as const;
    const long = { certifies: 'ccc', validity: fiveYears } as const;
    const unknown = { certifies: 'ccc', validity: null } as const;
    for (const procedures of [
      [short, unknown, long],
      [long, unknown, short],
      [long, long, short],
    ])
      expect(longestValidity('ccc', '2026-01-31', procedures)).toEqual({
        until: '2031-01-31',
        limit: fiveYears,
      });
  });

  it('is unknown where no source names a length for the scheme', () => {
    const procedures = [
      { certifies: 'ccc', validity: fiveYears },
      { certifies: 'cqc-voluntary', validity: null },
      { certifies: null, validity: fiveYears },
    ] as const;
    expect(longestValidity('cqc-voluntary', '2026-01-31', procedures)).toBeNull();
    expect(longestValidity('ccc-self-declaration-a', '2026-01-31', procedures)).toBeNull();
  });
});
