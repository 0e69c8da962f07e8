import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { MEMBER_STATES, type MemberState } from '#domain/members';
import { LANGUAGES, type Language, type Role, ROLES, TENANT_KINDS, type TenantKind } from '#domain/permissions';
import { IfGiven, IsAddress, IsCountry, IsName, IsZone, PlainName, Several } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

/** The shortest and longest password, in characters. */
export const PASSWORD_CHARACTERS = { min: 10, max: 128 } as const;

// ---- people ---------------------------------------------------------------------------------------------------------

export class SignUpInput {
  @PlainName() @IsName() @Length(1, 200) name: string;
  @IsAddress() email: string;
  @IsString() @Length(PASSWORD_CHARACTERS.min, PASSWORD_CHARACTERS.max) password: string;
  /** of the mails to this person; English when left out */
  @IsOptional() @IsIn(LANGUAGES) language?: Language;
  /** IANA name; UTC when left out */
  @IsOptional() @IsZone() timeZone?: string;
}

export class SignInInput {
  @IsAddress() email: string;
  @IsString() @MinLength(1) @MaxLength(PASSWORD_CHARACTERS.max) password: string;
  /** false: the session ends with the browser */
  @IsOptional() @IsBoolean() rememberMe?: boolean;
}

export class AddressInput {
  @IsAddress() email: string;
}

export class VerificationInput {
  /** of the link in the mail */
  @IsString() @Length(1, 2000) token: string;
  /** The one chosen at sign-up: who opens the mail and who signed up must be the same person. */
  @IsString() @MinLength(1) @MaxLength(PASSWORD_CHARACTERS.max) password: string;
}

export class PasswordResetInput {
  /** of the link in the mail */
  @IsString() @Length(1, 200) token: string;
  @IsString() @Length(PASSWORD_CHARACTERS.min, PASSWORD_CHARACTERS.max) newPassword: string;
}

export class PasswordChangeInput {
  @IsString() @MinLength(1) @MaxLength(PASSWORD_CHARACTERS.max) currentPassword: string;
  @IsString() @Length(PASSWORD_CHARACTERS.min, PASSWORD_CHARACTERS.max) newPassword: string;
}

export class DoneView {
  status: true;
}

/** The signed-in person. */
export class PersonView {
  id: string;
  name: string;
  email: string;
  language: Language;
  /** IANA name */
  timeZone: string;
  isPlatformOwner: boolean;
}

/** The person's place in one tenant. */
export class MembershipView {
  tenantId: string;
  memberId: string;
  tenantName: string;
  tenantNameZh: string | null;
  tenantKind: TenantKind;
  role: Role;
  /** the one client company of a client-role member */
  clientId: string | null;
}

export class ViewedClientView {
  id: string;
  legalName: string;
  legalNameZh: string | null;
}

export class MeView {
  person: PersonView;
  memberships: MembershipView[];
  /** the client with whose eyes the person looks (header `Homolog-View-As`); null = with their own */
  @ApiProperty({ type: ViewedClientView, nullable: true }) viewAs: ViewedClientView | null;
  /** the instant of the product's clock */
  now: string;
}

/** What changes here changes in every tenant the person belongs to. */
export class MeChange {
  @IfGiven() @PlainName() @IsName() @Length(1, 200) name?: string;
  @IfGiven() @IsIn(LANGUAGES) language?: Language;
  @IfGiven() @IsZone() timeZone?: string;
}

// ---- tenants --------------------------------------------------------------------------------------------------------

export class TenantInput {
  @IsIn(TENANT_KINDS) kind: TenantKind;
  /** in Latin script */
  @PlainName() @IsName() @Length(1, 200) name: string;
  @IsOptional() @PlainName() @Length(1, 200) nameZh?: string | null;
  /** ISO 3166, two letters */
  @IsCountry() country: string;
  @IsZone() timeZone: string;
  @IsIn(LANGUAGES) language: Language;
}

export class TenantChange {
  @IsInt() @Min(1) version: number;
  @IfGiven() @PlainName() @IsName() @Length(1, 200) name?: string;
  @IsOptional() @PlainName() @Length(1, 200) nameZh?: string | null;
  @IfGiven() @IsCountry() country?: string;
  @IfGiven() @IsZone() timeZone?: string;
  @IfGiven() @IsIn(LANGUAGES) language?: Language;
  /** whether the addresses of public checks of certificates answer */
  @IfGiven() @IsBoolean() hasPublicChecks?: boolean;
}

export class TenantView {
  id: string;
  kind: TenantKind;
  name: string;
  nameZh: string | null;
  country: string;
  timeZone: string;
  language: Language;
  /** whether the addresses of public checks of certificates answer */
  hasPublicChecks: boolean;
  version: number;
}

// ---- members --------------------------------------------------------------------------------------------------------

export class MemberListQuery extends PageQuery {
  @IsOptional() @Several() @IsIn(MEMBER_STATES, { each: true }) state?: MemberState[];
  @IsOptional() @Several() @IsIn(ROLES, { each: true }) role?: Role[];
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsIn(['name']) sort?: 'name';
}

/** A person's place in this tenant. */
export class MemberView {
  id: string;
  name: string;
  email: string;
  role: Role;
  clientId: string | null;
  clientName: string | null;
  language: Language;
  timeZone: string;
  country: string;
  state: MemberState;
  /** instant at which the mail server took the invitation; null while it has not */
  invitedAt: string | null;
  invitationExpiresAt: string | null;
  joinedAt: string | null;
  leftAt: string | null;
  version: number;
}

export class MemberPage {
  items: MemberView[];
  nextCursor: string | null;
}

export class MemberInput {
  @IsAddress() email: string;
  @PlainName() @IsName() @Length(1, 200) name: string;
  @IsIn(ROLES) role: Role;
  /** for the role client, and only for it */
  @IsOptional() @IsUUID() clientId?: string | null;
  /** of the invitation; the tenant's when left out, the person's own once they join */
  @IsOptional() @IsIn(LANGUAGES) language?: Language;
  @IsOptional() @IsZone() timeZone?: string;
  @IsOptional() @IsCountry() country?: string;
}

export class MemberChange {
  @IsInt() @Min(1) version: number;
  @IfGiven() @IsIn(ROLES) role?: Role;
  @IsOptional() @IsUUID() clientId?: string | null;
  @IfGiven() @IsIn(LANGUAGES) language?: Language;
  @IfGiven() @IsZone() timeZone?: string;
  @IfGiven() @IsCountry() country?: string;
}

export class MemberLeaveQuery {
  /** the version that was seen; a member changed since is not removed */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) version?: number;
}

/** Who invites whom to what, for who holds the link. */
export class InvitationView {
  tenantName: string;
  tenantNameZh: string | null;
  email: string;
  role: Role;
  language: Language;
  /** who invited; null when they are not known any more */
  invitedBy: string | null;
  /** instant */
  expiresAt: string;
}
