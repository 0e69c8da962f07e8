import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable } from './wall.js';

/** Calendars that other programs read: their addresses, and what makes an entry the same one after it has moved. */
export class CalendarFeeds1764000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(REVISIONS);
    await db.query(FEEDS);
    await db.query(NOTICES);
  }

  async down(): Promise<void> {
    throw new Error('The addresses of calendars have no way back: restore the backup instead.');
  }
}

const REVISIONS = `
  alter table deadlines
    add column calendar_id uuid,
    add column calendar_sequence integer not null default 0 check (calendar_sequence >= 0),
    add column calendar_changed_at timestamptz;
  comment on column deadlines.calendar_id is 'of a day that moved: the id of the row that was first; calendars elsewhere know the entry by it. Null = its own';
  comment on column deadlines.calendar_changed_at is 'when day or state changed last; null = not since it was made, and of a withdrawn row whose successor carries its entry on';
  create index deadlines_settled_lately on deadlines (tenant_id, calendar_changed_at) where state <> 'open' and calendar_changed_at is not null;
  alter table audits
    add column calendar_sequence integer not null default 0 check (calendar_sequence >= 0),
    add column calendar_changed_at timestamptz;
  create index audits_cancelled_lately on audits (tenant_id, calendar_changed_at) where status = 'cancelled' and calendar_changed_at is not null;
  alter table bookings
    add column calendar_sequence integer not null default 0 check (calendar_sequence >= 0),
    add column calendar_changed_at timestamptz;
  create index bookings_fallen_lately on bookings (tenant_id, calendar_changed_at)
    where status in ('cancelled', 'expired', 'declined') and calendar_changed_at is not null;

  create function zone_of_laboratory(p_laboratory uuid) returns text
    language sql stable security definer set search_path = public, pg_temp
  as $$
    select l.time_zone from laboratories l
    where l.tenant_id = current_tenant() and l.id = p_laboratory
      and (is_staff() or exists (select 1 from bookings b where b.tenant_id = l.tenant_id and b.laboratory_id = l.id
        and b.client_id = current_client()))
  $$;
  comment on function zone_of_laboratory(uuid) is 'a client does not see the laboratory, but the hours of its own booking are hours there';
  revoke all on function zone_of_laboratory(uuid) from public;
  grant execute on function zone_of_laboratory(uuid) to homolog_app;
`;

const FEEDS = `
  create table calendar_feeds (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    kind text not null check (kind in ('person', 'client', 'factory', 'tenant')),
    member_id uuid not null,
    client_id uuid,
    factory_id uuid,
    name text not null check (length(name) between 1 and 100),
    language text not null check (language in ('en', 'de', 'zh')),
    token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
    last_used_on date,
    revoked_at timestamptz,
    revoked_by uuid,
    ended_because text check (ended_because in ('member-left', 'role-changed')),
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, revoked_by) references members (tenant_id, id),
    check ((kind = 'client') = (client_id is not null)),
    check ((kind = 'factory') = (factory_id is not null))
  );
  comment on table calendar_feeds is 'an address at which a calendar program reads days and bookings without a sign-in; only the hash of its secret is kept';
  comment on column calendar_feeds.member_id is 'who made it; it ends when they leave or change sides';
  create index calendar_feeds_of_member on calendar_feeds (tenant_id, member_id);
  create index calendar_feeds_of_client on calendar_feeds (tenant_id, client_id) where client_id is not null;
  create index calendar_feeds_of_factory on calendar_feeds (tenant_id, factory_id) where factory_id is not null;
  create index calendar_feeds_by_revoker on calendar_feeds (tenant_id, revoked_by) where revoked_by is not null;
  ${clientVisibleTable('calendar_feeds', 'member_id = (select current_member())')}

  create function calendar_feed_of(p_hash text)
    returns table (tenant_id uuid, id uuid, kind text, member_id uuid, role text, member_client_id uuid, client_id uuid,
      factory_id uuid, name text, language text, email text, time_zone text, last_used_on date)
    language sql stable security definer set search_path = public, pg_temp
  as $$
    select f.tenant_id, f.id, f.kind, f.member_id, m.role, m.client_id, f.client_id, f.factory_id, f.name, f.language, m.email,
      m.time_zone, f.last_used_on
    from calendar_feeds f join members m on m.tenant_id = f.tenant_id and m.id = f.member_id and m.left_at is null
    where f.token_hash = p_hash and f.revoked_at is null and f.ended_because is null
  $$;
  comment on function calendar_feed_of(text) is 'the address that still answers, and who stands behind it; whoever holds its secret has it, so the hash finds it without a tenant';
  revoke all on function calendar_feed_of(text) from public;
  grant execute on function calendar_feed_of(text) to homolog_app;

  create function end_calendar_feeds() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
  as $$
    begin
      update calendar_feeds f set ended_because = case when new.left_at is null then 'role-changed' else 'member-left' end
      where f.tenant_id = new.tenant_id and f.member_id = new.id and f.revoked_at is null and f.ended_because is null;
      return null;
    end $$;
  comment on function end_calendar_feeds() is 'whoever comes back later makes new addresses: the old ones stay dead';
  revoke all on function end_calendar_feeds() from public;
  create trigger calendar_feeds_ended after update of left_at, role, client_id on members for each row
    when ((new.left_at is not null and old.left_at is null) or (new.role = 'client') <> (old.role = 'client')
      or new.client_id is distinct from old.client_id)
    execute function end_calendar_feeds();
`;

const NOTICES = `
  alter table notices
    add column laboratory_id uuid,
    add foreign key (tenant_id, laboratory_id) references laboratories (tenant_id, id) on delete set null (laboratory_id),
    drop constraint notices_check1,
    add constraint notices_to_one check (num_nonnulls(contact_id, member_id, laboratory_id) <= 1);
  create index notices_to_laboratory on notices (tenant_id, laboratory_id) where laboratory_id is not null;
`;
