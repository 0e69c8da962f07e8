import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { SettingsPage } from '../settings/settings-page.js';
import { policiesQuery } from './policies.api.js';
import { AloneNote, UsualChain } from './policy-lines.js';
import { PolicyKind } from './policy-kind.js';
import { PolicyOverrides } from './policy-overrides.js';
import { ReminderHoursSection } from './reminder-hours.js';

const TENANT = { clientId: null, applicationId: null };

/** When whom the tenant reminds of each kind of deadline, at which hours, and what clients and cases have of their own. */
export function PoliciesPage() {
  const { t } = useTranslation(['policies', 'domain']);
  const query = useQuery(policiesQuery(TENANT));
  return (
    <SettingsPage tab="policies" reading={t('policies:page.reading')}>
      <ReminderHoursSection />
      <PolicyOverrides />
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <Section title={t('policies:page.tenant')} note={t('policies:page.tenantNote')}>
          <AloneNote />
          <UsualChain />
          {query.data.map((policy) => (
            <PolicyKind key={policy.kind} policy={policy} place={TENANT} />
          ))}
        </Section>
      )}
    </SettingsPage>
  );
}
