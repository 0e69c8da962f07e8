import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { NotFound } from '#domain/errors';
import { searchPatterns } from '#domain/search-words';
import { decodeCursor, DEFAULT_PAGE_SIZE, toPage } from '#platform/http/page';
import type { CampaignMemberLine, CampaignMemberPage, MemberListQuery } from './members.dto.js';

const SELECT = `m.id, m.laggard_key as "laggardKey", m.step, m.step_since as "stepSince", m.client_id as "clientId", k.legal_name as "clientName",
  k.legal_name_zh as "clientNameZh", m.certificate_id as "certificateId", c.number as "certificateNumber", c.scheme,
  c.status as "certificateStatus", m.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh",
  p.class_code as "classCode", m.application_id as "applicationId", a.number as "applicationNumber",
  a.status as "applicationStatus", a.stage_key as "stageKey", a.owner_id as "ownerId", o.name as "ownerName", m.todo,
  m.expected_on as "expectedOn", m.excuse_ground as "excuseGround", m.excuse_reason as "excuseReason",
  x.name as "excusedByName", m.failure, m.chased_at as "chasedAt", m.version`;

const JOINS = `join clients k on k.id = m.client_id join products p on p.id = m.product_id
  left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
  left join applications a on a.tenant_id = m.tenant_id and a.id = m.application_id
  left join members o on o.tenant_id = m.tenant_id and o.id = a.owner_id
  left join members x on x.tenant_id = m.tenant_id and x.id = m.excused_by`;

const LIST: ListShape<'laggards', 'campaignId' | 'step' | 'clientId' | 'q'> = {
  name: 'campaigns.members',
  select: SELECT,
  table: 'campaign_members',
  as: 'm',
  joins: JOINS,
  sorts: { laggards: { by: 'm.laggard_key', type: 'text' } },
  filters: {
    campaignId: 'm.campaign_id = $?::uuid',
    step: 'm.step = any ($?::text[])',
    clientId: 'm.client_id = $?::uuid',
    q: `(m.certificate_id in (select certificates_matching($?::text[])) or m.product_id in (select products_matching($?::text[])))`,
  },
  prepared: ['campaignId'],
};

const ONE = {
  name: 'campaigns.member',
  text: `select ${SELECT} from campaign_members m ${JOINS}
    where m.tenant_id = (select current_tenant()) and m.campaign_id = $1 and m.id = $2`,
};

type Row = CampaignMemberLine & { laggardKey: string };

@Injectable()
export class MembersQueries {
  constructor(private readonly db: Db) {}

  /** Laggards first: what needs a hand, then the least far, of those the longest at it. */
  async list(campaignId: string, query: MemberListQuery): Promise<CampaignMemberPage> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, 'laggards');
    const { step, clientId, q } = query;
    const filters = { campaignId, step, clientId, q: q ? searchPatterns(q) : undefined };
    const { sql, params } = pageStatement(LIST, { sort: 'laggards', filters, after, limit });
    const page = toPage(await this.db.read<Row>(sql, params), limit, 'laggards', (row) => row.laggardKey);
    return { ...page, items: page.items.map(({ laggardKey: _, ...line }) => line) };
  }

  /** @throws NotFound */
  async one(campaignId: string, memberId: string): Promise<CampaignMemberLine> {
    const [found] = await this.db.read<Row>(ONE, [campaignId, memberId]);
    if (!found) throw new NotFound('member of the campaign');
    const { laggardKey: _, ...line } = found;
    return line;
  }
}
