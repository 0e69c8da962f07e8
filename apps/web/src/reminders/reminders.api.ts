import { queryOptions } from '@tanstack/react-query';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import { loadFile } from '../api/load-file.js';
import type {
  Morning,
  NoticeLine,
  ProofCheck,
  ReminderDetail,
  ReminderLine,
  ReminderProof,
} from './reminders.types.js';

export const loadReminders = (query: Query, signal: AbortSignal) =>
  api.get<Page<ReminderLine>>('/api/reminders', query, signal);

/** How many there are under these filters, up to 10,000. */
export const countReminders = (query: Query, signal: AbortSignal) =>
  api.get<{ total: number; isCapped: boolean }>('/api/reminders/count', query, signal);

export const reminderQuery = (id: string) =>
  queryOptions({
    queryKey: ['reminders', id],
    queryFn: ({ signal }) => api.get<ReminderDetail>(`/api/reminders/${id}`, undefined, signal),
  });

/** The next mornings on which mails leave. */
export const morningsQuery = queryOptions({
  queryKey: ['reminders', 'mornings'],
  queryFn: ({ signal }) => api.get<{ items: Morning[] }>('/api/reminders/mornings', undefined, signal),
});

/** Sends the refused mail again at once, to the address as it stands now, with all that lay in it and is still owed. */
export const sendAgain = (id: string) => api.post<ReminderLine>(`/api/reminders/${id}/another-attempt`);

/** The newest refused mails about what happened. */
export const refusedNoticesQuery = queryOptions({
  queryKey: ['reminders', 'refused-notices'],
  queryFn: ({ signal }) => api.get<Page<NoticeLine>>('/api/notices', { state: 'refused' }, signal),
});

/** Sends a refused one again at once. */
export const sendNoticeAgain = (id: string) => api.post<NoticeLine>(`/api/notices/${id}/another-attempt`);

/** Keeps what the ledger says now of a deadline, as a document. */
export const makeProof = (deadlineId: string, input: Pick<ReminderProof, 'language' | 'readers'>) =>
  api.post<ReminderProof>(`/api/deadlines/${deadlineId}/reminder-proofs`, input);

/** What is kept of a deadline, the newest first. */
export const proofsQuery = (deadlineId: string) =>
  queryOptions({
    queryKey: ['reminder-proofs', 'of', deadlineId],
    queryFn: ({ signal }) =>
      api.get<{ items: ReminderProof[] }>(`/api/deadlines/${deadlineId}/reminder-proofs`, undefined, signal),
    select: ({ items }) => items,
  });

/** The last ones who were told of a deadline. */
export const lastToldQuery = (deadlineId: string) =>
  queryOptions({
    queryKey: ['reminders', 'last-told', deadlineId],
    queryFn: ({ signal }) =>
      api.get<Page<ReminderLine>>('/api/reminders', { deadlineId, state: 'sent', sort: '-sendAt', limit: 3 }, signal),
  });

export const proofQuery = (id: string) =>
  queryOptions({
    queryKey: ['reminder-proofs', id],
    queryFn: ({ signal }) => api.get<ProofCheck>(`/api/reminder-proofs/${id}`, undefined, signal),
  });

export const loadProof = (id: string) => loadFile(`/api/reminder-proofs/${id}/document`);
