import { useQuery } from '@tanstack/react-query';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { ClientDetails } from './client-details.js';
import { clientQuery, ownCompanyQuery } from './clients.api.js';

/** The one company of a client's person, or of a manufacturer. */
export function OwnCompanyPage() {
  const own = useQuery(ownCompanyQuery);
  const client = useQuery({ ...clientQuery(own.data ?? ''), enabled: own.data !== undefined });
  const failed = [own, client].find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  return client.data ? <ClientDetails client={client.data} /> : <SkeletonPage />;
}
