import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { CERTAINTIES, type Basis, type Certainty } from '#domain/deadlines/deadline';
import { ENTRY_STATUSES, type EntryKind, type EntryStatus } from '#domain/changes/regulatory-entry';
import { LANGUAGES, type Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import type { ChangeReason, ChangeVerdict } from '#domain/changes/regulatory-change';
import { UNMATCHABLE, type Unmatchable } from '#domain/changes/regulatory-change-record';
import { IsDay, Several, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { RegulatoryEntryView } from './regulatory-entries.dto.js';

export const CHANGE_VIEW_KINDS = ['catalogue', 'mode', 'implementation-rule', 'standard', 'consultation', 'other'] as const; // prettier-ignore

export const VERDICTS = ['hit', 'unknown', 'not-hit'] as const;
export type Verdict = (typeof VERDICTS)[number];

export class ChangedClassView {
  key: string;
  /** four digits; null where none is known: then no register can name it */
  code: string | null;
  @ApiProperty({ type: Object, nullable: true }) names: Words | null;
}

/** Days that the announcement or standard names; null where it names none, or none was found. */
export class ChangeDaysView {
  announcedOn: string | null;
  /** last day on which views on a draft are taken */
  viewsUntil: string | null;
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

/** A dated change of catalogue, mode, rule or standard: a record of the reference data or an entry of the tenant. */
export class RegulatoryChangeView {
  /** of the record; of a tenant's own entry its id */
  key: string;
  /** `record`: of the reference data; `tenant`: what the tenant entered itself */
  @ApiProperty({ enum: ['record', 'tenant'] }) origin: 'record' | 'tenant';
  @ApiProperty({ enum: CHANGE_VIEW_KINDS }) kind: EntryKind | 'catalogue';
  /** null: a standard of which no day in force is known */
  @ApiProperty({ enum: ENTRY_STATUSES, nullable: true }) status: EntryStatus | null;
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
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  /** references, separated by ` ; ` */
  source: string;
  /** why nobody can be matched to it; null: `affected` answers */
  @ApiProperty({ enum: UNMATCHABLE, nullable: true }) unmatchable: Unmatchable | null;
  /** the tenant's entry, or how the tenant follows the record; null: a record that nobody follows */
  @ApiProperty({ type: RegulatoryEntryView, nullable: true }) entry: RegulatoryEntryView | null;
}

export class RegulatoryChangeListQuery extends PageQuery {
  /** the newest last day first is the only order */
  @IsOptional() @IsIn(['-lastDay']) sort?: '-lastDay';
  @ApiPropertyOptional({ enum: CHANGE_VIEW_KINDS, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(CHANGE_VIEW_KINDS, { each: true })
  kind?: (typeof CHANGE_VIEW_KINDS)[number][];
  /** left out: all but withdrawn entries */
  @ApiPropertyOptional({ enum: ENTRY_STATUSES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(ENTRY_STATUSES, { each: true })
  status?: EntryStatus[];
  /** four digits: what names the class, or any class */
  @IsOptional() @Matches(/^\d{4}$/) classCode?: string;
  /** words of instrument, name or summary */
  @IsOptional() @Tidy() @IsString() @Length(1, 100) q?: string;
  /** last day on or after this one: what is still to come */
  @IsOptional() @IsDay() lastFrom?: string;
  /** `followed`: what somebody here follows; else only records, or only entries of the tenant */
  @ApiPropertyOptional({ enum: ['record', 'tenant', 'followed'] })
  @IsOptional()
  @IsIn(['record', 'tenant', 'followed'])
  origin?: 'record' | 'tenant' | 'followed';
}

export class RegulatoryChangePage {
  /** version of the reference data */
  version: number;
  items: RegulatoryChangeView[];
  nextCursor: string | null;
}

export class AffectedQuery extends PageQuery {
  /** all three when left out */
  @ApiPropertyOptional({ enum: VERDICTS })
  @IsOptional()
  @IsIn(VERDICTS)
  verdict?: Verdict;
}

export class AffectedExportQuery {
  /** all three when left out */
  @ApiPropertyOptional({ enum: VERDICTS })
  @IsOptional()
  @IsIn(VERDICTS)
  verdict?: Verdict;
  /** of the words; the member's own when left out */
  @IsOptional() @IsIn(LANGUAGES) language?: Language;
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
  /** on the certificate; where it is not recorded, that of the product */
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
