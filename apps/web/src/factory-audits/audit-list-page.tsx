import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DueReading, useDueWidth } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { CalendarLink } from '../work/calendar-link.js';
import { ExportButton } from '../work/export-button.js';
import { auditHref, AuditTag, OpenFindings, useAuditDays, useKindLine } from './audit-cells.js';
import { AuditForm } from './audit-form.js';
import { AuditTabs } from './audit-tabs.js';
import { countAudits, loadAudits } from './audits.api.js';
import classes from './audits.module.css';
import type { AuditLine } from './audits.types.js';
import { useAuditFilters, useAuditViews } from './use-audit-filters.js';

const DEFAULT_SORT = '-day';

/** Every factory inspection, by its day: to come, under correction, past. */
export function AuditListPage() {
  const { t } = useTranslation('audits');
  const { may } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isPlanning, setPlanning] = useState(false);
  const filters = useAuditFilters();
  const views = useAuditViews();
  const columns = useColumns();
  const mayPlan = may('audit.edit');
  return (
    <>
      <ListPage<AuditLine>
        title={t('list.title')}
        reading={t('list.reading')}
        tabs={<AuditTabs />}
        acts={
          <>
            {may('work.read') && (
              <>
                <CalendarLink show="audit" />
                <ExportButton list="audits" names={filters.map(({ name }) => name)} defaultSort={DEFAULT_SORT} />
              </>
            )}
            {mayPlan && (
              <Button leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => setPlanning(true)}>
                {t('form.create')}
              </Button>
            )}
          </>
        }
        queryKey={['audits']}
        load={loadAudits}
        count={countAudits}
        columns={columns}
        defaultSort={DEFAULT_SORT}
        filters={filters}
        views={views}
        rowId={(audit) => audit.id}
        rowHref={auditHref}
        rowName={(audit) => audit.factoryName}
        phoneRow={(audit) => <PhoneRow audit={audit} />}
        empty={
          <EmptyState
            sentence={t('list.empty')}
            hint={mayPlan ? t('list.emptyHint') : undefined}
            act={mayPlan && <Button onClick={() => setPlanning(true)}>{t('form.create')}</Button>}
          />
        }
      />
      <AuditForm
        opened={isPlanning}
        onClose={() => setPlanning(false)}
        onSaved={(audit) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: auditHref(audit) });
        }}
      />
    </>
  );
}

function useColumns(): Column<AuditLine>[] {
  const { t } = useTranslation('audits');
  const { isClient } = useSession();
  const daysOf = useAuditDays();
  const dueWidth = useDueWidth();
  const client: Column<AuditLine> = {
    key: 'client',
    title: t('field.client'),
    cell: (audit) => <Names latin={audit.clientName} zh={audit.clientNameZh} stacked />,
    width: '20%',
    folds: 'unlessWide',
  };
  return [
    { key: 'factory', title: t('field.factory'), cell: (audit) => <FactoryOverKind audit={audit} /> },
    ...(isClient ? [] : [client]),
    { key: 'days', title: t('field.days'), cell: daysOf, width: '236px', sort: 'day' },
    { key: 'status', title: t('field.status'), cell: (audit) => <AuditTag status={audit.status} />, width: '148px' },
    {
      key: 'findings',
      title: t('field.findings'),
      cell: (audit) => <OpenFindings audit={audit} />,
      width: '128px',
    },
    {
      key: 'certificates',
      title: t('field.certificates'),
      cell: (audit) => audit.certificates,
      width: '96px',
      align: 'right',
    },
    {
      key: 'next',
      title: t('field.nextDue'),
      cell: (audit) => <NextDue audit={audit} />,
      width: dueWidth,
      ...(isClient ? {} : { sort: 'nextDueOn', isOneWay: true }),
    },
  ];
}

function NextDue({ audit }: { audit: AuditLine }) {
  if (!audit.nextDueOn) return <span className={classes.quiet}>–</span>;
  return <DueReading day={audit.nextDueOn} basis={audit.nextDueBasis} />;
}

/** Where, over what kind of inspection, as one link to its page. */
function FactoryOverKind({ audit }: { audit: AuditLine }) {
  const kindLine = useKindLine();
  return (
    <Link to={auditHref(audit)}>
      <TwoLines first={<Names latin={audit.factoryName} zh={audit.factoryNameZh} strong />} second={kindLine(audit)} />
    </Link>
  );
}

/** An audit on a phone: the day and the state first, then where, then what is open. */
function PhoneRow({ audit }: { audit: AuditLine }) {
  const daysOf = useAuditDays();
  return (
    <div className={classes.phoneRow}>
      <span className={classes.phoneHead}>
        <span>{daysOf(audit)}</span>
        <AuditTag status={audit.status} />
      </span>
      <FactoryOverKind audit={audit} />
      {audit.findingsOpen > 0 && (
        <span className={classes.phoneHead}>
          <OpenFindings audit={audit} />
          <NextDue audit={audit} />
        </span>
      )}
    </div>
  );
}
