import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { isLive } from '#domain/states/certificate-status';
import type { Day } from '#domain/day';
import { CertificateNumber } from '../components/certificate-number.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './certificates.module.css';
import type { CertificateLine } from './certificates.types.js';
import { ValidityBar } from './life-line.js';

export const hrefOf = (certificate: { id: string }) => `/certificates/${certificate.id}`;

/** What was certified over its number, as one link to the certificate's page. */
export function ProductOverNumber({ certificate }: { certificate: CertificateLine }) {
  return (
    <Link to={hrefOf(certificate)}>
      <TwoLines
        first={<Names latin={certificate.productName} zh={certificate.productNameZh} strong />}
        second={<CertificateNumber number={certificate.number} />}
      />
    </Link>
  );
}

/**
 * The last day of a certificate; of a declaration the end of its conversion, which it owes as its next date. Null where
 * nothing ends it.
 */
export function endOf(certificate: Pick<CertificateLine, 'validUntil' | 'nextDueKind' | 'nextDueOn'>): Day | null {
  if (certificate.validUntil) return certificate.validUntil;
  return certificate.nextDueKind === 'conversion' ? certificate.nextDueOn : null;
}

/** Columns of dates, as wide as the language writes them and not wider. */
export function useDateWidths(): { valid: string; next: string } {
  const { language } = useLanguage();
  return {
    valid: { en: '116px', de: '120px', zh: '132px' }[language],
    next: { en: '224px', de: '260px', zh: '260px' }[language],
  };
}

/** The last day, and under it how much of the time has run. */
export function Validity({ certificate }: { certificate: CertificateLine }) {
  const language = useLanguage();
  const endsOn = endOf(certificate);
  if (!endsOn) return <span className={classes.quiet}>–</span>;
  return (
    <>
      <span className={isLive(certificate.status) ? undefined : classes.quiet}>{language.day(endsOn, {})}</span>
      <ValidityBar
        issuedOn={certificate.issuedOn}
        endsOn={endsOn}
        isLive={isLive(certificate.status)}
        isDeclaration={isSelfDeclaration(certificate.scheme)}
      />
    </>
  );
}

/** The nearest day a certificate owes; where it owes none, why. */
export function NextDeadline({
  certificate,
}: {
  certificate: Pick<CertificateLine, 'nextDueOn' | 'nextDueBasis' | 'status'>;
}) {
  const { t } = useTranslation('certificates');
  if (certificate.nextDueOn) return <DueReading day={certificate.nextDueOn} basis={certificate.nextDueBasis} />;
  const { status } = certificate;
  return <span className={classes.quiet}>{isLive(status) ? t('none.open') : t(`none.${status as 'expired'}`)}</span>;
}
