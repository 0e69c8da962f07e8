import type { ChannelSendState } from '#database/entities/channel-send.entity';
import type { ChannelKind } from '#domain/mail/channel';

/** What a channel was told because a mail went: the text as it was sent, when, and what the other side said. */
export interface ToldByChannel {
  kind: ChannelKind;
  /** as the team tells it from others; null: the reader's own */
  name: string | null;
  text: string;
  state: ChannelSendState;
  /** instant at which it was owed, because its mail was taken */
  owedAt: string;
  /** instant */
  sentAt: string | null;
  answer: string | null;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The messages of a mail as JSON, in their order. Every message beside the mail is told with its own words, because a mail
 * of several things is one message.
 *
 * @param mail column with the id of the mail
 */
export function toldByChannels(mail: string): string {
  return `coalesce((select json_agg(json_build_object('kind', n.kind, 'name', case when n.member_id is null then n.name end,
      'text', s.title, 'state', s.state, 'owedAt', ${iso('s.created_at')}, 'sentAt', ${iso('s.sent_at')}, 'answer', s.answer)
      order by s.created_at, s.id)
    from channel_sends s join channels n on n.tenant_id = s.tenant_id and n.id = s.channel_id
    where s.tenant_id = current_tenant() and s.mail_id = ${mail}), '[]')`;
}
