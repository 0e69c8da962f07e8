import { BadInput } from '../errors.js';
import type { ExcuseGround } from '../reference/catalogue.js';
import { requireExcuse } from './excuse.js';

const words = { en: 'x', de: 'x', zh: 'x' };
const GROUNDS: ExcuseGround[] = [
  { key: 'out-of-production', names: words, says: words, certainty: 'official', source: 'Announcement' },
];

function faultsOf(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return (error as BadInput).faults;
  }
  return null;
}

describe('an excuse', () => {
  it.each([
    ['out-of-production', null],
    ['out-of-production', 'since May'],
    ['other', 'sold to a company that converts itself'],
  ])('on %s with the reason %s is taken', (ground, reason) => {
    expect(faultsOf(() => requireExcuse(GROUNDS, ground, reason))).toBeNull();
  });

  it('on a ground that the announcement does not name is refused with those it names', () => {
    expect(faultsOf(() => requireExcuse(GROUNDS, 'too-late', 'x'))).toEqual([
      {
        field: 'ground',
        code: 'unknown-ground',
        detail: 'too-late is no ground of this campaign.',
        allowed: 'out-of-production, other',
      },
    ]);
    expect(faultsOf(() => requireExcuse([], 'out-of-production', 'x'))).toEqual([
      expect.objectContaining({ field: 'ground', allowed: 'other' }),
    ]);
  });

  it('of one’s own needs words', () => {
    expect(faultsOf(() => requireExcuse(GROUNDS, 'other', null))).toEqual([
      {
        field: 'reason',
        code: 'reason-needed',
        detail: 'A reason of your own is said in words.',
        allowed: '1 to 1000 characters',
      },
    ]);
  });
});
