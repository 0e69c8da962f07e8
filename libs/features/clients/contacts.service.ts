import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';
import { Db } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { Audit } from '#database/entities/audit.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { ClientFactory } from '#database/entities/client-factory.entity';
import { Client } from '#database/entities/client.entity';
import { Contact } from '#database/entities/contact.entity';
import { zonesOfCountry } from '#domain/country-zones';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import type { ContactEdit, ContactInput, ContactView } from './contacts.dto.js';

/** A contact as an import brings it. */
export type NewContact = Pick<Contact, 'id' | 'clientId' | 'name' | 'email' | 'language' | 'timeZone'>;

/** The only writer of `contacts`. Whoever mails are promised to is planned anew in the same transaction. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
  ) {}

  /** @throws RuleBroken `contact.email-taken`; BadInput `time-zone-needed` where the country has several */
  async create(clientId: string, input: ContactInput): Promise<ContactView> {
    const client = await this.db.require(Client, clientId);
    const timeZone = input.timeZone ?? theZoneOf(client.country);
    await this.refuseTaken(clientId, input.email, null);
    await this.requireFactory(clientId, input.factoryId ?? null);
    const contact = await this.db.add(Contact, { ...input, clientId, timeZone, createdAt: this.clock.now() });
    await this.events.record('contact.added', { clientId }, { name: contact.name, email: contact.email });
    await this.reminders.replanClient(clientId);
    return toContactView(contact);
  }

  /** @throws RuleBroken `stale-version`, `contact.email-taken`; BadInput `time-zone-needed` */
  async edit(id: string, { version, ...input }: ContactEdit): Promise<ContactView> {
    const contact = await this.db.require(Contact, id);
    const { clientId } = contact;
    if (input.email !== undefined) await this.refuseTaken(clientId, input.email, id);
    if (input.factoryId) await this.requireFactory(clientId, input.factoryId);
    const fields = { ...input, timeZone: input.timeZone ?? undefined };
    if (input.timeZone === null) fields.timeZone = theZoneOf((await this.db.require(Client, clientId)).country);
    const changes = await this.events.edit(Contact, contact, version, fields, 'contact.edited', { clientId });
    if (changes['factoryId']) await this.reminders.replanClient(clientId);
    else if (changes.email || changes.language || changes.timeZone || changes.name)
      await this.reminders.replanContact(id);
    return toContactView(contact);
  }

  /** @throws RuleBroken `contact.in-use` while certificates, cases or inspections name it */
  async remove(id: string): Promise<void> {
    const contact = await this.db.require(Contact, id);
    const { tenantId, clientId, name, email } = contact;
    const naming = { tenantId, contactId: id };
    const certificates = await this.db.repo(Certificate).countBy(naming);
    const cases = await this.db.repo(Application).countBy(naming);
    const audits = await this.db.repo(Audit).countBy(naming);
    if (certificates + cases + audits > 0) throw new RuleBroken('contact.in-use', { certificates, cases, audits });
    await this.db.repo(Contact).delete({ tenantId, id });
    await this.events.record('contact.removed', { clientId }, { name, email });
    await this.reminders.replanClient(clientId);
  }

  /** Set-based, in the caller's transaction. The caller restates the deadlines, which plans the reminders. */
  async addMany(rows: readonly NewContact[], importId: string | null): Promise<void> {
    if (rows.length === 0) return;
    await this.db.query(ADD_MANY, [JSON.stringify(rows), this.clock.now()]);
    await this.events.recordMany(
      'contact.added',
      rows.map(({ clientId }) => ({ clientId, importId })),
    );
  }

  /** @throws NotFound unless the client has the factory: people of another's are not its contacts */
  private async requireFactory(clientId: string, factoryId: string | null): Promise<void> {
    if (factoryId === null) return;
    const key = { tenantId: this.db.scope.tenantId, clientId, factoryId };
    if (!(await this.db.repo(ClientFactory).existsBy(key))) throw new NotFound('factory');
  }

  private async refuseTaken(clientId: string, email: string, ownId: string | null): Promise<void> {
    const taken = await this.db.repo(Contact).findOneBy({
      tenantId: this.db.scope.tenantId,
      clientId,
      email: Raw((column) => `lower(${column}) = lower(:email)`, { email }),
    });
    if (taken && taken.id !== ownId)
      throw new RuleBroken('contact.email-taken', { contactId: taken.id, name: taken.name });
  }
}

/**
 * The one zone of a country.
 *
 * @throws BadInput `time-zone-needed` naming the zones where there are several
 */
export function theZoneOf(country: string): string {
  const zones = zonesOfCountry(country);
  if (zones.length === 1) return zones[0]!;
  throw new BadInput('time-zone-needed', [
    {
      field: 'timeZone',
      code: 'time-zone-needed',
      detail: `${country} has several time zones; name the contact's.`,
      allowed: zones.join(', '),
    },
  ]);
}

function toContactView(contact: Contact): ContactView {
  const { id, clientId, name, email, language, timeZone, factoryId, version } = contact;
  return { id, clientId, name, email, language, timeZone, factoryId, version };
}

const ADD_MANY = `
  insert into contacts (id, client_id, name, email, language, time_zone, created_at)
  select r.id, r."clientId", r.name, r.email, r.language, r."timeZone", $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "clientId" uuid, name text, email text, language text, "timeZone" text)`;
