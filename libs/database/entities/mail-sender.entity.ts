import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { DkimFinding } from '#domain/mail/dkim-record';

/** A row is how mails of the tenant look from outside: sender, colour, signature; a tenant has one or none. */
@Entity({ name: 'mail_senders', synchronize: false })
export class MailSender {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** null: the tenant's own name */
  @Column({ type: 'text', name: 'name', nullable: true })
  name: string | null;

  @Column({ type: 'text', name: 'name_zh', nullable: true })
  nameZh: string | null;

  /** lower case; used as From once `verifiedAt` is set. Null: the installation's address */
  @Column({ type: 'text', name: 'address', nullable: true })
  address: string | null;

  /** made by the database from the address: it signs for this domain */
  @Column({ type: 'text', name: 'domain', nullable: true, insert: false, update: false })
  domain: string | null;

  /** where replies go that reach no consultant */
  @Column({ type: 'text', name: 'reply_to', nullable: true })
  replyTo: string | null;

  /** `#rrggbb`, lower case */
  @Column({ type: 'text', name: 'accent', nullable: true })
  accent: string | null;

  /** whether mails carry the letterhead's logo */
  @Column({ type: 'boolean', name: 'has_logo' })
  hasLogo: boolean;

  @Column({ type: 'text', name: 'selector', nullable: true })
  selector: string | null;

  /** base64, as the DNS record carries it */
  @Column({ type: 'text', name: 'public_key', nullable: true })
  publicKey: string | null;

  @Column({ type: 'text', name: 'sealed_key', nullable: true, select: false })
  sealedKey: string | null;

  @Column({ type: 'timestamptz', name: 'key_made_at', nullable: true })
  keyMadeAt: Date | null;

  @Column({ type: 'timestamptz', name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'checked_at', nullable: true })
  checkedAt: Date | null;

  @Column({ type: 'text', name: 'check_result', nullable: true })
  checkResult: DkimFinding | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
