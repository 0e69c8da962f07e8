import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CampaignState } from '#domain/campaigns/step';
import type { Language } from '#domain/permissions';
import { api, type Query } from '../api/client.js';
import { loadFile } from '../api/load-file.js';
import type { Page } from '../api/types.js';
import type {
  Campaign,
  CampaignDraftEdit,
  CampaignForecast,
  CampaignFunnel,
  CampaignInput,
  CampaignLine,
  CampaignMember,
  CampaignPreview,
  CampaignProgress,
  ChaseAnswer,
  LetterLine,
  LetterPreview,
  LetterTemplate,
  ReportReader,
  SchemeRecord,
} from './campaigns.types.js';

/** While cases and letters are made, the board is asked for again and again. */
const WATCHED_MS = 1_500;
const MEMBERS_SHOWN = 50;
const LETTERS_SHOWN = 20;

export const campaignHref = ({ id }: { id: string }) => `/campaigns/${id}`;

/** @param isMaking its cases and letters are being made: asked for until they stand */
const watched = (isMaking: boolean) => (isMaking ? WATCHED_MS : false);

/** The newest first is the only order. */
export const loadCampaigns = ({ sort: _sort, ...query }: Query, signal: AbortSignal) =>
  api.get<Page<CampaignLine>>('/api/campaigns', query, signal);

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', id],
    queryFn: ({ signal }) => api.get<Campaign>(`/api/campaigns/${id}`, undefined, signal),
  });

export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', id, 'preview'],
    queryFn: ({ signal }) => api.get<CampaignPreview>(`/api/campaigns/${id}/preview`, undefined, signal),
  });

export const progressQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', id, 'progress'],
    queryFn: ({ signal }) => api.get<CampaignProgress>(`/api/campaigns/${id}/progress`, undefined, signal),
    refetchInterval: WATCHED_MS,
  });

export const funnelQuery = (id: string, state: CampaignState) =>
  queryOptions({
    queryKey: ['campaigns', id, 'funnel'],
    queryFn: ({ signal }) => api.get<CampaignFunnel>(`/api/campaigns/${id}/funnel`, undefined, signal),
    refetchInterval: watched(state === 'creating'),
  });

export const forecastQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', id, 'forecast'],
    queryFn: ({ signal }) => api.get<CampaignForecast>(`/api/campaigns/${id}/forecast`, undefined, signal),
  });

export interface MemberFilter {
  step?: string | undefined;
  clientId?: string | undefined;
  q?: string | undefined;
}

export const membersQuery = (id: string, { step, clientId, q }: MemberFilter) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', id, 'members', step ?? '', clientId ?? '', q ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<CampaignMember>>(
        `/api/campaigns/${id}/members`,
        { step, clientId, q, limit: MEMBERS_SHOWN, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

export const lettersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', id, 'letters'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<LetterLine>>(`/api/campaigns/${id}/letters`, { limit: LETTERS_SHOWN, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const letterPreviewQuery = (id: string, clientId: string, language: Language | undefined) =>
  queryOptions({
    queryKey: ['campaigns', id, 'letters', 'preview', clientId, language ?? ''],
    queryFn: ({ signal }) =>
      api.get<LetterPreview>(`/api/campaigns/${id}/letters/preview`, { clientId, language }, signal),
  });

export const templateQuery = (source: Query, asksDocuments: boolean) =>
  queryOptions({
    queryKey: ['campaign-letter-templates', source, asksDocuments],
    queryFn: ({ signal }) =>
      api.get<LetterTemplate>(
        '/api/campaign-letter-templates',
        { changeKey: source['changeKey'], entryId: source['entryId'], asksDocuments: String(asksDocuments) },
        signal,
      ),
  });

export const schemesQuery = queryOptions({
  queryKey: ['reference', 'records', 'scheme', 'campaign'],
  queryFn: ({ signal }) => api.get<{ items: SchemeRecord[] }>('/api/reference/records', { kind: 'scheme' }, signal),
  select: ({ items }) => items,
});

export const reportReadersQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', id, 'reports'],
    queryFn: ({ signal }) => api.get<{ items: ReportReader[] }>(`/api/campaigns/${id}/reports`, undefined, signal),
    select: ({ items }) => items,
  });

export const createCampaign = (input: CampaignInput, idempotencyKey: string) =>
  api.post<Campaign>('/api/campaigns', input, { idempotencyKey });

export const editCampaign = (id: string, version: number, edit: Partial<CampaignDraftEdit>) =>
  api.patch<Campaign>(`/api/campaigns/${id}`, { ...edit, version });

export const discardCampaign = (id: string) => api.delete<null>(`/api/campaigns/${id}`);

export const startCampaign = ({ id, version }: Campaign) =>
  api.post<Campaign>(`/api/campaigns/${id}/start`, { version });

export const closeCampaign = ({ id, version }: Campaign) =>
  api.post<Campaign>(`/api/campaigns/${id}/closing`, { version });

export const excuseMember = (
  id: string,
  { id: memberId, version }: CampaignMember,
  excuse: { ground: string; reason: string | null; withdrawsCase: boolean },
) => api.post<CampaignMember>(`/api/campaigns/${id}/members/${memberId}/excuse`, { ...excuse, version });

export const takeExcuseBack = (id: string, { id: memberId, version }: CampaignMember) =>
  api.delete<CampaignMember>(`/api/campaigns/${id}/members/${memberId}/excuse`, { version });

export const retryMember = (id: string, { id: memberId }: CampaignMember) =>
  api.post<CampaignMember>(`/api/campaigns/${id}/members/${memberId}/retry`);

export interface Chosen {
  memberIds?: string[];
  clientIds?: string[];
}

export const chaseMembers = (id: string, chosen: Chosen, isPreview: boolean) =>
  api.post<ChaseAnswer>(`/api/campaigns/${id}/chases`, { ...chosen, isPreview });

export const chooseReportReaders = (id: string, readers: { contactId: string; weekday: number }[]) =>
  api.put<{ items: ReportReader[] }>(`/api/campaigns/${id}/reports`, { readers });

export const loadLetterPdf = (id: string, letterId: string) =>
  loadFile(`/api/campaigns/${id}/letters/${letterId}/letter.pdf`);

export const loadReportPdf = (id: string, clientId: string, language: Language) =>
  loadFile(`/api/campaigns/${id}/report.pdf`, { clientId, language });

export const loadMembersWorkbook = (id: string, query: Query) => loadFile(`/api/campaigns/${id}/members.xlsx`, query);
