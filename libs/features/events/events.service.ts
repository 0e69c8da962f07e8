import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Db, newId } from '#database/db';
import { Event } from '#database/entities/event.entity';
import { RuleBroken } from '#domain/errors';
import { LiveChanges } from '#features/live/live-changes';
import { Clock } from '#platform/clock';

/** What an event is about: one of these, or several where an act touches several. */
export interface EventSubject {
  clientId?: string | null;
  factoryId?: string | null;
  productId?: string | null;
  certificateId?: string | null;
  memberId?: string | null;
  importId?: string | null;
  applicationId?: string | null;
  auditId?: string | null;
  bookingId?: string | null;
  laboratoryId?: string | null;
  changeId?: string | null;
  entryId?: string | null;
  campaignId?: string | null;
  determinationId?: string | null;
  approvalId?: string | null;
  projectId?: string | null;
}

/** Field -> [before, after], as stored. */
export type Changes = Record<string, [unknown, unknown]>;

/** Keys that follow from another field of the same row: told with that one, not beside it. */
const DERIVED: ReadonlySet<string> = new Set([
  'nameKey',
  'numberKey',
  'unitKey',
  'computed',
  'isProvisional',
  'referenceVersion',
  'eligibility',
  'overriddenBy',
  'calendarSequence',
  'calendarChangedAt',
]);

interface Versioned extends ObjectLiteral {
  id: string;
  tenantId: string;
  version: number;
}

/** Writes what happened, in the transaction in which it happened. */
@Injectable()
export class EventsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly live: LiveChanges,
  ) {}

  /**
   * @param what noun.past-tense, e.g. `certificate.suspended`; its words stand in the web's language files
   * @param facts printable, no secrets
   */
  async record(what: string, subject: EventSubject, facts: Record<string, unknown> = {}): Promise<void> {
    await this.db.insert(Event, { what, ...subject, facts, at: this.clock.now(), actorId: this.db.scope.memberId });
    this.live.noted(what, [{ ...subject }], facts);
  }

  /** The same event for many subjects at once, set-based. */
  async recordMany(
    what: string,
    subjects: readonly EventSubject[],
    facts: Record<string, unknown> = {},
  ): Promise<void> {
    if (subjects.length === 0) return;
    await this.db.query(RECORD_MANY, [
      JSON.stringify(subjects.map((subject) => ({ id: newId(), ...subject }))),
      what,
      JSON.stringify(facts),
      this.clock.now(),
      this.db.scope.memberId,
    ]);
    this.live.noted(
      what,
      subjects.map((subject) => ({ ...subject })),
      facts,
    );
  }

  /**
   * The one way to edit a row: writes the fields that differ if nobody edited since `version`, records the event with
   * the changes, and gives the row as it now stands.
   *
   * @param row as loaded in this transaction
   * @param version the version the editor saw
   * @param facts more to tell beside the changes
   * @returns the changes; empty when nothing differed (then nothing was written)
   * @throws RuleBroken `stale-version` with `facts.changed`: field -> { from, to, by, at } of every edit since
   */
  async edit<E extends Versioned>(
    entity: EntityTarget<E>,
    row: E,
    version: number,
    fields: Partial<E>,
    what: string,
    subject: EventSubject,
    facts: Record<string, unknown> = {},
  ): Promise<Changes> {
    if (row.version !== version) throw await this.stale(row, version, subject);
    const changes: Changes = {};
    for (const [field, value] of Object.entries(fields)) {
      if (value !== undefined && JSON.stringify(value) !== JSON.stringify(row[field]))
        changes[field] = [row[field] ?? null, value];
    }
    if (Object.keys(changes).length === 0) return changes;
    const values = Object.fromEntries(Object.entries(changes).map(([field, [, to]]) => [field, to]));
    const done = await this.db
      .repo(entity)
      .update({ id: row.id, tenantId: row.tenantId, version } as never, values as never);
    if (done.affected !== 1) {
      const now = await this.db.require(entity as EntityTarget<Versioned>, row.id);
      throw await this.stale(now as E, version, subject);
    }
    Object.assign(row, values, { version: version + 1 });
    const told = Object.fromEntries(Object.entries(changes).filter(([field]) => !DERIVED.has(field)));
    await this.record(what, subject, { ...facts, changes: told, version: row.version, rowId: row.id });
    return changes;
  }

  private async stale(row: Versioned, version: number, subject: EventSubject): Promise<RuleBroken> {
    // Any subject leads to the events; the row's own id picks those of this row (a contact's stand at its client).
    const [key, id] = Object.entries(subject).find(([, value]) => value) ?? [];
    const since = key
      ? await this.db.query<{ changes: Changes; name: string | null; at: string }>(
          `select e.facts->'changes' as changes, m.name, e.at from events e
             left join members m on m.tenant_id = e.tenant_id and m.id = e.actor_id
            where e.tenant_id = $1 and e.${COLUMN[key as keyof EventSubject]} = $2 and e.facts->>'rowId' = $3
              and (e.facts->>'version')::int > $4
            order by e.at, e.id`,
          // A version that never was, however large, has nothing behind it.
          [row.tenantId, id, row.id, Math.min(version, row.version)],
        )
      : [];
    const changed: Record<string, { from: unknown; to: unknown; by: string | null; at: string }> = {};
    for (const { changes, name, at } of since) {
      for (const [field, [from, to]] of Object.entries(changes ?? {}))
        changed[field] = { from: changed[field]?.from ?? from, to, by: name, at };
    }
    return new RuleBroken('stale-version', { version: row.version, changed });
  }
}

const RECORD_MANY = `
  insert into events (id, at, what, actor_id, client_id, factory_id, product_id, certificate_id, member_id, import_id,
                      application_id, audit_id, booking_id, laboratory_id, change_id, entry_id, campaign_id, determination_id,
                      approval_id, project_id, facts)
  select r.id, $4, $2, $5, r."clientId", r."factoryId", r."productId", r."certificateId", r."memberId", r."importId",
         r."applicationId", r."auditId", r."bookingId", r."laboratoryId", r."changeId", r."entryId", r."campaignId",
         r."determinationId", r."approvalId", r."projectId", $3::jsonb
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "clientId" uuid, "factoryId" uuid, "productId" uuid,
                                           "certificateId" uuid, "memberId" uuid, "importId" uuid, "applicationId" uuid,
                                           "auditId" uuid, "bookingId" uuid, "laboratoryId" uuid, "changeId" uuid,
                                           "entryId" uuid, "campaignId" uuid, "determinationId" uuid, "approvalId" uuid,
                                           "projectId" uuid)`;

/** Constants, so that no input ever reaches the statement's text. */
const COLUMN: Record<keyof EventSubject, string> = {
  clientId: 'client_id',
  factoryId: 'factory_id',
  productId: 'product_id',
  certificateId: 'certificate_id',
  memberId: 'member_id',
  importId: 'import_id',
  applicationId: 'application_id',
  auditId: 'audit_id',
  bookingId: 'booking_id',
  laboratoryId: 'laboratory_id',
  changeId: 'change_id',
  entryId: 'entry_id',
  campaignId: 'campaign_id',
  determinationId: 'determination_id',
  approvalId: 'approval_id',
  projectId: 'project_id',
};
