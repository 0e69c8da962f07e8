import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import type { Deadline, Page } from '../api/types.js';
import { DeadlineChip } from './deadline-chip.js';
import { Section } from './detail-page.js';
import { ErrorState } from './states.js';
import classes from './subject-deadlines.module.css';

/** The open days of one factory, determination or approval, each with its basis one click away: a section of its page. */
export function SubjectDeadlines({
  subject,
}: {
  subject: { factoryId: string } | { determinationId: string } | { approvalId: string };
}) {
  const { t } = useTranslation(['history', 'domain']);
  const query = useQuery({
    queryKey: ['deadlines', 'of', subject],
    queryFn: ({ signal }) => api.get<Page<Deadline>>('/api/deadlines', { ...subject, state: 'open' }, signal),
  });
  return (
    <Section title={t('history:deadlines.title')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className={classes.none}>{t('history:deadlines.none')}</p>}
      <ul className={classes.list}>
        {query.data?.items.map((deadline) => (
          <li key={deadline.id}>
            <span>{t(`domain:deadlineAct.${deadline.kind}`)}</span>
            <DeadlineChip deadline={deadline} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
