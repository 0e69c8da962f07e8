import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/**
 * Whom we remind at which steps is a policy of the tenant, of a client or of a case (docs/decisions/0012-reminder-policies-delivery.md).
 * Steps may count working days; laboratories and the people of a factory are readers; who is away is stood in for.
 */
export class ReminderPolicies1764000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(POLICIES);
    await db.query(FROM_LADDERS);
    await db.query(READERS);
    await db.query(SETTINGS);
  }

  async down(): Promise<void> {
    throw new Error('The reminder policies have no way back: restore the backup instead.');
  }
}

const POLICIES = `
  create table reminder_policies (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    kind text not null,
    basis text check (basis in ('legal', 'practice', 'planning')),
    client_id uuid,
    application_id uuid,
    steps jsonb not null check (jsonb_typeof(steps) = 'array'),
    overdue jsonb check (jsonb_typeof(overdue) = 'object'),
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, application_id) references applications (tenant_id, id),
    constraint reminder_policies_of_one_level check (num_nonnulls(client_id, application_id) <= 1),
    constraint reminder_policies_once unique nulls not distinct (tenant_id, kind, basis, client_id, application_id)
  );
  comment on column reminder_policies.basis is 'null = deadlines of every basis that has none of its own at this level';
  comment on column reminder_policies.steps is '[{days, unit: calendar | working, to: [reader], isUrgent}], the farthest first';
  comment on column reminder_policies.overdue is '{every, unit, to: [reader]}; null = nobody is reminded once it is overdue';
  create index reminder_policies_of_client on reminder_policies (tenant_id, client_id) where client_id is not null;
  create index reminder_policies_of_case on reminder_policies (tenant_id, application_id) where application_id is not null;
  ${internalTable('reminder_policies', 'select, insert, update, delete')}
`;

/** A tenant's own ladder becomes its policy, with the readers that were reminded until now. */
export const FROM_LADDERS = `
  insert into reminder_policies (tenant_id, id, kind, steps, overdue, version)
  select l.tenant_id, l.id, l.kind,
    (select coalesce(jsonb_agg(jsonb_build_object('days', o.days, 'unit', 'calendar', 'to', readers.before, 'isUrgent', false)
       order by o.days desc), '[]') from (select distinct unnest(l.offsets) as days) o),
    case when l.overdue_every_days is not null
      then jsonb_build_object('every', l.overdue_every_days, 'unit', 'calendar', 'to', readers.overdue) end,
    l.version
  from ladders l
  cross join lateral (
    select case when l.kind in ('stage-due', 'booking-option', 'views-on-draft') then '["owner", "deputy"]'::jsonb
        else '["owner", "deputy", "client-contact"]' end as before,
      case when l.kind in ('stage-due', 'booking-option', 'views-on-draft') then '["owner", "deputy", "manager"]'::jsonb
        else '["owner", "deputy", "client-contact", "manager"]' end as overdue
  ) readers;
  drop table ladders;
`;

const READERS = `
  alter table reminders
    add column step_unit text not null default 'calendar' check (step_unit in ('calendar', 'working')),
    add column laboratory_id uuid,
    add foreign key (tenant_id, laboratory_id) references laboratories (tenant_id, id),
    drop constraint reminders_check,
    add constraint reminders_for_one_reader check (num_nonnulls(contact_id, member_id, laboratory_id) <= 1),
    drop constraint reminders_reason_check,
    add constraint reminders_reason_check
      check (reason in ('responsible', 'client-contact', 'deputy', 'manager', 'laboratory', 'factory'));
  comment on column reminders.step_days is 'days before the due day, counted in step_unit; negative = days overdue';
  comment on column reminders.contact_id is 'of contact, member and laboratory exactly one; none once the contact was removed';
  drop index reminders_once;
  create unique index reminders_once on reminders (tenant_id, deadline_id, step_days, step_unit, contact_id, member_id, laboratory_id) nulls not distinct
    where contact_id is not null or member_id is not null or laboratory_id is not null;
  create index reminders_of_laboratory on reminders (tenant_id, laboratory_id) where laboratory_id is not null;
  update reminders set state_reason = 'policy-changed' where state_reason = 'ladder-changed';

  -- A person at a factory belongs to a client that has it; when the two part, the person stays as the client's.
  alter table contacts
    add column factory_id uuid,
    add foreign key (tenant_id, client_id, factory_id) references client_factories (tenant_id, client_id, factory_id)
      on delete set null (factory_id);
  comment on column contacts.factory_id is 'works at this factory of the client; null = at the company itself';
  create index contacts_of_factory on contacts (tenant_id, factory_id, client_id) where factory_id is not null;

  create table absences (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    member_id uuid not null,
    from_on date not null,
    to_on date not null,
    deputy_id uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, deputy_id) references members (tenant_id, id),
    check (to_on >= from_on),
    check (deputy_id <> member_id)
  );
  comment on column absences.deputy_id is 'null = the deputy of each case';
  create index absences_of_member on absences (tenant_id, member_id, to_on);
  create index absences_by_deputy on absences (tenant_id, deputy_id) where deputy_id is not null;
  create index absences_by_end on absences (tenant_id, to_on);
  ${internalTable('absences', 'select, insert, update, delete')}
`;

const SETTINGS = `
  create table reminder_settings (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    morning_hour integer not null check (morning_hour between 0 and 23),
    quiet_from integer not null check (quiet_from between 0 and 23),
    quiet_to integer not null check (quiet_to between 0 and 23),
    outlook_weekday integer not null check (outlook_weekday between 1 and 7),
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id)
  );
  comment on table reminder_settings is 'hours of the reader''s own day at which reminders leave; without a row our defaults hold';
  ${internalTable('reminder_settings')}
`;
