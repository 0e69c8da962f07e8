import { CHINA } from '../../../test/support/china-calendar.js';
import { countDeadline } from './counted.js';

describe('a counted day', () => {
  it('tells weeks as the days that they are', () => {
    expect(countDeadline('stage-end', '2026-11-18', 3, 'weeks', CHINA)).toEqual({
      dueOn: '2026-12-09',
      counted: { start: 'stage-end', from: '2026-11-18', amount: 21, unit: 'calendar-days' },
    });
  });

  it('leads out of the years that people may enter, in calendar days', () => {
    expect(countDeadline('valid-until', '1900-01-01', -90, 'calendar-days', CHINA).dueOn).toBe('1899-10-03');
  });

  it('says of working days what it passed over, and of unpublished years that it may move', () => {
    expect(countDeadline('stage-start', '2027-02-04', 1, 'working-days', CHINA)).toEqual({
      dueOn: '2027-02-09',
      counted: {
        ...{ start: 'stage-start', from: '2027-02-04', amount: 1, unit: 'working-days', country: 'CN', madeUp: [] },
        skipped: [expect.objectContaining({ from: '2027-02-05', to: '2027-02-08', days: 4 })],
        provisionalYears: [2027],
      },
    });
    expect(countDeadline('stage-start', '2026-11-18', 1, 'working-days', CHINA)).toEqual({
      dueOn: '2026-11-19',
      counted: { start: 'stage-start', from: '2026-11-18', amount: 1, unit: 'working-days', country: 'CN', madeUp: [], skipped: [] }, // prettier-ignore
    });
  });

  it('says of months where one was too short', () => {
    expect(countDeadline('inspected', '2026-11-30', 3, 'months', CHINA)).toEqual({
      dueOn: '2027-02-28',
      counted: {
        start: 'inspected',
        from: '2026-11-30',
        amount: 3,
        unit: 'months',
        monthEnd: { wanted: 30, given: 28 },
      },
    });
    expect(countDeadline('inspected', '2026-11-20', 3, 'months', CHINA).counted).not.toHaveProperty('monthEnd');
  });
});
