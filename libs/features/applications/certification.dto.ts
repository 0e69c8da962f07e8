import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PrintedFields } from '#features/certificates/certificates.dto';
import { IfGiven, IsDay, Tidy } from '#platform/http/fields';
import { MOST_UNITS_OF_CASE } from './case-units.dto.js';

/** What the certificate prints anew; where a certificate goes on, the rest of it stays. */
export class CertifiedUnitInput extends PrintedFields {
  /** a unit of the case */
  @IsUUID() productId: string;
  /** as printed; that of the certificate stays where it is left out (change, extension, renewal) */
  @IfGiven() @Tidy() @IsString() @Length(1, 100) number?: string;
  /** last valid day; counted from the scheme’s validity when left out */
  @IfGiven() @IsDay() validUntil?: string;
}

export class CertificationInput {
  /** the version of the case that was read */
  @IsInt() @Min(1) version: number;
  /** of the certificates; not in the future */
  @IsDay() issuedOn: string;
  /** short name of the issuing body; that of the case when left out */
  @IsOptional() @Tidy() @IsString() @MaxLength(100) body?: string | null;

  /** every unit of the case once */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_UNITS_OF_CASE)
  @ValidateNested({ each: true })
  @Type(() => CertifiedUnitInput)
  units: CertifiedUnitInput[];

  /** needed where the day of issue is past */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
}
