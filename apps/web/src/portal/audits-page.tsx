import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Names } from '../components/names.js';
import { MoreButton } from '../components/more-button.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { AuditTag, useAuditDays, useKindLine } from '../factory-audits/audit-cells.js';
import type { AuditLine } from '../factory-audits/audits.types.js';
import { Part, PortalPage } from './portal-page.js';
import { auditsHeldQuery, auditsToComeQuery } from './portal.api.js';
import classes from './portal.module.css';
import { useHouseName } from './portal-words.js';

/** Inspections of the client's factories: to come, and those with their findings. */
export function PortalAuditsPage() {
  const { t } = useTranslation('portal');
  const house = useHouseName();
  const toCome = useQuery(auditsToComeQuery);
  const held = useInfiniteQuery(auditsHeldQuery);
  const past = held.data?.pages.flatMap((page) => page.items) ?? [];
  const failed = [toCome, held].find(({ isError }) => isError);
  const isEmpty = toCome.data?.items.length === 0 && held.isSuccess && past.length === 0;
  return (
    <PortalPage title={t('tabs.audits')}>
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {(toCome.isPending || held.isPending) && <SkeletonRows rows={4} />}
      {isEmpty && (
        <div className={classes.sheet}>
          <EmptyState sentence={t('audits.none')} hint={t('audits.noneHint', { house })} />
        </div>
      )}
      {toCome.data && toCome.data.items.length > 0 && (
        <Part title={t('audits.toCome')}>
          <AuditRows audits={toCome.data.items} />
        </Part>
      )}
      {past.length > 0 && (
        <Part title={t('audits.held')}>
          <AuditRows audits={past} />
          <MoreButton query={held} className={classes.open}>
            {t('more')}
          </MoreButton>
        </Part>
      )}
    </PortalPage>
  );
}

function AuditRows({ audits }: { audits: readonly AuditLine[] }) {
  const { t } = useTranslation('audits');
  const kindLine = useKindLine();
  const daysOf = useAuditDays();
  return (
    <ul className={`${classes.sheet} ${classes.rows}`}>
      {audits.map((audit) => (
        <li key={audit.id}>
          <Link to={`/portal/audits/${audit.id}` as '/'}>
            <span className={classes.rowHead}>
              <b>{daysOf(audit)}</b>
              <AuditTag status={audit.status} />
            </span>
            <span className={classes.of}>
              {kindLine(audit)}, <Names latin={audit.factoryName} zh={audit.factoryNameZh} />
            </span>
            {audit.findingsOpen > 0 && (
              <>
                <br />
                <b>{t('openFindings', { count: audit.findingsOpen })}</b>
              </>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
