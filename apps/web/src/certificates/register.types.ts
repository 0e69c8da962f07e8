import type { PaperKind } from '#domain/certificates/papers';
import type { Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { Certainty } from '#domain/deadlines/deadline';
import type { Words } from '#domain/reference/record';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { StoredFile } from '../documents/documents.types.js';

/** A file that belongs to a certificate. */
export interface Paper {
  id: string;
  kind: PaperKind;
  title: string | null;
  /** The suspension whose restoration pack it belongs to. */
  statusChangeId: string | null;
  file: StoredFile;
  addedAt: string;
  addedByName: string | null;
  /** null = it belongs to the certificate. */
  removedAt: string | null;
  removedByName: string | null;
}

/** What a certificate owes its body for one year. */
export interface Fee {
  id: string;
  year: number;
  /** null = not known. */
  amount: number | null;
  currency: string | null;
  dueOn: Day;
  paidOn: Day | null;
  note: string | null;
  version: number;
}

export interface FeeList {
  items: Fee[];
  /** What the reference data knows of the amount: a hint. */
  known: {
    minimum: number;
    maximum: number;
    currency: 'CNY';
    certainty: Certainty;
    source: string;
    note: Words | null;
  } | null;
}

/** The address at which anybody who has it reads how a certificate stands. */
export interface Check {
  /** Whether the tenant has public checks at all. */
  isAllowed: boolean;
  isOn: boolean;
  /** null = off. */
  address: string | null;
}

/** All that is told without a sign-in. */
export interface PublicCheck {
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
  /** null = valid, or not recorded. */
  statusOn: Day | null;
  issuedOn: Day | null;
  validUntil: Day | null;
  answeredAt: string;
}
