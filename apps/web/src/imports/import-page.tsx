import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../components/page-header.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { useUrlState } from '../components/url-state.js';
import { CheckStep } from './check-step.js';
import { ColumnsStep } from './columns-step.js';
import { FailedStep } from './failed-step.js';
import { ImportSide } from './import-side.js';
import { ImportSteps, type ImportStep } from './import-steps.js';
import { importQuery, isRunning } from './imports.api.js';
import type { ImportView } from './imports.types.js';
import { MailStep } from './mail-step.js';
import { RunningStep } from './running-step.js';

/** One uploaded register on its way in: columns, check, import, mails. */
export function ImportPage() {
  const { t } = useTranslation('imports');
  const { importId } = useParams({ strict: false }) as { importId: string };
  const query = useQuery(importQuery(importId));
  const view = query.data;
  useRefreshWhenDone(view);
  if (query.isError && !view) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!view) return <SkeletonPage />;
  return (
    <>
      <PageHeader
        crumb={{ to: '/imports', name: t('title') }}
        title={view.fileName}
        reading={<Reading view={view} />}
      />
      <ImportBody view={view} />
    </>
  );
}

/** The step an import stands at. */
function stepOf(view: ImportView): ImportStep {
  if (view.state === 'checking') return view.progress.done > 0 ? 'check' : 'columns';
  if (view.state === 'failed') return view.failure?.code.startsWith('register.') ? 'columns' : 'file';
  if (view.state === 'importing') return 'import';
  return view.state === 'imported' ? 'mails' : 'check';
}

function ImportBody({ view }: { view: ImportView }) {
  const [url, setUrl] = useUrlState();
  const at = stepOf(view);
  const mayLookAtColumns = view.reading !== null && !isRunning(view);
  const shown: ImportStep = url['step'] === 'columns' && mayLookAtColumns ? 'columns' : at;
  const isOver = view.state === 'imported' && (view.mailsConfirmedAt !== null || !view.mails?.mails);
  const hasSide =
    shown === 'columns' ? false : view.state !== 'failed' && !(view.state === 'checking' && view.counts.length === 0);
  return (
    <>
      <ImportSteps
        at={at}
        shown={shown}
        isFaulty={view.state === 'faulty' || view.state === 'failed'}
        isFinished={isOver}
        open={{
          ...(mayLookAtColumns && { columns: () => setUrl({ step: 'columns' }, { push: true }) }),
          [at]: () => setUrl({ step: null }, { push: true }),
        }}
      />
      {shown === 'columns' && view.reading ? (
        <ColumnsStep view={view} reading={view.reading} onBack={() => setUrl({ step: null }, { push: true })} />
      ) : isRunning(view) ? (
        <RunningStep view={view} />
      ) : view.state === 'failed' ? (
        <FailedStep view={view} />
      ) : view.state === 'imported' ? (
        <MailStep view={view} side={<ImportSide view={view} />} />
      ) : (
        <CheckStep view={view} side={hasSide && <ImportSide view={view} />} />
      )}
    </>
  );
}

/** What was read, in a sentence. */
function Reading({ view: { reading } }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const [, setUrl] = useUrlState();
  if (!reading) return null;
  const known = reading.headings.filter((heading) => heading.as !== null).length;
  return (
    <>
      {reading.rows > 0 && `${t('check.rowsRead', { count: reading.rows })} `}
      <button type="button" className="link" onClick={() => setUrl({ step: 'columns' }, { push: true })}>
        {t('check.headings', { known, count: reading.headings.length })}
      </button>
    </>
  );
}

/** When the work on it ends, whatever was on the screen before is out of date: lists, counts, dates. */
function useRefreshWhenDone(view: ImportView | undefined) {
  const queryClient = useQueryClient();
  const before = useRef(view?.state);
  useEffect(() => {
    const hasEnded = before.current === 'importing' && view?.state === 'imported';
    before.current = view?.state;
    if (hasEnded) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  }, [view?.state, queryClient]);
}
