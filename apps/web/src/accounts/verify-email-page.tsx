import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';
import { auth } from './auth.js';
import { Fault } from './fault.js';
import { takeNextAddress } from './next-address.js';
import { useSubmit } from './use-submit.js';

/** Where the link of the mail leads. With the password chosen at sign-up the address is verified, and one goes on signed in. */
export function VerifyEmailPage() {
  const { t } = useTranslation('accounts');
  const { token = '' } = useSearch({ from: '/verify-email' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const { formProps, isBusy, faults, problem } = useSubmit(
    () => (password ? {} : { password: t('check.password') }),
    async () => {
      await auth.verifyEmail(token, password);
      queryClient.clear();
      await navigate({ href: takeNextAddress() ?? '/' });
    },
  );
  return (
    <AccountPage
      title={t('verify.title')}
      lead={t('verify.lead')}
      foot={
        <Link to="/forgot-password" className="link">
          {t('verify.forgot')}
        </Link>
      }
    >
      <form {...formProps} className={classes.form}>
        <Fault problem={problem} />
        <PasswordInput
          label={t('field.password')}
          autoComplete="current-password"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={faults.password}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {t('verify.act')}
        </Button>
      </form>
    </AccountPage>
  );
}
