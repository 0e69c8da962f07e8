import type { Language, Role, TenantKind } from '#domain/permissions';

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

export class MeView {
  person: PersonView;
  memberships: MembershipView[];
  /** the instant of the product's clock */
  now: string;
}
