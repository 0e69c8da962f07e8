import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ownCompanyQuery } from '../clients/clients.api.js';
import { clientHref } from '../clients/hrefs.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import { useDueWidth } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { hrefOf, NextOfProduct, ProductPhoneRow, useProductCells } from './product-cells.js';
import { ProductForm } from './product-form.js';
import { ProductPeek } from './product-peek.js';
import { classesQuery, loadProducts } from './products.api.js';
import type { ProductLine } from './products.types.js';
import { useClassName } from './use-class-name.js';

/** All certification units. */
export function ProductListPage() {
  const { t } = useTranslation('products');
  const { may, isClient, hasOneCompany } = useSession();
  const { number } = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const classes = useQuery(classesQuery);
  const own = useQuery({ ...ownCompanyQuery, enabled: hasOneCompany });
  const nameOf = useClassName();
  const cells = useProductCells();
  const clientFilter = useClientFilter();
  const dueWidth = useDueWidth();
  const mayEdit = may('product.edit');
  const columns: Column<ProductLine>[] = [
    { key: 'name', title: t('list.product'), cell: cells.name },
    {
      key: 'models',
      title: t('field.models'),
      cell: (product) => product.models.join(', '),
      width: '13%',
      folds: 'byPeek',
    },
    { key: 'class', title: t('field.class'), cell: cells.classOf, width: '17%', folds: 'byPeek' },
    ...(hasOneCompany
      ? []
      : [
          {
            key: 'client',
            title: t('field.client'),
            cell: (product: ProductLine) => (
              <Link to={clientHref(product.clientId)}>
                <Names latin={product.clientName} zh={product.clientNameZh} stacked />
              </Link>
            ),
            width: '18%',
            folds: 'byPeek' as const,
          },
        ]),
    {
      key: 'standard',
      title: t('field.standard'),
      cell: (product) => product.standard,
      width: '160px',
      folds: 'unlessWide',
    },
    {
      key: 'live',
      title: t('list.certificatesLive'),
      cell: (product) => number(product.certificatesLive),
      width: '130px',
      align: 'right',
    },
    { key: 'next', title: t('list.nextDue'), cell: (product) => <NextOfProduct product={product} />, width: dueWidth },
  ];
  return (
    <>
      <ListPage<ProductLine>
        title={t('list.title')}
        reading={t('list.reading')}
        acts={mayEdit && <Button onClick={() => setCreating(true)}>{t('create')}</Button>}
        queryKey={['products']}
        load={loadProducts}
        columns={columns}
        defaultSort="name"
        filters={[
          ...clientFilter,
          {
            name: 'classCode',
            label: t('field.class'),
            options: (classes.data ?? []).map((one) => ({ value: one.code, label: `${one.code} ${nameOf(one)}` })),
          },
        ]}
        search={{ name: 'q', label: t('list.search') }}
        rowId={(product) => product.id}
        rowHref={hrefOf}
        rowName={(product) => product.name}
        phoneRow={(product) => <ProductPhoneRow product={product} />}
        peek={(id) => <ProductPeek id={id} />}
        empty={
          <EmptyState
            sentence={t('list.empty')}
            hint={isClient ? t('list.emptyHintClient') : t('list.emptyHint')}
            act={
              mayEdit && (
                <Button variant="default" onClick={() => setCreating(true)}>
                  {t('create')}
                </Button>
              )
            }
          />
        }
      />
      <ProductForm
        opened={isCreating}
        onClose={() => setCreating(false)}
        {...(own.data && { clientId: own.data })}
        onSaved={(product) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: hrefOf(product) });
        }}
      />
    </>
  );
}
