import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is asked next when nobody answers a legal step, and after how many working days, is part of a policy. */
export class EscalationPolicies1764100000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ESCALATION);
  }

  async down(): Promise<void> {
    throw new Error('The chains of escalation have no way back: restore the backup instead.');
  }
}

/** The default is the chain that was fixed until now. */
const ESCALATION = `
  alter table reminder_policies add column escalation jsonb not null
    default '[{"to": "deputy", "afterWorkingDays": 1}, {"to": "manager", "afterWorkingDays": 1}, {"to": "tenant-owner", "afterWorkingDays": 1}]'
    constraint reminder_policies_chain check (jsonb_typeof(escalation) = 'array' and jsonb_array_length(escalation) > 0);
  comment on column reminder_policies.escalation is
    '[{to: deputy | manager | tenant-owner, afterWorkingDays}], who is asked in turn when nobody answers a legal step; the last one leads';
`;
