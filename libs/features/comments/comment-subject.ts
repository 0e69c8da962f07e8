import { Application } from '#database/entities/application.entity';
import { Audit } from '#database/entities/audit.entity';
import { Booking } from '#database/entities/booking.entity';
import { BadInput } from '#domain/errors';

/** What is spoken about, and where its row stands. */
export const COMMENT_SUBJECTS = { applicationId: Application, auditId: Audit, bookingId: Booking } as const;
export type CommentSubject = keyof typeof COMMENT_SUBJECTS;

/** @throws BadInput `one-subject` unless exactly one is named */
export function theOneSubject(input: Partial<Record<CommentSubject, string>>): CommentSubject {
  const named = (Object.keys(COMMENT_SUBJECTS) as CommentSubject[]).filter((key) => input[key]);
  if (named.length === 1) return named[0]!;
  throw new BadInput('invalid-input', [
    {
      field: 'subject',
      code: 'one-subject',
      detail: 'Name exactly one subject.',
      allowed: Object.keys(COMMENT_SUBJECTS).join(' or '),
    },
  ]);
}
