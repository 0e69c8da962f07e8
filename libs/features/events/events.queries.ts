import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { EventListQuery, EventView } from './events.dto.js';

const SUBJECTS = {
  clientId: 'client_id',
  factoryId: 'factory_id',
  productId: 'product_id',
  certificateId: 'certificate_id',
  importId: 'import_id',
  applicationId: 'application_id',
  auditId: 'audit_id',
  bookingId: 'booking_id',
  changeId: 'change_id',
  entryId: 'entry_id',
  campaignId: 'campaign_id',
  determinationId: 'determination_id',
  approvalId: 'approval_id',
  projectId: 'project_id',
} as const;
type Subject = keyof typeof SUBJECTS;

const timeline = (column: string | null) => ({
  name: `events.of-${column ?? 'tenant'}`,
  text: `select e.id, e.at, e.what, m.name as "actorName", e.client_id as "clientId", e.factory_id as "factoryId",
           e.product_id as "productId", e.certificate_id as "certificateId", e.import_id as "importId", e.application_id as "applicationId",
           e.audit_id as "auditId", e.booking_id as "bookingId", e.change_id as "changeId", e.entry_id as "entryId",
           e.campaign_id as "campaignId", e.determination_id as "determinationId", e.approval_id as "approvalId",
           e.project_id as "projectId", e.facts
         from events e left join members m on m.tenant_id = e.tenant_id and m.id = e.actor_id
         where e.tenant_id = current_tenant() ${column ? `and e.${column} = $4` : ''}
           and ($1::timestamptz is null or (e.at, e.id) < ($1, $2::uuid))
         order by e.at desc, e.id desc limit $3`,
});

/** One prepared statement for the tenant's timeline and one per kind of subject. */
const TIMELINES = {
  tenant: timeline(null),
  ...(Object.fromEntries(Object.entries(SUBJECTS).map(([key, column]) => [key, timeline(column)])) as Record<
    Subject,
    ReturnType<typeof timeline>
  >),
};

@Injectable()
export class EventsQueries {
  constructor(private readonly db: Db) {}

  async timeline(query: EventListQuery): Promise<Page<EventView>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, '-at', 'instant');
    const subject = (Object.keys(SUBJECTS) as Subject[]).find((key) => query[key]);
    const params: unknown[] = [after?.value ?? null, after?.id ?? null, limit + 1];
    if (subject) params.push(query[subject]);
    const rows = await this.db.read<EventView>(TIMELINES[subject ?? 'tenant'], params);
    return toPage(rows, limit, '-at', (row) => row.at);
  }
}
