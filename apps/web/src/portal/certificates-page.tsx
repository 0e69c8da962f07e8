import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import type { CertificateLine } from '../certificates/certificates.types.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { StatusTag } from '../components/status-tag.js';
import { useLanguage } from '../i18n/use-language.js';
import { Due } from './due.js';
import { PortalChanges } from '../product-changes/portal-changes.js';
import { CbReportsOfClient } from './cb-reports.js';
import { PortalPage } from './portal-page.js';
import { certificatesQuery } from './portal.api.js';
import classes from './portal.module.css';
import { useHouseName } from './portal-words.js';

/** Every certificate and declaration of the client, by what is due next. */
export function PortalCertificatesPage() {
  const { t } = useTranslation('portal');
  const house = useHouseName();
  const query = useInfiniteQuery(certificatesQuery);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PortalPage title={t('tabs.certificates')} lead={items.length > 0 && t('certificates.lead')}>
      <p className={classes.open}>
        <Link to="/portal/release" className="link">
          {t('certificates.release')}
        </Link>
      </p>
      <PortalChanges />
      {query.isPending && <SkeletonRows />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <div className={classes.sheet}>
          <EmptyState sentence={t('certificates.none')} hint={t('certificates.noneHint', { house })} />
        </div>
      )}
      {items.length > 0 && (
        <ul className={`${classes.sheet} ${classes.rows} ${classes.own}`}>
          {items.map((certificate) => (
            <CertificateRow key={certificate.id} certificate={certificate} />
          ))}
        </ul>
      )}
      <MoreButton query={query} className={classes.open}>
        {t('more')}
      </MoreButton>
      <CbReportsOfClient />
    </PortalPage>
  );
}

function CertificateRow({ certificate }: { certificate: CertificateLine }) {
  const { t } = useTranslation(['portal', 'domain']);
  const language = useLanguage();
  const { id, number, scheme, status, validUntil, nextDueOn, nextDueKind, nextDueBasis } = certificate;
  return (
    <li>
      <Link to={`/portal/certificates/${id}` as '/'}>
        <span className={classes.rowHead}>
          <Names latin={certificate.productName} zh={certificate.productNameZh} strong />
          <StatusTag status={status} isDeclaration={isSelfDeclaration(scheme)} />
        </span>
        <span className={classes.of}>
          <CertificateNumber number={number} />{' '}
          {language.clauses([
            t(`domain:scheme.${scheme}`),
            validUntil && t('portal:certificate.until', { day: language.day(validUntil, {}) }),
          ])}
        </span>
        {nextDueOn && (
          <>
            <Due day={nextDueOn} basis={nextDueBasis ?? 'planning'} />
            {nextDueKind && <span>{t(`domain:deadlineAct.${nextDueKind}`)}</span>}
          </>
        )}
      </Link>
    </li>
  );
}
