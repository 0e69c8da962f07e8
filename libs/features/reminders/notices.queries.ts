import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { NotFound } from '#domain/errors';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { NoticeListQuery, NoticeView } from './notices.dto.js';

type Filter = 'state' | 'applicationId' | 'auditId' | 'bookingId' | 'certificateId' | 'campaignId' | 'deadlineId';

const NEWEST = '-createdAt';

const COLUMNS = `n.id, n.kind, n.application_id as "applicationId", n.audit_id as "auditId", n.booking_id as "bookingId",
  n.certificate_id as "certificateId", n.campaign_id as "campaignId", n.deadline_id as "deadlineId", n.facts->>'path' as path, n.letter_id as "letterId",
  coalesce(case when n.audit_id is not null then f.name when n.booking_id is not null then l.name end, a.number, y.number, g.name, n.facts->>'email', n.facts->>'label', '') as label, coalesce(q.title, r.subject) as title,
  k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh", n.state, n.state_reason as "stateReason",
  n.contact_id as "contactId", n.member_id as "memberId", coalesce(m.to_name, t.name, o.name) as "toName",
  coalesce(m.to_email, t.email, o.email) as "toEmail", n.created_at as "createdAt", m.send_at as "sendAt", m.sent_at as "sentAt",
  m.server_answer as "serverAnswer"`;

const JOINS = `
  left join audits u on u.tenant_id = n.tenant_id and u.id = n.audit_id
  left join bookings b on b.tenant_id = n.tenant_id and b.id = n.booking_id
  left join applications a on a.tenant_id = n.tenant_id and a.id = coalesce(n.application_id, u.application_id, b.application_id)
  left join factories f on f.tenant_id = n.tenant_id and f.id = u.factory_id
  left join laboratories l on l.tenant_id = n.tenant_id and l.id = b.laboratory_id
  left join document_requests q on q.tenant_id = n.tenant_id and q.id = n.request_id
  left join certificates y on y.tenant_id = n.tenant_id and y.id = n.certificate_id
  left join campaigns g on g.tenant_id = n.tenant_id and g.id = n.campaign_id
  left join campaign_letters r on r.tenant_id = n.tenant_id and r.id = n.letter_id
  left join deadlines d on d.tenant_id = n.tenant_id and d.id = n.deadline_id
  left join clients k on k.tenant_id = n.tenant_id and k.id = coalesce(u.client_id, b.client_id, a.client_id, y.client_id, r.client_id, d.client_id, (n.facts->>'clientId')::uuid)
  left join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id
  left join contacts t on t.tenant_id = n.tenant_id and t.id = n.contact_id
  left join members o on o.tenant_id = n.tenant_id and o.id = n.member_id`;

const LIST: ListShape<typeof NEWEST, Filter> = {
  name: 'notices',
  select: COLUMNS,
  table: 'notices',
  as: 'n',
  joins: JOINS,
  sorts: { [NEWEST]: { by: 'n.created_at', type: 'timestamptz', descending: true } },
  filters: {
    state: 'n.state = any ($?::text[])',
    applicationId: 'n.application_id = $?::uuid',
    auditId: 'n.audit_id = $?::uuid',
    bookingId: 'n.booking_id = $?::uuid',
    certificateId: 'n.certificate_id = $?::uuid',
    campaignId: 'n.campaign_id = $?::uuid',
    deadlineId: 'n.deadline_id = $?::uuid',
  },
};

const ONE = {
  name: 'notices.one',
  text: `select ${COLUMNS} from notices n ${JOINS} where n.tenant_id = current_tenant() and n.id = $1`,
};

@Injectable()
export class NoticesQueries {
  constructor(private readonly db: Db) {}

  async list({ cursor, limit, sort: _, ...filters }: NoticeListQuery): Promise<Page<NoticeView>> {
    const size = limit ?? DEFAULT_PAGE_SIZE;
    const { sql, params } = pageStatement(LIST, {
      sort: NEWEST,
      limit: size,
      after: decodeCursor(cursor, NEWEST, 'instant'),
      filters,
    });
    return toPage(await this.db.read<NoticeView>(sql, params), size, NEWEST, (row) => row.createdAt);
  }

  /** @throws NotFound */
  async one(id: string): Promise<NoticeView> {
    const [found] = await this.db.read<NoticeView>(ONE, [id]);
    if (!found) throw new NotFound('notice');
    return found;
  }
}
