import { IsBoolean, IsOptional, IsUUID } from 'class-validator';

export class PresenceInput {
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() auditId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
  /** false: the page was left */
  @IsBoolean() isHere: boolean;
}

export class PresentPersonView {
  memberId: string;
  name: string;
}

/** Who else of the team has the page open, as far as is known. */
export class PresenceView {
  people: PresentPersonView[];
}
