import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { BASES, DEADLINE_KINDS, type Basis, type DeadlineKind } from '#domain/deadlines/deadline';
import { DETERMINATION_ACTS, DETERMINATION_KINDS, DETERMINATION_STATUSES, DISCHARGES, type DeterminationAct, type DeterminationKind, type DeterminationStatus, type Discharge } from '#domain/states/determination-status'; // prettier-ignore
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { IfGiven, IsDay, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export const DETERMINATION_SORTS = ['nextDueOn', '-createdAt'] as const;
export type DeterminationSort = (typeof DETERMINATION_SORTS)[number];

export const QUANTITY_MAX = 10_000_000;

export class DeterminationListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DETERMINATION_SORTS, default: 'nextDueOn' })
  @IsOptional()
  @IsIn(DETERMINATION_SORTS)
  sort?: DeterminationSort;

  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: DETERMINATION_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(DETERMINATION_STATUSES, { each: true })
  status?: DeterminationStatus[];

  @ApiPropertyOptional({ enum: DETERMINATION_KINDS }) @IsOptional() @IsIn(DETERMINATION_KINDS) kind?: DeterminationKind;
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() applicationId?: string;
}

/** What may be said of a determination at any time. */
class DeterminationFields {
  @IsOptional() @Tidy() @IsString() @MaxLength(100) number?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(300) applicantName?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(300) authority?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(40) unit?: string | null;
  /** where the goods are kept or used */
  @IsOptional() @Tidy() @IsString() @MaxLength(500) place?: string | null;
  /** last valid day, as the paper says */
  @IsOptional() @IsDay() validUntil?: string | null;
  /** of parts for products that are exported whole */
  @IsOptional() @IsDay() promisedExportOn?: string | null;
  /** of goods for display */
  @IsOptional() @IsDay() displayUntil?: string | null;
  /** condition of the ground -> `yes`, `no` or `unknown` */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string', enum: [...KNOWN_OR_NOT] } })
  @IfGiven()
  @IsObject()
  conditions?: Record<string, YesNoUnknown>;
  /** the applicability check that reasons it; of the same product */
  @IsOptional() @IsUUID() checkId?: string | null;
  /** the case under which the exemption is applied for; of the kind `exemption` */
  @IsOptional() @IsUUID() applicationId?: string | null;
  @IsOptional() @IsUUID() responsibleId?: string | null;
  @IsOptional() @IsUUID() contactId?: string | null;
  /** an uploaded file: the paper itself */
  @IsOptional() @IsUUID() paperFileId?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(4000) note?: string | null;
}

export class DeterminationInput extends DeterminationFields {
  @IsUUID() productId: string;
  @ApiProperty({ enum: DETERMINATION_KINDS }) @IsIn(DETERMINATION_KINDS) kind: DeterminationKind;
  /** key of a ground of the reference data; not with `out-of-catalogue` */
  @IsOptional() @Tidy() @IsString() @Length(1, 60) ground?: string | null;
  @Tidy() @IsString() @Length(1, 2000) purpose: string;
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(1) @Max(QUANTITY_MAX) quantity: number;
}

export class DeterminationEdit extends DeterminationFields {
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @Length(1, 2000) purpose?: string;
  @ApiPropertyOptional({ type: 'integer' }) @IfGiven() @IsInt() @Min(1) @Max(QUANTITY_MAX) quantity?: number;
}

export class DeterminationActInput {
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: DETERMINATION_ACTS }) @IsIn(DETERMINATION_ACTS) act: DeterminationAct;
  @IfGiven() @IsDay() on?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 1000) reason?: string;
  /** of `grant`: number and last day as the paper says */
  @IfGiven() @Tidy() @IsString() @Length(1, 100) number?: string;
  @IfGiven() @IsDay() validUntil?: string;
  /** of a discharge: what became of the goods */
  @ApiPropertyOptional({ enum: DISCHARGES }) @IfGiven() @IsIn(DISCHARGES) manner?: Discharge;
  /** of a part: how many of them; a discharge takes all that is left */
  @ApiPropertyOptional({ type: 'integer' }) @IfGiven() @IsInt() @Min(1) @Max(QUANTITY_MAX) quantity?: number;
  /** an uploaded file: what shows it */
  @IfGiven() @IsUUID() proofFileId?: string;
}

export class DeterminationLine {
  id: string;
  @ApiProperty({ enum: DETERMINATION_KINDS }) kind: DeterminationKind;
  ground: string | null;
  @ApiProperty({ enum: DETERMINATION_STATUSES }) status: DeterminationStatus;
  /** in words, for the team only */
  statusReason: string | null;
  /** what may be recorded of it now, in the order of the table */
  @ApiProperty({ enum: DETERMINATION_ACTS, isArray: true }) acts: DeterminationAct[];
  number: string | null;
  purpose: string;
  quantity: number;
  /** how many are accounted for */
  dischargedQuantity: number;
  unit: string | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  grantedOn: string | null;
  validUntil: string | null;
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  /** instant */
  createdAt: string;
  version: number;
}

export class DeterminationPage {
  items: DeterminationLine[];
  nextCursor: string | null;
}

export class DeterminationFileView {
  id: string;
  name: string;
  sizeBytes: number;
}

/** What became of some of the goods. */
export class DischargeView {
  id: string;
  @ApiProperty({ enum: DISCHARGES }) manner: Discharge;
  dischargedOn: string;
  quantity: number;
  proof: DeterminationFileView;
}

export class DeterminationView extends DeterminationLine {
  applicantName: string | null;
  authority: string | null;
  place: string | null;
  appliedOn: string | null;
  importedOn: string | null;
  promisedExportOn: string | null;
  displayUntil: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: [...KNOWN_OR_NOT] } })
  conditions: Record<string, YesNoUnknown>;
  applicationId: string | null;
  applicationNumber: string | null;
  checkId: string | null;
  /** null for a client: applicability checks are the team's */
  checkNumber: string | null;
  responsibleId: string | null;
  responsibleName: string | null;
  contactId: string | null;
  contactName: string | null;
  paper: DeterminationFileView | null;
  /** for the team only */
  note: string | null;
  /** by day */
  discharges: DischargeView[];
}
