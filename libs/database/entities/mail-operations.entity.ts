import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is how many mails were claimed in a slot of five seconds: of all, of a sender, for a receiving domain. */
@Entity({ name: 'mail_pace', synchronize: false })
export class MailPace {
  @PrimaryColumn({ type: 'text', name: 'scope' })
  scope: 'all' | 'sender' | 'domain';

  /** '', id of the tenant, domain */
  @PrimaryColumn({ type: 'text', name: 'key' })
  key: string;

  @PrimaryColumn({ type: 'timestamptz', name: 'slot' })
  slot: Date;

  @Column({ type: 'integer', name: 'claimed' })
  claimed: number;

  @Column({ type: 'text', name: 'last', nullable: true })
  last: string | null;
}

/** A row is a worker process that lives, or did within the last day. */
@Entity({ name: 'mail_workers', synchronize: false })
export class MailWorker {
  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'queue' })
  queue: 'postgres' | 'redis';

  @Column({ type: 'integer', name: 'at_once' })
  atOnce: number;

  @Column({ type: 'timestamptz', name: 'started_at' })
  startedAt: Date;

  @Column({ type: 'timestamptz', name: 'swept_at' })
  sweptAt: Date;

  @Column({ type: 'integer', name: 'sweep_ms' })
  sweepMs: number;

  @Column({ type: 'timestamptz', name: 'stopped_at', nullable: true })
  stoppedAt: Date | null;
}

/** A row is how many attempts had one outcome since the beginning. */
@Entity({ name: 'mail_totals', synchronize: false })
export class MailTotal {
  @PrimaryColumn({ type: 'text', name: 'outcome' })
  outcome: 'sent' | 'delayed' | 'refused';

  @Column({ type: 'bigint', name: 'count' })
  count: string;
}

/** A row is a trouble of which the platform owner was mailed, and when last. */
@Entity({ name: 'mail_alerts', synchronize: false })
export class MailAlert {
  @PrimaryColumn({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'timestamptz', name: 'at' })
  at: Date;
}
