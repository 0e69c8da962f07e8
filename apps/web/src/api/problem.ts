import i18next from 'i18next';
import type { Language } from '#domain/permissions';
import { toldFacts } from '../i18n/told-facts.js';

/** One thing wrong with one field, as the api says it (RFC 9457 extension `errors`). */
export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
  allowed?: string;
}

/** What another person changed meanwhile: the api's `facts.changed` of a stale edit. */
export interface ChangedField {
  field: string;
  /** The value now stored. */
  theirs: unknown;
}

/** An answer of the api that is not success, as an RFC 9457 problem document; `status` 0 when no answer came. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly requestId: string | null = null,
    readonly facts: Readonly<Record<string, unknown>> = {},
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(detail || code);
  }

  get isOffline(): boolean {
    return this.status === 0;
  }

  get isStale(): boolean {
    return this.code === 'stale-version';
  }
}

/** Makes a Problem of any answer: ours, the auth library's `{ code, message }`, or a gateway's page. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return problemFrom(response.status, body);
}

/** The same for a body that was read already. */
export function problemFrom(status: number, body: unknown): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof said[key] === 'string' ? said[key] : '');
  return new Problem(
    status,
    text('code') || `http-${status}`,
    text('detail') || text('message') || text('title'),
    text('requestId') || null,
    (said['facts'] as Record<string, unknown> | undefined) ?? {},
    Array.isArray(said['errors']) ? (said['errors'] as FieldProblem[]) : [],
  );
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, 'offline', error instanceof Error ? error.message : String(error));
}

/** Words for a code in the reader's language; the api's own sentence only where a code has none. */
function words(key: string, facts: Readonly<Record<string, unknown>>): string | null {
  const full = `errors:${key}`;
  if (!i18next.exists(full)) return null;
  return String(i18next.t(full as never, toldFacts(facts, i18next.language as Language) as never));
}

/** What happened, for a person: by code, else by status. */
export function problemText(error: unknown): string {
  const problem = toProblem(error);
  return (
    words(problem.code, { allowed: problem.errors[0]?.allowed, ...problem.facts }) ??
    words(`http-${problem.status}`, problem.facts) ??
    (problem.status >= 500 ? words('http-500', {}) : null) ??
    problem.detail
  );
}

/** What is wrong with a field, for a person: `errors:field.<code>`, and what would be allowed. */
export function fieldProblemText(problem: FieldProblem): string {
  return words(`field.${problem.code}`, { allowed: problem.allowed }) ?? problem.detail;
}
