import { ApiProperty } from '@nestjs/swagger';
import { SCHEMES, type Scheme } from '#domain/certificate';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';

/** The address at which anybody who has it reads how one certificate stands. */
export class CheckView {
  /** whether the tenant has public checks at all: its settings say so */
  isAllowed: boolean;
  /** whether this address is on; it answers only while both are */
  isOn: boolean;
  /** while it is on; the same again after it was off */
  address: string | null;
}

/** All that is told without a sign-in. */
export class PublicCheckView {
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) status: CertificateStatus;
  /** day from which the status holds; null = valid, or not recorded */
  statusOn: string | null;
  issuedOn: string | null;
  /** last valid day, in China; null = none is set */
  validUntil: string | null;
  /** the instant of the answer */
  answeredAt: string;
}
