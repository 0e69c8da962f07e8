import { ApiProperty } from '@nestjs/swagger';
import type { Words } from '#domain/reference/record';

/** Certificates that one act takes; more are several acts. */
export const MOST_IN_BATCH = 200;

/** A case as it was opened, or would be. */
export class OpenedCase {
  /** null in a preview: there is none */
  id: string | null;
  /** null in a preview: numbers are given when a case is opened */
  number: string | null;
  schemeKey: string;
  @ApiProperty({ type: Object }) schemeNames: Words;
  /** of a change: its code */
  variantCode: string | null;
  startedOn: string;
  /** null: the plan does not say */
  plannedEndOn: string | null;
  handledBy: string | null;
  ownerName: string | null;
}

/** Why one certificate was left as it was. */
export class BatchRefusal {
  /** as the same act alone would be refused */
  code: string;
  detail: string | null;
  @ApiProperty({ type: Object }) facts: Record<string, unknown>;
}

/** What became of one certificate, or would. Each is done whole or not at all. */
export class BatchRow {
  /** null: the reader has no such certificate */
  certificateId: string | null;
  number: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  @ApiProperty({ enum: ['done', 'refused'] }) outcome: 'done' | 'refused';
  @ApiProperty({ type: OpenedCase, nullable: true }) opened: OpenedCase | null;
  @ApiProperty({ type: BatchRefusal, nullable: true }) refusal: BatchRefusal | null;
}

export class BatchResult {
  /** nothing was changed */
  isPreview: boolean;
  done: number;
  refused: number;
  /** in the order given */
  rows: BatchRow[];
}
