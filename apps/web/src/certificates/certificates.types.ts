import type { FactoryClass, Scheme } from '#domain/certificate';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { Deadline } from '../api/types.js';
import type { NamedClient } from '../clients/clients.types.js';
import type { CatalogueClass } from '../products/products.types.js';

/** One row of the list of certificates and declarations. */
export interface CertificateLine {
  id: string;
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
  issuedOn: Day | null;
  validUntil: Day | null;
  body: string | null;
  /** The nearest open deadline; null = it owes nothing. */
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  responsibleId: string | null;
}

/** Counted up to 10,000. */
export interface CertificateCount {
  total: number;
  selfDeclarations: number;
  clients: number;
  isCapped: boolean;
}

/** A day that is or was owed, and why it is met or withdrawn. */
export type OwedDeadline = Deadline & { stateReason: string | null };

/** The other side of a replacement. */
export interface LinkedCertificate {
  id: string;
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
}

/** A certificate or self-declaration with everything its page shows. */
export interface Certificate {
  id: string;
  number: string;
  scheme: Scheme;
  body: string | null;
  issuedOn: Day | null;
  validUntil: Day | null;
  status: CertificateStatus;
  statusReason: string | null;
  /** Reason code of CNCA-00C-001; null = not recorded. */
  statusGround: string | null;
  /** The day from which the status holds; null = valid, or not recorded. */
  statusOn: Day | null;
  /** Last day of a suspension by its notice; null = not suspended, or not known. */
  suspendedUntil: Day | null;
  /** Prepared the case where another body issued. */
  handledBy: string | null;
  /** As the certificate prints them; null = not recorded. */
  standard: string | null;
  implementationRule: string | null;
  holderName: string | null;
  holderNameZh: string | null;
  manufacturerName: string | null;
  manufacturerNameZh: string | null;
  models: string[] | null;
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
  client: NamedClient;
  product: {
    id: string;
    name: string;
    nameZh: string | null;
    manufacturer: string;
    models: string[];
    standard: string | null;
    class: CatalogueClass;
  };
  factory: {
    id: string;
    name: string;
    nameZh: string | null;
    factoryCode: string | null;
    factoryClass: FactoryClass | null;
    lastFollowUpOn: Day | null;
    deadlines: OwedDeadline[];
  } | null;
  contact: { id: string; name: string; email: string; language: Language } | null;
  responsible: { id: string; name: string; email: string } | null;
  replaces: LinkedCertificate | null;
  replacedBy: LinkedCertificate | null;
  /** Open ones first, by day. */
  deadlines: OwedDeadline[];
  createdAt: string;
  version: number;
}
