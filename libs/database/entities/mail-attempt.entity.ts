import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ATTEMPT_OUTCOMES = ['sent', 'delayed', 'refused', 'unknown'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** A row is one try to hand a mail to its server, and what became of it; `unknown` until the one who tried says more. */
@Entity({ name: 'mail_attempts', synchronize: false })
export class MailAttempt {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'mail_id' })
  mailId: string;

  @PrimaryColumn({ type: 'integer', name: 'number' })
  number: number;

  @Column({ type: 'timestamptz', name: 'at' })
  at: Date;

  @Column({ type: 'text', name: 'outcome' })
  outcome: AttemptOutcome;

  @Column({ type: 'integer', name: 'code', nullable: true })
  code: number | null;

  @Column({ type: 'text', name: 'server_answer', nullable: true })
  serverAnswer: string | null;
}
