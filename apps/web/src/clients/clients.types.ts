import type { FactoryClass } from '#domain/certificate';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';

/** A client as others name it. */
export interface NamedClient {
  id: string;
  legalName: string;
  legalNameZh: string | null;
}

/** One row of the list of clients. */
export interface ClientLine extends NamedClient {
  country: string;
  /** Certificates and declarations that are valid or suspended. */
  certificatesLive: number;
  deadlinesOpen: number;
  nextDueOn: Day | null;
}

/** A person at a client who gets mail. */
export interface Contact {
  id: string;
  clientId: string;
  name: string;
  email: string;
  language: Language;
  timeZone: string;
  /** Works at this factory of the client; null: at the company itself. */
  factoryId: string | null;
  version: number;
}

/** One row of a list of factories. */
export interface FactoryLine {
  id: string;
  name: string;
  nameZh: string | null;
  country: string;
  factoryCode: string | null;
  /** null = unknown; counted as 12 months. */
  factoryClass: FactoryClass | null;
  lastFollowUpOn: Day | null;
  /** The next follow-up inspection; null = none is owed, or the last one is unknown. */
  nextDueOn: Day | null;
  /** Those the reader may see. */
  clients: NamedClient[];
  certificatesLive: number;
}

export interface Factory extends FactoryLine {
  address: string | null;
  addressZh: string | null;
  createdAt: string;
  version: number;
}

export interface Client extends NamedClient {
  address: string | null;
  addressZh: string | null;
  country: string;
  /** The tenant itself, where the tenant is a manufacturer. */
  isOwn: boolean;
  /** Zones of its country: one is taken without asking, of several a contact's must be named. */
  timeZones: string[];
  contacts: Contact[];
  factories: FactoryLine[];
  products: number;
  certificatesLive: number;
  certificatesEnded: number;
  deadlinesOpen: number;
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
  createdAt: string;
  version: number;
}
