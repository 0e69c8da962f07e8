import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { Section } from '../components/detail-page.js';
import { urgencyText } from '../components/urgency.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './today.module.css';
import type { MailsSince } from './today.types.js';

/** What the mails did since yesterday; a refused one calls for work. */
export function MailsBlock({ mails }: { mails: MailsSince }) {
  const { t } = useTranslation('today');
  const language = useLanguage();
  const { time } = instantParts(mails.since, readerTimeZone());
  return (
    <Section title={t('mails.title', { time })}>
      <p className={classes.sentence}>
        {mails.sent === 0 ? t('mails.none') : t('mails.sent', { count: mails.sent })}
        {language.gap}
        {mails.refused > 0 && (
          <Link
            to={'/reminders' as string}
            search={{ state: 'refused' } as never}
            className={`link ${urgencyText('overdue')}`}
          >
            {t('mails.refused', { count: mails.refused })}
          </Link>
        )}
      </p>
    </Section>
  );
}
