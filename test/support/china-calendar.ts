import { addDays } from '../../libs/domain/day.js';
import {
  calendarOf,
  type CalendarException,
  type WorkingCalendar,
} from '../../libs/domain/calendar/working-calendar.js';

const off = (from: string, to: string, name: string): CalendarException[] => {
  const days: CalendarException[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push({ day, kind: 'holiday', name });
  return days;
};
const worked = (...days: string[]): CalendarException[] => days.map((day) => ({ day, kind: 'make-up', name: null }));

/** China's notices for 2025 and 2026 and the days off by law in 2027, typed in once more so that no test trusts the data. */
export const CHINA: WorkingCalendar = calendarOf(
  'CN',
  [
    ...off('2025-01-01', '2025-01-01', 'New Year'),
    ...off('2025-01-28', '2025-02-04', 'Spring Festival'),
    ...off('2025-04-04', '2025-04-06', 'Qingming'),
    ...off('2025-05-01', '2025-05-05', 'Labour Day'),
    ...off('2025-05-31', '2025-06-02', 'Dragon Boat'),
    ...off('2025-10-01', '2025-10-08', 'National Day and Mid-Autumn'),
    ...worked('2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'),
    ...off('2026-01-01', '2026-01-03', 'New Year'),
    ...off('2026-02-15', '2026-02-23', 'Spring Festival'),
    ...off('2026-04-04', '2026-04-06', 'Qingming'),
    ...off('2026-05-01', '2026-05-05', 'Labour Day'),
    ...off('2026-06-19', '2026-06-21', 'Dragon Boat'),
    ...off('2026-09-25', '2026-09-27', 'Mid-Autumn'),
    ...off('2026-10-01', '2026-10-07', 'National Day'),
    ...worked('2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'),
    ...off('2027-01-01', '2027-01-01', 'New Year'),
    ...off('2027-02-05', '2027-02-08', 'Spring Festival'),
  ],
  [2025, 2026],
);
