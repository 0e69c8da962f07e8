import type { Audit } from '#database/entities/audit.entity';
import type { EventSubject } from '#features/events/events.service';

/** What an event of an audit is about: it stands in the history of its factory, its client and its case too. */
export function subjectOf({ id, factoryId, clientId, applicationId }: Audit): EventSubject {
  return { auditId: id, factoryId, clientId, applicationId };
}

/** A change of these is a change of its entry in calendars. */
export const ENTRY_FIELDS = [
  'status',
  'plannedFrom',
  'plannedTo',
  'heldFrom',
  'heldTo',
] as const satisfies readonly (keyof Audit)[];
