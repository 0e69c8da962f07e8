import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import type { Filter } from '../components/list-toolbar.js';
import { loadClients } from './clients.api.js';

/** As many as the api gives in one page. */
const OFFERED = 200;

/** The filter "client" of other lists. Where there is one company, there is nothing to choose. */
export function useClientFilter(): Filter[] {
  const { t } = useTranslation('clients');
  const { hasOneCompany } = useSession();
  const clients = useQuery({
    queryKey: ['clients', 'filter'],
    queryFn: ({ signal }) => loadClients({ limit: OFFERED }, signal),
    enabled: !hasOneCompany,
  });
  if (hasOneCompany) return [];
  return [
    {
      name: 'clientId',
      label: t('list.client'),
      options: (clients.data?.items ?? []).map((client) => ({ value: client.id, label: client.legalName })),
    },
  ];
}
