/**
 * A calendar day, `YYYY-MM-DD`. It has no time and no zone: "today" depends on a zone and is asked of the clock,
 * a due day does not. Stored as `date`, sent as text.
 */
export type Day = string;

/** Years that people may enter: further ones are slips or stand for "unlimited" (9999). */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** Whether the text is a day that exists (29 February only in leap years), between the years 1900 and 2199. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string') return false;
  const match = SHAPE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return (
    year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

/** @param month 1-12 */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @throws RangeError when year, month and day name no existing day */
export function dayOf(year: number, month: number, day: number): Day {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (!isDay(text)) throw new RangeError(`no such day: ${text}`);
  return text;
}

/** Counting may lead out of the years that people may enter: day -90 of a certificate of January 1900 is a day too. */
function epochDay(day: Day): number {
  const ms = SHAPE.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  // Of 30 February the parser makes 2 March.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) throw new RangeError(`not a day: ${day}`);
  return ms / MS_PER_DAY;
}

/** Calendar days later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date((epochDay(day) + days) * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Same day of a later month; where that month is shorter, its last day (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  epochDay(day);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return epochDay(to) - epochDay(from);
}

/** 1 = Monday ... 7 = Sunday. */
export function weekday(day: Day): number {
  // Before 1970 the remainder is negative.
  return ((((epochDay(day) + 3) % 7) + 7) % 7) + 1;
}
