import type { ForecastRange } from '#domain/cases/forecast-range';
import type { Day } from '#domain/day';
import type { CaseRow } from './loaded-case.js';
import type { ApplicationView } from './applications.dto.js';
import type { UnitView } from './case-units.dto.js';

type ProductOfCase = Omit<ApplicationView['product'], 'class'> & { classCode: string };

/** A case as its statement finds it, before the rules are asked. */
export type FoundCase = CaseRow &
  Pick<
    ApplicationView,
    | 'number' | 'kind' | 'variantCode' | 'statusReason' | 'client' | 'applicantName' | 'applicantNameZh'
    | 'manufacturerName' | 'manufacturerNameZh' | 'factory' | 'contact' | 'owner' | 'deputy' | 'handledBy' | 'issuedBy'
    | 'wishOn' | 'plannedEndOn' | 'version' | 'createdAt'
  > & {
    product: ProductOfCase;
    /** null where the case has none */
    units: (Omit<UnitView, 'class'> & { classCode: string })[] | null;
    /** as last counted; null = too few finished cases to say */
    range: ForecastRange | null;
    /** first last day of the certificates that it renews; null = it renews none */
    expiresOn: Day | null;
    clientCountry: string;
    /** of the tenant */
    timeZone: string;
    /** for the team only */
    openMajorFindings: number | null;
  }; // prettier-ignore

const certificate = (name: string) => `case when ${name}.id is not null then json_build_object('id', ${name}.id,
  'number', ${name}.number, 'scheme', ${name}.scheme, 'status', ${name}.status, 'issuedOn', ${name}.issued_on,
  'validUntil', ${name}.valid_until, 'models', ${name}.models, 'holderName', ${name}.holder_name, 'holderNameZh', ${name}.holder_name_zh,
  'manufacturerName', ${name}.manufacturer_name, 'manufacturerNameZh', ${name}.manufacturer_name_zh) end`;

const person = (name: string) =>
  `case when is_staff() and ${name}.id is not null then json_build_object('id', ${name}.id, 'name', ${name}.name, 'email', ${name}.email) end`;

/** When the certificate may come by finished cases; a day of it that has passed is today at the earliest (see `notBefore`). */
export const RANGE = `case when a.forecast_cases is not null then json_build_object('earlyOn', a.forecast_early_on,
  'likelyOn', a.forecast_likely_on, 'lateOn', a.forecast_late_on, 'cases', a.forecast_cases) end`;

export const RENEWED_UNTIL = `case when a.kind = 'renewal' then (select min(c.valid_until) from application_units u
  join certificates c on c.tenant_id = u.tenant_id and c.id = u.certificate_id
  where u.tenant_id = a.tenant_id and u.application_id = a.id) end`;

/** What only the team may read of a case (reasons, people) is null for a client. */
export const CASE = {
  name: 'applications.one',
  text: `select a.id, a.number, a.kind, a.scheme_key as "schemeKey", a.variant_code as "variantCode",
      a.reference_version as "referenceVersion", a.status, case when is_staff() then a.status_reason end as "statusReason",
      json_build_object('id', k.id, 'legalName', k.legal_name, 'legalNameZh', k.legal_name_zh) as client,
      k.country as "clientCountry", t.time_zone as "timeZone",
      json_build_object('id', p.id, 'name', p.name, 'nameZh', p.name_zh, 'classCode', p.class_code) as product,
      (select json_agg(json_build_object('productId', up.id, 'name', up.name, 'nameZh', up.name_zh, 'models', up.models,
          'standard', up.standard, 'classCode', up.class_code, 'certificate', ${certificate('c')}, 'issued', ${certificate('i')})
          order by u.position)
        from application_units u
        join products up on up.tenant_id = u.tenant_id and up.id = u.product_id
        left join certificates c on c.tenant_id = u.tenant_id and c.id = u.certificate_id
        left join certificates i on i.tenant_id = u.tenant_id and i.id = u.issued_certificate_id
        where u.tenant_id = a.tenant_id and u.application_id = a.id) as units,
      a.applicant_name as "applicantName", a.applicant_name_zh as "applicantNameZh",
      a.manufacturer_name as "manufacturerName", a.manufacturer_name_zh as "manufacturerNameZh",
      case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'nameZh', f.name_zh,
        'factoryCode', f.factory_code) end as factory,
      case when n.id is not null then json_build_object('id', n.id, 'name', n.name, 'email', n.email) end as contact,
      ${person('o')} as owner, ${person('d')} as deputy,
      a.handled_by as "handledBy", a.issued_by as "issuedBy", a.is_parallel as "isParallel", a.started_on as "startedOn",
      a.wish_on as "wishOn", a.accepted_on as "acceptedOn", a.ended_on as "endedOn", a.planned_end_on as "plannedEndOn",
      ${RANGE} as range, ${RENEWED_UNTIL} as "expiresOn",
      case when is_staff() then (select count(*)::int from audits x
        join audit_findings g on g.tenant_id = x.tenant_id and g.audit_id = x.id
        where x.tenant_id = a.tenant_id and x.application_id = a.id and x.status <> 'cancelled' and g.grade = 'major'
          and g.status in ('open', 'answered', 'evidence-submitted')) end as "openMajorFindings",
      a.version, a.created_at as "createdAt"
    from applications a
    join tenants t on t.id = a.tenant_id
    join clients k on k.tenant_id = a.tenant_id and k.id = a.client_id
    join products p on p.tenant_id = a.tenant_id and p.id = a.product_id
    left join factories f on f.tenant_id = a.tenant_id and f.id = a.factory_id
    left join contacts n on n.tenant_id = a.tenant_id and n.id = a.contact_id
    left join members o on o.tenant_id = a.tenant_id and o.id = a.owner_id
    left join members d on d.tenant_id = a.tenant_id and d.id = a.deputy_id
    where a.tenant_id = current_tenant() and a.id = $1`,
};

const STAGE = `id, key, attempt, position, names, party, needs, needs_in_parallel as "needsInParallel",
      is_optional as "isOptional", is_after_certificate as "isAfterCertificate", status, planned_from as "plannedFrom",
      planned_to as "plannedTo", started_on as "startedOn", ended_on as "endedOn", blocker, blocked_on as "blockedOn"`;

export const CASE_STAGES = {
  name: 'applications.stages',
  text: `select ${STAGE}
    from application_stages where tenant_id = current_tenant() and application_id = $1 order by position, attempt`,
};

/** Without words and people: a client's reading of its own case rests on them too. */
const MOVE = `id, stage_id as "stageId", act, from_status as "from", to_status as "to", moved_on as "on", party, blocker,
      null as reason, false as "isUndone"`;

export const CASE_MOVES = {
  name: 'applications.case-moves',
  text: `select ${MOVE}
    from case_moves where tenant_id = current_tenant() and application_id = $1 and undone_at is null order by seq`,
};

/** What the rules ask of several cases to say what is expected of them, each with its stages. */
export const CASES_TO_FORECAST = {
  name: 'applications.to-forecast',
  text: `select a.id, a.scheme_key as "schemeKey", a.reference_version as "referenceVersion", a.status,
      a.is_parallel as "isParallel", a.started_on as "startedOn", a.accepted_on as "acceptedOn", a.ended_on as "endedOn",
      k.country as "clientCountry", t.time_zone as "timeZone"
    from applications a
    join tenants t on t.id = a.tenant_id
    join clients k on k.tenant_id = a.tenant_id and k.id = a.client_id
    where a.tenant_id = current_tenant() and a.id = any ($1::uuid[])`,
};

export const STAGES_OF_CASES = {
  name: 'applications.stages-of-cases',
  text: `select application_id as "applicationId", ${STAGE}
    from application_stages where tenant_id = current_tenant() and application_id = any ($1::uuid[])
    order by application_id, position, attempt`,
};

export const MOVES_OF_CASES = {
  name: 'applications.moves-of-cases',
  text: `select application_id as "applicationId", ${MOVE}
    from case_moves where tenant_id = current_tenant() and application_id = any ($1::uuid[]) and undone_at is null
    order by application_id, seq`,
};

/** A person's own words about meeting a deadline are for the team only. */
export const CASE_DEADLINES = {
  name: 'applications.deadlines',
  text: `select d.id, d.kind, d.due_on as "dueOn", d.basis, d.rule, d.source, d.certainty, d.counted,
      d.is_disputed as "isDisputed", d.state, case when d.met_by is null or is_staff() then d.state_reason end as "stateReason",
      (select json_build_object('en', q.title, 'de', q.title, 'zh', coalesce(q.title_zh, q.title)) from document_requests q
        where q.tenant_id = d.tenant_id
          and q.id = case when d.kind = 'document-request' and length(d.item) = 36 then d.item::uuid end) as "itemNames"
    from deadlines d
    where d.tenant_id = current_tenant() and d.application_id = $1
    order by d.state = 'open' desc, d.due_on, d.id limit 200`,
};
