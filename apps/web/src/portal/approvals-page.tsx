import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProjectLine } from '../approvals/approvals.types.js';
import { DeterminationTag, useGroundText, useQuantityText } from '../determinations/determination-cells.js';
import type { DeterminationLine } from '../determinations/determinations.types.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { Due } from './due.js';
import { Part, PortalPage } from './portal-page.js';
import { determinationsQuery, projectsQuery } from './portal.api.js';
import classes from './portal.module.css';
import { useHouseName } from './portal-words.js';

/** The client's vehicle projects and exemptions, to read. */
export function PortalApprovalsPage() {
  const { t } = useTranslation('portal');
  const house = useHouseName();
  const projects = useInfiniteQuery(projectsQuery);
  const determinations = useInfiniteQuery(determinationsQuery);
  const [asked, granted] = [rowsOf(projects.data), rowsOf(determinations.data)];
  const isEmpty = projects.isSuccess && determinations.isSuccess && asked.length + granted.length === 0;
  return (
    <PortalPage title={t('tabs.approvals')} lead={!isEmpty && t('approvals.lead')}>
      {(projects.isPending || determinations.isPending) && <SkeletonRows />}
      {projects.isError && <ErrorState error={projects.error} onRetry={() => void projects.refetch()} />}
      {determinations.isError && (
        <ErrorState error={determinations.error} onRetry={() => void determinations.refetch()} />
      )}
      {isEmpty && (
        <div className={classes.sheet}>
          <EmptyState sentence={t('approvals.none')} hint={t('approvals.noneHint', { house })} />
        </div>
      )}
      {asked.length > 0 && (
        <Part title={t('approvals.projects')}>
          <ul className={`${classes.sheet} ${classes.rows}`}>
            {asked.map((project) => (
              <ProjectRow key={project.id} project={project} />
            ))}
          </ul>
          <MoreButton query={projects} className={classes.open}>
            {t('more')}
          </MoreButton>
        </Part>
      )}
      {granted.length > 0 && (
        <Part title={t('approvals.determinations')}>
          <ul className={`${classes.sheet} ${classes.rows}`}>
            {granted.map((determination) => (
              <DeterminationRow key={determination.id} determination={determination} />
            ))}
          </ul>
          <MoreButton query={determinations} className={classes.open}>
            {t('more')}
          </MoreButton>
        </Part>
      )}
    </PortalPage>
  );
}

function rowsOf<Row>(data: { pages: { items: Row[] }[] } | undefined): Row[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

function ProjectRow({ project }: { project: ProjectLine }) {
  const { t } = useTranslation('portal');
  const language = useLanguage();
  const { readyOn, isReady, isAtLeast, done, total } = project.readiness;
  const day = readyOn && language.day(readyOn, {});
  return (
    <li>
      <Link to={`/portal/approvals/${project.id}` as '/'}>
        <span className={classes.rowHead}>
          <Names latin={project.name} zh={project.nameZh} strong />
        </span>
        <span className={classes.rowHead}>
          <span>
            {!day
              ? t('approvals.waits')
              : isReady
                ? t('approvals.isReady')
                : t(isAtLeast ? 'approvals.atLeast' : 'approvals.ready', { day })}
          </span>
          {total > 0 && <span className={classes.of}>{t('approvals.thereOf', { done, total })}</span>}
        </span>
      </Link>
    </li>
  );
}

function DeterminationRow({ determination }: { determination: DeterminationLine }) {
  const { t } = useTranslation(['determinations', 'domain']);
  const language = useLanguage();
  const text = useQuantityText();
  const { kind, ground } = useGroundText()(determination);
  const { quantity, dischargedQuantity, unit, status, nextDueOn, nextDueKind } = determination;
  const left =
    status === 'used' && t('determinations:account.left', { owed: text(quantity - dischargedQuantity, unit) });
  return (
    <li>
      <div className={classes.plainRow}>
        <span className={classes.rowHead}>
          <Names latin={determination.productName} zh={determination.productNameZh} strong />
          <DeterminationTag status={status} />
        </span>
        <span>{ground ?? kind}</span>
        <span className={classes.of}>{language.clauses([determination.number, text(quantity, unit), left])}</span>
        {nextDueOn && (
          <>
            <Due day={nextDueOn} basis={determination.nextDueBasis ?? 'planning'} />
            {nextDueKind && <span>{t(`domain:deadlineAct.${nextDueKind}`)}</span>}
          </>
        )}
      </div>
    </li>
  );
}
