import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#domain/permissions';
import { api } from '../api/client.js';
import { toProblem, type Problem } from '../api/problem.js';
import { meQuery, signOut } from '../api/session.js';
import { chooseTenant } from '../api/tenant-choice.js';
import type { Membership } from '../api/types.js';
import { ErrorState } from '../components/states.js';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';
import { Fault } from './fault.js';

/** What an invitation says to whoever holds its link. */
interface Invitation {
  tenantName: string;
  tenantNameZh: string | null;
  email: string;
  role: Role;
  /** null when they are not known any more */
  invitedBy: string | null;
}

/** Where the link of an invitation leads: who invites, as what; then join, or sign in first. */
export function InvitationPage() {
  const { t } = useTranslation(['accounts', 'domain']);
  const { token } = useParams({ from: '/invitations/$token' });
  const address = `/api/invitations/${encodeURIComponent(token)}`;
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.get<Invitation>(address),
    retry: false,
  });
  const me = useQuery(meQuery);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const next = `/invitations/${token}`;

  const join = async () => {
    setBusy(true);
    try {
      const membership = await api.post<Membership>(`${address}/acceptance`);
      queryClient.clear();
      chooseTenant(membership.tenantId);
      await navigate({ to: '/' });
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const leave = async () => {
    await signOut(queryClient);
    await navigate({ to: '/sign-in', search: { next } });
  };

  if (invitation.isPending || (me.isPending && !me.isError))
    return <AccountPage title={t('invitation.title', { name: '' })} />;
  if (invitation.isError) {
    const isGone = toProblem(invitation.error).status === 404;
    return (
      <AccountPage title={t('invitation.title', { name: '' })} lead={isGone ? t('invitation.gone') : undefined}>
        {!isGone && <ErrorState error={invitation.error} onRetry={() => void invitation.refetch()} />}
      </AccountPage>
    );
  }
  const { tenantName: name, email, role, invitedBy } = invitation.data;
  const facts = { email, role: t(`domain:role.${role}`) };
  const mine = me.data?.person.email;
  const isOther = mine !== undefined && mine.toLowerCase() !== email.toLowerCase();
  return (
    <AccountPage
      title={t('invitation.title', { name })}
      lead={invitedBy ? t('invitation.as', { inviter: invitedBy, ...facts }) : t('invitation.asNobody', facts)}
    >
      <div className={classes.form}>
        <Fault problem={problem} />
        {!mine && (
          <>
            <p>{t('invitation.lead', { email })}</p>
            <Group gap={8}>
              <Button renderRoot={(root) => <Link {...root} to="/sign-in" search={{ next }} />}>
                {t('invitation.signIn')}
              </Button>
              <Button variant="default" renderRoot={(root) => <Link {...root} to="/sign-up" search={{ next }} />}>
                {t('invitation.signUp')}
              </Button>
            </Group>
          </>
        )}
        {isOther && (
          <>
            <p>{t('invitation.other', { mine, email })}</p>
            <Button variant="default" onClick={() => void leave()}>
              {t('invitation.signOut')}
            </Button>
          </>
        )}
        {mine && !isOther && (
          <Button size="md" loading={isBusy} onClick={() => void join()}>
            {t('invitation.accept', { name })}
          </Button>
        )}
      </div>
    </AccountPage>
  );
}
