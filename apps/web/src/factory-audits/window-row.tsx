import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { factoryHref } from '../clients/hrefs.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { auditHref, AuditTag } from './audit-cells.js';
import classes from './audits.module.css';
import type { WindowLine } from './audits.types.js';

/** A factory: by when, what hangs on it and risks what from when, and what is planned or can be. */
export function WindowRow({ line, act }: { line: WindowLine; act: ReactNode }) {
  const { t } = useTranslation('audits');
  const language = useLanguage();
  const { window, audit } = line;
  return (
    <li className={classes.windowRow}>
      <span className={classes.windowFactory}>
        <Link to={factoryHref(line.factoryId) as '/'}>
          <TwoLines
            first={<Names latin={line.factoryName} zh={line.factoryNameZh} strong />}
            second={language.items(
              line.clients.map(({ legalName, legalNameZh }) => language.name(legalName, legalNameZh)),
            )}
          />
        </Link>
      </span>
      <span className={classes.windowDue}>
        {window?.latestOn ? (
          <DueReading day={window.latestOn} basis={window.basis} />
        ) : (
          <span className={classes.quiet}>{t(`window.unknown.${window?.unknown ?? 'none'}`)}</span>
        )}
      </span>
      <span className={classes.windowRisk}>
        <Risk line={line} />
      </span>
      <span className={classes.windowAct}>
        {audit ? (
          <Link to={auditHref(audit)} className={classes.plannedLink}>
            <AuditTag status={audit.status} />
            <span className="link">{audit.day ? language.day(audit.day, {}) : t('noDays')}</span>
          </Link>
        ) : (
          act
        )}
      </span>
    </li>
  );
}

/** How many certificates hang on the inspection, and what the body may do from when. */
function Risk({ line: { atRisk, window, isCapped } }: { line: WindowLine }) {
  const { t } = useTranslation(['audits', 'domain']);
  const language = useLanguage();
  const today = useToday();
  if (atRisk.length === 0) return <span className={classes.quiet}>{t('audits:window.nothingHangs')}</span>;
  const outcomes = [...new Set(atRisk.map(({ ifMissed }) => `${ifMissed.outcome} ${ifMissed.ground ?? ''}`))];
  const missedFrom = window?.missedFrom ?? null;
  return (
    <>
      <span>
        {t('audits:window.certificates', { count: atRisk.length, more: isCapped ? '+' : '' })}
        {missedFrom && (
          <>
            {language.gap}
            {t(missedFrom > today ? 'audits:window.from' : 'audits:window.since', {
              day: language.day(missedFrom, {}),
            })}
          </>
        )}
      </span>
      {outcomes.map((key) => {
        const [outcome, ground] = key.split(' ');
        return (
          <span key={key} className={classes.note}>
            {language.clauses([
              t(`domain:ifInspectionMissed.${outcome as 'unknown'}`),
              ground && t('domain:groundNamed', { code: ground }),
            ])}
          </span>
        );
      })}
    </>
  );
}
