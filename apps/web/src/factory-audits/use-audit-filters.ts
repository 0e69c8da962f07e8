import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AUDIT_KINDS, AUDIT_STATUSES } from '#domain/states/audit-status';
import { useSession } from '../api/session.js';
import { teamQuery } from '../certificates/certificates.api.js';
import { factoryQuery, loadClients } from '../clients/clients.api.js';
import type { Filter, View } from '../components/list-page.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { countAudits } from './audits.api.js';

/** What the list can be narrowed to, in words; a factory and a case only where the address names one. */
export function useAuditFilters(): Filter[] {
  const { t } = useTranslation(['audits', 'domain']);
  const { membership, person, isClient } = useSession();
  const [{ factoryId }] = useUrlState();
  const clients = useQuery({
    queryKey: ['clients', 'filter'],
    queryFn: ({ signal }) => loadClients({ sort: 'legalName', limit: 200 }, signal),
    enabled: !isClient,
  });
  const team = useQuery({ ...teamQuery, enabled: !isClient });
  const factory = useQuery({ ...factoryQuery(factoryId ?? ''), enabled: Boolean(factoryId) });
  const me = { value: membership.memberId, label: person.name };
  const people = [me, ...(team.data ?? []).filter(({ value }) => value !== me.value)];
  const everyone: Filter[] = [
    {
      name: 'status',
      label: t('audits:field.status'),
      options: AUDIT_STATUSES.map((status) => ({ value: status, label: t(`domain:auditStatus.${status}`) })),
    },
    {
      name: 'kind',
      label: t('audits:field.kind'),
      options: AUDIT_KINDS.map((kind) => ({ value: kind, label: t(`domain:auditKind.${kind}`) })),
    },
  ];
  const staff: Filter[] = [
    {
      name: 'clientId',
      label: t('audits:field.client'),
      options: (clients.data?.items ?? []).map(({ id, legalName }) => ({ value: id, label: legalName })),
    },
    { name: 'responsibleId', label: t('audits:field.responsible'), options: people },
  ];
  const ofAddress: Filter[] = factoryId
    ? [
        {
          name: 'factoryId',
          label: t('audits:field.factory'),
          options: [{ value: factoryId, label: factory.data?.name ?? '…' }],
        },
      ]
    : [];
  return [...everyone, ...(isClient ? [] : staff), ...ofAddress];
}

/** The ready-made lists, each with its number of rows. */
export function useAuditViews(): View[] {
  const { t } = useTranslation('audits');
  const { number } = useLanguage();
  const views: View[] = [
    { key: 'to-come', name: t('view.toCome'), filters: { status: 'planned,confirmed' } },
    { key: 'under-correction', name: t('view.underCorrection'), filters: { status: 'held' } },
    { key: 'all', name: t('view.all'), filters: {} },
  ];
  const counts = useQueries({
    queries: views.map(({ filters }) => ({
      queryKey: ['audits', 'count', filters],
      queryFn: ({ signal }: { signal: AbortSignal }) => countAudits(filters, signal),
    })),
  });
  return views.map((view, index) => {
    const count = counts[index]?.data;
    return count ? { ...view, count: `${number(count.total)}${count.isCapped ? '+' : ''}` } : view;
  });
}
