import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, MaxLength, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { SCHEMES, type Scheme } from '#domain/certificate';
import { BASES, CERTAINTIES, type Basis, type Certainty } from '#domain/deadlines/deadline';
import { PRODUCT_CHANGE_KINDS, type ProductChangeKind } from '#domain/product-changes/change-kind';
import { CHANGE_ACTS, CHANGE_STATUSES, TOUCHED_STATES, type ChangeAct, type ChangeStatus, type TouchedState } from '#domain/product-changes/change-status'; // prettier-ignore
import { SHIPMENT_STANDINGS, type ShipmentStanding } from '#domain/product-changes/changed-goods';
import { TOUCH_REASONS, type TouchReason } from '#domain/product-changes/touched';
import type { Sourced, Words } from '#domain/reference/record';
import { APPLICATION_STATUSES, type ApplicationStatus } from '#domain/states/application-status';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';
import { MOST_IN_BATCH } from '#features/applications/case-batch.dto';
import { NamedClient } from '#features/clients/factories.dto';
import { NamedFactory } from '#features/products/products.dto';
import { IfGiven, IsDay, IsName, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

/** Products that one change names; more are several changes. */
const MOST_PRODUCTS = 200;
/** Other companies at one factory for which a change is entered with it. */
const MOST_COMPANIES = 50;
/** Certificates that are left out or added while a change is entered. */
const MOST_JUDGED = 200;

export class ProductChangeListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CHANGE_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(CHANGE_STATUSES, { each: true })
  status?: ChangeStatus[];

  @ApiPropertyOptional({ enum: PRODUCT_CHANGE_KINDS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(PRODUCT_CHANGE_KINDS, { each: true })
  kind?: ProductChangeKind[];

  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  /** that it touches, left out ones too */
  @IsOptional() @IsUUID() certificateId?: string;
  /** a member of the tenant */
  @IsOptional() @IsUUID() responsibleId?: string;
  /** newest first is the only order */
  @ApiPropertyOptional({ enum: ['-createdAt'] }) @IsOptional() @IsIn(['-createdAt']) sort?: '-createdAt';
}

/** How many certificates of a change stand where. */
export class TouchedCounts {
  touched: number;
  caseOpen: number;
  accepted: number;
  notTouched: number;
}

/** One row of the list of changes. */
export class ProductChangeLine {
  id: string;
  @ApiProperty({ enum: PRODUCT_CHANGE_KINDS }) kind: ProductChangeKind;
  title: string;
  @ApiProperty({ enum: CHANGE_STATUSES }) status: ChangeStatus;
  /** day from which changed goods shall leave the factory */
  plannedOn: string | null;
  client: NamedClient;
  @ApiProperty({ type: NamedFactory, nullable: true }) factory: NamedFactory | null;
  /** for the team only */
  responsibleName: string | null;
  counts: TouchedCounts;
  /** the planned day has come and a certificate waits still, or was accepted after it */
  hasLeftBefore: boolean;
  /** instant */
  createdAt: string;
}

export class ProductChangePage {
  items: ProductChangeLine[];
  nextCursor: string | null;
}

/** The rule that changed goods wait, in the words of its source. All null: not found. */
export class ShipmentRule {
  @ApiProperty({ enum: BASES, nullable: true }) basis: Basis | null;
  @ApiProperty({ enum: CERTAINTIES, nullable: true }) certainty: Certainty | null;
  source: string | null;
  @ApiProperty({ type: Object, nullable: true }) note: Words | null;
}

export class ProductChangeView extends ProductChangeLine {
  description: string | null;
  /** for the team only */
  statusReason: string | null;
  /** for the team only */
  responsibleId: string | null;
  rule: ShipmentRule;
  version: number;
}

export class CaseOfChange {
  id: string;
  number: string;
  @ApiProperty({ enum: APPLICATION_STATUSES }) status: ApplicationStatus;
  forecastOn: string | null;
  endedOn: string | null;
}

/** What a change needs on one certificate. */
export class NeedView {
  code: string;
  @ApiProperty({ type: Object, nullable: true }) names: Words | null;
  /** null: not found for this kind of certificate */
  @ApiProperty({ type: Object, nullable: true }) needs: Words | null;
  /** procedure of its case; null: none is known, the acceptance is recorded by hand */
  schemeKey: string | null;
  @ApiProperty({ type: Object, nullable: true }) source: Sourced | null;
}

/** A certificate as a change names it. */
export class CertificateOfChange {
  id: string;
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) status: CertificateStatus;
  productId: string;
  productName: string;
  productNameZh: string | null;
}

/** One certificate that a change touches. */
export class TouchedCertificate {
  id: string;
  certificate: CertificateOfChange;
  need: NeedView;
  @ApiProperty({ enum: TOUCHED_STATES }) state: TouchedState;
  /** for the team only */
  stateReason: string | null;
  /** the latest one */
  @ApiProperty({ type: CaseOfChange, nullable: true }) application: CaseOfChange | null;
  /** first day on which changed goods may leave under it */
  acceptedOn: string | null;
  @ApiProperty({ enum: SHIPMENT_STANDINGS }) shipment: ShipmentStanding;
  version: number;
}

export class TouchedCertificatePage {
  items: TouchedCertificate[];
  nextCursor: string | null;
}

/** What is changed, and where. */
class Scope {
  @ApiProperty({ enum: PRODUCT_CHANGE_KINDS }) @IsIn(PRODUCT_CHANGE_KINDS) kind: ProductChangeKind;
  @IsUUID() clientId: string;
  /** of a site or quality system; else left out */
  @IsOptional() @IsUUID() factoryId?: string | null;
}

export class TouchedQuery extends Scope {
  /** of a design, supplier, model or mark; else left out */
  @ApiPropertyOptional({ type: String, isArray: true })
  @IsOptional()
  @Several()
  @ArrayMaxSize(MOST_PRODUCTS)
  @IsUUID(undefined, { each: true })
  productIds?: string[];
}

/** A certificate that a change would touch, and why. */
export class WouldTouch {
  certificate: CertificateOfChange;
  @ApiProperty({ enum: TOUCH_REASONS }) why: TouchReason;
  need: NeedView;
}

/** Another company whose goods come from the same factory. */
export class AlsoAtFactory {
  client: NamedClient;
  certificates: number;
}

export class TouchedView {
  /** the first 500 */
  items: WouldTouch[];
  total: number;
  /** of a site or quality system: companies for which the change is to be entered as well */
  others: AlsoAtFactory[];
  /** codes that may be chosen */
  codes: NeedView[];
}

/** A person judges otherwise than the rule. */
export class JudgedCertificate {
  @IsUUID() certificateId: string;
  @Tidy() @IsString() @Length(1, 1000) reason: string;
}

export class AddedCertificate extends JudgedCertificate {
  /** change code; that of the kind when left out */
  @IfGiven() @Tidy() @IsString() @Length(1, 20) code?: string;
}

export class ProductChangeInput extends Scope {
  /** of a design, supplier, model or mark: whose certificates are touched; else left out */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_PRODUCTS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  productIds?: string[];

  @Tidy() @IsName() @Length(1, 300) title: string;
  @IsOptional() @IsString() @MaxLength(10_000) description?: string | null;
  /** day from which changed goods shall leave the factory */
  @IsOptional() @IsDay() plannedOn?: string | null;
  /** a member who may edit changes; the one who enters it when left out */
  @IsOptional() @IsUUID() responsibleId?: string | null;

  /** touched by the rule, but not in truth */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_JUDGED)
  @ArrayUnique((one: JudgedCertificate) => one.certificateId)
  @ValidateNested({ each: true })
  @Type(() => JudgedCertificate)
  leftOut?: JudgedCertificate[];

  /** not touched by the rule, but in truth */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_JUDGED)
  @ArrayUnique((one: AddedCertificate) => one.certificateId)
  @ValidateNested({ each: true })
  @Type(() => AddedCertificate)
  added?: AddedCertificate[];

  /** of a site or quality system: other companies at the factory for which the same change is entered */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_COMPANIES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  alsoForClientIds?: string[];
}

export class ProductChangeEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsName() @Length(1, 300) title?: string;
  @IsOptional() @IsString() @MaxLength(10_000) description?: string | null;
  @IsOptional() @IsDay() plannedOn?: string | null;
  @IsOptional() @IsUUID() responsibleId?: string | null;
}

export class ProductChangeActInput {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: CHANGE_ACTS }) @IsIn(CHANGE_ACTS) act: ChangeAct;
  /** of a withdrawal or a reopening, for the team only */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
}

const JUDGEMENTS = ['leave-out', 'take-in', 'take-back'] as const;

export class TouchedJudgement {
  /** the version of the certificate in the change that was read */
  @IsInt() @Min(1) version: number;
  /** `take-back`: an acceptance that was recorded by mistake */
  @ApiProperty({ enum: JUDGEMENTS }) @IsIn(JUDGEMENTS) act: (typeof JUDGEMENTS)[number];
  /** for the team only */
  @Tidy() @IsString() @Length(1, 1000) reason: string;
}

export class AcceptanceInput {
  /** the version of the certificate in the change that was read */
  @IsInt() @Min(1) version: number;
  /** first day on which changed goods may leave, as the body says; not in the future */
  @IsDay() on: string;
  /** e.g. where the body said so, for the team only */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
}

export class ChangeCasesInput {
  /** that the change touches, each once */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IN_BATCH)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  certificateIds: string[];

  /** true: tells what would happen, certificate by certificate, and changes nothing */
  @IfGiven() @IsBoolean() isPreview?: boolean;
}
