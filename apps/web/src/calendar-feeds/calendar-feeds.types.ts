import type { CalendarFeedKind } from '#domain/calendar/feed';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';

/** An address at which a calendar program reads. */
export interface CalendarFeed {
  id: string;
  kind: CalendarFeedKind;
  name: string;
  language: Language;
  clientId: string | null;
  factoryId: string | null;
  madeBy: string;
  isMine: boolean;
  mayRevoke: boolean;
  createdAt: string;
  lastUsedOn: Day | null;
}

/** Told once. */
export interface NewCalendarFeed extends CalendarFeed {
  address: string;
}

/** Whose days: one's own, a client's (one's own company's where none is named), a factory's, the tenant's. */
export type FeedOf =
  | { kind: 'person' }
  | { kind: 'client'; clientId?: string }
  | { kind: 'factory'; factoryId: string }
  | { kind: 'tenant' };
