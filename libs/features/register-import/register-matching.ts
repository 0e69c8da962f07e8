import type { Db } from '#database/db';
import type { Scheme } from '#domain/certificate';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import { nameKey } from '#domain/register/text';

/** What the tenant knows already, found by the keys of a register. Each takes some hundred keys in one statement. */

export interface KnownClient {
  id: string;
  key: string;
  legalName: string;
  legalNameZh: string | null;
  version: number;
}

export function knownClients(db: Db, keys: readonly string[]): Promise<KnownClient[]> {
  return db.query(
    `select id, name_key as key, legal_name as "legalName", legal_name_zh as "legalNameZh", version
       from clients where tenant_id = current_tenant() and name_key = any ($1)`,
    [keys],
  );
}

export interface KnownContact {
  id: string;
  clientId: string;
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  version: number;
}

export function knownContacts(db: Db, clientIds: readonly string[]): Promise<KnownContact[]> {
  return db.query(
    `select id, client_id as "clientId", email, name, language, time_zone as "timeZone", version
       from contacts where tenant_id = current_tenant() and client_id = any ($1)`,
    [clientIds],
  );
}

export interface KnownFactory {
  id: string;
  nameKey: string;
  name: string;
  country: string;
  factoryCode: string | null;
  factoryClass: string | null;
  lastFollowUpOn: Day | null;
  version: number;
}

export function knownFactories(db: Db, codes: readonly string[], nameKeys: readonly string[]): Promise<KnownFactory[]> {
  return db.query(
    `select id, name_key as "nameKey", name, country, factory_code as "factoryCode", factory_class as "factoryClass",
            last_follow_up_on as "lastFollowUpOn", version
       from factories where tenant_id = current_tenant() and (factory_code = any ($1) or name_key = any ($2))
      order by created_at, id`,
    [codes, nameKeys],
  );
}

export interface KnownMember {
  id: string;
  email: string;
  /** may be named as responsible: staff that edits, and has not left */
  isStaff: boolean;
}

export function knownMembers(db: Db, emails: readonly string[]): Promise<KnownMember[]> {
  return db.query(
    `select id, lower(email) as email, left_at is null and role in ('owner', 'manager', 'consultant') as "isStaff"
       from members where tenant_id = current_tenant() and lower(email) = any ($1)`,
    [emails],
  );
}

/** Addresses of those who may be responsible, by `nameKey`; a name that two of them bear names nobody. */
export async function responsibleByName(db: Db): Promise<Map<string, string>> {
  const staff = await db.query<{ name: string; email: string }>(
    `select name, lower(email) as email from members
      where tenant_id = current_tenant() and left_at is null and role in ('owner', 'manager', 'consultant')`,
  );
  const byName = new Map<string, string[]>();
  for (const { name, email } of staff) byName.set(nameKey(name), [...(byName.get(nameKey(name)) ?? []), email]);
  return new Map(
    [...byName].flatMap(([key, emails]) => (key !== '' && emails.length === 1 ? [[key, emails[0]!] as const] : [])),
  );
}

export interface KnownProduct {
  id: string;
  unitKey: string;
  name: string;
  nameZh: string | null;
  manufacturer: string;
  standard: string | null;
  version: number;
}

export function knownProducts(db: Db, unitKeys: readonly string[]): Promise<KnownProduct[]> {
  return db.query(
    `select distinct on (unit_key) id, unit_key as "unitKey", name, name_zh as "nameZh", manufacturer, standard, version
       from products where tenant_id = current_tenant() and unit_key = any ($1) order by unit_key, created_at, id`,
    [unitKeys],
  );
}

export interface KnownCertificate {
  id: string;
  numberKey: string;
  clientId: string;
  clientName: string;
  clientKey: string;
  scheme: Scheme;
  classCode: string;
  body: string | null;
  issuedOn: Day | null;
  validUntil: Day | null;
  status: CertificateStatus;
  /** number key of the declaration it replaces */
  replacesKey: string | null;
  /** number of the certificate that replaces it */
  replacedBy: string | null;
  version: number;
}

export function knownCertificates(db: Db, numberKeys: readonly string[]): Promise<KnownCertificate[]> {
  return db.query(
    `select c.id, c.number_key as "numberKey", c.client_id as "clientId", k.legal_name as "clientName", k.name_key as "clientKey",
            c.scheme, p.class_code as "classCode", c.body, c.issued_on as "issuedOn", c.valid_until as "validUntil", c.status,
            r.number_key as "replacesKey", b.number_key as "replacedBy", c.version
       from certificates c
       join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
       join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
       left join certificates r on r.tenant_id = c.tenant_id and r.id = c.replaces_id
       left join certificates b on b.tenant_id = c.tenant_id and b.replaces_id = c.id
      where c.tenant_id = current_tenant() and c.number_key = any ($1)`,
    [numberKeys],
  );
}

/** Of these certificates the live CCC ones whose unit had another live CCC certificate before; the oldest of those is named. */
export function secondsOfUnit(db: Db, ids: readonly string[]): Promise<{ number: string; other: string }[]> {
  return db.query(
    `select c.number, o.number as other
       from certificates c
       join lateral (select o.number from certificates o
         where o.tenant_id = c.tenant_id and o.product_id = c.product_id and o.scheme = 'ccc' and o.status in ('valid', 'suspended')
           and o.id < c.id
         order by o.id limit 1) o on true
      where c.tenant_id = current_tenant() and c.id = any ($1) and c.status in ('valid', 'suspended')
      order by c.id`,
    [ids],
  );
}
