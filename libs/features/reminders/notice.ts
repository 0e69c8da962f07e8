export const NOTICE_KINDS = [
  'document-requested',
  'document-returned',
  'document-received',
  'comment-for-client',
  'comment-from-client',
  'mention',
  'audit-planned',
  'audit-moved',
  'audit-cancelled',
  'booking-confirmed',
  'booking-moved',
  'booking-cancelled',
  'finding-recorded',
  'finding-returned',
  'finding-answered',
  'case-ended',
  'certificate-expired',
  'campaign-letter',
  'campaign-chase',
  'campaign-report',
  'address-marked',
  'reminder-disowned',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export type NoticeSubject =
  | { applicationId: string }
  | { auditId: string }
  | { bookingId: string }
  | { certificateId: string }
  | { campaignId: string }
  | { deadlineId: string };

/**
 * Who is told: one person; the client (the contact of the case or certificate, or all contacts where none is named, and its
 * people with an account); or the owner of the case, the responsible of the audit, booking or certificate (the managers and
 * owners where nobody is); or the laboratory of a booking, where its address is known.
 */
export type NoticeTo = { contactId: string } | { memberId: string } | 'client' | 'owner' | 'laboratory';

/** Something that happened, and who must know of it. */
export interface NoticeToTell {
  kind: NoticeKind;
  subject: NoticeSubject;
  requestId?: string;
  commentId?: string;
  /** of a campaign: the letter as it was written; whose it is says to whom it may go */
  letterId?: string;
  /** of a campaign where there is no letter: the client */
  clientId?: string;
  /** instant of the mail; some minutes from now when left out */
  sendAt?: Date;
  to: NoticeTo;
  /**
   * what the mail says beside the case: `title`, `titleZh`, `dueOn`, `reason` of a document, `body` and `authorName` of a
   * comment, `from` and `to` of an audit, `startsAt` and `endsAt` of a booking, `findingId`, `body` and `dueOn` of a finding, `status` of the case, `clientId` and
   * `reportId` of a campaign's report, `label`, `labelZh` and `path` of what a deadline is about. Left out, it is looked up when the mail is written.
   */
  facts: Record<string, unknown>;
}

/** A later word about the same document, inspection or booking overtakes these, as far as they have not been sent. */
export const OVERTAKES: Partial<Record<NoticeKind, readonly NoticeKind[]>> = {
  'document-requested': ['document-received', 'document-returned'],
  'document-returned': ['document-received', 'document-requested'],
  'document-received': ['document-requested', 'document-returned'],
  'audit-planned': ['audit-moved', 'audit-cancelled'],
  'audit-moved': ['audit-planned', 'audit-cancelled'],
  'audit-cancelled': ['audit-planned', 'audit-moved'],
  'booking-confirmed': ['booking-moved', 'booking-cancelled'],
  'booking-moved': ['booking-confirmed', 'booking-cancelled'],
  'booking-cancelled': ['booking-confirmed', 'booking-moved'],
};

/** News that carry an entry for the reader's calendar. */
export const CALENDAR_NEWS = [
  'audit-planned',
  'audit-moved',
  'audit-cancelled',
  'booking-confirmed',
  'booking-moved',
  'booking-cancelled',
] as const satisfies readonly NoticeKind[];

/** What stands in a calendar. */
export type CalendarSubject = { auditId: string } | { bookingId: string };

/** These are letters: each goes in a mail of its own, with nothing beside it. */
export const ALONE: readonly NoticeKind[] = ['campaign-letter', 'campaign-chase', 'campaign-report'];

/** What is told of a marked address. */
export interface MarkedAddressFacts {
  email: string;
  /** whose it is */
  name: string;
  reason: 'bounce' | 'complaint';
  /** the server's own words */
  answer: string | null;
  clientId: string | null;
}
