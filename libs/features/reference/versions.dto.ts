import { ApiProperty } from '@nestjs/swagger';
import { RECORD_KINDS, type RecordKind, type Words } from '#domain/reference/record';
import { PageQuery } from '#platform/http/page';

export class VersionListQuery extends PageQuery {}

/** How many records of a kind a version changed. */
export class KindChangesView {
  @ApiProperty({ enum: RECORD_KINDS }) kind: RecordKind;
  added: number;
  changed: number;
  removed: number;
}

/** One publication: a release of the program, or an upload of the platform owner. */
export class ReferenceVersionLine {
  number: number;
  @ApiProperty({ enum: ['release', 'upload'] }) origin: 'release' | 'upload';
  /** why, in the words of who published it */
  note: string | null;
  /** instant */
  publishedAt: string;
  /** for the platform owner only; null for a release */
  fileName: string | null;
  /** for the platform owner only; null for a release */
  publishedBy: string | null;
  kinds: KindChangesView[];
}

export class ReferenceVersionPage {
  items: ReferenceVersionLine[];
  nextCursor: string | null;
}

export class FieldChangeView {
  field: string;
  /** null = absent */
  before: unknown;
  after: unknown;
}

/** One record that a version says differently from the one before. */
export class RecordChangeView {
  @ApiProperty({ enum: RECORD_KINDS }) kind: RecordKind;
  key: string;
  validFrom: string | null;
  @ApiProperty({ enum: ['added', 'changed', 'removed'] }) change: 'added' | 'changed' | 'removed';
  /** of a changed record: those that differ */
  fields: FieldChangeView[];
  /** of the record as it now is, or as it was before it was removed; null where the record has none of its own */
  @ApiProperty({ type: Object, nullable: true }) names: Words | null;
  source: string | null;
}

export class ReferenceVersionView extends ReferenceVersionLine {
  changes: RecordChangeView[];
}
