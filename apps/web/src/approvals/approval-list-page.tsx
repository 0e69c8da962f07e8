import { useTranslation } from 'react-i18next';
import { APPROVAL_STATUSES } from '#domain/states/approval-status';
import { useClientFilter } from '../clients/use-client-filter.js';
import { useDueColumn } from '../components/due-column.js';
import { DueReading } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useUrlState } from '../components/url-state.js';
import { ApprovalTag, ProjectTabs, useApprovalName } from './approval-cells.js';
import { ApprovalPanel } from './approval-panel.js';
import { loadApprovals } from './approvals.api.js';
import classes from './approvals.module.css';
import type { ApprovalLine } from './approvals.types.js';

/** Every approval beside CCC, of whatever project, by the day it owes next. */
export function ApprovalListPage() {
  const { t } = useTranslation(['approvals', 'domain']);
  const [url, setUrl] = useUrlState();
  const clientFilter = useClientFilter();
  const name = useApprovalName();
  const columns = useColumns();
  return (
    <>
      <ListPage<ApprovalLine>
        title={t('approvals:approval.title')}
        reading={t('approvals:approval.reading')}
        tabs={<ProjectTabs />}
        queryKey={['approvals']}
        load={loadApprovals}
        columns={columns}
        defaultSort="nextDueOn"
        views={[
          { key: 'all', name: t('approvals:view.all'), filters: {} },
          { key: 'planned', name: t('approvals:view.planned'), filters: { status: 'planned' } },
          { key: 'filed', name: t('approvals:view.filed'), filters: { status: 'filed' } },
          { key: 'granted', name: t('approvals:view.granted'), filters: { status: 'granted' } },
        ]}
        filters={[
          {
            name: 'status',
            label: t('approvals:field.status'),
            options: APPROVAL_STATUSES.map((status) => ({
              value: status,
              label: t(`domain:approvalStatus.${status}`),
            })),
          },
          ...clientFilter,
        ]}
        rowId={(row) => row.id}
        rowHref={(row) => (row.projectId ? `/projects/${row.projectId}?approval=${row.id}` : `/projects/approvals?approval=${row.id}`)} // prettier-ignore
        rowName={name}
        phoneRow={(row) => (
          <div className={classes.phoneRow}>
            <span className={classes.phoneHead}>
              <strong>{name(row)}</strong>
              <ApprovalTag status={row.status} />
            </span>
            <Of row={row} />
            {row.nextDueOn && <DueReading day={row.nextDueOn} basis={row.nextDueBasis} />}
          </div>
        )}
        empty={<EmptyState sentence={t('approvals:approval.empty')} hint={t('approvals:approval.emptyHint')} />}
      />
      <ApprovalPanel id={url['approval'] ?? null} onClose={() => setUrl({ approval: null })} />
    </>
  );
}

/** Of which project or product. */
function Of({ row }: { row: ApprovalLine }) {
  const ofProject = row.projectName && <Names latin={row.projectName} zh={row.projectNameZh} />;
  const ofProduct = row.productName && <Names latin={row.productName} zh={row.productNameZh} />;
  return <TwoLines first={ofProject || ofProduct} second={ofProject && ofProduct ? ofProduct : row.clientName} />;
}

function useColumns(): Column<ApprovalLine>[] {
  const { t } = useTranslation(['approvals', 'domain']);
  const name = useApprovalName();
  const due = useDueColumn(t('approvals:field.due'));
  return [
    {
      key: 'kind',
      title: t('approvals:field.kind'),
      cell: (row) => <TwoLines first={<strong>{name(row)}</strong>} second={row.number ?? ''} />,
    },
    { key: 'of', title: t('approvals:field.of'), cell: (row) => <Of row={row} /> },
    {
      key: 'status',
      title: t('approvals:field.status'),
      cell: (row) => <ApprovalTag status={row.status} />,
      width: '150px',
    },
    due,
  ];
}
