import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import type { Words } from '#domain/reference/record';
import { DOCUMENT_REQUEST_ACTS, DOCUMENT_REQUEST_STATUSES, type DocumentRequestAct, type DocumentRequestStatus } from '#domain/states/document-request-status'; // prettier-ignore
import { FileView } from '#features/files/files.dto';
import { IfGiven, IsDay, IsName, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

/** Documents that are asked for in one go: more than any stage needs. */
export const MOST_AT_ONCE = 40;

export class AskedDocument {
  @Tidy() @IsString() @IsName() @Length(1, 300) title: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) titleZh?: string | null;
  /** what the client should know: form, language, number of copies */
  @IsOptional() @IsString() @Length(1, 4000) instructions?: string | null;
  /** an uploaded file to be filled in; it belongs to this request alone */
  @IsOptional() @IsUUID() templateFileId?: string | null;
}

export class DocumentRequestInput {
  /** key of a stage of the case */
  @IsString() @Length(1, 100) stageKey: string;
  /** of all of them; not before today */
  @IsDay() dueOn: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  @ValidateNested({ each: true })
  @Type(() => AskedDocument)
  documents: AskedDocument[];
}

export class DocumentRequestEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 300) title?: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) titleZh?: string | null;
  @IsOptional() @IsString() @Length(1, 4000) instructions?: string | null;
  /** not before today */
  @IfGiven() @IsDay() dueOn?: string;
}

export class DocumentVersionInput {
  /** an upload that was completed */
  @IsUUID() fileId: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 2000) note?: string | null;
}

/** Acts beside handing in, which brings a file. */
export const JUDGING_ACTS = ['accept', 'return', 'submit', 'waive', 'ask-again'] as const;
export type JudgingAct = (typeof JUDGING_ACTS)[number];

export class DocumentRequestActInput {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @ApiProperty({ enum: JUDGING_ACTS }) @IsIn(JUDGING_ACTS) act: JudgingAct;
  /** for the client to read; needed to return and to waive */
  @IsOptional() @Tidy() @IsString() @Length(1, 2000) reason?: string | null;
  /** until when the client has now, when it owes the document again; not before today */
  @IfGiven() @IsDay() dueOn?: string;
}

export class DocumentRequestListQuery extends PageQuery {
  /** key of a stage of the case */
  @IfGiven() @IsString() @Length(1, 100) stageKey?: string;
}

/** A document as it was handed in. */
export class DocumentVersionView {
  id: string;
  /** 1, 2, 3 ... of its request */
  number: number;
  file: FileView;
  note: string | null;
  /** instant */
  receivedAt: string;
  /** null for a client reading what a colleague or the consultancy handed in */
  receivedByName: string | null;
  /** handed in by the consultancy for the client */
  isOnBehalf: boolean;
  @ApiProperty({ enum: ['accepted', 'returned'], nullable: true }) verdict: 'accepted' | 'returned' | null;
  verdictReason: string | null;
  /** instant */
  verdictAt: string | null;
}

/** A document that is asked of a client. */
export class DocumentRequestView {
  id: string;
  applicationId: string;
  stageKey: string;
  title: string;
  titleZh: string | null;
  instructions: string | null;
  template: FileView | null;
  askedOn: string;
  dueOn: string;
  @ApiProperty({ enum: DOCUMENT_REQUEST_STATUSES }) status: DocumentRequestStatus;
  /** why it was returned or waived; for the client to read */
  statusReason: string | null;
  /** instant at which the client opened it; null = not yet */
  firstSeenAt: string | null;
  /** newest first */
  versions: DocumentVersionView[];
  /** legal now for who reads */
  @ApiProperty({ enum: DOCUMENT_REQUEST_ACTS, isArray: true }) acts: DocumentRequestAct[];
  version: number;
  /** instant */
  createdAt: string;
}

export class DocumentRequestPage {
  items: DocumentRequestView[];
  nextCursor: string | null;
}

export class DocumentRequestList {
  items: DocumentRequestView[];
}

export class UsualDocument {
  @ApiProperty({ type: Object }) names: Words;
  /** a request of this name is there already */
  isAsked: boolean;
}

/** What the scheme names as needed for a stage. */
export class UsualDocumentsOfStage {
  stageKey: string;
  @ApiProperty({ type: Object }) stageNames: Words;
  documents: UsualDocument[];
}

export class UsualDocuments {
  items: UsualDocumentsOfStage[];
}
