import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { changeQuery } from '../changes/changes.api.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { toast } from '../components/toast.js';
import { changeKeyOf, sourceOfCampaign, valuesOf } from './campaign-draft.js';
import { CampaignForm } from './campaign-form.js';
import { campaignHref, campaignQuery, editCampaign } from './campaigns.api.js';
import type { Campaign } from './campaigns.types.js';
import { SourceWords } from './source-words.js';

/** A draft, changed on the page it was made on. */
export function EditCampaignPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(campaignQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <EditCampaign key={query.data.id} campaign={query.data} />;
}

function EditCampaign({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // As it was when the page was opened: what others change meanwhile must refuse this save, not be overwritten by it.
  const [read] = useState(campaign);
  const source = sourceOfCampaign(read);
  const key = changeKeyOf(source);
  const change = useQuery({ ...changeQuery(key ?? ''), enabled: key !== null });
  if (change.isError) return <ErrorState error={change.error} onRetry={() => void change.refetch()} />;
  if (key !== null && !change.data) return <SkeletonPage />;
  return (
    <>
      <PageHeader
        title={t('edit.title', { name: read.name })}
        crumb={{ to: campaignHref(read), name: read.name }}
        reading={t('edit.reading')}
      />
      <CampaignForm
        draftKey={`campaign-${read.id}`}
        source={source}
        change={change.data ?? null}
        sourceWords={<SourceWords change={change.data ?? null} />}
        initial={valuesOf(read)}
        version={read.version}
        save={async (input, version = read.version) => {
          await editCampaign(read.id, version, input);
          void refreshAfterChange(queryClient);
          toast(t('edit.saved'));
          void navigate({ href: campaignHref(read) });
        }}
        onKeepTheirs={() => {
          void refreshAfterChange(queryClient);
          void navigate({ href: campaignHref(read) });
        }}
      />
    </>
  );
}
