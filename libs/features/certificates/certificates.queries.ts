import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { filteredRows, pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { addDays } from '#domain/day';
import { NotFound } from '#domain/errors';
import { numberKey } from '#domain/register/text';
import { searchPatterns } from '#domain/search-words';
import { classView } from '#features/products/products.queries';
import { Clock } from '#platform/clock';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { OwedDeadline } from '#features/deadlines/deadlines.dto';
import type { CertificateCount, CertificateFilters, CertificateLine, CertificateListQuery, CertificateSort, CertificateView, ProductOfCertificate } from './certificates.dto.js'; // prettier-ignore

/** A count walks its rows: up to here it is exact. */
const COUNTED_AT_MOST = 10_000;

type Filter = 'status' | 'scheme' | 'isSelfDeclaration' | 'clientId' | 'productId' | 'factoryId' | 'responsibleId' | 'importId' | 'classCode' | 'body' | 'validFrom' | 'validTo' | 'dueBefore' | 'conversionOpen' | 'conversionMet' | 'conversionNone' | 'q'; // prettier-ignore

const VALID_UNTIL = `coalesce(c.valid_until, 'infinity'::date)`;
const ISSUED_ON = `coalesce(c.issued_on, 'infinity'::date)`;
const IS_SELF_DECLARATION = `c.scheme in ('ccc-self-declaration-a', 'ccc-self-declaration-b')`;

/** Declarations with a conversion. `certificate_id` is never null here: only certificates have one. */
const CONVERSIONS = `select d.certificate_id from deadlines d
  where d.tenant_id = (select current_tenant()) and d.kind = 'conversion' and d.certificate_id is not null`;

const LIST: ListShape<CertificateSort, Filter> = {
  name: 'certificates',
  select: `c.id, c.number, c.scheme, c.status, c.issued_on as "issuedOn", c.valid_until as "validUntil", c.body,
    nullif(c.next_due_on, 'infinity') as "nextDueOn", c.next_due_kind as "nextDueKind", c.next_due_basis as "nextDueBasis",
    c.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    c.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh", p.class_code as "classCode",
    case when is_staff() then c.responsible_id end as "responsibleId"`,
  table: 'certificates',
  as: 'c',
  // By id alone: the policies name the tenant of each table, and naming it twice misleads the planner.
  joins: 'join clients k on k.id = c.client_id join products p on p.id = c.product_id',
  sorts: {
    nextDueOn: { by: 'c.next_due_on', type: 'date' },
    number: { by: 'c.number_key', type: 'text' },
    validUntil: { by: VALID_UNTIL, type: 'date' },
    '-validUntil': { by: VALID_UNTIL, type: 'date', descending: true },
    issuedOn: { by: ISSUED_ON, type: 'date' },
    '-issuedOn': { by: ISSUED_ON, type: 'date', descending: true },
  },
  filters: {
    status: 'c.status = any ($?::text[])',
    scheme: 'c.scheme = any ($?::text[])',
    isSelfDeclaration: `(${IS_SELF_DECLARATION}) = $?::boolean`,
    clientId: 'c.client_id = $?::uuid',
    productId: 'c.product_id = $?::uuid',
    factoryId: 'c.factory_id = $?::uuid',
    responsibleId: 'c.responsible_id = $?::uuid',
    importId: `c.id in (select e.certificate_id from events e
      where e.tenant_id = current_tenant() and e.import_id = $?::uuid and e.certificate_id is not null)`,
    classCode: `exists (select 1 from products of_class where of_class.tenant_id = c.tenant_id
      and of_class.id = c.product_id and of_class.class_code = $?::text)`,
    body: 'c.body = $?::text',
    validFrom: `c.status in ('valid', 'suspended') and ${VALID_UNTIL} >= $?::date`,
    validTo: `${VALID_UNTIL} <= $?::date`,
    dueBefore: 'c.next_due_on < $?::date',
    conversionOpen: `c.id in (${CONVERSIONS} and d.state = 'open')`,
    conversionMet: `c.id in (${CONVERSIONS} and d.state = 'met') and c.id not in (${CONVERSIONS} and d.state = 'open')`,
    conversionNone: `c.id not in (${CONVERSIONS} and d.state in ('open', 'met'))`,
    q: 'c.id in (select certificates_matching($?::text[]))',
  },
  prepared: ['clientId'],
};

const ONE = {
  name: 'certificates.one',
  text: `select c.id, c.number, c.scheme, c.body, c.issued_on as "issuedOn", c.valid_until as "validUntil", c.status, c.status_reason as "statusReason",
           c.status_ground as "statusGround", c.status_on as "statusOn", c.suspended_until as "suspendedUntil",
           c.handled_by as "handledBy", c.standard, c.implementation_rule as "implementationRule",
           c.holder_name as "holderName", c.holder_name_zh as "holderNameZh",
           c.manufacturer_name as "manufacturerName", c.manufacturer_name_zh as "manufacturerNameZh", c.models,
           nullif(c.next_due_on, 'infinity') as "nextDueOn", c.next_due_kind as "nextDueKind", c.next_due_basis as "nextDueBasis",
           json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) as client,
           json_build_object('id', p.id, 'name', p.name, 'nameZh', p.name_zh, 'manufacturer', p.manufacturer, 'models', p.models,
             'standard', p.standard, 'classCode', p.class_code) as product,
           case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'nameZh', f.name_zh, 'factoryCode', f.factory_code,
             'factoryClass', f.factory_class, 'lastFollowUpOn', f.last_follow_up_on) end as factory,
           case when t.id is not null then json_build_object('id', t.id, 'name', t.name, 'email', t.email, 'language', t.language) end as contact,
           case when is_staff() and m.id is not null then json_build_object('id', m.id, 'name', m.name, 'email', m.email) end as responsible,
           case when o.id is not null then json_build_object('id', o.id, 'number', o.number, 'scheme', o.scheme, 'status', o.status) end as replaces,
           case when n.id is not null then json_build_object('id', n.id, 'number', n.number, 'scheme', n.scheme, 'status', n.status) end as "replacedBy",
           c.created_at as "createdAt", c.version
         from certificates c
         join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
         join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
         left join factories f on f.tenant_id = c.tenant_id and f.id = c.factory_id
         left join contacts t on t.tenant_id = c.tenant_id and t.id = c.contact_id
         left join members m on m.tenant_id = c.tenant_id and m.id = c.responsible_id
         left join certificates o on o.tenant_id = c.tenant_id and o.id = c.replaces_id
         left join certificates n on n.tenant_id = c.tenant_id and n.replaces_id = c.id
         where c.tenant_id = current_tenant() and c.id = $1`,
};

/** Of the certificate and of its factory. A person's own words about meeting a deadline are for the team only. */
const DEADLINES = {
  name: 'certificates.deadlines',
  text: `select d.id, d.kind, d.due_on as "dueOn", d.basis, d.rule, d.source, d.certainty, d.counted, d.is_disputed as "isDisputed",
           d.state, case when d.met_by is null or is_staff() then d.state_reason end as "stateReason",
           d.factory_id is not null as "isOfFactory"
         from deadlines d
         where d.tenant_id = current_tenant() and (d.certificate_id = $1
           or d.factory_id = (select c.factory_id from certificates c where c.tenant_id = current_tenant() and c.id = $1))
         order by d.state = 'open' desc, d.due_on, d.id limit 200`,
};

type FoundCertificate = Omit<CertificateView, 'product' | 'factory' | 'deadlines'> & {
  product: Omit<ProductOfCertificate, 'class'> & { classCode: string };
  factory: Omit<NonNullable<CertificateView['factory']>, 'deadlines'> | null;
};

@Injectable()
export class CertificatesQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
  ) {}

  /** @param timeZone the reader's, for what counts from today */
  async list(query: CertificateListQuery, timeZone: string): Promise<Page<CertificateLine>> {
    const sort = query.sort ?? 'nextDueOn';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort === 'number' ? 'text' : 'day');
    const filters = this.filters(query, timeZone);
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    return toPage(await this.db.read<CertificateLine>(sql, params), limit, sort, VALUE_OF[sort]);
  }

  async count(query: CertificateFilters, timeZone: string): Promise<CertificateCount> {
    const columns = `c.client_id, ${IS_SELF_DECLARATION} as is_self_declaration`;
    const rows = filteredRows(LIST, columns, this.filters(query, timeZone), COUNTED_AT_MOST + 1);
    const text = `select least(count(*), ${COUNTED_AT_MOST})::int as total, count(*) > ${COUNTED_AT_MOST} as "isCapped",
        count(*) filter (where is_self_declaration)::int as "selfDeclarations", count(distinct client_id)::int as clients
      from ${rows.text} counted`;
    return (await this.db.read<CertificateCount>({ name: '', text }, rows.params))[0]!;
  }

  /** @throws NotFound */
  async one(id: string): Promise<CertificateView> {
    const [found, deadlines] = await Promise.all([
      this.db.read<FoundCertificate>(ONE, [id]),
      this.db.read<OwedDeadline & { isOfFactory?: boolean }>(DEADLINES, [id]),
    ]);
    if (!found[0]) throw new NotFound('certificate');
    const { product, factory, ...certificate } = found[0];
    const { classCode, ...unit } = product;
    const isOfFactory = deadlines.map((deadline) => deadline.isOfFactory);
    for (const deadline of deadlines) delete deadline.isOfFactory;
    return {
      ...certificate,
      product: { ...unit, class: classView(this.references.known(), classCode) },
      factory: factory && { ...factory, deadlines: deadlines.filter((_, index) => isOfFactory[index]) },
      deadlines: deadlines.filter((_, index) => !isOfFactory[index]),
    };
  }

  private filters(query: CertificateFilters, timeZone: string): Partial<Record<Filter, unknown>> {
    const {
      status,
      scheme,
      clientId,
      productId,
      factoryId,
      responsibleId,
      importId,
      classCode,
      body,
      dueBefore,
      conversion,
    } = query;
    const today = query.expiringWithinDays === undefined ? undefined : this.clock.today(timeZone);
    return {
      status,
      scheme,
      isSelfDeclaration: query.kind && query.kind === 'self-declaration',
      clientId,
      productId,
      factoryId,
      responsibleId,
      importId,
      classCode,
      body: body ?? undefined,
      validFrom: today,
      validTo: today && addDays(today, query.expiringWithinDays!),
      dueBefore,
      conversionOpen: conversion === 'open' || undefined,
      conversionMet: conversion === 'met' || undefined,
      conversionNone: conversion === 'none' || undefined,
      q: query.q ? searchPatterns(query.q) : undefined,
    };
  }
}

/** The sort value of a row as the statement compares it. */
const VALUE_OF: Record<CertificateSort, (row: CertificateLine) => string> = {
  nextDueOn: (row) => row.nextDueOn ?? 'infinity',
  number: (row) => numberKey(row.number),
  validUntil: (row) => row.validUntil ?? 'infinity',
  '-validUntil': (row) => row.validUntil ?? 'infinity',
  issuedOn: (row) => row.issuedOn ?? 'infinity',
  '-issuedOn': (row) => row.issuedOn ?? 'infinity',
};
