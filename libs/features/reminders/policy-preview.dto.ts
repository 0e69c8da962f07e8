import { ApiProperty } from '@nestjs/swagger';
import { STEP_UNITS, type StepUnit } from '#domain/deadlines/policy';
import { LANGUAGES, type Language } from '#domain/permissions';
import { DeadlineSubjectView } from '#features/deadlines/deadlines.dto';
import { RECIPIENT_REASONS, type RecipientReason } from './recipients.js';

export const POLICY_CHANGES = ['added', 'moved', 'withdrawn'] as const;
export type PolicyChange = (typeof POLICY_CHANGES)[number];

/** One step of one deadline, as the reader would get it. */
export class PreviewedReminder {
  deadlineId: string;
  dueOn: string;
  /** days before the due day, counted in `stepUnit`; negative = days late */
  stepDays: number;
  @ApiProperty({ enum: STEP_UNITS }) stepUnit: StepUnit;
  movedFrom: string | null;
  /** `weekend` or the name of the holiday */
  movedBecause: string | null;
  subject: DeadlineSubjectView;
}

/** One mail as the policy would send it. Reminders of other kinds may lie in the same. */
export class PreviewedMail {
  /** instant */
  sendAt: string;
  sendOn: string;
  timeZone: string;
  toName: string;
  toEmail: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  @ApiProperty({ enum: RECIPIENT_REASONS }) reason: RecipientReason;
  isAlone: boolean;
  /** how many reminders of this kind lie in it */
  reminders: number;
  /** the first of them */
  lines: PreviewedReminder[];
}

/** What would become of one reminder. */
export class ChangedReminder extends PreviewedReminder {
  @ApiProperty({ enum: POLICY_CHANGES }) change: PolicyChange;
  toName: string;
  toEmail: string;
  @ApiProperty({ enum: RECIPIENT_REASONS }) reason: RecipientReason;
  /** the morning as it is planned now; null for an added one */
  sendOnBefore: string | null;
  /** the morning as it would be; null for a withdrawn one */
  sendOn: string | null;
  /** code of why it would be withdrawn */
  withdrawnBecause: string | null;
}

export class PolicyChanges {
  added: number;
  moved: number;
  withdrawn: number;
  /** the first 50, by morning */
  items: ChangedReminder[];
}

/** Who would be asked in turn if nobody answered any legal step until then. */
export class PreviewedEscalation {
  mails: number;
  /** the next 20 of them, by morning */
  next: PreviewedMail[];
}

export class PolicyPreview {
  /** first and last day that was looked at */
  fromOn: string;
  toOn: string;
  /** open deadlines that the policy holds for */
  deadlines: number;
  /** there are more than were looked at: the nearest 2,000 were */
  isBounded: boolean;
  reminders: number;
  mails: number;
  people: number;
  /** the next 60 of the mails, by morning */
  next: PreviewedMail[];
  ifUnanswered: PreviewedEscalation;
  changes: PolicyChanges;
}
