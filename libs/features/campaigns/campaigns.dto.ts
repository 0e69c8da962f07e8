import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { CAMPAIGN_STATES, type CampaignState } from '#domain/campaigns/step';
import type { Scheme } from '#domain/certificate';
import type { Certainty } from '#domain/deadlines/deadline';
import type { Words } from '#domain/reference/record';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';
import { CERTIFICATE_KINDS, CONVERSION_STATES } from '#features/certificates/certificates.dto';
import { SCHEMES } from '#domain/certificate';
import { IfGiven, IsDay, IsName, Tidy } from '#platform/http/fields';

export const CAMPAIGN_KINDS = ['change', 'extension', 'renewal', 'conversion'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];
export const OWNER_RULES = ['responsible', 'member', 'fewest'] as const;
/** Documents asked for in every case: more than any stage needs. */
const MOST_DOCUMENTS = 40;

const KEY = /^[a-z0-9][a-z0-9.-]{0,99}$/;
const CLASS_CODE = /^\d{4}$/;

/** The certificates that a filter of their list finds; what may stand in it is what the list takes. */
export class CampaignFilter {
  @ApiPropertyOptional({ enum: CERTIFICATE_STATUSES, isArray: true })
  @IfGiven()
  @IsArray()
  @IsIn(CERTIFICATE_STATUSES, { each: true })
  status?: CertificateStatus[];
  @ApiPropertyOptional({ enum: SCHEMES, isArray: true })
  @IfGiven()
  @IsArray()
  @IsIn(SCHEMES, { each: true })
  scheme?: Scheme[];
  @ApiPropertyOptional({ enum: CERTIFICATE_KINDS })
  @IfGiven()
  @IsIn(CERTIFICATE_KINDS)
  kind?: (typeof CERTIFICATE_KINDS)[number];
  @IfGiven() @IsUUID() clientId?: string;
  @IfGiven() @IsUUID() productId?: string;
  @IfGiven() @IsUUID() factoryId?: string;
  @IfGiven() @IsUUID() responsibleId?: string;
  @IfGiven() @Matches(CLASS_CODE) classCode?: string;
  @IfGiven() @Tidy() @IsString() @Length(1, 100) body?: string;
  @IfGiven() @IsDay() dueBefore?: string;
  @ApiPropertyOptional({ enum: CONVERSION_STATES })
  @IfGiven()
  @IsIn(CONVERSION_STATES)
  conversion?: (typeof CONVERSION_STATES)[number];
  @IfGiven() @Tidy() @IsString() @Length(1, 200) q?: string;
}

/** A document asked for in every case of the campaign. */
export class CampaignDocument {
  /** key of a stage of the scheme */
  @IsString() @Length(1, 100) stageKey: string;
  @Tidy() @IsString() @IsName() @Length(1, 300) title: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) titleZh?: string | null;
  @IsOptional() @IsString() @Length(1, 4000) instructions?: string | null;
}

/** Whose the cases are: the responsible of each certificate, one member, or of several the one with the fewest open cases. */
export class OwnerRule {
  @ApiProperty({ enum: OWNER_RULES }) @IsIn(OWNER_RULES) by: (typeof OWNER_RULES)[number];
  /** with `member`: that one; with `responsible`: where a certificate has none */
  @IsOptional() @IsUUID() memberId?: string | null;
  /** with `fewest` */
  @ApiPropertyOptional({ type: String, isArray: true })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  memberIds?: string[];
}

/** The letter in one language, with merge fields. */
export class LetterText {
  @IsString() @Length(1, 300) subject: string;
  @IsString() @Length(1, 10000) body: string;
}

/** At least one language; a reader whose own is missing gets English, or else the first there is. */
export class CampaignLetterTexts {
  @IsOptional() @ValidateNested() @Type(() => LetterText) en?: LetterText | null;
  @IsOptional() @ValidateNested() @Type(() => LetterText) de?: LetterText | null;
  @IsOptional() @ValidateNested() @Type(() => LetterText) zh?: LetterText | null;
}

/** A draft. Exactly one of `changeKey`, `entryId` and `filter`. */
export class CampaignInput {
  @Tidy() @IsString() @IsName() @Length(1, 200) name: string;
  /** a record of the reference data */
  @IfGiven() @Matches(KEY) changeKey?: string;
  /** an entry of the tenant's own regulatory watch */
  @IfGiven() @IsUUID() entryId?: string;
  @IfGiven() @IsObject() @ValidateNested() @Type(() => CampaignFilter) filter?: CampaignFilter;
  /** null: no cases, letters alone */
  @ApiProperty({ enum: CAMPAIGN_KINDS, nullable: true })
  @IsOptional()
  @IsIn(CAMPAIGN_KINDS)
  caseKind: CampaignKind | null;
  /** procedure of the cases; null without cases */
  @IsOptional() @Matches(KEY) schemeKey?: string | null;
  /** not before today */
  @IsDay() deadlineOn: string;
  /** from today to the deadline; needed where documents are asked for */
  @IsOptional() @IsDay() documentsDueOn?: string | null;
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_DOCUMENTS)
  @ValidateNested({ each: true })
  @Type(() => CampaignDocument)
  documents?: CampaignDocument[];
  @IsObject() @ValidateNested() @Type(() => OwnerRule) ownerRule: OwnerRule;
  /** null or left out: no letter */
  @IsOptional() @ValidateNested() @Type(() => CampaignLetterTexts) letter?: CampaignLetterTexts | null;
  /** a member is finished only once its declaration is cancelled; true for a conversion when left out */
  @IfGiven() @IsBoolean() cancelsDeclaration?: boolean;
  @IsOptional() @IsString() @MaxLength(4000) note?: string | null;
}

/** Of a draft everything but where it comes from; of a started one name, deadline and note. */
export class CampaignEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 200) name?: string;
  @ApiPropertyOptional({ enum: CAMPAIGN_KINDS, nullable: true })
  @IsOptional()
  @IsIn(CAMPAIGN_KINDS)
  caseKind?: CampaignKind | null;
  @IsOptional() @Matches(KEY) schemeKey?: string | null;
  @IfGiven() @IsDay() deadlineOn?: string;
  @IsOptional() @IsDay() documentsDueOn?: string | null;
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_DOCUMENTS)
  @ValidateNested({ each: true })
  @Type(() => CampaignDocument)
  documents?: CampaignDocument[];
  @IfGiven() @IsObject() @ValidateNested() @Type(() => OwnerRule) ownerRule?: OwnerRule;
  @IsOptional() @ValidateNested() @Type(() => CampaignLetterTexts) letter?: CampaignLetterTexts | null;
  @IfGiven() @IsBoolean() cancelsDeclaration?: boolean;
  @IsOptional() @IsString() @MaxLength(4000) note?: string | null;
}

export class CampaignVersion {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
}

/** The version that was read, in the address of what is deleted. */
export class CampaignVersionQuery {
  @Type(() => Number) @IsInt() @Min(1) version: number;
}

/** What a list and the page of a campaign begin with. */
export class CampaignHead {
  id: string;
  name: string;
  @ApiProperty({ enum: CAMPAIGN_STATES }) state: CampaignState;
  changeKey: string | null;
  entryId: string | null;
  /** the announcement, or the title of the entry; null of a campaign from a filter */
  instrument: string | null;
  @ApiProperty({ enum: CAMPAIGN_KINDS, nullable: true }) caseKind: CampaignKind | null;
  deadlineOn: string;
  membersTotal: number;
  membersDone: number;
  startedAt: string | null;
  closedAt: string | null;
  createdAt: string;
}

/** A ground on which the announcement asks nothing. */
export class ExcuseGroundView {
  key: string;
  @ApiProperty({ type: Object }) names: Words;
  /** what the announcement says of it */
  @ApiProperty({ type: Object }) says: Words;
  @ApiProperty({ enum: ['official', 'secondary', 'unverified'] }) certainty: Certainty;
  /** references, separated by ` ; ` */
  source: string;
}

/** Why the making of a campaign stopped, or of a member's case. */
export class CampaignFailureView {
  code: string;
  @ApiProperty({ type: Object }) facts: Readonly<Record<string, unknown>>;
}

export class CampaignView extends CampaignHead {
  @ApiProperty({ type: CampaignFilter, nullable: true }) filter: CampaignFilter | null;
  schemeKey: string | null;
  @ApiProperty({ type: Object, nullable: true }) schemeNames: Words | null;
  documentsDueOn: string | null;
  documents: CampaignDocument[];
  ownerRule: OwnerRule;
  @ApiProperty({ type: CampaignLetterTexts, nullable: true }) letter: CampaignLetterTexts | null;
  cancelsDeclaration: boolean;
  note: string | null;
  /** of the announcement; `other` with a reason is always allowed beside them */
  excuseGrounds: ExcuseGroundView[];
  @ApiProperty({ type: CampaignFailureView, nullable: true }) failure: CampaignFailureView | null;
  createdDoneAt: string | null;
  createdById: string | null;
  createdByName: string | null;
  version: number;
}
