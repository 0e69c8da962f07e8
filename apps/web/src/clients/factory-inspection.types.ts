import type { FactoryClass, Scheme } from '#domain/certificate';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { Basis, Certainty } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Consequence, FactoryChain, FollowUpWindow } from '#domain/deadlines/factory-inspection';

/** When a factory must be inspected next; null where it is unknown. */
export interface InspectionWindow {
  factoryClass: FactoryClass | 'unknown';
  lastInspectionOn: Day | null;
  opensOn: Day | null;
  latestOn: Day | null;
  /** The first day on which it is missed. */
  missedFrom: Day | null;
  intervalMonths: number | null;
  /** Why there is no last day. */
  unknown: FollowUpWindow['unknown'];
  basis: Basis | null;
  certainty: Certainty | null;
  source: string | null;
}

/** A certificate or declaration of products made in the factory. */
export interface ChainedCertificate {
  id: string;
  number: string;
  scheme: Scheme;
  status: CertificateStatus;
  validUntil: Day | null;
  productName: string;
  productNameZh: string | null;
}

export interface CertificateAtRisk extends ChainedCertificate {
  ifMissed: Consequence;
  /** It ends before the inspection is due. */
  endsFirst: boolean;
}

export interface CertificateNotFollowedUp extends ChainedCertificate {
  why: FactoryChain['notFollowedUp'][number]['why'];
}

/** The next inspection of a factory and what hangs on it, as far as the reader may see. */
export interface FactoryInspection {
  factoryId: string;
  window: InspectionWindow | null;
  atRisk: CertificateAtRisk[];
  notFollowedUp: CertificateNotFollowedUp[];
  isCapped: boolean;
}
