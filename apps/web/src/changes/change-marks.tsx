import { useTranslation } from 'react-i18next';
import type { Scheme } from '#domain/certificate';
import { daysBetween } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './changes.module.css';
import type { ChangeDayName, RegulatoryChange } from './changes.types.js';

/** In which the last day of a change is looked for: the same order as the list's. */
const LAST: readonly ChangeDayName[] = [
  'deadlineOn',
  'mandatoryFrom',
  'newRulesOnlyFrom',
  'inForceOn',
  'viewsUntil',
  'announcedOn',
];

/** The day that matters most, and what it is; null where none is known. */
export function lastDayOf({ days }: RegulatoryChange) {
  const name = LAST.find((one) => days[one] !== null);
  return name ? { name, day: days[name]! } : null;
}

/** In the reader's language; of a standard without a name its number. */
export function useChangeName() {
  const { language } = useLanguage();
  return ({ names, instrument }: RegulatoryChange) => names?.[language] ?? instrument;
}

/** Draft or withdrawn, and whether it is the tenant's own or one that is followed. */
export function ChangeMarks({ change }: { change: RegulatoryChange }) {
  const { t } = useTranslation('changes');
  const { status, origin, entry } = change;
  return (
    <>
      {status === 'draft' && <span className={classes.draft}>{t('announced.draft')}</span>}
      {status === 'withdrawn' && <span className={classes.draft}>{t('announced.withdrawn')}</span>}
      {origin === 'tenant' && <span className={classes.own}>{t('announced.own')}</span>}
      {origin === 'record' && entry && <span className={classes.own}>{t('announced.followed')}</span>}
    </>
  );
}

/** Whom it is about: schemes, or every certificate. */
export function useSchemeWords() {
  const { t } = useTranslation(['changes', 'domain']);
  const language = useLanguage();
  return ({ certificateSchemes, origin }: RegulatoryChange) => {
    if (certificateSchemes.length === 0)
      return origin === 'tenant' ? t('changes:announced.anyScheme') : t('changes:announced.everyCcc');
    return language.items(certificateSchemes.map((scheme) => t(`domain:scheme.${scheme as Scheme}`)));
  };
}

/** Days to a day that matters, in words; past ones are quiet. */
export function useDaysWords() {
  const { t } = useTranslation('changes');
  const today = useToday();
  const language = useLanguage();
  return (day: string) => {
    const days = daysBetween(today, day);
    if (days === 0) return t('day.today');
    const number = language.number(Math.abs(days));
    return days > 0 ? t('day.in', { count: days, number }) : t('day.ago', { count: -days, number });
  };
}
