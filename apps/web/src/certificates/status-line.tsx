import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { CERTIFICATE_TRANSITIONS } from '#domain/states/certificate-status';
import { useSession } from '../api/session.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { StatusTag } from '../components/status-tag.js';
import { useLanguage } from '../i18n/use-language.js';
import { hrefOf } from './certificate-cells.js';
import classes from './certificates.module.css';
import type { Certificate } from './certificates.types.js';
import { Standing } from './standing.js';

/** The state, what it may become, and why it is so. */
export function StatusLine({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const { isClient } = useSession();
  const language = useLanguage();
  const next = CERTIFICATE_TRANSITIONS.filter(({ from }) => from === certificate.status).map(({ to }) =>
    t(`domain:status.${to}`),
  );
  return (
    <>
      <div className={classes.status}>
        <StatusTag status={certificate.status} isDeclaration={isSelfDeclaration(certificate.scheme)} />
        {!isClient && next.length > 0 && (
          <span className={classes.mayBecome}>
            {t('certificates:status.mayBecome', { states: language.items(next).toLocaleLowerCase() })}
          </span>
        )}
      </div>
      <Standing certificate={certificate} />
      {certificate.statusReason && <p className={classes.reason}>{certificate.statusReason}</p>}
    </>
  );
}

/** Under the life line: what it says of inspections, or of the replacement, in words. */
export function LifeNote({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const { factory, replacedBy, replaces, scheme } = certificate;
  if (replacedBy)
    return (
      <p className={classes.lifeNote}>
        {t('certificates:link.replacedBy')} <LinkTo certificate={replacedBy} />
      </p>
    );
  const inspections =
    !isSelfDeclaration(scheme) && factory
      ? language.clauses([
          t(`domain:factoryClass.${factory.factoryClass ?? 'unknown'}`),
          factory.lastFollowUpOn &&
            t('certificates:life.lastFollowUp', { day: language.day(factory.lastFollowUpOn, {}) }),
        ])
      : null;
  if (!inspections && !replaces) return null;
  return (
    <p className={classes.lifeNote}>
      {inspections}
      {inspections && replaces && <br />}
      {replaces && (
        <>
          {t('certificates:link.replaces')} <LinkTo certificate={replaces} />
        </>
      )}
    </p>
  );
}

export function LinkTo({ certificate }: { certificate: { id: string; number: string } }) {
  return (
    <Link to={hrefOf(certificate)} className="link">
      <CertificateNumber number={certificate.number} />
    </Link>
  );
}
