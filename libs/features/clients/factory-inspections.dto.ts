import { ApiProperty } from '@nestjs/swagger';
import { FACTORY_CLASSES, SCHEMES, type FactoryClass, type Scheme } from '#domain/certificate';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';
import { BASES, CERTAINTIES, type Basis, type Certainty, type Counted } from '#domain/deadlines/deadline';
import type { Consequence, FactoryChain, FollowUpWindow } from '#domain/deadlines/factory-inspection';

const OUTCOMES = ['suspension-ground', 'revocation-ground', 'inspection-failed', 'test-repeated', 'unknown'] as const;

/** When the factory must be inspected next, and why then. */
export class InspectionWindow {
  @ApiProperty({ enum: [...FACTORY_CLASSES, 'unknown'] }) factoryClass: FactoryClass | 'unknown';
  lastInspectionOn: string | null;
  /** first day on which the body comes; null = no source names one */
  opensOn: string | null;
  /** last day on which the inspection is in time; null = see `unknown` */
  latestOn: string | null;
  /** first day on which it is missed: the day after `latestOn` */
  missedFrom: string | null;
  intervalMonths: number | null;
  /** why there is no last day: nobody knows when the last inspection was, or no rule fits the class */
  @ApiProperty({ enum: ['last-inspection', 'rule'], nullable: true }) unknown: FollowUpWindow['unknown'];
  /** stable key of the rule */
  rule: string | null;
  @ApiProperty({ enum: BASES, nullable: true }) basis: Basis | null;
  @ApiProperty({ enum: CERTAINTIES, nullable: true }) certainty: Certainty | null;
  source: string | null;
  /** how the last day was counted */
  @ApiProperty({ type: Object, nullable: true }) counted: Counted | null;
}

/** What the body may do once the inspection is missed. */
export class MissedInspection {
  /** unknown = the sources are silent, which does not mean that nothing follows */
  @ApiProperty({ enum: OUTCOMES }) outcome: Consequence['outcome'];
  /** reason code of CNCA-00C-001 under that outcome */
  ground: string | null;
  @ApiProperty({ enum: BASES, nullable: true }) basis: Basis | null;
  @ApiProperty({ enum: CERTAINTIES, nullable: true }) certainty: Certainty | null;
  source: string | null;
}

/** A certificate or declaration of products made in the factory. */
export class ChainedCertificate {
  id: string;
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) status: CertificateStatus;
  validUntil: string | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
}

/** One that hangs on the inspection. */
export class CertificateAtRisk extends ChainedCertificate {
  ifMissed: MissedInspection;
  /** it ends before the inspection is due, so it must be renewed first */
  endsFirst: boolean;
}

/** One that does not hang on the inspection. */
export class CertificateNotFollowedUp extends ChainedCertificate {
  @ApiProperty({ enum: ['declaration', 'ended'] }) why: FactoryChain['notFollowedUp'][number]['why'];
}

/** The next inspection of a factory and what hangs on it, as far as the reader may see its certificates. */
export class InspectionWindowView {
  factoryId: string;
  /** null = none of them is a live certificate of a body, and nobody inspects for the others */
  window: InspectionWindow | null;
  /** by last valid day, those without one last */
  atRisk: CertificateAtRisk[];
  notFollowedUp: CertificateNotFollowedUp[];
  /** there are more than 1,000, and only so many were looked at: the live ones first */
  isCapped: boolean;
}
