import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { PAPER_KINDS, type PaperKind } from '#domain/certificates/papers';
import { FileView } from '#features/files/files.dto';
import { Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export class PaperListQuery extends PageQuery {
  /** of the pack that restores it from this suspension */
  @IsOptional() @IsUUID() statusChangeId?: string;
  /** with those that were removed; they are told to the team only */
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false' })
  @IsOptional()
  @IsIn(['true', 'false'])
  withRemoved?: 'true' | 'false';
}

export class PaperInput {
  /** of a whole upload that nothing holds yet */
  @IsUUID() fileId: string;
  @ApiProperty({ enum: PAPER_KINDS }) @IsIn(PAPER_KINDS) kind: PaperKind;
  /** the name of the file stands for it when left out */
  @IsOptional() @Tidy() @IsString() @Length(1, 300) title?: string | null;
  /** the suspension of this certificate whose restoration pack it belongs to */
  @IsOptional() @IsUUID() statusChangeId?: string | null;
}

/** A file that belongs to a certificate. */
export class PaperView {
  id: string;
  @ApiProperty({ enum: PAPER_KINDS }) kind: PaperKind;
  title: string | null;
  statusChangeId: string | null;
  file: FileView;
  /** instant */
  addedAt: string;
  /** for the team only; null where nobody is known */
  addedByName: string | null;
  /** instant; null = it belongs to the certificate */
  removedAt: string | null;
  removedByName: string | null;
}

export class PaperPage {
  items: PaperView[];
  nextCursor: string | null;
}
