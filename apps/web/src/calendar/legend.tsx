import { useTranslation } from 'react-i18next';
import { Zh } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './calendar.module.css';
import type { CalendarYear } from './calendar.types.js';

interface LegendProps {
  ground: CalendarYear;
  beside: CalendarYear | null;
  hasCount: boolean;
  /** A list of what differs has no ground to explain. */
  isAgenda: boolean;
}

/** What the marks of the months mean; only those that are drawn. */
export function Legend({ ground, beside, hasCount, isAgenda }: LegendProps) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  return (
    <ul className={classes.legend} aria-label={t('legend.label')}>
      {!isAgenda && (
        <li>
          <i className={classes.keyOff} />
          {t('legend.off')}
        </li>
      )}
      <li>
        <Zh>休</Zh> {t('legend.holiday')}
      </li>
      <li>
        <Zh>班</Zh> {t('legend.makeUp')}
      </li>
      {beside && (
        <li>
          <i className={classes.keyBeside} />
          {t('legend.beside', { country: language.country(beside.country) })}
        </li>
      )}
      {ground.isProvisional && !isAgenda && (
        <li>
          <i className={classes.keyUnpublished} />
          {t('legend.unpublished')}
        </li>
      )}
      {hasCount && !isAgenda && (
        <>
          <li>
            <i className={classes.keyCounted} />
            {t('legend.counted')}
          </li>
          <li>
            <i className={classes.keySkipped} />
            {t('legend.skipped')}
          </li>
        </>
      )}
    </ul>
  );
}
