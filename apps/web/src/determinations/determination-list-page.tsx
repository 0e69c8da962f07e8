import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DETERMINATION_KINDS, DETERMINATION_STATUSES } from '#domain/states/determination-status';
import { useSession } from '../api/session.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import { useDueColumn } from '../components/due-column.js';
import { DueReading } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useUrlState } from '../components/url-state.js';
import { DeterminationTag, useGroundText, useQuantityText } from './determination-cells.js';
import { DeterminationForm } from './determination-form.js';
import { determinationHref, loadDeterminations } from './determinations.api.js';
import classes from './determinations.module.css';
import type { DeterminationLine } from './determinations.types.js';

/** Every exemption and determination, by the day it owes next. */
export function DeterminationListPage() {
  const { t } = useTranslation(['determinations', 'domain']);
  const { may } = useSession();
  const navigate = useNavigate();
  const [url] = useUrlState();
  const [isOpen, setOpen] = useState(false);
  const clientFilter = useClientFilter();
  const columns = useColumns();
  const groundText = useGroundText();
  const { productId, applicationId } = url;
  return (
    <>
      <ListPage<DeterminationLine>
        title={t('determinations:title')}
        reading={t('determinations:reading')}
        acts={may('determination.edit') && <Button onClick={() => setOpen(true)}>{t('determinations:create')}</Button>}
        queryKey={['determinations']}
        load={(query, signal) => loadDeterminations({ ...query, productId, applicationId }, signal)}
        columns={columns}
        defaultSort="nextDueOn"
        views={[
          { key: 'all', name: t('determinations:view.all'), filters: {} },
          { key: 'open', name: t('determinations:view.open'), filters: { status: 'used' } },
          { key: 'underway', name: t('determinations:view.underway'), filters: { status: 'drafted,applied' } },
          { key: 'ended', name: t('determinations:view.ended'), filters: { status: 'discharged,lapsed,refused,withdrawn' } }, // prettier-ignore
        ]}
        filters={[
          {
            name: 'status',
            label: t('determinations:field.status'),
            options: DETERMINATION_STATUSES.map((status) => ({ value: status, label: t(`domain:determinationStatus.${status}`) })), // prettier-ignore
          },
          {
            name: 'kind',
            label: t('determinations:field.kind'),
            options: DETERMINATION_KINDS.map((kind) => ({ value: kind, label: t(`domain:determinationKind.${kind}`) })),
          },
          ...clientFilter,
        ]}
        rowId={(row) => row.id}
        rowHref={determinationHref}
        rowName={(row) => row.productName}
        phoneRow={(row) => (
          <div className={classes.phoneRow}>
            <span className={classes.phoneHead}>
              <Names latin={row.productName} zh={row.productNameZh} />
              <DeterminationTag status={row.status} />
            </span>
            <span className={classes.quiet}>{groundText(row).ground ?? groundText(row).kind}</span>
            <Owed row={row} />
            {row.nextDueOn && <DueReading day={row.nextDueOn} basis={row.nextDueBasis} />}
          </div>
        )}
        empty={<EmptyState sentence={t('determinations:empty')} hint={t('determinations:emptyHint')} />}
      />
      <DeterminationForm
        opened={isOpen}
        onClose={() => setOpen(false)}
        onSaved={(saved) => void navigate({ to: determinationHref(saved) })}
      />
    </>
  );
}

/** What of the goods is still owed. */
function Owed({ row }: { row: DeterminationLine }) {
  const { t } = useTranslation('determinations');
  const quantity = useQuantityText();
  if (row.status !== 'used') return <span>{quantity(row.quantity, row.unit)}</span>;
  return (
    <TwoLines
      first={quantity(row.quantity, row.unit)}
      second={t('account.left', { owed: quantity(row.quantity - row.dischargedQuantity, row.unit) })}
    />
  );
}

function useColumns(): Column<DeterminationLine>[] {
  const { t } = useTranslation(['determinations', 'domain']);
  const groundText = useGroundText();
  const due = useDueColumn(t('determinations:field.due'));
  return [
    {
      key: 'product',
      title: t('determinations:field.product'),
      cell: (row) => (
        <TwoLines first={<Names latin={row.productName} zh={row.productNameZh} />} second={row.clientName} />
      ),
    },
    {
      key: 'ground',
      title: t('determinations:field.ground'),
      cell: (row) => <TwoLines first={groundText(row).ground ?? row.purpose} second={groundText(row).kind} />,
    },
    {
      key: 'status',
      title: t('determinations:field.status'),
      cell: (row) => <TwoLines first={<DeterminationTag status={row.status} />} second={row.number ?? ''} />,
      width: '170px',
    },
    {
      key: 'quantity',
      title: t('determinations:field.quantity'),
      cell: (row) => <Owed row={row} />,
      width: '150px',
      folds: 'unlessWide',
    },
    due,
  ];
}
