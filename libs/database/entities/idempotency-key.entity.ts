import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is an answered POST, so that its repetition gets the same answer and changes nothing. */
@Entity({ name: 'idempotency_keys', synchronize: false })
export class IdempotencyKey {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'member_id' })
  memberId: string;

  @Column({ type: 'text', name: 'key' })
  key: string;

  @Column({ type: 'text', name: 'request_hash' })
  requestHash: string;

  @Column({ type: 'integer', name: 'status' })
  status: number;

  @Column({ type: 'jsonb', name: 'body', nullable: true })
  body: unknown;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
