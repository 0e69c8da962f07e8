import { Problem, problemFrom } from './problem.js';
import { chosenTenant } from './tenant-choice.js';
import { viewAsHeaders } from './view-as.js';

type Scalar = string | number | boolean | null | undefined;

/** Query fields; empty ones are left out, lists are repeated. */
export type Query = Record<string, Scalar | readonly Scalar[]>;

interface CallOptions {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** Makes a repeated POST harmless: the api answers the second with the first one's answer. */
  idempotencyKey?: string;
}

/** The path with its query fields. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function call<Answer>(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const tenant = chosenTenant();
  if (tenant) headers['homolog-tenant'] = tenant;
  // Signing in and out is the person's own, whoever's eyes they look with.
  if (!path.startsWith('/api/auth/')) Object.assign(headers, viewAsHeaders());
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  const isForm = options.body instanceof FormData;
  if (options.body !== undefined && !isForm) headers['content-type'] = 'application/json';

  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      signal: options.signal ?? null,
      ...(options.body !== undefined && { body: isForm ? (options.body as FormData) : JSON.stringify(options.body) }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    setReachable(false);
    throw new Problem(0, 'offline', '');
  }
  setReachable(true);
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) {
    const problem = problemFrom(response.status, body);
    // the session ended while a screen was open: whoever draws the screens sends the person to sign in and back
    if (response.status === 401 && !path.startsWith('/api/auth/')) for (const tell of signedOutListeners) tell();
    throw problem;
  }
  return body as Answer;
}

/** The api, by its HTTP words. A failed call throws a `Problem`. */
export const api = {
  get: <Answer>(path: string, query?: Query, signal?: AbortSignal) => call<Answer>('GET', path, { query, signal }),
  post: <Answer>(path: string, body?: unknown, options: Omit<CallOptions, 'body'> = {}) =>
    call<Answer>('POST', path, { ...options, body: body ?? {} }),
  put: <Answer>(path: string, body: unknown) => call<Answer>('PUT', path, { body }),
  patch: <Answer>(path: string, body: unknown) => call<Answer>('PATCH', path, { body }),
  delete: <Answer>(path: string, query?: Query) => call<Answer>('DELETE', path, { query }),
};

const signedOutListeners = new Set<() => void>();

/** Called when the api no longer knows the session. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

let lostAt: Date | null = null;
const reachListeners = new Set<() => void>();

function setReachable(isReachable: boolean) {
  if (isReachable === (lostAt === null)) return;
  lostAt = isReachable ? null : new Date();
  for (const listener of reachListeners) listener();
}

/** Since when the api has not been reached (the device's own time); null while it answers. */
export const connection = {
  lostAt: () => lostAt,
  subscribe(listener: () => void) {
    reachListeners.add(listener);
    return () => reachListeners.delete(listener);
  },
};
