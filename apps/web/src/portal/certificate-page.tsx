import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { openDeadlines } from '../certificates/certificate-facts.js';
import { certificateQuery } from '../certificates/certificates.api.js';
import type { Certificate } from '../certificates/certificates.types.js';
import { Standing } from '../certificates/standing.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { DeadlineChip } from '../components/deadline-chip.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { StatusTag } from '../components/status-tag.js';
import { useLanguage } from '../i18n/use-language.js';
import { CbReportsOfProduct } from './cb-reports.js';
import { CertificateHoldings } from './certificate-holdings.js';
import { Pairs, Part, PortalPage } from './portal-page.js';
import { casesOfCertificateQuery } from './portal.api.js';
import classes from './portal.module.css';

/** One certificate or declaration: how it stands, until when, what comes next and what follows when that is missed. */
export function PortalCertificatePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(certificateQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <CertificateDetails certificate={query.data} />;
}

function CertificateDetails({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['portal', 'domain']);
  const language = useLanguage();
  const { product, number, scheme, status, issuedOn, validUntil, body, factory, replaces, replacedBy } = certificate;
  const linked = (other: typeof replaces) =>
    other && (
      <Link to={`/portal/certificates/${other.id}` as '/'} className="link">
        <CertificateNumber number={other.number} />
      </Link>
    );
  return (
    <PortalPage
      title={<Names latin={product.name} zh={product.nameZh} />}
      titleText={`${product.name} ${number}`}
      lead={<CertificateNumber number={number} />}
      back={{ to: '/portal/certificates', name: t('portal:tabs.certificates') }}
      side={
        <Part title={t('portal:certificate.known')}>
          <div className={`${classes.sheet} ${classes.pad}`}>
            <Pairs
              pairs={[
                [t('portal:certificate.kind'), t(`domain:scheme.${scheme}`)],
                [t('portal:who.models'), product.models.join(', ')],
                [t('portal:certificate.standard'), product.standard],
                [t('portal:who.body'), body],
                [t('portal:who.manufacturer'), product.manufacturer],
                [t('portal:who.factory'), factory && <Names latin={factory.name} zh={factory.nameZh} />],
                [t('portal:certificate.replaces'), linked(replaces)],
                [t('portal:certificate.replacedBy'), linked(replacedBy)],
              ]}
            />
          </div>
        </Part>
      }
    >
      <section className={`${classes.sheet} ${classes.pad} ${classes.stack}`}>
        <div>
          <StatusTag status={status} isDeclaration={isSelfDeclaration(scheme)} />
        </div>
        <Pairs
          pairs={[
            [t('portal:certificate.issuedOn'), issuedOn && language.day(issuedOn, {})],
            [t('portal:certificate.lastDay'), validUntil && <b>{language.day(validUntil, {})}</b>],
          ]}
        />
        <Standing certificate={certificate} />
      </section>
      <NextDays certificate={certificate} />
      <CertificateHoldings certificate={certificate} />
      <CbReportsOfProduct productId={certificate.product.id} />
      <CasesOf certificateId={certificate.id} />
    </PortalPage>
  );
}

function NextDays({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['portal', 'domain']);
  const owed = openDeadlines(certificate);
  return (
    <Part title={t('portal:certificate.next')}>
      <ul className={`${classes.sheet} ${classes.rows}`}>
        {owed.length === 0 && <li className={classes.of}>{t('portal:certificate.nothingDue')}</li>}
        {owed.map((deadline) => (
          <li key={deadline.id}>
            <span className={classes.rowHead}>
              <b>{t(`domain:deadlineAct.${deadline.kind}`)}</b>
              <DeadlineChip deadline={deadline} />
            </span>
            <span className={classes.of}>{t(`domain:ifMissed.${deadline.kind}`)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Cases that act on it or ended in it. */
function CasesOf({ certificateId }: { certificateId: string }) {
  const { t } = useTranslation(['portal', 'domain']);
  const { data } = useQuery(casesOfCertificateQuery(certificateId));
  if (!data || data.items.length === 0) return null;
  return (
    <Part title={t('portal:certificate.cases')}>
      <ul className={`${classes.sheet} ${classes.rows}`}>
        {data.items.map((line) => (
          <li key={line.id}>
            <Link to={`/portal/cases/${line.id}` as '/'}>
              <span className={classes.rowHead}>
                <span>
                  {line.number} {t(`domain:applicationKind.${line.kind}`)}
                </span>
                <span className={classes.of}>{t(`domain:applicationStatus.${line.status}`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
