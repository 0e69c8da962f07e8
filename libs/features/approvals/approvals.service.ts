import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { Approval } from '#database/entities/approval.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { approvalDeadlines, kindOn, type ApprovalFacts } from '#domain/approvals/approval-deadlines';
import type { Day } from '#domain/day';
import { badField, RuleBroken } from '#domain/errors';
import { AFTER_CCC } from '#domain/reference/approval';
import type { ReferenceBook } from '#domain/reference/book';
import { holdsOn } from '#domain/reference/record';
import { APPROVAL_INITIAL, approvalNeeds, nextApprovalStatus, type ApprovalAct } from '#domain/states/approval-status';
import { CertificatesService } from '#features/certificates/certificates.service';
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';
import { EventsService, type EventSubject } from '#features/events/events.service';
import { FilesService } from '#features/files/files.service';
import { Clock } from '#platform/clock';
import { ApprovalChecks } from './approval-checks.js';
import type { ApprovalActInput, ApprovalEdit, ApprovalInput, ApprovalView } from './approvals.dto.js';
import { ApprovalsQueries } from './approvals.queries.js';

/** The word of each act in the history. */
const PAST: Readonly<Record<ApprovalAct, string>> = {
  file: 'approval.filed',
  grant: 'approval.granted',
  refuse: 'approval.refused',
  expire: 'approval.expired',
  withdraw: 'approval.withdrawn',
  excuse: 'approval.excused',
  need: 'approval.needed',
};

/** Fields that what is owed is counted from. */
const COUNTED: readonly (keyof Approval)[] = ['number', 'certificateId', 'basisOn', 'validUntil', 'nextAuditOn'];

/** The only writer of `approvals`. */
@Injectable()
export class ApprovalsService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly files: FilesService,
    private readonly references: ReferenceStore,
    private readonly certificates: CertificatesService,
    private readonly checks: ApprovalChecks,
    private readonly queries: ApprovalsQueries,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('approvalId', (id, next) => this.keep([{ id, ...next }]));
    this.certificates.afterChange((ids) => this.followCertificates(ids));
  }

  /** @throws BadInput for an unknown kind, or without project and product; those of `ApprovalChecks` */
  async create({ kind, projectId = null, productId = null, ...input }: ApprovalInput): Promise<ApprovalView> {
    const { approvalKinds } = await this.references.current();
    const today = this.clock.today('Asia/Shanghai');
    if (!kindOn(approvalKinds, kind, today)) {
      const allowed = approvalKinds.filter((one) => holdsOn(one, today)).map(({ key }) => key);
      throw badField('kind', 'unknown-code', `There is no kind of approval ${kind}.`, allowed.join(', '));
    }
    const clientId = await this.checks.clientOf(projectId, productId);
    await this.checks.links(clientId, input);
    const file = input.fileId ? await this.files.requireStored(input.fileId) : null;
    if (file) await this.files.attach(file, { clientId, isClientVisible: true });
    const row = await this.db.add(Approval, {
      ...input,
      ...{ kind, projectId, productId, clientId, status: APPROVAL_INITIAL },
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('approval.planned', subjectOf(row), titleOf(row, await this.references.current()));
    // A certificate that is there already begins it at once.
    await this.begin([row.id]);
    await this.restate([row.id]);
    return this.queries.one(row.id);
  }

  /** @throws RuleBroken `stale-version` and those of `ApprovalChecks`; BadInput where the last day is not after the grant */
  async edit(id: string, { version, ...input }: ApprovalEdit): Promise<ApprovalView> {
    const row = await this.db.require(Approval, id);
    await this.events.edit(Approval, row, version, {}, 'approval.edited', subjectOf(row));
    await this.checks.links(row.clientId, input, row);
    requireLastDay(row.grantedOn, input.validUntil === undefined ? row.validUntil : input.validUntil);
    if (input.fileId && input.fileId !== row.fileId) {
      const file = await this.files.requireStored(input.fileId);
      await this.files.attach(file, { clientId: row.clientId, isClientVisible: true });
    }
    const changes = await this.events.edit(Approval, row, version, input, 'approval.edited', subjectOf(row), titleOf(row, await this.references.current())); // prettier-ignore
    if (COUNTED.some((field) => changes[field])) await this.restate([id]);
    return this.queries.one(id);
  }

  /**
   * @throws RuleBroken `approval.illegal-transition` with the legal acts named, `stale-version`, `approval.day-too-early`;
   *   BadInput on what the act needs and was not given, on a day in the future, and on a last day before the grant
   */
  async act(id: string, input: ApprovalActInput): Promise<ApprovalView> {
    const row = await this.db.require(Approval, id);
    const { act, version, on, reason } = input;
    await this.events.edit(Approval, row, version, {}, PAST[act], subjectOf(row));
    const status = nextApprovalStatus(row.status, act);
    const needs = approvalNeeds(row.status, act);
    if (needs.includes('day') && on === undefined) throw badField('on', 'required', `To ${act} on is needed.`);
    if (needs.includes('reason') && reason === undefined)
      throw badField('reason', 'required', `To ${act} reason is needed.`);
    this.refuseFuture(on);
    const earliestOn = row.grantedOn ?? row.filedOn;
    if (on !== undefined && earliestOn !== null && on < earliestOn)
      throw new RuleBroken('approval.day-too-early', { earliestOn });
    const fields: Partial<Approval> = { status, statusReason: reason ?? null, ...told(act, row, input) };
    if (act === 'grant') requireLastDay(on!, fields.validUntil ?? null);
    const facts = { ...titleOf(row, await this.references.current()), ...(reason !== undefined && { reason }) };
    await this.events.edit(Approval, row, version, fields, PAST[act], subjectOf(row), facts);
    await this.restate([id]);
    return this.queries.one(id);
  }

  /** States the days of these approvals anew. */
  async restate(ids: readonly string[]): Promise<void> {
    const book = await this.references.current();
    const facts = await this.db.query<ApprovalFacts & { id: string }>(FACTS, [ids]);
    const next = await this.deadlines.restateMany(
      facts.map(({ id, ...one }) => ({ subject: { approvalId: id }, stated: approvalDeadlines(one, book) })),
    );
    await this.keep(facts.map(({ id }, index) => ({ id, ...next[index]! })));
  }

  /** The issue of a CCC certificate begins what waited for it, and a corrected day of issue moves what was begun. */
  async followCertificates(certificateIds: readonly string[]): Promise<void> {
    const waiting = await this.db.query<{ id: string }>(WAITING, [certificateIds]);
    await this.begin(waiting.map(({ id }) => id));
    const linked = await this.db.query<{ id: string }>(LINKED, [certificateIds]);
    if (linked.length > 0) await this.restate(linked.map(({ id }) => id));
  }

  /** Products that came to a project may bring the certificate that its approvals wait for. */
  async followProducts(productIds: readonly string[]): Promise<void> {
    if (productIds.length === 0) return;
    const certificates = await this.db.query<{ id: string }>(CERTIFICATES, [productIds]);
    if (certificates.length > 0) await this.followCertificates(certificates.map(({ id }) => id));
  }

  /** Links approvals that wait for CCC with the certificate that is there by now: the first that was issued. */
  private async begin(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { approvalKinds } = await this.references.current();
    const kinds = approvalKinds
      .filter(({ after }) => after.includes(AFTER_CCC))
      .map(({ key, classKeys }) => ({ kind: key, classes: classKeys.length > 0 ? classKeys : null }));
    const begun = await this.db.query<Begun>(BEGIN, [ids, JSON.stringify(kinds)]);
    for (const { id, clientId, projectId, productId, certificateId, number, version } of begun) {
      const changes = { certificateId: [null, certificateId] };
      const subject = { approvalId: id, clientId, projectId, productId, certificateId };
      await this.events.record('approval.begun', subject, { number, changes, version, rowId: id });
    }
  }

  private refuseFuture(on: Day | undefined): void {
    const today = this.clock.latestToday();
    if (on !== undefined && on > today)
      throw badField('on', 'day-in-future', 'on must not be in the future.', `until ${today}`);
  }

  /** The version stays: nobody edited the approval. */
  private async keep(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    if (rows.length > 0) await this.db.query(KEEP, [JSON.stringify(rows)]);
  }
}

interface Begun {
  id: string;
  clientId: string;
  projectId: string | null;
  productId: string | null;
  certificateId: string;
  number: string;
  version: number;
}

/** What an act tells beside the state. An approval that is filed anew has its old grant in the history. */
function told(act: ApprovalAct, row: Approval, input: ApprovalActInput): Partial<Approval> {
  const { on, expectedOn, number, validUntil, nextAuditOn } = input;
  if (act === 'file')
    return { filedOn: on!, expectedOn: expectedOn ?? null, grantedOn: null, validUntil: null, nextAuditOn: null };
  if (act !== 'grant') return {};
  return {
    grantedOn: on!,
    ...(number !== undefined && { number }),
    validUntil: validUntil ?? row.validUntil,
    ...(nextAuditOn !== undefined && { nextAuditOn }),
  };
}

function requireLastDay(grantedOn: Day | null, validUntil: Day | null): void {
  if (grantedOn === null || validUntil === null || validUntil > grantedOn) return;
  throw badField(
    'validUntil',
    'before-granted',
    'The last valid day is after the day of the grant.',
    `after ${grantedOn}`,
  );
}

function subjectOf({ id, clientId, projectId, productId }: Approval): EventSubject {
  return { approvalId: id, clientId, projectId, productId };
}

/** By its title or number; else by its kind, in every language of those who read the history. */
function titleOf(
  { kind, title, number }: Pick<Approval, 'kind' | 'title' | 'number'>,
  { approvalKinds }: Pick<ReferenceBook, 'approvalKinds'>,
): Record<string, unknown> {
  const text = title ?? number;
  if (text !== null) return { title: text, approvalKind: kind };
  const names = approvalKinds.filter(({ key }) => key === kind).at(-1)?.names;
  return { approvalKind: kind, ...(names ? { names } : { title: kind }) };
}

const FACTS = `
  select v.id, v.kind, v.status, v.number, v.granted_on as "grantedOn", v.valid_until as "validUntil",
    v.next_audit_on as "nextAuditOn", c.issued_on as "certificateIssuedOn", v.basis_on as "basisOn"
  from approvals v left join certificates c on c.tenant_id = v.tenant_id and c.id = v.certificate_id
  where v.tenant_id = current_tenant() and v.id = any ($1::uuid[])`;

/** Planned approvals of the products of these certificates, or of projects with them, that nothing has begun yet. */
const WAITING = `
  select v.id from certificates c
    join approvals v on v.tenant_id = c.tenant_id and v.product_id = c.product_id
  where c.tenant_id = current_tenant() and c.id = any ($1::uuid[]) and v.status = 'planned' and v.certificate_id is null
  union
  select v.id from certificates c
    join vehicle_project_products l on l.tenant_id = c.tenant_id and l.product_id = c.product_id
    join approvals v on v.tenant_id = l.tenant_id and v.project_id = l.project_id and v.product_id is null
  where c.tenant_id = current_tenant() and c.id = any ($1::uuid[]) and v.status = 'planned' and v.certificate_id is null`;

const CERTIFICATES = `
  select id from certificates
  where tenant_id = current_tenant() and product_id = any ($1::uuid[]) and scheme = 'ccc' and status = 'valid'`;

const LINKED = `
  select id from approvals where tenant_id = current_tenant() and certificate_id = any ($1::uuid[])`;

/** A live CCC certificate with its day of issue; of several the first. Of a project: one of the classes the kind names. */
const BEGIN = `
  with begun as (update approvals v set certificate_id = c.id, version = v.version + 1
  from (
    select distinct on (w.id) w.id as approval_id, c.id, c.number
    from approvals w
      join jsonb_to_recordset($2::jsonb) as k (kind text, classes jsonb) on k.kind = w.kind
      join certificates c on c.tenant_id = w.tenant_id and c.scheme = 'ccc' and c.status = 'valid' and c.issued_on is not null
        and (c.product_id = w.product_id or (w.product_id is null and c.product_id in (
          select l.product_id from vehicle_project_products l where l.tenant_id = w.tenant_id and l.project_id = w.project_id)))
      join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
    where w.tenant_id = current_tenant() and w.id = any ($1::uuid[]) and w.status = 'planned' and w.certificate_id is null
      and (w.product_id is not null or k.classes is null or jsonb_typeof(k.classes) = 'null' or k.classes ? p.class_code)
    order by w.id, c.issued_on, c.id) c
  where v.tenant_id = current_tenant() and v.id = c.approval_id
  returning v.id, v.client_id as "clientId", v.project_id as "projectId", v.product_id as "productId",
    c.id as "certificateId", c.number, v.version)
  select * from begun order by id`;

const KEEP = `
  update approvals v set next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind", next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where v.tenant_id = current_tenant() and v.id = r.id`;
