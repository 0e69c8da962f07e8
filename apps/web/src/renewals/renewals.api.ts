import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { BatchResult, Renewal, RenewalGroup, RenewalGroupList, RenewalSide } from './renewals.types.js';

export const renewalGroupsQuery = (by: RenewalSide, until: Day) =>
  queryOptions({
    queryKey: ['certificates', 'renewals', 'groups', by, until],
    queryFn: ({ signal }) => api.get<RenewalGroupList>('/api/renewals/groups', { by, until }, signal),
    placeholderData: (before) => before,
  });

export const renewalsQuery = (by: RenewalSide, { id }: RenewalGroup, until: Day) =>
  infiniteQueryOptions({
    queryKey: ['certificates', 'renewals', by, id, until],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Renewal>>(
        '/api/renewals',
        {
          until,
          ...(by === 'client' ? { clientId: id } : id === null ? { withoutFactory: 'true' } : { factoryId: id }),
          ...{ limit: 50, cursor: pageParam },
        },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const renewalQuery = (certificateId: string) =>
  queryOptions({
    queryKey: ['certificates', certificateId, 'renewal'],
    queryFn: ({ signal }) => api.get<Renewal>(`/api/certificates/${certificateId}/renewal`, undefined, signal),
  });

/** Certificates, or all of a client or factory until a day. */
export type ToRenew =
  { certificateIds: readonly string[] } | { clientId: string; until: Day } | { factoryId: string; until: Day };

export const openRenewals = (what: ToRenew, isPreview: boolean, idempotencyKey: string) =>
  api.post<BatchResult>('/api/renewals/cases', { ...what, isPreview }, isPreview ? {} : { idempotencyKey });
