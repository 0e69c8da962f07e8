import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState } from '../components/states.js';
import { Models, ProductFacts } from './product-facts.js';
import { productQuery } from './products.api.js';

/** A product beside the list. */
export function ProductPeek({ id }: { id: string }) {
  const { t } = useTranslation('products');
  const query = useQuery(productQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  return (
    <>
      <h2>
        <Names latin={query.data.name} zh={query.data.nameZh} stacked strong />
      </h2>
      <Section title={t('facts')}>
        <ProductFacts product={query.data} />
      </Section>
      <Section title={t('field.models')}>
        <Models models={query.data.models} />
      </Section>
    </>
  );
}
