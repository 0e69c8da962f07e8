import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { Db, newId, type TenantScope } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { ClientFactory } from '#database/entities/client-factory.entity';
import { Client } from '#database/entities/client.entity';
import { Contact } from '#database/entities/contact.entity';
import { Factory } from '#database/entities/factory.entity';
import { Member } from '#database/entities/member.entity';
import { Product } from '#database/entities/product.entity';
import { Tenant } from '#database/entities/tenant.entity';
import type { Language } from '#domain/permissions';
import { unitKey } from '#domain/register-keys';
import { nameKey, numberKey } from '#domain/register/text';
import type { Clock } from '#platform/clock';

/** A signed-up person with a verified address. There is no password: `as` makes the session. */
export interface Person {
  userId: string;
  email: string;
  name: string;
}

type In = { tenant?: Tenant };

/**
 * Test data, inserted as a tenant's staff would: through Db, under row security. Each call makes what it hangs on
 * unless it is given; a test names only what it is about.
 */
export class Make {
  private count = 0;

  constructor(
    private readonly db: Db,
    private readonly auth: pg.Pool,
    private readonly clock: Clock,
  ) {}

  /** Runs work inside the tenant as its staff. */
  inside<T>(tenant: Pick<Tenant, 'id'>, work: () => Promise<T>, scope: Partial<TenantScope> = {}): Promise<T> {
    return this.db.inTenant({ tenantId: tenant.id, audience: 'staff', memberId: null, ...scope }, work);
  }

  async tenant(fields: Partial<Tenant> = {}): Promise<Tenant> {
    const id = fields.id ?? newId();
    const row = {
      kind: 'consultancy' as const,
      name: `Consultancy ${this.next()}`,
      country: 'DE',
      language: 'en' as const,
      timeZone: 'Europe/Berlin',
      createdAt: this.clock.now(),
      ...fields,
      id,
    };
    return this.inside({ id }, async () => {
      await this.db.repo(Tenant).insert(row);
      const tenant = await this.db.repo(Tenant).findOneByOrFail({ id });
      if (tenant.kind === 'manufacturer')
        await this.client({ tenant, legalName: tenant.name, country: tenant.country, isOwn: true });
      return tenant;
    });
  }

  async person(fields: Partial<Person> & { language?: Language; timeZone?: string } = {}): Promise<Person> {
    const number = this.next();
    const person = {
      userId: randomBytes(16).toString('hex'),
      email: `person-${number}@example.test`,
      name: `Person ${number}`,
      ...fields,
    };
    await this.auth.query(
      `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt", language, "timeZone")
       values ($1, $2, $3, true, now(), now(), $4, $5)`,
      [person.userId, person.name, person.email, fields.language ?? 'en', fields.timeZone ?? 'Europe/Berlin'],
    );
    return person;
  }

  /**
   * A joined member; a client-role one when `client` is given.
   *
   * @param options.person left out: a new one; null: named or invited, not yet joined
   */
  async member(
    options: In & Partial<Omit<Member, 'userId'>> & { person?: Person | null; client?: Client } = {},
  ): Promise<Member> {
    const { tenant: given, person: who, client, ...fields } = options;
    const tenant = given ?? (await this.tenantOf(client));
    const person = who === undefined ? await this.person() : who;
    const now = this.clock.now();
    return this.inside(tenant, () =>
      this.db.add(Member, {
        userId: person?.userId ?? null,
        email: person?.email ?? `named-${this.next()}@example.test`,
        name: person?.name ?? 'Named Only',
        role: client ? 'client' : 'consultant',
        clientId: client?.id ?? null,
        language: 'en',
        timeZone: 'Europe/Berlin',
        country: 'DE',
        joinedAt: person ? now : null,
        createdAt: now,
        ...fields,
      }),
    );
  }

  async client(options: In & Partial<Client> = {}): Promise<Client> {
    const { tenant: given, ...fields } = options;
    const tenant = given ?? (await this.tenant());
    const legalName = fields.legalName ?? `Client ${this.next()} GmbH`;
    return this.inside(tenant, () =>
      this.db.add(Client, {
        legalName,
        legalNameZh: null,
        nameKey: nameKey(legalName),
        country: 'DE',
        isOwn: false,
        createdAt: this.clock.now(),
        ...fields,
      }),
    );
  }

  async contact(options: In & { client?: Client } & Partial<Contact> = {}): Promise<Contact> {
    const { tenant: given, client: at, ...fields } = options;
    const client = at ?? (await this.client({ tenant: given }));
    const number = this.next();
    return this.inside({ id: client.tenantId }, () =>
      this.db.add(Contact, {
        clientId: client.id,
        name: `Contact ${number}`,
        email: `contact-${number}@client.test`,
        language: 'en',
        timeZone: 'Europe/Berlin',
        createdAt: this.clock.now(),
        ...fields,
      }),
    );
  }

  /** A production site, linked to the client; `client: null` links it to none. */
  async factory(options: In & { client?: Client | null } & Partial<Factory> = {}): Promise<Factory> {
    const { tenant: given, client: of, ...fields } = options;
    const tenant = given ?? (await this.tenantOf(of ?? undefined));
    const client = of === undefined ? await this.client({ tenant }) : of;
    const name = fields.name ?? `Works ${this.next()}`;
    return this.inside(tenant, async () => {
      const factory = await this.db.add(Factory, {
        name,
        nameKey: nameKey(name),
        country: 'DE',
        createdAt: this.clock.now(),
        ...fields,
      });
      if (client) {
        await this.db.repo(ClientFactory).insert({ tenantId: tenant.id, clientId: client.id, factoryId: factory.id });
      }
      return factory;
    });
  }

  async product(options: In & { client?: Client; factory?: Factory | null } & Partial<Product> = {}): Promise<Product> {
    const { tenant: given, client: of, factory: from, ...fields } = options;
    const client = of ?? (await this.client({ tenant: given }));
    const factory =
      from === undefined ? await this.factory({ tenant: { id: client.tenantId } as Tenant, client }) : from;
    const unit = {
      clientId: client.id,
      factoryId: factory?.id ?? null,
      classCode: '1109',
      name: `Exterior light ${this.next()}`,
      nameZh: null,
      manufacturer: client.legalName,
      models: ['M-1'],
      standard: 'GB 4785-2019',
      ...fields,
    };
    return this.inside({ id: client.tenantId }, () =>
      this.db.add(Product, {
        unitKey: unitKey(unit),
        createdAt: this.clock.now(),
        ...unit,
      }),
    );
  }

  /** A valid CCC certificate with its product, factory and contact. It owes no deadlines: services state those. */
  async certificate(
    options: In & {
      client?: Client;
      product?: Product;
      factory?: Factory | null;
      contact?: Contact | null;
      responsible?: Member | null;
    } & Partial<Certificate> = {},
  ): Promise<Certificate> {
    const { tenant: given, client: of, product: on, factory: from, contact: to, responsible, ...fields } = options;
    const client = of ?? (await this.clientOf(on, given));
    const factory = from === undefined ? (on ? null : await this.factory({ tenant: asTenant(client), client })) : from;
    const product = on ?? (await this.product({ client, factory }));
    const contact = to === undefined ? await this.contact({ client }) : to;
    const number = fields.number ?? `2024011109${String(this.next()).padStart(6, '0')}`;
    return this.inside({ id: client.tenantId }, () =>
      this.db.add(Certificate, {
        clientId: client.id,
        productId: product.id,
        factoryId: factory?.id ?? product.factoryId,
        contactId: contact?.id ?? null,
        responsibleId: responsible?.id ?? null,
        scheme: 'ccc',
        number,
        numberKey: numberKey(number),
        body: 'CQC',
        issuedOn: '2024-01-31',
        validUntil: '2029-01-30',
        status: 'valid',
        createdAt: this.clock.now(),
        ...fields,
      }),
    );
  }

  private async tenantOf(client: Client | undefined): Promise<Tenant> {
    return client ? asTenant(client) : this.tenant();
  }

  private async clientOf(product: Product | undefined, tenant: Tenant | undefined): Promise<Client> {
    if (!product) return this.client({ tenant });
    return this.inside({ id: product.tenantId }, () => this.db.require(Client, product.clientId));
  }

  /** Unique within one api, so that names never collide by chance. */
  private next(): number {
    return ++this.count;
  }
}

const asTenant = (row: { tenantId: string }) => ({ id: row.tenantId }) as Tenant;
