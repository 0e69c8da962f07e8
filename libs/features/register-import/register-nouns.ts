import type { FactoryClass } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import { factoryKey } from '#domain/register/check';
import type { RegisterColumn } from '#domain/register/columns';
import type { RegisterRow } from '#domain/register/register-row';
import { nameKey } from '#domain/register/text';

export interface ClientNoun {
  row: number;
  key: string;
  legalName: string;
  legalNameZh: string | null;
  country: string;
}

export interface ContactNoun {
  row: number;
  clientKey: string;
  email: string;
  name: string;
  language: Language;
  timeZone: string | null;
  country: string;
}

export interface FactoryNoun {
  row: number;
  key: string;
  nameKey: string;
  name: string;
  country: string;
  factoryCode: string | null;
  factoryClass: FactoryClass | null;
  lastFollowUpOn: Day | null;
  clientKeys: Set<string>;
}

/** A known thing that the file describes otherwise. */
export interface Difference {
  row: number;
  as: RegisterColumn;
  file: string;
  known: string;
}

/**
 * The clients, people and factories of a register, each once: what the first row says of it stands, and what it leaves
 * open the next row may fill. Memory grows with their number, not with the rows.
 */
export class RegisterNouns {
  readonly clients = new Map<string, ClientNoun>();
  readonly contacts = new Map<string, ContactNoun>();
  readonly factories = new Map<string, FactoryNoun>();
  /** Address of each responsible person, and the first row that names it. */
  readonly responsible = new Map<string, number>();

  add(row: RegisterRow): void {
    const clientKey = nameKey(row.client.name);
    const client = this.clients.get(clientKey);
    if (client) client.legalNameZh ??= row.client.nameZh;
    else {
      const { name: legalName, nameZh: legalNameZh, country } = row.client;
      this.clients.set(clientKey, { row: row.row, key: clientKey, legalName, legalNameZh, country });
    }
    if (row.contact) {
      const key = contactKey(clientKey, row.contact.email);
      const contact = this.contacts.get(key);
      if (contact) contact.timeZone ??= row.contact.timeZone;
      else this.contacts.set(key, { row: row.row, clientKey, ...row.contact });
    }
    this.addFactory(row, clientKey);
    if (row.responsible && !this.responsible.has(row.responsible)) this.responsible.set(row.responsible, row.row);
  }

  private addFactory(row: RegisterRow, clientKey: string): void {
    const { name, code, country, factoryClass, lastFollowUpOn } = row.factory;
    const key = factoryKey(row);
    const known = this.factories.get(key);
    if (known) {
      known.factoryClass ??= factoryClass;
      known.lastFollowUpOn ??= lastFollowUpOn;
      known.clientKeys.add(clientKey);
      return;
    }
    const noun = {
      row: row.row,
      key,
      nameKey: nameKey(name),
      name,
      country,
      factoryCode: code,
      factoryClass,
      lastFollowUpOn,
    };
    this.factories.set(key, { ...noun, clientKeys: new Set([clientKey]) });
  }
}

/** A contact is an address at a client. */
export function contactKey(client: string, email: string): string {
  return `${client} ${email.toLowerCase()}`;
}

/** What the file says otherwise; what it leaves open is no difference. */
export function differencesOf(
  row: number,
  pairs: Partial<Record<RegisterColumn, [file: string | null, known: string | null]>>,
): Difference[] {
  return (Object.entries(pairs) as [RegisterColumn, [string | null, string | null]][]).flatMap(([as, [file, known]]) =>
    file !== null && file !== known ? [{ row, as, file, known: known ?? '' }] : [],
  );
}
