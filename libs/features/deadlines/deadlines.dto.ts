import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { BASES, DEADLINE_KINDS, DEADLINE_STATES, type Basis, type Certainty, type Counted, type DeadlineKind, type DeadlineState } from '#domain/deadlines/deadline'; // prettier-ignore
import { STEP_UNITS, type StepUnit } from '#domain/deadlines/policy';
import { IsDay, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export const DEADLINE_SORTS = ['dueOn', '-dueOn'] as const;
export type DeadlineSort = (typeof DEADLINE_SORTS)[number];

export const URGENCIES = ['overdue', 'week', 'month', 'quarter', 'later'] as const;

export class DeadlineListQuery extends PageQuery {
  /** one or several, with commas or repeated */
  @ApiPropertyOptional({ enum: DEADLINE_KINDS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(DEADLINE_KINDS, { each: true })
  kind?: DeadlineKind[];

  /** left out: open and met ones */
  @ApiPropertyOptional({ enum: DEADLINE_STATES })
  @IsOptional()
  @IsIn(DEADLINE_STATES)
  state?: DeadlineState;

  /** by days from the reader's today: overdue < 0, week 0-7, month 8-30, quarter 31-90, later > 90 */
  @ApiPropertyOptional({ enum: URGENCIES })
  @IsOptional()
  @IsIn(URGENCIES)
  urgency?: (typeof URGENCIES)[number];

  @IsOptional() @IsDay() dueFrom?: string;
  /** the last day that is listed */
  @IsOptional() @IsDay() dueTo?: string;
  @IsOptional() @IsUUID() certificateId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() auditId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
  @IsOptional() @IsUUID() sampleId?: string;
  @IsOptional() @IsUUID() entryId?: string;
  @IsOptional() @IsUUID() determinationId?: string;
  @IsOptional() @IsUUID() approvalId?: string;
  @IsOptional() @IsUUID() cbReportId?: string;
  /** of its certificates, cases, audits, bookings, samples, determinations and approvals, and of the factories linked to it */
  @IsOptional() @IsUUID() clientId?: string;
  /** a member who is responsible: for the certificate, or for one followed up at the factory; for the audit, the booking, the case */
  @IsOptional() @IsUUID() responsibleId?: string;

  @ApiPropertyOptional({ enum: DEADLINE_SORTS })
  @IsOptional()
  @IsIn(DEADLINE_SORTS)
  sort?: DeadlineSort;
}

/** What something is called, in each language of the product. */
export class NamesView {
  en: string;
  de: string;
  zh: string;
}

/**
 * What owes the day: a certificate or declaration, a factory, a case, an audit, a booking, a sample, an entry of the
 * regulatory watch, a determination, or an approval; exactly one.
 */
export class DeadlineSubjectView {
  certificateId: string | null;
  factoryId: string | null;
  applicationId: string | null;
  auditId: string | null;
  bookingId: string | null;
  sampleId: string | null;
  entryId: string | null;
  determinationId: string | null;
  approvalId: string | null;
  cbReportId: string | null;
  /** of a CB test report: its product, on whose page it stands */
  reportProductId: string | null;
  /** of an approval: its kind in the reference data */
  approvalKind: string | null;
  /** of an approval: the vehicle project it belongs to */
  projectId: string | null;
  /**
   * number of the certificate, case, determination or approval, name of the factory or laboratory, label of the sample,
   * title of the entry; may be empty for a client
   */
  label: string;
  labelZh: string | null;
  productName: string | null;
  productNameZh: string | null;
  /** null for a factory of several clients */
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  /** the case it is or belongs to */
  caseId: string | null;
  caseNumber: string | null;
  /** of a sample: the booking it lies at */
  sampleBookingId: string | null;
  /** number of the finding */
  itemNumber: number | null;
  /** what is owed of it: title of the document, name of the stage's day, kind of the approval */
  @ApiProperty({ type: NamesView, nullable: true }) itemNames: NamesView | null;
}

/** A day that is or was owed. */
export class OwedDeadline {
  id: string;
  @ApiProperty({ enum: DEADLINE_KINDS }) kind: DeadlineKind;
  dueOn: string;
  @ApiProperty({ enum: BASES }) basis: Basis;
  /** stable key of the rule */
  rule: string;
  source: string;
  @ApiProperty({ enum: ['official', 'secondary', 'unverified'] }) certainty: Certainty;
  /** how the day was counted */
  @ApiProperty({ type: Object }) counted: Counted;
  /** the rule is read in two ways; this is the earlier day */
  isDisputed: boolean;
  @ApiProperty({ enum: DEADLINE_STATES }) state: DeadlineState;
  /** why it is met or withdrawn: a code, or the words of the person who met it (for the team only) */
  stateReason: string | null;
}

/** The same with the subject that owes it. */
export class DeadlineView extends OwedDeadline {
  /** instant; null while open or withdrawn */
  metAt: string | null;
  subject: DeadlineSubjectView;
}

export class DeadlinePage {
  items: DeadlineView[];
  nextCursor: string | null;
}

/** One step of the reminder policy for one reader. */
export class DeadlineReminder {
  id: string;
  /** days before the due day, counted in `stepUnit`; negative = days late */
  stepDays: number;
  @ApiProperty({ enum: STEP_UNITS }) stepUnit: StepUnit;
  sendOn: string;
  /** instant */
  sendAt: string;
  timeZone: string;
  movedFrom: string | null;
  movedBecause: string | null;
  @ApiProperty({ enum: ['responsible', 'client-contact', 'factory', 'laboratory', 'deputy', 'manager'] })
  reason: string;
  @ApiProperty({ enum: ['planned', 'sent', 'refused', 'withdrawn'] }) state: string;
  stateReason: string | null;
  isHeld: boolean;
  toName: string | null;
  toEmail: string | null;
  language: string | null;
  serverAnswer: string | null;
}

/** A deadline with everything a reader may ask about it. */
export class DeadlineDetail extends DeadlineView {
  sourceUrl: string | null;
  /** who met it; for the team only */
  metByName: string | null;
  /** for the team only */
  responsible: { id: string; name: string } | null;
  /** for the team only */
  reminders: DeadlineReminder[];
  version: number;
}

export class CompletionInput {
  /** what the team should know of it; at most 1,000 characters */
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(1_000)
  note?: string | null;
}
