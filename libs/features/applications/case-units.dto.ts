import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import type { Scheme } from '#domain/certificate';
import type { CertificateStatus } from '#domain/states/certificate-status';
import { ClassView } from '#features/products/products.dto';

/** Units of one case: an application names few; a longer list is a slip of the pen. */
export const MOST_UNITS_OF_CASE = 100;

export class UnitInput {
  @IsUUID() productId: string;
  /** what a change, extension, renewal or conversion acts on: a certificate or declaration of this unit */
  @IsOptional() @IsUUID() certificateId?: string | null;
}

export class CertificateOfUnit {
  id: string;
  number: string;
  @ApiProperty({ type: String }) scheme: Scheme;
  @ApiProperty({ type: String }) status: CertificateStatus;
  issuedOn: string | null;
  validUntil: string | null;
  /** as printed; null = not recorded */
  @ApiProperty({ type: [String], nullable: true }) models: string[] | null;
  holderName: string | null;
  holderNameZh: string | null;
  manufacturerName: string | null;
  manufacturerNameZh: string | null;
}

export class UnitView {
  productId: string;
  name: string;
  nameZh: string | null;
  models: string[];
  standard: string | null;
  class: ClassView;
  /** what the case acts on */
  certificate: CertificateOfUnit | null;
  /** what the case ended in */
  issued: CertificateOfUnit | null;
}
