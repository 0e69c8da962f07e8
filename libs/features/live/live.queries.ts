import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { KINDS_OF_CLIENTS, type LiveKind, type LiveSubject } from './live-message.js';

const TABLE: Partial<Record<LiveKind, string>> = {
  application: 'applications',
  audit: 'audits',
  booking: 'bookings',
  certificate: 'certificates',
  product: 'products',
  factory: 'factories',
  client: 'clients',
  change: 'product_changes',
  determination: 'determinations',
  approval: 'approvals',
  project: 'vehicle_projects',
};

const SEEN = {
  name: 'live.seen-by-client',
  text: KINDS_OF_CLIENTS.map(
    (kind, at) =>
      `select '${kind}' as kind, id from ${TABLE[kind]} where tenant_id = current_tenant() and id = any ($${at + 1}::uuid[])`,
  ).join(' union all '),
};

@Injectable()
export class LiveQueries {
  constructor(private readonly db: Db) {}

  /** Those of the rows that the client company's own wall lets it see. */
  async seenBy(tenantId: string, clientId: string, subjects: readonly LiveSubject[]): Promise<LiveSubject[]> {
    const idsOf = (kind: LiveKind) => subjects.filter((subject) => subject.kind === kind).map(({ id }) => id);
    const rows = await this.db.inScope({ tenantId, audience: clientId, memberId: null }, () =>
      this.db.read<{ kind: LiveKind; id: string }>(SEEN, KINDS_OF_CLIENTS.map(idsOf)),
    );
    const seen = new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
    return subjects.filter(({ kind, id }) => seen.has(`${kind} ${id}`));
  }
}
