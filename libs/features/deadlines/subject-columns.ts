import type { Words } from '#domain/reference/record';
import type { ReferenceBook } from '#domain/reference/book';
import { stageDeadlineNames } from '#domain/reference/stage-deadline';
import { SUBJECT_COLUMN, SUBJECT_KEYS } from './deadline-subject.js';
import type { DeadlineSubjectView } from './deadlines.dto.js';

/** The subject of a deadline `d` as flat columns, so that rows need no parsing; `subjectView` puts them together. */
export const SUBJECT_COLUMNS = `${SUBJECT_KEYS.map((key) => `d.${SUBJECT_COLUMN[key]} as "${key}"`).join(', ')},
  coalesce(c.number, case when d.factory_id is not null or u.id is not null then f.name end, case when d.application_id is not null then a.number end,
    l.name, s.label, e.title, dt.number, av.title, av.number, cr.number, p.name, vp.name, '') as label,
  case when d.factory_id is not null or u.id is not null then f.name_zh when d.entry_id is not null then e.title_zh else l.name_zh end as "labelZh",
  p.name as "productName", p.name_zh as "productNameZh", k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
  a.id as "caseId", a.number as "caseNumber", s.booking_id as "sampleBookingId",
  cr.product_id as "reportProductId", av.kind as "approvalKind", av.project_id as "projectId", g.number as "itemNumber",
  case when q.id is not null then jsonb_build_object('en', q.title, 'de', q.title, 'zh', coalesce(q.title_zh, q.title))
    when d.kind = 'transition' and d.certificate_id is not null then (select jsonb_build_object('en', i, 'de', i, 'zh', i) from (select d.counted->>'instrument' as i) said)
    else stage.names end as "itemNames",
  a.scheme_key as "schemeKey", d.item, d.kind as "itemOf"`;

/** The item as an id, where it is one; the case guards the cast. */
const itemId = (kind: string): string => `case when d.kind = '${kind}' and length(d.item) = 36 then d.item::uuid end`;

/**
 * One row of a table that may hold as many rows as there are deadlines. Said as a step of its own, so that it is looked
 * up for each row of the page: joined freely, the planner reads the whole table for a page of some hundred rows.
 */
const lookedUp = (table: string, as: string, condition: string): string =>
  `left join lateral (select * from ${table} x where x.tenant_id = d.tenant_id and ${condition} offset 0) ${as} on true`;

/**
 * What the columns are told from. Each join is by key and finds at most one row. A factory of several clients names none;
 * the laboratory is not shown to a client.
 */
export const SUBJECT_JOINS = `
  left join certificates c on c.tenant_id = d.tenant_id and c.id = d.certificate_id
  ${lookedUp('audits', 'u', 'x.id = d.audit_id')}
  ${lookedUp('bookings', 'b', 'x.id = d.booking_id')}
  ${lookedUp('samples', 's', 'x.id = d.sample_id')}
  ${lookedUp('cb_reports', 'cr', 'x.id = d.cb_report_id')}
  ${lookedUp('applications', 'a', 'x.id = coalesce(d.application_id, u.application_id, b.application_id, s.application_id, cr.application_id)')}
  ${lookedUp('regulatory_entries', 'e', 'x.id = d.entry_id')}
  ${lookedUp('determinations', 'dt', 'x.id = d.determination_id')}
  ${lookedUp('approvals', 'av', 'x.id = d.approval_id')}
  ${lookedUp('vehicle_projects', 'vp', 'x.id = av.project_id')}
  left join products p on p.tenant_id = d.tenant_id
    and p.id = coalesce(c.product_id, b.product_id, s.product_id, a.product_id, dt.product_id, av.product_id, cr.product_id)
  left join factories f on f.tenant_id = d.tenant_id and f.id = coalesce(d.factory_id, u.factory_id)
  left join laboratories l on l.tenant_id = d.tenant_id and l.id = b.laboratory_id
  ${lookedUp('document_requests', 'q', `x.id = ${itemId('document-request')}`)}
  ${lookedUp('audit_findings', 'g', `x.id = ${itemId('finding-correction')}`)}
  left join lateral (select y.names from application_stages y
    where y.tenant_id = d.tenant_id and y.application_id = d.application_id and y.key = split_part(d.item, '/', 1)
    order by y.attempt desc limit 1) stage on d.kind = 'stage-due'
  left join lateral (select (array_agg(x.client_id))[1] as client_id from client_factories x
    where x.tenant_id = d.tenant_id and x.factory_id = d.factory_id having count(*) = 1) alone on d.factory_id is not null
  left join clients k on k.tenant_id = d.tenant_id and k.id = coalesce(d.client_id, alone.client_id)`;

/** The columns as they come. */
export type FlatSubject = DeadlineSubjectView & { schemeKey: string | null; item: string; itemOf: string };

/** What is owed of the subject. A day of a stage has its own name, where the procedure knows it; one of an approval the name of its kind. */
export function itemNamesOf(
  {
    itemOf,
    schemeKey,
    item,
    approvalKind,
    itemNames,
  }: Pick<FlatSubject, 'itemOf' | 'schemeKey' | 'item' | 'approvalKind' | 'itemNames'>,
  { schemes, approvalKinds }: Pick<ReferenceBook, 'schemes' | 'approvalKinds'>,
): Words | null {
  const named: Words | null =
    itemOf === 'stage-due' && schemeKey !== null
      ? stageDeadlineNames(schemes, schemeKey, item)
      : (approvalKinds.find(({ key }) => key === approvalKind)?.names ?? null);
  return named ?? itemNames;
}

/** Splits a row into its subject and the rest. */
export function subjectView<Row extends FlatSubject>(
  row: Row,
  book: Pick<ReferenceBook, 'schemes' | 'approvalKinds'>,
): { subject: DeadlineSubjectView; rest: Omit<Row, keyof FlatSubject> } {
  const { certificateId, factoryId, applicationId, auditId, bookingId, sampleId, ...ids } = row;
  const {
    entryId,
    determinationId,
    approvalId,
    cbReportId,
    reportProductId,
    approvalKind,
    projectId,
    label,
    labelZh,
    ...others
  } = ids;
  const { productName, productNameZh, clientId, clientName, clientNameZh, ...more } = others;
  const { caseId, caseNumber, sampleBookingId, itemNumber, itemNames, schemeKey, item, itemOf, ...rest } = more;
  return {
    subject: {
      ...{
        certificateId,
        factoryId,
        applicationId,
        auditId,
        bookingId,
        sampleId,
        entryId,
        determinationId,
        approvalId,
        cbReportId,
        reportProductId,
      },
      ...{ approvalKind, projectId, label, labelZh },
      ...{ productName, productNameZh, clientId, clientName, clientNameZh },
      ...{
        caseId,
        caseNumber,
        sampleBookingId,
        itemNumber,
        itemNames: itemNamesOf({ itemOf, schemeKey, item, approvalKind, itemNames }, book),
      },
    },
    rest: rest as unknown as Omit<Row, keyof FlatSubject>,
  };
}
