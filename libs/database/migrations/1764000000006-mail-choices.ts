import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/**
 * Readers choose what they are mailed and how; plans of the day and outlooks of four weeks lie in the ledger like reminders
 * (docs/decisions/0012-reminder-policies-delivery.md).
 */
export class MailChoices1764000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CHOICES);
    await db.query(PLANS);
    await db.query(TURNS);
  }

  async down(): Promise<void> {
    throw new Error('Choices of mails have no way back: restore the backup instead.');
  }
}

const CHOICES = `
  create table mail_choices (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    member_id uuid,
    contact_id uuid,
    topic text not null,
    choice text not null check (choice in ('at-once', 'digest', 'never')),
    mail_id uuid,
    chosen_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade,
    foreign key (tenant_id, mail_id) references mails (tenant_id, id),
    check (num_nonnulls(member_id, contact_id) = 1),
    unique nulls not distinct (tenant_id, member_id, contact_id, topic)
  );
  comment on table mail_choices is 'how one person wants the mails of one topic; where there is no row, the default of the topic holds';
  comment on column mail_choices.mail_id is 'the mail whose link was followed; null = chosen in the product';
  create index mail_choices_of_contact on mail_choices (tenant_id, contact_id) where contact_id is not null;
  create index mail_choices_of_mail on mail_choices (tenant_id, mail_id) where mail_id is not null;
  ${internalTable('mail_choices', 'select, insert, update, delete')}
`;

const PLANS = `
  create table mail_plans (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    kind text not null check (kind in ('daily-plan', 'weekly-outlook')),
    member_id uuid,
    contact_id uuid,
    on_day date not null,
    mail_id uuid,
    state text not null check (state in ('planned', 'sent', 'refused', 'withdrawn')),
    state_reason text,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade,
    foreign key (tenant_id, mail_id) references mails (tenant_id, id),
    check (num_nonnulls(member_id, contact_id) = 1),
    check ((state = 'withdrawn') or mail_id is not null),
    unique nulls not distinct (tenant_id, kind, member_id, contact_id, on_day)
  );
  comment on table mail_plans is 'the plan of one day or the outlook of four weeks for one person: a promise to mail, once a day';
  comment on column mail_plans.on_day is 'the morning, where its reader is';
  create index mail_plans_of_mail on mail_plans (tenant_id, mail_id) where mail_id is not null;
  create index mail_plans_of_member on mail_plans (tenant_id, member_id, on_day) where member_id is not null;
  create index mail_plans_of_contact on mail_plans (tenant_id, contact_id, on_day) where contact_id is not null;
  ${internalTable('mail_plans')}
`;

/** Written by triggers, because a person may come from many acts; the sweep finds by instant who is due, and nobody else. */
const TURNS = `
  create table mail_turns (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null default gen_random_uuid(),
    member_id uuid,
    contact_id uuid,
    next_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade,
    check (num_nonnulls(member_id, contact_id) = 1),
    unique nulls not distinct (tenant_id, member_id, contact_id)
  );
  comment on table mail_turns is 'when a person who may get a plan or an outlook is looked at next';
  create index mail_turns_of_contact on mail_turns (tenant_id, contact_id) where contact_id is not null;
  create index mail_turns_due on mail_turns (next_at, tenant_id, id);
  ${internalTable('mail_turns', 'select, insert, update, delete')}
  create policy sweep_sees_ids on mail_turns for select to homolog_sweep using (true);
  grant select (tenant_id, id, next_at) on mail_turns to homolog_sweep;

  create function add_mail_turn() returns trigger language plpgsql security definer set search_path = public as $$
  begin
    if new.role <> 'client' and new.left_at is null then
      insert into mail_turns (tenant_id, member_id, next_at) values (new.tenant_id, new.id, '-infinity') on conflict do nothing;
    end if;
    return null;
  end $$;
  revoke execute on function add_mail_turn() from public;
  create trigger members_mail_turn after insert or update of role, left_at, user_id on members for each row execute function add_mail_turn();
  insert into mail_turns (tenant_id, member_id, next_at)
    select tenant_id, id, '-infinity' from members where role <> 'client' and left_at is null;
`;
