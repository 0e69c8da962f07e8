import type { Scheme } from '#domain/certificate';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { Day } from '#domain/day';
import type { NamedClient } from '../clients/clients.types.js';

/** One row of the list of products. */
export interface ProductLine {
  id: string;
  name: string;
  nameZh: string | null;
  classCode: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  factoryId: string | null;
  factoryName: string | null;
  models: string[];
  standard: string | null;
  certificatesLive: number;
  nextDueOn: Day | null;
}

/** A product class of the CCC catalogue. */
export interface CatalogueClass {
  code: string;
  nameEn: string;
  nameDe: string;
  nameZh: string;
  implementationRule: string | null;
  /** Self-declarations of the class end with Announcement 57/2025. */
  isConverting: boolean;
}

/** A certificate or declaration as its product names it. */
export interface CertificateOfProduct {
  id: string;
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
  body: string | null;
  issuedOn: Day | null;
  validUntil: Day | null;
  nextDueOn: Day | null;
}

/** One certification unit. */
export interface Product {
  id: string;
  name: string;
  nameZh: string | null;
  manufacturer: string;
  models: string[];
  standard: string | null;
  class: CatalogueClass;
  client: NamedClient;
  factory: { id: string; name: string; nameZh: string | null; factoryCode: string | null } | null;
  certificates: CertificateOfProduct[];
  /** nearest day of its certificates and of the factories that are followed up because of them */
  nextDueOn: Day | null;
  createdAt: string;
  version: number;
}
