import { Inject, Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { type MailChoice, type MailTopic, defaultChoice } from '#domain/mail/choices';
import { DEFAULT_HOURS, type ReminderHours } from '#domain/deadlines/reminder-hours';
import type { Language } from '#domain/permissions';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { openEnvelopes, withdrawEmpty } from './envelopes.js';
import { type MailReader, noticesOf, TOPIC_OF_NOTICE } from './mail-topics.js';
import { nextMorning, sendNoticesAt } from './notice-instant.js';
import { HOURS } from './reminders.sql.js';
import type { Envelope } from './replan.js';

export const NOTICE_KINDS = [
  'document-requested',
  'document-returned',
  'document-received',
  'comment-for-client',
  'comment-from-client',
  'mention',
  'audit-planned',
  'audit-moved',
  'audit-cancelled',
  'booking-confirmed',
  'booking-moved',
  'booking-cancelled',
  'finding-recorded',
  'finding-returned',
  'finding-answered',
  'case-ended',
  'certificate-expired',
  'campaign-letter',
  'campaign-chase',
  'campaign-report',
  'address-marked',
  'reminder-disowned',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export type NoticeSubject =
  | { applicationId: string }
  | { auditId: string }
  | { bookingId: string }
  | { certificateId: string }
  | { campaignId: string }
  | { deadlineId: string };

/**
 * Who is told: one person; the client (the contact of the case or certificate, or all contacts where none is named, and its
 * people with an account); or the owner of the case, the responsible of the audit, booking or certificate (the managers and
 * owners where nobody is); or the laboratory of a booking, where its address is known.
 */
export type NoticeTo = { contactId: string } | { memberId: string } | 'client' | 'owner' | 'laboratory';

/** Something that happened, and who must know of it. */
export interface NoticeToTell {
  kind: NoticeKind;
  subject: NoticeSubject;
  requestId?: string;
  commentId?: string;
  /** of a campaign: the letter as it was written; whose it is says to whom it may go */
  letterId?: string;
  /** of a campaign where there is no letter: the client */
  clientId?: string;
  /** instant of the mail; some minutes from now when left out */
  sendAt?: Date;
  to: NoticeTo;
  /**
   * what the mail says beside the case: `title`, `titleZh`, `dueOn`, `reason` of a document, `body` and `authorName` of a
   * comment, `from` and `to` of an audit, `startsAt` and `endsAt` of a booking, `findingId`, `body` and `dueOn` of a finding, `status` of the case, `clientId` and
   * `reportId` of a campaign's report, `label`, `labelZh` and `path` of what a deadline is about. Left out, it is looked up when the mail is written.
   */
  facts: Record<string, unknown>;
}

/** A later word about the same document, inspection or booking overtakes these, as far as they have not been sent. */
const OVERTAKES: Partial<Record<NoticeKind, readonly NoticeKind[]>> = {
  'document-requested': ['document-received', 'document-returned'],
  'document-returned': ['document-received', 'document-requested'],
  'document-received': ['document-requested', 'document-returned'],
  'audit-planned': ['audit-moved', 'audit-cancelled'],
  'audit-moved': ['audit-planned', 'audit-cancelled'],
  'audit-cancelled': ['audit-planned', 'audit-moved'],
  'booking-confirmed': ['booking-moved', 'booking-cancelled'],
  'booking-moved': ['booking-confirmed', 'booking-cancelled'],
  'booking-cancelled': ['booking-confirmed', 'booking-moved'],
};

/** News that carry an entry for the reader's calendar. */
export const CALENDAR_NEWS = [
  'audit-planned',
  'audit-moved',
  'audit-cancelled',
  'booking-confirmed',
  'booking-moved',
  'booking-cancelled',
] as const satisfies readonly NoticeKind[];

/** What stands in a calendar. */
export type CalendarSubject = { auditId: string } | { bookingId: string };

/** These are letters: each goes in a mail of its own, with nothing beside it. */
const ALONE: readonly NoticeKind[] = ['campaign-letter', 'campaign-chase', 'campaign-report'];

interface Subject {
  id: string;
  /** null: of a deadline that belongs to no client, or to several */
  clientId: string | null;
  contactId: string | null;
  responsibleId: string | null;
  /** of a booking */
  laboratoryId: string | null;
}

interface Person {
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  clientId: string | null;
  role: string | null;
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  /** whose working mornings count */
  country: string;
}

/** Told which notices a mail server has taken, in the transaction that notes it. */
export type SentListener = (noticeIds: readonly string[]) => Promise<void>;

/** The only writer of `notices`. A notice is a promise to mail, gathered with its fellows for some minutes. */
@Injectable()
export class NoticesService {
  private readonly listeners: SentListener[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Names who keeps something that follows from a notice having gone; called in the order of naming. */
  afterSent(listener: SentListener): void {
    this.listeners.push(listener);
  }

  /** Tells of notices whose mail was taken; their state is noted already. */
  async sent(noticeIds: readonly string[]): Promise<void> {
    if (noticeIds.length === 0) return;
    for (const listener of this.listeners) await listener(noticeIds);
  }

  /**
   * Promises these people a mail, in the current transaction: nothing is sent by it. Each address once per thing that
   * happened; whoever did it is not told of it; what is promised already is not promised twice.
   */
  async tell(items: readonly NoticeToTell[]): Promise<void> {
    if (items.length > 0) await this.db.asTenant(() => this.promise(items));
  }

  /** Promises these members a mail about an address that is marked now; each of them once for an address. */
  async tellOfAddress(memberIds: readonly string[], facts: MarkedAddressFacts): Promise<void> {
    const people = await this.db.query<Person>(PEOPLE, [[], [], memberIds, []]);
    const readers = people.filter(({ memberId }) => memberId !== null && memberIds.includes(memberId));
    const item = { kind: 'address-marked', subject: {}, facts: { ...facts } } as const;
    if (readers.length > 0) await this.write(readers.map((person) => ({ item, person })));
  }

  /** Takes back what was not sent yet: the comment is gone, the document no longer asked for, the inspection off. */
  async withdraw(of: { requestId: string } | { commentId: string } | CalendarSubject): Promise<void> {
    if ('auditId' in of || 'bookingId' in of) return this.takeBackCalendarNews(of);
    const column = 'requestId' in of ? 'request_id' : 'comment_id';
    await this.db.asTenant(() => this.takeBack(`${column} = $1`, [Object.values(of)[0]]));
  }

  /**
   * Tells of a change to those who know the day or slot from before. Nobody does where no mail about it has left: then
   * what waits is taken back, and nothing is said.
   */
  async tellOfChange(items: readonly (NoticeToTell & { subject: CalendarSubject })[]): Promise<void> {
    const [first] = items;
    if (!first) return;
    const { subject } = first;
    const column = 'auditId' in subject ? 'audit_id' : 'booking_id';
    const ids = Object.values(subject);
    const [left] = await this.db.asTenant(() => this.db.query(`${HAS_LEFT} and n.${column} = $1 limit 1`, ids));
    await (left ? this.tell(items) : this.takeBackCalendarNews(subject));
  }

  private async takeBackCalendarNews(subject: CalendarSubject): Promise<void> {
    const column = 'auditId' in subject ? 'audit_id' : 'booking_id';
    const params = [Object.values(subject)[0], CALENDAR_NEWS];
    await this.db.asTenant(() => this.takeBack(`${column} = $1 and kind = any ($2)`, params));
  }

  private async promise(items: readonly NoticeToTell[]): Promise<void> {
    for (const { kind, requestId, subject } of items) {
      const overtaken = OVERTAKES[kind];
      if (overtaken && requestId) await this.takeBack('request_id = $1 and kind = any ($2)', [requestId, overtaken]);
      else if (overtaken && 'auditId' in subject)
        await this.takeBack('audit_id = $1 and kind = any ($2)', [subject.auditId, overtaken]);
      else if (overtaken && 'bookingId' in subject)
        await this.takeBack('booking_id = $1 and kind = any ($2)', [subject.bookingId, overtaken]);
    }
    const subjects = await this.subjects(items);
    const people = await this.people(items, subjects);
    const actor = people.find(({ memberId }) => memberId !== null && memberId === this.db.scope.memberId);
    const told = items.flatMap((item) => {
      const subject = subjects.get(idOf(item));
      const byAddress = new Map<string, Person>();
      for (const person of subject ? readersOf(item.to, subject, people) : []) {
        const address = person.email.toLowerCase();
        if (address !== actor?.email.toLowerCase() && !byAddress.has(address)) byAddress.set(address, person);
      }
      return [...byAddress.values()].map((person) => ({ item, person }));
    });
    if (told.length > 0) await this.write(told);
  }

  /** After a person has chosen to be told otherwise of these topics: what waits is taken back, or moved to its new mail. */
  async rechoose(reader: MailReader, topics: readonly MailTopic[], choice: MailChoice): Promise<void> {
    const of = [noticesOf(topics), reader.memberId, reader.contactId];
    if (choice === 'never')
      return this.takeBack('kind = any ($1) and (member_id = $2 or contact_id = $3)', of, 'switched-off');
    const now = this.clock.now();
    const waiting = await this.db.query<{ id: string; mailId: string }>(WAITING, [...of, ALONE, now]);
    const id = reader.memberId ?? reader.contactId;
    const people = waiting.length > 0 ? await this.db.query<Person>(PEOPLE, [[id], [], [id], []]) : [];
    const person = people.find((each) => (each.memberId ?? each.contactId) === id);
    if (!person) return;
    const { email, name, language, timeZone } = person;
    const at = choice === 'digest' ? await this.morningOf(person, now) : sendNoticesAt(now, null);
    const envelope = { email, name, language, timeZone, sendAt: at.toISOString(), aloneKey: null, isHeld: false };
    const opened = await openEnvelopes(this.db, new Map([['', envelope]]), new URL(this.config.url).host, now);
    await this.db.query(MOVE, [opened.get(''), waiting.map((notice) => notice.id)]);
    await withdrawEmpty(
      this.db,
      waiting.map(({ mailId }) => mailId),
    );
  }

  private async write(all: readonly Omit<Told, 'choice'>[]): Promise<void> {
    const told = await this.wanted(all);
    if (told.length === 0) return;
    const now = this.clock.now();
    const envelopes = await this.envelopesFor(told, now);
    const mailIds = await openEnvelopes(this.db, envelopes, new URL(this.config.url).host, now);
    const rows = told.map(({ item, person, choice }) => ({
      id: newId(),
      kind: item.kind,
      ...item.subject,
      requestId: item.requestId ?? null,
      commentId: item.commentId ?? null,
      letterId: item.letterId ?? null,
      contactId: person.contactId,
      memberId: person.memberId,
      laboratoryId: person.laboratoryId,
      facts: item.facts,
      mailId: mailIds.get(envelopeKey({ item, person, choice })),
    }));
    await this.db.query(TELL, [JSON.stringify(rows), now]);
    // Of what was promised before nothing was added: its new envelope may be empty.
    await withdrawEmpty(this.db, [...mailIds.values()]);
  }

  private async envelopesFor(told: readonly Told[], now: Date): Promise<Map<string, Envelope>> {
    const addresses = told.map(({ person }) => person.email.toLowerCase());
    const recent = await this.db.query<{ email: string; lastAt: string; waitsAt: string | null }>(RECENT, [
      addresses,
      now,
    ]);
    const recentOf = new Map(recent.map((row) => [row.email, row]));
    const envelopes = new Map<string, Envelope>();
    for (const each of told) {
      const { item, person } = each;
      const { email, name, language, timeZone } = person;
      const known = recentOf.get(email.toLowerCase());
      const aloneKey = aloneKeyOf(item);
      const gathered = known?.waitsAt ?? sendNoticesAt(now, known ? new Date(known.lastAt) : null).toISOString();
      const soon = aloneKey ? sendNoticesAt(now, null).toISOString() : gathered;
      const inDigest = each.choice === 'digest' ? (await this.morningOf(person, now)).toISOString() : null;
      const sendAt = inDigest ?? item.sendAt?.toISOString() ?? soon;
      envelopes.set(envelopeKey(each), { email, name, language, timeZone, sendAt, aloneKey, isHeld: false });
    }
    return envelopes;
  }

  /** Without what its reader has switched off. */
  private async wanted(all: readonly Omit<Told, 'choice'>[]): Promise<Told[]> {
    const ids = all.flatMap(({ person }) => person.memberId ?? person.contactId ?? []);
    const rows = await this.db.query<{ id: string; topic: string; choice: MailChoice }>(CHOSEN, [[...new Set(ids)]]);
    const chosen = new Map(rows.map(({ id, topic, choice }) => [`${id} ${topic}`, choice]));
    return all.flatMap(({ item, person }) => {
      const topic = TOPIC_OF_NOTICE[item.kind];
      const standard = defaultChoice(topic ?? 'documents', { side: 'team', ownsCases: false });
      const choice = (topic && chosen.get(`${person.memberId ?? person.contactId} ${topic}`)) ?? standard;
      return choice === 'never' ? [] : [{ item, person, choice }];
    });
  }

  private async morningOf({ timeZone, country }: Person, now: Date): Promise<Date> {
    const [own] = await this.db.read<ReminderHours>(HOURS);
    return nextMorning(now, timeZone, this.calendars.of(country), (own ?? DEFAULT_HOURS).morningHour);
  }

  private async takeBack(condition: string, params: unknown[], reason = 'overtaken'): Promise<void> {
    const left = await this.db.query<{ mailId: string }>(
      `with before as (select id, mail_id from notices where tenant_id = current_tenant() and state = 'planned' and ${condition}),
       gone as (update notices n set state = 'withdrawn', state_reason = '${reason}', mail_id = null, version = n.version + 1
         from before where n.tenant_id = current_tenant() and n.id = before.id)
       select distinct mail_id as "mailId" from before where mail_id is not null`,
      params,
    );
    await withdrawEmpty(
      this.db,
      left.map(({ mailId }) => mailId),
    );
  }

  private async subjects(items: readonly NoticeToTell[]): Promise<Map<string, Subject>> {
    const ids = (key: string) =>
      items.flatMap(({ subject }) => Object.entries(subject).flatMap(([k, id]) => (k === key ? [id] : [])));
    const rows = await this.db.query<Subject>(SUBJECTS, [
      ids('applicationId'),
      ids('auditId'),
      ids('bookingId'),
      ids('certificateId'),
      items.flatMap(({ letterId }) => letterId ?? []),
      ...clientsOfCampaigns(items),
      ids('deadlineId'),
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async people(items: readonly NoticeToTell[], subjects: ReadonlyMap<string, Subject>): Promise<Person[]> {
    const named = items.flatMap(({ to }) => (typeof to === 'object' ? Object.values(to) : []));
    const all = [...subjects.values()];
    const memberIds = [
      ...named,
      ...all.flatMap((s) => s.responsibleId ?? []),
      ...(this.db.scope.memberId ? [this.db.scope.memberId] : []),
    ];
    const clientIds = [...new Set(all.flatMap(({ clientId }) => clientId ?? []))];
    const laboratoryIds = items.some(({ to }) => to === 'laboratory') ? all.flatMap((s) => s.laboratoryId ?? []) : [];
    return this.db.query<Person>(PEOPLE, [named, clientIds, memberIds, laboratoryIds]);
  }
}

/** What is told of a marked address. */
export interface MarkedAddressFacts {
  email: string;
  /** whose it is */
  name: string;
  reason: 'bounce' | 'complaint';
  /** the server's own words */
  answer: string | null;
  clientId: string | null;
}

interface Told {
  item: Omit<NoticeToTell, 'to' | 'subject'> & { subject: NoticeSubject | Record<string, never> };
  person: Person;
  choice: MailChoice;
}

/** What the item is about, as `SUBJECTS` names it: of a campaign its letter, else its client. */
function idOf({ subject, letterId, clientId }: NoticeToTell): string {
  const id = Object.values(subject)[0] as string;
  return 'campaignId' in subject ? (letterId ?? `${id} ${clientId}`) : id;
}

/** Two arrays of the same length: campaigns, and the client of each. */
function clientsOfCampaigns(items: readonly NoticeToTell[]): [string[], string[]] {
  const pairs = items.flatMap(({ subject, letterId, clientId }) =>
    'campaignId' in subject && !letterId && clientId ? [[subject.campaignId, clientId] as const] : [],
  );
  return [pairs.map(([campaignId]) => campaignId), pairs.map(([, clientId]) => clientId)];
}

function aloneKeyOf({ kind, subject, letterId }: Told['item']): string | null {
  return ALONE.includes(kind) ? `${kind} ${letterId ?? Object.values(subject)[0]}` : null;
}

function envelopeKey({ item, person, choice }: Told): string {
  return [person.email.toLowerCase(), aloneKeyOf(item) ?? '', item.sendAt?.toISOString() ?? '', choice].join(' ');
}

function readersOf(to: NoticeTo, subject: Subject, people: readonly Person[]): Person[] {
  if (to === 'client') {
    const ofClient = people.filter(({ clientId }) => clientId === subject.clientId);
    const contacts = ofClient.filter(({ contactId }) => contactId !== null);
    const named = contacts.filter(({ contactId }) => contactId === subject.contactId);
    return [...ofClient.filter(({ memberId }) => memberId !== null), ...(named.length > 0 ? named : contacts)];
  }
  if (to === 'laboratory')
    return people.filter(({ laboratoryId }) => laboratoryId !== null && laboratoryId === subject.laboratoryId);
  if (to === 'owner') {
    const owner = people.filter(
      ({ memberId, role }) => memberId !== null && memberId === subject.responsibleId && role !== 'client',
    );
    return owner.length > 0 ? owner : people.filter(({ role }) => role === 'owner' || role === 'manager');
  }
  return 'contactId' in to
    ? people.filter(({ contactId, clientId }) => contactId === to.contactId && clientId === subject.clientId)
    : people.filter(
        ({ memberId, role, clientId }) =>
          memberId === to.memberId && (role !== 'client' || clientId === subject.clientId),
      );
}

/** One that a server has taken, or that is in the hands of a sender now. */
const HAS_LEFT = `
  select 1 from notices n left join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id
  where n.tenant_id = current_tenant() and n.kind in (${CALENDAR_NEWS.map((kind) => `'${kind}'`).join(', ')})
    and (n.state = 'sent' or (n.state = 'planned' and m.attempts > 0))`;

const SUBJECTS = `
  select a.id::text as id, a.client_id as "clientId", a.contact_id as "contactId", a.owner_id as "responsibleId", null::uuid as "laboratoryId"
  from applications a where a.tenant_id = current_tenant() and a.id = any ($1::uuid[])
  union all
  select u.id::text, u.client_id, coalesce(u.contact_id, a.contact_id), coalesce(u.responsible_id, a.owner_id), null
  from audits u left join applications a on a.tenant_id = u.tenant_id and a.id = u.application_id
  where u.tenant_id = current_tenant() and u.id = any ($2::uuid[])
  union all
  select b.id::text, b.client_id, a.contact_id, coalesce(b.responsible_id, a.owner_id), b.laboratory_id
  from bookings b left join applications a on a.tenant_id = b.tenant_id and a.id = b.application_id
  where b.tenant_id = current_tenant() and b.id = any ($3::uuid[])
  union all
  select c.id::text, c.client_id, c.contact_id, c.responsible_id, null
  from certificates c where c.tenant_id = current_tenant() and c.id = any ($4::uuid[])
  union all
  select l.id::text, l.client_id, null, g.created_by, null
  from campaign_letters l join campaigns g on g.tenant_id = l.tenant_id and g.id = l.campaign_id
  where l.tenant_id = current_tenant() and l.id = any ($5::uuid[])
  union all
  select distinct g.id || ' ' || k.id, k.id, null::uuid, g.created_by, null::uuid
  from unnest($6::uuid[], $7::uuid[]) as of_campaign (campaign_id, client_id)
  join campaigns g on g.tenant_id = current_tenant() and g.id = of_campaign.campaign_id
  join clients k on k.tenant_id = g.tenant_id and k.id = of_campaign.client_id
  union all
  select d.id::text, d.client_id, null, null, null from deadlines d where d.tenant_id = current_tenant() and d.id = any ($8::uuid[])`;

/** Named ones, all of the clients, and those who lead. Who has not joined yet has nothing to open: the contact is told. */
const PEOPLE = `
  select k.id as "contactId", null as "memberId", null::uuid as "laboratoryId", k.client_id as "clientId", null as role, k.email, k.name, k.language,
    k.time_zone as "timeZone", c.country
  from contacts k join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
  where k.tenant_id = current_tenant() and (k.id = any ($1::uuid[]) or k.client_id = any ($2::uuid[]))
  union all
  select null, m.id, null, m.client_id, m.role, m.email, m.name, m.language, m.time_zone, m.country
  from members m where m.tenant_id = current_tenant() and m.left_at is null and (m.id = any ($3::uuid[])
    or m.role in ('owner', 'manager') or (m.role = 'client' and m.client_id = any ($2::uuid[]) and m.joined_at is not null))
  union all
  select null, null, l.id, null, null, l.email, l.name, case when l.country in ('CN', 'HK', 'MO', 'TW') then 'zh' else 'en' end, l.time_zone, l.country
  from laboratories l where l.tenant_id = current_tenant() and l.email is not null and l.id = any ($4::uuid[])`;

const CHOSEN = `
  select coalesce(member_id, contact_id) as id, topic, choice from mail_choices
  where tenant_id = current_tenant() and (member_id = any ($1::uuid[]) or contact_id = any ($1::uuid[]))`;

/** What nobody has in hands yet; letters stay where they are. */
const WAITING = `
  select n.id, n.mail_id as "mailId" from notices n join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id
  where n.tenant_id = current_tenant() and n.state = 'planned' and n.kind = any ($1) and (n.member_id = $2 or n.contact_id = $3)
    and not n.kind = any ($4) and m.state = 'owed' and m.send_at > $5 and m.attempts = 0
  for update of m`;

const MOVE = `update notices set mail_id = $1 where tenant_id = current_tenant() and id = any ($2)`;

/**
 * The last envelope with notices of each address, and the one that still waits for its fellows: not a digest that is an
 * hour away, for who wants to hear at once.
 */
const RECENT = `
  select lower(m.to_email) as email, max(m.send_at) as "lastAt",
    min(m.send_at) filter (where m.state = 'owed' and m.send_at > $2 and m.attempts = 0 and m.alone_key is null and not m.is_held) as "waitsAt"
  from mails m
  where m.tenant_id = current_tenant() and m.send_at > $2::timestamptz - interval '1 hour' and m.send_at <= $2::timestamptz + interval '35 minutes'
    and lower(m.to_email) = any ($1) and m.state in ('owed', 'sent')
    and exists (select 1 from notices n where n.tenant_id = m.tenant_id and n.mail_id = m.id)
  group by 1`;

const TELL = `
  insert into notices (id, kind, application_id, audit_id, booking_id, certificate_id, campaign_id, deadline_id, letter_id, request_id,
                       comment_id, contact_id, member_id, laboratory_id, mail_id, state, facts, created_at)
  select r.id, r.kind, r."applicationId", r."auditId", r."bookingId", r."certificateId", r."campaignId", r."deadlineId", r."letterId",
         r."requestId", r."commentId", r."contactId", r."memberId", r."laboratoryId", r."mailId", 'planned', r.facts, $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, kind text, "applicationId" uuid, "auditId" uuid, "bookingId" uuid,
    "certificateId" uuid, "campaignId" uuid, "deadlineId" uuid, "letterId" uuid, "requestId" uuid, "commentId" uuid, "contactId" uuid, "memberId" uuid,
    "laboratoryId" uuid, "mailId" uuid, facts jsonb)
  where not exists (select 1 from notices n where n.tenant_id = current_tenant() and n.state = 'planned' and n.kind = r.kind
    and n.application_id is not distinct from r."applicationId" and n.audit_id is not distinct from r."auditId"
    and n.booking_id is not distinct from r."bookingId" and n.certificate_id is not distinct from r."certificateId"
    and n.campaign_id is not distinct from r."campaignId" and n.deadline_id is not distinct from r."deadlineId" and n.letter_id is not distinct from r."letterId" and n.request_id is not distinct from r."requestId"
    and n.comment_id is not distinct from r."commentId" and n.contact_id is not distinct from r."contactId"
    and n.member_id is not distinct from r."memberId" and n.laboratory_id is not distinct from r."laboratoryId"
    and (r.kind <> 'address-marked' or n.facts = r.facts))`;
