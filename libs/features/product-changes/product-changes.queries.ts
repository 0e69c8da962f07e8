import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import { changeNeed } from '#domain/product-changes/change-need';
import { shipmentStanding } from '#domain/product-changes/changed-goods';
import { principleNote } from '#domain/renewals/late-filing';
import { Clock } from '#platform/clock';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, type PageQuery, toPage } from '#platform/http/page';
import type { ProductChangeLine, ProductChangeListQuery, ProductChangeView, TouchedCertificate, TouchedCounts } from './product-changes.dto.js'; // prettier-ignore

const SORT = '-createdAt';
const BY_CODE = 'code';

const COUNTS = `left join lateral (select json_build_object(
      'touched', count(*) filter (where t.state = 'touched'), 'caseOpen', count(*) filter (where t.state = 'case-open'),
      'accepted', count(*) filter (where t.state = 'accepted'), 'notTouched', count(*) filter (where t.state = 'not-touched')) as counts,
      count(*) filter (where t.accepted_on > h.planned_on)::int as "acceptedLate"
    from product_change_certificates t where t.tenant_id = h.tenant_id and t.change_id = h.id) n on true`;

const TOLD = `h.id, h.kind, h.title, h.status, h.planned_on as "plannedOn", h.created_at as "createdAt",
    json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) as client,
    case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'nameZh', f.name_zh, 'factoryCode', f.factory_code) end as factory,
    case when is_staff() then m.name end as "responsibleName", n.counts, n."acceptedLate"`;

const JOINS = `join clients k on k.id = h.client_id left join factories f on f.id = h.factory_id
    left join members m on m.id = h.responsible_id ${COUNTS}`;

type Filter = 'status' | 'kind' | 'clientId' | 'factoryId' | 'certificateId' | 'responsibleId';

const LIST: ListShape<typeof SORT, Filter> = {
  name: 'product-changes',
  select: TOLD,
  table: 'product_changes',
  as: 'h',
  joins: JOINS,
  sorts: { '-createdAt': { by: 'h.created_at', type: 'timestamptz', descending: true } },
  filters: {
    status: 'h.status = any ($?::text[])',
    kind: 'h.kind = any ($?::text[])',
    clientId: 'h.client_id = $?::uuid',
    factoryId: 'h.factory_id = $?::uuid',
    certificateId:
      'h.id in (select o.change_id from product_change_certificates o where o.tenant_id = h.tenant_id and o.certificate_id = $?::uuid)',
    responsibleId: 'h.responsible_id = $?::uuid',
  },
  prepared: ['clientId', 'certificateId'],
};

const ONE: NamedSql = {
  name: 'product-changes.one',
  text: `select ${TOLD}, h.description, case when is_staff() then h.status_reason end as "statusReason",
      case when is_staff() then h.responsible_id end as "responsibleId", h.version
    from product_changes h ${JOINS} where h.tenant_id = current_tenant() and h.id = $1`,
};

export const CERTIFICATE_OF_CHANGE = `json_build_object('id', c.id, 'number', c.number, 'scheme', c.scheme, 'status', c.status,
    'productId', p.id, 'productName', p.name, 'productNameZh', p.name_zh)`;

const CERTIFICATES: ListShape<typeof BY_CODE, 'changeId'> = {
  name: 'product-changes.certificates',
  select: `t.id, t.code, t.state, case when is_staff() then t.state_reason end as "stateReason", t.accepted_on as "acceptedOn", t.version,
    ${CERTIFICATE_OF_CHANGE} as certificate, case when a.id is not null then json_build_object('id', a.id, 'number', a.number, 'status', a.status,
      'forecastOn', a.forecast_on, 'endedOn', a.ended_on) end as application`,
  table: 'product_change_certificates',
  as: 't',
  joins: `join certificates c on c.id = t.certificate_id join products p on p.id = c.product_id
    left join applications a on a.id = t.application_id`,
  sorts: { code: { by: 't.code', type: 'text' } },
  filters: { changeId: 't.change_id = $?::uuid' },
  prepared: ['changeId'],
};

type FoundLine = Omit<ProductChangeLine, 'hasLeftBefore'> & { acceptedLate: number };
type FoundOne = FoundLine & Pick<ProductChangeView, 'description' | 'statusReason' | 'responsibleId' | 'version'>;
type FoundTouched = Omit<TouchedCertificate, 'need' | 'shipment'> & { code: string };

/** Changes with how far they are, and what each needs on each certificate. */
@Injectable()
export class ProductChangesQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
  ) {}

  /** @param timeZone the reader's, whose today decides what has left too early */
  async list(query: ProductChangeListQuery, timeZone: string): Promise<Page<ProductChangeLine>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const { status, kind, clientId, factoryId, certificateId, responsibleId } = query;
    const { sql, params } = pageStatement(LIST, {
      sort: SORT,
      limit,
      after: decodeCursor(query.cursor, SORT, 'instant'),
      filters: { status, kind, clientId, factoryId, certificateId, responsibleId },
    });
    const page = toPage(await this.db.read<FoundLine>(sql, params), limit, SORT, (row) => row.createdAt);
    const today = this.clock.today(timeZone);
    return { ...page, items: page.items.map((row) => lineOf(row, today)) };
  }

  /** @throws NotFound */
  async one(id: string, timeZone: string): Promise<ProductChangeView> {
    const [found] = await this.db.read<FoundOne>(ONE, [id]);
    if (!found) throw new NotFound('product change');
    const { description, statusReason, responsibleId, version, ...line } = found;
    const today = this.clock.today(timeZone);
    const rule = principleNote(this.references.known(), 'change-before-shipment', today);
    return { ...lineOf(line, today), description, statusReason, responsibleId, rule, version };
  }

  /** @throws NotFound */
  async certificates(id: string, query: PageQuery, timeZone: string): Promise<Page<TouchedCertificate>> {
    const { plannedOn } = await this.one(id, timeZone);
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, BY_CODE, 'text');
    const { sql, params } = pageStatement(CERTIFICATES, { sort: BY_CODE, filters: { changeId: id }, after, limit });
    const page = toPage(await this.db.read<FoundTouched>(sql, params), limit, BY_CODE, ({ code }) => code);
    const today = this.clock.today(timeZone);
    const { schemes } = this.references.known();
    return {
      ...page,
      items: page.items.map(({ code, ...row }) => ({
        ...row,
        need: changeNeed(code, row.certificate.scheme, schemes),
        shipment: shipmentStanding(plannedOn, { ...row, expectedOn: row.application?.forecastOn ?? null }, today),
      })),
    };
  }
}

function lineOf({ acceptedLate, ...line }: FoundLine, today: Day): ProductChangeLine {
  return {
    ...line,
    hasLeftBefore: hasLeftBefore(line.plannedOn, line.counts, acceptedLate, today) && line.status !== 'withdrawn',
  };
}

function hasLeftBefore(
  plannedOn: Day | null,
  { touched, caseOpen }: TouchedCounts,
  acceptedLate: number,
  today: Day,
): boolean {
  if (plannedOn === null) return false;
  return acceptedLate > 0 || (touched + caseOpen > 0 && plannedOn <= today);
}
