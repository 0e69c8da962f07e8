import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Basis, Certainty } from '#domain/deadlines/deadline';
import type { Words } from '#domain/reference/record';
import type { ChangeReason, ChangeVerdict } from '#domain/changes/regulatory-change';
import type { Unmatchable } from '#domain/changes/regulatory-change-record';
import { PageQuery } from '#platform/http/page';

const CERTAINTY = { enum: ['official', 'secondary', 'unverified'] };

export const VERDICTS = ['hit', 'unknown', 'not-hit'] as const;

export class ChangedClassView {
  key: string;
  /** four digits; null where none is known: then no register can name it */
  code: string | null;
  @ApiProperty({ type: Object, nullable: true }) names: Words | null;
}

/** Days that the announcement or standard names; null where it names none, or none was found. */
export class ChangeDaysView {
  announcedOn: string | null;
  /** applications by the new state are taken */
  applicationsFrom: string | null;
  /** new declarations stop */
  declarationsStopOn: string | null;
  /** a standard comes into force */
  inForceOn: string | null;
  /** certification, or the new state, is demanded */
  mandatoryFrom: string | null;
  newRulesOnlyFrom: string | null;
  /** last day for existing certificates and declarations */
  deadlineOn: string | null;
  declarationsCancelledOn: string | null;
}

/** A dated change of catalogue, mode, rule or standard. */
export class RegulatoryChangeView {
  key: string;
  @ApiProperty({ enum: ['catalogue', 'mode', 'implementation-rule', 'standard'] })
  kind: 'catalogue' | 'mode' | 'implementation-rule' | 'standard';
  /** null: a standard of which no day in force is known */
  @ApiProperty({ enum: ['in-force', 'draft'], nullable: true }) status: 'in-force' | 'draft' | null;
  /** the announcement, or the number of the standard */
  instrument: string;
  @ApiProperty({ type: Object, nullable: true }) names: Words | null;
  /** empty: the sources describe them only, or it concerns every class */
  classes: ChangedClassView[];
  /** schemes of the certificates that must act; empty: every CCC certificate */
  certificateSchemes: string[];
  replacedStandards: string[];
  newStandard: string | null;
  newRule: string | null;
  days: ChangeDaysView;
  /** what must be done, or how existing certificates follow */
  @ApiProperty({ type: Object, nullable: true }) duty: Words | null;
  @ApiProperty({ type: Object, nullable: true }) relief: Words | null;
  /** null for a draft: nothing binds yet */
  @ApiProperty({ enum: ['legal', 'practice', 'planning'], nullable: true }) basis: Basis | null;
  @ApiProperty(CERTAINTY) certainty: Certainty;
  /** references, separated by ` ; ` */
  source: string;
  /** why nobody can be matched to it; null: `affected` answers */
  @ApiProperty({ enum: ['draft', 'no-day', 'no-class', 'no-edition', 'catalogue', 'bad-record'], nullable: true })
  unmatchable: Unmatchable | null;
}

export class RegulatoryChangeList {
  /** version of the reference data */
  version: number;
  items: RegulatoryChangeView[];
}

export class AffectedQuery extends PageQuery {
  /** all three when left out */
  @ApiPropertyOptional({ enum: VERDICTS })
  @IsOptional()
  @IsIn(VERDICTS)
  verdict?: (typeof VERDICTS)[number];
}

/** A live certificate, or a product without one, and whether the change concerns it. */
export class AffectedView {
  @ApiProperty({ enum: ['certificate', 'product'] }) subject: 'certificate' | 'product';
  id: string;
  /** number of the certificate, or name of the product */
  label: string;
  labelZh: string | null;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  /** as the register keeps it */
  standard: string | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  @ApiProperty({ enum: VERDICTS }) verdict: ChangeVerdict['verdict'];
  /** in the order of the reasoning, codes and facts */
  @ApiProperty({ type: [Object] }) reasons: ChangeReason[];
  /** last day to act; null: the change names none */
  deadlineOn: string | null;
  @ApiProperty({ enum: ['convert', 'update-standard', 'check-edition', 'check-record', 'none'] })
  todo: ChangeVerdict['todo'];
}

export class AffectedCountsView {
  hit: number;
  unknown: number;
  notHit: number;
  /** false: the tenant has more than were looked at */
  isComplete: boolean;
}

export class AffectedPage {
  items: AffectedView[];
  nextCursor: string | null;
  /** of all pages; on the first one only, null on the others */
  @ApiProperty({ type: AffectedCountsView, nullable: true }) counts: AffectedCountsView | null;
}
