import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsDay, Tidy } from '#platform/http/fields';

const GROUND = /^\d{4}$/;
const GROUND_SHAPE = { message: 'ground must be a code of four digits' };

/** A change of status that may go without a reason. */
export class StatusChange {
  /** the client sees it. What only the team may see belongs in a note. */
  @IsOptional() @Tidy() @IsString() @Length(1, 1000) reason?: string | null;
  /** day from which it holds; not in the future; today when left out */
  @IsOptional() @IsDay() on?: string | null;
}

/** A cancellation: the body gives it a reason code. */
export class GroundedChange extends StatusChange {
  /** reason code of CNCA-00C-001 for this act, e.g. 0204; only of a CCC certificate */
  @IsOptional() @Matches(GROUND, GROUND_SHAPE) ground?: string | null;
}

/** A suspension or revocation: the field asks a reason in words, too. */
export class StatusReason {
  /** as the body gives it; the client sees it. What only the team may see belongs in a note. */
  @Tidy() @IsString() @Length(1, 1000) reason: string;
  /** day from which it holds; not in the future; today when left out */
  @IsOptional() @IsDay() on?: string | null;
  /** reason code of CNCA-00C-001 for this act, e.g. 0205; only of a CCC certificate */
  @IsOptional() @Matches(GROUND, GROUND_SHAPE) ground?: string | null;
}

/** A suspension, with its last day where the notice names one. */
export class SuspensionInput extends StatusReason {
  /** last day by the notice of the body; not before its first */
  @IsOptional() @IsDay() until?: string | null;
}

/** Why a change of status is taken back. */
export class TakingBackInput {
  /** for the team */
  @Tidy() @IsString() @Length(1, 1000) reason: string;
}
