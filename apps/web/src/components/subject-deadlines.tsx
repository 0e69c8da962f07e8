import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import type { Deadline, Page } from '../api/types.js';
import { DeadlineChip } from './deadline-chip.js';
import { Section } from './detail-page.js';
import { ErrorState } from './states.js';
import classes from './subject-deadlines.module.css';
import { toast } from './toast.js';

/**
 * The open days of one factory, determination, approval or entry of the regulatory watch, each with its basis one click
 * away: a section of its page. The transition that an entry asks for is done when its responsible says so.
 */
export function SubjectDeadlines({
  subject,
}: {
  subject: { factoryId: string } | { determinationId: string } | { approvalId: string } | { entryId: string };
}) {
  const { t } = useTranslation(['history', 'domain']);
  const { may } = useSession();
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
            {deadline.kind === 'transition' && may('deadline.meet') && <DoneButton id={deadline.id} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Says that it is done; for eight seconds it can be taken back. */
function DoneButton({ id }: { id: string }) {
  const { t } = useTranslation('history');
  const queryClient = useQueryClient();
  const address = `/api/deadlines/${id}/completion`;
  const meet = useMutation({
    mutationFn: () => api.post<unknown>(address),
    onSuccess: () => {
      toast(t('deadlines.done'), async () => {
        await api.delete(address).catch((error: unknown) => toast(problemText(error)));
        await refreshAfterChange(queryClient);
      });
      void refreshAfterChange(queryClient);
    },
    onError: (error) => toast(problemText(error)),
  });
  return (
    <Button className={classes.act} size="xs" variant="default" loading={meet.isPending} onClick={() => meet.mutate()}>
      {t('deadlines.markDone')}
    </Button>
  );
}
