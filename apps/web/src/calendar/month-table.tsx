import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#domain/day';
import { useToday } from '../api/clock.js';
import { Zh } from '../components/names.js';
import { localeOf } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './calendar.module.css';
import type { CalendarYear, CountedDay } from './calendar.types.js';
import { useHolidayWords } from './holiday-words.js';
import { MonthNotes } from './month-notes.js';
import { weeksOf, type DrawnDay } from './year-days.js';

interface MonthTableProps {
  month: number;
  ground: CalendarYear;
  beside: CalendarYear | null;
  counted: CountedDay | null;
}

/** One month as a table: a row per week, each day in words for who cannot see its marks. */
export function MonthTable({ month, ground, beside, counted }: MonthTableProps) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const name = useId();
  const workingDays = ground.months[month - 1]?.workingDays ?? 0;
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((number) => ({
    number,
    short: weekdayName(number, language.language, 'short'),
    long: weekdayName(number, language.language, 'long'),
  }));
  return (
    <div className={classes.month}>
      <div className={classes.monthHead}>
        <h3 id={name}>{language.month(dayOf(ground.year, month, 1))}</h3>
        <span className={classes.quiet}>{t('workingDays', { count: workingDays })}</span>
      </div>
      <table className={classes.days} aria-labelledby={name} data-provisional={ground.isProvisional || undefined}>
        <thead>
          <tr>
            {weekdays.map(({ number, short, long }) => (
              <th key={number} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month, ground, beside, counted).map((week, index) => (
            <tr key={index}>
              {week.map((day, column) =>
                day ? <DayCell key={day.day} day={day} ground={ground} beside={beside} /> : <td key={column} />,
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <MonthNotes month={month} ground={ground} beside={beside} />
    </div>
  );
}

function DayCell({ day, ground, beside }: { day: DrawnDay; ground: CalendarYear; beside: CalendarYear | null }) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const words = useHolidayWords();
  const isToday = useToday() === day.day;
  const said = language.clauses([
    isToday && t('cell.today'),
    day.kind === 'holiday' && words.names(ground.country, day.name === null ? [] : [day.name]),
    day.kind === 'make-up' && t('cell.makeUp'),
    day.kind === 'weekend' && t('cell.weekend'),
    day.beside !== null &&
      beside &&
      t('cell.beside', {
        country: language.country(beside.country),
        name: words.names(beside.country, day.beside ? [day.beside] : []),
      }),
    day.count !== null && t(`cell.${day.count}`),
  ]);
  return (
    <td
      data-kind={day.kind}
      data-beside={day.beside !== null || undefined}
      data-count={day.count ?? undefined}
      data-today={isToday || undefined}
      title={said ? `${language.day(day.day, { weekday: true })}: ${said}` : undefined}
    >
      <span className={classes.number}>{Number(day.day.slice(8))}</span>
      {day.kind === 'holiday' && (
        <span className={classes.sign} aria-hidden="true">
          <Zh>休</Zh>
        </span>
      )}
      {day.kind === 'make-up' && (
        <span className={classes.sign} aria-hidden="true">
          <Zh>班</Zh>
        </span>
      )}
      {said && <span className="unseen">{` ${said}`}</span>}
    </td>
  );
}

/** @param number 1 = Monday */
function weekdayName(number: number, language: Parameters<typeof localeOf>[0], weekday: 'short' | 'long'): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(localeOf(language), { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, number));
}
