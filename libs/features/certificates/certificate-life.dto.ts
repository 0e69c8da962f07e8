import { ApiProperty } from '@nestjs/swagger';
import { SCHEMES, type Scheme } from '#domain/certificate';
import { VERSION_CAUSES, type CertificateSays, type VersionCause } from '#domain/certificates/versions';
import { CERTIFICATE_ACTS, CERTIFICATE_STATUSES, type CertificateAct, type CertificateStatus } from '#domain/states/certificate-status'; // prettier-ignore

/** Everything a certificate says; what is not recorded is null. */
export class SaysView implements CertificateSays {
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  body: string | null;
  handledBy: string | null;
  issuedOn: string | null;
  validUntil: string | null;
  standard: string | null;
  implementationRule: string | null;
  holderName: string | null;
  holderNameZh: string | null;
  manufacturerName: string | null;
  manufacturerNameZh: string | null;
  @ApiProperty({ type: [String], nullable: true }) models: string[] | null;
  productId: string;
  factoryId: string | null;
}

/** Something that is named in a version. */
export class NamedInVersion {
  id: string;
  name: string;
  nameZh: string | null;
}

/** The case that ended in a version. */
export class CaseOfVersion {
  id: string;
  number: string;
}

/** What a certificate says from a day on. */
export class VersionView {
  id: string;
  /** 1 is the first */
  number: number;
  @ApiProperty({ enum: VERSION_CAUSES }) cause: VersionCause;
  /** the day from which it says so; null = not recorded */
  holdsFrom: string | null;
  says: SaysView;
  product: NamedInVersion | null;
  factory: NamedInVersion | null;
  application: CaseOfVersion | null;
  reason: string | null;
  /** name of the member who recorded it; for the team only, null: the product itself */
  by: string | null;
  /** instant */
  recordedAt: string;
}

export class VersionPage {
  items: VersionView[];
  nextCursor: string | null;
}

/** A paper that lies with a change of status: of a suspension, one of the pack that restores the certificate. */
export class PaperOfChange {
  id: string;
  kind: string;
  title: string | null;
}

/** One change of status. */
export class StatusChangeView {
  id: string;
  @ApiProperty({ enum: CERTIFICATE_ACTS }) act: CertificateAct;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) fromStatus: CertificateStatus;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) toStatus: CertificateStatus;
  /** the day from which it holds; null = not recorded */
  holdsFrom: string | null;
  /** reason code of CNCA-00C-001; it means something else per act */
  ground: string | null;
  reason: string | null;
  /** last day of a suspension by its notice */
  suspendedUntil: string | null;
  /** the calendar did it */
  isAutomatic: boolean;
  /** name of the member who recorded it; for the team only */
  by: string | null;
  /** instant */
  recordedAt: string;
  /** instant; null = it stands */
  takenBackAt: string | null;
  takenBackBy: string | null;
  takenBackReason: string | null;
  /** it is the last one that stands: it may be taken back */
  isLast: boolean;
  papers: PaperOfChange[];
}

export class StatusChangePage {
  items: StatusChangeView[];
  nextCursor: string | null;
}
