import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/**
 * The ledger of reminders, found by what a person remembers of it, and printed as proof
 * (docs/decisions/0012-reminder-policies-delivery.md).
 */
export class ReminderLedger1764000000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FINDING);
    await db.query(PROOFS);
  }

  async down(): Promise<void> {
    throw new Error('Proofs of reminders have no way back: restore the backup instead.');
  }
}

/**
 * LIKE is not leakproof and may not use an index under a policy; these functions keep both walls themselves
 * (1763640000001-search.ts). Of mails only the distinct addresses are compared, by steps through their index: a tenant
 * with a million mails writes to some thousand addresses. What servers said is compared whole: no index finds a part of it.
 */
const FINDING = `
  create index mails_to_address on mails (tenant_id, (lower(to_email)), id);
  create index mails_answer_opened on mails (tenant_id, id) where answer_opened_at is not null;

  create function mails_to_former_address(p_patterns text[], p_most integer) returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = public, pg_temp
    as $$
      with recursive addresses as (
        select (select lower(m.to_email) from mails m where m.tenant_id = (select current_tenant()) and (select is_staff())
          order by lower(m.to_email) limit 1) as email
        union all
        select (select lower(m.to_email) from mails m where m.tenant_id = (select current_tenant())
          and lower(m.to_email) > a.email order by lower(m.to_email) limit 1)
        from addresses a where a.email is not null
      )
      select m.id from addresses a
      join mails m on m.tenant_id = (select current_tenant()) and lower(m.to_email) = a.email
      where a.email like all (p_patterns)
        and not exists (select from contacts c where c.tenant_id = m.tenant_id and lower(c.email) = a.email)
        and not exists (select from members o where o.tenant_id = m.tenant_id and lower(o.email) = a.email)
        and not exists (select from laboratories y where y.tenant_id = m.tenant_id and lower(y.email) = a.email)
      limit p_most
    $$;
  comment on function mails_to_former_address(text[], integer) is 'mails to addresses that nobody has any more: who has one is found by name';

  create function mails_answered_with(p_patterns text[], p_most integer) returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = public, pg_temp
    as $$
      select distinct found.mail_id from (
        select a.mail_id from mail_attempts a
        where a.tenant_id = (select current_tenant()) and (select is_staff()) and lower(a.server_answer) like all (p_patterns)
        union all
        select r.mail_id from mail_reports r
        where r.tenant_id = (select current_tenant()) and (select is_staff()) and lower(r.answer) like all (p_patterns)
        limit p_most
      ) found
    $$;

  revoke all on function mails_to_former_address(text[], integer), mails_answered_with(text[], integer) from public;
  grant execute on function mails_to_former_address(text[], integer), mails_answered_with(text[], integer) to homolog_app;
`;

/** What was printed is kept as it was printed: text and not jsonb, because its sum is taken of these very characters. */
const PROOFS = `
  create table reminder_proofs (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    deadline_id uuid not null,
    readers text not null check (readers in ('all', 'client')),
    language text not null check (language in ('en', 'de', 'zh')),
    data text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    made_at timestamptz not null,
    made_by uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, deadline_id) references deadlines (tenant_id, id),
    foreign key (tenant_id, made_by) references members (tenant_id, id)
  );
  comment on table reminder_proofs is 'a document on the reminders of a deadline, as it was made; never changed';
  comment on column reminder_proofs.readers is 'client: only the lines of contacts of the client';
  comment on column reminder_proofs.data is 'what the document says, as JSON text; sha256 is the sum of its UTF-8 bytes';
  create index reminder_proofs_of_deadline on reminder_proofs (tenant_id, deadline_id, made_at);
  create index reminder_proofs_by_maker on reminder_proofs (tenant_id, made_by);
  ${internalTable('reminder_proofs', 'select, insert')}
`;
