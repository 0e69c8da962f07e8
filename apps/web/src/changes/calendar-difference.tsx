import { useTranslation } from 'react-i18next';
import { addDays, isDay, type Day } from '#domain/day';
import { useHolidayWords } from '../calendar/holiday-words.js';
import { useLanguage } from '../i18n/use-language.js';
import type { FieldChange } from '../operations/reference.types.js';
import classes from './changes.module.css';

/** What a published year changes for those who count in it: days that are off now, worked now, or neither any more. */
export function CalendarDifference({ fields }: { fields: readonly FieldChange[] }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const words = useHolidayWords();
  const of = (name: string) => fields.find(({ field }) => field === name);
  const [holidays, makeUp] = [of('holidays'), of('makeUp')];
  const offBefore = daysOff(holidays?.before);
  const offNow = daysOff(holidays?.after);
  const workedBefore = daysWorked(makeUp?.before);
  const workedNow = daysWorked(makeUp?.after);
  const lines = [
    { key: 'offNow', days: without(offNow, offBefore) },
    { key: 'noLongerOff', days: without(offBefore, offNow) },
    { key: 'workedNow', days: without(workedNow, workedBefore) },
    { key: 'noLongerWorked', days: without(workedBefore, workedNow) },
  ] as const;
  return (
    <ul className={classes.difference}>
      {lines.map(
        ({ key, days }) =>
          days.length > 0 && (
            <li key={key}>
              {t(`calendar.${key}`, {
                days: language.items(rangesOf(days).map(([from, to]) => words.range(from, to))),
              })}
            </li>
          ),
      )}
    </ul>
  );
}

/** Each day of `holidays: [{ from, to }]`; what is not of that shape is none. */
function daysOff(value: unknown): Day[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((block: { from?: unknown; to?: unknown }) => {
    if (!isDay(block.from) || !isDay(block.to)) return [];
    const days: Day[] = [];
    for (let day = block.from; day <= block.to; day = addDays(day, 1)) days.push(day);
    return days;
  });
}

const daysWorked = (value: unknown): Day[] =>
  Array.isArray(value) ? value.filter((day): day is Day => isDay(day)) : [];

function without(days: readonly Day[], others: readonly Day[]): Day[] {
  const known = new Set(others);
  return days.filter((day) => !known.has(day)).sort();
}

/** Consecutive days as first and last. */
function rangesOf(days: readonly Day[]): [Day, Day][] {
  const ranges: [Day, Day][] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last && addDays(last[1], 1) === day) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges;
}
