import { Inject, Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Notice } from '#database/entities/notice.entity';
import { Reminder } from '#database/entities/reminder.entity';
import { RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';

/** Brings mails back that a server refused, once a person has put right what was wrong. */
@Injectable()
export class RefusedMails {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Puts what was refused together with this reminder, and is still owed, into a new envelope that is due now. It is a
   * new mail with a Message-ID of its own: the address may be another one.
   *
   * @throws RuleBroken `reminder.not-refused`, `reminder.no-longer-owed` when the deadline is met or withdrawn,
   *   `reminder.nobody-there` when the contact was removed
   */
  async tryAgain(id: string): Promise<void> {
    const reminder = await this.db.require(Reminder, id);
    if (reminder.state !== 'refused') throw new RuleBroken('reminder.not-refused', { state: reminder.state });
    if (reminder.contactId === null && reminder.memberId === null) throw new RuleBroken('reminder.nobody-there');
    const mailId = newId();
    const messageId = `<${mailId}@${new URL(this.config.url).host}>`;
    const [made] = await this.db.query<{ toEmail: string; count: number }>(AGAIN, [
      id,
      reminder.mailId,
      mailId,
      messageId,
      this.clock.now(),
    ]);
    if (!made) throw new RuleBroken('reminder.no-longer-owed');
    await this.db.query(MOVE, [id, reminder.mailId, mailId, this.clock.now()]);
    await this.db.query(MOVE_NOTICES, [null, reminder.mailId, mailId]);
    await this.events.record('mail.tried-again', {}, { toEmail: made.toEmail, reminders: made.count });
  }

  /**
   * The same from a notice. What is no longer news by now is dropped when the mail is written.
   *
   * @throws RuleBroken `reminder.not-refused`, `reminder.nobody-there`
   */
  async tryNoticeAgain(id: string): Promise<void> {
    const notice = await this.db.require(Notice, id);
    if (notice.state !== 'refused') throw new RuleBroken('reminder.not-refused', { state: notice.state });
    const mailId = newId();
    const messageId = `<${mailId}@${new URL(this.config.url).host}>`;
    const now = this.clock.now();
    const [made] = await this.db.query<{ toEmail: string }>(NOTICE_AGAIN, [id, mailId, messageId, now]);
    if (!made) throw new RuleBroken('reminder.nobody-there');
    await this.db.query(MOVE_NOTICES, [id, notice.mailId, mailId]);
    if (notice.mailId) await this.db.query(MOVE, [null, notice.mailId, mailId, now]);
    await this.events.record('mail.tried-again', {}, { toEmail: made.toEmail });
  }
}

/** The refused notice and those that lay in the same envelope. */
const REFUSED_NOTICES = `
  select n.id from notices n where n.tenant_id = current_tenant() and n.state = 'refused' and (n.id = $1 or n.mail_id = $2)`;

const NOTICE_AGAIN = `
  with reader as (
    select coalesce(t.email, m.email) as email, coalesce(t.name, m.name) as name, coalesce(t.language, m.language) as language,
      coalesce(t.time_zone, m.time_zone) as time_zone
    from notices n
    left join contacts t on t.tenant_id = n.tenant_id and t.id = n.contact_id
    left join members m on m.tenant_id = n.tenant_id and m.id = n.member_id and m.left_at is null
    where n.tenant_id = current_tenant() and n.id = $1 and coalesce(t.id, m.id) is not null
  )
  insert into mails (id, to_email, to_name, language, time_zone, send_at, state, next_attempt_at, message_id, created_at)
  select $2, email, name, language, time_zone, $4, 'owed', $4, $3, $4 from reader
  returning to_email as "toEmail"`;

const MOVE_NOTICES = `
  update notices set state = 'planned', state_reason = null, mail_id = $3, version = version + 1
  where tenant_id = current_tenant() and id in (${REFUSED_NOTICES})`;

/** The refused reminder and those that lay in the same envelope, as far as their deadlines are still open. */
const OWED_AGAIN = `
  select r.id from reminders r join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
  where r.tenant_id = current_tenant() and r.state = 'refused' and d.state = 'open' and (r.id = $1 or r.mail_id = $2)`;

const AGAIN = `
  with owed as (${OWED_AGAIN}),
  reader as (
    select coalesce(t.email, m.email) as email, coalesce(t.name, m.name) as name, coalesce(t.language, m.language) as language,
      coalesce(t.time_zone, m.time_zone) as time_zone
    from reminders r
    left join contacts t on t.tenant_id = r.tenant_id and t.id = r.contact_id
    left join members m on m.tenant_id = r.tenant_id and m.id = r.member_id and m.left_at is null
    where r.tenant_id = current_tenant() and r.id = $1 and coalesce(t.id, m.id) is not null
  )
  insert into mails (id, to_email, to_name, language, time_zone, send_at, state, next_attempt_at, message_id, created_at)
  select $3, email, name, language, time_zone, $5, 'owed', $5, $4, $5 from reader where exists (select 1 from owed where owed.id = $1)
  returning to_email as "toEmail", (select count(*)::int from owed) as count`;

const MOVE = `
  update reminders set state = 'planned', state_reason = null, mail_id = $3, send_at = $4,
    send_on = ($4::timestamptz at time zone reminders.time_zone)::date, moved_from = null, moved_because = null,
    version = version + 1
  where tenant_id = current_tenant() and id in (${OWED_AGAIN})`;
