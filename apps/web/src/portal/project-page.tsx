import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { projectQuery } from '../approvals/approvals.api.js';
import { ChainList } from '../approvals/chain-list.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { PortalPage } from './portal-page.js';
import classes from './portal.module.css';

/** The readiness board of one of the client's projects, to read. */
export function PortalProjectPage() {
  const { t } = useTranslation('portal');
  const language = useLanguage();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: project, isError, error, refetch } = useQuery(projectQuery(id));
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!project) return <SkeletonPage />;
  const { readyOn, isReady, isAtLeast } = project.readiness;
  const day = readyOn && language.day(readyOn, {});
  return (
    <PortalPage
      title={<Names latin={project.name} zh={project.nameZh} />}
      titleText={project.name}
      back={{ to: '/portal/approvals', name: t('tabs.approvals') }}
      lead={
        !day
          ? t('approvals.waits')
          : isReady
            ? t('approvals.isReady')
            : t(isAtLeast ? 'approvals.atLeast' : 'approvals.ready', { day })
      }
    >
      {project.chains.length > 0 && (
        <div className={`${classes.sheet} ${classes.pad}`}>
          <ChainList chains={project.chains} wishOn={project.wishOn} onApproval={null} links="portal" />
        </div>
      )}
    </PortalPage>
  );
}
