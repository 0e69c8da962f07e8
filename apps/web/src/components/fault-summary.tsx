import type { MouseEvent, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText, type Problem } from '../api/problem.js';
import classes from './form.module.css';

interface FaultSummaryProps {
  /** Takes the focus when a form was not sent. */
  ref: Ref<HTMLDivElement>;
  failure: Problem | null;
  /** Each leads to its field. */
  faults: readonly { id: string; label: string; fault: ReactNode }[];
}

/** On top of a form: what kept it from being sent; nothing where nothing did. */
export function FaultSummary({ ref, failure, faults }: FaultSummaryProps) {
  const { t } = useTranslation();
  if (!failure && faults.length === 0) return null;
  return (
    <div ref={ref} className={classes.summary} role="alert" tabIndex={-1}>
      <strong>{faults.length > 0 ? t('form.faults', { count: faults.length }) : problemText(failure)}</strong>
      <ul>
        {faults.map(({ id, label, fault }) => (
          <li key={id}>
            <a className="link" href={`#${id}`} onClick={(event) => focusField(event, id)}>
              {label}
            </a>{' '}
            {fault}
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusField(event: MouseEvent, id: string) {
  event.preventDefault();
  document.getElementById(id)?.focus();
}
