import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';
import { auth, looksLikeEmail } from './auth.js';
import { Fault } from './fault.js';
import { useSubmit } from './use-submit.js';

/** Sign in, then back to where one was going. */
export function SignInPage() {
  const { t } = useTranslation('accounts');
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { formProps, isBusy, faults, problem } = useSubmit(
    () => ({
      ...(!looksLikeEmail(email) && { email: t('check.email') }),
      ...(!password && { password: t('check.password') }),
    }),
    async () => {
      await auth.signIn(email.trim(), password);
      queryClient.clear();
      await navigate({ href: next ?? '/' });
    },
  );
  return (
    <AccountPage
      title={t('signIn.title')}
      lead={t('signIn.lead')}
      foot={
        <>
          {t('signIn.new')}
          <Link to="/sign-up" search={next ? { next } : {}} className="link">
            {t('signIn.signUp')}
          </Link>
        </>
      }
    >
      <form {...formProps} className={classes.form}>
        <Fault problem={problem} />
        {problem?.code === 'EMAIL_NOT_VERIFIED' && <SendAgain email={email.trim()} />}
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={faults.email}
        />
        <PasswordInput
          label={t('field.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={faults.password}
        />
        <Link to="/forgot-password" className={`link ${classes.aside}`}>
          {t('signIn.forgot')}
        </Link>
        <Button type="submit" size="md" loading={isBusy}>
          {t('signIn.act')}
        </Button>
      </form>
    </AccountPage>
  );
}

/** For an address that still waits for its verification. */
function SendAgain({ email }: { email: string }) {
  const { t } = useTranslation('accounts');
  const [isSent, setSent] = useState(false);
  if (isSent)
    return (
      <p className={classes.done} role="status">
        {t('signIn.sentAgain', { email })}
      </p>
    );
  return (
    <button
      type="button"
      className={`link ${classes.aside}`}
      onClick={() => void auth.sendVerification(email).then(() => setSent(true))}
    >
      {t('signIn.sendAgain')}
    </button>
  );
}
