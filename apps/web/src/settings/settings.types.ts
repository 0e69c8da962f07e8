import type { MemberState } from '#domain/members';
import type { Language, Role, TenantKind } from '#domain/permissions';

/** The consultancy or manufacturer one works in. */
export interface Tenant {
  id: string;
  kind: TenantKind;
  name: string;
  nameZh: string | null;
  country: string;
  timeZone: string;
  language: Language;
  version: number;
}

/** A person's place in the tenant. */
export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** The one client company of a client-role member. */
  clientId: string | null;
  clientName: string | null;
  language: Language;
  timeZone: string;
  country: string;
  state: MemberState;
  /** When the mail server took the invitation; null while it has not. */
  invitedAt: string | null;
  invitationExpiresAt: string | null;
  joinedAt: string | null;
  leftAt: string | null;
  version: number;
}
