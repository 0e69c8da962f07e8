import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';
import { auth } from './auth.js';

/** Where the link of the mail leads: the token is used, then one goes on, signed in. */
export function VerifyEmailPage() {
  const { t } = useTranslation('accounts');
  const { token = '' } = useSearch({ from: '/verify-email' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // a token works once: it is asked once and never again
  const verified = useQuery({
    queryKey: ['verify-email', token],
    queryFn: () => auth.verifyEmail(token),
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const goOn = async () => {
    queryClient.removeQueries({ queryKey: ['me'] });
    await navigate({ to: '/' });
  };
  if (verified.isPending) return <AccountPage title={t('verify.title')} lead={t('verify.wait')} />;
  if (verified.isError) {
    return (
      <AccountPage
        title={t('verify.title')}
        foot={
          <Link to="/sign-in" className="link">
            {t('signIn.title')}
          </Link>
        }
      >
        <div className={classes.form}>
          <p className={classes.fault} role="alert">
            {t('verify.failed')}
          </p>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t('verify.title')}>
      <div className={classes.form}>
        <p className={classes.done} role="status">
          {t('verify.done')}
        </p>
        <Button size="md" autoFocus onClick={() => void goOn()}>
          {t('verify.next')}
        </Button>
      </div>
    </AccountPage>
  );
}
