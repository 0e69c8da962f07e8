import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { zonesOfCountry } from '#domain/country-zones';
import { NamedMembersService } from '#features/accounts/named-members.service';
import { ClientsService } from '#features/clients/clients.service';
import { ContactsService } from '#features/clients/contacts.service';
import { FactoriesService } from '#features/clients/factories.service';
import { knownClients, knownContacts, knownFactories, knownMembers } from './register-matching.js';
import { contactKey, type RegisterNouns } from './register-nouns.js';
import { given, portionsOf, type Outcome, type WriteOptions } from './write-outcome.js';

/** Where the nouns of a register ended up, by their keys. */
export interface NounIds {
  /** by name key */
  clients: Map<string, string>;
  /** by `contactKey` of the client's name key */
  contacts: Map<string, string>;
  /** by `factoryKey` */
  factories: Map<string, string>;
  /** by address; only those who may be responsible */
  members: Map<string, string>;
}

/** Writes the clients, people and factories of a register: those that are not known yet, each once. */
@Injectable()
export class NounWriter {
  constructor(
    private readonly db: Db,
    private readonly clients: ClientsService,
    private readonly contacts: ContactsService,
    private readonly factories: FactoriesService,
    private readonly members: NamedMembersService,
  ) {}

  async write(nouns: RegisterNouns, options: WriteOptions, outcome: Outcome): Promise<NounIds> {
    const clients = await this.writeClients(nouns, options, outcome);
    return {
      clients,
      contacts: await this.writeContacts(nouns, clients, options, outcome),
      factories: await this.writeFactories(nouns, clients, options, outcome),
      members: await this.writeMembers(nouns, options, outcome),
    };
  }

  private async writeClients(
    nouns: RegisterNouns,
    { importId }: WriteOptions,
    outcome: Outcome,
  ): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const portion of portionsOf([...nouns.clients.values()])) {
      const found = await knownClients(
        this.db,
        portion.map((client) => client.key),
      );
      const known = new Map(found.map((client) => [client.key, client]));
      const fresh = portion.filter((client) => !known.has(client.key)).map((client) => ({ ...client, id: newId() }));
      for (const client of portion) {
        const same = known.get(client.key);
        if (!same) continue;
        outcome.known(
          'client',
          client.row,
          {
            client: [client.legalName, same.legalName],
            clientZh: [client.legalNameZh, same.legalNameZh],
          },
          async () => {
            const { legalName, legalNameZh } = client;
            await this.clients.edit(same.id, { version: same.version, legalName, ...(legalNameZh && { legalNameZh }) });
          },
        );
      }
      await this.clients.addMany(
        fresh.map(({ id, legalName, legalNameZh, country }) => ({ id, legalName, legalNameZh, country })),
        importId,
      );
      outcome.fresh('client', fresh.length);
      for (const { key, id } of [...found, ...fresh]) ids.set(key, id);
    }
    return ids;
  }

  private async writeContacts(
    nouns: RegisterNouns,
    clients: Map<string, string>,
    { importId, zones }: WriteOptions,
    outcome: Outcome,
  ): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const portion of portionsOf([...nouns.contacts.values()])) {
      const clientIds = [...new Set(portion.map((contact) => clients.get(contact.clientKey)!))];
      const known = new Map(
        (await knownContacts(this.db, clientIds)).map((contact) => [
          contactKey(contact.clientId, contact.email),
          contact,
        ]),
      );
      const fresh = [];
      for (const contact of portion) {
        const clientId = clients.get(contact.clientKey)!;
        const same = known.get(contactKey(clientId, contact.email));
        const id = same?.id ?? newId();
        ids.set(contactKey(contact.clientKey, contact.email), id);
        if (same) {
          const { name, language, timeZone } = contact;
          outcome.known(
            'contact',
            contact.row,
            {
              contact: [name, same.name],
              language: [language, same.language],
              timeZone: [timeZone, same.timeZone],
            },
            async () => {
              await this.contacts.edit(same.id, {
                version: same.version,
                name,
                language,
                ...(timeZone && { timeZone }),
              });
            },
          );
          continue;
        }
        const { name, email, language } = contact;
        fresh.push({
          id,
          clientId,
          name,
          email,
          language,
          timeZone: contact.timeZone ?? zoneOf(contact.country, zones, outcome),
        });
      }
      await this.contacts.addMany(fresh, importId);
      outcome.fresh('contact', fresh.length);
    }
    return ids;
  }

  private async writeFactories(
    nouns: RegisterNouns,
    clients: Map<string, string>,
    { importId }: WriteOptions,
    outcome: Outcome,
  ): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    // Those with a code first: a row that leaves the code out means the one of its name. Of several, the one without a
    // code, else the oldest is taken and told: a further one would be there again with every import.
    const all = [...nouns.factories.values()].sort(
      (a, b) => Number(a.factoryCode === null) - Number(b.factoryCode === null) || a.row - b.row,
    );
    const made = new Map<string, { id: string; factoryCode: string | null }[]>();
    for (const portion of portionsOf(all)) {
      const known = await knownFactories(
        this.db,
        portion.flatMap(({ factoryCode }) => factoryCode ?? []),
        portion.map((factory) => factory.nameKey),
      );
      const fresh = [];
      const links: { clientId: string; factoryId: string }[] = [];
      for (const factory of portion) {
        const clientIds = [...factory.clientKeys].map((key) => clients.get(key)!);
        const named = known.filter((other) => other.nameKey === factory.nameKey && other.country === factory.country);
        const same = factory.factoryCode
          ? (known.find((other) => other.factoryCode === factory.factoryCode) ??
            named.find((other) => other.factoryCode === null))
          : (named.find((other) => other.factoryCode === null) ?? named[0]);
        const place = `${factory.nameKey} ${factory.country}`;
        // Those made in an earlier portion are known by now.
        const twins =
          factory.factoryCode === null
            ? (made.get(place) ?? []).filter(({ id }) => !named.some((other) => other.id === id))
            : [];
        const taken = same ?? twins[0];
        const id = taken?.id ?? newId();
        ids.set(factory.key, id);
        const factories = factory.factoryCode === null ? named.length + twins.length : 1;
        const isAmbiguous = taken !== undefined && factories > 1;
        if (isAmbiguous)
          outcome.ambiguousFactories.push({
            row: factory.row,
            name: factory.name,
            factories,
            taken: taken.factoryCode,
          });
        if (same && isAmbiguous) outcome.known('factory', factory.row, {});
        else if (same) {
          const { name, country, factoryCode, factoryClass, lastFollowUpOn } = factory;
          outcome.known(
            'factory',
            factory.row,
            {
              factory: [name, same.name],
              country: [country, same.country],
              factoryCode: [factoryCode, same.factoryCode],
              factoryClass: [factoryClass, same.factoryClass],
              lastFollowUp: [lastFollowUpOn, same.lastFollowUpOn],
            },
            async () => {
              const said = { factoryCode, factoryClass, lastFollowUpOn };
              await this.factories.edit(same.id, { version: same.version, name, country, ...given(said) }, importId);
            },
          );
        } else if (!taken) {
          const { name, country, factoryCode, factoryClass, lastFollowUpOn } = factory;
          fresh.push({ id, name, country, factoryCode, factoryClass, lastFollowUpOn, clientIds: [] });
          made.set(place, [...(made.get(place) ?? []), { id, factoryCode }]);
        }
        links.push(...clientIds.map((clientId) => ({ clientId, factoryId: id })));
      }
      await this.factories.addMany(fresh, importId);
      await this.factories.linkAll(links);
      outcome.fresh('factory', fresh.length);
    }
    return ids;
  }

  private async writeMembers(
    nouns: RegisterNouns,
    { importId }: WriteOptions,
    outcome: Outcome,
  ): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const portion of portionsOf([...nouns.responsible])) {
      const known = await knownMembers(
        this.db,
        portion.map(([email]) => email),
      );
      for (const member of known) {
        outcome.known('member', 0, {});
        if (member.isStaff) ids.set(member.email, member.id);
      }
      const unknown = portion.filter(([email]) => !known.some((member) => member.email === email));
      for (const { id, email } of await this.members.addMany(
        unknown.map(([email]) => email),
        importId,
      ))
        ids.set(email, id);
      outcome.fresh('member', unknown.length);
      outcome.namedMembers.push(...unknown.map(([email, row]) => ({ email, row })));
    }
    return ids;
  }
}

/** The zone of a new contact: the country's only one, or the one that was answered. */
function zoneOf(country: string, answers: Readonly<Record<string, string>>, outcome: Outcome): string {
  const zones = zonesOfCountry(country);
  if (zones.length === 1) return zones[0]!;
  outcome.ask(country, zones);
  return answers[country] ?? zones.at(-1) ?? 'UTC';
}
