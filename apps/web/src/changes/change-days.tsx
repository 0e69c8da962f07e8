import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useLanguage } from '../i18n/use-language.js';
import { useDaysWords } from './change-marks.js';
import classes from './changes.module.css';
import type { ChangeDayName, RegulatoryChange } from './changes.types.js';

const NAMES: readonly ChangeDayName[] = [
  'announcedOn',
  'viewsUntil',
  'applicationsFrom',
  'declarationsStopOn',
  'inForceOn',
  'mandatoryFrom',
  'newRulesOnlyFrom',
  'deadlineOn',
  'declarationsCancelledOn',
];

type Stop = { day: Day; names: ChangeDayName[] } | { day: Day; isToday: true };

/** The days of a change in their order on a line, today among them. */
export function ChangeDays({ change }: { change: RegulatoryChange }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const today = useToday();
  const ago = useDaysWords();
  const stops = stopsOf(change, today);
  if (stops.length === 1) return <p className={classes.quiet}>{t('announced.noDayKnown')}</p>;
  return (
    <ol className={classes.line}>
      {stops.map((stop) =>
        'isToday' in stop ? (
          <li key="today" className={classes.today}>
            <span className={classes.stopDay}>{language.day(stop.day, {})}</span>
            <span className={classes.stopName}>{t('day.today')}</span>
          </li>
        ) : (
          <li
            key={stop.day}
            data-past={stop.day < today || undefined}
            data-last={stop.names.includes('deadlineOn') || undefined}
          >
            <span className={classes.stopDay}>{language.day(stop.day, {})}</span>
            {stop.names.map((name) => (
              <span key={name} className={classes.stopName}>
                {t(`announced.day.${name}`)}
              </span>
            ))}
            <span className={classes.quiet}>{ago(stop.day)}</span>
          </li>
        ),
      )}
    </ol>
  );
}

/** Days that fall together stand at one stop. */
function stopsOf({ days }: RegulatoryChange, today: Day): Stop[] {
  const byDay = new Map<Day, ChangeDayName[]>();
  for (const name of NAMES) {
    const day = days[name];
    if (day) byDay.set(day, [...(byDay.get(day) ?? []), name]);
  }
  const stops: Stop[] = [...byDay].map(([day, names]) => ({ day, names }));
  if (!byDay.has(today)) stops.push({ day: today, isToday: true });
  return stops.sort((a, b) => a.day.localeCompare(b.day));
}
