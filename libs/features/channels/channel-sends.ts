import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { LANGUAGES, type Language } from '#domain/permissions';
import { Clock } from '#platform/clock';

/** A mail that a server has taken, as channels tell of it. */
export interface MailToTell {
  mailId: string;
  /** its subject line, in each language */
  titles: Readonly<Record<Language, string>>;
  /** page of what it is about */
  link: string;
}

const MOST_CHARACTERS = 500;

/** What channels are owed because a mail went; with `SendChannel` the only writer of `channel_sends`. */
@Injectable()
export class ChannelSends {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Owes a message to each channel of the mail's reader, and to those of the team what no mail before has told it. In the
   * transaction that notes the mail as sent.
   */
  async owe({ mailId, titles, link }: MailToTell): Promise<void> {
    const cut = Object.fromEntries(LANGUAGES.map((language) => [language, titles[language].slice(0, MOST_CHARACTERS)]));
    await this.db.query(OWE, [mailId, JSON.stringify(cut), link.slice(0, 2_000), this.clock.now()]);
  }
}

/**
 * Of the team's people only: what a client is told is for the client. A team of five managers gets five mails of one
 * overdue day, and its channel one message, in the language that was set for it; one's own channel speaks as the mail.
 */
const OWE = `
  with told as (
    select r.member_id, r.deadline_id, r.step_days, r.step_unit, null::text as kind, null::timestamptz as created_at,
      case when r.step_days < 0 then 'overdue' when d.basis = 'legal' then 'legal-days' else 'other-days' end as topic
    from reminders r join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
    where r.tenant_id = current_tenant() and r.mail_id = $1 and r.state = 'sent' and r.member_id is not null
    union all
    select n.member_id, null, null, null, n.kind, n.created_at, 'news' from notices n
    where n.tenant_id = current_tenant() and n.mail_id = $1 and n.state = 'sent' and n.member_id is not null
  )
  insert into channel_sends (id, channel_id, mail_id, title, link, language, state, next_attempt_at, created_at)
  select gen_random_uuid(), c.id, m.id, $2::jsonb ->> spoken.language, $3, spoken.language, 'owed', $4, $4
  from mails m join channels c on c.tenant_id = m.tenant_id and c.is_on and c.removed_at is null
  cross join lateral (select case when c.member_id is null then c.language else m.language end as language) spoken
  where m.tenant_id = current_tenant() and m.id = $1 and exists (
    select from told join members p on p.tenant_id = c.tenant_id and p.id = told.member_id and p.role <> 'client'
    where told.topic = any (c.topics) and (c.member_id = told.member_id or (c.member_id is null and not exists (
      select from channel_sends s where s.tenant_id = c.tenant_id and s.channel_id = c.id and (
        exists (select from reminders o where o.tenant_id = s.tenant_id and o.mail_id = s.mail_id and o.deadline_id = told.deadline_id
          and o.step_days = told.step_days and o.step_unit = told.step_unit)
        or exists (select from notices o where o.tenant_id = s.tenant_id and o.mail_id = s.mail_id and o.kind = told.kind
          and o.created_at = told.created_at))))))
  on conflict do nothing`;
