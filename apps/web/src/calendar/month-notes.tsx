import { useTranslation } from 'react-i18next';
import { Zh } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './calendar.module.css';
import type { CalendarYear } from './calendar.types.js';
import { HolidayName, useHolidayWords } from './holiday-words.js';
import { blocksOf } from './year-days.js';

interface MonthNotesProps {
  month: number;
  ground: CalendarYear;
  beside: CalendarYear | null;
}

/** The names behind a month's marks: holidays of both calendars and the weekend days that are worked. */
export function MonthNotes({ month, ground, beside }: MonthNotesProps) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const words = useHolidayWords();
  const blocks = blocksOf(month, ground);
  const prefix = `${ground.year}-${String(month).padStart(2, '0')}`;
  const madeUp = ground.days.filter(({ day, kind }) => kind === 'make-up' && day.startsWith(prefix));
  const others = (beside?.days ?? []).filter(({ day, kind }) => kind === 'holiday' && day.startsWith(prefix));
  if (blocks.length + madeUp.length + others.length === 0) return null;
  return (
    <ul className={classes.notes}>
      {blocks.map(({ from, to, names }) => (
        <li key={from}>
          <span className={classes.noteSign} aria-hidden="true">
            <Zh>休</Zh>
          </span>
          <span>
            {words.range(from, to, false)} <HolidayName country={ground.country} names={names} />
          </span>
        </li>
      ))}
      {madeUp.length > 0 && (
        <li>
          <span className={classes.noteSign} aria-hidden="true">
            <Zh>班</Zh>
          </span>
          <span>
            {t('worked', {
              days: language.items(madeUp.map(({ day }) => language.day(day, { weekday: true, withoutYear: true }))),
            })}
          </span>
        </li>
      )}
      {beside &&
        others.map(({ day, name }) => (
          <li key={day} data-beside>
            <i className={classes.noteStripe} aria-hidden="true" />
            <span>
              {language.day(day, { weekday: false, withoutYear: true })}{' '}
              <HolidayName country={beside.country} names={name === null ? [] : [name]} />
              <span className="unseen">{` (${language.country(beside.country)})`}</span>
            </span>
          </li>
        ))}
    </ul>
  );
}
