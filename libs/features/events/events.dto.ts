import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { PageQuery } from '#platform/http/page';

export class EventListQuery extends PageQuery {
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() certificateId?: string;
  @IsOptional() @IsUUID() importId?: string;
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() auditId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
  @IsOptional() @IsUUID() changeId?: string;
  @IsOptional() @IsUUID() entryId?: string;
  @IsOptional() @IsUUID() campaignId?: string;
  @IsOptional() @IsUUID() determinationId?: string;
  @IsOptional() @IsUUID() approvalId?: string;
  @IsOptional() @IsUUID() projectId?: string;
  /** newest first is the only order of a timeline */
  @IsOptional() @IsIn(['-at']) sort?: '-at';
}

/** One line of a timeline. */
export class EventView {
  id: string;
  /** instant */
  at: string;
  /** noun.past-tense, e.g. `certificate.suspended` */
  what: string;
  /** who did it; null = Homolog itself */
  actorName: string | null;
  clientId: string | null;
  factoryId: string | null;
  productId: string | null;
  certificateId: string | null;
  importId: string | null;
  applicationId: string | null;
  auditId: string | null;
  bookingId: string | null;
  changeId: string | null;
  entryId: string | null;
  campaignId: string | null;
  determinationId: string | null;
  approvalId: string | null;
  projectId: string | null;
  /** what changed and other printable facts; for an edit `changes`: field -> [before, after] */
  facts: Record<string, unknown>;
}

export class EventPage {
  items: EventView[];
  nextCursor: string | null;
}

export class NoteInput {
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() certificateId?: string;
  /** 1 to 10,000 characters, plain text */
  @IsString() @Length(1, 10_000) body: string;
}

/** An internal remark. A client-role session never sees one. */
export class NoteView {
  id: string;
  body: string;
  authorName: string | null;
  /** instant */
  createdAt: string;
}

export class NoteListQuery {
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
  @IsOptional() @IsUUID() productId?: string;
  @IsOptional() @IsUUID() certificateId?: string;
}

export class NoteList {
  items: NoteView[];
}
