import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';
import { auth, looksLikeEmail } from './auth.js';
import { Fault } from './fault.js';
import { useSubmit } from './use-submit.js';

/** Asks for a link to set a new password. The answer is the same whether or not the address is known. */
export function ForgotPasswordPage() {
  const { t } = useTranslation('accounts');
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { formProps, isBusy, faults, problem } = useSubmit(
    () => (looksLikeEmail(email) ? {} : { email: t('check.email') }),
    async () => {
      await auth.requestReset(email.trim());
      setSentTo(email.trim());
    },
  );
  const foot = (
    <Link to="/sign-in" className="link">
      {t('signIn.title')}
    </Link>
  );
  if (sentTo)
    return <AccountPage title={t('signUp.sentTitle')} lead={t('forgot.sent', { email: sentTo })} foot={foot} />;
  return (
    <AccountPage title={t('forgot.title')} lead={t('forgot.lead')} foot={foot}>
      <form {...formProps} className={classes.form}>
        <Fault problem={problem} />
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={faults.email}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {t('forgot.act')}
        </Button>
      </form>
    </AccountPage>
  );
}
