import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState } from '../components/states.js';
import { SubjectDeadlines } from '../components/subject-deadlines.js';
import { factoryQuery } from './clients.api.js';
import { FactoryFacts } from './factory-facts.js';

/** A factory beside the list: its dates and what is known of it. */
export function FactoryPeek({ id }: { id: string }) {
  const { t } = useTranslation('clients');
  const query = useQuery(factoryQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  return (
    <>
      <h2>
        <Names latin={query.data.name} zh={query.data.nameZh} stacked strong />
      </h2>
      <SubjectDeadlines subject={{ factoryId: id }} />
      <Section title={t('client.facts')}>
        <FactoryFacts factory={query.data} withClass />
      </Section>
    </>
  );
}
