import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Db, newId } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { Client } from '#database/entities/client.entity';
import { Member } from '#database/entities/member.entity';
import { ProductChangeCertificate } from '#database/entities/product-change-certificate.entity';
import { ProductChange } from '#database/entities/product-change.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { badField, NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import { CODE_OF, changeCodes } from '#domain/product-changes/change-need';
import { isWaiting, nextChangeStatus } from '#domain/product-changes/change-status';
import type { ChangeScope } from '#domain/product-changes/touched';
import type { ReferenceBook } from '#domain/reference/book';
import { isLive } from '#domain/states/certificate-status';
import { EventsService } from '#features/events/events.service';
import { ProductsService } from '#features/products/products.service';
import { Clock } from '#platform/clock';
import { ChangeKeeper, requireOpenChange, subjectOf } from './change-keeper.js';
import type { AddedCertificate, JudgedCertificate, ProductChangeActInput, ProductChangeEdit, ProductChangeInput } from './product-changes.dto.js'; // prettier-ignore
import { scopeOf, TouchedQueries } from './touched.queries.js';

/** What became of each act, in the history. */
const WHAT_HAPPENED = {
  accept: 'product-change.accepted',
  withdraw: 'product-change.withdrawn',
  reopen: 'product-change.reopened',
} as const;

type Row = Pick<ProductChangeCertificate, 'certificateId' | 'code' | 'state' | 'stateReason'>;

/** Enters changes of goods and what becomes of them as a whole. The only writer of `product_changes`. */
@Injectable()
export class ProductChangesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly references: ReferenceStore,
    private readonly products: ProductsService,
    private readonly queries: TouchedQueries,
    private readonly keeper: ChangeKeeper,
  ) {}

  /**
   * Enters a change once for everything that it touches; of a site or quality system also for the other companies named,
   * each as a change of its own behind its own wall.
   *
   * @returns the id of the change of `clientId`
   * @throws NotFound; BadInput as `scopeOf` and for a code or a judgement that is none; RuleBroken
   *   `product-change.touches-nothing`, `product-change.certificate-of-another-client`,
   *   `product-change.certificate-not-live`, `product-change.product-of-another-client`, `factory.of-another-client`,
   *   `product-change.responsible-may-not-edit`
   */
  async create({ alsoForClientIds = [], ...input }: ProductChangeInput): Promise<string> {
    const scope = scopeOf(input);
    const others = alsoForClientIds.filter((clientId) => clientId !== scope.clientId);
    if (others.length > 0 && scope.factoryId === null)
      throw badField('alsoForClientIds', 'not-taken', 'Other companies are named of a change of a factory.', 'other companies at the factory'); // prettier-ignore
    await this.requireScope(scope);
    const responsibleId = input.responsibleId === undefined ? this.db.scope.memberId : input.responsibleId;
    await this.requireResponsible(responsibleId);
    const book = await this.references.current();
    const id = await this.enter({ ...input, responsibleId }, scope, book);
    for (const clientId of others) {
      const other = { ...scope, clientId };
      await this.requireScope(other);
      await this.enter({ ...input, responsibleId, leftOut: [], added: [] }, other, book);
    }
    return id;
  }

  /** @throws NotFound; RuleBroken `stale-version`, `product-change.responsible-may-not-edit` */
  async edit(id: string, { version, ...input }: ProductChangeEdit): Promise<void> {
    const change = await this.keeper.lock(id);
    if (input.responsibleId !== undefined && input.responsibleId !== change.responsibleId)
      await this.requireResponsible(input.responsibleId);
    const { title } = change;
    await this.events.edit(ProductChange, change, version, input, 'product-change.edited', subjectOf(change), { title }); // prettier-ignore
  }

  /**
   * @throws NotFound; RuleBroken `stale-version`, `product-change.illegal-transition`, `product-change.still-waiting`,
   *   `product-change.case-open`; BadInput for a reason that is missing
   */
  async act(id: string, { version, act, reason = null }: ProductChangeActInput): Promise<void> {
    const change = await this.keeper.lock(id);
    const status = nextChangeStatus(change.status, act);
    if (act !== 'accept' && reason === null)
      throw badField('reason', 'reason-needed', 'Say why.', '1 to 1,000 characters');
    const states = await this.keeper.statesOf(id);
    if (act === 'accept' && states.some(isWaiting))
      throw new RuleBroken('product-change.still-waiting', { numbers: await this.waiting(id) });
    if (act === 'withdraw' && states.includes('case-open'))
      throw new RuleBroken('product-change.case-open', { numbers: await this.openCases(id) });
    const { title } = change;
    await this.events.edit(ProductChange, change, version, { status, statusReason: reason }, WHAT_HAPPENED[act], subjectOf(change), { title, reason }); // prettier-ignore
  }

  /** A person says that the change touches one more. @throws as create; RuleBroken `product-change.certificate-there-already` */
  async add(id: string, added: AddedCertificate): Promise<void> {
    const change = await this.keeper.lock(id);
    requireOpenChange(change);
    const known = await this.db.repo(ProductChangeCertificate).existsBy({
      tenantId: change.tenantId,
      changeId: id,
      certificateId: added.certificateId,
    });
    if (known) throw new RuleBroken('product-change.certificate-there-already', { certificateId: added.certificateId });
    const book = await this.references.current();
    const [row] = await this.added([added], change, book);
    await this.addRows(change, [row!]);
    const { number } = await this.db.require(Certificate, added.certificateId);
    await this.events.record(
      'product-change.certificate-added',
      { ...subjectOf(change), certificateId: added.certificateId },
      { title: change.title, number, reason: added.reason },
    );
  }

  private async enter(
    input: Omit<ProductChangeInput, 'responsibleId'> & { responsibleId: string | null },
    scope: ChangeScope,
    book: ReferenceBook,
  ): Promise<string> {
    const touched = await this.queries.touched(scope);
    const rows: Row[] = touched.map(({ certificateId, code }) => ({ certificateId, code, state: 'touched', stateReason: null })); // prettier-ignore
    await this.leaveOut(rows, input.leftOut ?? []);
    for (const row of await this.added(input.added ?? [], scope, book)) {
      if (rows.some(({ certificateId }) => certificateId === row.certificateId))
        throw badField('added', 'touched-already', 'It is touched by the rule already.', 'certificates that the rule does not name'); // prettier-ignore
      rows.push(row);
    }
    if (rows.length === 0) throw new RuleBroken('product-change.touches-nothing', { kind: scope.kind });
    const change = await this.db.add(ProductChange, {
      ...{ clientId: scope.clientId, kind: scope.kind, factoryId: scope.factoryId, title: input.title },
      description: input.description ?? null,
      plannedOn: input.plannedOn ?? null,
      responsibleId: input.responsibleId,
      status: 'open',
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.addRows(change, rows);
    const touches = rows.filter(({ state }) => state === 'touched').length;
    await this.events.record('product-change.added', subjectOf(change), { title: change.title, kind: change.kind, touches }); // prettier-ignore
    return change.id;
  }

  private async addRows(
    { id: changeId, clientId }: Pick<ProductChange, 'id' | 'clientId'>,
    rows: readonly Row[],
  ): Promise<void> {
    await this.db.query(ADD_ROWS, [JSON.stringify(rows.map((row) => ({ ...row, id: newId(), changeId, clientId })))]);
  }

  private async added(
    asked: readonly AddedCertificate[],
    { clientId, kind }: Pick<ProductChange, 'clientId' | 'kind'>,
    { schemes }: ReferenceBook,
  ): Promise<Row[]> {
    const codes = changeCodes(schemes);
    const rows: Row[] = [];
    for (const { certificateId, code = CODE_OF[kind], reason } of asked) {
      const { number, status, ...certificate } = await this.db.require(Certificate, certificateId);
      if (certificate.clientId !== clientId)
        throw new RuleBroken('product-change.certificate-of-another-client', { certificateId, number });
      if (!isLive(status))
        throw new RuleBroken('product-change.certificate-not-live', { certificateId, number, status });
      if (!codes.includes(code)) throw badField('code', 'unknown-code', `${code} is no change code.`, codes.join(', '));
      rows.push({ certificateId, code, state: 'touched', stateReason: reason });
    }
    return rows;
  }

  /** @throws NotFound; BadInput for a certificate that the rule does not name anyhow */
  private async leaveOut(rows: Row[], leftOut: readonly JudgedCertificate[]): Promise<void> {
    for (const { certificateId, reason } of leftOut) {
      const row = rows.find((one) => one.certificateId === certificateId);
      if (!row) {
        await this.db.require(Certificate, certificateId);
        throw badField(
          'leftOut',
          'not-touched',
          'The change does not touch it.',
          'certificates that the change touches',
        );
      }
      Object.assign(row, { state: 'not-touched', stateReason: reason });
    }
  }

  private async requireScope({ clientId, factoryId, productIds }: ChangeScope): Promise<void> {
    await this.db.require(Client, clientId);
    await this.products.requireFactory(clientId, factoryId);
    if (productIds.length === 0) return;
    const { tenantId } = this.db.scope;
    const found = await this.db.repo(Product).findBy({ tenantId, id: In([...productIds]) });
    if (found.length < new Set(productIds).size) throw new NotFound('product');
    const other = found.find((product) => product.clientId !== clientId);
    if (other)
      throw new RuleBroken('product-change.product-of-another-client', { productId: other.id, name: other.name });
  }

  /** Somebody of the team who may edit changes and has not left. */
  private async requireResponsible(memberId: string | null): Promise<void> {
    if (memberId === null) return;
    const member = await this.db.require(Member, memberId);
    if (member.leftAt !== null) throw new NotFound('member');
    if (!may(member.role, 'product-change.edit'))
      throw new RuleBroken('product-change.responsible-may-not-edit', { memberId, role: member.role });
  }

  private async waiting(id: string): Promise<string[]> {
    return (await this.db.query<{ number: string }>(WAITING, [id])).map(({ number }) => number);
  }

  private async openCases(id: string): Promise<string[]> {
    return (await this.db.query<{ number: string }>(OPEN_CASES, [id])).map(({ number }) => number);
  }
}

const ADD_ROWS = `
  insert into product_change_certificates (id, change_id, certificate_id, client_id, code, state, state_reason)
  select r.id, r."changeId", r."certificateId", r."clientId", r.code, r.state, r."stateReason"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "changeId" uuid, "certificateId" uuid, "clientId" uuid, code text,
    state text, "stateReason" text)`;

const WAITING = `
  select c.number from product_change_certificates t
  join certificates c on c.tenant_id = t.tenant_id and c.id = t.certificate_id
  where t.tenant_id = current_tenant() and t.change_id = $1 and t.state in ('touched', 'case-open')
  order by c.number_key limit 10`;

const OPEN_CASES = `
  select a.number from product_change_certificates t
  join applications a on a.tenant_id = t.tenant_id and a.id = t.application_id
  where t.tenant_id = current_tenant() and t.change_id = $1 and t.state = 'case-open'
  order by a.number_year, a.number_seq limit 10`;
