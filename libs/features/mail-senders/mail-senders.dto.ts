import { IsBoolean, IsInt, IsOptional, IsString, Length, Matches, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import type { DkimFinding } from '#domain/mail/dkim-record';
import { IsAddress, IsName, PlainName } from '#platform/http/fields';

export class MailSenderInput {
  /** 0 while nothing was ever saved */
  @IsInt() @Min(0) version: number;
  /** as readers see it before the address; the tenant's own name when left out */
  @IsOptional() @PlainName() @IsString() @Length(1, 100) @IsName() name?: string | null;
  @IsOptional() @PlainName() @IsString() @Length(1, 100) @IsName() nameZh?: string | null;
  /** stands in From once its domain carries the key; the installation's own when left out */
  @IsOptional() @IsAddress() @Length(3, 254) address?: string | null;
  /** where replies go that reach no consultant */
  @IsOptional() @IsAddress() @Length(3, 254) replyTo?: string | null;
  /** of links and the button, readable on white: a contrast of at least 4.5 to 1 */
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : (value as unknown)))
  @Matches(/^#[0-9a-f]{6}$/, { message: '$property must be a colour like #0b6068' })
  accent?: string | null;
  /** whether mails carry the letterhead's logo */
  @IsBoolean() hasLogo: boolean;
}

/** A record to be copied into the DNS. */
export class DnsRecordView {
  type: 'TXT';
  /** full name, without a dot at its end */
  name: string;
  value: string;
}

export class MailSenderView {
  name: string | null;
  nameZh: string | null;
  address: string | null;
  replyTo: string | null;
  accent: string | null;
  hasLogo: boolean;
  /** whether the letterhead has a logo, and it is small enough to go with every mail */
  logo: 'none' | 'too-large' | 'fits';
  /** null while there is no address */
  state: 'unverified' | 'verified' | null;
  /** instant */
  verifiedAt: string | null;
  checkedAt: string | null;
  checkResult: DkimFinding | null;
  keyMadeAt: string | null;
  /** what the domain must carry; null while there is no address */
  record: DnsRecordView | null;
  /** who stands in From now */
  from: string;
  /** of the installation */
  installationAddress: string;
  /** 0 while nothing was ever saved */
  version: number;
}
