import type { FactoryClass, Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { Language, Role, TenantKind } from '#domain/permissions';

export interface DemoPerson {
  name: string;
  email: string;
  language: Language;
  timeZone: string;
  country: string;
  role: Role;
  /** legal name of the one company a client-role person sees */
  client?: string;
}

export interface DemoCertificate {
  product: string;
  productZh: string;
  classCode: string;
  models: string[];
  standard: string;
  scheme: Scheme;
  number: string;
  body: string | null;
  issuedOn: Day;
  validUntil: Day | null;
  responsible: string;
  /** suspended by its body */
  suspension?: { on: Day; until: Day; ground: string; reason: string };
  /** what it prints, and models that its body added later */
  printed?: { holderNameZh: string; models: string[] };
  extension?: { holdsFrom: Day; models: string[]; reason: string };
  /** number of the declaration it replaces */
  replaces?: string;
}

export interface DemoClient {
  legalName: string;
  legalNameZh: string;
  country: string;
  contact: { name: string; email: string; language: Language; timeZone: string };
  factory: {
    name: string;
    nameZh: string;
    address: string;
    factoryCode: string;
    factoryClass: FactoryClass | null;
    lastFollowUpOn: Day;
  };
  certificates: DemoCertificate[];
}

export interface DemoTenant {
  kind: TenantKind;
  name: string;
  nameZh: string;
  country: string;
  language: Language;
  timeZone: string;
  people: DemoPerson[];
  /** of a manufacturer: itself */
  clients: DemoClient[];
}
