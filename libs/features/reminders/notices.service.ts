import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import type { MailChoice, MailTopic } from '#domain/mail/choices';
import { Clock } from '#platform/clock';
import { withdrawEmpty } from './envelopes.js';
import { type MailReader, noticesOf } from './mail-topics.js';
import {
  ALONE,
  CALENDAR_NEWS,
  OVERTAKES,
  type CalendarSubject,
  type MarkedAddressFacts,
  type NoticeToTell,
} from './notice.js';
import { NoticeEnvelopes, type NoticeForReader } from './notice-envelopes.js';
import { memberReaders, noticeReader, readersOfNotices } from './notice-readers.js';

/** Told which notices a mail server has taken, in the transaction that notes it. */
export type SentListener = (noticeIds: readonly string[]) => Promise<void>;

/** The only writer of `notices`. A notice is a promise to mail, gathered with its fellows for some minutes. */
@Injectable()
export class NoticesService {
  private readonly listeners: SentListener[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly envelopes: NoticeEnvelopes,
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
    const readers = await memberReaders(this.db, memberIds);
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

  /** After a person has chosen to be told otherwise of these topics: what waits is taken back, or moved to its new mail. */
  async rechoose(reader: MailReader, topics: readonly MailTopic[], choice: MailChoice): Promise<void> {
    const of = [noticesOf(topics), reader.memberId, reader.contactId];
    if (choice === 'never')
      return this.takeBack('kind = any ($1) and (member_id = $2 or contact_id = $3)', of, 'switched-off');
    const waiting = await this.db.query<{ id: string; mailId: string }>(WAITING, [...of, ALONE, this.clock.now()]);
    const person = waiting.length > 0 ? await noticeReader(this.db, (reader.memberId ?? reader.contactId)!) : null;
    if (!person) return;
    await this.db.query(MOVE, [await this.envelopes.openFor(person, choice), waiting.map((notice) => notice.id)]);
    await withdrawEmpty(
      this.db,
      waiting.map(({ mailId }) => mailId),
    );
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
    await this.write(await readersOfNotices(this.db, items));
  }

  private async write(all: readonly NoticeForReader[]): Promise<void> {
    const told = await this.envelopes.open(all);
    if (told.length === 0) return;
    const rows = told.map(({ item, person, mailId }) => ({
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
      mailId,
    }));
    await this.db.query(TELL, [JSON.stringify(rows), this.clock.now()]);
    // Of what was promised before nothing was added: its new envelope may be empty.
    await withdrawEmpty(this.db, [...new Set(told.map(({ mailId }) => mailId))]);
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
}

/** One that a server has taken, or that is in the hands of a sender now. */
const HAS_LEFT = `
  select 1 from notices n left join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id
  where n.tenant_id = current_tenant() and n.kind in (${CALENDAR_NEWS.map((kind) => `'${kind}'`).join(', ')})
    and (n.state = 'sent' or (n.state = 'planned' and m.attempts > 0))`;

/** What nobody has in hands yet; letters stay where they are. */
const WAITING = `
  select n.id, n.mail_id as "mailId" from notices n join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id
  where n.tenant_id = current_tenant() and n.state = 'planned' and n.kind = any ($1) and (n.member_id = $2 or n.contact_id = $3)
    and not n.kind = any ($4) and m.state = 'owed' and m.send_at > $5 and m.attempts = 0
  for update of m`;

const MOVE = `update notices set mail_id = $1 where tenant_id = current_tenant() and id = any ($2)`;

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
