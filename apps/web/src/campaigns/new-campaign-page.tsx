import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { FoundSelect } from '../certificates/found-select.js';
import { useChangeName } from '../changes/change-marks.js';
import { changeQuery, loadChanges } from '../changes/changes.api.js';
import type { RegulatoryChange } from '../changes/changes.types.js';
import { newKey } from '../components/new-key.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useUrlState } from '../components/url-state.js';
import formPage from '../components/wizard.module.css';
import { changeKeyOf, firstValues, sourceOfAddress, type CampaignSource } from './campaign-draft.js';
import { CampaignForm } from './campaign-form.js';
import { campaignHref, createCampaign } from './campaigns.api.js';
import { SourceWords } from './source-words.js';

/** A new draft, from what the address names: an announcement, an own entry or a filter of the certificates. */
export function NewCampaignPage() {
  const { t } = useTranslation('campaigns');
  const [address] = useUrlState();
  const source = sourceOfAddress(address);
  const key = changeKeyOf(source);
  const change = useQuery({ ...changeQuery(key ?? ''), enabled: key !== null });
  return (
    <>
      <PageHeader title={t('new.title')} crumb={{ to: '/campaigns', name: t('title') }} reading={t('new.reading')} />
      {source === null && <ChooseSource />}
      {change.isError && <ErrorState error={change.error} onRetry={() => void change.refetch()} />}
      {key !== null && change.isPending && <SkeletonRows />}
      {source !== null && (key === null || change.data) && (
        <NewCampaign key={JSON.stringify(source)} source={source} change={change.data ?? null} />
      )}
    </>
  );
}

function NewCampaign({ source, change }: { source: CampaignSource; change: RegulatoryChange | null }) {
  const { t } = useTranslation('campaigns');
  const today = useToday();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => newKey());
  const key = changeKeyOf(source);
  return (
    <CampaignForm
      draftKey={`campaign-new-${key ?? JSON.stringify(source.filter)}`}
      source={source}
      change={change}
      sourceWords={<SourceWords change={change} />}
      initial={firstValues(change, change?.instrument ?? '', today)}
      save={async (input) => {
        const saved = await createCampaign({ ...input, ...source }, idempotencyKey);
        void refreshAfterChange(queryClient);
        toast(t('new.saved'));
        void navigate({ href: campaignHref(saved) });
      }}
    />
  );
}

/** Nothing is named yet: an announcement is chosen here, a filter in the list of certificates. */
function ChooseSource() {
  const { t } = useTranslation('campaigns');
  const nameOf = useChangeName();
  const navigate = useNavigate();
  return (
    <div className={formPage.wizard}>
      <FoundSelect
        label={t('source.choose')}
        value={null}
        queryKey={['regulatory-changes', 'for-campaign']}
        find={async (words, signal) => {
          const page = await loadChanges({ q: words, sort: '-lastDay', limit: 30 }, signal);
          return page.items
            .filter(({ unmatchable, status }) => unmatchable === null && status !== 'withdrawn')
            .map((one) => ({
              value: `${one.origin === 'tenant' ? 'entry' : 'change'}=${one.origin === 'tenant' ? (one.entry?.id ?? '') : one.key}`,
              label: nameOf(one),
            }));
        }}
        onChange={(chosen) => {
          const [name, value] = chosen?.split('=') ?? [];
          if (name && value) void navigate({ to: '/campaigns/new', search: { [name]: value } as never });
        }}
      />
      <p>
        {t('source.orFilter')}{' '}
        <Link to="/certificates" className="link">
          {t('source.toCertificates')}
        </Link>
      </p>
    </div>
  );
}
