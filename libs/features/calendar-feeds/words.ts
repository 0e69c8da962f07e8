import type { DeadlineKind } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import type { AuditKind, AuditStatus } from '#domain/states/audit-status';
import type { BookingStatus } from '#domain/states/booking-status';
import { de } from './words.de.js';
import { en } from './words.en.js';
import { zh } from './words.zh.js';

/** What an entry of a calendar says beside the words of the mails, in one language. */
export interface CalendarWords {
  kind: Readonly<Record<DeadlineKind, string>>;
  audit: Readonly<Record<AuditKind, string>>;
  auditStatus: Readonly<Record<AuditStatus, string>>;
  bookingStatus: Readonly<Record<BookingStatus, string>>;
  /** a test at a laboratory */
  test: string;
  overdue: string;
  cancelled: string;
  met: string;
  withdrawn: string;
  remote: string;
  unannounced: string;
  labels: { state: string; client: string; standard: string; test: string; body: string };
  /** what a calendar of the tenant, of whom, and how far it reaches */
  about(name: string): string;
  /** answers to an invitation reach nobody */
  unread: string;
  /** name of the file in a mail, without its ending */
  fileName: string;
}

const WORDS: Readonly<Record<Language, CalendarWords>> = { en, de, zh };

export function calendarWordsOf(language: Language): CalendarWords {
  return WORDS[language];
}
