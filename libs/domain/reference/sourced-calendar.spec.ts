import { isCountProvisional, isWorkingDay } from '../calendar/working-calendar.js';
import type { CalendarYearFacts } from './book.js';
import { sourcedCalendar } from './sourced-calendar.js';

const year = (country: string, number: number, status: string, exceptions: object[] = []) =>
  ({ country, year: number, status, exceptions }) as unknown as CalendarYearFacts;

describe('a calendar of sourced years', () => {
  const holiday = { day: '2026-10-01', kind: 'holiday', name: { en: 'National Day' } };
  const years = [
    year('CN', 2026, 'official', [holiday]),
    year('CN', 2027, 'unpublished'),
    year('HK', 2026, 'official', [{ ...holiday, day: '2026-10-02' }]),
  ];

  it('takes only the country of its own', () => {
    const china = sourcedCalendar('CN', years);
    expect(isWorkingDay(china, '2026-10-01')).toBe(false);
    expect(isWorkingDay(china, '2026-10-02')).toBe(true);
  });

  it('calls a count provisional that runs through an unpublished year', () => {
    const china = sourcedCalendar('CN', years);
    expect(isCountProvisional(china, '2026-11-02', '2026-11-30')).toBe(false);
    expect(isCountProvisional(china, '2026-12-30', '2027-01-05')).toBe(true);
  });

  it('rests on Saturday and Sunday, or on the weekend it is given', () => {
    expect(isWorkingDay(sourcedCalendar('CN', years), '2026-11-21')).toBe(false);
    const gulf = sourcedCalendar('AE', years, [5, 6]);
    expect(isWorkingDay(gulf, '2026-11-20')).toBe(false);
    expect(isWorkingDay(gulf, '2026-11-22')).toBe(true);
  });
});
