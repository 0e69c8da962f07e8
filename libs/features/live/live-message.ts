/** What a screen may show and ask for anew. */
export const LIVE_KINDS = [
  'application',
  'audit',
  'booking',
  'certificate',
  'product',
  'factory',
  'laboratory',
  'import',
  'member',
  'client',
  'change',
  'entry',
  'campaign',
  'determination',
  'approval',
  'project',
] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

/** The kinds of which a client company may know a row at all; which row, its wall says. */
export const KINDS_OF_CLIENTS: readonly LiveKind[] = [
  'application',
  'audit',
  'booking',
  'certificate',
  'product',
  'factory',
  'client',
  'change',
  'determination',
  'approval',
  'project',
];

/** A row that changed, in one tenant. */
export interface LiveSubject {
  tenantId: string;
  kind: LiveKind;
  id: string;
  /** the client company it belongs to, where that is known */
  clientId: string | null;
  /** false: what happened is internal, whoever the row belongs to */
  isForClients: boolean;
}

/** Who has which page open; gone when not said again for a minute. */
export interface LivePresence {
  tenantId: string;
  kind: LiveKind;
  id: string;
  memberId: string;
  name: string;
  isHere: boolean;
}

export type LiveMessage =
  | { what: 'changed'; tenantId: string; subjects: LiveSubject[] }
  /** too many to name; `clientIds` null = of more companies than can be named */
  | { what: 'many'; tenantId: string; clientIds: string[] | null }
  | { what: 'presence'; presence: LivePresence };

/** Postgres takes fewer than 8,000 bytes; ids and kinds are plain ASCII. */
const MOST_BYTES = 7_500;
const MOST_COMPANIES = 150;

type Packed =
  | { t: string; s: [kind: LiveKind, id: string, clientId: string | null, isForClients: 0 | 1][] }
  | { t: string; m: string[] | null }
  | { p: LivePresence };

/** @param subjects of one tenant, repetitions allowed. @returns what is told with NOTIFY */
export function packSubjects(tenantId: string, subjects: readonly LiveSubject[]): string {
  const byRow = new Map<string, LiveSubject>();
  for (const subject of subjects) {
    const key = `${subject.kind} ${subject.id}`;
    const before = byRow.get(key);
    byRow.set(key, {
      ...subject,
      clientId: subject.clientId ?? before?.clientId ?? null,
      isForClients: subject.isForClients || (before?.isForClients ?? false),
    });
  }
  const rows = [...byRow.values()];
  const whole = pack({
    t: tenantId,
    s: rows.map(({ kind, id, clientId, isForClients }) => [kind, id, clientId, isForClients ? 1 : 0]),
  });
  if (whole.length <= MOST_BYTES) return whole;
  const forClients = rows.filter(({ isForClients }) => isForClients);
  const companies = [...new Set(forClients.map(({ clientId }) => clientId))];
  const canBeNamed = companies.length <= MOST_COMPANIES && !companies.includes(null);
  return pack({ t: tenantId, m: canBeNamed ? (companies as string[]) : null });
}

/** @returns what is told with NOTIFY; a name that would be too long is cut */
export function packPresence(presence: LivePresence): string {
  return pack({ p: { ...presence, name: presence.name.slice(0, 200) } });
}

/** @returns null for what is none of ours: anybody may speak on a channel of the database */
export function unpack(payload: string): LiveMessage | null {
  try {
    const packed = JSON.parse(payload) as Partial<{ t: string; s: unknown[][]; m: string[] | null; p: LivePresence }>;
    if (packed.p) return { what: 'presence', presence: packed.p };
    if (typeof packed.t !== 'string') return null;
    if (packed.m !== undefined) return { what: 'many', tenantId: packed.t, clientIds: packed.m };
    const tenantId = packed.t;
    const subjects = (packed.s ?? []).map(
      ([kind, id, clientId, isForClients]) =>
        ({ tenantId, kind, id, clientId, isForClients: isForClients === 1 }) as LiveSubject,
    );
    return { what: 'changed', tenantId, subjects };
  } catch {
    return null;
  }
}

function pack(packed: Packed): string {
  return JSON.stringify(packed);
}
