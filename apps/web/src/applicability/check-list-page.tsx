import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { WithHan } from '../imports/han.js';
import { loadChecks } from './applicability.api.js';
import classes from './applicability.module.css';
import type { CheckLine } from './applicability.types.js';
import { VerdictTag } from './verdict-tag.js';

const hrefOf = ({ id }: { id: string }) => `/applicability/${id}`;

/** Every answer that was kept, newest first. */
export function CheckListPage() {
  const { t } = useTranslation('applicability');
  const { may } = useSession();
  const language = useLanguage();
  const navigate = useNavigate();
  const clientFilter = useClientFilter();
  const start = may('applicability.check') && (
    <Button onClick={() => void navigate({ to: '/applicability/new' })}>{t('list.start')}</Button>
  );
  const kept = (line: CheckLine) => language.instant(line.createdAt, readerTimeZone());
  const columns: Column<CheckLine>[] = [
    {
      key: 'subject',
      title: t('list.subject'),
      cell: (line) => (
        <Link to={hrefOf(line)}>
          <TwoLines first={<Subject line={line} />} second={<Second line={line} />} />
        </Link>
      ),
    },
    {
      key: 'client',
      title: t('list.client'),
      cell: (line) => <Names latin={line.clientName} zh={line.clientNameZh} stacked />,
      width: '210px',
      folds: 'unlessWide',
    },
    { key: 'day', title: t('list.day'), cell: (line) => language.day(line.day, {}), width: '130px' },
    { key: 'verdict', title: t('list.verdict'), cell: (line) => <VerdictTag verdict={line.verdict} />, width: '220px' },
    {
      key: 'kept',
      title: t('list.kept'),
      cell: (line) => <TwoLines first={kept(line)} second={line.createdByName} />,
      width: '180px',
    },
    {
      key: 'version',
      title: t('list.version'),
      cell: (line) => language.number(line.referenceVersion),
      width: '110px',
      align: 'right',
    },
  ];
  return (
    <ListPage<CheckLine>
      title={t('list.title')}
      reading={t('list.reading')}
      acts={start}
      queryKey={['applicability-checks']}
      // newest first is the only order
      load={({ sort: _, ...query }, signal) => loadChecks(query, signal)}
      columns={columns}
      defaultSort="-createdAt"
      filters={clientFilter}
      rowId={(line) => line.id}
      rowHref={hrefOf}
      rowName={(line) => line.number}
      phoneRow={(line) => (
        <Link to={hrefOf(line)} className={classes.phoneRow}>
          <span className={classes.phoneHead}>
            <VerdictTag verdict={line.verdict} />
            <span>{language.day(line.day, {})}</span>
          </span>
          <b>
            <Subject line={line} />
          </b>
          <span className={classes.quiet}>
            <Second line={line} />
          </span>
          <span className={classes.quiet}>{language.clauses([line.clientName, kept(line)])}</span>
        </Link>
      )}
      empty={<EmptyState sentence={t('list.empty')} hint={t('list.emptyHint')} act={start} />}
    />
  );
}

/** What was asked about: the product, what was described, or the class. */
function Subject({ line }: { line: CheckLine }) {
  const { t } = useTranslation('applicability');
  const { language } = useLanguage();
  if (line.productName) return <Names latin={line.productName} zh={line.productNameZh} />;
  if (line.description) return <WithHan text={line.description} />;
  return <>{line.takenFor?.[language] ?? t('list.noSubject')}</>;
}

/** Number, class, and whether a newer one stands in its place. */
function Second({ line }: { line: CheckLine }) {
  const { t } = useTranslation('applicability');
  const language = useLanguage();
  const taken = line.takenFor && [line.classCode, line.takenFor[language.language]].filter(Boolean).join(' ');
  return <>{language.clauses([line.number, taken, !line.isNewest && t('list.superseded')])}</>;
}
