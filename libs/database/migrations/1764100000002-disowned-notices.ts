import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice may be about a deadline itself: of a factory, sample, entry, determination or approval there is no other news. */
export class DisownedNotices1764100000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(NOTICES);
  }

  async down(): Promise<void> {
    throw new Error('Notices about deadlines have no way back: restore the backup instead.');
  }
}

const NOTICES = `
  alter table notices
    add column deadline_id uuid,
    add foreign key (tenant_id, deadline_id) references deadlines (tenant_id, id),
    drop constraint notices_of_one_subject,
    add constraint notices_of_one_subject check (kind = 'address-marked'
      or num_nonnulls(application_id, audit_id, booking_id, campaign_id, certificate_id, deadline_id) = 1);
  create index notices_of_deadline on notices (tenant_id, deadline_id) where deadline_id is not null;
`;
