import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { zonesOfCountry } from '#domain/country-zones';
import { TENANT_KINDS, type Language, type TenantKind } from '#domain/permissions';
import { api } from '../api/client.js';
import { readerTimeZone } from '../api/clock.js';
import { signOut } from '../api/session.js';
import { chooseTenant } from '../api/tenant-choice.js';
import { CountrySelect, LanguageSelect, TimeZoneSelect } from '../components/selects.js';
import { newKey } from '../components/new-key.js';
import { spoken } from '../i18n/i18n.js';
import classes from './account-page.module.css';
import { AccountPage } from './account-page.js';
import { Fault } from './fault.js';
import { useSubmit } from './use-submit.js';

/** Founds a tenant: a consultancy with clients, or a manufacturer that is its own client. */
export function StartPage() {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [key] = useState(newKey);
  const [kind, setKind] = useState<TenantKind>('consultancy');
  const [name, setName] = useState('');
  const [nameZh, setNameZh] = useState('');
  const [country, setCountry] = useState<string | null>(null);
  const [timeZone, setTimeZone] = useState<string | null>(readerTimeZone());
  const [language, setLanguage] = useState<Language>(spoken());
  const { formProps, isBusy, faults, problem } = useSubmit(
    () => ({
      ...(!name.trim() && { name: t('check.name') }),
      ...(!country && { country: t('check.country') }),
      ...(!timeZone && { timeZone: t('check.timeZone') }),
    }),
    async () => {
      const body = { kind, name: name.trim(), nameZh: nameZh.trim() || null, country, timeZone, language };
      const tenant = await api.post<{ id: string }>('/api/tenants', body, { idempotencyKey: key });
      chooseTenant(tenant.id);
      queryClient.clear();
      await navigate({ to: '/' });
    },
  );
  const pickCountry = (code: string | null) => {
    setCountry(code);
    const [only, ...others] = zonesOfCountry(code ?? '');
    if (only && others.length === 0) setTimeZone(only);
  };
  const leave = async () => {
    await signOut(queryClient);
    await navigate({ to: '/sign-in' });
  };
  return (
    <AccountPage
      title={t('start.title')}
      lead={t('start.lead')}
      foot={
        <button type="button" className="link" onClick={() => void leave()}>
          {t('start.signOut')}
        </button>
      }
    >
      <form {...formProps} className={classes.form}>
        <Fault problem={problem} />
        <Radio.Group label={t('field.kind')} value={kind} onChange={(value) => setKind(value as TenantKind)}>
          <Stack gap={8} mt={6}>
            {TENANT_KINDS.map((one) => (
              <Radio key={one} value={one} label={t(`kind.${one}`)} description={t(`kind.${one}Hint`)} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t('field.companyName')}
          description={t('field.companyNameHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="organization"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={faults.name}
        />
        <TextInput
          label={t('field.companyNameZh')}
          lang="zh-Hans"
          value={nameZh}
          onChange={(event) => setNameZh(event.currentTarget.value)}
        />
        <CountrySelect label={t('field.country')} value={country} onChange={pickCountry} error={faults.country} />
        <TimeZoneSelect
          label={t('field.timeZone')}
          description={t('field.timeZoneHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          country={country}
          value={timeZone}
          onChange={setTimeZone}
          error={faults.timeZone}
        />
        <LanguageSelect
          label={t('field.language')}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {name.trim() ? t('start.act', { name: name.trim() }) : t('start.actNameless')}
        </Button>
      </form>
    </AccountPage>
  );
}
