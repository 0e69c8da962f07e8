import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { SCHEMES, type Scheme } from '#domain/certificate';
import { BASES, CERTAINTIES, type Basis, type Certainty, type CountedReading } from '#domain/deadlines/deadline';
import type { Limit, Words } from '#domain/reference/record';
import { LATE_STEPS, type LateStepKey } from '#domain/renewals/late-filing';
import { OBSTACLE_KINDS, type ObstacleKind } from '#domain/renewals/obstacles';
import { NO_RENEWAL, RENEWAL_STANDINGS, type NoRenewal, type RenewalStanding } from '#domain/renewals/renewal-plan';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#domain/states/certificate-status';
import { MOST_IN_BATCH } from '#features/applications/case-batch.dto';
import { NamedClient } from '#features/clients/factories.dto';
import { NamedFactory } from '#features/products/products.dto';
import { IfGiven, IsDay } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export class RenewalListQuery extends PageQuery {
  /** last day to file, by the earlier reading; the last one that is listed */
  @IsOptional() @IsDay() until?: string;
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  /** `true`: only those of which the factory is not recorded */
  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  withoutFactory?: 'true' | 'false';
  /** a member of the tenant */
  @IsOptional() @IsUUID() responsibleId?: string;
  /** earliest first is the only order */
  @ApiPropertyOptional({ enum: ['dueOn'] }) @IsOptional() @IsIn(['dueOn']) sort?: 'dueOn';
}

export const RENEWAL_SIDES = ['client', 'factory'] as const;
export type RenewalSide = (typeof RENEWAL_SIDES)[number];

export class RenewalGroupsQuery {
  @ApiProperty({ enum: RENEWAL_SIDES }) @IsIn(RENEWAL_SIDES) by: RenewalSide;
  /** as of the list */
  @IsOptional() @IsDay() until?: string;
  @IsOptional() @IsUUID() responsibleId?: string;
}

/** The renewals of one client or factory. */
export class RenewalGroup {
  /** null: certificates of which the factory is not recorded */
  id: string | null;
  name: string | null;
  nameZh: string | null;
  renewals: number;
  /** of which a renewal case is open */
  withCase: number;
  /** the earliest last day to file */
  firstOn: string;
}

export class RenewalGroupList {
  /** the earliest first, at most 200 */
  items: RenewalGroup[];
  /** there are more */
  isCapped: boolean;
  /** renewals in all groups that are here */
  total: number;
}

export class RenewalStep {
  stageKey: string;
  @ApiProperty({ type: Object }) names: Words;
  from: string;
  to: string;
  @ApiProperty({ type: Object }) limit: Limit;
  /** whose working days were counted */
  country: string;
  isProvisional: boolean;
}

export class RenewalCase {
  id: string;
  number: string;
  /** handed to the body already */
  isFiled: boolean;
}

export class ThingInTheWay {
  id: string;
  /** number of a case, title of a change, year of a fee, name of a factory */
  name: string;
}

/** What stands between a certificate and its renewal. */
export class ObstacleView {
  @ApiProperty({ enum: OBSTACLE_KINDS }) kind: ObstacleKind;
  /** last day to have it out of the way */
  by: string;
  /** null: the certificate itself */
  @ApiProperty({ type: ThingInTheWay, nullable: true }) ref: ThingInTheWay | null;
  /** what its words need */
  @ApiProperty({ type: Object }) facts: Readonly<Record<string, string | number | null>>;
  /** null, with certainty and source: not found */
  @ApiProperty({ enum: BASES, nullable: true }) basis: Basis | null;
  @ApiProperty({ enum: CERTAINTIES, nullable: true }) certainty: Certainty | null;
  source: string | null;
  @ApiProperty({ type: Object, nullable: true }) note: Words | null;
}

/** What filing on a day of this span means, in the words of the source. */
export class LateStepView {
  @ApiProperty({ enum: LATE_STEPS }) key: LateStepKey;
  /** both days belong to it; null: open on that side */
  from: string | null;
  until: string | null;
  isNow: boolean;
  @ApiProperty({ enum: BASES, nullable: true }) basis: Basis | null;
  @ApiProperty({ enum: CERTAINTIES, nullable: true }) certainty: Certainty | null;
  source: string | null;
  @ApiProperty({ type: Object, nullable: true }) note: Words | null;
}

export class RenewalProcedureView {
  key: string;
  @ApiProperty({ type: Object }) names: Words;
}

/** The way to a renewal, backwards from the last valid day. */
export class RenewalPlanView {
  expiresOn: string;
  /** last day to file, by the earlier reading */
  filingOn: string;
  /** every reading of a disputed rule; empty where it is read in one way */
  @ApiProperty({ type: Object, isArray: true }) readings: readonly CountedReading[];
  isDisputed: boolean;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  /** stable key of the rule */
  rule: string;
  source: string;
  /** last day to ask for the documents; null: nobody has said how long the preparation takes */
  askBy: string | null;
  steps: RenewalStep[];
  @ApiProperty({ type: RenewalProcedureView, nullable: true }) procedure: RenewalProcedureView | null;
  @ApiProperty({ enum: RENEWAL_STANDINGS }) standing: RenewalStanding;
  @ApiProperty({ type: RenewalCase, nullable: true }) openCase: RenewalCase | null;
  /** the first day first */
  obstacles: ObstacleView[];
  ifLate: LateStepView[];
}

export class RenewalProduct {
  id: string;
  name: string;
  nameZh: string | null;
  classCode: string;
}

/** A certificate with the way to its renewal. */
export class RenewalView {
  /** of the certificate */
  id: string;
  number: string;
  @ApiProperty({ enum: SCHEMES }) scheme: Scheme;
  @ApiProperty({ enum: CERTIFICATE_STATUSES }) status: CertificateStatus;
  client: NamedClient;
  product: RenewalProduct;
  @ApiProperty({ type: NamedFactory, nullable: true }) factory: NamedFactory | null;
  /** null: it is not renewed, see `whyNot` */
  @ApiProperty({ type: RenewalPlanView, nullable: true }) plan: RenewalPlanView | null;
  @ApiProperty({ enum: NO_RENEWAL, nullable: true }) whyNot: NoRenewal | null;
}

export class RenewalPage {
  items: RenewalView[];
  nextCursor: string | null;
}

export class RenewalCasesInput {
  /** certificates to renew, each once; left out: all that are due of the client or factory, at most 200 */
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IN_BATCH)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  certificateIds?: string[];

  /** with `clientId` or `factoryId` in place of `certificateIds`: last day to file, the last one that is meant */
  @IfGiven() @IsDay() until?: string;
  @IfGiven() @IsUUID() clientId?: string;
  @IfGiven() @IsUUID() factoryId?: string;
  /** true: tells what would happen, certificate by certificate, and changes nothing */
  @IfGiven() @IsBoolean() isPreview?: boolean;
}
