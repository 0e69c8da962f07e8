import { addDays, isDay, weekday, type Day } from '#domain/day';
import type { CalendarYearFacts } from '#domain/reference/book';
import type { CalendarException } from '#domain/calendar/working-calendar';
import type { RecordReader } from '../record-reader.js';

const STATUSES = ['official', 'secondary', 'partial', 'unpublished'] as const;

/** `holidays: [{ from, to, name }]`, `makeUp: [days]`; a day stands once, as the one or the other. */
export function readCalendarYear(record: RecordReader): CalendarYearFacts {
  const head = record.head();
  const [country, year] = [record.text('country'), record.whole('year')];
  if (!/^[A-Z]{2}$/.test(country)) record.fail(`country ${country} is not two capital letters`);
  if (head.key !== `${country}-${year}`) record.fail(`key is not ${country}-${year}`);
  if (head.validFrom !== `${year}-01-01` || head.validTo !== `${year}-12-31`)
    record.fail(`valid from ${year}-01-01 to ${year}-12-31, no other days`);
  const exceptions = new Map<Day, CalendarException>();
  const add = (day: Day, kind: CalendarException['kind'], name: string | null): void => {
    if (Number(day.slice(0, 4)) !== year) record.fail(`${day} is not in ${year}`);
    const other = exceptions.get(day);
    if (other && other.kind !== kind) record.fail(`${day} is both holiday and make-up day`);
    if (other) record.fail(`${day} stands twice`);
    exceptions.set(day, { day, kind, name });
  };
  for (const holiday of record.has('holidays') ? record.children('holidays') : []) {
    const [from, to] = [holiday.day('from'), holiday.day('to')];
    if (to < from) holiday.fail(`to ${to} is before from ${from}`);
    if (to.slice(0, 4) !== String(year)) holiday.fail(`${to} is not in ${year}`);
    const name = holiday.text('name');
    for (let day = from; day <= to; day = addDays(day, 1)) add(day, 'holiday', name);
  }
  for (const day of record.texts('makeUp')) {
    if (!isDay(day)) record.fail(`makeUp: ${day} is not a day`);
    if (country === 'CN' && weekday(day) <= 5) record.fail(`makeUp: ${day} is no Saturday or Sunday`);
    add(day, 'make-up', null);
  }
  const status = record.oneOf('status', STATUSES);
  // Days off by law stand before the year is published; what moves for them does not.
  if (status === 'unpublished' && [...exceptions.values()].some(({ kind }) => kind === 'make-up'))
    record.fail('an unpublished year has no make-up work');
  return { ...head, country, year, status, exceptions: [...exceptions.values()] };
}
