import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { Contact } from '#database/entities/contact.entity';
import { Member } from '#database/entities/member.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { isSelfDeclaration, type CertificateFacts } from '#domain/certificate';
import { feeDeadlines, type FeeFacts } from '#domain/certificates/fees';
import { replacementFault, type ReplacementFacts } from '#domain/certificate-rules';
import { CERTIFICATE_TRANSITIONS, nextCertificateStatus, requireGround, type CertificateAct, type CertificateStatus } from '#domain/states/certificate-status'; // prettier-ignore
import type { Day } from '#domain/day';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import { numberKey } from '#domain/register/text';
import { FactoriesService } from '#features/clients/factories.service';
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';
import { EventsService } from '#features/events/events.service';
import { ProductsService } from '#features/products/products.service';
import { Clock } from '#platform/clock';
import type { CertificateEdit, CertificateInput, CertificateView, ReclassificationInput } from './certificates.dto.js'; // prettier-ignore
import { CertificatesQueries } from './certificates.queries.js';
import type { GroundedChange, StatusChange } from './status-changes.dto.js';

/** A certificate or declaration as an import brings it. Rules of history are the import's, which warns. */
export type NewCertificate = Pick<
  Certificate,
  | 'id' | 'clientId' | 'productId' | 'factoryId' | 'contactId' | 'responsibleId' | 'scheme' | 'number' | 'body'
  | 'issuedOn' | 'validUntil' | 'status' | 'replacesId'
>; // prettier-ignore

/** What a row is checked for as a whole, new or edited. */
type Whole = Pick<
  Certificate,
  'clientId' | 'productId' | 'factoryId' | 'contactId' | 'responsibleId' | 'scheme' | 'issuedOn' | 'validUntil' | 'replacesId'
>; // prettier-ignore

/** Subjects restated in one go, see DeadlinesService.restateMany. */
const PORTION = 500;

/** The only writer of `certificates`. Each act restates what the certificate, its factory and its replacement owe. */
@Injectable()
export class CertificatesService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly factories: FactoriesService,
    private readonly products: ProductsService,
    private readonly queries: CertificatesQueries,
    private readonly references: ReferenceStore,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('certificateId', (id, next) => this.keep([{ id, ...next }]));
  }

  /** @throws RuleBroken `certificate.number-taken` and those of `check` */
  async create(input: CertificateInput): Promise<CertificateView> {
    const product = await this.db.require(Product, input.productId);
    const row = {
      ...input,
      clientId: product.clientId,
      factoryId: input.factoryId === undefined ? product.factoryId : input.factoryId,
      contactId: input.contactId ?? null,
      responsibleId: input.responsibleId ?? null,
      validUntil: input.validUntil ?? null,
      replacesId: input.replacesId ?? null,
      status: input.status ?? ('valid' as const),
      numberKey: numberKey(input.number),
    };
    await this.refuseTaken(row.numberKey, null);
    await this.check(row, product, null);
    const certificate = await this.db.add(Certificate, { ...row, createdAt: this.clock.now() });
    await this.events.record('certificate.added', subjectOf(certificate), { number: certificate.number });
    await this.restateAround([certificate]);
    return this.queries.one(certificate.id);
  }

  /**
   * @param heldByImportId an import edits: what it newly owes sends nothing until the import is released
   * @throws RuleBroken `stale-version`, `certificate.number-taken` and those of `check`
   */
  async edit(id: string, { version, ...input }: CertificateEdit, heldByImportId?: string): Promise<CertificateView> {
    const certificate = await this.db.require(Certificate, id);
    const before = { ...certificate };
    const fields: Partial<Certificate> = { ...input };
    if (input.number !== undefined) {
      fields.numberKey = numberKey(input.number);
      await this.refuseTaken(fields.numberKey, id);
    }
    // Reason codes are those of CCC certificates: under another scheme the code would mean nothing.
    if (input.scheme !== undefined && input.scheme !== 'ccc') fields.statusGround = null;
    const after = { ...certificate, ...fields };
    const product = await this.db.require(Product, after.productId);
    // A stale version is told before any other objection: the editor judged by what no longer stands.
    if (certificate.version === version) await this.check(after, product, before);
    const changes = await this.events.edit(Certificate, certificate, version, fields, 'certificate.edited', subjectOf(certificate)); // prettier-ignore
    if (Object.keys(changes).length > 0) await this.restateAround([before, certificate], heldByImportId);
    return this.queries.one(id);
  }

  /** @param timeZone the reader's: a change that names no day holds from today */
  suspend(id: string, change: GroundedChange, timeZone: string): Promise<CertificateView> {
    return this.changeStatus(id, 'suspend', this.dated(change, timeZone));
  }

  restore(id: string): Promise<CertificateView> {
    return this.changeStatus(id, 'restore', {});
  }

  cancel(id: string, change: GroundedChange, timeZone: string): Promise<CertificateView> {
    return this.changeStatus(id, 'cancel', this.dated(change, timeZone));
  }

  revoke(id: string, change: GroundedChange, timeZone: string): Promise<CertificateView> {
    return this.changeStatus(id, 'revoke', this.dated(change, timeZone));
  }

  expire(id: string, change: StatusChange, timeZone: string): Promise<CertificateView> {
    return this.changeStatus(id, 'expire', this.dated(change, timeZone));
  }

  reinstate(id: string, change: StatusChange): Promise<CertificateView> {
    return this.changeStatus(id, 'reinstate', change);
  }

  /**
   * Brings a certificate to the status that an import says, by the one act that leads there.
   *
   * @throws RuleBroken `certificate.illegal-transition` when none does
   */
  async follow(id: string, status: CertificateStatus, heldByImportId: string): Promise<void> {
    const { status: from } = await this.db.require(Certificate, id);
    const act = CERTIFICATE_TRANSITIONS.find((transition) => transition.from === from && transition.to === status)?.act;
    if (!act) throw new RuleBroken('certificate.illegal-transition', { status: from, to: status });
    await this.changeStatus(id, act, {}, heldByImportId);
  }

  /** Gives a product another class; what its certificates and their factories owe follows. */
  async reclassify(productId: string, { version, classCode }: ReclassificationInput): Promise<void> {
    await this.products.reclassify(productId, version, classCode);
    const { tenantId } = this.db.scope;
    await this.restateAround(await this.db.repo(Certificate).findBy({ tenantId, productId }));
  }

  /**
   * Set-based, in the caller's transaction, one event per certificate. A row may replace another row of the same call.
   * What they owe is stated and its mails are held until the import is released.
   */
  async addMany(rows: readonly NewCertificate[], importId: string | null): Promise<void> {
    if (rows.length === 0) return;
    const keyed = rows.map((row) => ({ ...row, numberKey: numberKey(row.number) }));
    await this.db.query(ADD_MANY, [JSON.stringify(keyed), this.clock.now()]);
    const subjects = rows.map(({ id, clientId, productId }) => ({ certificateId: id, clientId, productId, importId }));
    await this.events.recordMany('certificate.added', subjects);
    await this.restateAround(rows, importId ?? undefined);
  }

  /** States anew what these certificates owe, after the rules have changed. Their factories are restated by themselves. */
  async restate(ids: readonly string[]): Promise<void> {
    await this.restateAround(ids.map((id) => ({ id, replacesId: null, factoryId: null })));
  }

  /** States anew what these certificates owe, the declarations they replace, and their factories. */
  private async restateAround(
    rows: readonly Pick<Certificate, 'id' | 'replacesId' | 'factoryId'>[],
    heldByImportId?: string,
  ): Promise<void> {
    const ids = [...new Set(rows.flatMap((row) => (row.replacesId ? [row.id, row.replacesId] : [row.id])))];
    const book = await this.references.current();
    for (let start = 0; start < ids.length; start += PORTION) {
      const portion = ids.slice(start, start + PORTION);
      await this.db.query(LOCK, [portion]);
      const facts = await this.db.query<CertificateFacts & { id: string; fees: FeeFacts[] }>(FACTS, [portion]);
      const next = await this.deadlines.restateMany(
        facts.map((certificate) => ({
          subject: { certificateId: certificate.id },
          stated: [...certificateDeadlines(certificate, book), ...feeDeadlines(certificate.status, certificate.fees)],
        })),
        { heldByImportId },
      );
      await this.keep(facts.map(({ id }, index) => ({ id, ...next[index]! })));
    }
    const factoryIds = [...new Set(rows.flatMap((row) => (row.factoryId ? [row.factoryId] : [])))];
    await this.factories.restate(factoryIds, heldByImportId);
  }

  /** The version stays: nobody edited the certificate. */
  private async keep(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    if (rows.length > 0) await this.db.query(KEEP, [JSON.stringify(rows)]);
  }

  /** What is recorded by hand holds from some day; what a register brought may not say since when. */
  private dated<Change extends StatusChange>(change: Change, timeZone: string): Change {
    return { ...change, on: change.on ?? this.clock.today(timeZone) };
  }

  /**
   * @throws RuleBroken `certificate.illegal-transition`, `certificate.ground-not-of-act`, and
   *   `certificate.ground-of-ccc-only`: CNCA-00C-001 rules no other scheme
   */
  private async changeStatus(
    id: string,
    act: CertificateAct,
    { reason = null, on = null, ground = null }: GroundedChange,
    heldByImportId?: string,
  ): Promise<CertificateView> {
    const today = this.clock.latestToday();
    if (on !== null && on > today)
      throw fault('on', 'day-in-future', 'The day must not be in the future.', `until ${today}`);
    const certificate = await this.db.require(Certificate, id);
    const { scheme, version } = certificate;
    const status = nextCertificateStatus(certificate.status, act);
    if (ground !== null) requireGround(act, ground);
    if (ground !== null && scheme !== 'ccc') throw new RuleBroken('certificate.ground-of-ccc-only', { scheme });
    const fields = {
      status,
      statusReason: reason,
      statusGround: ground,
      statusOn: status === 'valid' ? null : on,
    };
    await this.events.edit(Certificate, certificate, version, fields, WHAT_HAPPENED[act], subjectOf(certificate), { reason, on, ground }); // prettier-ignore
    await this.restateAround([certificate], heldByImportId);
    return this.queries.one(id);
  }

  /**
   * What must hold of the whole row. Of an edit only what the change touches is looked at, so that history which an
   * import brought in spite of a doubt can still be edited elsewhere.
   *
   * @param before null = new
   */
  private async check(row: Whole, product: Product, before: (Whole & { id: string }) | null): Promise<void> {
    const changed = (...fields: (keyof Whole)[]) => !before || fields.some((field) => row[field] !== before[field]);
    if (product.clientId !== row.clientId)
      throw new RuleBroken('certificate.product-of-another-client', { productId: product.id });
    if (changed('scheme', 'issuedOn', 'validUntil')) refuseDays(row);
    if (changed('factoryId')) await this.products.requireFactory(row.clientId, row.factoryId);
    if (changed('contactId')) await this.requireContact(row.clientId, row.contactId);
    if (changed('responsibleId')) await this.requireResponsible(row.responsibleId);
    if (changed('replacesId', 'scheme', 'productId') && row.replacesId)
      await this.requireReplaceable(row.replacesId, row, product, before?.id ?? null);
    if (before && changed('scheme') && !isSelfDeclaration(row.scheme)) {
      const { tenantId } = this.db.scope;
      const by = await this.db.repo(Certificate).findOneBy({ tenantId, replacesId: before.id });
      if (by)
        throw new RuleBroken('certificate.replaced-is-no-declaration', { replacedById: by.id, number: by.number });
    }
  }

  private async requireContact(clientId: string, contactId: string | null): Promise<void> {
    if (contactId === null) return;
    const contact = await this.db.require(Contact, contactId);
    if (contact.clientId !== clientId) throw new RuleBroken('certificate.contact-of-another-client', { contactId });
  }

  /** Somebody of the team who may edit certificates and has not left. */
  private async requireResponsible(memberId: string | null): Promise<void> {
    if (memberId === null) return;
    const member = await this.db.require(Member, memberId);
    if (member.leftAt !== null) throw new NotFound('member');
    if (!may(member.role, 'certificate.edit'))
      throw new RuleBroken('certificate.responsible-may-not-edit', { memberId, role: member.role });
  }

  private async requireReplaceable(
    replacedId: string,
    row: Whole,
    product: Product,
    ownId: string | null,
  ): Promise<void> {
    if (replacedId === ownId) throw new RuleBroken('certificate.replaces-itself');
    const replaced = await this.db.require(Certificate, replacedId);
    const ofReplaced = await this.db.require(Product, replaced.productId);
    const { classes } = await this.references.current();
    const factsOf = (one: Pick<Whole, 'clientId' | 'scheme'>, { classCode }: Product): ReplacementFacts => {
      const implementationRule = classes.get(classCode)?.implementationRule ?? null;
      return { clientId: one.clientId, scheme: one.scheme, classCode, implementationRule };
    };
    const broken = replacementFault(factsOf(row, product), factsOf(replaced, ofReplaced));
    if (broken) throw new RuleBroken(broken, { replacesId: replacedId, number: replaced.number });
    const { tenantId } = this.db.scope;
    const by = await this.db.repo(Certificate).findOneBy({ tenantId, replacesId: replacedId });
    if (by && by.id !== ownId)
      throw new RuleBroken('certificate.already-replaced', { replacedById: by.id, number: by.number });
  }

  private async refuseTaken(key: string, ownId: string | null): Promise<void> {
    const { tenantId } = this.db.scope;
    const taken = await this.db.repo(Certificate).findOneBy({ tenantId, numberKey: key });
    if (taken && taken.id !== ownId)
      throw new RuleBroken('certificate.number-taken', { certificateId: taken.id, number: taken.number });
  }
}

/** Event of each act. */
const WHAT_HAPPENED: Readonly<Record<CertificateAct, string>> = {
  suspend: 'certificate.suspended',
  restore: 'certificate.restored',
  cancel: 'certificate.cancelled',
  revoke: 'certificate.revoked',
  expire: 'certificate.expired',
  reinstate: 'certificate.reinstated',
};

function subjectOf({ id, clientId, productId }: Pick<Certificate, 'id' | 'clientId' | 'productId'>) {
  return { certificateId: id, clientId, productId };
}

function refuseDays({ scheme, issuedOn, validUntil }: Whole): void {
  if (validUntil === null) {
    if (isSelfDeclaration(scheme)) return;
    throw fault('validUntil', 'valid-until-needed', 'A certificate has a last valid day; only a self-declaration has none.'); // prettier-ignore
  }
  if (issuedOn !== null && validUntil <= issuedOn)
    throw fault('validUntil', 'before-issued', 'The last valid day is after the day of issue.', `after ${issuedOn satisfies Day}`); // prettier-ignore
}

function fault(field: string, code: string, detail: string, allowed?: string): BadInput {
  return new BadInput('invalid-input', [{ field, code, detail, ...(allowed && { allowed }) }]);
}

/** Two acts that restate one subject at once wait for each other; the second then counts with what the first wrote. */
const LOCK = `select 1 from certificates where tenant_id = current_tenant() and id = any ($1::uuid[]) order by id for no key update`;

const FACTS = `
  select c.id, c.scheme, p.class_code as "classCode", c.status, c.issued_on as "issuedOn", c.valid_until as "validUntil",
    exists (select 1 from certificates r where r.tenant_id = c.tenant_id and r.replaces_id = c.id) as "isReplaced",
    (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'dueOn', e.due_on, 'paidOn', e.paid_on)), '[]')
      from certificate_fees e where e.tenant_id = c.tenant_id and e.certificate_id = c.id) as fees
  from certificates c join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
  where c.tenant_id = current_tenant() and c.id = any ($1::uuid[])`;

const KEEP = `
  update certificates c set next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind", next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where c.tenant_id = current_tenant() and c.id = r.id
    and (c.next_due_on, c.next_due_kind, c.next_due_basis)
      is distinct from (coalesce(r."nextDueOn", 'infinity'), r."nextKind", r."nextBasis")`;

const ADD_MANY = `
  insert into certificates (id, client_id, product_id, factory_id, contact_id, responsible_id, scheme, number, number_key, body,
                            issued_on, valid_until, status, replaces_id, created_at)
  select r.id, r."clientId", r."productId", r."factoryId", r."contactId", r."responsibleId", r.scheme, r.number, r."numberKey", r.body,
         r."issuedOn", r."validUntil", r.status, r."replacesId", $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "clientId" uuid, "productId" uuid, "factoryId" uuid, "contactId" uuid,
         "responsibleId" uuid, scheme text, number text, "numberKey" text, body text, "issuedOn" date, "validUntil" date,
         status text, "replacesId" uuid)`;
