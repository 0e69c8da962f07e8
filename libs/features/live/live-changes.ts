import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { type LiveKind, type LiveSubject, packSubjects } from './live-message.js';

/** On which every api process listens. */
export const LIVE_CHANNEL = 'homolog_live';

/** The keys of an event's subject, and what they name. */
const KIND_OF: Record<string, LiveKind> = {
  applicationId: 'application',
  auditId: 'audit',
  bookingId: 'booking',
  certificateId: 'certificate',
  productId: 'product',
  factoryId: 'factory',
  laboratoryId: 'laboratory',
  importId: 'import',
  memberId: 'member',
  changeId: 'change',
  entryId: 'entry',
  campaignId: 'campaign',
  determinationId: 'determination',
  approvalId: 'approval',
  projectId: 'project',
};

/**
 * First words of the events that may change what a client's screens show. All others (notes, reminders, plans, imports)
 * are the team's own, and a client does not even learn that something happened.
 */
const NOUNS_OF_CLIENTS: ReadonlySet<string> = new Set([
  'application',
  'approval',
  'audit',
  'booking',
  'case',
  'certificate',
  'comment',
  'determination',
  'document',
  'document-request',
  'finding',
  'product',
  'product-change',
  'project',
  'sample',
  'stage',
  'test-result',
]);

type Subject = Readonly<Record<string, string | null | undefined>>;

/** Tells every api process, once per transaction and only after its commit, which rows changed. Ids travel, nothing else. */
@Injectable()
export class LiveChanges {
  constructor(private readonly db: Db) {}

  /**
   * @param what the event, e.g. `application.moved`
   * @param subjects what it is about, as in the event
   * @param facts `audience: 'internal'` keeps it from clients
   */
  noted(what: string, subjects: readonly Subject[], facts: Readonly<Record<string, unknown>> = {}): void {
    const { tenantId } = this.db.scope;
    const isForClients = NOUNS_OF_CLIENTS.has(what.split('.')[0]!) && facts['audience'] !== 'internal';
    const rows = subjects.flatMap((subject) => rowsOf(subject, tenantId, isForClients));
    if (rows.length > 0) this.db.gatherUntilCommit(rows, this.tell);
  }

  /** One function for all, by which the gathered of one transaction are told apart from those of another use. */
  private readonly tell = (rows: LiveSubject[]): Promise<void> =>
    this.db.tell(LIVE_CHANNEL, packSubjects(rows[0]!.tenantId, rows));
}

function rowsOf(subject: Subject, tenantId: string, isForClients: boolean): LiveSubject[] {
  const clientId = subject['clientId'] ?? null;
  const rows = Object.entries(KIND_OF).flatMap(([key, kind]) => {
    const id = subject[key];
    return id ? [{ tenantId, kind, id, clientId, isForClients }] : [];
  });
  // The company itself only where nothing of it is named: it stands beside every case and certificate.
  return rows.length > 0 || !clientId ? rows : [{ tenantId, kind: 'client', id: clientId, clientId, isForClients }];
}
