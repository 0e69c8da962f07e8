import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#domain/permissions';
import { meQuery } from '../api/session.js';
import { Facts, Section } from '../components/detail-page.js';
import { FormDrawer } from '../components/form-drawer.js';
import { Names } from '../components/names.js';
import { CountrySelect, LanguageSelect, TimeZoneSelect } from '../components/selects.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { CalendarFeeds } from '../calendar-feeds/calendar-feeds.js';
import { PublicChecks } from './public-checks.js';
import { saveTenant, tenantQuery, type TenantValues } from './settings.api.js';
import { SettingsPage } from './settings-page.js';
import type { Tenant } from './settings.types.js';

/** The company one works in: what its mails and screens call it, and by which clock and holidays it lives. */
export function OrganisationPage() {
  const { t } = useTranslation('settings');
  const query = useQuery(tenantQuery);
  return (
    <SettingsPage tab="organisation" reading={t('organisation.reading')}>
      {query.isPending && <SkeletonRows rows={3} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Organisation tenant={query.data} />}
      {query.data && <PublicChecks tenant={query.data} />}
      <CalendarFeeds of={{ kind: 'tenant' }} />
    </SettingsPage>
  );
}

function Organisation({ tenant }: { tenant: Tenant }) {
  const { t } = useTranslation(['settings', 'domain']);
  const { country } = useLanguage();
  const queryClient = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  return (
    <Section
      title={t(`domain:tenantKind.${tenant.kind}`)}
      acts={
        <button type="button" className="link" onClick={() => setEditing(true)}>
          {t('organisation.edit')}
        </button>
      }
    >
      <Facts
        facts={[
          { label: t('field.tenantName'), value: <Names latin={tenant.name} zh={tenant.nameZh} stacked strong /> },
          { label: t('field.country'), value: country(tenant.country) },
          { label: t('field.timeZone'), value: tenant.timeZone.replaceAll('_', ' ') },
          { label: t('field.mailLanguage'), value: t(`domain:language.${tenant.language}`) },
        ]}
      />
      <FormDrawer<TenantValues, Tenant>
        opened={isEditing}
        onClose={() => setEditing(false)}
        title={t('organisation.edit')}
        draftKey="tenant"
        initial={{
          name: tenant.name,
          nameZh: tenant.nameZh ?? '',
          country: tenant.country,
          language: tenant.language,
          timeZone: tenant.timeZone,
        }}
        labels={{
          name: t('field.tenantName'),
          nameZh: t('field.tenantNameZh'),
          country: t('field.country'),
          language: t('field.mailLanguage'),
          timeZone: t('field.timeZone'),
        }}
        check={(values) => ({
          ...(!values.name.trim() && { name: t('missing.tenantName') }),
          ...(!values.country && { country: t('missing.country') }),
          ...(!values.timeZone && { timeZone: t('missing.timeZone') }),
        })}
        version={tenant.version}
        save={saveTenant}
        onSaved={() => {
          void queryClient.invalidateQueries({ queryKey: tenantQuery.queryKey });
          void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
        }}
        saveLabel={t('organisation.save')}
        write={(name, value) => {
          if (name === 'country' && typeof value === 'string') return country(value);
          return name === 'language' ? t(`domain:language.${value as Language}`) : undefined;
        }}
      >
        {(field, form) => (
          <>
            <TextInput {...field('name')} description={t('help.tenantName')} data-autofocus maxLength={200} />
            <TextInput {...field('nameZh', { optional: true })} lang="zh-Hans" maxLength={200} />
            <CountrySelect {...field('country')} description={t('help.tenantCountry')} />
            <TimeZoneSelect {...field('timeZone')} country={form.values.country} description={t('help.tenantZone')} />
            <LanguageSelect {...field('language')} description={t('help.tenantLanguage')} />
          </>
        )}
      </FormDrawer>
    </Section>
  );
}
