import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries of the regulatory watch, determinations and approvals owe days; campaigns and changes make events and mails. */
export class CertificateSubjects1763900000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DEADLINES);
    await db.query(EVENTS);
    await db.query(NOTICES);
  }

  async down(): Promise<void> {
    throw new Error(
      'The deadlines of entries, determinations and approvals have no way back: restore the backup instead.',
    );
  }
}

const SUBJECTS = `certificate_id, factory_id, application_id, audit_id, booking_id, sample_id, entry_id, determination_id, approval_id`;

const DEADLINES = `
  alter table deadlines
    add column entry_id uuid,
    add column determination_id uuid,
    add column approval_id uuid,
    add foreign key (tenant_id, entry_id) references regulatory_entries (tenant_id, id),
    add foreign key (tenant_id, determination_id) references determinations (tenant_id, id),
    add foreign key (tenant_id, approval_id) references approvals (tenant_id, id),
    drop constraint deadlines_of_one_subject,
    add constraint deadlines_of_one_subject check (num_nonnulls(${SUBJECTS}) = 1),
    drop constraint deadlines_behind_the_wall,
    add constraint deadlines_behind_the_wall check ((factory_id is null and entry_id is null) = (client_id is not null));
  comment on column deadlines.client_id is 'the wall; null for a factory, which a client sees through client_factories, and for an entry of the regulatory watch, which is the team''s';
  drop index deadlines_open_once;
  create unique index deadlines_open_once on deadlines (tenant_id, ${SUBJECTS}, kind, item) nulls not distinct where state = 'open';
  create index deadlines_of_entry on deadlines (tenant_id, entry_id) where entry_id is not null;
  create index deadlines_of_determination on deadlines (tenant_id, determination_id) where determination_id is not null;
  create index deadlines_of_approval on deadlines (tenant_id, approval_id) where approval_id is not null;

  alter table deadline_moves
    add column determination_id uuid,
    add column approval_id uuid,
    add foreign key (tenant_id, determination_id) references determinations (tenant_id, id),
    add foreign key (tenant_id, approval_id) references approvals (tenant_id, id),
    drop constraint deadline_moves_of_one_subject,
    add constraint deadline_moves_of_one_subject
      check (num_nonnulls(certificate_id, factory_id, plan_id, application_id, audit_id, sample_id, determination_id, approval_id) = 1);
  create index deadline_moves_of_determination on deadline_moves (tenant_id, determination_id) where determination_id is not null;
  create index deadline_moves_of_approval on deadline_moves (tenant_id, approval_id) where approval_id is not null;
`;

const EVENTS = `
  alter table events
    add column change_id uuid,
    add column entry_id uuid,
    add column campaign_id uuid,
    add column determination_id uuid,
    add column approval_id uuid,
    add column project_id uuid,
    add foreign key (tenant_id, change_id) references product_changes (tenant_id, id),
    add foreign key (tenant_id, entry_id) references regulatory_entries (tenant_id, id),
    add foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    add foreign key (tenant_id, determination_id) references determinations (tenant_id, id),
    add foreign key (tenant_id, approval_id) references approvals (tenant_id, id),
    add foreign key (tenant_id, project_id) references vehicle_projects (tenant_id, id);
  create index events_of_change on events (tenant_id, change_id, at desc, id) where change_id is not null;
  create index events_of_entry on events (tenant_id, entry_id, at desc, id) where entry_id is not null;
  create index events_of_campaign on events (tenant_id, campaign_id, at desc, id) where campaign_id is not null;
  create index events_of_determination on events (tenant_id, determination_id, at desc, id) where determination_id is not null;
  create index events_of_approval on events (tenant_id, approval_id, at desc, id) where approval_id is not null;
  create index events_of_project on events (tenant_id, project_id, at desc, id) where project_id is not null;
`;

const NOTICES = `
  alter table notices
    add column campaign_id uuid,
    add column letter_id uuid,
    add column certificate_id uuid,
    add foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    add foreign key (tenant_id, letter_id) references campaign_letters (tenant_id, id),
    add foreign key (tenant_id, certificate_id) references certificates (tenant_id, id),
    drop constraint notices_check,
    add constraint notices_of_one_subject check (num_nonnulls(application_id, audit_id, booking_id, campaign_id, certificate_id) = 1);
  create index notices_of_campaign on notices (tenant_id, campaign_id, created_at desc, id) where campaign_id is not null;
  create index notices_of_letter on notices (tenant_id, letter_id) where letter_id is not null;
  create index notices_of_certificate on notices (tenant_id, certificate_id) where certificate_id is not null;
`;
