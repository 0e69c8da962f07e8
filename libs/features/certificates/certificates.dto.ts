import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator'; // prettier-ignore
import { SCHEMES, type Scheme } from '#domain/certificate';
import { CAUSES_BY_HAND, type CauseByHand } from '#domain/certificates/versions';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';
import { BASES, type Basis, DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { FACTORY_CLASSES, type FactoryClass } from '#domain/certificate';
import type { Language } from '#domain/permissions';
import { MODELS_MAX } from '#domain/register/models';
import { NamedClient } from '#features/clients/factories.dto';
import { OwedDeadline } from '#features/deadlines/deadlines.dto';
import { ClassView } from '#features/products/products.dto';
import { IfGiven, IsDay, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export const CERTIFICATE_SORTS = ['nextDueOn', 'number', 'validUntil', '-validUntil', 'issuedOn', '-issuedOn'] as const;
export type CertificateSort = (typeof CERTIFICATE_SORTS)[number];
export const CERTIFICATE_KINDS = ['certificate', 'self-declaration'] as const;
export const CONVERSION_STATES = ['open', 'met', 'none'] as const;

const CLASS_CODE = /^\d{4}$/;

/** What the list and its count are narrowed to. */
export class CertificateFilters extends PageQuery {
  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: CERTIFICATE_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(CERTIFICATE_STATUSES, { each: true })
  status?: CertificateStatus[];

  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: SCHEMES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(SCHEMES, { each: true })
  scheme?: Scheme[];

  @ApiPropertyOptional({ enum: CERTIFICATE_KINDS })
  @IsOptional()
  @IsIn(CERTIFICATE_KINDS)
  kind?: (typeof CERTIFICATE_KINDS)[number];

  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  /** a member of the tenant */
  @IsOptional() @IsUUID() responsibleId?: string;
  /** those that this import has touched; for the team only, a client-role session finds none */
  @IsOptional() @IsUUID() importId?: string;
  /** four digits of the catalogue */
  @IsOptional() @Matches(CLASS_CODE) classCode?: string;

  /** short name of the certification body, e.g. CQC */
  @ApiPropertyOptional()
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(100)
  body?: string;

  /** live ones whose last valid day is today or within so many days; today is that of the reader's zone */
  @ApiPropertyOptional({ minimum: 0, maximum: 3650 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3650)
  expiringWithinDays?: number;

  /** next deadline before this day */
  @IsOptional() @IsDay() dueBefore?: string;

  /** of a declaration under Announcement 57/2025; none = no conversion is or was owed */
  @ApiPropertyOptional({ enum: CONVERSION_STATES })
  @IsOptional()
  @IsIn(CONVERSION_STATES)
  conversion?: (typeof CONVERSION_STATES)[number];

  /** words of the number, the product (names, models, standard, manufacturer) or the client, in either script */
  @ApiPropertyOptional()
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class CertificateListQuery extends CertificateFilters {
  /** a missing day sorts as the farthest */
  @ApiPropertyOptional({ enum: CERTIFICATE_SORTS, default: 'nextDueOn' })
  @IsOptional()
  @IsIn(CERTIFICATE_SORTS)
  sort?: CertificateSort;
}

/** One row of the list of certificates and declarations. */
export class CertificateLine {
  id: string;
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) status: CertificateStatus;
  issuedOn: string | null;
  validUntil: string | null;
  body: string | null;
  /** nearest open deadline; null = owes nothing */
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  /** a member of the tenant */
  responsibleId: string | null;
}

export class CertificatePage {
  items: CertificateLine[];
  nextCursor: string | null;
}

/** How many rows a list has; counted up to 10,000. */
export class CertificateCount {
  total: number;
  /** how many of them are self-declarations */
  selfDeclarations: number;
  clients: number;
  /** there are more than were counted */
  isCapped: boolean;
}

/** Names and models as a certificate prints them. Of a new one null and left out are the same; of an edit left out stays. */
export class PrintedFields {
  /** those of the client and the product are shown when there is none */
  @IsOptional() @Tidy() @IsString() @Length(1, 300) holderName?: string | null;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) holderNameZh?: string | null;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) manufacturerName?: string | null;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) manufacturerNameZh?: string | null;
  /** all of them; those of the product are shown when there are none */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MODELS_MAX)
  @ArrayUnique()
  @Tidy()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  models?: string[] | null;
}

/** What may be said of a certificate beside, or left out. */
class CertificateFields extends PrintedFields {
  /** short name of the certification body, e.g. CQC */
  @IsOptional() @Tidy() @IsString() @MaxLength(100) body?: string | null;
  /** last valid day; only a self-declaration has none */
  @IsOptional() @IsDay() validUntil?: string | null;
  /** short name of the body that prepared the case where another one issued, e.g. CCAP for a certificate of CAV */
  @IsOptional() @Tidy() @IsString() @MaxLength(100) handledBy?: string | null;
  /** edition on the certificate, e.g. GB 4785-2019; that of the product is shown when there is none */
  @IsOptional() @Tidy() @IsString() @Length(1, 200) standard?: string | null;
  /** by which it was certified, e.g. CNCA-C11-07:2014 */
  @IsOptional() @Tidy() @IsString() @Length(1, 100) implementationRule?: string | null;
  /** a factory of the client; of a new one that of the product when left out */
  @IsOptional() @IsUUID() factoryId?: string | null;
  /** a contact of the client, who gets the reminders; all its contacts when there is none */
  @IsOptional() @IsUUID() contactId?: string | null;
  /** a member of the tenant */
  @IsOptional() @IsUUID() responsibleId?: string | null;
  /** the self-declaration that this certificate replaces */
  @IsOptional() @IsUUID() replacesId?: string | null;
}

export class CertificateInput extends CertificateFields {
  @IsUUID() productId: string;
  @ApiProperty({ enum: SCHEMES }) @IsIn(SCHEMES) scheme: Scheme;
  /** as printed; compared without spaces, width and case */
  @Tidy() @IsString() @Length(1, 100) number: string;
  @IsDay() issuedOn: string;
  /** valid when left out; another one records history */
  @ApiPropertyOptional({ enum: CERTIFICATE_STATUSES, default: 'valid' })
  @IfGiven()
  @IsIn(CERTIFICATE_STATUSES)
  status?: CertificateStatus;
}

export class CertificateEdit extends CertificateFields {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  /** another product of the same client */
  @IfGiven() @IsUUID() productId?: string;
  @ApiPropertyOptional({ enum: SCHEMES }) @IfGiven() @IsIn(SCHEMES) scheme?: Scheme;
  @IfGiven() @Tidy() @IsString() @Length(1, 100) number?: string;
  @IfGiven() @IsDay() issuedOn?: string;
  /** why it says something new; corrected when left out: it always said so, and the record was wrong */
  @ApiPropertyOptional({ enum: CAUSES_BY_HAND, default: 'corrected' })
  @IfGiven()
  @IsIn(CAUSES_BY_HAND)
  cause?: CauseByHand;
  /** the day from which it says so; the day of issue when left out, of a correction that of what it puts right */
  @IsOptional() @IsDay() holdsFrom?: string | null;
  /** the client sees it. What only the team may see belongs in a note. */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
}

/** Another product class, after which everything the product's certificates owe is counted anew. */
export class ReclassificationInput {
  /** the version of the product that was read */
  @IsInt() @Min(1) version: number;
  /** four digits of the catalogue */
  @Matches(CLASS_CODE) classCode: string;
}

export class ProductOfCertificate {
  id: string;
  name: string;
  nameZh: string | null;
  manufacturer: string;
  models: string[];
  standard: string | null;
  class: ClassView;
}

export class FactoryOfCertificate {
  id: string;
  name: string;
  nameZh: string | null;
  factoryCode: string | null;
  @ApiProperty({ enum: FACTORY_CLASSES, nullable: true }) factoryClass: FactoryClass | null;
  lastFollowUpOn: string | null;
  deadlines: OwedDeadline[];
}

export class ContactOfCertificate {
  id: string;
  name: string;
  email: string;
  @ApiProperty({ enum: ['en', 'de', 'zh'] }) language: Language;
}

export class MemberOfCertificate {
  id: string;
  name: string;
  email: string;
}

/** The other side of a replacement. */
export class ReplacedOrReplacing {
  id: string;
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) status: CertificateStatus;
}

/** A certificate or self-declaration with everything its page shows. */
export class CertificateView {
  id: string;
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  body: string | null;
  issuedOn: string | null;
  validUntil: string | null;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) status: CertificateStatus;
  statusReason: string | null;
  /** reason code of CNCA-00C-001, of a CCC certificate; it means something else per status; null = not recorded */
  statusGround: string | null;
  /** day from which the status holds; null = valid, or not recorded */
  statusOn: string | null;
  /** last day of a suspension by its notice; null = not suspended, or not known */
  suspendedUntil: string | null;
  /** prepared the case where another body issued; null = the one that issued */
  handledBy: string | null;
  /** edition on the certificate; null = not recorded, then that of the product is all that is known */
  standard: string | null;
  implementationRule: string | null;
  /** as the certificate prints them; null = not recorded */
  holderName: string | null;
  holderNameZh: string | null;
  manufacturerName: string | null;
  manufacturerNameZh: string | null;
  /** models on the certificate; null = not recorded, then those of the product are all that is known */
  @ApiProperty({ type: [String], nullable: true }) models: string[] | null;
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  client: NamedClient;
  product: ProductOfCertificate;
  factory: FactoryOfCertificate | null;
  contact: ContactOfCertificate | null;
  /** for the team only */
  responsible: MemberOfCertificate | null;
  /** the declaration that this certificate replaces */
  replaces: ReplacedOrReplacing | null;
  /** the certificate that replaces this declaration */
  replacedBy: ReplacedOrReplacing | null;
  /** open ones first, by day */
  deadlines: OwedDeadline[];
  /** instant */
  createdAt: string;
  version: number;
}
