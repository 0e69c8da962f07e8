import { ladderFault, tidyOffsets } from './ladder.js';

describe('a ladder', () => {
  test('is put in order, each step once', () => {
    expect(tidyOffsets([7, 30, 7, 120, 1])).toEqual([120, 30, 7, 1]);
  });

  test.each([
    [[30, 7], 7, null],
    [[], null, null],
    [[0], 1, null],
    [[1.5], null, 'offset-not-whole'],
    [[-1], null, 'offset-out-of-range'],
    [[1096], null, 'offset-out-of-range'],
    [[30], 0, 'overdue-out-of-range'],
    [[30], 91, 'overdue-out-of-range'],
    [Array.from({ length: 25 }, (_, index) => index), null, 'too-many-steps'],
  ])('%j with overdue every %j has the fault %j', (offsets, overdue, fault) => {
    expect(ladderFault(offsets, overdue)).toBe(fault);
  });
});
