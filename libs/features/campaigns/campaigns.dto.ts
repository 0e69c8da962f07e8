import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import type { ForecastBasis, ForecastVerdict } from '#domain/campaigns/forecast';
import { FORECAST_BASES, FORECAST_VERDICTS } from '#domain/campaigns/forecast';
import { CAMPAIGN_STATES, MEMBER_STEPS, type CampaignState, type MemberStep } from '#domain/campaigns/step';
import type { Scheme } from '#domain/certificate';
import type { Certainty } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import type { ApplicationStatus } from '#domain/states/application-status';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';
import { CERTIFICATE_KINDS, CONVERSION_STATES } from '#features/certificates/certificates.dto';
import { SCHEMES } from '#domain/certificate';
import { IfGiven, IsDay, IsName, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

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

export class CampaignListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CAMPAIGN_STATES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(CAMPAIGN_STATES, { each: true })
  state?: CampaignState[];
}

export class CampaignLine {
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

export class CampaignPage {
  items: CampaignLine[];
  nextCursor: string | null;
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

export class CampaignView extends CampaignLine {
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

/** What is in the way of a start. */
export class StartFaultView {
  /** as the start would refuse it, e.g. `campaign.no-members` */
  code: string;
  @ApiProperty({ type: Object }) facts: Readonly<Record<string, unknown>>;
}

export class PreviewCountsView {
  /** members */
  hit: number;
  /** not decided: what would decide it is not recorded */
  unknown: number;
  notHit: number;
  /** of those not hit: declarations that a certificate has replaced already */
  converted: number;
  /** of the members: with an open case of this kind, which is taken over and not doubled */
  withCase: number;
  /** products without a certificate that are hit: no case can be opened for them, they are no members */
  withoutCertificate: number;
}

export class PreviewClientView {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  hit: number;
  unknown: number;
  /** contacts, who would get the letter */
  readers: number;
}

export class PreviewOwnerView {
  /** null: nobody */
  memberId: string | null;
  name: string | null;
  cases: number;
}

export class PreviewLettersView {
  /** one per client and language */
  letters: number;
  /** contacts that get a mail */
  readers: number;
  /** clients with members and without a contact: nobody there can be written to */
  clientsWithoutContact: number;
}

/** Who would be a member, and what a start would make. Nothing is sent by looking. */
export class CampaignPreview {
  counts: PreviewCountsView;
  /** with members or unknown ones, the most members first; 200 at most */
  clients: PreviewClientView[];
  /** of all */
  clientCount: number;
  owners: PreviewOwnerView[];
  letters: PreviewLettersView;
  /** cases that would be opened */
  cases: number;
  /** document requests that would be made */
  requests: number;
  /** empty: it may be started */
  faults: StartFaultView[];
}

export class MemberListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: MEMBER_STEPS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(MEMBER_STEPS, { each: true })
  step?: MemberStep[];
  @IsOptional() @IsUUID() clientId?: string;
  /** words of the certificate, its product or client */
  @ApiPropertyOptional() @IsOptional() @Tidy() @IsString() @MaxLength(200) q?: string;
}

export class CampaignMemberLine {
  id: string;
  @ApiProperty({ enum: MEMBER_STEPS }) step: MemberStep;
  stepSince: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  certificateId: string | null;
  certificateNumber: string | null;
  @ApiProperty({ enum: SCHEMES, nullable: true }) scheme: Scheme | null;
  @ApiProperty({ enum: CERTIFICATE_STATUSES, nullable: true }) certificateStatus: CertificateStatus | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  applicationId: string | null;
  applicationNumber: string | null;
  @ApiProperty({ type: String, nullable: true }) applicationStatus: ApplicationStatus | null;
  stageKey: string | null;
  ownerId: string | null;
  ownerName: string | null;
  /** what the announcement asks: convert, update-standard, none */
  todo: string;
  /** day on which its case is expected to end; null where nobody can say */
  expectedOn: string | null;
  excuseGround: string | null;
  excuseReason: string | null;
  excusedByName: string | null;
  @ApiProperty({ type: CampaignFailureView, nullable: true }) failure: CampaignFailureView | null;
  chasedAt: string | null;
  version: number;
}

export class CampaignMemberPage {
  items: CampaignMemberLine[];
  nextCursor: string | null;
}

export class ExcuseInput {
  /** the version of the member that was read */
  @IsInt() @Min(1) version: number;
  /** a ground of the announcement, or `other` */
  @IsString() @Length(1, 60) ground: string;
  /** needed with `other` */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
  /** the case is withdrawn with it, as long as it is a draft; false when left out */
  @IfGiven() @IsBoolean() withdrawsCase?: boolean;
}

/** How many members stand at each step. Together they are all members. */
export class FunnelCounts {
  planned: number;
  open: number;
  told: number;
  documentsIn: number;
  filed: number;
  certified: number;
  finished: number;
  excused: number;
  failed: number;
}

export class FunnelClientView {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  members: number;
  counts: FunnelCounts;
}

export class CampaignFunnel {
  members: number;
  counts: FunnelCounts;
  /** the ones with the most still to do first; 200 at most */
  clients: FunnelClientView[];
  /** of all */
  clientCount: number;
}

export class FinishedWeek {
  from: string;
  to: string;
  members: number;
}

export class CampaignForecastView {
  @ApiProperty({ enum: FORECAST_BASES }) basis: ForecastBasis;
  /** one in ten would be over earlier; null where nobody can say */
  earlyOn: string | null;
  likelyOn: string | null;
  /** one in ten would end later; null where nobody can say */
  lateOn: string | null;
  /** finished members or cases behind it */
  counted: number;
  @ApiProperty({ enum: FORECAST_VERDICTS }) verdict: ForecastVerdict;
  deadlineOn: string;
  members: number;
  /** neither finished nor excused */
  remaining: number;
  /** latest day on which an open case is expected; null where one has none or nobody can say */
  lastExpectedOn: string | null;
  /** of the last eight weeks, the oldest first */
  weeks: FinishedWeek[];
}

export class CampaignProgress {
  @ApiProperty({ enum: CAMPAIGN_STATES }) state: CampaignState;
  /** 0 until the members are listed */
  membersTotal: number;
  /** whose case, requests and letter stand */
  membersDone: number;
  failed: number;
  letters: number;
  @ApiProperty({ type: CampaignFailureView, nullable: true }) failure: CampaignFailureView | null;
  startedAt: string | null;
  createdDoneAt: string | null;
}

export class MembersWorkbookQuery extends MemberListQuery {
  @ApiPropertyOptional({ enum: ['en', 'de', 'zh'] }) @IsOptional() @IsIn(['en', 'de', 'zh']) language?: Language;
}
