import { Button, Menu, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDots, IconFileSpreadsheet, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MEMBER_STEPS, type MemberStep } from '#domain/campaigns/step';
import { readerTimeZone, useToday } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { Section } from '../components/detail-page.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { useSelection } from '../components/selection.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { TwoLines } from '../components/two-lines.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { download } from '../imports/register-file.js';
import bulk from '../work/bulk.module.css';
import { failureText, useStepName } from './campaign-cells.js';
import { loadMembersWorkbook, membersQuery, retryMember, takeExcuseBack, type Chosen } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, CampaignMember } from './campaigns.types.js';
import { ExcuseForm } from './excuse-form.js';

/** As many as one chase takes. */
const MOST_CHOSEN = 500;
const idOf = ({ id }: CampaignMember) => id;
const stepsIn = (text: string | undefined) => MEMBER_STEPS.filter((step) => text?.split(',').includes(step));

interface MemberListProps {
  campaign: Campaign;
  onChase: (chosen: Chosen) => void;
}

/** The members, laggards first; chosen ones are chased together, each can be excused. */
export function MemberList({ campaign, onChase }: MemberListProps) {
  const { t } = useTranslation('campaigns');
  const { may } = useSession();
  const stepName = useStepName();
  const [url, setUrl] = useUrlState();
  const [typed, setTyped] = useState(url['q'] ?? '');
  const [q] = useDebouncedValue(typed.trim(), 250);
  useEffect(() => {
    if (q !== (url['q'] ?? '')) setUrl({ q: q || null });
  }, [q, url, setUrl]);
  const filter = { step: url['step'], clientId: url['clientId'], q: url['q'] };
  const rows = useInfiniteQuery(membersQuery(campaign.id, filter));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(idOf, MOST_CHOSEN);
  const [excused, setExcused] = useState<CampaignMember | null>(null);
  const mayEdit = may('campaign.edit') && campaign.state === 'running';
  const client = items.find(({ clientId }) => clientId === url['clientId']);
  const isNarrowed = Boolean(filter.step ?? filter.clientId ?? filter.q);
  return (
    <Section
      title={t('members.title')}
      note={t('members.note')}
      acts={<ExportMembers campaign={campaign} filter={filter} />}
    >
      <div className={classes.tools}>
        <TextInput
          aria-label={t('members.find')}
          placeholder={t('members.find')}
          value={typed}
          maxLength={200}
          w={280}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {stepsIn(url['step']).map((step) => (
          <Chip
            key={step}
            name={stepName(step, campaign.cancelsDeclaration)}
            onRemove={() =>
              setUrl({
                step:
                  stepsIn(url['step'])
                    .filter((one) => one !== step)
                    .join(',') || null,
              })
            }
          />
        ))}
        {url['clientId'] && (
          <Chip name={client?.clientName ?? t('field.client')} onRemove={() => setUrl({ clientId: null })} />
        )}
      </div>
      {rows.isPending && <SkeletonRows rows={5} />}
      {rows.isError && <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isSuccess && items.length === 0 && (
        <p className={classes.quiet}>{t(isNarrowed ? 'members.noneSuch' : 'members.none')}</p>
      )}
      <ul className={classes.members} aria-label={t('members.title')}>
        {items.map((member, index) => (
          <li key={member.id}>
            <input
              type="checkbox"
              aria-label={t('members.choose', { name: member.certificateNumber ?? member.productName })}
              disabled={!mayEdit}
              checked={selection.chosen.has(member.id)}
              onChange={(event) =>
                selection.toggle(items, index, (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey)
              }
            />
            <MemberFacts campaign={campaign} member={member} />
            {mayEdit ? (
              <MemberActs campaign={campaign} member={member} onExcuse={() => setExcused(member)} />
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
      <MoreButton query={rows}>{t('members.more')}</MoreButton>
      {selection.chosen.size > 0 && (
        <section className={bulk.bar} aria-label={t('members.chosenLabel')}>
          <b role="status">{t('members.chosen', { count: selection.chosen.size })}</b>
          <span className={bulk.acts}>
            <Button size="xs" onClick={() => onChase({ memberIds: [...selection.chosen.keys()] })}>
              {t('chase.act')}
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={selection.clear}>
              {t('members.clear')}
            </Button>
          </span>
        </section>
      )}
      {excused && <ExcuseForm campaign={campaign} member={excused} onClose={() => setExcused(null)} />}
    </Section>
  );
}

function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { t } = useTranslation('campaigns');
  return (
    <Button
      size="xs"
      variant="default"
      rightSection={<IconX size={12} stroke={1.75} aria-hidden />}
      aria-label={t('members.removeFilter', { name })}
      onClick={onRemove}
    >
      {name}
    </Button>
  );
}

function MemberFacts({ campaign, member }: { campaign: Campaign; member: CampaignMember }) {
  const { t } = useTranslation(['campaigns', 'domain']);
  const language = useLanguage();
  const stepName = useStepName();
  const { certificateId, certificateNumber, applicationId, applicationNumber, applicationStatus, failure } = member;
  const number = certificateNumber && <CertificateNumber number={certificateNumber} />;
  return (
    <>
      <TwoLines
        first={<Names latin={member.productName} zh={member.productNameZh} />}
        second={
          certificateId ? (
            <Link to={`/certificates/${certificateId}` as '/'} className="link">
              {number}
            </Link>
          ) : (
            t('campaigns:members.noCertificate')
          )
        }
      />
      <span>
        <Names latin={member.clientName} zh={member.clientNameZh} />
      </span>
      <span className={classes.stack}>
        <span>
          <span className={classes.tag} data-step={member.step}>
            {stepName(member.step, campaign.cancelsDeclaration)}
          </span>
        </span>
        <Why campaign={campaign} member={member} />
        {failure && <span className={classes.fault}>{failureText(failure)}</span>}
        {member.chasedAt && (
          <span className={classes.quiet}>
            {t('campaigns:members.chased', { at: language.instant(member.chasedAt, readerTimeZone()) })}
          </span>
        )}
      </span>
      <TwoLines
        first={
          applicationId && applicationNumber ? (
            <Link to={`/cases/${applicationId}` as '/'} className="link">
              {applicationNumber}
            </Link>
          ) : (
            <span className={classes.quiet}>{t('campaigns:members.noCase')}</span>
          )
        }
        second={language.clauses([
          applicationStatus && t(`domain:applicationStatus.${applicationStatus}`),
          member.ownerName,
          member.expectedOn && t('campaigns:members.expected', { day: language.day(member.expectedOn, {}) }),
        ])}
      />
    </>
  );
}

/** Why an excused member needs nothing: the ground in the announcement's words, or the own reason. */
function Why({ campaign, member }: { campaign: Campaign; member: CampaignMember }) {
  const { t } = useTranslation('campaigns');
  const { language, sentences } = useLanguage();
  const { excuseGround, excuseReason, excusedByName } = member;
  if (excuseGround === null) return null;
  const ground = campaign.excuseGrounds.find(({ key }) => key === excuseGround);
  return (
    <span className={classes.quiet}>
      {sentences([ground?.names[language], excuseReason])}
      {excusedByName && ` ${t('members.excusedBy', { name: excusedByName })}`}
    </span>
  );
}

const NEEDS_NOTHING: readonly MemberStep[] = ['certified', 'finished'];

interface MemberActsProps {
  campaign: Campaign;
  member: CampaignMember;
  onExcuse: () => void;
}

function MemberActs({ campaign, member, onExcuse }: MemberActsProps) {
  const { t } = useTranslation('campaigns');
  const queryClient = useQueryClient();
  if (NEEDS_NOTHING.includes(member.step)) return <span />;
  const run = async (act: () => Promise<unknown>, done: string) => {
    try {
      await act();
      toast(done);
    } catch (error) {
      toast(problemText(error));
    }
    void refreshAfterChange(queryClient);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          px={6}
          aria-label={t('members.acts', { name: member.certificateNumber ?? member.productName })}
        >
          <IconDots size={14} stroke={1.5} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {member.step === 'excused' ? (
          <Menu.Item onClick={() => void run(() => takeExcuseBack(campaign.id, member), t('excuse.takenBack'))}>
            {t('excuse.takeBack')}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={onExcuse}>{t('excuse.act')}</Menu.Item>
        )}
        {member.step === 'failed' && (
          <Menu.Item onClick={() => void run(() => retryMember(campaign.id, member), t('members.retried'))}>
            {t('members.retry')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ExportMembersProps {
  campaign: Campaign;
  filter: { step: string | undefined; clientId: string | undefined; q: string | undefined };
}

function ExportMembers({ campaign, filter }: ExportMembersProps) {
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  const today = useToday();
  const file = useMutation({
    mutationFn: () => loadMembersWorkbook(campaign.id, { ...filter, language }),
    onSuccess: (blob) => download(blob, `campaign-${today}.xlsx`),
    onError: (error) => toast(problemText(error)),
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={file.isPending}
      leftSection={<IconFileSpreadsheet size={14} stroke={1.5} aria-hidden />}
      onClick={() => file.mutate()}
    >
      {t('list.export')}
    </Button>
  );
}
