import { Button, Menu, SegmentedControl, Select } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { DetailPage, Facts, Section } from '../components/detail-page.js';
import { DueValue } from '../components/due-reading.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { SubjectHistory } from '../components/subject-history.js';
import { toast } from '../components/toast.js';
import formPage from '../components/wizard.module.css';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { useLanguage } from '../i18n/use-language.js';
import { CampaignTag, failureText } from './campaign-cells.js';
import { campaignQuery, discardCampaign, letterPreviewQuery, previewQuery, startCampaign } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, CampaignPreview } from './campaigns.types.js';
import { HitClients } from './client-table.js';

/** A draft: who would be in it, what a start would make and send, and the letter as each client would read it. */
export function DraftPage({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(['campaigns', 'domain']);
  const { may } = useSession();
  const language = useLanguage();
  const preview = useQuery(previewQuery(campaign.id));
  return (
    <DetailPage
      title={campaign.name}
      crumb={{ to: '/campaigns', name: t('campaigns:title') }}
      reading={
        <>
          <CampaignTag state="draft" /> {campaign.instrument ?? t('campaigns:source.filter')}
        </>
      }
      acts={may('campaign.edit') && <Acts campaign={campaign} preview={preview.data} />}
      readings={[
        {
          label: t('campaigns:field.deadlineOn'),
          value: language.day(campaign.deadlineOn),
          note: <DueValue day={campaign.deadlineOn} />,
        },
        ...(preview.data
          ? [
              { label: t('campaigns:draft.members'), value: language.number(preview.data.counts.hit) },
              {
                label: t('campaigns:draft.cases'),
                value: language.number(preview.data.cases),
                note: t('campaigns:draft.requests', { count: preview.data.requests }),
              },
              {
                label: t('campaigns:draft.letters'),
                value: language.number(preview.data.letters.letters),
                note: t('campaigns:draft.readers', { count: preview.data.letters.readers }),
              },
            ]
          : []),
      ]}
    >
      {preview.isPending && <SkeletonRows />}
      {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && <Faults preview={preview.data} />}
      {preview.data && <WhoIsHit preview={preview.data} />}
      {campaign.letter && preview.data && <LetterSection campaign={campaign} preview={preview.data} />}
      <Section title={t('campaigns:draft.plan')}>
        <Facts
          facts={[
            {
              label: t('campaigns:field.caseKind'),
              value: campaign.caseKind ? t(`domain:applicationKind.${campaign.caseKind}`) : t('campaigns:kind.none'),
            },
            { label: t('campaigns:field.schemeKey'), value: campaign.schemeNames?.[language.language] },
            {
              label: t('campaigns:field.documents'),
              value: language.items(campaign.documents.map(({ title }) => title)),
            },
            {
              label: t('campaigns:field.documentsDueOn'),
              value: campaign.documentsDueOn && language.day(campaign.documentsDueOn),
            },
            {
              label: t('campaigns:field.ownerRule'),
              value: campaign.caseKind && t(`campaigns:ownerRule.${campaign.ownerRule.by}`),
            },
            {
              label: t('campaigns:draft.owners'),
              value:
                preview.data &&
                language.items(
                  preview.data.owners.map(({ name, cases }) =>
                    t('campaigns:draft.owner', { name: name ?? t('campaigns:draft.nobody'), count: cases }),
                  ),
                ),
            },
            { label: t('campaigns:field.note'), value: campaign.note },
          ]}
        />
      </Section>
      <SubjectHistory subject={{ campaignId: campaign.id }} />
    </DetailPage>
  );
}

function Acts({ campaign, preview }: { campaign: Campaign; preview: CampaignPreview | undefined }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const { may } = useSession();
  const language = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'start' | 'discard' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Button variant="default" renderRoot={(root) => <Link {...root} to={`/campaigns/${campaign.id}/edit` as '/'} />}>
        {t('campaigns:draft.edit')}
      </Button>
      {may('campaign.start') && (
        <Button disabled={!preview || preview.faults.length > 0} onClick={() => setAsked('start')}>
          {t('campaigns:draft.start')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px={8} aria-label={t('campaigns:more')}>
            <IconDots size={16} stroke={1.5} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('discard')}>{t('campaigns:draft.discard')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asked === 'discard'}
        onClose={close}
        title={t('campaigns:draft.discardTitle', { name: campaign.name })}
        act={t('campaigns:draft.discard')}
        onConfirm={async () => {
          await discardCampaign(campaign.id);
          toast(t('campaigns:draft.discarded'));
          await navigate({ to: '/campaigns' });
          queryClient.removeQueries({ queryKey: ['campaigns', campaign.id] });
          void refreshAfterChange(queryClient);
        }}
      >
        {t('campaigns:draft.discardFollows')}
      </ConfirmDialog>
      {preview && (
        <ConfirmDialog
          opened={asked === 'start'}
          onClose={close}
          title={t('campaigns:draft.startTitle', { name: campaign.name })}
          act={t('campaigns:draft.startAct', { count: preview.counts.hit })}
          onConfirm={async () => {
            // What this page asks for is a draft's: it is put away before anything is asked anew.
            queryClient.setQueryData(campaignQuery(campaign.id).queryKey, await startCampaign(campaign));
            void queryClient.invalidateQueries({ queryKey: ['campaigns', 'list'] });
          }}
        >
          <p>{t('campaigns:draft.startMakes')}</p>
          <ul className={classes.makes}>
            <li>{t('campaigns:draft.startCases', { count: preview.cases })}</li>
            <li>{t('campaigns:draft.requests', { count: preview.requests })}</li>
            <li>
              {language.clauses([
                t('campaigns:draft.startLetters', { count: preview.letters.letters }),
                t('campaigns:draft.readers', { count: preview.letters.readers }),
              ])}
            </li>
          </ul>
          <p>{t('campaigns:draft.startOnce')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** What is in the way of a start, and what the reader should know before it. */
function Faults({ preview: { faults, letters, counts, overlaps } }: { preview: CampaignPreview }) {
  const { t } = useTranslation('campaigns');
  return (
    <>
      {faults.map((fault) => (
        <p key={fault.code} className={formPage.warning} role="alert">
          {failureText(fault)}
        </p>
      ))}
      {overlaps.map(({ campaignId, name, members }) => (
        <p key={campaignId} className={formPage.warning}>
          {t('draft.overlap', { count: members })}{' '}
          <Link to={`/campaigns/${campaignId}` as '/'} className="link">
            {name}
          </Link>
        </p>
      ))}
      {letters.clientsWithoutContact > 0 && (
        <p className={formPage.warning}>{t('draft.withoutContact', { count: letters.clientsWithoutContact })}</p>
      )}
      {counts.withoutCertificate > 0 && (
        <p className={classes.quiet}>{t('draft.withoutCertificate', { count: counts.withoutCertificate })}</p>
      )}
    </>
  );
}

function WhoIsHit({ preview }: { preview: CampaignPreview }) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  const { counts, clientCount } = preview;
  return (
    <Section title={t('form.who')} note={t('draft.clients', { count: clientCount })}>
      <p className={classes.hit}>
        {language.clauses([
          t('form.hit', { count: counts.hit }),
          counts.unknown > 0 && t('form.unknown', { count: counts.unknown }),
          counts.converted > 0 && t('draft.converted', { count: counts.converted }),
          counts.withCase > 0 && t('draft.withCase', { count: counts.withCase }),
        ])}
      </p>
      <HitClients preview={preview} />
    </Section>
  );
}

/** The letter exactly as one client's readers would get it. */
function LetterSection({ campaign, preview }: { campaign: Campaign; preview: CampaignPreview }) {
  const { t } = useTranslation('campaigns');
  const written = preview.clients.filter(({ hit }) => hit > 0);
  const [clientId, setClientId] = useState(written[0]?.clientId ?? null);
  const [language, setLanguage] = useState<Language | undefined>();
  const letter = useQuery({ ...letterPreviewQuery(campaign.id, clientId ?? '', language), enabled: clientId !== null });
  if (clientId === null) return null;
  return (
    <Section title={t('form.letter')}>
      <div className={classes.tools}>
        <Select
          aria-label={t('letter.recipient')}
          data={written.map((client) => ({ value: client.clientId, label: client.clientName }))}
          value={clientId}
          allowDeselect={false}
          searchable
          onChange={setClientId}
        />
        <SegmentedControl
          value={language ?? letter.data?.language ?? 'en'}
          onChange={(chosen) => setLanguage(chosen as Language)}
          data={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one].name }))}
          aria-label={t('letter.language')}
        />
      </div>
      {letter.isError && <ErrorState error={letter.error} onRetry={() => void letter.refetch()} />}
      {letter.data && <LetterPaper letter={letter.data} />}
    </Section>
  );
}

interface PaperProps {
  letter: { language: Language; subject: string; body: string; readers: { name: string; email: string }[] };
}

/** A letter with who reads it. */
export function LetterPaper({ letter: { language, subject, body, readers } }: PaperProps) {
  const { t } = useTranslation('campaigns');
  const { items } = useLanguage();
  return (
    <article className={classes.paper}>
      <p className={classes.readers}>
        {readers.length > 0
          ? t('letter.to', { readers: items(readers.map(({ name, email }) => `${name} <${email}>`)) })
          : t('letter.noReader')}
      </p>
      <div lang={LANGUAGE_NAMES[language].lang}>
        <h3>{subject}</h3>
        <p>{body}</p>
      </div>
    </article>
  );
}
