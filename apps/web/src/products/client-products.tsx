import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { hrefOf, NextOfProduct, ProductPhoneRow, useProductCells } from './product-cells.js';
import { ProductForm } from './product-form.js';
import { loadProducts } from './products.api.js';
import type { ProductLine } from './products.types.js';

const SHOWN = 20;

/** The products of one client, as a section of its page. */
export function ClientProducts({ clientId }: { clientId: string }) {
  const { t } = useTranslation('products');
  const { may } = useSession();
  const { number } = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const cells = useProductCells();
  const query = useQuery({
    queryKey: ['products', 'of', clientId],
    queryFn: ({ signal }) => loadProducts({ clientId, sort: 'name', limit: SHOWN }, signal),
  });
  const columns: Column<ProductLine>[] = [
    { key: 'name', title: t('list.product'), cell: cells.name },
    { key: 'models', title: t('field.models'), cell: (product) => product.models.join(', '), width: '150px' },
    { key: 'class', title: t('field.class'), cell: (product) => product.classCode, width: '104px' },
    {
      key: 'live',
      title: t('list.certificatesLive'),
      cell: (product) => number(product.certificatesLive),
      width: '130px',
      align: 'right',
    },
    { key: 'next', title: t('list.nextDue'), cell: (product) => <NextOfProduct product={product} />, width: '230px' },
  ];
  return (
    <Section
      title={t('list.title')}
      acts={
        <>
          {query.data?.nextCursor && (
            <Link to="/products" search={{ clientId } as never} className="link">
              {t('list.all')}
            </Link>
          )}
          {may('product.edit') && (
            <button type="button" className="link" onClick={() => setCreating(true)}>
              {t('create')}
            </button>
          )}
        </>
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <SectionList
          caption={t('list.title')}
          rows={query.data.items}
          columns={columns}
          rowId={(product) => product.id}
          rowName={(product) => product.name}
          rowHref={hrefOf}
          phoneRow={(product) => <ProductPhoneRow product={product} />}
          empty={t('list.empty')}
        />
      )}
      <ProductForm
        opened={isCreating}
        onClose={() => setCreating(false)}
        clientId={clientId}
        onSaved={(product) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: hrefOf(product) });
        }}
      />
    </Section>
  );
}
