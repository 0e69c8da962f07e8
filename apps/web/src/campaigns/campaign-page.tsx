import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import formPage from '../components/wizard.module.css';
import { useLanguage } from '../i18n/use-language.js';
import { CampaignBoard } from './campaign-board.js';
import { failureText } from './campaign-cells.js';
import { campaignQuery, progressQuery } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign } from './campaigns.types.js';
import { DraftPage } from './draft-page.js';

/** One campaign: a draft is looked through and started, a started one has its board. */
export function CampaignPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(campaignQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  const campaign = query.data;
  if (campaign.state === 'draft') return <DraftPage key={id} campaign={campaign} />;
  return (
    <CampaignBoard
      key={id}
      campaign={campaign}
      progress={campaign.state === 'creating' ? <Making campaign={campaign} /> : null}
    />
  );
}

/** How far the making of its cases, requests and letters is, while it goes on. */
function Making({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data } = useQuery(progressQuery(campaign.id));
  const isOver = data !== undefined && data.state !== 'creating';
  useEffect(() => {
    if (isOver) void refreshAfterChange(queryClient);
  }, [isOver, queryClient]);
  const { membersDone, membersTotal } = data ?? campaign;
  const failure = data?.failure ?? campaign.failure;
  return (
    <div className={classes.making}>
      {failure && (
        <p className={formPage.warning} role="alert">
          {t('making.stopped')} {failureText(failure)}
        </p>
      )}
      <label>
        <span role="status">
          {membersTotal === 0
            ? t('making.listing')
            : t('making.done', { done: language.number(membersDone), total: language.number(membersTotal) })}
        </span>
        <br />
        <progress max={Math.max(membersTotal, 1)} value={membersTotal === 0 ? undefined : membersDone} />
      </label>
      <p className={classes.quiet}>{t('making.mayLeave')}</p>
    </div>
  );
}
