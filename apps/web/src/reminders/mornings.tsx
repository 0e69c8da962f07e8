import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.js';
import { morningsQuery } from './reminders.api.js';
import classes from './reminders.module.css';

/** The next mornings: how many mails leave, and to how many people. */
export function Mornings() {
  const { t } = useTranslation('reminders');
  const language = useLanguage();
  const query = useQuery(morningsQuery);
  if (!query.data || query.data.items.length === 0) return null;
  return (
    <section className={classes.mornings} aria-label={t('morning.title')}>
      <h2>{t('morning.title')}</h2>
      <ol>
        {query.data.items.map(({ day, mails, people }) => (
          <li key={day}>
            <strong>{language.day(day, { weekday: true })}</strong>
            <span>
              {t('morning.count', {
                mails: t('morning.mails', { count: mails }),
                people: t('morning.people', { count: people }),
              })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
