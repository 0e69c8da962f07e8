import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText, toProblem } from '../api/problem.js';
import classes from './states.module.css';

interface EmptyStateProps {
  /** One sentence: what will stand here. */
  sentence: string;
  /** What helps to get there, in a quieter second sentence. */
  hint?: string;
  /** A line drawing in hairlines of the real component; rows of a list when left out. */
  drawing?: ReactNode;
  /** One act. */
  act?: ReactNode;
}

/** Nothing here yet: says what will stand here and offers the one act that brings it. */
export function EmptyState({ sentence, hint, drawing, act }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {drawing ?? <RowsDrawing />}
      <p className={classes.sentence}>{sentence}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
      {act && <div className={classes.act}>{act}</div>}
    </div>
  );
}

/** Three rows of a list in hairlines: disc, two lines, a date. */
function RowsDrawing() {
  return (
    <svg
      width="232"
      height="92"
      viewBox="0 0 232 92"
      fill="none"
      stroke="var(--line2)"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {[0, 1, 2].map((row) => (
        <g key={row} transform={`translate(0 ${row * 30})`} opacity={1 - row * 0.3}>
          <path d="M0 30.5h232" stroke="var(--line)" />
          <circle cx="9" cy="15" r="5.5" strokeWidth="1.5" />
          <path d="M26 11h84M26 20h52M196 15h34" strokeWidth="2.5" />
        </g>
      ))}
    </svg>
  );
}

interface ErrorStateProps {
  error: unknown;
  /** Tries the same again. */
  onRetry?: () => void;
  /** Where else to go. */
  act?: ReactNode;
}

/** A page or a part that could not be shown: what happened, what is safe, what to do, and the request's id in small. */
export function ErrorState({ error, onRetry, act }: ErrorStateProps) {
  const { t } = useTranslation();
  const problem = toProblem(error);
  const isMissing = problem.status === 404;
  const Icon = problem.isOffline ? IconPlugConnectedX : IconAlertTriangle;
  return (
    <div className={classes.empty} role="alert">
      <Icon size={28} stroke={1.25} color="var(--ink3)" aria-hidden />
      <p className={classes.sentence}>{problemText(problem)}</p>
      {!isMissing && problem.status !== 403 && <p className={classes.hint}>{t('error.safe')}</p>}
      {onRetry && !isMissing && (
        <div className={classes.act}>
          <Button variant="default" onClick={onRetry}>
            {t('act.tryAgain')}
          </Button>
        </div>
      )}
      {act && <div className={classes.act}>{act}</div>}
      {problem.requestId && <p className={classes.request}>{t('error.request', { id: problem.requestId })}</p>}
    </div>
  );
}

/** A state that stands alone in the window, outside the frame. */
export function WholePage({ children }: { children: ReactNode }) {
  return <div className={classes.whole}>{children}</div>;
}

/** Draws its children only after 200 ms, so that a fast answer shows no skeleton at all. */
function AfterAMoment({ children }: { children: ReactNode }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return isDue ? children : null;
}

/** Grey bars in the geometry of a list: no shimmer, no spinner. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <AfterAMoment>
      <div className={classes.skeleton} role="status" aria-label={t('state.loading')}>
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className={classes.skeletonRow}>
            <span style={{ width: `${34 + ((row * 17) % 23)}%` }} />
            <span style={{ width: `${12 + ((row * 7) % 9)}%` }} />
          </div>
        ))}
      </div>
    </AfterAMoment>
  );
}

/** Grey bars in the geometry of a page: title, reading line, rows. */
export function SkeletonPage() {
  const { t } = useTranslation();
  return (
    <AfterAMoment>
      <div className={classes.skeletonPage} role="status" aria-label={t('state.loading')}>
        <span className={classes.skeletonTitle} />
        <span className={classes.skeletonLine} />
        <SkeletonRows />
      </div>
    </AfterAMoment>
  );
}
