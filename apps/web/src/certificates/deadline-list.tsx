import { useTranslation } from 'react-i18next';
import { DeadlineBasis, DeadlineChip } from '../components/deadline-chip.js';
import { Section } from '../components/detail-page.js';
import { useLanguage } from '../i18n/use-language.js';
import { closedDeadlines, openDeadlines } from './certificate-facts.js';
import classes from './certificates.module.css';
import type { Certificate } from './certificates.types.js';

/** The next day with everything behind it, the others one click away, the settled ones folded. */
export function CertificateDeadlines({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const [next, ...others] = openDeadlines(certificate);
  const closed = closedDeadlines(certificate);
  return (
    <Section title={t('certificates:deadline.next')}>
      {next ? (
        <div className={classes.block}>
          <h3>{t(`domain:deadlineAct.${next.kind}`)}</h3>
          <DeadlineBasis deadline={next} />
        </div>
      ) : (
        <p className={classes.quiet}>{t('certificates:deadline.none')}</p>
      )}
      {others.length > 0 && (
        <ul className={classes.others}>
          {others.map((deadline) => (
            <li key={deadline.id}>
              <DeadlineChip deadline={deadline} />
              <span>{t(`domain:deadlineKind.${deadline.kind}`)}</span>
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
                {t(`domain:deadlineKind.${deadline.kind}`)}, {language.day(deadline.dueOn, {})},{' '}
                {t(`domain:deadlineState.${deadline.state}`)}
                <ClosedReason reason={deadline.stateReason} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** Why a day is met or withdrawn: a word of ours by its code, or the person's own. */
function ClosedReason({ reason }: { reason: string | null }) {
  const { t, i18n } = useTranslation('certificates');
  if (!reason) return null;
  const key = `certificates:deadline.reason.${reason}`;
  return <span>{i18n.exists(key) ? t(`deadline.reason.${reason}` as never) : reason}</span>;
}
