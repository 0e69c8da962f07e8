import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { FACTORY_CLASSES, type FactoryClass } from '#domain/certificate';
import { BASES, DEADLINE_KINDS, type Basis, type DeadlineKind } from '#domain/deadlines/deadline';
import { PARTIES, type Party } from '#domain/reference/scheme';
import { AUDIT_ACTS, AUDIT_KINDS, AUDIT_STATUSES, type AuditAct, type AuditKind, type AuditStatus } from '#domain/states/audit-status'; // prettier-ignore
import { NamedClient } from '#features/clients/factories.dto';
import { InspectionWindowView } from '#features/clients/factory-inspections.dto';
import { OwedDeadline } from '#features/deadlines/deadlines.dto';
import { IfGiven, IsDay, IsName, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { FindingView } from './findings.dto.js';

export const AUDIT_SORTS = ['day', '-day', 'nextDueOn'] as const;
export type AuditSort = (typeof AUDIT_SORTS)[number];

/** What the list and its count are narrowed to. */
export class AuditFilters extends PageQuery {
  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: AUDIT_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(AUDIT_STATUSES, { each: true })
  status?: AuditStatus[];

  @ApiPropertyOptional({ enum: AUDIT_KINDS })
  @IsOptional()
  @IsIn(AUDIT_KINDS)
  kind?: AuditKind;

  @IsOptional() @IsUUID() factoryId?: string;
  /** who answers its findings, or whose certificates hang on it */
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() certificateId?: string;
  /** a member of the tenant */
  @IsOptional() @IsUUID() responsibleId?: string;
  /** first day of the audit, held or planned, from this day on */
  @IsOptional() @IsDay() from?: string;
  /** the last day that is listed */
  @IsOptional() @IsDay() to?: string;
}

export class AuditListQuery extends AuditFilters {
  /** `day` = first day held, else planned; audits without one stand last. `nextDueOn` is for the team. */
  @ApiPropertyOptional({ enum: AUDIT_SORTS, default: 'day' })
  @IsOptional()
  @IsIn(AUDIT_SORTS)
  sort?: AuditSort;
}

export class AuditCount {
  total: number;
  /** there are more than 10,000 and only so many were counted */
  isCapped: boolean;
}

export class Inspector {
  @Tidy() @IsString() @IsName() @Length(1, 200) name: string;
  /** the body that sends them; null = that of the audit */
  @IsOptional() @Tidy() @IsString() @MaxLength(100) body: string | null;
}

/** What is planned of an audit, as a form holds it. */
class AuditFields {
  /** nobody tells the factory before */
  @IfGiven() @IsBoolean() isUnannounced?: boolean;
  @IfGiven() @IsBoolean() isRemote?: boolean;
  /** short name of the certification body, e.g. CQC */
  @IsOptional() @Tidy() @IsString() @MaxLength(100) body?: string | null;
  @IsOptional() @IsDay() plannedFrom?: string | null;
  /** last day; left out with a first day: the same day */
  @IsOptional() @IsDay() plannedTo?: string | null;
  /** inspectors times days, e.g. 2 inspectors for 1.5 days = 3 */
  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 0.5, maximum: 999 })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0.5)
  @Max(999)
  personDays?: number | null;

  @ApiPropertyOptional({ type: [Inspector] })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Inspector)
  inspectors?: Inspector[];

  /** in which it is held, in words, e.g. Chinese with an English interpreter */
  @IsOptional() @Tidy() @IsString() @MaxLength(40) language?: string | null;
  /** a member of the tenant */
  @IsOptional() @IsUUID() responsibleId?: string | null;
  /** at the client, who is told of the days */
  @IsOptional() @IsUUID() contactId?: string | null;
  /** for the team only */
  @IsOptional() @Tidy() @IsString() @MaxLength(4000) note?: string | null;
  /** certificates of this factory that hang on it; left out at a follow-up: all that are followed up there */
  @IfGiven() @IsArray() @ArrayMaxSize(1000) @ArrayUnique() @IsUUID(undefined, { each: true }) certificateIds?: string[];
}

export class AuditInput extends AuditFields {
  @IsUUID() factoryId: string;
  @ApiProperty({ enum: AUDIT_KINDS }) @IsIn(AUDIT_KINDS) kind: AuditKind;
  /** the case it belongs to; an initial inspection always belongs to one */
  @IsOptional() @IsUUID() applicationId?: string | null;
  /** who answers its findings; left out: the client of the case, or the only one that produces in the factory */
  @IsOptional() @IsUUID() clientId?: string | null;
}

export class AuditEdit extends AuditFields {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
}

/** The class that the body gives the factory after a follow-up. */
export class ClassAfter {
  @ApiProperty({ enum: FACTORY_CLASSES }) @IsIn(FACTORY_CLASSES) factoryClass: FactoryClass;
  /** from when it holds: not before the last inspection; left out: the day of the result */
  @IsOptional() @IsDay() on?: string | null;
}

/** A step of an audit. Which fields it needs: `AUDIT_TRANSITIONS` of libs/domain. */
export class AuditActInput {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: AUDIT_ACTS }) @IsIn(AUDIT_ACTS) act: AuditAct;
  /** first day, of confirm, postpone and hold; left out: as planned */
  @IsOptional() @IsDay() from?: string | null;
  /** last day; left out with a first day: the same day */
  @IsOptional() @IsDay() to?: string | null;
  /** day of the result, of pass and fail */
  @IsOptional() @IsDay() on?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) reason?: string | null;
  /** of the pass of a follow-up */
  @ApiPropertyOptional({ type: ClassAfter, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ClassAfter)
  classAfter?: ClassAfter | null;
}

/** One row of the list of audits. */
export class AuditLine {
  id: string;
  @ApiProperty({ enum: AUDIT_KINDS }) kind: AuditKind;
  @ApiProperty({ enum: AUDIT_STATUSES }) status: AuditStatus;
  isUnannounced: boolean;
  isRemote: boolean;
  factoryId: string;
  factoryName: string;
  factoryNameZh: string | null;
  /** who answers its findings; null = another company, whose certificates the reader does not see */
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  applicationId: string | null;
  applicationNumber: string | null;
  body: string | null;
  plannedFrom: string | null;
  plannedTo: string | null;
  heldFrom: string | null;
  heldTo: string | null;
  /** those that the reader may see */
  certificates: number;
  /** findings that still need a correction or its verification */
  findingsOpen: number;
  majorOpen: number;
  /** next day that a finding is due; null = none */
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  responsibleId: string | null;
}

export class AuditPage {
  items: AuditLine[];
  nextCursor: string | null;
}

export class CaseOfAudit {
  id: string;
  number: string;
  startedOn: string;
}

export class PersonOfAudit {
  id: string;
  name: string;
  email: string;
}

/** A factory inspection with its findings and what hangs on it. */
export class AuditView extends AuditLine {
  statusReason: string | null;
  personDays: number | null;
  @ApiProperty({ type: [Inspector] }) inspectors: Inspector[];
  language: string | null;
  contact: PersonOfAudit | null;
  /** for the team only */
  responsible: PersonOfAudit | null;
  /** for the team only */
  note: string | null;
  closedOn: string | null;
  @ApiProperty({ enum: FACTORY_CLASSES, nullable: true }) classAfter: FactoryClass | null;
  classAfterOn: string | null;
  client: NamedClient | null;
  application: CaseOfAudit | null;
  /** who acts next; null = it has ended */
  @ApiProperty({ enum: PARTIES, nullable: true }) turn: Party | null;
  /** what may be recorded now; empty for a client */
  @ApiProperty({ enum: AUDIT_ACTS, isArray: true }) acts: AuditAct[];
  findings: FindingView[];
  /** of the findings */
  deadlines: OwedDeadline[];
  /** the next follow-up of the factory, and of the certificates that hang on this audit what each risks when it is missed */
  @ApiProperty({ type: InspectionWindowView, nullable: true }) inspection: InspectionWindowView | null;
  /** instant */
  createdAt: string;
  version: number;
}
