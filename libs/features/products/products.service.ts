import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Client } from '#database/entities/client.entity';
import { Factory } from '#database/entities/factory.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { codedClasses } from '#domain/reference/catalogue';
import { BadInput, RuleBroken } from '#domain/errors';
import { unitKey, type UnitFacts } from '#domain/register-keys';
import { FactoriesService } from '#features/clients/factories.service';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { ProductEdit, ProductInput, ProductView } from './products.dto.js';
import { ProductsQueries } from './products.queries.js';

/** A product as an import brings it. */
export type NewProduct = Pick<
  Product,
  'id' | 'clientId' | 'factoryId' | 'classCode' | 'name' | 'nameZh' | 'manufacturer' | 'models' | 'standard'
>;

/** The only writer of `products`. */
@Injectable()
export class ProductsService {
  private readonly listeners: ((productId: string) => Promise<void>)[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly factories: FactoriesService,
    private readonly queries: ProductsQueries,
    private readonly references: ReferenceStore,
  ) {}

  /** Names who follows when the standard of a product changes; called in the same transaction. */
  afterStandardChange(listener: (productId: string) => Promise<void>): void {
    this.listeners.push(listener);
  }

  /** @throws RuleBroken `product.unit-taken`, `factory.of-another-client`; BadInput on an unknown class */
  async create(input: ProductInput): Promise<ProductView> {
    const client = await this.db.require(Client, input.clientId);
    const factoryId = input.factoryId ?? null;
    await this.refuseUnknownClass(input.classCode);
    await this.requireFactory(client.id, factoryId);
    const unit = { ...input, factoryId, manufacturer: input.manufacturer ?? client.legalName };
    await this.refuseTaken(unit, null);
    const product = await this.db.add(Product, { ...unit, unitKey: unitKey(unit), createdAt: this.clock.now() });
    await this.events.record('product.added', subjectOf(product), { name: product.name });
    return this.queries.one(product.id);
  }

  /** @throws RuleBroken `stale-version`, `product.unit-taken`, `factory.of-another-client` */
  async edit(id: string, { version, ...input }: ProductEdit): Promise<ProductView> {
    const product = await this.db.require(Product, id);
    if (input.factoryId !== undefined) await this.requireFactory(product.clientId, input.factoryId);
    const unit = { ...product, ...input };
    const isOtherStandard = input.standard !== undefined && input.standard !== product.standard;
    const fields: Partial<Product> = { ...input, unitKey: unitKey(unit) };
    if (fields.unitKey !== product.unitKey) await this.refuseTaken(unit, id);
    await this.events.edit(Product, product, version, fields, 'product.edited', subjectOf(product));
    if (isOtherStandard) for (const listener of this.listeners) await listener(id);
    return this.queries.one(id);
  }

  /**
   * Gives a product another class. What its certificates owe follows from the class: the caller restates them.
   *
   * @throws RuleBroken `stale-version`, `product.unit-taken`; BadInput on an unknown class
   */
  async reclassify(id: string, version: number, classCode: string): Promise<void> {
    const product = await this.db.require(Product, id);
    await this.refuseUnknownClass(classCode);
    const unit = { ...product, classCode };
    const fields = { classCode, unitKey: unitKey(unit) };
    if (fields.unitKey !== product.unitKey) await this.refuseTaken(unit, id);
    await this.events.edit(Product, product, version, fields, 'product.reclassified', subjectOf(product));
  }

  /** Set-based, in the caller's transaction, one event per product. The caller has matched the units by `unitKey`. */
  async addMany(rows: readonly NewProduct[], importId: string | null): Promise<void> {
    if (rows.length === 0) return;
    const keyed = rows.map((row) => ({ ...row, unitKey: unitKey(row) }));
    await this.db.query(ADD_MANY, [JSON.stringify(keyed), this.clock.now()]);
    await this.events.recordMany(
      'product.added',
      rows.map(({ id, clientId }) => ({ productId: id, clientId, importId })),
    );
  }

  /** @throws NotFound; RuleBroken `factory.of-another-client`, because its people could not see the factory */
  async requireFactory(clientId: string, factoryId: string | null): Promise<void> {
    if (factoryId === null) return;
    await this.db.require(Factory, factoryId);
    if (!(await this.factories.isLinked(clientId, factoryId)))
      throw new RuleBroken('factory.of-another-client', { factoryId, clientId });
  }

  private async refuseUnknownClass(classCode: string): Promise<void> {
    const codes = codedClasses((await this.references.current()).classes).map((known) => known.code);
    if (codes.includes(classCode)) return;
    const detail = 'This class is not in the catalogue.';
    throw new BadInput('invalid-input', [
      { field: 'classCode', code: 'unknown-class', detail, allowed: codes.join(', ') },
    ]);
  }

  private async refuseTaken(unit: UnitFacts, ownId: string | null): Promise<void> {
    const found = await this.db.repo(Product).findBy({ tenantId: this.db.scope.tenantId, unitKey: unitKey(unit) });
    const taken = found.find((product) => product.id !== ownId);
    if (taken) throw new RuleBroken('product.unit-taken', { productId: taken.id, name: taken.name });
  }
}

function subjectOf(product: Product): { productId: string; clientId: string } {
  return { productId: product.id, clientId: product.clientId };
}

const ADD_MANY = `
  insert into products (id, client_id, factory_id, class_code, name, name_zh, manufacturer, models, standard, unit_key, created_at)
  select r.id, r."clientId", r."factoryId", r."classCode", r.name, r."nameZh", r.manufacturer, r.models, r.standard, r."unitKey", $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "clientId" uuid, "factoryId" uuid, "classCode" text, name text, "nameZh" text,
                                           manufacturer text, models text[], standard text, "unitKey" text)`;
