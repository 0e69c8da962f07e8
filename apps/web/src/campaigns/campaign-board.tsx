import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberStep } from '#domain/campaigns/step';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { DetailPage, Section } from '../components/detail-page.js';
import { DueValue } from '../components/due-reading.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { SubjectHistory } from '../components/subject-history.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { CampaignTag, ForecastVerdict, FUNNEL_ORDER, useForecastWords, useStepName } from './campaign-cells.js';
import { closeCampaign, forecastQuery, funnelQuery } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, CampaignForecast, CampaignFunnel } from './campaigns.types.js';
import { ChaseDrawer } from './chase-drawer.js';
import { ClientTable } from './client-table.js';
import { DeadlineForm } from './deadline-form.js';
import { LetterList } from './letter-list.js';
import { MemberList } from './member-list.js';
import { ReportSection } from './report-section.js';
import type { Chosen } from './campaigns.api.js';

/** A started campaign: deadline, forecast, funnel, laggards, clients, letters, report. */
export function CampaignBoard({ campaign, progress }: { campaign: Campaign; progress: ReactNode }) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  const words = useForecastWords();
  const { may } = useSession();
  const [url, setUrl] = useUrlState();
  const [chased, setChased] = useState<Chosen | null>(null);
  const funnel = useQuery(funnelQuery(campaign.id, campaign.state));
  const forecast = useQuery(forecastQuery(campaign.id));
  const counts = funnel.data?.counts;
  const done = counts ? counts.finished + counts.excused : 0;
  return (
    <>
      <DetailPage
        title={campaign.name}
        crumb={{ to: '/campaigns', name: t('title') }}
        reading={
          <>
            <CampaignTag state={campaign.state} /> {campaign.instrument ?? t('source.filter')}
          </>
        }
        acts={(may('campaign.edit') || may('campaign.start')) && <Acts campaign={campaign} />}
        readings={[
          {
            label: t('field.deadlineOn'),
            value: language.day(campaign.deadlineOn),
            note: campaign.state === 'closed' ? undefined : <DueValue day={campaign.deadlineOn} />,
          },
          ...(forecast.data && campaign.state === 'running'
            ? [
                {
                  label: t('field.forecast'),
                  value: words(forecast.data),
                  note: <ForecastVerdict forecast={forecast.data} />,
                },
              ]
            : []),
          ...(funnel.data
            ? [
                {
                  label: t('field.progress'),
                  value: t('list.doneOf', { done: language.number(done), total: language.number(funnel.data.members) }),
                  note: t('board.left', { count: funnel.data.members - done }),
                },
              ]
            : []),
        ]}
        shape={progress}
      >
        {funnel.isPending && <SkeletonRows rows={4} />}
        {funnel.isError && <ErrorState error={funnel.error} onRetry={() => void funnel.refetch()} />}
        {funnel.data && (
          <Funnel
            campaign={campaign}
            funnel={funnel.data}
            chosen={url['step'] ?? null}
            onChoose={(step) => setUrl({ step })}
          />
        )}
        {forecast.data && campaign.state === 'running' && <ForecastSection forecast={forecast.data} />}
        <MemberList campaign={campaign} onChase={setChased} />
        {funnel.data && <ClientTable campaign={campaign} funnel={funnel.data} onChase={setChased} />}
        <LetterList campaign={campaign} />
        {funnel.data && <ReportSection campaign={campaign} clients={funnel.data.clients} />}
        <SubjectHistory subject={{ campaignId: campaign.id }} />
      </DetailPage>
      {chased && <ChaseDrawer campaign={campaign} chosen={chased} onClose={() => setChased(null)} />}
    </>
  );
}

function Acts({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'close' | 'edit' | null>(null);
  const end = () => setAsked(null);
  if (campaign.state === 'closed') return null;
  return (
    <>
      {may('campaign.edit') && (
        <Button variant="default" onClick={() => setAsked('edit')}>
          {t('board.edit')}
        </Button>
      )}
      {may('campaign.start') && campaign.state === 'running' && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px={8} aria-label={t('more')}>
              <IconDots size={16} stroke={1.5} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAsked('close')}>{t('board.close')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <DeadlineForm opened={asked === 'edit'} onClose={end} campaign={campaign} />
      <ConfirmDialog
        opened={asked === 'close'}
        onClose={end}
        title={t('board.closeTitle', { name: campaign.name })}
        act={t('board.close')}
        onConfirm={async () => {
          await closeCampaign(campaign);
          await refreshAfterChange(queryClient);
        }}
      >
        {t('board.closeFollows')}
      </ConfirmDialog>
    </>
  );
}

interface FunnelProps {
  campaign: Campaign;
  funnel: CampaignFunnel;
  /** The steps that the list of members is narrowed to. */
  chosen: string | null;
  onChoose: (step: MemberStep | null) => void;
}

/** How many members stand at each step; a row opens its members. Together they are all, and that is said. */
function Funnel({ campaign, funnel: { counts, members }, chosen, onChoose }: FunnelProps) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  const stepName = useStepName();
  const rows = FUNNEL_ORDER.filter(
    ([step, key]) => counts[key] > 0 || !['planned', 'failed', 'excused'].includes(step),
  );
  return (
    <Section title={t('funnel.title')} note={t('funnel.note')}>
      <ul className={classes.funnel}>
        {rows.map(([step, key]) => (
          <li key={step} data-step={step}>
            <button
              type="button"
              aria-pressed={chosen === step}
              onClick={() => onChoose(chosen === step ? null : step)}
            >
              <span>{stepName(step, campaign.cancelsDeclaration)}</span>
              <b>{language.number(counts[key])}</b>
              <i aria-hidden="true">
                <i style={{ width: `${members === 0 ? 0 : (counts[key] / members) * 100}%` }} />
              </i>
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.sum}>
        {t('funnel.sum', {
          count: members,
          sum: rows.map(([, key]) => language.number(counts[key])).join(' + '),
          total: language.number(members),
        })}
      </p>
    </Section>
  );
}

/** The finishing day as a range against the deadline, and what it rests on. */
function ForecastSection({ forecast }: { forecast: CampaignForecast }) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  const words = useForecastWords();
  const most = Math.max(1, ...forecast.weeks.map(({ members }) => members));
  const hasWeeks = forecast.weeks.some(({ members }) => members > 0);
  return (
    <Section title={t('field.forecast')}>
      <p className={classes.count}>
        {words(forecast)} <ForecastVerdict forecast={forecast} />
      </p>
      <p className={classes.quiet}>
        {language.clauses([
          t(`basis.${forecast.basis}`, { count: forecast.counted }),
          forecast.lastExpectedOn && t('forecast.lastExpected', { day: language.day(forecast.lastExpectedOn, {}) }),
        ])}
      </p>
      {hasWeeks && (
        <>
          <div
            className={classes.weeks}
            role="img"
            aria-label={t('forecast.weeks', { counts: forecast.weeks.map(({ members }) => members).join(', ') })}
          >
            {forecast.weeks.map(({ from, members }) => (
              <i key={from} style={{ height: `${(members / most) * 100}%` }} title={language.number(members)} />
            ))}
          </div>
          <p className={classes.quiet}>
            {t('forecast.weeks', { counts: forecast.weeks.map(({ members }) => language.number(members)).join(', ') })}
          </p>
        </>
      )}
    </Section>
  );
}
