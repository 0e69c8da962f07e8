import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { enterTenant, meQuery } from '../api/session.js';
import { Names } from '../components/names.js';
import { ErrorState } from '../components/states.js';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';

/** For a person of several tenants who has not been in one here yet. */
export function ChoosePage() {
  const { t } = useTranslation(['accounts', 'domain']);
  const { next } = useSearch({ from: '/choose' });
  const me = useQuery(meQuery);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const enter = async (tenantId: string) => {
    await enterTenant(queryClient, tenantId);
    await navigate({ href: next ?? '/' });
  };
  return (
    <AccountPage title={t('choose.title')} lead={t('choose.lead')}>
      {me.isError && <ErrorState error={me.error} onRetry={() => void me.refetch()} />}
      <div className={classes.choices}>
        {me.data?.memberships.map((membership) => (
          <button
            key={membership.tenantId}
            type="button"
            className={classes.choice}
            onClick={() => void enter(membership.tenantId)}
          >
            <Names latin={membership.tenantName} zh={membership.tenantNameZh} stacked strong />
            <span>{t(`domain:role.${membership.role}`)}</span>
          </button>
        ))}
      </div>
    </AccountPage>
  );
}
