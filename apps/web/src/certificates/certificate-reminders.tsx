import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { api } from '../api/client.js';
import { useToday } from '../api/clock.js';
import type { Page } from '../api/types.js';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { UrgencyDisc, type UrgencyState } from '../components/urgency.js';
import { urgency } from '#domain/deadline';
import { useLanguage } from '../i18n/use-language.js';
import classes from './certificates.module.css';
import type { Certificate, CertificateReminder } from './certificates.types.js';

/** Who is reminded of this certificate's dates, when, and what became of each mail. */
export function CertificateReminders({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const query = useQuery({
    queryKey: ['reminders', 'of', certificate.id],
    queryFn: ({ signal }) =>
      api.get<Page<CertificateReminder>>('/api/reminders', { certificateId: certificate.id, limit: 200 }, signal),
  });
  const readers = byReader(query.data?.items ?? []);
  return (
    <Section title={t('certificates:reminder.title')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && readers.length === 0 && <p className={classes.quiet}>{t('certificates:reminder.none')}</p>}
      <div className={classes.readers}>
        {readers.map(([email, steps]) => (
          <div key={email}>
            <h3>
              {steps[0]!.toName}{' '}
              <span>
                {email}, {t(`domain:language.${steps[0]!.language}`)}
              </span>
            </h3>
            <ol className={classes.ladder}>
              {steps.map((step) => (
                <LadderStep key={step.id} step={step} />
              ))}
            </ol>
          </div>
        ))}
      </div>
    </Section>
  );
}

/** The steps of each reader, in the order of their days. */
function byReader(reminders: readonly CertificateReminder[]): [string, CertificateReminder[]][] {
  const readers = new Map<string, CertificateReminder[]>();
  for (const reminder of [...reminders].sort((a, b) => a.sendAt.localeCompare(b.sendAt)))
    readers.set(reminder.toEmail, [...(readers.get(reminder.toEmail) ?? []), reminder]);
  return [...readers];
}

function LadderStep({ step }: { step: CertificateReminder }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const today = useToday();
  const state: UrgencyState =
    step.state === 'sent'
      ? 'met'
      : step.state === 'planned'
        ? urgency(Math.max(daysBetween(today, step.sendOn), 0))
        : 'later';
  const count = Math.abs(step.stepDays);
  const offset =
    step.stepDays === 0
      ? t('certificates:reminder.onTheDay')
      : step.stepDays > 0
        ? t('certificates:reminder.before', { count })
        : t('certificates:reminder.after', { count });
  return (
    <li>
      <UrgencyDisc state={state} />
      <span className={step.state === 'planned' ? undefined : classes.quiet}>{language.day(step.sendOn)}</span>
      <span>
        <span className={classes.second}>
          {t(`domain:deadlineKind.${step.deadlineKind}`)}, {offset}
        </span>
        <span className={`${classes.stepNote} ${step.state === 'refused' ? classes.refused : ''}`}>{step.state}</span>
      </span>
    </li>
  );
}
