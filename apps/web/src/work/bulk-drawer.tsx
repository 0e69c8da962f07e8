import { Button, Drawer, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useLanguage } from '../i18n/use-language.js';
import { isStaleRow } from './bulk.js';
import { BulkRows } from './bulk-rows.js';
import classes from './bulk.module.css';
import type { BulkResult } from './work.types.js';

interface BulkDrawerProps {
  title: string;
  /** What is asked; a change of it makes what was shown untrue. */
  question: string;
  /** Null as long as a field is missing or wrong. */
  run: ((isPreview: boolean, versions: ReadonlyMap<string, number>) => Promise<BulkResult>) | null;
  /** Says in the fields what is missing. */
  onIncomplete: () => void;
  /** Words of the act with how many cases it will change. */
  doLabel: (count: number) => string;
  onClose: () => void;
  /** Which cases stay chosen: those that were refused. */
  onDone: (kept: ReadonlySet<string>) => void;
  children: ReactNode;
}

/**
 * An act on many, in two steps: what would become of each case, then what became of it. Nothing is done before it was
 * shown; what is refused stays chosen with its reason, and what somebody else changed meanwhile is shown as it is now.
 */
export function BulkDrawer({
  title,
  question,
  run,
  onIncomplete,
  doLabel,
  onClose,
  onDone,
  children,
}: BulkDrawerProps) {
  const { t } = useTranslation(['work', 'common']);
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<{ question: string; result: BulkResult } | null>(null);
  const [versions, setVersions] = useState<ReadonlyMap<string, number>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const summary = useRef<HTMLParagraphElement>(null);
  const result = shown && (!shown.result.isPreview || shown.question === question) ? shown.result : null;
  const isDone = result !== null && !result.isPreview;

  const ask = async (isPreview: boolean, known = versions) => {
    if (!run) return onIncomplete();
    setBusy(true);
    setFailure(null);
    try {
      const answer = await run(isPreview, known);
      setShown({ question, result: answer });
      if (!isPreview) {
        onDone(
          new Set(
            answer.rows.flatMap((row) => (row.outcome === 'refused' && row.applicationId ? [row.applicationId] : [])),
          ),
        );
        void refreshAfterChange(queryClient);
      }
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  /** Goes on with the cases as they are now. */
  const takePresent = () => {
    const now = new Map(versions);
    for (const row of result?.rows ?? []) {
      if (isStaleRow(row) && row.before && row.applicationId) now.set(row.applicationId, row.before.version);
    }
    setVersions(now);
    void ask(true, now);
  };
  useEffect(() => summary.current?.focus(), [result]);

  const stale = result?.rows.filter(isStaleRow).length ?? 0;
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      size="min(640px, 100%)"
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isDone) void ask(result === null);
        }}
      >
        {!isDone && <div className={classes.fields}>{children}</div>}
        {failure !== null && (
          <p className={classes.failure} role="alert">
            {problemText(failure)}
          </p>
        )}
        {result && (
          <>
            <p ref={summary} tabIndex={-1} role="status" className={classes.summary}>
              {t(isDone ? 'work:bulk.result' : 'work:bulk.preview', {
                parts: language.clauses([
                  t(isDone ? 'work:bulk.changed' : 'work:bulk.willChange', { count: result.done }),
                  result.unchanged > 0 && t('work:bulk.unchanged', { count: result.unchanged }),
                  result.refused > 0 && t('work:bulk.refused', { count: result.refused }),
                ]),
              })}
            </p>
            {stale > 0 && !isDone && (
              <p className={classes.stale}>
                {t('work:bulk.stale', { count: stale })}{' '}
                <button type="button" className="link" onClick={takePresent}>
                  {t('work:bulk.takePresent')}
                </button>
              </p>
            )}
            {isDone && result.refused > 0 && <p className={classes.quiet}>{t('work:bulk.kept')}</p>}
            <BulkRows result={result} />
          </>
        )}
        <Group gap={8} className={classes.foot}>
          {isDone ? (
            <Button onClick={onClose}>{t('common:act.close')}</Button>
          ) : (
            <>
              <Button type="submit" loading={isBusy} disabled={result !== null && result.done === 0}>
                {result ? doLabel(result.done) : t('work:bulk.show')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('common:act.cancel')}
              </Button>
            </>
          )}
        </Group>
      </form>
    </Drawer>
  );
}
