import { useTranslation } from 'react-i18next';
import { urgency as urgencyOf, type Urgency } from '#domain/deadlines/deadline';
import { daysBetween, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import classes from './urgency.module.css';

/** How far time has run; `met` is done and no longer urgent. */
export type UrgencyState = Urgency | 'met';

/** The state of a day seen from the reader's today. */
export function useUrgency(dueOn: Day, isMet = false): { state: UrgencyState; daysLeft: number } {
  const daysLeft = daysBetween(useToday(), dueOn);
  return { state: isMet ? 'met' : urgencyOf(daysLeft), daysLeft };
}

/** The class that gives text the colour of a state. */
export function urgencyText(state: UrgencyState): string {
  return classes[state] ?? '';
}

/** The class that gives a mark (a bar, a disc) the colour of a state. */
export function urgencyMark(state: UrgencyState): string {
  return classes[`${state}Mark`] ?? '';
}

const PIES: Partial<Record<UrgencyState, string>> = {
  quarter: 'M8 8V3A5 5 0 0 1 13 8Z',
  month: 'M8 8V3A5 5 0 0 1 8 13Z',
  week: 'M8 8V3A5 5 0 1 1 3 8Z',
};

/**
 * The disc: its fill says how far time has run (empty ring, quarter, half, three quarters, filled diamond with a mark),
 * so that it is read without colour. Decoration: the words stand beside it.
 */
export function UrgencyDisc({ state, size = 14 }: { state: UrgencyState; size?: number }) {
  return (
    <svg
      className={`${classes.disc} ${classes[`${state}Mark`]}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {state === 'overdue' ? (
        <>
          <path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor" />
          <path d="M8 4.3v4.4" stroke="var(--sheet)" strokeWidth="1.9" strokeLinecap="round" />
          <circle cx="8" cy="11.2" r="1.1" fill="var(--sheet)" />
        </>
      ) : (
        <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      )}
      {state === 'met' && (
        <path
          d="m5 8.3 2.2 2.2L11.2 6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {PIES[state] && <path d={PIES[state]} fill="currentColor" />}
    </svg>
  );
}

/** What remains, in words: `41 d`, `today`, `3 d late`. `long` writes the unit out. */
export function DaysLeft({ days, long = false }: { days: number; long?: boolean }) {
  const { t } = useTranslation();
  if (days === 0) return <>{t('days.today')}</>;
  const count = Math.abs(days);
  if (days < 0) return <>{long ? t('days.lateLong', { count }) : t('days.late', { count })}</>;
  return <>{long ? t('days.leftLong', { count }) : t('days.left', { count })}</>;
}

/** A day seen from today, of the past or to come, without judging it: `in 41 days`, `today`, `3 days ago`. */
export function RelativeDays({ days }: { days: number }) {
  const { t } = useTranslation();
  if (days === 0) return <>{t('days.today')}</>;
  return <>{days > 0 ? t('days.in', { count: days }) : t('days.ago', { count: -days })}</>;
}
