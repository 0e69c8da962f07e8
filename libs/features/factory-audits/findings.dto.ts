import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, MaxLength, Min } from 'class-validator';
import { FINDING_ACTS, FINDING_STATUSES, FINDING_VERIFICATIONS, type FindingAct, type FindingStatus, type FindingVerification } from '#domain/states/audit-finding-status'; // prettier-ignore
import { FINDING_GRADES, type FindingGrade } from '#domain/states/audit-status';
import { MissedInspection } from '#features/clients/factory-inspections.dto';
import { OwedDeadline } from '#features/deadlines/deadlines.dto';
import { IfGiven, IsDay, Tidy } from '#platform/http/fields';

export class FindingInput {
  /** as practice grades them; the names of the rules were not found */
  @ApiProperty({ enum: FINDING_GRADES }) @IsIn(FINDING_GRADES) grade: FindingGrade;
  /** of the rule or standard that is not met, e.g. CNCA-C11-09:2020 4.2 */
  @IsOptional() @Tidy() @IsString() @MaxLength(200) clause?: string | null;
  @Tidy() @IsString() @Length(1, 4000) description: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 4000) descriptionZh?: string | null;
}

export class FindingEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @ApiPropertyOptional({ enum: FINDING_GRADES }) @IfGiven() @IsIn(FINDING_GRADES) grade?: FindingGrade;
  @IsOptional() @Tidy() @IsString() @MaxLength(200) clause?: string | null;
  @IfGiven() @Tidy() @IsString() @Length(1, 4000) description?: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 4000) descriptionZh?: string | null;
}

/** A step of a finding. Which fields it needs: `FINDING_TRANSITIONS` of libs/domain. A client answers and hands evidence in. */
export class FindingActInput {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: FINDING_ACTS }) @IsIn(FINDING_ACTS) act: FindingAct;
  @IsOptional() @Tidy() @IsString() @MaxLength(4000) correctiveAction?: string | null;
  /** in words; this or a file is what evidence needs */
  @IsOptional() @Tidy() @IsString() @MaxLength(4000) evidence?: string | null;
  /** a whole file that nothing holds yet; the client and the team see it from now on */
  @IsOptional() @IsUUID() evidenceFileId?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(2000) reason?: string | null;
  @ApiPropertyOptional({ enum: FINDING_VERIFICATIONS, nullable: true })
  @IsOptional()
  @IsIn(FINDING_VERIFICATIONS)
  verification?: FindingVerification | null;
  /** day of the verification, of close, or on which the time was up, of lapse; not in the future */
  @IsOptional() @IsDay() on?: string | null;
}

export class EvidenceFile {
  id: string;
  name: string;
  sizeBytes: number;
}

/** A non-conformity found at an audit. */
export class FindingView {
  id: string;
  auditId: string;
  /** counted from 1 in its audit */
  number: number;
  @ApiProperty({ enum: FINDING_GRADES }) grade: FindingGrade;
  clause: string | null;
  description: string;
  descriptionZh: string | null;
  @ApiProperty({ enum: FINDING_STATUSES }) status: FindingStatus;
  /** why it was rejected, taken back or lapsed */
  statusReason: string | null;
  correctiveAction: string | null;
  evidence: string | null;
  evidenceFile: EvidenceFile | null;
  @ApiProperty({ enum: FINDING_VERIFICATIONS, nullable: true }) verification: FindingVerification | null;
  endedOn: string | null;
  /** by when it must be corrected and verified; null = an observation, or no limit was found */
  dueOn: string | null;
  /** the same as a day owed, with its basis and source */
  @ApiProperty({ type: OwedDeadline, nullable: true }) deadline: OwedDeadline | null;
  /** what follows when the day is missed; null = nothing is owed */
  @ApiProperty({ type: MissedInspection, nullable: true }) ifMissed: MissedInspection | null;
  /** what the reader may record now */
  @ApiProperty({ enum: FINDING_ACTS, isArray: true }) acts: FindingAct[];
  createdAt: string;
  version: number;
}
