import type { Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { ProductChangeKind } from '#domain/product-changes/change-kind';
import type { ChangeAct, ChangeStatus, TouchedState } from '#domain/product-changes/change-status';
import type { ShipmentStanding } from '#domain/product-changes/changed-goods';
import type { TouchReason } from '#domain/product-changes/touched';
import type { Sourced, Words } from '#domain/reference/record';
import type { ApplicationStatus } from '#domain/states/application-status';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { SourcedNote } from '../renewals/renewals.types.js';

export interface NamedCompany {
  id: string;
  legalName: string;
  legalNameZh: string | null;
}

export interface ProductChangeLine {
  id: string;
  kind: ProductChangeKind;
  title: string;
  status: ChangeStatus;
  plannedOn: Day | null;
  client: NamedCompany;
  factory: { id: string; name: string; nameZh: string | null; factoryCode: string | null } | null;
  responsibleName: string | null;
  counts: { touched: number; caseOpen: number; accepted: number; notTouched: number };
  hasLeftBefore: boolean;
  createdAt: string;
}

export interface ProductChange extends ProductChangeLine {
  description: string | null;
  statusReason: string | null;
  responsibleId: string | null;
  rule: SourcedNote;
  version: number;
}

export interface ChangeNeed {
  code: string;
  names: Words | null;
  needs: Words | null;
  schemeKey: string | null;
  source: Sourced | null;
}

export interface CertificateOfChange {
  id: string;
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
  productId: string;
  productName: string;
  productNameZh: string | null;
}

export interface TouchedCertificate {
  id: string;
  certificate: CertificateOfChange;
  need: ChangeNeed;
  state: TouchedState;
  stateReason: string | null;
  application: {
    id: string;
    number: string;
    status: ApplicationStatus;
    forecastOn: Day | null;
    endedOn: Day | null;
  } | null;
  acceptedOn: Day | null;
  shipment: ShipmentStanding;
  version: number;
}

export interface WouldTouch {
  certificate: CertificateOfChange;
  why: TouchReason;
  need: ChangeNeed;
}

export interface Touched {
  items: WouldTouch[];
  total: number;
  others: { client: NamedCompany; certificates: number }[];
  codes: ChangeNeed[];
}

export interface ProductChangeInput {
  kind: ProductChangeKind;
  clientId: string;
  factoryId?: string;
  productIds?: string[];
  title: string;
  description: string | null;
  plannedOn: Day | null;
  leftOut?: { certificateId: string; reason: string }[];
  alsoForClientIds?: string[];
}

export interface ProductChangeActInput {
  version: number;
  act: ChangeAct;
  reason: string | null;
}
