import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { newKey } from '../components/new-key.js';
import { Section } from '../components/detail-page.js';
import page from '../components/page.module.css';
import { CorrectedFileButton, useCorrectedFile } from './corrected-file-button.js';
import { FaultList } from './fault-list.js';
import { FileExcerpt } from './file-excerpt.js';
import { SendingState } from './file-step.js';
import { executeImport, importQuery, loadFaultsWorkbook } from './imports.api.js';
import classes from './imports.module.css';
import type { ImportView } from './imports.types.js';
import { download } from './register-file.js';
import { Verdict } from './verdict.js';
import { WarningList } from './warning-list.js';
import { ZoneQuestions } from './zone-questions.js';

/** Step 3: what the dry run found. */
export function CheckStep({ view, side }: { view: ImportView; side: ReactNode }) {
  return view.state === 'faulty' ? <FaultyCheck view={view} side={side} /> : <ReadyCheck view={view} side={side} />;
}

/** A file goes in whole or not at all: the verdict, each faulty cell, and the way to the next try. */
function FaultyCheck({ view, side }: { view: ImportView; side: ReactNode }) {
  const { t } = useTranslation('imports');
  const { may } = useSession();
  const upload = useCorrectedFile();
  const workbook = useMutation({
    mutationFn: () => loadFaultsWorkbook(view.id),
    onSuccess: (blob) => download(blob, `${view.fileName.replace(/\.[^.]+$/, '')}-${t('check.faultsFile')}.xlsx`),
  });
  return (
    <>
      <Verdict
        tone="bad"
        title={t('check.verdictFaults', {
          faults: t('check.faults', { count: view.faults }),
          rows: t('check.inRows', { count: view.faultyRows }),
        })}
        acts={
          <>
            <Button variant="default" loading={workbook.isPending} onClick={() => workbook.mutate()}>
              {t('check.workbook')}
            </Button>
            {may('import.run') && <CorrectedFileButton upload={upload} />}
          </>
        }
      >
        <p>{t('check.wholeOrNot')}</p>
        {workbook.isError && <p role="alert">{problemText(workbook.error)}</p>}
      </Verdict>
      <div className={classes.inset}>
        <SendingState upload={upload} />
      </div>
      <div className={`${page.columns} ${side ? '' : page.single}`}>
        <div className={page.content}>
          <FaultList importId={view.id} count={view.faults} />
          {view.warnings > 0 && <WarningList importId={view.id} count={view.warnings} />}
        </div>
        {side && <aside className={page.side}>{side}</aside>}
      </div>
    </>
  );
}

/** So many rows below the headings the excerpt has its middle: it begins with the first one. */
const FIRST_ROWS = 3;

/** Nothing stands in the way: what is asked before, what is doubted, and the import itself. */
function ReadyCheck({ view, side }: { view: ImportView; side: ReactNode }) {
  const { t } = useTranslation('imports');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const [zones, setZones] = useState<Record<string, string>>({});
  const [updatesKnown, setUpdatesKnown] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [idempotencyKey] = useState(newKey);
  const questions = useRef<HTMLDivElement>(null);
  const isOpen = view.questions.some(({ country }) => !zones[country]);
  const differs = view.counts.reduce((sum, count) => sum + count.differs, 0);
  const changes = differs > 0 || view.counts.some((count) => count.new > 0);
  const rows = view.reading?.rows ?? 0;
  const run = useMutation({
    mutationFn: () => executeImport(view.id, { zones, updatesKnown }, idempotencyKey),
    onSuccess: (now) => queryClient.setQueryData(importQuery(view.id).queryKey, now),
  });
  const start = () => {
    if (!isOpen) return run.mutate();
    setAsked(true);
    questions.current?.querySelector<HTMLElement>('input:not([type="hidden"])')?.focus();
  };
  return (
    <>
      <Verdict
        tone="good"
        title={changes ? t('check.verdictReady', { count: rows }) : t('check.verdictKnown', { count: rows })}
        acts={
          may('import.run') && (
            <Button variant={changes ? 'filled' : 'default'} loading={run.isPending} onClick={start}>
              {t('check.run', { count: rows })}
            </Button>
          )
        }
      >
        <p>{changes ? t('check.readyHint') : t('check.knownHint')}</p>
        {run.isError && (
          <p role="alert" className={classes.problem}>
            {problemText(run.error)}
          </p>
        )}
      </Verdict>
      <div className={`${page.columns} ${side ? '' : page.single}`}>
        <div className={page.content}>
          {view.questions.length > 0 && (
            <div ref={questions}>
              <ZoneQuestions questions={view.questions} zones={zones} onChange={setZones} isAsked={isAsked} />
            </div>
          )}
          {differs > 0 && (
            <div className={classes.choice}>
              <Checkbox
                checked={updatesKnown}
                onChange={(event) => setUpdatesKnown(event.currentTarget.checked)}
                label={t('check.updatesKnown', { count: differs })}
                description={t('check.updatesKnownHelp')}
              />
            </div>
          )}
          {view.warnings > 0 ? (
            <WarningList importId={view.id} count={view.warnings} />
          ) : (
            <p className={classes.allClear}>{t('check.allClear')}</p>
          )}
          {view.reading && (
            <Section title={t('excerpt.title')} note={t('excerpt.first')}>
              <FileExcerpt importId={view.id} row={view.reading.headingRow + FIRST_ROWS} />
            </Section>
          )}
        </div>
        {side && <aside className={page.side}>{side}</aside>}
      </div>
    </>
  );
}
