import type { CommentAudience } from '#domain/cases/comment';
import type { Role } from '#domain/permissions';

/** What is spoken about. */
export type CommentSubject = { applicationId: string } | { auditId: string } | { bookingId: string };

export interface Comment {
  id: string;
  audience: CommentAudience;
  body: string;
  mentions: { memberId: string; name: string }[];
  authorName: string;
  isFromClient: boolean;
  isOwn: boolean;
  mayDelete: boolean;
  /** instant */
  createdAt: string;
}

/** Somebody of the team. */
export interface Mentionable {
  memberId: string;
  name: string;
  role: Role;
}

/** The client who may read along, by its names. */
export interface CommentClient {
  legalName: string;
  legalNameZh: string | null;
}
