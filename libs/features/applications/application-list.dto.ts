import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { APPLICATION_KINDS, type ApplicationKind } from '#domain/cases/application';
import { LATENESS_STATES, type LatenessState } from '#domain/cases/lateness';
import { BASES, type Basis, DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import type { Words } from '#domain/reference/record';
import { PARTIES, type Party } from '#domain/reference/scheme';
import { APPLICATION_STATUSES, type ApplicationStatus } from '#domain/states/application-status';
import { STAGE_BLOCKERS, type StageBlocker } from '#domain/states/stage-status';
import { IsDay, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { ForecastRangeView } from './case-plan.dto.js';

export const APPLICATION_SORTS = ['nextDueOn', 'startedOn', '-startedOn', 'number', '-number'] as const;
export type ApplicationSort = (typeof APPLICATION_SORTS)[number];

/** Cases that are chosen one by one; an address holds no more. */
const MOST_CHOSEN = 200;

/** What the list and its count are narrowed to. */
export class ApplicationFilters extends PageQuery {
  /** only these, at most 200 */
  @ApiPropertyOptional({ type: String, isArray: true })
  @IsOptional()
  @Several()
  @ArrayMaxSize(MOST_CHOSEN)
  @IsUUID(undefined, { each: true })
  ids?: string[];

  @IsOptional() @IsUUID() clientId?: string;
  /** one of its units */
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  /** a member of the tenant */
  @IsOptional() @IsUUID() ownerId?: string;
  /** only those that nobody owns */
  @ApiPropertyOptional({ enum: ['true'] }) @IsOptional() @IsIn(['true']) hasNoOwner?: 'true';
  /** the one that a unit starts from, or that the case ended in */
  @IsOptional() @IsUUID() certificateId?: string;

  /** key of the stage that an open case stands in; one or several */
  @ApiPropertyOptional({ type: String, isArray: true })
  @IsOptional()
  @Several()
  @Matches(/^[a-z0-9-]{1,100}$/, { each: true })
  stage?: string[];

  /** whose turn it is in an open case; one or several */
  @ApiPropertyOptional({ enum: PARTIES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(PARTIES, { each: true })
  turn?: Party[];

  @ApiPropertyOptional({ enum: APPLICATION_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(APPLICATION_STATUSES, { each: true })
  status?: ApplicationStatus[];

  /** true: only those that are not ended */
  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  isOpen?: 'true' | 'false';

  @ApiPropertyOptional({ enum: APPLICATION_KINDS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(APPLICATION_KINDS, { each: true })
  kind?: ApplicationKind[];

  /** next deadline before this day */
  @IsOptional() @IsDay() dueBefore?: string;

  /** words of the number, the applicant, the units (names, models, standard) or the client, in either script */
  @ApiPropertyOptional()
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class ApplicationListQuery extends ApplicationFilters {
  /** a missing day sorts as the farthest */
  @ApiPropertyOptional({ enum: APPLICATION_SORTS, default: 'nextDueOn' })
  @IsOptional()
  @IsIn(APPLICATION_SORTS)
  sort?: ApplicationSort;
}

/** One row of the list of cases. */
export class ApplicationLine {
  id: string;
  /** e.g. 2026-0042 */
  number: string;
  @ApiProperty({ enum: APPLICATION_KINDS }) kind: ApplicationKind;
  @ApiProperty({ enum: APPLICATION_STATUSES }) status: ApplicationStatus;
  schemeKey: string;
  /** null when the reference data no longer has it */
  @ApiProperty({ type: Object, nullable: true }) schemeNames: Words | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  /** the leading unit */
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  /** of certification, at least 1 */
  unitCount: number;
  factoryId: string | null;
  /** the stage it stands in; null where it is ended or all are done */
  stageKey: string | null;
  @ApiProperty({ type: Object, nullable: true }) stageNames: Words | null;
  @ApiProperty({ enum: PARTIES }) turn: Party;
  turnSince: string;
  @ApiProperty({ enum: STAGE_BLOCKERS, nullable: true }) blocker: StageBlocker | null;
  isParallel: boolean;
  startedOn: string;
  wishOn: string | null;
  acceptedOn: string | null;
  endedOn: string | null;
  /** of the plan as agreed */
  plannedEndOn: string | null;
  /** when the certificate is expected now; null where nobody can say */
  forecastOn: string | null;
  forecastIsAtLeast: boolean;
  /** null: too few finished cases to say, or the plan has no end */
  range: ForecastRangeView | null;
  /** day by which the law wants the certificate; null = it names none */
  legalOn: string | null;
  /** how the forecast stands against the wished or the legal day; null where the case is ended */
  @ApiProperty({ enum: LATENESS_STATES, nullable: true }) lateness: LatenessState | null;
  nextDueOn: string | null;
  @ApiProperty({ enum: DEADLINE_KINDS, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ enum: BASES, nullable: true }) nextDueBasis: Basis | null;
  /** members of the tenant; for the team only */
  ownerId: string | null;
  ownerName: string | null;
  deputyId: string | null;
  version: number;
}

export class ApplicationPage {
  items: ApplicationLine[];
  nextCursor: string | null;
}

/** How many rows a list has; counted up to 1,000. */
export class ApplicationCount {
  total: number;
  clients: number;
  /** there are more than were counted */
  isCapped: boolean;
}
