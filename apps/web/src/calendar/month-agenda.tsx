import { useTranslation } from 'react-i18next';
import { dayOf } from '#domain/day';
import { useLanguage } from '../i18n/use-language.js';
import classes from './calendar.module.css';
import type { CalendarYear, CountedDay } from './calendar.types.js';
import { MonthNotes } from './month-notes.js';

interface MonthAgendaProps {
  ground: CalendarYear;
  beside: CalendarYear | null;
  counted: CountedDay | null;
}

/** The year on a phone: per month what differs from the plain week, and where the count begins and ends. */
export function MonthAgenda({ ground, beside, counted }: MonthAgendaProps) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  return (
    <ol className={classes.agenda}>
      {ground.months.map(({ month, workingDays }) => {
        const first = dayOf(ground.year, month, 1);
        const marks = counted
          ? (
              [
                ['start', counted.day],
                ['result', counted.result],
              ] as const
            ).filter(([, day]) => day.startsWith(first.slice(0, 7)))
          : [];
        return (
          <li key={month} data-provisional={ground.isProvisional || undefined}>
            <div className={classes.monthHead}>
              <h3>{language.month(first)}</h3>
              <span className={classes.quiet}>{t('workingDays', { count: workingDays })}</span>
            </div>
            <MonthNotes month={month} ground={ground} beside={beside} />
            {marks.map(([mark, day]) => (
              <p key={mark} className={classes.agendaMark}>
                {t(`agenda.${mark}`, { day: language.day(day, { weekday: true, withoutYear: true }) })}
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
