import { urgency } from './deadline.js';

test.each([
  [-1, 'overdue'],
  [0, 'week'],
  [7, 'week'],
  [8, 'month'],
  [30, 'month'],
  [31, 'quarter'],
  [90, 'quarter'],
  [91, 'later'],
] as const)('%s days before its day a deadline is %s', (daysLeft, expected) => {
  expect(urgency(daysLeft)).toBe(expected);
});
