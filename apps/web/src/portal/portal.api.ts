import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import { loadProjects } from '../approvals/approvals.api.js';
import type { ApplicationLine } from '../applications/applications.types.js';
import { loadCertificates } from '../certificates/certificates.api.js';
import { loadDeterminations } from '../determinations/determinations.api.js';
import { loadAudits } from '../factory-audits/audits.api.js';
import type { CbReportOfClient, DocumentOfClient, PortalOverview } from './portal.types.js';

export const overviewQuery = queryOptions({
  queryKey: ['portal', 'overview'],
  queryFn: ({ signal }) => api.get<PortalOverview>('/api/portal/overview', undefined, signal),
});

const NEXT_DAYS = 4;

/** The certificates whose next day comes first. */
export const nextDaysQuery = queryOptions({
  queryKey: ['portal', 'next-days'],
  queryFn: ({ signal }) => loadCertificates({ sort: 'nextDueOn', limit: NEXT_DAYS }, signal),
});

const ENDED = 20;

/** Cases that have ended, the last one first. */
export const endedCasesQuery = queryOptions({
  queryKey: ['portal', 'ended-cases'],
  queryFn: ({ signal }) =>
    api.get<Page<ApplicationLine>>('/api/applications', { isOpen: 'false', sort: '-number', limit: ENDED }, signal),
});

const PAGE = 50;
const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};

export const certificatesQuery = infiniteQueryOptions({
  queryKey: ['portal', 'certificates'],
  queryFn: ({ pageParam, signal }) => loadCertificates({ sort: 'nextDueOn', limit: PAGE, cursor: pageParam }, signal),
  ...pages,
});

/** Vehicle projects that are under way, the newest first. */
export const projectsQuery = infiniteQueryOptions({
  queryKey: ['portal', 'projects'],
  queryFn: ({ pageParam, signal }) => loadProjects({ limit: PAGE, cursor: pageParam }, signal),
  ...pages,
});

/** Exemptions and determinations, by what is due next. */
export const determinationsQuery = infiniteQueryOptions({
  queryKey: ['portal', 'determinations'],
  queryFn: ({ pageParam, signal }) => loadDeterminations({ sort: 'nextDueOn', limit: PAGE, cursor: pageParam }, signal),
  ...pages,
});

/** Inspections to come, the next one first. */
export const auditsToComeQuery = queryOptions({
  queryKey: ['portal', 'audits-to-come'],
  queryFn: ({ signal }) => loadAudits({ status: ['planned', 'confirmed'], sort: 'day', limit: PAGE }, signal),
});

/** Inspections that took place or were cancelled, the last one first. */
export const auditsHeldQuery = infiniteQueryOptions({
  queryKey: ['portal', 'audits-held'],
  queryFn: ({ pageParam, signal }) =>
    loadAudits(
      { status: ['held', 'passed', 'failed', 'cancelled'], sort: '-day', limit: PAGE, cursor: pageParam },
      signal,
    ),
  ...pages,
});

export const documentsQuery = infiniteQueryOptions({
  queryKey: ['portal', 'documents'],
  queryFn: ({ pageParam, signal }) =>
    api.get<Page<DocumentOfClient>>('/api/portal/documents', { limit: PAGE, cursor: pageParam }, signal),
  ...pages,
});

/** CB test reports of all products, the newest first. */
export const cbReportsOfClientQuery = infiniteQueryOptions({
  queryKey: ['portal', 'cb-reports'],
  queryFn: ({ pageParam, signal }) =>
    api.get<Page<CbReportOfClient>>('/api/portal/cb-reports', { limit: PAGE, cursor: pageParam }, signal),
  ...pages,
});

export const casesOfCertificateQuery = (certificateId: string) =>
  queryOptions({
    queryKey: ['portal', 'cases-of', certificateId],
    queryFn: ({ signal }) =>
      api.get<Page<ApplicationLine>>('/api/applications', { certificateId, sort: '-number', limit: ENDED }, signal),
  });
