import { newId, type Db } from '#database/db';
import type { Envelope } from './replan.js';

/**
 * One owed mail per address, instant and alone key: found or made, in the current transaction.
 *
 * @param envelopes by any key of the caller
 * @param host of the product's address, for the Message-IDs
 * @returns ids of the mails by the same keys
 */
export async function openEnvelopes(
  db: Db,
  envelopes: ReadonlyMap<string, Envelope>,
  host: string,
  now: Date,
): Promise<Map<string, string>> {
  if (envelopes.size === 0) return new Map();
  const rows = [...envelopes].map(([key, envelope]) => {
    const id = newId();
    return { key, id, messageId: `<${id}@${host}>`, ...envelope };
  });
  const found = await db.query<{ key: string; id: string }>(OPEN_ENVELOPES, [JSON.stringify(rows), now]);
  return new Map(found.map((row) => [row.key, row.id]));
}

/** Withdraws those of these mails in which nothing lies any more. */
export async function withdrawEmpty(db: Db, mailIds: readonly string[]): Promise<void> {
  if (mailIds.length > 0) await db.query(WITHDRAW_EMPTY, [mailIds]);
}

const OPEN_ENVELOPES = `
  with wanted as (
    select * from jsonb_to_recordset($1::jsonb) as w (key text, id uuid, "messageId" text, email text, name text, language text,
      "timeZone" text, "sendAt" timestamptz, "aloneKey" text, "isHeld" boolean)
  ), made as (
    insert into mails (id, to_email, to_name, language, time_zone, send_at, alone_key, state, is_held, next_attempt_at, message_id, created_at)
    select id, email, name, language, "timeZone", "sendAt", "aloneKey", 'owed', "isHeld", "sendAt", "messageId", $2 from wanted
    order by lower(email), "sendAt", "aloneKey", "isHeld" -- one order for all, so that two acts wait and do not deadlock
    on conflict (tenant_id, lower(to_email), send_at, alone_key, is_held) where state = 'owed'
      do update set to_email = excluded.to_email, to_name = excluded.to_name, language = excluded.language, time_zone = excluded.time_zone
    returning id, lower(to_email) as email, send_at, alone_key, is_held
  )
  select w.key, made.id from made join wanted w on lower(w.email) = made.email and w."sendAt" = made.send_at
    and w."aloneKey" is not distinct from made.alone_key and w."isHeld" = made.is_held`;

/**
 * `is true` keeps the planner from the indexes of what is planned: where its statistics are old it takes them for nearly
 * empty, and walks all that a tenant has planned for each of these mails. What lies in a mail is found by the mail.
 */
const WITHDRAW_EMPTY = `
  update mails m set state = 'withdrawn', version = m.version + 1
  where m.tenant_id = current_tenant() and m.id = any ($1) and m.state = 'owed'
    and not exists (select 1 from reminders r where r.tenant_id = m.tenant_id and r.mail_id = m.id and (r.state = 'planned') is true)
    and not exists (select 1 from notices n where n.tenant_id = m.tenant_id and n.mail_id = m.id and (n.state = 'planned') is true)
    and not exists (select 1 from mail_plans p where p.tenant_id = m.tenant_id and p.mail_id = m.id and (p.state = 'planned') is true)`;
