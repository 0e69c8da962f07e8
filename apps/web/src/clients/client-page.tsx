import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { ClientDetails } from './client-details.js';
import { clientQuery } from './clients.api.js';

/** The page of one client company. */
export function ClientPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(clientQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <ClientDetails client={query.data} />;
}
