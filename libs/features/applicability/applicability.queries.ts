import { Injectable } from '@nestjs/common';
import type { ApplicabilityAnswer, Verdict } from '#domain/applicability/answer';
import type { ApplicabilityFacts } from '#domain/applicability/facts';
import type { Role } from '#domain/permissions';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { NotFound } from '#domain/errors';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { CheckLine, CheckListQuery, CheckView } from './applicability.dto.js';

/** Number of the document as it stands on a letter: `A-2026-0001`. */
export function checkNumber(year: number, sequence: number): string {
  return `A-${year}-${String(sequence).padStart(4, '0')}`;
}

interface Numbered {
  year: number;
  sequence: number;
}

/** A stored check as the letter needs it. */
export interface StoredCheck extends Omit<CheckView, 'number' | 'words' | 'supersededBy'> {
  number: string;
  facts: ApplicabilityFacts;
  answer: ApplicabilityAnswer;
  verdict: Verdict;
  supersededBy: { id: string; number: string } | null;
  /** the day it was made, in the tenant's zone */
  createdOn: string;
  createdByRole: Role | null;
  clientAddress: string | null;
  clientAddressZh: string | null;
  clientCountry: string | null;
  models: string[];
}

const NEWER = `from applicability_checks n
  where n.tenant_id = a.tenant_id and n.product_id = a.product_id and (n.created_at, n.id) > (a.created_at, a.id)`;

const LIST: ListShape<'-createdAt', 'productId' | 'clientId'> = {
  name: 'applicability-checks',
  select: `a.id, a.year, a.sequence, a.day, a.verdict, a.answer->'class'->>'key' as "classKey",
    a.answer->'class'->>'code' as "classCode",
    case a.verdict when 'never-in-scope' then a.answer #> '{reasons,0,facts,names}' else a.answer #> '{class,names}' end as "takenFor",
    a.facts->>'description' as description,
    a.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh",
    a.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    a.reference_version as "referenceVersion", a.created_at as "createdAt", m.name as "createdByName",
    not exists (select 1 ${NEWER}) as "isNewest"`,
  table: 'applicability_checks',
  as: 'a',
  joins: `left join products p on p.tenant_id = a.tenant_id and p.id = a.product_id
    left join clients k on k.tenant_id = a.tenant_id and k.id = a.client_id
    left join members m on m.tenant_id = a.tenant_id and m.id = a.created_by`,
  sorts: { '-createdAt': { by: 'a.created_at', type: 'timestamptz', descending: true } },
  filters: { productId: 'a.product_id = $?::uuid', clientId: 'a.client_id = $?::uuid' },
  prepared: ['productId'],
};

const ONE = {
  name: 'applicability-checks.one',
  text: `select a.id, a.year, a.sequence, a.day, a.verdict, a.reference_version as "referenceVersion", a.facts, a.answer,
           a.created_at as "createdAt", to_char(a.created_at at time zone t.time_zone, 'YYYY-MM-DD') as "createdOn",
           m.name as "createdByName", m.role as "createdByRole",
           case when p.id is not null then json_build_object('id', p.id, 'name', p.name, 'nameZh', p.name_zh) end as product,
           coalesce(p.models, '{}') as models,
           case when k.id is not null then json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) end as client,
           k.address as "clientAddress", k.address_zh as "clientAddressZh", k.country as "clientCountry",
           (select json_build_object('id', n.id, 'year', n.year, 'sequence', n.sequence) ${NEWER}
             order by n.created_at desc, n.id desc limit 1) as "supersededBy"
         from applicability_checks a
         join tenants t on t.id = a.tenant_id
         left join products p on p.tenant_id = a.tenant_id and p.id = a.product_id
         left join clients k on k.tenant_id = a.tenant_id and k.id = a.client_id
         left join members m on m.tenant_id = a.tenant_id and m.id = a.created_by
         where a.tenant_id = current_tenant() and a.id = $1`,
};

@Injectable()
export class ApplicabilityQueries {
  constructor(private readonly db: Db) {}

  async list({ cursor, limit = DEFAULT_PAGE_SIZE, productId, clientId }: CheckListQuery): Promise<Page<CheckLine>> {
    const after = decodeCursor(cursor, '-createdAt', 'instant');
    const { sql, params } = pageStatement(LIST, { sort: '-createdAt', filters: { productId, clientId }, after, limit });
    const rows = await this.db.read<Omit<CheckLine, 'number'> & Numbered>(sql, params);
    return toPage(
      rows.map(({ year, sequence, ...row }) => ({ ...row, number: checkNumber(year, sequence) })),
      limit,
      '-createdAt',
      (row) => row.createdAt,
    );
  }

  /** @throws NotFound */
  async one(id: string): Promise<StoredCheck> {
    type Row = Omit<StoredCheck, 'number' | 'supersededBy'> &
      Numbered & { supersededBy: (Numbered & { id: string }) | null };
    const [row] = await this.db.read<Row>(ONE, [id]);
    if (!row) throw new NotFound('applicability check');
    const { year, sequence, supersededBy: newer, ...check } = row;
    return {
      ...check,
      number: checkNumber(year, sequence),
      supersededBy: newer && { id: newer.id, number: checkNumber(newer.year, newer.sequence) },
    };
  }
}
