import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { COMMENT_AUDIENCES, type CommentAudience } from '#domain/cases/comment';
import type { Role } from '#domain/permissions';
import { PageQuery } from '#platform/http/page';

export class CommentListQuery extends PageQuery {
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() auditId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
  /** newest first is the only order */
  @IsOptional() @IsIn(['-createdAt']) sort?: '-createdAt';
}

export class CommentInput {
  @IsOptional() @IsUUID() applicationId?: string;
  @IsOptional() @IsUUID() auditId?: string;
  @IsOptional() @IsUUID() bookingId?: string;
  /** left out: internal; of a client-role session always `client` */
  @IsOptional() @IsIn(COMMENT_AUDIENCES) audience?: CommentAudience;
  /** 1 to 10,000 characters, plain text; lines are kept, space at the ends is not */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(1, 10_000)
  body: string;
  /** members of the team who are told by mail */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ArrayUnique() @IsUUID(undefined, { each: true }) mentions?: string[];
}

export class MentionView {
  memberId: string;
  name: string;
}

export class CommentView {
  id: string;
  applicationId: string | null;
  auditId: string | null;
  bookingId: string | null;
  audience: CommentAudience;
  body: string;
  /** always empty for a client-role session */
  mentions: MentionView[];
  authorName: string;
  isFromClient: boolean;
  isOwn: boolean;
  /** by its author and by the owners and managers */
  mayDelete: boolean;
  /** instant */
  createdAt: string;
}

export class CommentPage {
  items: CommentView[];
  nextCursor: string | null;
}

/** Somebody of the team who can be mentioned. */
export class MentionableView {
  memberId: string;
  name: string;
  role: Role;
}

export class MentionableList {
  items: MentionableView[];
}
