import { COUNT_UNITS, type CountUnit } from '#domain/calendar/counting';
import { isDay, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useUrlState } from '../components/url-state.js';
import type { CountQuestion } from './calendar.types.js';

/** Years that the api answers for. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2100;
/** Longest count of working days, and of everything else. */
export const MOST_WORKING_DAYS = 5_000;
export const MOST = 40_000;

/** The second calendar when the address names none: laboratories in Hong Kong take part in many cases. */
const BESIDE = 'HK';
const NOBODY = 'none';

/** What the fields of the counter hold, as text. */
export interface CounterFields {
  from: string;
  count: string;
  unit: CountUnit;
  country: string;
}

export function isCount(text: string, unit: CountUnit): boolean {
  const most = unit === 'working-days' ? MOST_WORKING_DAYS : MOST;
  return /^-?\d{1,5}$/.test(text.trim()) && Math.abs(Number(text)) <= most;
}

/** The screen's whole state lives in its address: year, second calendar, and the count that is shown. */
export function useCalendarAddress() {
  const today = useToday();
  const [url, change] = useUrlState();
  const asked = Number(url['year']);
  const year = Number.isInteger(asked) && asked >= FIRST_YEAR && asked <= LAST_YEAR ? asked : yearOf(today);
  const beside = url['beside'] === NOBODY ? null : /^[A-Z]{2}$/.test(url['beside'] ?? '') ? url['beside']! : BESIDE;
  const fields: CounterFields = {
    from: url['from'] ?? today,
    count: url['count'] ?? '',
    unit: COUNT_UNITS.find((unit) => unit === url['unit']) ?? 'working-days',
    country: /^[A-Z]{2}$/.test(url['in'] ?? '') ? url['in']! : 'CN',
  };
  const question: CountQuestion | null =
    isDay(fields.from) && isCount(fields.count, fields.unit)
      ? { country: fields.country, day: fields.from, count: Number(fields.count) + 0, unit: fields.unit }
      : null;
  return {
    year,
    beside,
    fields,
    question,
    showYear: (shown: number) => change({ year: String(shown) }, { push: true }),
    showBeside: (country: string | null) => change({ beside: country ?? NOBODY }),
    change: (changed: Partial<CounterFields>) => {
      const { country, ...rest } = changed;
      // With its first day, or a link to this count would count from another day tomorrow.
      change({ from: fields.from, ...rest, ...(country !== undefined && { in: country }) });
    },
    clear: () => change({ from: null, count: null, unit: null, in: null }),
  };
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
