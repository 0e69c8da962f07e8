import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import type { Consequence } from '#domain/deadlines/factory-inspection';
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
          {byConsequence(isWhole ? atRisk : atRisk.slice(0, SHOWN)).map((rows) => (
            <div key={rows[0]!.id} className={classes.group}>
              <IfMissed consequence={rows[0]!.ifMissed} />
              <AtRiskList rows={rows} />
            </div>
          ))}
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
      width: '268px',
    },
    {
      key: 'status',
      title: t('inspection.status'),
      cell: (certificate) => <Tag certificate={certificate} />,
      width: '116px',
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

/** What the body may do, under which reason code and rule. */
function IfMissed({ consequence }: { consequence: Consequence }) {
  const { t } = useTranslation(['clients', 'domain']);
  const language = useLanguage();
  const { outcome, ground, basis, certainty, source } = consequence;
  const act = outcome === 'suspension-ground' ? 'suspend' : outcome === 'revocation-ground' ? 'revoke' : null;
  return (
    <div className={classes.missed}>
      <span className={classes.quiet}>{t('clients:inspection.ifMissed')}</span>
      <b>
        {language.clauses([
          t(`domain:ifInspectionMissed.${outcome}`),
          ground && t('domain:groundNamed', { code: ground }),
        ])}
      </b>
      {ground && act && <span className={classes.note}>{t(groundKey(act, ground))}</span>}
      {basis && certainty && source && <BasedOn basis={basis} certainty={certainty} source={source} />}
    </div>
  );
}

/** Those with the same consequence together, in the order of their first. */
function byConsequence(rows: readonly CertificateAtRisk[]): CertificateAtRisk[][] {
  const groups = new Map<string, CertificateAtRisk[]>();
  for (const row of rows) {
    const key = `${row.ifMissed.outcome} ${row.ifMissed.ground}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}
