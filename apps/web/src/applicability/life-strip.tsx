import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import type { Mode } from '#domain/reference/catalogue';
import { useLanguage } from '../i18n/use-language.js';
import classes from './applicability.module.css';
import type { ToldPeriod } from './applicability.types.js';

/** How full the bar of a mode is drawn: a certificate whole, both ways half, a declaration hollow, nothing asked a line. */
const FILLS: Record<Mode, string> = {
  'third-party': 'full',
  choice: 'half',
  'third-party-declarations-valid': 'half',
  'self-declaration-a': 'hollow',
  'self-declaration-b': 'hollow',
  released: 'none',
  'not-in-catalogue': 'none',
  unknown: 'unknown',
};

interface LifeStripProps {
  periods: readonly ToldPeriod[];
  /** the day that is asked about */
  day: Day;
  /** Asks for another day, where that is possible. */
  onAsk?: (day: Day) => void;
}

/** What held before the day, what holds and what comes, from left to right; not to scale, the days say how long. */
export function LifeStrip({ periods, day, onAsk }: LifeStripProps) {
  const { t } = useTranslation('applicability');
  const language = useLanguage();
  return (
    <ol className={classes.life} aria-label={t('life.label')}>
      {periods.map((period) => {
        const { validFrom, validTo, mode } = period;
        const holds = (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
        return (
          <li key={validFrom ?? 'first'} data-holds={holds || undefined} aria-current={holds ? 'date' : undefined}>
            <span
              className={`${classes.lifeBar} ${period.isMandatory ? '' : classes.lifeWaiting}`}
              data-fill={FILLS[mode]}
              aria-hidden
            />{' '}
            {/* prettier-ignore */}
            <span className={classes.lifeDays}>
              <PeriodDays from={validFrom} to={validTo} />
            </span>
            <span className={classes.lifeName}>{period.text}</span>
            {!period.isMandatory && mode !== 'released' && <span className={classes.quiet}>{t('life.notYet')}</span>}
            {holds ? (
              <span className={classes.lifeAsked}>{t('life.asked', { day: language.day(day, {}) })}</span>
            ) : (
              onAsk && <AskFor period={period} day={day} onAsk={onAsk} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** The nearest day of another period: the first of one to come, the last of one gone by. */
function AskFor({ period, day, onAsk }: { period: ToldPeriod; day: Day; onAsk: (day: Day) => void }) {
  const { t } = useTranslation('applicability');
  const language = useLanguage();
  const nearest = period.validFrom !== null && period.validFrom > day ? period.validFrom : period.validTo;
  if (nearest === null) return null;
  return (
    <button type="button" className={`link ${classes.lifeAsk}`} onClick={() => onAsk(nearest)}>
      {t('life.ask', { day: language.day(nearest, {}) })}
    </button>
  );
}

/** From one day to another, either of them open. */
export function PeriodDays({ from, to }: { from: Day | null; to: Day | null }) {
  const { t } = useTranslation('applicability');
  const language = useLanguage();
  const day = (one: Day) => language.day(one, {});
  if (from && to) return <>{t('life.fromTo', { from: day(from), to: day(to) })}</>;
  if (from) return <>{t('life.from', { from: day(from) })}</>;
  return <>{to ? t('life.to', { to: day(to) }) : t('life.always')}</>;
}
