import { useTranslation } from 'react-i18next';
import type { LatenessState } from '../applications/applications.types.js';
import { urgencyText } from '../components/urgency.js';
import classes from './portal.module.css';

const PLACE: Record<LatenessState, number | null> = { late: 10, 'at-risk': 30, 'on-track': 50, unknown: null };
const HUE: Record<LatenessState, string> = { late: 'overdue', 'at-risk': 'week', 'on-track': 'met', unknown: 'later' };
const TEXT = {
  late: urgencyText('overdue'),
  'at-risk': urgencyText('week'),
  'on-track': urgencyText('met'),
  unknown: urgencyText('later'),
} as const;
const SIGN: Record<LatenessState, string> = {
  late: 'M10 6v4.4M10 13.4v.1',
  'at-risk': 'M30 6.500V10l2 1.500',
  'on-track': 'm46.5 10.300 2.500 2.500 4.500-5',
  unknown: '',
};

/** The traffic light: place and sign say it beside the hue, and the word says it again. */
export function Light({ state }: { state: LatenessState }) {
  const { t } = useTranslation('portal');
  return (
    <>
      <svg className={classes.lamp} width="48" height="16" viewBox="0 0 60 20" aria-hidden="true">
        <rect width="60" height="20" rx="10" fill="var(--off)" />
        {[10, 30, 50].map((x) => (
          <circle key={x} cx={x} cy="10" r="4" fill="var(--line2)" />
        ))}
        {PLACE[state] !== null && <circle cx={PLACE[state]} cy="10" r="7.5" fill={`var(--${HUE[state]}-mark)`} />}
        {SIGN[state] && (
          <path
            d={SIGN[state]}
            fill="none"
            stroke="var(--sheet)"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        )}
      </svg>
      <span className={`${classes.light} ${TEXT[state]}`}>{t(`light.${state}`)}</span>
    </>
  );
}
