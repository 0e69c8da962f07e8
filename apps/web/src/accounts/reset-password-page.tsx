import { Button, PasswordInput } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';
import { auth, PASSWORD_MIN } from './auth.js';
import { Fault } from './fault.js';
import { useSubmit } from './use-submit.js';

/** Where the link of the mail leads: a new password. */
export function ResetPasswordPage() {
  const { t } = useTranslation('accounts');
  const { token = '' } = useSearch({ from: '/reset-password' });
  const [password, setPassword] = useState('');
  const [isDone, setDone] = useState(false);
  const { formProps, isBusy, faults, problem } = useSubmit(
    () => (password.length < PASSWORD_MIN ? { password: t('check.password') } : {}),
    async () => {
      await auth.resetPassword(token, password);
      setDone(true);
    },
  );
  const foot = (
    <Link to="/sign-in" className="link">
      {t('signIn.title')}
    </Link>
  );
  if (isDone) {
    return (
      <AccountPage title={t('reset.title')} foot={foot}>
        <div className={classes.form}>
          <p className={classes.done} role="status">
            {t('reset.done')}
          </p>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t('reset.title')} lead={t('reset.lead')} foot={foot}>
      <form {...formProps} className={classes.form}>
        <Fault problem={problem} />
        <PasswordInput
          label={t('field.newPassword')}
          description={t('field.passwordHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={faults.password}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {t('reset.act')}
        </Button>
      </form>
    </AccountPage>
  );
}
