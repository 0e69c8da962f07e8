import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { certificateChain, type ChainFactory } from '#domain/deadlines/factory-inspection';
import type { ChainedCertificate } from '#features/clients/factory-inspections.dto';
import { toWindow } from '#features/clients/factory-inspections.queries';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { AuditOfWindow, WindowLine, WindowListQuery } from './windows.dto.js';

/** Certificates of one factory that are looked at in a list. */
const AT_MOST = 50;
const SORT = 'latestOn';
const DUE_ON = `coalesce(f.next_due_on, 'infinity'::date)`;

/** Factories that a body follows up; those of which the last inspection is not known stand last. */
const LIST: ListShape<typeof SORT, 'followedUp' | 'clientId' | 'dueBefore'> = {
  name: 'audit-windows',
  select: `f.id, f.name as "factoryName", f.name_zh as "factoryNameZh", f.country, f.factory_class as "factoryClass",
    f.last_follow_up_on as "lastFollowUpOn", ${DUE_ON} as "dueOn",
    coalesce((select json_agg(json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) order by k.name_key)
       from client_factories link join clients k on k.tenant_id = link.tenant_id and k.id = link.client_id
       where link.tenant_id = f.tenant_id and link.factory_id = f.id), '[]') as clients`,
  table: 'factories',
  as: 'f',
  joins: '',
  sorts: { latestOn: { by: DUE_ON, type: 'date' } },
  filters: {
    followedUp: `f.next_due_on is not null or exists (select 1 from certificates c where c.tenant_id = f.tenant_id
      and c.factory_id = f.id and c.status in ('valid', 'suspended')
      and c.scheme not in ('ccc-self-declaration-a', 'ccc-self-declaration-b'))`,
    clientId: `exists (select 1 from client_factories link
      where link.tenant_id = f.tenant_id and link.factory_id = f.id and link.client_id = $?::uuid)`,
    dueBefore: `${DUE_ON} < $?::date`,
  },
  prepared: ['followedUp'],
};

const CERTIFICATES = {
  name: 'audit-windows.certificates',
  text: `select of_factory.* from unnest($1::uuid[]) as page (id)
    cross join lateral (select c.id, c.factory_id as "factoryId", c.number, c.scheme, c.status, c.valid_until as "validUntil",
        p.id as "productId", p.name as "productName", p.name_zh as "productNameZh", p.class_code as "classCode",
        k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh"
      from certificates c
      join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
      join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
      where c.tenant_id = current_tenant() and c.factory_id = page.id and c.status in ('valid', 'suspended')
      order by c.number_key, c.id limit ${AT_MOST + 1}) of_factory`,
};

const AUDITS = {
  name: 'audit-windows.audits',
  text: `select distinct on (a.factory_id) a.factory_id as "factoryId", a.id, a.status,
      coalesce(a.held_from, a.planned_from) as day
    from audits a where a.tenant_id = current_tenant() and a.factory_id = any ($1::uuid[]) and a.kind = 'follow-up'
      and a.status in ('planned', 'confirmed', 'held')
    order by a.factory_id, coalesce(a.held_from, a.planned_from, 'infinity'), a.id`,
};

type FoundFactory = Pick<WindowLine, 'factoryName' | 'factoryNameZh' | 'country' | 'clients'> &
  ChainFactory & { dueOn: string };
type OfFactory<T> = T & { factoryId: string };

/** Which factories must be inspected by when, and what hangs on it: three statements for a page, however long. */
@Injectable()
export class WindowsQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** The earliest first, so that what is overdue stands at the top. */
  async list({ clientId, dueBefore, ...query }: WindowListQuery): Promise<Page<WindowLine>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, SORT, 'day');
    const filters = { followedUp: true, clientId, dueBefore };
    const { sql, params } = pageStatement(LIST, { sort: SORT, filters, after, limit });
    const found = await this.db.read<FoundFactory>(sql, params);
    const { items: factories, nextCursor } = toPage(found, limit, SORT, (row) => row.dueOn);
    const ids = factories.map(({ id }) => id);
    const [certificates, audits] = await Promise.all([
      this.db.read<OfFactory<ChainedCertificate>>(CERTIFICATES, [ids]),
      this.db.read<OfFactory<AuditOfWindow>>(AUDITS, [ids]),
    ]);
    const items = factories.map((factory) => this.line(factory, certificates, audits));
    return { items, nextCursor };
  }

  private line(
    { id, factoryName, factoryNameZh, country, clients, factoryClass, lastFollowUpOn }: FoundFactory,
    certificates: readonly OfFactory<ChainedCertificate>[],
    audits: readonly OfFactory<AuditOfWindow>[],
  ): WindowLine {
    const there = certificates.filter(({ factoryId }) => factoryId === id);
    const own = there.slice(0, AT_MOST);
    const byId = new Map(own.map(({ factoryId: _, ...certificate }) => [certificate.id, certificate]));
    const [chain] = certificateChain(own, [{ id, factoryClass, lastFollowUpOn }], this.references.known()).chains;
    const audit = audits.find(({ factoryId }) => factoryId === id);
    return {
      ...{ factoryId: id, factoryName, factoryNameZh, country, clients },
      window: chain!.window && toWindow(chain!.window),
      atRisk: chain!.atRisk.map((risk) => ({
        ...byId.get(risk.id)!,
        ifMissed: risk.ifMissed,
        endsFirst: risk.endsFirst,
      })),
      isCapped: there.length > AT_MOST,
      audit: audit ? { id: audit.id, status: audit.status, day: audit.day } : null,
    };
  }
}
