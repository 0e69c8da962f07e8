import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { DeadlineProofs } from '../reminders/deadline-proofs.js';
import { ReaderLadders } from '../reminders/reader-ladders.js';
import { loadReminders } from '../reminders/reminders.api.js';
import { isFollowedUp, openDeadlines } from './certificate-facts.js';
import classes from './certificates.module.css';
import type { Certificate } from './certificates.types.js';

interface CertificateRemindersProps {
  certificate: Certificate;
  /** Only the ladder of the next day; else of every open one. */
  isShort?: boolean;
}

/** Who is reminded of this certificate's days, when, and what became of each mail. */
export function CertificateReminders({ certificate, isShort = false }: CertificateRemindersProps) {
  const { t } = useTranslation(['certificates', 'domain']);
  const { clauses } = useLanguage();
  const subjects = [
    { certificateId: certificate.id },
    ...(certificate.factory && isFollowedUp(certificate) ? [{ factoryId: certificate.factory.id }] : []),
  ];
  const queries = useQueries({
    queries: subjects.map((subject) => ({
      queryKey: ['reminders', 'of', subject],
      queryFn: ({ signal }: { signal: AbortSignal }) => loadReminders({ ...subject, limit: 200 }, signal),
    })),
  });
  const failed = queries.find((query) => query.isError);
  const reminders = queries.flatMap((query) => query.data?.items ?? []);
  const open = openDeadlines(certificate).filter(({ id }) => reminders.some(({ deadlineId }) => deadlineId === id));
  const shown = isShort ? open.slice(0, 1) : open;
  return (
    <Section title={t('certificates:reminder.title')}>
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && queries.every((query) => query.isSuccess) && open.length === 0 && (
        <p className={classes.quiet}>{t('certificates:reminder.none')}</p>
      )}
      {reminders.some(({ isHeld, state }) => isHeld && state === 'planned') && (
        <p className={classes.held}>
          {t('certificates:reminder.held')}{' '}
          <Link to="/imports" className="link">
            {t('certificates:reminder.toImports')}
          </Link>
        </p>
      )}
      <div className={classes.readers}>
        {shown.map((deadline) => (
          <div key={deadline.id}>
            {open.length > 1 && (
              <p className={classes.ladderOf}>
                {clauses([t(`domain:deadlineKind.${deadline.kind}`), deadline.counted.instrument])}
              </p>
            )}
            <ReaderLadders reminders={reminders.filter(({ deadlineId }) => deadlineId === deadline.id)} />
            {!isShort && (
              <div className={classes.proof}>
                <DeadlineProofs deadlineId={deadline.id} />
              </div>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}
