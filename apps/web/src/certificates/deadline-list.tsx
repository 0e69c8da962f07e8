import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeadlineKind } from '#domain/deadlines/deadline';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DeadlineBasis, DeadlineChip } from '../components/deadline-chip.js';
import { Section } from '../components/detail-page.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { closedDeadlines, openDeadlines } from './certificate-facts.js';
import { completeDeadline, undoCompletion } from './certificates.api.js';
import classes from './certificates.module.css';
import type { Certificate, OwedDeadline } from './certificates.types.js';

/** What a person says is done. The others are met by what is recorded: an inspection, or the day itself. */
const MET_BY_HAND: readonly DeadlineKind[] = ['conversion', 'renewal-filing', 'restoration-request', 'transition'];

/** The next day with everything behind it, the others one click away, the settled ones folded. */
export function CertificateDeadlines({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const { may } = useSession();
  const [next, ...others] = openDeadlines(certificate);
  const closed = closedDeadlines(certificate);
  return (
    <Section title={t('certificates:deadline.next')}>
      {next ? (
        <div className={classes.block}>
          <h3>{language.clauses([t(`domain:deadlineAct.${next.kind}`), next.counted.instrument])}</h3>
          <DeadlineBasis deadline={next} />
          {may('deadline.meet') && MET_BY_HAND.includes(next.kind) && <MeetButton deadline={next} />}
        </div>
      ) : (
        <p className={classes.quiet}>{t('certificates:deadline.none')}</p>
      )}
      {others.length > 0 && (
        <ul className={classes.others}>
          {others.map((deadline) => (
            <li key={deadline.id}>
              <DeadlineChip deadline={deadline} />
              <span>{language.clauses([t(`domain:deadlineKind.${deadline.kind}`), deadline.counted.instrument])}</span>
            </li>
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <details className={classes.closed}>
          <summary className="link">{t('certificates:deadline.closed', { count: closed.length })}</summary>
          <ul>
            {closed.map((deadline) => (
              <li key={deadline.id}>
                {language.clauses([
                  t(`domain:deadlineKind.${deadline.kind}`),
                  deadline.counted.instrument,
                  language.day(deadline.dueOn, {}),
                  t(`domain:deadlineState.${deadline.state}`),
                ])}
                <ClosedReason reason={deadline.stateReason} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** Says that the next day is met; for eight seconds it can be taken back. */
function MeetButton({ deadline }: { deadline: OwedDeadline }) {
  const { t } = useTranslation('certificates');
  const queryClient = useQueryClient();
  const meet = useMutation({
    mutationFn: () => completeDeadline(deadline.id),
    onSuccess: () => {
      toast(t(`deadline.done.${deadline.kind as 'conversion'}`), async () => {
        await undoCompletion(deadline.id).catch((error: unknown) => toast(problemText(error)));
        await refreshAfterChange(queryClient);
      });
      void refreshAfterChange(queryClient);
    },
    onError: (error) => toast(problemText(error)),
  });
  return (
    <Button className={classes.meet} size="xs" variant="default" loading={meet.isPending} onClick={() => meet.mutate()}>
      {t(`deadline.meet.${deadline.kind as 'conversion'}`)}
    </Button>
  );
}

/** Why a day is met or withdrawn: a word of ours by its code, or the person's own. */
function ClosedReason({ reason }: { reason: string | null }) {
  const { t, i18n } = useTranslation('certificates');
  if (!reason) return null;
  const key = `certificates:deadline.reason.${reason}`;
  return <span>{i18n.exists(key) ? t(`deadline.reason.${reason}` as never) : reason}</span>;
}
