import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths, daysBetween, type Day } from '#domain/day';
import type { WorkingCalendar } from '#domain/calendar/working-calendar';
import { useLanguage } from '../i18n/use-language.js';
import classes from './burn-up.module.css';

interface BurnUpProps {
  from: Day;
  dueOn: Day;
  today: Day;
  total: number;
  met: number;
  /** How many were met by the end of a day; ascending. */
  points: readonly { day: Day; met: number }[];
  /** How many would be met by the due day at the recent pace; null draws no pace line. */
  metAtThisPace: number | null;
  /** Long holidays are a flat stretch and are shaded, so that nobody reads them as idleness. */
  calendar: WorkingCalendar;
  /** The same in a sentence, for whoever does not see it. */
  sentence: string;
}

const WIDTH = 356;
const HEIGHT = 132;

/** Done against the line that is needed, to a day that does not move; the dashed line is where the recent pace leads. */
export function BurnUp({ from, dueOn, today, total, met, points, metAtThisPace, calendar, sentence }: BurnUpProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const titleId = useId();
  const span = daysBetween(from, dueOn);
  const x = (day: Day) => (daysBetween(from, day) / span) * WIDTH;
  const y = (count: number) => HEIGHT - (count / Math.max(total, 1)) * HEIGHT;
  const now = x(today < dueOn ? today : dueOn);
  const known = points.filter((point) => point.day >= from && point.day <= today);
  const before = points.filter((point) => point.day < from).at(-1)?.met ?? 0;
  // a step each time something was met: between the steps nothing happened, and a slope would pretend it had
  const steps = known.map((point) => `H${x(point.day).toFixed(1)}V${y(point.met).toFixed(1)}`).join('');
  const line = `M0 ${y(before).toFixed(1)}${steps}H${now.toFixed(1)}`;
  const months = monthStarts(from, dueOn);
  const isBelow = y(met) < 26;
  const pace = metAtThisPace === null || today >= dueOn ? null : metAtThisPace;
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`-2 -16 ${WIDTH + 8} ${HEIGHT + 34}`}
        role="img"
        aria-labelledby={titleId}
        className={classes.picture}
      >
        <title id={titleId}>{sentence}</title>
        {holidays(from, dueOn, calendar).map(({ start, days }) => (
          <rect key={start} x={x(start)} y="0" width={(days / span) * WIDTH} height={HEIGHT} fill="var(--off)" />
        ))}
        <path d={`M0 ${HEIGHT}H${WIDTH}M0 0H${WIDTH}`} stroke="var(--line2)" />
        <text x="0" y="-5">
          {t('burnUp.total', { count: total })}
        </text>
        <path d={`${line}V${HEIGHT}H0Z`} fill="var(--accent)" opacity="0.1" />
        <path d={line} fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinejoin="round" />
        {today < dueOn && <path d={`M${now} ${y(met)}L${WIDTH} 0`} stroke="var(--ink)" strokeWidth="1.5" />}
        {pace !== null && pace < total && (
          <>
            <path
              d={`M${now} ${y(met)}L${WIDTH} ${y(pace)}`}
              stroke="var(--overdue-mark)"
              strokeWidth="1.5"
              strokeDasharray="4 3"
            />
            <path d={`M${WIDTH} 0h3V${y(pace)}h-3`} stroke="var(--overdue-mark)" strokeWidth="1.5" fill="none" />
            <text x={WIDTH - 6} y={y(pace) - 6} textAnchor="end" className={classes.pace}>
              {language.number(pace)}
            </text>
          </>
        )}
        <path d={`M${now} 0V${HEIGHT}`} stroke="var(--accent)" />
        <circle cx={now} cy={y(met)} r="3.5" fill="var(--sheet)" stroke="var(--accent)" strokeWidth="2" />
        <text x={now - 8} y={isBelow ? y(met) + 20 : y(met) - 8} textAnchor="end" className={classes.big}>
          {language.number(met)}
        </text>
        {months.map((month) => (
          <text key={month} x={x(month)} y={HEIGHT + 15}>
            {language.month(month, { short: true })}
          </text>
        ))}
      </svg>
      <ul className={classes.legend} aria-hidden="true">
        <li className={classes.keyMet}>{t('burnUp.met')}</li>
        {today < dueOn && met < total && <li className={classes.keyNeeded}>{t('burnUp.needed')}</li>}
        {pace !== null && pace < total && <li className={classes.keyPace}>{t('burnUp.pace')}</li>}
      </ul>
      <details className={classes.table}>
        <summary>{t('burnUp.asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('burnUp.by')}</th>
              <th scope="col">{t('burnUp.met')}</th>
              <th scope="col">{t('burnUp.open')}</th>
            </tr>
          </thead>
          <tbody>
            {[...months.slice(1).map((month) => addDays(month, -1)), today]
              .filter((day) => day <= today)
              .map((day) => {
                const metByThen = points.filter((point) => point.day <= day).at(-1)?.met ?? 0;
                return (
                  <tr key={day}>
                    <th scope="row">{language.day(day, {})}</th>
                    <td>{language.number(day === today ? met : metByThen)}</td>
                    <td>{language.number(total - (day === today ? met : metByThen))}</td>
                  </tr>
                );
              })}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** The first of each month on the axis. */
function monthStarts(from: Day, to: Day): Day[] {
  const starts: Day[] = [];
  for (let day = `${from.slice(0, 7)}-01`; day <= to; day = addMonths(day, 1)) if (day >= from) starts.push(day);
  return starts;
}

/** Stretches of three and more holidays. */
function holidays(from: Day, to: Day, calendar: WorkingCalendar): { start: Day; days: number }[] {
  const found: { start: Day; days: number }[] = [];
  let start: Day | null = null;
  for (let day = from; day <= addDays(to, 1); day = addDays(day, 1)) {
    const isHoliday = day <= to && calendar.day(day).kind === 'holiday';
    if (isHoliday) start ??= day;
    else if (start) {
      if (daysBetween(start, day) >= 3) found.push({ start, days: daysBetween(start, day) });
      start = null;
    }
  }
  return found;
}
