import { Inject, Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import type { Ladder, Ladders } from '#domain/deadlines/ladder';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { openEnvelopes, withdrawEmpty } from './envelopes.js';
import { deadlinesToPlan, recipientsOf } from './recipients.js';
import { replanOf, type KnownReminder } from './replan.js';
import { wantedReminders } from './wanted-reminders.js';

/** Deadlines planned in one go: some 15 reminders each are held in memory. */
const PORTION = 500;

/** What an import would mail once a person lets it. */
export interface HeldMails {
  mails: number;
  people: number;
  /** the day of the first mail where its reader is; null when there is none */
  firstOn: Day | null;
}

/** One person of those, with what that person would get. */
export interface HeldReader {
  name: string;
  email: string;
  language: Language;
  timeZone: string;
  /** of the contact; null for a member of the team */
  clientName: string | null;
  clientNameZh: string | null;
  mails: number;
  /** the day of the first one where the reader is */
  firstOn: Day;
}

/**
 * The only writer of `reminders` and of the planning of `mails`. A reminder is a promise to mail; what is no longer
 * owed is marked withdrawn with its reason and never deleted.
 */
@Injectable()
export class RemindersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly references: ReferenceStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Lays the reminders of these deadlines anew, in the current transaction: what is missing is added, what has changed
   * is moved to its new envelope, what is no longer owed is withdrawn. Planning twice changes nothing.
   */
  async replan(deadlineIds: readonly string[]): Promise<void> {
    if (deadlineIds.length === 0) return;
    const ladders = await this.ladders();
    const now = this.clock.now();
    for (let start = 0; start < deadlineIds.length; start += PORTION) {
      const ids = deadlineIds.slice(start, start + PORTION);
      const deadlines = await deadlinesToPlan(this.db, ids);
      const people = await recipientsOf(this.db, deadlines);
      const wanted = wantedReminders(deadlines, people, { ladders, calendars: this.calendars, now });
      const known = await this.db.query<KnownReminder>(KNOWN, [ids]);
      await this.write(replanOf(deadlines, wanted, people, known, ladders, now), now);
    }
  }

  /** After a contact's address, language or zone has changed, or before the contact is removed. */
  async replanContact(contactId: string): Promise<void> {
    await this.replanFound(OF_CONTACT, contactId);
  }

  /** After a client's country has changed, or contacts were added or removed. */
  async replanClient(clientId: string): Promise<void> {
    await this.replanFound(OF_CLIENT, clientId);
  }

  /**
   * After a member's address, language, zone, role or leaving. Managers and owners hear of everything overdue, so all
   * open deadlines may be touched.
   */
  async replanMember(memberId: string): Promise<void> {
    await this.replanFound(OF_MEMBER, memberId);
  }

  /** After the responsible or the contact of certificates has changed, where nothing is restated anyway. */
  async replanCertificates(certificateIds: readonly string[]): Promise<void> {
    await this.replanFound(OF_CERTIFICATES, certificateIds);
  }

  /** After the owner, deputy or contact of cases has changed: theirs, and those of the audits, bookings and samples. */
  async replanApplications(applicationIds: readonly string[]): Promise<void> {
    await this.replanFound(OF_APPLICATIONS, applicationIds);
  }

  /** After the tenant's ladder of a kind has changed. */
  async replanKind(kind: DeadlineKind): Promise<void> {
    await this.replanFound(OF_KIND, kind);
  }

  /** The ladders in force in this tenant: its own, else the defaults. */
  async ladders(): Promise<Ladders> {
    const own = await this.db.query<Ladder>(LADDERS);
    const defaults = (await this.references.current()).ladders;
    const all = DEADLINE_KINDS.map((kind) => [kind, own.find((ladder) => ladder.kind === kind) ?? defaults[kind]]);
    return Object.fromEntries(all) as Ladders;
  }

  /** "N mails to M people, first on ...": what `DeadlinesService.release` of this import would let go. */
  async heldMails(importId: string): Promise<HeldMails> {
    const rows = await this.db.read<HeldMails>(HELD, [importId, this.clock.now()]);
    return rows[0]!;
  }

  /** To whom these mails would go, the first to be written to first; up to 1,000 people. */
  async heldReaders(importId: string): Promise<HeldReader[]> {
    return this.db.read<HeldReader>(HELD_READERS, [importId, this.clock.now()]);
  }

  private async replanFound(sql: string, param: unknown): Promise<void> {
    const found = await this.db.query<{ id: string }>(sql, [param]);
    await this.replan(found.map((row) => row.id));
  }

  private async write(changes: ReturnType<typeof replanOf>, now: Date): Promise<void> {
    const mailIds = await openEnvelopes(this.db, changes.envelopes, new URL(this.config.url).host, now);
    if (changes.lay.length > 0) {
      const rows = changes.lay.map(({ envelopeKey, ...row }) => ({
        id: newId(),
        ...row,
        mailId: envelopeKey === null ? null : mailIds.get(envelopeKey),
      }));
      await this.db.query(LAY, [JSON.stringify(rows), now]);
    }
    if (changes.withdraw.length > 0) await this.db.query(WITHDRAW, [JSON.stringify(changes.withdraw)]);
    await withdrawEmpty(this.db, changes.leftMailIds);
  }
}

const LADDERS = `select kind, offsets, overdue_every_days as "overdueEveryDays" from ladders where tenant_id = current_tenant()`;

const KNOWN = `
  select r.id, r.deadline_id as "deadlineId", r.step_days as step, r.contact_id as "contactId", r.member_id as "memberId", r.reason,
    r.send_on as "sendOn", r.send_at as "sendAt", r.time_zone as "timeZone", r.moved_from as "movedFrom",
    r.moved_because as "movedFor", r.state, r.is_held as "isHeld", r.mail_id as "mailId",
    m.to_email as email, m.to_name as name, m.language, m.alone_key as "aloneKey"
  from reminders r left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id
  where r.tenant_id = current_tenant() and r.deadline_id = any ($1)`;

const LAY = `
  insert into reminders (id, deadline_id, step_days, contact_id, member_id, reason, send_on, send_at, time_zone, moved_from,
                         moved_because, mail_id, state, state_reason, is_held, created_at)
  select id, "deadlineId", step, "contactId", "memberId", reason, "sendOn", "sendAt", "timeZone", "movedFrom", "movedFor",
         "mailId", state, "stateReason", "isHeld", $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "deadlineId" uuid, step int, "contactId" uuid, "memberId" uuid, reason text,
    "sendOn" date, "sendAt" timestamptz, "timeZone" text, "movedFrom" date, "movedFor" text, "mailId" uuid, state text,
    "stateReason" text, "isHeld" boolean)
  on conflict (tenant_id, deadline_id, step_days, contact_id, member_id) where contact_id is not null or member_id is not null
    do update set reason = excluded.reason, send_on = excluded.send_on, send_at = excluded.send_at, time_zone = excluded.time_zone,
      moved_from = excluded.moved_from, moved_because = excluded.moved_because, mail_id = excluded.mail_id, state = excluded.state,
      state_reason = excluded.state_reason, is_held = excluded.is_held, version = reminders.version + 1
    where reminders.state in ('planned', 'withdrawn')`;

const WITHDRAW = `
  update reminders r set state = 'withdrawn', state_reason = w.reason, mail_id = null, version = r.version + 1
  from jsonb_to_recordset($1::jsonb) as w (id uuid, reason text)
  where r.tenant_id = current_tenant() and r.id = w.id and r.state = 'planned'`;

const OPEN = `select d.id from deadlines d where d.tenant_id = current_tenant() and d.state = 'open'`;

/** Certificates as the subject itself, or followed up at the factory that is the subject. */
const subjectOf = (certificates: string): string =>
  `(d.certificate_id in (select c.id from certificates c where c.tenant_id = current_tenant() and ${certificates})
    or d.factory_id in (select c.factory_id from certificates c where c.tenant_id = current_tenant() and ${certificates}))`;

const laidFor = (person: 'contact_id' | 'member_id'): string =>
  `d.id in (select r.deadline_id from reminders r where r.tenant_id = current_tenant() and r.${person} = $1 and r.state = 'planned')`;

/** Cases as the subject itself, or as what the audit, booking or sample belongs to. */
function ofCases(cases: string): string {
  const ids = `select a.id from applications a where a.tenant_id = current_tenant() and ${cases}`;
  const hanging = (table: string) =>
    `select h.id from ${table} h where h.tenant_id = current_tenant() and h.application_id in (${ids})`;
  return `(d.application_id in (${ids}) or d.audit_id in (${hanging('audits')}) or d.booking_id in (${hanging('bookings')})
    or d.sample_id in (${hanging('samples')}))`;
}

/** The wall of a deadline is its client, whatever owes it; only a factory's has none. */
const ofClient = (client: string): string => `d.client_id = (${client})`;

const CLIENT_OF_CONTACT = 'select k.client_id from contacts k where k.tenant_id = current_tenant() and k.id = $1';
const CLIENT_OF_MEMBER = `select m.client_id from members m where m.tenant_id = current_tenant() and m.id = $1 and m.role = 'client'`;

const OF_CONTACT = `${OPEN} and (${laidFor('contact_id')} or ${ofClient(CLIENT_OF_CONTACT)}
  or ${subjectOf(`c.client_id = (${CLIENT_OF_CONTACT})`)})`;

const OF_CLIENT = `${OPEN} and (d.client_id = $1 or ${subjectOf('c.client_id = $1')}
  or d.id in (select r.deadline_id from reminders r where r.tenant_id = current_tenant() and r.state = 'planned'
              and r.contact_id is null and r.member_id is null))`;

const OF_MEMBER = `${OPEN} and (${laidFor('member_id')} or ${subjectOf('c.responsible_id = $1')} or ${ofClient(CLIENT_OF_MEMBER)}
  or ${ofCases('(a.owner_id = $1 or a.deputy_id = $1)')}
  or d.audit_id in (select u.id from audits u where u.tenant_id = current_tenant() and u.responsible_id = $1)
  or d.booking_id in (select b.id from bookings b where b.tenant_id = current_tenant() and b.responsible_id = $1)
  or d.entry_id in (select e.id from regulatory_entries e where e.tenant_id = current_tenant() and e.responsible_id = $1)
  or d.determination_id in (select t.id from determinations t where t.tenant_id = current_tenant() and t.responsible_id = $1)
  or d.approval_id in (select v.id from approvals v left join vehicle_projects p on p.tenant_id = v.tenant_id and p.id = v.project_id
    where v.tenant_id = current_tenant() and coalesce(v.responsible_id, p.responsible_id) = $1)
  or exists (select 1 from members m where m.tenant_id = current_tenant() and m.id = $1 and m.role in ('owner', 'manager')))`;

const OF_CERTIFICATES = `${OPEN} and ${subjectOf('c.id = any ($1)')}`;

const OF_APPLICATIONS = `${OPEN} and ${ofCases('a.id = any ($1)')}`;

const OF_KIND = `${OPEN} and d.kind = $1`;

/**
 * Step by step over arrays of ids. An import reads this inside its own transaction, whose rows have no statistics yet:
 * joined freely, the planner expects one row of each table and walks all reminders for every deadline, for minutes.
 * `is true` keeps it from the indexes by state and instant, which hold nearly every row: the ids decide.
 */
const HELD_MAILS = `
  with held as materialized (
    select d.id from deadlines d where d.tenant_id = current_tenant() and d.held_by_import_id = $1 and d.state = 'open'
  ), promised as materialized (
    select r.mail_id, (array_agg(r.contact_id))[1] as contact_id from reminders r
    where r.tenant_id = current_tenant() and r.deadline_id = any (array(select id from held)) and (r.state = 'planned') is true and r.is_held
    group by r.mail_id
  ), owed as materialized (
    select m.id, lower(m.to_email) as address, m.to_name, m.to_email, m.language, m.time_zone, m.send_at from mails m
    where m.tenant_id = current_tenant() and m.id = any (array(select mail_id from promised))
      and (m.state = 'owed') is true and (m.send_at >= $2) is true
  )`;

const HELD = {
  name: 'reminders.held-mails',
  text: `${HELD_MAILS}
    select count(*)::int as mails, count(distinct address)::int as people,
      min((send_at at time zone time_zone)::date) as "firstOn"
    from owed`,
};

/** The names are looked up for the finished groups. */
const HELD_READERS = {
  name: 'reminders.held-readers',
  text: `${HELD_MAILS}, readers as materialized (
      select min(to_name) as name, min(to_email) as email, min(language) as language, min(time_zone) as "timeZone",
        (array_agg(id))[1] as mail_id, count(*)::int as mails,
        min((send_at at time zone time_zone)::date) as "firstOn", min(send_at) as first_at
      from owed group by address
    )
    select h.name, h.email, h.language, h."timeZone", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
      h.mails, h."firstOn"
    from readers h
    join promised p on p.mail_id = h.mail_id
    left join contacts c on c.tenant_id = current_tenant() and c.id = p.contact_id
    left join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
    order by h.first_at, h.email limit 1000`,
};
