import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { LANGUAGES, type Language } from '#domain/permissions';

export const PROOF_READERS = ['all', 'client'] as const;
export type ProofReaders = (typeof PROOF_READERS)[number];

export class ProofInput {
  /** of the document; the caller's when left out */
  @ApiPropertyOptional({ enum: LANGUAGES }) @IsOptional() @IsIn(LANGUAGES) language?: Language;
  /** client: only what contacts of the client were sent, to hand out; all when left out */
  @ApiPropertyOptional({ enum: PROOF_READERS }) @IsOptional() @IsIn(PROOF_READERS) readers?: ProofReaders;
}

/** A document that was made, without what it says. */
export class ProofView {
  id: string;
  deadlineId: string;
  @ApiProperty({ enum: DEADLINE_KINDS }) kind: DeadlineKind;
  dueOn: string;
  /** number of the certificate or case, name of the factory ... */
  label: string;
  @ApiProperty({ enum: PROOF_READERS }) readers: ProofReaders;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  /** instant */
  madeAt: string;
  madeBy: string;
  /** reminders in it */
  lines: number;
  sha256: string;
}

/** A document checked: whether what is kept of it has its sum, and what the ledger says today. */
export class ProofCheckView extends ProofView {
  /** what is kept gives the sum that was printed */
  isIntact: boolean;
  now: ProofNowView;
}

export class ProofNowView {
  /** lines that the ledger tells in the same words today */
  same: number;
  /** lines of which more or other things are known today, e.g. an answer that came later */
  changed: number;
  /** reminders that are not in the document */
  added: number;
}

export class ProofList {
  items: ProofView[];
}
