import { Button, Drawer, Group } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { Names } from '../components/names.js';
import { newKey } from '../components/new-key.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from '../work/bulk.module.css';
import { useRefusalWords } from '../work/refusal-words.js';
import type { BatchResult, BatchRow } from './renewals.types.js';

interface CaseBatchDrawerProps {
  title: string;
  /** With the same key for every try of one opened drawer: what was done is not done again. */
  run: (isPreview: boolean, idempotencyKey: string) => Promise<BatchResult>;
  onClose: () => void;
  /** Certificates whose case could not be opened. */
  onDone: (refused: ReadonlySet<string>) => void;
}

/** Cases for many certificates, in two steps: what would become of each, then what became of it. */
export function CaseBatchDrawer({ title, run, onClose, onDone }: CaseBatchDrawerProps) {
  const { t } = useTranslation(['renewals', 'common']);
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => newKey());
  const [result, setResult] = useState<BatchResult | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const summary = useRef<HTMLParagraphElement>(null);
  const asked = useRef(false);
  const isDone = result !== null && !result.isPreview;

  const ask = async (isPreview: boolean) => {
    setBusy(true);
    setFailure(null);
    try {
      const answer = await run(isPreview, idempotencyKey);
      setResult(answer);
      if (!isPreview) {
        const refused = answer.rows.filter(({ outcome }) => outcome === 'refused');
        onDone(new Set(refused.flatMap(({ certificateId }) => certificateId ?? [])));
        void refreshAfterChange(queryClient);
      }
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void ask(true);
  });
  useEffect(() => summary.current?.focus(), [result]);

  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      size="min(640px, 100%)"
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <div className={classes.form}>
        {!isDone && <p className={classes.quiet}>{t('renewals:batch.explain')}</p>}
        {failure !== null && (
          <p className={classes.failure} role="alert">
            {problemText(failure)}
          </p>
        )}
        {!result && isBusy && <p role="status">{t('renewals:batch.looking')}</p>}
        {result && (
          <>
            <p ref={summary} tabIndex={-1} role="status" className={classes.summary}>
              {t('renewals:batch.preview', {
                parts: language.clauses([
                  t(isDone ? 'renewals:batch.did' : 'renewals:batch.will', { count: result.done }),
                  result.refused > 0 && t('renewals:batch.refused', { count: result.refused }),
                ]),
              })}
            </p>
            <Rows result={result} />
          </>
        )}
        <Group gap={8} className={classes.foot}>
          {isDone ? (
            <Button onClick={onClose}>{t('common:act.close')}</Button>
          ) : (
            <>
              <Button loading={isBusy} disabled={result === null || result.done === 0} onClick={() => void ask(false)}>
                {t('renewals:batch.do', { count: result?.done ?? 0 })}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('common:act.cancel')}
              </Button>
            </>
          )}
        </Group>
      </div>
    </Drawer>
  );
}

/** What is refused comes first: it is what needs somebody. */
function Rows({ result }: { result: BatchResult }) {
  const { t } = useTranslation('renewals');
  const rows = [...result.rows].sort((one, other) => Number(one.outcome === 'done') - Number(other.outcome === 'done'));
  return (
    <ul className={classes.rows} aria-label={t('batch.rows')}>
      {rows.map((row, index) => (
        <li key={row.certificateId ?? index} data-outcome={row.outcome}>
          <span className={classes.outcome}>
            {row.outcome === 'done' ? (
              <IconCheck size={14} stroke={2} aria-hidden />
            ) : (
              <IconX size={14} stroke={2} aria-hidden />
            )}
            <span>
              {row.outcome === 'refused' ? t('batch.stays') : t(result.isPreview ? 'batch.wouldOpen' : 'batch.opened')}
            </span>
          </span>
          <div>
            <p>
              {row.number ? (
                <>
                  <b>
                    <CertificateNumber number={row.number} />
                  </b>{' '}
                  <Names latin={row.productName} zh={row.productNameZh} />
                </>
              ) : (
                <b>{t('batch.noSuch')}</b>
              )}
            </p>
            <Outcome row={row} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ row: { refusal, opened } }: { row: BatchRow }) {
  const { t } = useTranslation('renewals');
  const language = useLanguage();
  const wordsOf = useRefusalWords();
  if (refusal) return <p className={classes.refusal}>{wordsOf(refusal)}</p>;
  if (!opened) return null;
  const { id, number, schemeNames, variantCode, plannedEndOn, handledBy, ownerName } = opened;
  return (
    <p className={classes.quiet}>
      {id && number && (
        <>
          <Link to={`/cases/${id}` as '/'} className="link">
            {number}
          </Link>{' '}
        </>
      )}
      {language.clauses([
        schemeNames[language.language],
        variantCode && t('batch.code', { code: variantCode }),
        handledBy,
        ownerName,
        plannedEndOn && t('batch.planned', { day: language.day(plannedEndOn, {}) }),
      ])}
    </p>
  );
}
