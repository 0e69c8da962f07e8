import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CAMPAIGN_STATES } from '#domain/campaigns/step';
import { useSession } from '../api/session.js';
import { DueReading } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { CampaignTag, ListForecast, ListProgress } from './campaign-cells.js';
import { campaignHref, loadCampaigns } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { CampaignLine } from './campaigns.types.js';

/** Every campaign, the newest first: how far each is and when it will be over. */
export function CampaignListPage() {
  const { t } = useTranslation('campaigns');
  const { may } = useSession();
  const columns = useColumns();
  const create = may('campaign.edit') && (
    <Button renderRoot={(root) => <Link {...root} to="/campaigns/new" />}>{t('create')}</Button>
  );
  return (
    <ListPage<CampaignLine>
      title={t('title')}
      reading={t('reading')}
      acts={create}
      queryKey={['campaigns']}
      load={loadCampaigns}
      columns={columns}
      defaultSort="-createdAt"
      views={[
        { key: 'all', name: t('view.all'), filters: {} },
        { key: 'open', name: t('view.open'), filters: { state: 'creating,running' } },
        { key: 'draft', name: t('view.draft'), filters: { state: 'draft' } },
        { key: 'closed', name: t('view.closed'), filters: { state: 'closed' } },
      ]}
      filters={[
        {
          name: 'state',
          label: t('field.state'),
          options: CAMPAIGN_STATES.map((state) => ({ value: state, label: t(`state.${state}`) })),
        },
      ]}
      rowId={(row) => row.id}
      rowHref={campaignHref}
      rowName={(row) => row.name}
      phoneRow={(row) => (
        <span className={classes.stack}>
          <span className={classes.phoneHead}>
            <strong>{row.name}</strong>
            <CampaignTag state={row.state} />
          </span>
          {row.state !== 'closed' && <DueReading day={row.deadlineOn} />}
          <ListProgress campaign={row} />
          {row.state === 'running' && <ListForecast campaign={row} />}
        </span>
      )}
      empty={<EmptyState sentence={t('empty')} hint={t('emptyHint')} act={create} />}
    />
  );
}

function useColumns(): Column<CampaignLine>[] {
  const { t } = useTranslation(['campaigns', 'domain']);
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('campaigns:field.name'),
      cell: (row) => <TwoLines first={row.name} second={row.instrument ?? t('campaigns:source.filter')} />,
    },
    {
      key: 'state',
      title: t('campaigns:field.state'),
      cell: (row) => (
        <TwoLines
          first={<CampaignTag state={row.state} />}
          second={row.caseKind ? t(`domain:applicationKind.${row.caseKind}`) : t('campaigns:kind.none')}
        />
      ),
      width: '200px',
    },
    {
      key: 'deadline',
      title: t('campaigns:field.deadlineOn'),
      cell: (row) => (row.state === 'closed' ? language.day(row.deadlineOn) : <DueReading day={row.deadlineOn} />),
      width: '200px',
    },
    {
      key: 'progress',
      title: t('campaigns:field.progress'),
      cell: (row) => <ListProgress campaign={row} />,
      width: '220px',
    },
    {
      key: 'forecast',
      title: t('campaigns:field.forecast'),
      cell: (row) => <ListForecast campaign={row} />,
      width: '210px',
    },
  ];
}
