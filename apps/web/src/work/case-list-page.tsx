import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import type { ApplicationLine } from '../applications/applications.types.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { useSelection } from '../components/selection.js';
import { EmptyState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { BulkBar } from './bulk-bar.js';
import { caseHref, CaseName, CaseStage, Expected, Light, NextDue, Turn } from './case-cells.js';
import { CasePeek } from './case-peek.js';
import { ExportButton } from './export-button.js';
import { SEARCH, useCaseFilters } from './use-case-filters.js';
import { useCaseViews } from './use-case-views.js';
import { countCases, loadCases } from './work.api.js';
import classes from './work.module.css';
import { MOST_IN_BULK } from './work.types.js';
import { WorkTabs } from './work-tabs.js';

const DEFAULT_SORT = 'nextDueOn';
const idOf = (line: ApplicationLine) => line.id;

/** Every case, by what is due next; several are assigned, moved or exported at once. */
export function CaseListPage() {
  const { t } = useTranslation('work');
  const { may } = useSession();
  const filters = useCaseFilters();
  const views = useCaseViews();
  const columns = useColumns();
  const selection = useSelection(idOf, MOST_IN_BULK);
  return (
    <>
      <ListPage<ApplicationLine>
        title={t('title')}
        reading={<Reading />}
        tabs={<WorkTabs />}
        acts={
          <>
            <ExportButton
              list="cases"
              names={[...filters.map(({ name }) => name), SEARCH]}
              defaultSort={DEFAULT_SORT}
            />
            {may('application.edit') && <NewCase />}
          </>
        }
        queryKey={['applications']}
        load={loadCases}
        count={countCases}
        columns={columns}
        defaultSort={DEFAULT_SORT}
        filters={filters}
        views={views}
        search={{ name: SEARCH, label: t('search') }}
        rowId={idOf}
        rowHref={caseHref}
        rowName={(line) => `${line.productName} ${line.number}`}
        phoneRow={(line) => <PhoneRow line={line} />}
        peek={(id) => <CasePeek id={id} />}
        selection={selection}
        empty={<EmptyState sentence={t('empty')} hint={t('emptyHint')} act={may('application.edit') && <NewCase />} />}
      />
      <BulkBar selection={selection} />
    </>
  );
}

/** Opens the page of a new case. */
export function NewCase() {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  return (
    <Button
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
      onClick={() => void navigate({ href: '/cases/new' })}
    >
      {t('new')}
    </Button>
  );
}

/** How many are open, of how many clients, and how many wait for us. */
export function Reading() {
  const { t } = useTranslation('work');
  const { number } = useLanguage();
  const count = (filters: Record<string, string>) => ({
    queryKey: ['applications', 'count', filters],
    queryFn: ({ signal }: { signal: AbortSignal }) => countCases(filters, signal),
  });
  const open = useQuery(count({ isOpen: 'true' })).data;
  const ours = useQuery(count({ turn: 'consultancy' })).data;
  if (!open || !ours || open.total === 0) return null;
  const written = (one: { total: number; isCapped: boolean }) => `${number(one.total)}${one.isCapped ? '+' : ''}`;
  return (
    <>
      {t('reading', {
        cases: t('readingCases', { count: open.total, written: written(open) }),
        clients: t('readingClients', { count: open.clients, written: number(open.clients) }),
        ours: written(ours),
      })}
    </>
  );
}

function useColumns(): Column<ApplicationLine>[] {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  return [
    { key: 'case', title: t('field.case'), cell: (line) => <CaseName line={line} />, sort: 'number' },
    {
      key: 'client',
      title: t('field.client'),
      cell: (line) => <Names latin={line.clientName} zh={line.clientNameZh} stacked />,
      width: { en: '14%', de: '13%', zh: '14%' }[language],
      folds: 'byPeek',
    },
    {
      key: 'stage',
      title: t('field.stage'),
      cell: (line) => <CaseStage line={line} />,
      width: { en: '14%', de: '13%', zh: '15%' }[language],
    },
    {
      key: 'turn',
      title: t('field.turn'),
      cell: (line) => <Turn line={line} />,
      width: { en: '148px', de: '172px', zh: '120px' }[language],
    },
    {
      key: 'expected',
      title: t('field.expected'),
      cell: (line) => <Expected line={line} />,
      width: { en: '156px', de: '164px', zh: '172px' }[language],
      folds: 'byPeek',
    },
    {
      key: 'next',
      title: t('field.next'),
      cell: (line) => <NextDue line={line} />,
      width: { en: '208px', de: '228px', zh: '228px' }[language],
      sort: 'nextDueOn',
      isOneWay: true,
    },
    {
      key: 'owner',
      title: t('field.owner'),
      cell: (line) => line.ownerName ?? <span className={classes.quiet}>{t('nobody')}</span>,
      width: '104px',
      folds: 'byPeek',
    },
    {
      key: 'started',
      title: t('field.started'),
      cell: (line) => <Started line={line} />,
      width: '132px',
      sort: 'startedOn',
      folds: 'unlessWide',
    },
  ];
}

function Started({ line }: { line: ApplicationLine }) {
  const language = useLanguage();
  return <>{language.day(line.startedOn, {})}</>;
}

/** A case on a phone: the day and whose turn first, then what, then where it stands. */
function PhoneRow({ line }: { line: ApplicationLine }) {
  return (
    <div className={classes.phoneRow}>
      <span className={classes.phoneHead}>
        <NextDue line={line} />
        <Turn line={line} />
      </span>
      <CaseName line={line} />
      <span className={classes.phoneFoot}>
        <CaseStage line={line} />
        {line.lateness && line.lateness !== 'unknown' && <Light state={line.lateness} />}
      </span>
    </div>
  );
}
