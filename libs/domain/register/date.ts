import { dayOf, daysInMonth, FIRST_YEAR, isDay, LAST_YEAR, type Day } from '../day.js';
import type { Cell } from './cell.js';
import { narrow, tidyText } from './text.js';

/** How a date was written; the dry run tells which kinds it understood. */
export type DateShape =
  | 'spreadsheet-date'
  | 'iso'
  | 'dots-day-first'
  | 'dots-year-first'
  | 'slashes-year-first'
  | 'slashes'
  | 'chinese'
  | 'digits'
  | 'month-name';

export type DateFaultCode =
  | 'date.not-a-date'
  | 'date.no-such-day'
  | 'date.year-out-of-range'
  | 'date.ambiguous'
  | 'date.two-digit-year'
  | 'date.number';

export type DateReading =
  | { ok: true; day: Day; shape: DateShape }
  | { ok: false; code: DateFaultCode; facts: Readonly<Record<string, unknown>> };

const MONTH_NAMES: ReadonlyMap<string, number> = new Map(
  [
    ['jan', 'january', 'januar', 'jän', 'jänner'],
    ['feb', 'february', 'februar'],
    ['mar', 'march', 'mär', 'märz', 'mrz'],
    ['apr', 'april'],
    ['may', 'mai'],
    ['jun', 'june', 'juni'],
    ['jul', 'july', 'juli'],
    ['aug', 'august'],
    ['sep', 'sept', 'september'],
    ['oct', 'october', 'okt', 'oktober'],
    ['nov', 'november'],
    ['dec', 'december', 'dez', 'dezember'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/**
 * Reads a date as people write it in registers: `2024-01-31`, `2024/1/31`, `2024.01.31`, `31.01.2024`, `20240131`,
 * `2024年1月31日`, `31 Jan 2024`, full-width digits, a time behind it (cut off), and what the spreadsheet keeps as a
 * date. Dots with the year last are day first (so they are written in Europe); slashes and hyphens with the year last
 * are read only where they can mean one day: `31/01/2024` and `01/31/2024` yes, `02/01/2024` no.
 */
export function readDate(cell: Cell): DateReading {
  if (cell.kind === 'day') return { ok: true, day: cell.day, shape: 'spreadsheet-date' };
  const text = narrow(tidyText(cell.text))
    .replace(/[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?Z?$/i, '')
    .trim();
  if (cell.kind === 'number' && !/^\d{8}$/.test(text)) return { ok: false, code: 'date.number', facts: {} };

  let match: readonly string[] | null = /^(\d{4}) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{1,2})\.?$/.exec(text);
  if (match) {
    const shape = ({ '-': 'iso', '.': 'dots-year-first', '/': 'slashes-year-first' } as const)[
      match[2] as '-' | '.' | '/'
    ];
    return named(match[1]!, match[3]!, match[4]!, shape);
  }
  match = /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]?$/.exec(text);
  if (match) return named(match[1]!, match[2]!, match[3]!, 'chinese');
  match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match) return named(match[1]!, match[2]!, match[3]!, 'digits');
  match = /^(\d{1,2}) ?\. ?(\d{1,2}) ?\. ?(\d{4})$/.exec(text);
  if (match) return named(match[3]!, match[2]!, match[1]!, 'dots-day-first');
  match = /^(\d{1,2}) ?([-/]) ?(\d{1,2}) ?\2 ?(\d{4})$/.exec(text);
  if (match) return yearLast(Number(match[1]), Number(match[3]), match[4]!);
  match =
    /^(\d{1,2})[. -]* ?(\p{L}+)[. -]* ?(\d{4})$/u.exec(text) ??
    swapped(/^(\p{L}+)[. ]*(\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})$/u.exec(text));
  if (match) {
    const month = MONTH_NAMES.get(match[2]!.toLowerCase());
    if (month) return named(match[3]!, String(month), match[1]!, 'month-name');
  }
  if (/^\d{1,2} ?([-./]) ?\d{1,2} ?\1 ?\d{2}$/.test(text)) return { ok: false, code: 'date.two-digit-year', facts: {} };
  return { ok: false, code: 'date.not-a-date', facts: {} };
}

function swapped(match: RegExpExecArray | null): [string, string, string, string] | null {
  return match && [match[0], match[2]!, match[1]!, match[3]!];
}

/** Year last, between slashes or hyphens: either order is in use. */
function yearLast(first: number, second: number, year: string): DateReading {
  const dayFirst = exists(Number(year), second, first);
  const monthFirst = exists(Number(year), first, second);
  if (dayFirst && monthFirst && first !== second && isYear(Number(year))) {
    const facts = { either: dayOf(Number(year), second, first), or: dayOf(Number(year), first, second) };
    return { ok: false, code: 'date.ambiguous', facts };
  }
  if (monthFirst && !dayFirst) return named(year, String(first), String(second), 'slashes');
  return named(year, String(second), String(first), 'slashes');
}

function isYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function exists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function named(year: string, month: string, day: string, shape: DateShape): DateReading {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isDay(text)) return { ok: true, day: text, shape };
  const [y, m] = [Number(year), Number(month)];
  if (!isYear(y))
    return {
      ok: false,
      code: 'date.year-out-of-range',
      facts: { year: y, firstYear: FIRST_YEAR, lastYear: LAST_YEAR },
    };
  const facts = { year: y, month: m, day: Number(day), ...(m >= 1 && m <= 12 ? { lastDay: daysInMonth(y, m) } : {}) };
  return { ok: false, code: 'date.no-such-day', facts };
}
