import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator'; // prettier-ignore
import { SCHEMES, type Scheme } from '#domain/certificate';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';
import { MODELS_MAX } from '#domain/register/models';
import { IfGiven, IsName, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { NamedClient } from '#features/clients/factories.dto';

export const PRODUCT_SORTS = ['name', '-createdAt'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

const CLASS_CODE = /^\d{4}$/;

export class ProductListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PRODUCT_SORTS, default: 'name' })
  @IsOptional()
  @IsIn(PRODUCT_SORTS)
  sort?: ProductSort;

  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  /** four digits of the catalogue */
  @IsOptional() @Matches(CLASS_CODE) classCode?: string;

  /** words of the name in either script, of models, standard, manufacturer or client */
  @ApiPropertyOptional()
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class ProductInput {
  @IsUUID() clientId: string;
  /** a factory of this client */
  @IsOptional() @IsUUID() factoryId?: string | null;
  /** four digits of the catalogue, e.g. 1109 */
  @Matches(CLASS_CODE) classCode: string;
  @Tidy() @IsString() @IsName() @Length(1, 300) name: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) nameZh?: string | null;
  /** the client itself when left out */
  @IsOptional() @Tidy() @IsString() @Length(1, 300) manufacturer?: string | null;
  /** models of the one certification unit */
  @IsArray()
  @ArrayMaxSize(MODELS_MAX)
  @Tidy()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  models: string[];
  /** with its edition, e.g. GB 4785-2019 */
  @IsOptional() @Tidy() @IsString() @MaxLength(200) standard?: string | null;
}

export class ProductEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  /** a factory of the product's client */
  @IsOptional() @IsUUID() factoryId?: string | null;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 300) name?: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) nameZh?: string | null;
  @IfGiven() @Tidy() @IsString() @Length(1, 300) manufacturer?: string;
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MODELS_MAX)
  @Tidy()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  models?: string[];
  @IsOptional() @Tidy() @IsString() @MaxLength(200) standard?: string | null;
}

/** One row of the list of products. */
export class ProductLine {
  id: string;
  name: string;
  nameZh: string | null;
  classCode: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  factoryId: string | null;
  factoryName: string | null;
  models: string[];
  standard: string | null;
  /** certificates and declarations that are valid or suspended */
  certificatesLive: number;
  /** nearest day of its certificates and of the factories that are followed up because of them */
  nextDueOn: string | null;
  /** instant */
  createdAt: string;
}

export class ProductPage {
  items: ProductLine[];
  nextCursor: string | null;
}

/** A product class of the CCC catalogue. */
export class ClassView {
  code: string;
  nameEn: string;
  nameDe: string;
  nameZh: string;
  /** implementation rule with its year; null where none is known */
  implementationRule: string | null;
  /** self-declarations of the class end with Announcement 57/2025 */
  isConverting: boolean;
}

export class ClassList {
  items: ClassView[];
}

/** A factory as others name it. */
export class NamedFactory {
  id: string;
  name: string;
  nameZh: string | null;
  factoryCode: string | null;
}

/** A certificate or declaration as its product names it. */
export class CertificateOfProduct {
  id: string;
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) status: CertificateStatus;
  body: string | null;
  issuedOn: string | null;
  validUntil: string | null;
  nextDueOn: string | null;
  /** the declaration it replaces */
  replacesId: string | null;
}

/** One certification unit. */
export class ProductView {
  id: string;
  name: string;
  nameZh: string | null;
  manufacturer: string;
  models: string[];
  standard: string | null;
  class: ClassView;
  client: NamedClient;
  factory: NamedFactory | null;
  /** 200 at most, by next deadline */
  certificates: CertificateOfProduct[];
  /** nearest day of its certificates and of the factories that are followed up because of them */
  nextDueOn: string | null;
  /** instant */
  createdAt: string;
  version: number;
}
