import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { hashPassword } from 'better-auth/crypto';
import { Db, newId, type TenantScope } from '#database/db';
import { Client } from '#database/entities/client.entity';
import { Member } from '#database/entities/member.entity';
import { Tenant } from '#database/entities/tenant.entity';
import { openPool } from '#database/pool';
import type { Day } from '#domain/day';
import { nameKey } from '#domain/register/text';
import { CertificateStatusService } from '#features/certificates/certificate-status.service';
import { CertificatesService } from '#features/certificates/certificates.service';
import { ClientsService } from '#features/clients/clients.service';
import { ContactsService } from '#features/clients/contacts.service';
import { FactoriesService } from '#features/clients/factories.service';
import { ProductsService } from '#features/products/products.service';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { makeLogger } from '#platform/platform.module';
import { ApiModule } from '../../../api/src/api.module.js';
import { addApprovals } from './demo-approvals.js';
import { addAudits } from './demo-audits.js';
import { addCampaign } from './demo-campaign.js';
import { addCases } from './demo-cases.js';
import { addBelongings } from './demo-certificates.js';
import { addChange } from './demo-changes.js';
import { addJudgement } from './demo-judgement.js';
import { addLab } from './demo-lab.js';
import { addPapers } from './demo-papers.js';
import { DEMO_PASSWORD } from './demo-people.js';
import type { DemoClient, DemoTenant } from './demo-shapes.js';
import { demoWorld } from './demo-world.js';

/**
 * Lays the demonstration world into an empty database, through the product's own services, so that every deadline and
 * reminder is counted the way a user's would be. Does nothing where a tenant exists.
 *
 * @returns whether it laid one
 */
export async function seed(config: Config, log: (line: string) => void): Promise<boolean> {
  if (await hasTenants(config)) return false;
  const context = await NestFactory.createApplicationContext(
    ApiModule.forRoot(config, makeLogger({ logLevel: 'error' }, 'seed')),
    { logger: ['error'] },
  );
  try {
    const today = context.get(Clock).today('Europe/Berlin');
    const users = new Map<string, string>();
    for (const tenant of demoWorld(today)) {
      await addPeople(config, tenant, users);
      await addTenant(context.get.bind(context), tenant, users, today);
      log(`demonstration: ${tenant.name} ${tenant.nameZh}`);
    }
    return true;
  } finally {
    await context.close();
  }
}

async function hasTenants(config: Config): Promise<boolean> {
  // Through the look-up of sign-in this role sees people, and a tenant begins with its owner.
  const auth = openPool({ ...config, role: 'auth', max: 1, searchPath: 'auth' });
  try {
    return (await auth.query('select 1 from auth."user" limit 1')).rowCount === 1;
  } finally {
    await auth.end();
  }
}

/** Verified people who can sign in with the demonstration password. */
async function addPeople(config: Config, tenant: DemoTenant, users: Map<string, string>): Promise<void> {
  const auth = openPool({ ...config, role: 'auth', max: 1, searchPath: 'auth' });
  try {
    const hash = await hashPassword(DEMO_PASSWORD);
    for (const person of tenant.people.filter((p) => !users.has(p.email))) {
      const id = randomUUID();
      users.set(person.email, id);
      await auth.query(
        `insert into "user" (id, name, email, "emailVerified", language, "timeZone", "createdAt", "updatedAt")
         values ($1, $2, $3, true, $4, $5, now(), now())`,
        [id, person.name, person.email, person.language, person.timeZone],
      );
      await auth.query(
        `insert into account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
         values ($1, $2, 'credential', $2, $3, now(), now())`,
        [randomUUID(), id, hash],
      );
    }
  } finally {
    await auth.end();
  }
}

/** Gives a provider of the product by its class. */
type Get = INestApplicationContext['get'];

async function addTenant(get: Get, tenant: DemoTenant, users: ReadonlyMap<string, string>, today: Day): Promise<void> {
  const db = get(Db);
  const now = get(Clock).now();
  const scope: TenantScope = { tenantId: newId(), audience: 'staff', memberId: null };
  const { kind, name, nameZh, country, language, timeZone } = tenant;
  const memberIds = new Map<string, string>();

  await db.inTenant(scope, async () => {
    await db
      .repo(Tenant)
      .insert({ id: scope.tenantId, kind, name, nameZh, country, language, timeZone, createdAt: now });
    for (const { client: _client, ...person } of tenant.people.filter((p) => p.role !== 'client')) {
      const member = await db.add(Member, {
        ...person,
        userId: users.get(person.email)!,
        joinedAt: now,
        createdAt: now,
      });
      memberIds.set(person.email, member.id);
    }
  });

  const owner: TenantScope = { ...scope, memberId: memberIds.get(tenant.people[0]!.email)! };
  for (const client of tenant.clients) {
    await db.inTenant(owner, async () => {
      const clientId = await addClient(get, client, kind === 'manufacturer');
      for (const { client: _client, ...person } of tenant.people.filter((p) => p.client === client.legalName)) {
        await db.add(Member, { ...person, clientId, userId: users.get(person.email)!, joinedAt: now, createdAt: now });
      }
      await addCertificates(get, client, clientId, memberIds);
    });
  }
  await addJudgement(get, owner, name, today);
  await addCases(get, owner, name, today);
  await addBelongings(get, owner, today);
  if (name !== 'Jadebrücke') return;
  // The campaign comes last: the others look for the cases of their own.
  for (const add of [addAudits, addLab, addPapers, addApprovals, addChange, addCampaign]) await add(get, owner, today);
}

async function addClient(get: Get, client: DemoClient, isOwn: boolean): Promise<string> {
  const { legalName, legalNameZh, country } = client;
  if (!isOwn) return (await get(ClientsService).create({ legalName, legalNameZh, country })).id;
  const own = await get(Db).add(Client, {
    legalName,
    legalNameZh,
    country,
    nameKey: nameKey(legalName),
    isOwn,
    createdAt: get(Clock).now(),
  });
  return own.id;
}

async function addCertificates(
  get: Get,
  client: DemoClient,
  clientId: string,
  memberIds: ReadonlyMap<string, string>,
): Promise<void> {
  const contact = await get(ContactsService).create(clientId, client.contact);
  const factory = await get(FactoriesService).create({
    clientIds: [clientId],
    country: client.country,
    ...client.factory,
  });
  const idByNumber = new Map<string, string>();
  // A certificate and the declaration it replaces are of one unit.
  const productByUnit = new Map<string, string>();
  // A declaration stands before the certificate that replaces it.
  const inOrder = [...client.certificates].sort((a, b) => Number(Boolean(a.replaces)) - Number(Boolean(b.replaces)));
  for (const {
    product: name,
    productZh: nameZh,
    classCode,
    models,
    standard,
    responsible,
    replaces,
    suspension,
    printed,
    extension,
    ...facts
  } of inOrder) {
    const unit = `${classCode} ${models.join()}`;
    const productId =
      productByUnit.get(unit) ??
      (
        await get(ProductsService).create({
          clientId,
          factoryId: factory.id,
          classCode,
          name,
          nameZh,
          manufacturer: client.legalName,
          models,
          standard,
        })
      ).id;
    productByUnit.set(unit, productId);
    const certificate = await get(CertificatesService).create({
      ...facts,
      ...printed,
      productId,
      contactId: contact.id,
      responsibleId: memberIds.get(responsible)!,
      replacesId: replaces ? idByNumber.get(replaces)! : null,
    });
    if (extension) await get(CertificatesService).edit(certificate.id, { version: 1, cause: 'extended', ...extension });
    if (suspension) await get(CertificateStatusService).suspend(certificate.id, suspension, 'Europe/Berlin');
    idByNumber.set(facts.number, certificate.id);
  }
}
