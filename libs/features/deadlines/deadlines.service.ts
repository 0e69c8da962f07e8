import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Deadline } from '#database/entities/deadline.entity';
import type { DeadlineKind, StatedDeadline } from '#domain/deadlines/deadline';
import { RuleBroken } from '#domain/errors';
import { EventsService, type EventSubject } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import { SUBJECT_COLUMN, SUBJECT_KEYS, subjectOf, textOf, type DeadlineSubject, type SubjectIds, type SubjectKey } from './deadline-subject.js'; // prettier-ignore
import {
  NOTHING_DUE,
  nextDue,
  restatementOf,
  type ClosingReason,
  type KnownDeadline,
  type NextDue,
  type Restatement,
} from './restatement.js';

export type { DeadlineSubject } from './deadline-subject.js';
export type { NextDue } from './restatement.js';

/** All days one subject owes, stated anew. */
export interface SubjectDeadlines {
  subject: DeadlineSubject;
  stated: readonly StatedDeadline[];
}

export interface RestateOptions {
  /** deadlines that arise send nothing until `RemindersService.release` of this import */
  heldByImportId?: string;
}

/** Writes a subject's nearest day where its own feature keeps it for sorting. */
export type NextDueKeeper = (id: string, next: NextDue) => Promise<void>;

/** Days that are met by the act itself, not by a tick: the refusal that says where. */
const MET_BY_ITS_ACT: Partial<Record<DeadlineKind, string>> = {
  'follow-up-inspection': 'deadline.met-by-inspection',
  'document-request': 'deadline.met-by-document',
  'case-limit': 'deadline.met-by-case',
  'inspection-after-test': 'deadline.met-by-case',
  'finding-correction': 'deadline.met-by-finding',
  'booking-option': 'deadline.met-by-booking',
  'annual-fee': 'deadline.met-by-fee',
  'views-on-draft': 'deadline.met-by-entry',
  'determination-end': 'deadline.met-by-determination',
  'export-write-off': 'deadline.met-by-determination',
  'energy-label': 'deadline.met-by-approval',
  'cb-report': 'deadline.met-by-report',
};

/** The only writer of `deadlines`. Each act lays or withdraws the reminders in the same transaction. */
@Injectable()
export class DeadlinesService {
  private readonly keepers: Partial<Record<SubjectKey, NextDueKeeper>> = {};

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
  ) {}

  /**
   * Names who keeps the nearest day of a subject up to date when a person meets a deadline here. `restate` does not
   * call it: its caller gets the nearest day back and writes it with the rest of its row.
   */
  keepNextDue(subject: SubjectKey, keeper: NextDueKeeper): void {
    this.keepers[subject] = keeper;
  }

  /** Makes the stored deadlines of one subject the stated ones and lays their reminders anew. */
  async restate(
    subject: DeadlineSubject,
    stated: readonly StatedDeadline[],
    options: RestateOptions = {},
  ): Promise<NextDue> {
    const [next] = await this.restateMany([{ subject, stated }], options);
    return next!;
  }

  /**
   * The same for many subjects, in a fixed number of statements. Callers with thousands hand them over in portions
   * (some 500), because all of one call are held in memory.
   *
   * @returns the nearest open day of each subject, in the order given
   */
  async restateMany(items: readonly SubjectDeadlines[], options: RestateOptions = {}): Promise<NextDue[]> {
    const known = await this.knownOf(items.map((item) => item.subject));
    const restatements = items.map((item) => ({
      subject: item.subject,
      ...restatementOf(known.get(textOf(item.subject)) ?? [], item.stated),
    }));
    // Closing comes first: a subject has one open deadline of a kind and item.
    await this.close(restatements);
    await this.revise(restatements);
    const added = await this.add(restatements, options.heldByImportId ?? null);
    const stillOpen = [...known.values()].flat().map((deadline) => deadline.id);
    await this.reminders.replan([...added, ...stillOpen]);
    return restatements.map((restatement) => restatement.next);
  }

  /**
   * A person says that what was owed is done.
   *
   * @throws RuleBroken `deadline.not-open`, or where the act itself meets it `deadline.met-by-inspection`, `-document`,
   *   `-case`, `-finding`, `-booking`, `-fee`, `-entry`, `-determination`, `-approval`, `-report`
   */
  async complete(id: string, note: string | null): Promise<void> {
    const deadline = await this.db.require(Deadline, id);
    if (deadline.state !== 'open') throw new RuleBroken('deadline.not-open', { state: deadline.state });
    const { key, id: subjectId } = subjectOf(deadline);
    const metBy = MET_BY_ITS_ACT[deadline.kind];
    if (metBy) throw new RuleBroken(metBy, { [key]: subjectId });
    await this.db.repo(Deadline).update(
      { tenantId: deadline.tenantId, id },
      {
        ...{ state: 'met', stateReason: note, metAt: this.clock.now(), metBy: this.db.scope.memberId },
        ...this.revised(deadline),
      },
    );
    await this.events.record('deadline.met', await this.eventSubject(deadline), {
      kind: deadline.kind,
      dueOn: deadline.dueOn,
      ...(note && { note }),
    });
    await this.settle(deadline);
  }

  /**
   * Takes a person's completion back.
   *
   * @throws RuleBroken `deadline.not-completed` when no person had met it, `deadline.superseded` when the subject owes
   *   the same for another day by now
   */
  async undoCompletion(id: string): Promise<void> {
    const deadline = await this.db.require(Deadline, id);
    if (deadline.state !== 'met' || deadline.metBy === null) {
      throw new RuleBroken('deadline.not-completed', { state: deadline.state });
    }
    const { tenantId, kind, item } = deadline;
    const { key, id: subjectId } = subjectOf(deadline);
    const siblings = await this.db.repo(Deadline).findBy({ tenantId, kind, item, state: 'open', [key]: subjectId });
    if (siblings.length > 0) throw new RuleBroken('deadline.superseded', { dueOn: siblings[0]!.dueOn });
    await this.db
      .repo(Deadline)
      .update(
        { tenantId, id },
        { state: 'open', stateReason: null, metAt: null, metBy: null, ...this.revised(deadline) },
      );
    await this.events.record('deadline.reopened', await this.eventSubject(deadline), { kind, dueOn: deadline.dueOn });
    await this.settle(deadline);
  }

  /** Lets what an import brought send its mails from now on; steps that have passed meanwhile are left out. */
  async release(importId: string): Promise<void> {
    const freed = await this.db.query<{ id: string }>(
      `with freed as (update deadlines set held_by_import_id = null
         where tenant_id = current_tenant() and held_by_import_id = $1 returning id)
       select id from freed`,
      [importId],
    );
    await this.reminders.replan(freed.map((row) => row.id));
  }

  /** Calendars elsewhere take it for newer. */
  private revised({ calendarSequence }: Deadline): Partial<Deadline> {
    return { calendarSequence: calendarSequence + 1, calendarChangedAt: this.clock.now() };
  }

  private async settle(deadline: Deadline): Promise<void> {
    await this.reminders.replan([deadline.id]);
    const { key, id } = subjectOf(deadline);
    const open = await this.db.repo(Deadline).findBy({ tenantId: deadline.tenantId, [key]: id, state: 'open' });
    await this.keepers[key]?.(id, open.length > 0 ? nextDue(open) : NOTHING_DUE);
  }

  /** Samples and CB test reports have no history of their own: it stands in that of their case, booking or product. */
  private async eventSubject(deadline: Deadline): Promise<EventSubject> {
    const { certificateId, factoryId, clientId, applicationId, auditId, bookingId, sampleId } = deadline;
    const { entryId, determinationId, approvalId } = deadline;
    const subject = { certificateId, factoryId, clientId, applicationId, auditId, bookingId, entryId, determinationId, approvalId }; // prettier-ignore
    if (sampleId === null && deadline.cbReportId === null) return subject;
    const [sample] = await this.db.query<EventSubject>(sampleId ? OF_SAMPLE : OF_REPORT, [sampleId ?? deadline.cbReportId]); // prettier-ignore
    return { ...subject, ...sample };
  }

  private async knownOf(subjects: readonly DeadlineSubject[]): Promise<Map<string, KnownDeadline[]>> {
    const rows = await this.db.query<KnownDeadline & SubjectIds>(
      KNOWN,
      SUBJECT_KEYS.map((key) =>
        subjects.flatMap((subject) => Object.entries(subject).flatMap(([k, id]) => (k === key ? [id] : []))),
      ),
    );
    const known = new Map<string, KnownDeadline[]>();
    for (const row of rows) {
      const { key, id } = subjectOf(row);
      const text = `${key} ${id}`;
      known.set(text, [...(known.get(text) ?? []), row]);
    }
    return known;
  }

  private async add(
    restatements: readonly (Restatement & { subject: DeadlineSubject })[],
    heldByImportId: string | null,
  ): Promise<string[]> {
    const rows = restatements.flatMap(({ subject, add }) =>
      add.map(({ stated, reason, heldByImportId: inherited, follows }) => ({
        id: newId(),
        ...subject,
        ...stated,
        state: stated.isMet ? 'met' : 'open',
        ...{ reason, follows },
        heldByImportId: heldByImportId ?? inherited,
      })),
    );
    if (rows.length > 0) await this.db.query(ADD, [JSON.stringify(rows), this.clock.now()]);
    return rows.map((row) => row.id);
  }

  private async revise(restatements: readonly Restatement[]): Promise<void> {
    const rows = restatements.flatMap(({ revise, reopen }) => [
      ...revise.map(({ id, stated }) => ({ id, ...stated, isReopened: false })),
      ...reopen.map(({ id, stated }) => ({ id, ...stated, isReopened: true })),
    ]);
    if (rows.length > 0) await this.db.query(REVISE, [JSON.stringify(rows), this.clock.now()]);
  }

  private async close(restatements: readonly Restatement[]): Promise<void> {
    const rows = restatements.flatMap((restatement) => restatement.close);
    if (rows.length > 0) await this.db.query(CLOSE, [JSON.stringify(rows), this.clock.now()]);
  }
}

const OF_SAMPLE = `
  select application_id as "applicationId", booking_id as "bookingId" from samples where tenant_id = current_tenant() and id = $1`;

const OF_REPORT = `
  select application_id as "applicationId", product_id as "productId" from cb_reports where tenant_id = current_tenant() and id = $1`;

const KNOWN_COLUMNS = `id, ${SUBJECT_KEYS.map((key) => `${SUBJECT_COLUMN[key]} as "${key}"`).join(', ')}, kind, item, due_on as "dueOn", basis,
  rule, source, certainty, counted, is_disputed as "isDisputed", state, met_by as "metBy", state = 'met' as "isMet",
  held_by_import_id as "heldByImportId"`;

/** One branch per subject, each by its own index. */
const KNOWN = SUBJECT_KEYS.map(
  (key, at) => `
  select ${KNOWN_COLUMNS} from deadlines
  where tenant_id = current_tenant() and state <> 'withdrawn' and ${SUBJECT_COLUMN[key]} = any ($${at + 1}::uuid[])`,
).join(' union all ');

const STATED_COLUMNS = `kind text, item text, "dueOn" date, basis text, rule text, source text, certainty text, counted jsonb, "isDisputed" boolean`;

/** The wall is the client of the subject's own row, whatever a caller believes. */
const ADD = `
  insert into deadlines (id, ${SUBJECT_KEYS.map((key) => SUBJECT_COLUMN[key]).join(', ')}, item, client_id, kind, due_on,
                         basis, rule, source, certainty, counted, is_disputed, state, state_reason, met_at, held_by_import_id, created_at,
                         calendar_id, calendar_sequence, calendar_changed_at)
  select r.id, ${SUBJECT_KEYS.map((key) => `r."${key}"`).join(', ')}, coalesce(r.item, ''),
         coalesce(c.client_id, a.client_id, u.client_id, b.client_id, s.client_id, dt.client_id, av.client_id, cr.client_id), r.kind, r."dueOn",
         r.basis, r.rule, r.source, r.certainty, r.counted, r."isDisputed", r.state, r.reason,
         case when r.state = 'met' then $2::timestamptz end, r."heldByImportId", $2,
         case when before.id is not null then coalesce(before.calendar_id, before.id) end, coalesce(before.calendar_sequence + 1, 0),
         case when before.id is not null then $2::timestamptz end
  from jsonb_to_recordset($1::jsonb) as r (id uuid, ${SUBJECT_KEYS.map((key) => `"${key}" uuid`).join(', ')}, state text, reason text,
                                           "heldByImportId" uuid, follows uuid, ${STATED_COLUMNS})
  left join deadlines before on before.tenant_id = current_tenant() and before.id = r.follows
  left join certificates c on c.tenant_id = current_tenant() and c.id = r."certificateId"
  left join applications a on a.tenant_id = current_tenant() and a.id = r."applicationId"
  left join audits u on u.tenant_id = current_tenant() and u.id = r."auditId"
  left join bookings b on b.tenant_id = current_tenant() and b.id = r."bookingId"
  left join samples s on s.tenant_id = current_tenant() and s.id = r."sampleId"
  left join determinations dt on dt.tenant_id = current_tenant() and dt.id = r."determinationId"
  left join approvals av on av.tenant_id = current_tenant() and av.id = r."approvalId"
  left join cb_reports cr on cr.tenant_id = current_tenant() and cr.id = r."cbReportId"`;

const REVISE = `
  update deadlines d set basis = r.basis, rule = r.rule, source = r.source, certainty = r.certainty, counted = r.counted,
    is_disputed = r."isDisputed", version = d.version + 1,
    state = case when r."isReopened" then 'open' else d.state end,
    state_reason = case when r."isReopened" then null else d.state_reason end,
    met_at = case when r."isReopened" then null else d.met_at end,
    calendar_sequence = d.calendar_sequence + r."isReopened"::int,
    calendar_changed_at = case when r."isReopened" then $2::timestamptz else d.calendar_changed_at end
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "isReopened" boolean, ${STATED_COLUMNS})
  where d.tenant_id = current_tenant() and d.id = r.id`;

/** A day that only moved leaves its entry in calendars to its successor. */
const CLOSE = `
  update deadlines d set state = r.state, state_reason = r.reason, version = d.version + 1,
    calendar_sequence = d.calendar_sequence + 1,
    calendar_changed_at = case when r.reason = '${'restated' satisfies ClosingReason}' then null else $2::timestamptz end,
    met_at = case when r.state = 'met' then $2::timestamptz end
  from jsonb_to_recordset($1::jsonb) as r (id uuid, state text, reason text)
  where d.tenant_id = current_tenant() and d.id = r.id`;
