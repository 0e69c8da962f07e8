import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PRODUCT_CHANGE_KINDS } from '#domain/product-changes/change-kind';
import { CHANGE_STATUSES } from '#domain/product-changes/change-status';
import { useSession } from '../api/session.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import { ListPage, type Column, type Filter, type View } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { loadProductChanges } from './product-changes.api.js';
import classes from './product-changes.module.css';
import type { ProductChangeLine } from './product-changes.types.js';

/** Every change with how far it is; the newest first. */
export function ProductChangeListPage() {
  const { t } = useTranslation('productChanges');
  const { may } = useSession();
  const columns = useColumns();
  const act = may('product-change.edit') && <NewChange />;
  return (
    <ListPage<ProductChangeLine>
      title={t('title')}
      reading={t('reading')}
      acts={act}
      queryKey={['product-changes']}
      load={loadProductChanges}
      columns={columns}
      defaultSort="-createdAt"
      filters={useFilters()}
      views={useViews()}
      rowId={(line) => line.id}
      rowHref={(line) => `/product-changes/${line.id}`}
      rowName={(line) => line.title}
      phoneRow={(line) => <PhoneRow line={line} />}
      empty={<EmptyState sentence={t('empty')} hint={t('emptyHint')} act={act} />}
    />
  );
}

function NewChange() {
  const { t } = useTranslation('productChanges');
  const navigate = useNavigate();
  return (
    <Button
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
      onClick={() => void navigate({ href: '/product-changes/new' })}
    >
      {t('new')}
    </Button>
  );
}

function useFilters(): Filter[] {
  const { t } = useTranslation('productChanges');
  const clients = useClientFilter();
  return [
    { name: 'status', label: t('field.status'), options: CHANGE_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })) }, // prettier-ignore
    { name: 'kind', label: t('field.kind'), options: PRODUCT_CHANGE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) }, // prettier-ignore
    ...clients,
  ];
}

function useViews(): View[] {
  const { t } = useTranslation('productChanges');
  return [
    { key: 'all', name: t('view.all'), filters: {} },
    { key: 'open', name: t('view.open'), filters: { status: 'open' } },
  ];
}

function useColumns(): Column<ProductChangeLine>[] {
  const { t } = useTranslation('productChanges');
  const { hasOneCompany } = useSession();
  return [
    { key: 'change', title: t('field.change'), cell: (line) => <TwoLines first={line.title} second={t(`kind.${line.kind}`)} /> }, // prettier-ignore
    ...(hasOneCompany
      ? []
      : [{ key: 'client', title: t('field.client'), cell: (line: ProductChangeLine) => <Names latin={line.client.legalName} zh={line.client.legalNameZh} stacked />, width: '20%' }]), // prettier-ignore
    { key: 'factory', title: t('field.factory'), cell: (line) => line.factory && <Names latin={line.factory.name} zh={line.factory.nameZh} stacked />, width: '14%' }, // prettier-ignore
    { key: 'planned', title: t('field.plannedOn'), cell: (line) => <Planned line={line} />, width: '190px' },
    { key: 'progress', title: t('field.progress'), cell: (line) => <Progress line={line} />, width: '150px' },
    { key: 'status', title: t('field.status'), cell: (line) => t(`status.${line.status}`), width: '120px' },
  ];
}

/** The day from which changed goods shall leave; red where it lies before the acceptance. */
export function Planned({ line: { plannedOn, hasLeftBefore } }: { line: ProductChangeLine }) {
  const { t } = useTranslation('productChanges');
  const language = useLanguage();
  if (!plannedOn) return <span className={classes.quiet}>{t('page.notDated')}</span>;
  return (
    <span className={hasLeftBefore ? classes.late : undefined}>
      {language.day(plannedOn, {})}
      {hasLeftBefore && <small>{t('shipment.left-before')}</small>}
    </span>
  );
}

export function Progress({ line: { counts } }: { line: ProductChangeLine }) {
  const { t } = useTranslation('productChanges');
  const all = counts.accepted + counts.touched + counts.caseOpen;
  return <>{t('page.progress', { accepted: counts.accepted, all })}</>;
}

function PhoneRow({ line }: { line: ProductChangeLine }) {
  const { t } = useTranslation('productChanges');
  return (
    <div className={classes.phoneRow}>
      <span>
        <Planned line={line} />
      </span>
      <b>{line.title}</b>
      <span className={classes.quiet}>
        {t(`kind.${line.kind}`)} <Progress line={line} />
      </span>
    </div>
  );
}
