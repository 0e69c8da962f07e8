import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable, internalTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** Cases, audits, bookings and samples owe days, make events, are spoken about, and tell people when they are needed. */
export class CaseSubjects1763800000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DEADLINES);
    await db.query(REMINDERS);
    await db.query(EVENTS);
    await db.query(COMMENTS);
    await db.query(NOTICES);
  }

  async down(): Promise<void> {
    throw new Error('The deadlines of cases have no way back: restore the backup instead.');
  }
}

const DEADLINES = `
  alter table deadlines
    add column application_id uuid,
    add column audit_id uuid,
    add column booking_id uuid,
    add column sample_id uuid,
    add column item text not null default '' check (length(item) <= 200),
    add foreign key (tenant_id, application_id) references applications (tenant_id, id),
    add foreign key (tenant_id, audit_id) references audits (tenant_id, id),
    add foreign key (tenant_id, booking_id) references bookings (tenant_id, id),
    add foreign key (tenant_id, sample_id) references samples (tenant_id, id),
    drop constraint deadlines_check,
    drop constraint deadlines_check1,
    add constraint deadlines_of_one_subject
      check (num_nonnulls(certificate_id, factory_id, application_id, audit_id, booking_id, sample_id) = 1),
    add constraint deadlines_behind_the_wall check ((factory_id is null) = (client_id is not null));
  comment on column deadlines.item is 'which of several of one kind: id of the document request or finding, or stage/deadline key; empty where there is one';
  drop index deadlines_open_once;
  create unique index deadlines_open_once on deadlines
    (tenant_id, certificate_id, factory_id, application_id, audit_id, booking_id, sample_id, kind, item) nulls not distinct
    where state = 'open';
  create index deadlines_of_application on deadlines (tenant_id, application_id) where application_id is not null;
  create index deadlines_of_audit on deadlines (tenant_id, audit_id) where audit_id is not null;
  create index deadlines_of_booking on deadlines (tenant_id, booking_id) where booking_id is not null;
  create index deadlines_of_sample on deadlines (tenant_id, sample_id) where sample_id is not null;

  alter table deadline_moves
    add column application_id uuid,
    add column audit_id uuid,
    add column sample_id uuid,
    add foreign key (tenant_id, application_id) references applications (tenant_id, id),
    add foreign key (tenant_id, audit_id) references audits (tenant_id, id),
    add foreign key (tenant_id, sample_id) references samples (tenant_id, id),
    drop constraint deadline_moves_check,
    add constraint deadline_moves_of_one_subject
      check (num_nonnulls(certificate_id, factory_id, plan_id, application_id, audit_id, sample_id) = 1);
  create index deadline_moves_of_application on deadline_moves (tenant_id, application_id) where application_id is not null;
  create index deadline_moves_of_audit on deadline_moves (tenant_id, audit_id) where audit_id is not null;
  create index deadline_moves_of_sample on deadline_moves (tenant_id, sample_id) where sample_id is not null;
`;

const REMINDERS = `
  alter table reminders
    drop constraint reminders_reason_check,
    add constraint reminders_reason_check check (reason in ('responsible', 'client-contact', 'deputy', 'manager'));
`;

const EVENTS = `
  alter table events
    add column application_id uuid,
    add column audit_id uuid,
    add column booking_id uuid,
    add column laboratory_id uuid,
    add foreign key (tenant_id, application_id) references applications (tenant_id, id),
    add foreign key (tenant_id, audit_id) references audits (tenant_id, id),
    add foreign key (tenant_id, booking_id) references bookings (tenant_id, id),
    add foreign key (tenant_id, laboratory_id) references laboratories (tenant_id, id);
  create index events_of_application on events (tenant_id, application_id, at desc, id) where application_id is not null;
  create index events_of_audit on events (tenant_id, audit_id, at desc, id) where audit_id is not null;
  create index events_of_booking on events (tenant_id, booking_id, at desc, id) where booking_id is not null;
  create index events_of_laboratory on events (tenant_id, laboratory_id, at desc, id) where laboratory_id is not null;
`;

const COMMENTS = `
  create table comments (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    application_id uuid,
    audit_id uuid,
    booking_id uuid,
    client_id uuid not null,
    audience text not null default 'internal' check (audience in ('internal', 'client')),
    body text not null check (length(body) between 1 and 10000),
    mentions uuid[] not null default '{}',
    author_id uuid,
    author_name text not null check (length(author_name) between 1 and 200),
    is_from_client boolean not null default false,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    foreign key (tenant_id, audit_id, client_id) references audits (tenant_id, id, client_id),
    foreign key (tenant_id, booking_id, client_id) references bookings (tenant_id, id, client_id),
    foreign key (tenant_id, author_id) references members (tenant_id, id),
    check (num_nonnulls(application_id, audit_id, booking_id) = 1),
    check (not is_from_client or audience = 'client')
  );
  comment on column comments.author_name is 'as it was when it was said: a client does not see the members of the tenant';
  create index comments_of_application on comments (tenant_id, application_id, created_at desc, id) where application_id is not null;
  create index comments_of_audit on comments (tenant_id, audit_id, created_at desc, id) where audit_id is not null;
  create index comments_of_booking on comments (tenant_id, booking_id, created_at desc, id) where booking_id is not null;
  create index comments_of_client on comments (tenant_id, client_id, created_at desc, id);
  create index comments_by_author on comments (tenant_id, author_id) where author_id is not null;
  ${clientVisibleTable('comments', `audience = 'client' and ${OWN_CLIENT}`, 'select, insert, update, delete')}
`;

const NOTICES = `
  create table notices (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    kind text not null check (length(kind) <= 60),
    application_id uuid,
    audit_id uuid,
    booking_id uuid,
    request_id uuid,
    comment_id uuid,
    contact_id uuid,
    member_id uuid,
    mail_id uuid,
    state text not null check (state in ('planned', 'sent', 'refused', 'withdrawn')),
    state_reason text,
    facts jsonb not null default '{}',
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, application_id) references applications (tenant_id, id),
    foreign key (tenant_id, audit_id) references audits (tenant_id, id),
    foreign key (tenant_id, booking_id) references bookings (tenant_id, id),
    foreign key (tenant_id, request_id) references document_requests (tenant_id, id),
    foreign key (tenant_id, comment_id) references comments (tenant_id, id) on delete set null (comment_id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete set null (contact_id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, mail_id) references mails (tenant_id, id),
    check (num_nonnulls(application_id, audit_id, booking_id) = 1),
    check (num_nonnulls(contact_id, member_id) <= 1)
  );
  comment on table notices is 'something happened that one person must know of; mailed once, with what else falls into the same envelope';
  create index notices_newest on notices (tenant_id, created_at desc, id);
  create index notices_by_state on notices (tenant_id, state, created_at desc, id);
  create index notices_of_mail on notices (tenant_id, mail_id) where mail_id is not null;
  create index notices_of_application on notices (tenant_id, application_id, created_at desc, id) where application_id is not null;
  create index notices_of_audit on notices (tenant_id, audit_id) where audit_id is not null;
  create index notices_of_booking on notices (tenant_id, booking_id) where booking_id is not null;
  create index notices_of_request on notices (tenant_id, request_id) where request_id is not null;
  create index notices_of_comment on notices (tenant_id, comment_id) where comment_id is not null;
  create index notices_of_contact on notices (tenant_id, contact_id) where contact_id is not null;
  create index notices_of_member on notices (tenant_id, member_id) where member_id is not null;
  ${internalTable('notices')}
`;
