import { queryOptions } from '@tanstack/react-query';
import type { Language } from '#domain/permissions';
import { api } from '../api/client.js';
import type { SaveContext } from '../components/form-drawer.js';
import type {
  Channel,
  ChannelList,
  ChannelTest,
  MailSample,
  MailSampleKind,
  MailSampleSent,
  MailSender,
  SuppressedAddress,
} from './mail.types.js';

export const mailSenderQuery = queryOptions({
  queryKey: ['mail-sender'],
  queryFn: ({ signal }) => api.get<MailSender>('/api/mail-sender', undefined, signal),
});

export interface SenderValues {
  name: string;
  nameZh: string;
  address: string;
  replyTo: string;
  accent: string;
  hasLogo: boolean;
}

export const saveMailSender = ({ hasLogo, ...texts }: SenderValues, { version }: SaveContext) => {
  const trimmed = Object.entries(texts).map(([name, value]: [string, string | null]) => [name, value?.trim() || null]);
  return api.put<MailSender>('/api/mail-sender', { ...Object.fromEntries(trimmed), hasLogo, version });
};

export const checkMailSender = () => api.post<MailSender>('/api/mail-sender/check');
export const renewMailKey = () => api.post<MailSender>('/api/mail-sender/key');

export const mailSampleKindsQuery = queryOptions({
  queryKey: ['mail-samples'],
  queryFn: ({ signal }) =>
    api.get<{ items: MailSampleKind[]; sendingsPerHour: number }>('/api/mail-samples', undefined, signal),
});

export const mailSampleQuery = (kind: string, language: Language) =>
  queryOptions({
    queryKey: ['mail-samples', kind, language],
    queryFn: ({ signal }) => api.get<MailSample>(`/api/mail-samples/${kind}`, { language }, signal),
  });

export const sendMailSample = (kind: string, language: Language) =>
  api.post<MailSampleSent>(`/api/mail-samples/${kind}/sending`, { language });

export const suppressedAddressesQuery = queryOptions({
  queryKey: ['suppressed-addresses'],
  queryFn: ({ signal }) => api.get<{ items: SuppressedAddress[] }>('/api/suppressed-addresses', undefined, signal),
  select: ({ items }) => items,
});

export const liftMark = (id: string, note: string) =>
  api.post<null>(`/api/suppressed-addresses/${id}/lifting`, note.trim() ? { note: note.trim() } : {});

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => api.get<ChannelList>('/api/channels', undefined, signal),
});

export const makeChannel = (channel: object, { idempotencyKey }: Pick<SaveContext, 'idempotencyKey'>) =>
  api.post<Channel>('/api/channels', channel, { idempotencyKey });

export const changeChannel = (
  id: string,
  changes: { version: number } & Partial<Pick<Channel, 'name' | 'topics' | 'language' | 'isOn'>>,
) => api.patch<Channel>(`/api/channels/${id}`, changes);

export const removeChannel = (id: string) => api.delete<null>(`/api/channels/${id}`);
export const testChannel = (id: string) => api.post<ChannelTest>(`/api/channels/${id}/test`);
