import type { CertificateSays, VersionCause } from '#domain/certificates/versions';
import type { Day } from '#domain/day';
import type { CertificateAct, CertificateStatus } from '#domain/states/certificate-status';

interface Named {
  id: string;
  name: string;
  nameZh: string | null;
}

/** What a certificate says from a day on. */
export interface Version {
  id: string;
  number: number;
  cause: VersionCause;
  /** null = not recorded */
  holdsFrom: Day | null;
  says: CertificateSays;
  product: Named | null;
  factory: Named | null;
  /** The case that ended in it. */
  application: { id: string; number: string } | null;
  reason: string | null;
  by: string | null;
  recordedAt: string;
}

/** One change of the status of a certificate. */
export interface StatusChange {
  id: string;
  act: CertificateAct;
  fromStatus: CertificateStatus;
  toStatus: CertificateStatus;
  /** null = not recorded */
  holdsFrom: Day | null;
  ground: string | null;
  reason: string | null;
  suspendedUntil: Day | null;
  isAutomatic: boolean;
  by: string | null;
  recordedAt: string;
  takenBackAt: string | null;
  takenBackBy: string | null;
  takenBackReason: string | null;
  /** It is the last one that stands: it may be taken back. */
  isLast: boolean;
  papers: { id: string; kind: string; title: string | null }[];
}
