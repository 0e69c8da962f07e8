import type { Audit } from '#database/entities/audit.entity';
import type { EventSubject } from '#features/events/events.service';

/** What an event of an audit is about: it stands in the history of its factory, its client and its case too. */
export function subjectOf({ id, factoryId, clientId, applicationId }: Audit): EventSubject {
  return { auditId: id, factoryId, clientId, applicationId };
}
