import type { Day } from './day.js';
import type { CertificateStatus } from './states/certificate-status.js';

/** How a product was certified. Self-declarations ended with SAMR Announcement 57/2025 and stay as history. */
export const SCHEMES = [
  'ccc',
  'ccc-self-declaration-a',
  'ccc-self-declaration-b',
  'cqc-voluntary',
  'ccap-voluntary',
  'cav-voluntary',
] as const;
export type Scheme = (typeof SCHEMES)[number];

export const BODIES = ['CQC', 'CCAP', 'CAV', 'CSP', 'CTC', 'CGAC', 'ISCCC', 'CEMTC', 'Huacheng'] as const;

export const FACTORY_CLASSES = ['A', 'B', 'C', 'D'] as const;
export type FactoryClass = (typeof FACTORY_CLASSES)[number];

/** Whether the scheme is a declaration by the producer and not a certificate of a body. */
export function isSelfDeclaration(scheme: Scheme): boolean {
  return scheme === 'ccc-self-declaration-a' || scheme === 'ccc-self-declaration-b';
}

export function isVoluntary(scheme: Scheme): boolean {
  return scheme === 'cqc-voluntary' || scheme === 'ccap-voluntary' || scheme === 'cav-voluntary';
}

/** What the rules need to know of a certificate; the entity fits as it is. */
export interface CertificateFacts {
  scheme: Scheme;
  classCode: string;
  status: CertificateStatus;
  issuedOn: Day | null;
  validUntil: Day | null;
  /** A certificate that names this declaration in "replaces" exists. */
  isReplaced: boolean;
  /** Of a suspended one; left out or null: not suspended, or nothing is known of it. */
  suspension?: SuspensionFacts | null;
}

/** A suspension as it stands on the certificate. */
export interface SuspensionFacts {
  /** reason code of CNCA-00C-001; null = not recorded */
  ground: string | null;
  /** first day; null = not recorded */
  on: Day | null;
  /** last day by the notice of the body; null = not known */
  until: Day | null;
}
