import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/**
 * Readers answer reminders; of a legal last step that nobody answers the next in the chain hears
 * (docs/decisions/0012-reminder-policies-delivery.md).
 */
export class ReminderAnswers1764000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ANSWERS);
    await db.query(OPENINGS);
    await db.query(ESCALATION);
  }

  async down(): Promise<void> {
    throw new Error('Answers to reminders have no way back: restore the backup instead.');
  }
}

const ANSWERS = `
  create table reminder_answers (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    deadline_id uuid not null,
    contact_id uuid,
    member_id uuid,
    laboratory_id uuid,
    name text not null,
    answer text not null check (answer in ('seen', 'in-work', 'not-mine')),
    until date,
    given_on date not null,
    given_at timestamptz not null,
    mail_id uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, deadline_id) references deadlines (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete set null (contact_id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, laboratory_id) references laboratories (tenant_id, id),
    foreign key (tenant_id, mail_id) references mails (tenant_id, id),
    check (num_nonnulls(contact_id, member_id, laboratory_id) <= 1),
    check ((answer = 'in-work') = (until is not null))
  );
  comment on table reminder_answers is 'what a reader said to the reminders of a deadline; the last one of each reader holds';
  comment on column reminder_answers.name is 'who answered, as written then: a contact may be removed later';
  comment on column reminder_answers.given_on is 'the day where the reader is';
  comment on column reminder_answers.mail_id is 'the mail whose link was followed; null = answered in the product';
  create index reminder_answers_of_deadline on reminder_answers (tenant_id, deadline_id, given_at, id);
  create index reminder_answers_of_contact on reminder_answers (tenant_id, contact_id) where contact_id is not null;
  create index reminder_answers_of_member on reminder_answers (tenant_id, member_id) where member_id is not null;
  create index reminder_answers_of_laboratory on reminder_answers (tenant_id, laboratory_id) where laboratory_id is not null;
  create index reminder_answers_of_mail on reminder_answers (tenant_id, mail_id) where mail_id is not null;
  ${internalTable('reminder_answers', 'select, insert')}
`;

const OPENINGS = `
  alter table mails
    add column answer_opened_at timestamptz,
    add column answer_last_opened_at timestamptz,
    add column answer_openings integer not null default 0;
  comment on column mails.answer_openings is 'how often the page behind its link was read, by a person or by a program that follows links';
`;

const ESCALATION = `
  alter table reminders
    drop constraint reminders_reason_check,
    add constraint reminders_reason_check
      check (reason in ('responsible', 'client-contact', 'deputy', 'manager', 'laboratory', 'factory', 'escalation'));
`;
