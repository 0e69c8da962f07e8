import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { ListPage, type Column } from '../components/list-page.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { ImportStateTag } from './import-state-tag.js';
import { loadImports } from './imports.api.js';
import classes from './imports.module.css';
import type { ImportLine } from './imports.types.js';

const hrefOf = (line: { id: string }) => `/imports/${line.id}`;

/** Every register that was uploaded, with what became of it. */
export function ImportListPage() {
  const { t } = useTranslation('imports');
  const { may } = useSession();
  const language = useLanguage();
  const navigate = useNavigate();
  const start = may('import.run') && (
    <Button onClick={() => void navigate({ to: '/imports/new' })}>{t('list.start')}</Button>
  );
  const when = (line: ImportLine) => language.instant(line.createdAt, readerTimeZone());
  const outcome = (line: ImportLine) => {
    if (line.state === 'faulty') return t('list.faults', { count: line.faults });
    if (line.holdsMails) return t('list.mailsHeld');
    return '';
  };
  const columns: Column<ImportLine>[] = [
    {
      key: 'file',
      title: t('list.file'),
      cell: (line) => (
        <Link to={hrefOf(line)}>
          <TwoLines first={line.fileName} second={line.createdBy} />
        </Link>
      ),
    },
    { key: 'state', title: t('list.state'), cell: (line) => <ImportStateTag state={line.state} />, width: '170px' },
    {
      key: 'outcome',
      title: t('list.outcome'),
      cell: (line) => <span className={classes.quiet}>{outcome(line)}</span>,
      width: '220px',
    },
    {
      key: 'rows',
      title: t('list.rows'),
      cell: (line) => (line.rows === null ? '' : language.number(line.rows)),
      width: '100px',
      align: 'right',
    },
    { key: 'when', title: t('list.when'), cell: when, width: '190px' },
  ];
  return (
    <ListPage<ImportLine>
      title={t('title')}
      reading={t('list.reading')}
      acts={start}
      queryKey={['imports']}
      // newest first is the only order
      load={({ sort: _, ...query }, signal) => loadImports(query, signal)}
      columns={columns}
      defaultSort="-createdAt"
      rowId={(line) => line.id}
      rowHref={hrefOf}
      rowName={(line) => line.fileName}
      phoneRow={(line) => (
        <Link to={hrefOf(line)} className={classes.phoneRow}>
          <span className={classes.phoneHead}>
            <ImportStateTag state={line.state} />
            <span className={classes.quiet}>{when(line)}</span>
          </span>
          <strong>{line.fileName}</strong>
          <span className={classes.quiet}>
            {language.clauses([line.rows !== null && t('list.rowCount', { count: line.rows }), outcome(line)])}
          </span>
        </Link>
      )}
      empty={<EmptyState sentence={t('list.empty')} hint={t('list.emptyHint')} act={start} />}
    />
  );
}
