import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator'; // prettier-ignore
import { SCHEMES, type Scheme } from '#domain/certificate';
import { CERTAINTIES, type Certainty } from '#domain/deadlines/deadline';
import { ENTRY_KINDS, ENTRY_STATUSES, type EntryKind, type EntryStatus } from '#domain/changes/regulatory-entry';
import { IfGiven, IsDay, IsName, Tidy } from '#platform/http/fields';

const MOST_CLASSES = 200;
const MOST_STANDARDS = 50;
/** Nobody enters what is withdrawn: that is an act with a reason. */
const ENTERED_STATUSES = ['draft', 'in-force'] as const;
const NAME = 500;

class EntryFields {
  @IsOptional() @Tidy() @IsString() @Length(1, NAME) titleZh?: string | null;
  /** what must be done, in the reader's own words */
  @IsOptional() @IsString() @MaxLength(10_000) summary?: string | null;
  /** http or https */
  @IsOptional() @Tidy() @IsString() @Length(1, 2000) sourceUrl?: string | null;
  /** a whole upload that nothing holds yet */
  @IsOptional() @IsUUID() fileId?: string | null;
  @IsOptional() @IsDay() announcedOn?: string | null;
  /** first day on which the new state holds or may be chosen */
  @IsOptional() @IsDay() effectiveOn?: string | null;
  /** from this day applications are taken by the new state only */
  @IsOptional() @IsDay() newApplicationsOnlyFrom?: string | null;
  /** last day for existing certificates */
  @IsOptional() @IsDay() deadlineOn?: string | null;
  /** last day on which views on a draft are taken */
  @IsOptional() @IsDay() viewsUntil?: string | null;
  /** null = any class */
  @ApiPropertyOptional({ type: [String], nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_CLASSES)
  @Matches(/^\d{4}$/, { each: true })
  classCodes?: string[] | null;
  /** schemes of the certificates that must act; null = any */
  @ApiPropertyOptional({ enum: SCHEMES, isArray: true, nullable: true })
  @IsOptional()
  @IsArray()
  @IsIn(SCHEMES, { each: true })
  schemes?: Scheme[] | null;
  /** editions that lose force, e.g. `GB 14166-2013` */
  @IfGiven()
  @Tidy()
  @IsArray()
  @ArrayMaxSize(MOST_STANDARDS)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  replacedStandards?: string[];
  @IsOptional() @Tidy() @IsString() @Length(1, 100) newStandard?: string | null;
  @IsOptional() @Tidy() @IsString() @Length(1, 100) replacedRule?: string | null;
  @IsOptional() @Tidy() @IsString() @Length(1, 100) newRule?: string | null;
  /** only certificates issued before this day */
  @IsOptional() @IsDay() appliesToIssuedBefore?: string | null;
  /** of the team */
  @IsOptional() @IsUUID() responsibleId?: string | null;
}

export class RegulatoryEntryInput extends EntryFields {
  @IsIn(ENTRY_KINDS) kind: EntryKind;
  @ApiProperty({ enum: ENTERED_STATUSES }) @IsIn(ENTERED_STATUSES) status: (typeof ENTERED_STATUSES)[number];
  /** the announcement, rule or standard as cited */
  @Tidy() @IsString() @IsName() @Length(1, 300) instrument: string;
  @Tidy() @IsString() @IsName() @Length(1, NAME) title: string;
  @ApiProperty({ enum: CERTAINTIES }) @IsIn(CERTAINTIES) certainty: Certainty;
}

/** Of a record that is followed only `responsibleId`, and `viewsUntil` where the record knows no closing day. */
export class RegulatoryEntryEdit extends EntryFields {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @IsIn(ENTRY_KINDS) kind?: EntryKind;
  @ApiPropertyOptional({ enum: ENTERED_STATUSES })
  @IfGiven()
  @IsIn(ENTERED_STATUSES)
  status?: (typeof ENTERED_STATUSES)[number];
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 300) instrument?: string;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, NAME) title?: string;
  @ApiPropertyOptional({ enum: CERTAINTIES }) @IfGiven() @IsIn(CERTAINTIES) certainty?: Certainty;
}

export class FollowInput {
  /** key of a record of the reference data */
  @Matches(/^[a-z0-9.-]{1,100}$/) referenceKey: string;
  @IsOptional() @IsUUID() responsibleId?: string | null;
  /** the closing day of a draft, where the record knows none */
  @IsOptional() @IsDay() viewsUntil?: string | null;
}

export class EntryWithdrawalInput {
  @Tidy() @IsString() @IsName() @Length(1, 1000) reason: string;
}

export class ViewsSentInput {
  @IsDay() sentOn: string;
}

/** What the tenant keeps of an announcement: its own entry, or how it follows a record. */
export class RegulatoryEntryView {
  id: string;
  /** the record that is followed; null = an entry of the tenant itself */
  referenceKey: string | null;
  @ApiProperty({ enum: ENTRY_KINDS }) kind: EntryKind;
  @ApiProperty({ enum: ENTRY_STATUSES }) status: EntryStatus;
  instrument: string;
  title: string;
  titleZh: string | null;
  summary: string | null;
  sourceUrl: string | null;
  fileId: string | null;
  fileName: string | null;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  announcedOn: string | null;
  effectiveOn: string | null;
  newApplicationsOnlyFrom: string | null;
  deadlineOn: string | null;
  viewsUntil: string | null;
  /** null = any class */
  @ApiProperty({ type: [String], nullable: true }) classCodes: string[] | null;
  /** null = any scheme */
  @ApiProperty({ type: [String], nullable: true }) schemes: string[] | null;
  replacedStandards: string[];
  newStandard: string | null;
  replacedRule: string | null;
  newRule: string | null;
  appliesToIssuedBefore: string | null;
  /** day on which views on the draft were sent */
  viewsSentOn: string | null;
  responsibleId: string | null;
  responsibleName: string | null;
  createdByName: string | null;
  /** instant */
  createdAt: string;
  withdrawnReason: string | null;
  version: number;
}
