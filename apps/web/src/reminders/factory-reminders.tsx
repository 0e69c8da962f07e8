import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { ReaderLadders } from './reader-ladders.js';
import { loadReminders } from './reminders.api.js';
import classes from './reminders.module.css';

/** Who is reminded of a factory's next follow-up inspection, when, and what became of each mail. */
export function FactoryReminders({ factoryId }: { factoryId: string }) {
  const { t } = useTranslation('reminders');
  const query = useQuery({
    queryKey: ['reminders', 'of', { factoryId }],
    queryFn: ({ signal }) => loadReminders({ factoryId, limit: 200 }, signal),
  });
  // what belongs to inspections that took place is history
  const reminders = (query.data?.items ?? []).filter(({ stateReason }) => stateReason !== 'deadline-met');
  return (
    <Section title={t('subject.title')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && reminders.length === 0 && <p className={classes.quiet}>{t('subject.none')}</p>}
      <ReaderLadders reminders={reminders} />
    </Section>
  );
}
