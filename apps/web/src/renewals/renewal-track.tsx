import { useTranslation } from 'react-i18next';
import { middleOf, type DayScale } from '../components/day-scale.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './renewals.module.css';
import type { RenewalPlan } from './renewals.types.js';

interface RenewalTrackProps {
  plan: Pick<RenewalPlan, 'askBy' | 'filingOn' | 'expiresOn'>;
  scale: DayScale;
  today: string;
}

/** From asking for the documents over the last day to file to the last valid day, on a scale that all rows share. */
export function RenewalTrack({ plan: { askBy, filingOn, expiresOn }, scale, today }: RenewalTrackProps) {
  const { t } = useTranslation('renewals');
  const language = useLanguage();
  const at = (day: string) => Math.min(Math.max(middleOf(scale, day), 0), 100);
  const words = askBy
    ? t('line.track', {
        ask: language.day(askBy, {}),
        file: language.day(filingOn, {}),
        end: language.day(expiresOn, {}),
      })
    : t('line.trackPlain', { file: language.day(filingOn, {}), end: language.day(expiresOn, {}) });
  return (
    <span className={classes.track} role="img" aria-label={words} title={words}>
      <i className={classes.base} />
      {askBy && <i className={classes.ask} style={{ left: `${at(askBy)}%`, width: `${at(filingOn) - at(askBy)}%` }} />}
      <i className={classes.rest} style={{ left: `${at(filingOn)}%`, width: `${at(expiresOn) - at(filingOn)}%` }} />
      <i className={classes.today} style={{ left: `${at(today)}%` }} />
      <i className={classes.file} style={{ left: `${at(filingOn)}%` }} />
    </span>
  );
}
