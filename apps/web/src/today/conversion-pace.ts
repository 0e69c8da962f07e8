import { addDays, type Day } from '#domain/day';
import { isWorkingDay, workingDaysBetween, type WorkingCalendar } from '#domain/calendar/working-calendar';

/** Declarations per working day in China: what is needed, what happened, and where that leads. */
export interface Pace {
  open: number;
  workingDaysLeft: number;
  /** Needed per working day from tomorrow to the due day; null when none is left or nothing is open. */
  needed: number | null;
  /** Per working day over the last `PACE_WORKING_DAYS`. */
  recent: number;
  /** How many would be met by the due day at the recent pace. */
  metAtThisPace: number;
  /** How many would not. */
  short: number;
}

/** Twenty working days are four weeks: long enough to even out a quiet one, short enough to follow a change. */
export const PACE_WORKING_DAYS = 20;

interface Progress {
  dueOn: Day;
  total: number;
  met: number;
  points: readonly { day: Day; met: number }[];
}

/** @param points how many were met by the end of each day on which one was; ascending */
export function conversionPace({ dueOn, total, met, points }: Progress, today: Day, china: WorkingCalendar): Pace {
  const open = total - met;
  const workingDaysLeft = workingDaysBetween(china, today, dueOn);
  const start = workingDaysBack(china, today, PACE_WORKING_DAYS);
  const before = points.filter((point) => point.day <= start).at(-1)?.met ?? 0;
  const recent = (met - before) / PACE_WORKING_DAYS;
  const metAtThisPace = Math.min(total, met + Math.floor(recent * workingDaysLeft));
  return {
    open,
    workingDaysLeft,
    needed: open > 0 && workingDaysLeft > 0 ? open / workingDaysLeft : null,
    recent,
    metAtThisPace,
    short: total - metAtThisPace,
  };
}

/** The day after which exactly so many working days lie up to and including today. */
function workingDaysBack(calendar: WorkingCalendar, today: Day, count: number): Day {
  let day = today;
  for (let left = count; left > 0; day = addDays(day, -1)) {
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}
