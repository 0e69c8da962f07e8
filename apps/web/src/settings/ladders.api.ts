import { queryOptions } from '@tanstack/react-query';
import type { DeadlineKind } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import { api } from '../api/client.js';
import { Problem, toProblem } from '../api/problem.js';

/** The steps at which people are reminded of a deadline of one kind. */
export interface LadderSteps {
  /** Calendar days before the due day, the farthest first; empty = shown, not mailed. */
  offsets: number[];
  /** After the due day: the next morning, then every so many days; null = no reminder. */
  overdueEveryDays: number | null;
}

export interface Ladder extends LadderSteps {
  kind: DeadlineKind;
  isDefault: boolean;
  defaultOffsets: number[];
  defaultOverdueEveryDays: number | null;
  /** false for a kind whose warning is another kind's ladder. */
  isChangeable: boolean;
  /** null while the default holds. */
  version: number | null;
}

/** One mail as the ladder would send it. */
export interface PreviewedMail {
  sendAt: string;
  sendOn: Day;
  timeZone: string;
  toName: string;
  toEmail: string;
  language: Language;
  /** How many reminders of this kind lie in it. */
  reminders: number;
  stepDays: number;
  dueOn: Day;
  movedFrom: Day | null;
  movedBecause: string | null;
  isAlone: boolean;
}

export interface LadderPreview {
  next: PreviewedMail[];
  planned: number;
  plannedNow: number;
}

export const laddersQuery = queryOptions({
  queryKey: ['ladders'],
  queryFn: ({ signal }) => api.get<{ items: Ladder[] }>('/api/ladders', undefined, signal),
  select: ({ items }) => items,
});

/**
 * Two people seldom edit the same steps; who comes second keeps what they chose, reads that somebody was first and
 * decides (there are no fields to merge in a list of steps).
 */
export async function saveLadder(ladder: Ladder, steps: LadderSteps): Promise<Ladder> {
  try {
    return await api.put<Ladder>(`/api/ladders/${ladder.kind}`, { ...steps, version: ladder.version });
  } catch (error) {
    const problem = toProblem(error);
    throw problem.isStale ? new Problem(problem.status, problem.code, problem.detail, problem.requestId) : problem;
  }
}

export const resetLadder = (kind: DeadlineKind) => api.delete<Ladder>(`/api/ladders/${kind}`);

/** The next ten mails of these steps, without setting them. */
export const previewQuery = (kind: DeadlineKind, steps: LadderSteps) =>
  queryOptions({
    queryKey: ['ladders', 'preview', kind, steps],
    queryFn: () => api.post<LadderPreview>(`/api/ladders/${kind}/preview`, steps),
  });
