import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconCheck, IconMail, IconMailExclamation, IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AbsenceSection } from '../absences/absence-section.js';
import { now, readerTimeZone } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { MoreButton } from '../components/more-button.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { TwoLines } from '../components/two-lines.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { MemberForm } from './member-form.js';
import { loadMembers, removeMember, sendInvitation, tenantQuery } from './settings.api.js';
import { AddressMark } from '../mail/address-mark.js';
import { SettingsPage } from './settings-page.js';
import classes from './settings.module.css';
import type { Member } from './settings.types.js';

/** Who works here, in which role, and who has been asked but has not come yet. */
export function MembersPage() {
  const { t } = useTranslation(['settings', 'domain']);
  const { may, membership, role: ownRole } = useSession();
  const { clauses } = useLanguage();
  const queryClient = useQueryClient();
  const [form, setForm] = useState<{ member?: Member } | null>(null);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const tenant = useQuery(tenantQuery);
  const query = useInfiniteQuery({
    queryKey: ['members', 'all'],
    queryFn: ({ pageParam, signal }) => loadMembers(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const members = query.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['members'] });
  const invite = useMutation({
    mutationFn: (member: Member) => sendInvitation(member.id),
    onSuccess: async ({ invitedAt, email }) => {
      await refresh();
      toast(t(invitedAt ? 'members.invited' : 'members.notInvited', { email }));
    },
  });
  const mayManage = may('member.manage');
  // a manager does not touch owners; nobody removes themselves by a slip of the hand
  const mayChange = (member: Member) => mayManage && (ownRole === 'owner' || member.role !== 'owner');
  const acts = (member: Member) => (
    <span className={classes.rowActs}>
      {mayChange(member) && member.state !== 'joined' && (
        <button type="button" className="link" disabled={invite.isPending} onClick={() => invite.mutate(member)}>
          {t(member.state === 'invited' ? 'members.inviteAgain' : 'members.inviteShort')}
        </button>
      )}
      {mayChange(member) && (
        <button
          type="button"
          className="link"
          aria-label={t('members.editNamed', { name: member.name })}
          onClick={() => setForm({ member })}
        >
          {t('act.edit')}
        </button>
      )}
      {mayChange(member) && member.id !== membership.memberId && (
        <button
          type="button"
          className="link"
          aria-label={t('members.removeNamed', { name: member.name })}
          onClick={() => setLeaving(member)}
        >
          {t('act.remove')}
        </button>
      )}
    </span>
  );
  const roleOf = (member: Member) => <TwoLines first={t(`domain:role.${member.role}`)} second={member.clientName} />;
  const columns: Column<Member>[] = [
    {
      key: 'name',
      title: t('field.name'),
      cell: (member) => (
        <TwoLines
          first={member.id === membership.memberId ? t('members.you', { name: member.name }) : member.name}
          second={
            <>
              {member.email} <AddressMark email={member.email} />
            </>
          }
        />
      ),
    },
    { key: 'role', title: t('field.role'), cell: roleOf, width: '200px' },
    { key: 'state', title: t('members.state'), cell: (member) => <MemberStateWords member={member} />, width: '220px' },
    ...(mayManage ? [{ key: 'acts', title: '', cell: acts, width: '230px', align: 'right' as const }] : []),
  ];
  return (
    <SettingsPage
      tab="members"
      reading={t('members.reading')}
      acts={mayManage && <Button onClick={() => setForm({})}>{t('members.invite')}</Button>}
    >
      <Section title={t('members.who')}>
        {invite.isError && (
          <p role="alert" style={{ color: 'var(--overdue)' }}>
            {problemText(invite.error)}
          </p>
        )}
        {query.isPending && <SkeletonRows rows={5} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && (
          <SectionList
            caption={t('members.title')}
            rows={members}
            columns={columns}
            rowId={(member) => member.id}
            rowName={(member) => member.name}
            phoneRow={(member) => (
              <>
                <p>{member.name}</p>
                <p className={classes.phoneLine}>
                  <span className={classes.quiet}>{member.email}</span>
                  <AddressMark email={member.email} />
                </p>
                <p className={classes.phoneLine}>
                  {clauses([t(`domain:role.${member.role}`), member.clientName])}
                  <MemberStateWords member={member} />
                </p>
                <p className={classes.phoneLine}>{acts(member)}</p>
              </>
            )}
            empty={t('members.none')}
          />
        )}
        <MoreButton query={query} className={classes.more}>
          {t('members.more')}
        </MoreButton>
      </Section>
      <AbsenceSection />
      <MemberForm
        key={form?.member?.id ?? 'new'}
        opened={form !== null}
        onClose={() => setForm(null)}
        tenant={tenant.data}
        {...(form?.member && { member: form.member })}
        onSaved={() => void refresh()}
      />
      <ConfirmDialog
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('members.removeQuestion', { name: leaving?.name ?? '' })}
        act={t('members.remove')}
        onConfirm={async () => {
          if (leaving) await removeMember(leaving);
          await refresh();
        }}
      >
        {t('members.removeFollows')}
      </ConfirmDialog>
    </SettingsPage>
  );
}

/** Joined, invited until when, or only named in a register: with an icon and in words. */
function MemberStateWords({ member }: { member: Member }) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const day = (instant: string) => language.day(instantParts(instant, readerTimeZone()).day, {});
  const isExpired =
    member.state === 'invited' &&
    member.invitationExpiresAt !== null &&
    Date.parse(member.invitationExpiresAt) < now().getTime();
  const shown = isExpired ? 'expired' : member.state;
  const Icon = {
    joined: IconCheck,
    invited: IconMail,
    expired: IconMailExclamation,
    named: IconUserQuestion,
    left: IconUserQuestion,
  }[shown];
  const { words, until } = {
    joined: () => ({ words: t('state.joined'), until: member.joinedAt && day(member.joinedAt) }),
    invited: () =>
      member.invitedAt && member.invitationExpiresAt
        ? {
            words: t('state.invited', { day: day(member.invitedAt) }),
            until: t('state.until', { day: day(member.invitationExpiresAt) }),
          }
        : { words: t('state.inviting'), until: t('state.invitingWhy') },
    expired: () => ({ words: t('state.expired'), until: day(member.invitationExpiresAt ?? '') }),
    named: () => ({ words: t('state.named'), until: t('state.namedWhere') }),
    left: () => ({ words: t('state.left'), until: null }),
  }[shown]();
  return (
    <span className={classes.state} data-state={shown}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <TwoLines first={words} second={until} />
    </span>
  );
}
