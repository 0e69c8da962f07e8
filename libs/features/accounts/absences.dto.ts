import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import { IfGiven, IsDay } from '#platform/http/fields';

export class AbsenceListQuery {
  @IsOptional() @IsUUID() memberId?: string;
}

export class AbsenceInput {
  /** who is away; only managers and owners enter others */
  @IsUUID() memberId: string;
  /** first day away, in the person's own zone */
  @IsDay() fromOn: string;
  /** last day away */
  @IsDay() toOn: string;
  /** who stands in; null or left out: the deputy of each case, and where it has none those who lead */
  @IsOptional() @IsUUID() deputyId?: string | null;
}

export class AbsenceEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @IsDay() fromOn?: string;
  @IfGiven() @IsDay() toOn?: string;
  @IsOptional() @IsUUID() deputyId?: string | null;
}

/** A time in which a member is away and somebody stands in. */
export class AbsenceView {
  id: string;
  memberId: string;
  memberName: string;
  fromOn: string;
  toOn: string;
  @ApiProperty({ type: String, nullable: true }) deputyId: string | null;
  @ApiProperty({ type: String, nullable: true }) deputyName: string | null;
  version: number;
}

export class AbsenceList {
  /** those that have not ended, and those of the last 30 days; by first day, at most 500 */
  items: AbsenceView[];
}
