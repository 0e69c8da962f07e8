import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { showFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { ProofButton } from './proof-button.js';
import { signOf } from './reminder-words.js';
import { lastToldQuery, loadProof, proofsQuery } from './reminders.api.js';
import classes from './reminders.module.css';
import type { ReminderProof } from './reminders.types.js';

/** Beside why a date is what it is: who was last told of it, and the documents that prove it. */
export function DeadlineTold({ deadlineId }: { deadlineId: string }) {
  const { t } = useTranslation('reminders');
  const language = useLanguage();
  const query = useQuery(lastToldQuery(deadlineId));
  return (
    <div className={classes.told}>
      <h4>{t('proof.lastTold')}</h4>
      {query.isError && <p role="alert">{problemText(query.error)}</p>}
      {query.data?.items.length === 0 && <p className={classes.quiet}>{t('proof.nobodyTold')}</p>}
      <ul>
        {query.data?.items.map((reminder) => {
          const { id, sentAt, sendAt, toName, timeZone } = reminder;
          const sign = signOf(reminder);
          return (
            <li key={id}>
              {language.clauses([language.instant(sentAt ?? sendAt, timeZone), toName, sign && t(`state.${sign}`)])}
            </li>
          );
        })}
      </ul>
      <DeadlineProofs deadlineId={deadlineId} />
    </div>
  );
}

interface DeadlineProofsProps {
  deadlineId: string;
  hasClient?: boolean;
}

/** Makes a proof of a deadline, and opens those that were made. */
export function DeadlineProofs({ deadlineId, hasClient = true }: DeadlineProofsProps) {
  const { t } = useTranslation('reminders');
  const query = useQuery(proofsQuery(deadlineId));
  const made = query.data ?? [];
  return (
    <>
      <ProofButton deadlineId={deadlineId} hasClient={hasClient} />
      {made.length > 0 && (
        <ul className={classes.proofs} aria-label={t('proof.earlier')}>
          {made.map((proof) => (
            <li key={proof.id}>
              <MadeProof proof={proof} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function MadeProof({ proof: { id, madeAt, madeBy: name, lines, readers } }: { proof: ReminderProof }) {
  const { t } = useTranslation('reminders');
  const language = useLanguage();
  const file = useMutation({
    mutationFn: () => showFile(() => loadProof(id)),
    onError: (error) => toast(problemText(error)),
  });
  const line = t('proof.line', { at: language.instant(madeAt, readerTimeZone()), name, count: lines });
  return (
    <>
      <button
        type="button"
        className="link"
        disabled={file.isPending}
        aria-label={t('proof.openNamed', { line })}
        onClick={() => file.mutate()}
      >
        {line}
      </button>
      {readers === 'client' && <div className={classes.quiet}>{t('proof.client')}</div>}
    </>
  );
}
