import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { Product } from '#database/entities/product.entity';
import { requireFromFirstIssue, requireRenewalAfter } from '#domain/certificates/versions';
import { numberKey } from '#domain/register/text';
import { EventsService } from '#features/events/events.service';
import { ProductsService } from '#features/products/products.service';
import { Clock } from '#platform/clock';
import { CertificateChecks } from './certificate-checks.js';
import { CertificateKeeper, type CertificatesHook } from './certificate-keeper.js';
import { CertificateStatusService, CHINA } from './certificate-status.service.js';
import { CertificateVersionsService, type VersionAs } from './certificate-versions.service.js';
import type { CertificateEdit, CertificateInput, CertificateView, ReclassificationInput } from './certificates.dto.js'; // prettier-ignore
import { CertificatesQueries } from './certificates.queries.js';

/** A certificate or declaration as an import brings it. Rules of history are the import's, which warns. */
export type NewCertificate = Pick<
  Certificate,
  | 'id' | 'clientId' | 'productId' | 'factoryId' | 'contactId' | 'responsibleId' | 'scheme' | 'number' | 'body'
  | 'issuedOn' | 'validUntil' | 'status' | 'replacesId'
>; // prettier-ignore

export interface EditOptions {
  /** an import edits: what it newly owes sends nothing until the import is released */
  heldByImportId?: string;
  /** why it says something new; left out: as the input says, else a correction */
  as?: VersionAs;
}

/**
 * The writer of `certificates`, beside CertificateStatusService for their states. Each act keeps what the certificate
 * said, and restates what it, its factory and its replacement owe.
 */
@Injectable()
export class CertificatesService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly products: ProductsService,
    private readonly checks: CertificateChecks,
    private readonly keeper: CertificateKeeper,
    private readonly versions: CertificateVersionsService,
    private readonly statuses: CertificateStatusService,
    private readonly queries: CertificatesQueries,
  ) {}

  onModuleInit(): void {
    this.products.afterStandardChange((productId) => this.restateOf(productId));
  }

  /**
   * Has others told whenever certificates were written: made, edited, moved to another status, or counted anew. The hook
   * runs in the same transaction, with some hundred ids at most.
   */
  afterChange(hook: CertificatesHook): void {
    this.keeper.afterChange(hook);
  }

  /**
   * @param as why it is new here; recorded when left out
   * @throws RuleBroken `certificate.number-taken`, and those of CertificateChecks
   */
  async create(input: CertificateInput, as: VersionAs = { cause: 'recorded' }): Promise<CertificateView> {
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
    await this.checks.refuseTaken(row.numberKey, null);
    await this.checks.whole(row, product, null);
    const certificate = await this.db.add(Certificate, { ...row, createdAt: this.clock.now() });
    await this.versions.add(certificate, as);
    await this.statuses.recordFirst([certificate.id]);
    await this.events.record('certificate.added', subjectOf(certificate), { number: certificate.number });
    await this.keeper.restateAround([certificate]);
    return this.queries.one(certificate.id);
  }

  /**
   * @throws RuleBroken `stale-version`, `certificate.number-taken`, `certificate.renewal-before-certificate`,
   *   `certificate.before-first-issue`, and those of CertificateChecks; BadInput
   */
  async edit(
    id: string,
    { version, cause, holdsFrom, reason, ...input }: CertificateEdit,
    { heldByImportId, as: because }: EditOptions = {},
  ): Promise<CertificateView> {
    const certificate = await this.db.require(Certificate, id);
    const before = { ...certificate };
    const as = because ?? { cause: cause ?? 'corrected', reason: reason ?? null, ...(holdsFrom && { on: holdsFrom }) };
    const fields: Partial<Certificate> = { ...input };
    if (input.number !== undefined) {
      fields.numberKey = numberKey(input.number);
      await this.checks.refuseTaken(fields.numberKey, id);
    }
    // Reason codes are those of CCC certificates: under another scheme the code would mean nothing.
    if (input.scheme !== undefined && input.scheme !== 'ccc') fields.statusGround = null;
    const after = { ...certificate, ...given(fields) };
    const product = await this.db.require(Product, after.productId);
    // A stale version is told before any other objection: the editor judged by what no longer stands.
    if (certificate.version === version) {
      if (as.cause === 'renewed') requireRenewalAfter(before, after, as.on ?? null);
      else await this.requireFromFirstIssue(id, after, as);
      await this.checks.whole(after, product, before);
    }
    const changes = await this.events.edit(Certificate, certificate, version, fields, 'certificate.edited', subjectOf(certificate), as.cause === 'corrected' ? {} : { cause: as.cause }); // prettier-ignore
    if (Object.keys(changes).length === 0 && !as.applicationId) return this.queries.one(id);
    await this.versions.add(certificate, as);
    const { validUntil, issuedOn } = certificate;
    const isRenewed = as.cause === 'renewed' && validUntil !== null && validUntil >= this.clock.today(CHINA);
    if (isRenewed) await this.statuses.revive(certificate, issuedOn);
    await this.keeper.restateAround([before, certificate], heldByImportId);
    return this.queries.one(id);
  }

  private async requireFromFirstIssue(id: string, { issuedOn }: Certificate, { cause, on = null }: VersionAs) {
    requireFromFirstIssue([...(await this.versions.issuesOf(id)), { cause, issuedOn }], on);
  }

  /** Gives a product another class; what its certificates and their factories owe follows. */
  async reclassify(productId: string, { version, classCode }: ReclassificationInput): Promise<void> {
    await this.products.reclassify(productId, version, classCode);
    await this.restateOf(productId);
  }

  /** What a product says stands for what its certificates leave unsaid. */
  private async restateOf(productId: string): Promise<void> {
    const { tenantId } = this.db.scope;
    await this.keeper.restateAround(await this.db.repo(Certificate).findBy({ tenantId, productId }));
  }

  /**
   * Set-based, in the caller's transaction, one event per certificate. A row may replace another row of the same call.
   * What they owe is stated and its mails are held until the import is released.
   */
  async addMany(rows: readonly NewCertificate[], importId: string | null): Promise<void> {
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    const keyed = rows.map((row) => ({ ...row, numberKey: numberKey(row.number) }));
    await this.db.query(ADD_MANY, [JSON.stringify(keyed), this.clock.now()]);
    await this.versions.recordFirst(ids);
    await this.statuses.recordFirst(ids);
    const subjects = rows.map(({ id, clientId, productId }) => ({ certificateId: id, clientId, productId, importId }));
    await this.events.recordMany('certificate.added', subjects);
    await this.keeper.restateAround(rows, importId ?? undefined);
  }

  /** States anew what these certificates owe, after the rules have changed. Their factories are restated by themselves. */
  async restate(ids: readonly string[]): Promise<void> {
    await this.keeper.restateAround(ids.map((id) => ({ id, replacesId: null, factoryId: null })));
  }
}

/** A field that is left out stays as it is. */
function given(fields: Partial<Certificate>): Partial<Certificate> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function subjectOf({ id, clientId, productId }: Pick<Certificate, 'id' | 'clientId' | 'productId'>) {
  return { certificateId: id, clientId, productId };
}

const ADD_MANY = `
  insert into certificates (id, client_id, product_id, factory_id, contact_id, responsible_id, scheme, number, number_key, body,
                            issued_on, valid_until, status, replaces_id, created_at)
  select r.id, r."clientId", r."productId", r."factoryId", r."contactId", r."responsibleId", r.scheme, r.number, r."numberKey", r.body,
         r."issuedOn", r."validUntil", r.status, r."replacesId", $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "clientId" uuid, "productId" uuid, "factoryId" uuid, "contactId" uuid,
         "responsibleId" uuid, scheme text, number text, "numberKey" text, body text, "issuedOn" date, "validUntil" date,
         status text, "replacesId" uuid)`;
