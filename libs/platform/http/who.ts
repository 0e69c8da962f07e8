import type { IncomingHttpHeaders } from 'node:http';
import type { Language, Role, TenantKind } from '#domain/permissions';

/** A person's place in one tenant. */
export interface Membership {
  tenantId: string;
  memberId: string;
  role: Role;
  /** the one company a client-role session may see; null for staff */
  clientId: string | null;
  tenantName: string;
  tenantNameZh: string | null;
  tenantKind: TenantKind;
  memberName: string;
  language: Language;
  timeZone: string;
}

/** Who holds the session, before a tenant is chosen. */
export interface SignedInPerson {
  userId: string;
  sessionId: string;
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  /** named by HOMOLOG_PLATFORM_OWNER and verified: keeps reference data, sees operations, never a tenant's data */
  isPlatformOwner: boolean;
  memberships: readonly Membership[];
}

/** Who asks, inside the tenant the request names. */
export interface Who extends Membership {
  userId: string;
  email: string;
}

/** Finds who holds the session of a request. The accounts feature is the one implementation. */
export abstract class SessionReader {
  /** @returns null when nobody is signed in */
  abstract read(headers: IncomingHttpHeaders): Promise<SignedInPerson | null>;
}

declare module 'fastify' {
  interface FastifyRequest {
    person?: SignedInPerson;
    who?: Who;
  }
}
