import { Button, PasswordInput, TextInput } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';
import { auth, looksLikeEmail, PASSWORD_MIN } from './auth.js';
import { Fault } from './fault.js';
import { keepNextAddress } from './next-address.js';
import { useSubmit } from './use-submit.js';

/** A new person. The company follows once the address is verified, or an invitation names it. */
export function SignUpPage() {
  const { t } = useTranslation('accounts');
  const { next } = useSearch({ from: '/sign-up' });
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { formProps, isBusy, faults, problem } = useSubmit(
    () => ({
      ...(!name.trim() && { name: t('check.name') }),
      ...(!looksLikeEmail(email) && { email: t('check.email') }),
      ...(password.length < PASSWORD_MIN && { password: t('check.password') }),
    }),
    async () => {
      await auth.signUp({ name: name.trim(), email: email.trim(), password });
      keepNextAddress(next);
      setSentTo(email.trim());
    },
  );
  const foot = (
    <>
      {t('signUp.known')}
      <Link to="/sign-in" search={next ? { next } : {}} className="link">
        {t('signUp.signIn')}
      </Link>
    </>
  );
  if (sentTo)
    return <AccountPage title={t('signUp.sentTitle')} lead={t('signUp.sent', { email: sentTo })} foot={foot} />;
  return (
    <AccountPage title={t('signUp.title')} lead={t('signUp.lead')} foot={foot}>
      <form {...formProps} className={classes.form}>
        <Fault problem={problem} />
        <TextInput
          label={t('field.name')}
          autoComplete="name"
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={faults.name}
        />
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={faults.email}
        />
        <PasswordInput
          label={t('field.password')}
          description={t('field.passwordHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={faults.password}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {t('signUp.act')}
        </Button>
      </form>
    </AccountPage>
  );
}
