import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { AuditTag, useAuditDays, useKindLine } from '../factory-audits/audit-cells.js';
import { auditQuery } from '../factory-audits/audits.api.js';
import type { Audit } from '../factory-audits/audits.types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Finding } from './finding.js';
import { Messages } from './messages.js';
import { Pairs, Part, PortalPage } from './portal-page.js';
import classes from './portal.module.css';
import { Turn } from './portal-words.js';

/** One inspection: when, who comes, what was found and what the client answers. */
export function PortalAuditPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(auditQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <AuditDetails key={query.data.id} audit={query.data} />;
}

function AuditDetails({ audit }: { audit: Audit }) {
  const { t } = useTranslation(['portal', 'audits']);
  const language = useLanguage();
  const kindLine = useKindLine();
  const daysOf = useAuditDays();
  const { application } = audit;
  return (
    <PortalPage
      title={<Names latin={audit.factoryName} zh={audit.factoryNameZh} />}
      titleText={`${kindLine(audit)} ${audit.factoryName}`}
      lead={kindLine(audit)}
      back={{ to: '/portal/audits', name: t('portal:tabs.audits') }}
      side={<Messages subject={{ auditId: audit.id }} />}
    >
      <section className={`${classes.sheet} ${classes.pad} ${classes.stack}`}>
        <div>
          <AuditTag status={audit.status} />
        </div>
        <Pairs
          pairs={[
            [t(audit.heldFrom ? 'audits:reading.held' : 'audits:reading.planned'), <b key="days">{daysOf(audit)}</b>],
            [t('portal:case.turn'), audit.turn && <Turn party={audit.turn} />],
            [t('portal:who.body'), audit.body],
            [t('audits:field.inspectors'), language.items(audit.inspectors.map(({ name }) => name))],
            [t('audits:field.personDays'), audit.personDays !== null && language.number(audit.personDays, 1)],
            [t('audits:field.language'), audit.language],
            [t('audits:field.resultOn'), audit.closedOn && language.day(audit.closedOn, {})],
            [
              t('audits:field.case'),
              application && (
                <Link to={`/portal/cases/${application.id}` as '/'} className="link">
                  {application.number}
                </Link>
              ),
            ],
          ]}
        />
      </section>
      <Part title={t('audits:finding.title')}>
        <ul className={classes.sheet}>
          {audit.findings.length === 0 && (
            <li className={`${classes.task} ${classes.of}`}>
              {t(audit.heldFrom ? 'audits:finding.none' : 'portal:finding.notYet')}
            </li>
          )}
          {audit.findings.map((finding) => (
            <Finding key={finding.id} finding={finding} />
          ))}
        </ul>
      </Part>
    </PortalPage>
  );
}
