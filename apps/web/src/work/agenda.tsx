import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, daysInMonth, type Day } from '#domain/day';
import { HolidayName } from '../calendar/holiday-words.js';
import { useLanguage } from '../i18n/use-language.js';
import { DayEntries } from './day-entries.js';
import type { Ground } from './use-ground.js';
import classes from './work-calendar.module.css';
import type { CalendarEntry } from './work.types.js';

interface AgendaProps {
  month: string;
  today: Day;
  entries: readonly CalendarEntry[];
  ground: Ground;
}

/** The days of a month one under the other, those on which something lies or is off. What runs stands on its first day. */
export function Agenda({ month, today, entries, ground }: AgendaProps) {
  const { t } = useTranslation('work');
  const language = useLanguage();
  const [withEarlier, setWithEarlier] = useState(false);
  const first = `${month}-01`;
  const [year, number] = month.split('-').map(Number) as [number, number];
  const days = Array.from({ length: daysInMonth(year, number) }, (_, index) => addDays(first, index));
  const onDay = (day: Day) =>
    entries.filter(({ from, to }) => from === day || (day === first && from < day && to >= day));
  const rows = days
    .map((day) => ({ day, own: onDay(day), ...ground(day) }))
    .filter(({ day, own, name, kind }) => own.length > 0 || name !== null || kind === 'make-up' || day === today);
  const earlier = rows.filter(({ day, own }) => day < today && own.length > 0);
  const isRunning = today.slice(0, 7) === month;
  const shown = isRunning && !withEarlier ? rows.filter(({ day }) => day >= today) : rows;
  return (
    <>
      {isRunning && !withEarlier && earlier.length > 0 && (
        <button type="button" className={`link ${classes.earlier}`} onClick={() => setWithEarlier(true)}>
          {t('calendar.earlier', { count: earlier.length })}
        </button>
      )}
      {shown.length === 0 && <p className={classes.quiet}>{t('calendar.emptyMonth')}</p>}
      <ol className={classes.agenda}>
        {shown.map(({ day, own, kind, name, isUnpublished }) => (
          <li key={day} data-kind={kind} data-unpublished={isUnpublished || undefined}>
            <h2 aria-current={day === today ? 'date' : undefined}>
              {language.day(day, { weekday: true, withoutYear: true })}
              {day === today && <span className={classes.today}>{t('calendar.today')}</span>}
              {(kind === 'holiday' || kind === 'make-up') && (
                <span className={classes.holiday}>
                  <span className={classes.sign} lang="zh-Hans">
                    {kind === 'holiday' ? '休' : '班'}
                  </span>{' '}
                  {name ? <HolidayName country="CN" names={[name]} /> : t(`calendar.ground.${kind}`)}
                </span>
              )}
            </h2>
            {(own.length > 0 || day === today) && <DayEntries entries={own} day={day} />}
          </li>
        ))}
      </ol>
    </>
  );
}
