import { Inject, Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { DEFAULT_HOURS, type ReminderHours } from '#domain/deadlines/reminder-hours';
import { type MailChoice, defaultChoice } from '#domain/mail/choices';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { openEnvelopes } from './envelopes.js';
import { TOPIC_OF_NOTICE } from './mail-topics.js';
import { ALONE, type NoticeSubject, type NoticeToTell } from './notice.js';
import { nextMorning, sendNoticesAt } from './notice-instant.js';
import type { NoticeReader } from './notice-readers.js';
import { HOURS } from './reminders.sql.js';
import type { Envelope } from './replan.js';

/** Something that happened with one who is to hear of it. */
export interface NoticeForReader {
  item: Omit<NoticeToTell, 'to' | 'subject'> & { subject: NoticeSubject | Record<string, never> };
  person: NoticeReader;
}

interface Wanted extends NoticeForReader {
  choice: MailChoice;
}

/** In which mail a notice lies, by what its reader has chosen. */
@Injectable()
export class NoticeEnvelopes {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Finds or makes the mails of these, in the current transaction; without what its reader has switched off. */
  async open(all: readonly NoticeForReader[]): Promise<(NoticeForReader & { mailId: string })[]> {
    const wanted = await this.wanted(all);
    if (wanted.length === 0) return [];
    const now = this.clock.now();
    const mailIds = await this.opened(await this.envelopesFor(wanted, now), now);
    return wanted.map((each) => ({ item: each.item, person: each.person, mailId: mailIds.get(envelopeKey(each))! }));
  }

  /** The mail in which this reader hears of what waits, by a choice just made. */
  async openFor(person: NoticeReader, choice: Exclude<MailChoice, 'never'>): Promise<string> {
    const now = this.clock.now();
    const { email, name, language, timeZone } = person;
    const at = choice === 'digest' ? await this.morningOf(person, now) : sendNoticesAt(now, null);
    const envelope = { email, name, language, timeZone, sendAt: at.toISOString(), aloneKey: null, isHeld: false };
    const mailIds = await this.opened(new Map([['', envelope]]), now);
    return mailIds.get('')!;
  }

  private opened(envelopes: ReadonlyMap<string, Envelope>, now: Date): Promise<Map<string, string>> {
    return openEnvelopes(this.db, envelopes, new URL(this.config.url).host, now);
  }

  private async envelopesFor(wanted: readonly Wanted[], now: Date): Promise<Map<string, Envelope>> {
    const addresses = wanted.map(({ person }) => person.email.toLowerCase());
    const recent = await this.db.query<{ email: string; lastAt: string; waitsAt: string | null }>(RECENT, [
      addresses,
      now,
    ]);
    const recentOf = new Map(recent.map((row) => [row.email, row]));
    const envelopes = new Map<string, Envelope>();
    for (const each of wanted) {
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

  private async wanted(all: readonly NoticeForReader[]): Promise<Wanted[]> {
    if (all.length === 0) return [];
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

  private async morningOf({ timeZone, country }: NoticeReader, now: Date): Promise<Date> {
    const [own] = await this.db.read<ReminderHours>(HOURS);
    return nextMorning(now, timeZone, this.calendars.of(country), (own ?? DEFAULT_HOURS).morningHour);
  }
}

function aloneKeyOf({ kind, subject, letterId }: NoticeForReader['item']): string | null {
  return ALONE.includes(kind) ? `${kind} ${letterId ?? Object.values(subject)[0]}` : null;
}

function envelopeKey({ item, person, choice }: Wanted): string {
  return [person.email.toLowerCase(), aloneKeyOf(item) ?? '', item.sendAt?.toISOString() ?? '', choice].join(' ');
}

const CHOSEN = `
  select coalesce(member_id, contact_id) as id, topic, choice from mail_choices
  where tenant_id = current_tenant() and (member_id = any ($1::uuid[]) or contact_id = any ($1::uuid[]))`;

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
