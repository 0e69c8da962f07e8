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
  /** Whether the addresses of public checks of certificates answer. */
  hasPublicChecks: boolean;
  version: number;
}

/** What the tenant's letters carry at head and foot; several lines are divided by line ends. */
export interface Letterhead {
  address: string | null;
  phone: string | null;
  email: string | null;
  web: string | null;
  registration: string | null;
  footer: string | null;
  logo: { kind: 'png' | 'jpeg'; width: number; height: number; revision: string } | null;
  /** 0 while nothing was ever saved. */
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
