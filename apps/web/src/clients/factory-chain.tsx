import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { BasedOn } from '../certificates/based-on.js';
import { hrefOf } from '../certificates/certificate-cells.js';
import { groundKey } from '../certificates/standing.js';
import { useToday } from '../api/clock.js';
import { CertificateNumber } from '../components/certificate-number.js';
import type { Column } from '../components/list-table.js';
import { Names } from '../components/names.js';
import { SectionList } from '../components/section-list.js';
import { StatusTag } from '../components/status-tag.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './factory-inspection.module.css';
import type { CertificateAtRisk, ChainedCertificate, FactoryInspection } from './factory-inspection.types.js';

/** Shown before one asks for the rest. */
const SHOWN = 8;

/** Which certificates hang on the inspection, what each risks when it is missed, and which do not hang on it and why. */
export function FactoryChain({ inspection }: { inspection: FactoryInspection }) {
  const { t } = useTranslation('clients');
  const language = useLanguage();
  const today = useToday();
  const [isWhole, setWhole] = useState(false);
  const { window, atRisk, notFollowedUp, isCapped } = inspection;
  const missedFrom = window?.missedFrom ?? null;
  return (
    <>
      {atRisk.length > 0 && (
        <div>
          <h3>{t('inspection.atRisk', { count: atRisk.length })}</h3>
          {missedFrom && (
            <p className={classes.from}>
              {t(missedFrom > today ? 'inspection.atRiskFrom' : 'inspection.atRiskSince', {
                day: language.day(missedFrom, {}),
              })}
            </p>
          )}
          <AtRiskList rows={isWhole ? atRisk : atRisk.slice(0, SHOWN)} />
          {atRisk.length > SHOWN && (
            <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
              {isWhole ? t('inspection.less') : t('inspection.more', { number: language.number(atRisk.length) })}
            </button>
          )}
        </div>
      )}
      {notFollowedUp.length > 0 && (
        <details>
          <summary>{t('inspection.notFollowedUp', { count: notFollowedUp.length })}</summary>
          <ul className={classes.others}>
            {notFollowedUp.map((certificate) => (
              <li key={certificate.id}>
                <Named certificate={certificate} />
                <span className={classes.quiet}>{t(`inspection.why.${certificate.why}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {isCapped && (
        <p className={classes.quiet}>
          {t('inspection.capped', { number: language.number(atRisk.length + notFollowedUp.length) })}
        </p>
      )}
    </>
  );
}

function AtRiskList({ rows }: { rows: readonly CertificateAtRisk[] }) {
  const { t } = useTranslation('clients');
  const columns: Column<CertificateAtRisk>[] = [
    {
      key: 'certificate',
      title: t('inspection.certificate'),
      cell: (certificate) => <Named certificate={certificate} />,
    },
    {
      key: 'valid',
      title: t('inspection.validUntil'),
      cell: (certificate) => <ValidUntil certificate={certificate} />,
      width: '150px',
    },
    {
      key: 'status',
      title: t('inspection.status'),
      cell: (certificate) => <Tag certificate={certificate} />,
      width: '116px',
    },
    {
      key: 'missed',
      title: t('inspection.ifMissed'),
      cell: (certificate) => <IfMissed certificate={certificate} />,
      width: '36%',
    },
  ];
  return (
    <SectionList
      caption={t('inspection.atRisk', { count: rows.length })}
      rows={rows}
      columns={columns}
      rowId={(certificate) => certificate.id}
      rowName={(certificate) => `${certificate.productName} ${certificate.number}`}
      rowHref={hrefOf}
      phoneRow={(certificate) => (
        <div className={classes.phoneRow}>
          <span className={classes.phoneHead}>
            <ValidUntil certificate={certificate} isNamed />
            <Tag certificate={certificate} />
          </span>
          <Named certificate={certificate} />
          <IfMissed certificate={certificate} />
        </div>
      )}
      empty=""
    />
  );
}

function Named({ certificate }: { certificate: ChainedCertificate }) {
  return (
    <Link to={hrefOf(certificate)}>
      <TwoLines
        first={<Names latin={certificate.productName} zh={certificate.productNameZh} strong />}
        second={<CertificateNumber number={certificate.number} />}
      />
    </Link>
  );
}

function Tag({ certificate: { status, scheme } }: { certificate: ChainedCertificate }) {
  return <StatusTag status={status} isDeclaration={isSelfDeclaration(scheme)} />;
}

/** @param isNamed where no column head says what the day is */
function ValidUntil({ certificate, isNamed = false }: { certificate: CertificateAtRisk; isNamed?: boolean }) {
  const { t } = useTranslation('clients');
  const language = useLanguage();
  const { validUntil, endsFirst } = certificate;
  return (
    <span>
      {isNamed && validUntil && `${t('inspection.validUntil')} `}
      {validUntil ? language.day(validUntil, {}) : '–'}
      {endsFirst && <span className={classes.note}>{t('inspection.endsFirst')}</span>}
    </span>
  );
}

function IfMissed({ certificate: { ifMissed } }: { certificate: CertificateAtRisk }) {
  const { t } = useTranslation('domain');
  const { outcome, ground, basis, certainty, source } = ifMissed;
  const act = outcome === 'suspension-ground' ? 'suspend' : outcome === 'revocation-ground' ? 'revoke' : null;
  return (
    <span className={classes.missed}>
      {t(`ifInspectionMissed.${outcome}`)}
      {ground && act && (
        <span className={classes.note}>
          {ground} {t(groundKey(act, ground))}
        </span>
      )}
      {basis && certainty && source && <BasedOn basis={basis} certainty={certainty} source={source} />}
    </span>
  );
}
