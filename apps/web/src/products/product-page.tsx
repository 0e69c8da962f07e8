import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProductCheck } from '../applicability/product-check.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { SubjectCertificates } from '../certificates/subject-certificates.js';
import { DetailPage, Section, type Reading } from '../components/detail-page.js';
import { DueValue } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { SubjectHistory } from '../components/subject-history.js';
import { SubjectNotes } from '../components/subject-notes.js';
import { useLanguage } from '../i18n/use-language.js';
import { CbReports } from './cb-reports.js';
import { Models, ProductFacts } from './product-facts.js';
import { ProductForm } from './product-form.js';
import { productQuery } from './products.api.js';
import type { Product } from './products.types.js';
import { useClassName } from './use-class-name.js';

/** One certification unit with its models and certificates. */
export function ProductPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(productQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <ProductDetails product={query.data} />;
}

function ProductDetails({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const { may } = useSession();
  const { number } = useLanguage();
  const nameOf = useClassName();
  const queryClient = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const live = product.certificates.filter(({ status }) => status === 'valid' || status === 'suspended');
  const readings: Reading[] = [
    { label: t('list.nextDue'), ...useNextDue(product) },
    {
      label: t('list.certificatesLive'),
      value: number(live.length),
      note:
        product.certificates.length > live.length && t('ended', { count: product.certificates.length - live.length }),
    },
    { label: t('field.models'), value: number(product.models.length) },
    {
      label: t('field.class'),
      value: product.class.code,
      note: product.class.isConverting ? t('converting') : nameOf(product.class),
    },
  ];
  return (
    <>
      <DetailPage
        title={<Names latin={product.name} zh={product.nameZh} />}
        titleText={product.name}
        crumb={{ to: '/products', name: t('list.title') }}
        reading={`${product.class.code} ${nameOf(product.class)}`}
        acts={
          <>
            {may('plan.read') && (
              <Button variant="default" component={Link} to="/plans/new" search={{ productId: product.id } as never}>
                {t('planTheWay')}
              </Button>
            )}
            {may('product.edit') && (
              <Button variant="default" onClick={() => setEditing(true)}>
                {t('edit')}
              </Button>
            )}
          </>
        }
        readings={readings}
        side={
          may('event.read') && (
            <>
              {may('note.read') && <SubjectNotes subject={{ productId: product.id }} />}
              <SubjectHistory subject={{ productId: product.id }} />
            </>
          )
        }
      >
        <Section title={t('facts')}>
          <ProductFacts product={product} />
        </Section>
        <Section title={t('field.models')} note={t('modelsNote')}>
          <Models models={product.models} />
        </Section>
        <SubjectCertificates subject={{ productId: product.id }} />
        <CbReports productId={product.id} />
        {may('applicability.read') && <ProductCheck productId={product.id} />}
      </DetailPage>
      <ProductForm
        opened={isEditing}
        onClose={() => setEditing(false)}
        product={product}
        onSaved={() => void refreshAfterChange(queryClient)}
      />
    </>
  );
}

/** The nearest day owed for it, by a certificate or a factory, as the page's first reading. */
function useNextDue({ nextDueOn }: Product): Pick<Reading, 'value' | 'note'> {
  const { t } = useTranslation('products');
  const language = useLanguage();
  if (!nextDueOn) return { value: t('list.nothingDue') };
  return { value: <DueValue day={nextDueOn} />, note: language.day(nextDueOn) };
}
