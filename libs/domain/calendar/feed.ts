import type { AuditStatus } from '../states/audit-status.js';
import type { BookingStatus } from '../states/booking-status.js';
import type { Role } from '../permissions.js';

/** Whose days an address of a calendar shows. */
export const CALENDAR_FEED_KINDS = ['person', 'client', 'factory', 'tenant'] as const;
export type CalendarFeedKind = (typeof CALENDAR_FEED_KINDS)[number];

/** Days before today from which inspections and bookings are shown; open deadlines are shown however late they are. */
export const FEED_DAYS_BACK = 30;
/** Days after today up to which anything is shown. */
export const FEED_DAYS_AHEAD = 400;
/** Days for which something cancelled, and a deadline that was met, is still shown as such. */
export const FEED_SETTLED_DAYS = 90;

/** Which addresses a role may make: a client's person only for itself and for its own company. */
export function feedKindsOf(role: Role): readonly CalendarFeedKind[] {
  return role === 'client' ? ['person', 'client'] : CALENDAR_FEED_KINDS;
}

/** How a calendar tells it (RFC 5545, STATUS of an event). */
export type EntryStatus = 'tentative' | 'confirmed' | 'cancelled';

/** A planned inspection may still move; what was held stays where it was. */
export function auditEntryStatus(status: AuditStatus): EntryStatus {
  if (status === 'cancelled') return 'cancelled';
  return status === 'planned' ? 'tentative' : 'confirmed';
}

/** A slot that is asked for, or kept until a day, may still fall. */
export function bookingEntryStatus(status: BookingStatus): EntryStatus {
  if (status === 'cancelled' || status === 'expired' || status === 'declined') return 'cancelled';
  return status === 'requested' || status === 'option' ? 'tentative' : 'confirmed';
}

/** How often an entry has changed its day, time or state, and when it did so last. */
export interface EntryRevision {
  calendarSequence: number;
  calendarChangedAt: Date | null;
}

/**
 * What a change of a row adds to it, so that a calendar that has its entry takes the new one for newer.
 *
 * @param watched fields that make another entry of it: days, times, state
 * @returns empty where none of them differs
 */
export function revisedEntry<Row extends EntryRevision>(
  row: Row,
  fields: Partial<Row>,
  watched: readonly (keyof Row)[],
  now: Date,
): Partial<EntryRevision> {
  const hasChanged = watched.some(
    (field) => fields[field] !== undefined && JSON.stringify(fields[field]) !== JSON.stringify(row[field]),
  );
  return hasChanged ? { calendarSequence: row.calendarSequence + 1, calendarChangedAt: now } : {};
}
