import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { isSelfDeclaration } from '#domain/certificate';
import { factoryKey } from '#domain/register/check';
import type { RegisterRow } from '#domain/register/register-row';
import { nameKey, numberKey } from '#domain/register/text';
import { unitKey } from '#domain/register-keys';
import { CertificateStatusService } from '#features/certificates/certificate-status.service';
import { CertificatesService, type NewCertificate } from '#features/certificates/certificates.service';
import { NotesService } from '#features/events/notes.service';
import { ProductsService, type NewProduct } from '#features/products/products.service';
import { NounWriter, type NounIds } from './noun-writer.js';
import { knownCertificates, knownProducts, secondsOfUnit, type KnownCertificate } from './register-matching.js';
import { contactKey, RegisterNouns } from './register-nouns.js';
import { given, Outcome, PORTION, type WriteOptions, type WriteOutcome } from './write-outcome.js';

/** The number stands here for another client: the file does not fit any more. */
export class NoLongerFits extends Error {}

/**
 * Writes a register whose rows are free of faults, in the current transaction. Things are matched by their keys: clients
 * by name, contacts by client and address, factories by code (else name and country), products by their unit,
 * certificates by number. What is known stays as it is (unless `updatesKnown`), so that the same file twice changes
 * nothing.
 */
@Injectable()
export class RegisterWriter {
  constructor(
    private readonly db: Db,
    private readonly nouns: NounWriter,
    private readonly products: ProductsService,
    private readonly certificates: CertificatesService,
    private readonly statuses: CertificateStatusService,
    private readonly notes: NotesService,
  ) {}

  /**
   * @param rows gives the rows from the start each time it is called; it is called up to three times
   * @throws NoLongerFits
   */
  async write(rows: () => AsyncIterable<RegisterRow>, options: WriteOptions): Promise<WriteOutcome> {
    // Two imports of one tenant go one after the other: both would find the same client unknown.
    await this.db.query(`select pg_advisory_xact_lock(hashtextextended('import ' || current_tenant(), 0))`);
    const nouns = new RegisterNouns();
    for await (const row of rows()) nouns.add(row);
    const outcome = new Outcome();
    const ids = await this.nouns.write(nouns, options, outcome);

    // A declaration stands before the certificate that replaces it, wherever the file has it.
    let hasReplacing = false;
    let portion: RegisterRow[] = [];
    let done = 0;
    const flush = async (): Promise<void> => {
      await this.writeCertificates(portion, ids, options, outcome);
      if (done === 0 && portion.length === PORTION) await this.db.query('select refresh_statistics()');
      done += portion.length;
      options.onProgress(done);
      portion = [];
    };
    for await (const row of rows()) {
      if (row.certificate.replaces !== null) hasReplacing = true;
      else portion.push(row);
      if (portion.length === PORTION) await flush();
    }
    await flush();
    if (hasReplacing) {
      // Read once more and not kept: with their models and remarks they would fill the memory.
      for await (const row of rows()) {
        if (row.certificate.replaces !== null) portion.push(row);
        if (portion.length === PORTION) await flush();
      }
      await flush();
    }
    if (options.updatesKnown) await outcome.update();
    return outcome.finish();
  }

  private async writeCertificates(
    rows: readonly RegisterRow[],
    ids: NounIds,
    { importId }: WriteOptions,
    outcome: Outcome,
  ): Promise<void> {
    if (rows.length === 0) return;
    const keys = rows.flatMap(({ certificate: { number, replaces } }) =>
      replaces ? [numberKey(number), numberKey(replaces)] : [numberKey(number)],
    );
    const known = new Map(
      (await knownCertificates(this.db, keys)).map((certificate) => [certificate.numberKey, certificate]),
    );
    const productIds = await this.writeProducts(rows, known, ids, importId, outcome);
    const fresh: NewCertificate[] = [];
    const notes: { certificateId: string; body: string }[] = [];
    const made = new Map<string, string>();
    for (const row of rows) {
      const { certificate } = row;
      const key = numberKey(certificate.number);
      const same = known.get(key);
      const noun = isSelfDeclaration(certificate.scheme) ? 'declaration' : 'certificate';
      if (same) {
        if (same.clientKey !== nameKey(row.client.name)) throw new NoLongerFits(certificate.number);
        const replaces = certificate.replaces && numberKey(certificate.replaces);
        outcome.known(
          noun,
          row.row,
          {
            scheme: [certificate.scheme, same.scheme],
            body: [certificate.body, same.body],
            issued: [certificate.issuedOn, same.issuedOn],
            validUntil: [certificate.validUntil, same.validUntil],
            status: [certificate.status, same.status],
            replaces: [replaces && (known.has(replaces) ? replaces : null), same.replacesKey],
          },
          () => this.updateCertificate(row, same, replaces ? (known.get(replaces)?.id ?? null) : null, importId),
        );
        continue;
      }
      const clientKey = nameKey(row.client.name);
      const id = newId();
      made.set(key, id);
      const { number, scheme, body, issuedOn, validUntil, status } = certificate;
      fresh.push({
        id,
        clientId: ids.clients.get(clientKey)!,
        productId: productIds.get(row.row)!,
        factoryId: ids.factories.get(factoryKey(row))!,
        contactId: row.contact ? ids.contacts.get(contactKey(clientKey, row.contact.email))! : null,
        responsibleId: row.responsible ? (ids.members.get(row.responsible) ?? null) : null,
        scheme,
        number,
        body,
        issuedOn,
        validUntil,
        status,
        replacesId: null,
      });
      if (row.remarks !== null) notes.push({ certificateId: id, body: row.remarks });
      outcome.fresh(noun, 1);
    }
    rows.forEach(({ certificate }) => {
      const own = fresh.find(({ number }) => number === certificate.number);
      if (!own || certificate.replaces === null) return;
      const key = numberKey(certificate.replaces);
      own.replacesId = made.get(key) ?? known.get(key)?.id ?? null;
    });
    await this.certificates.addMany(fresh, importId);
    await this.tellSeconds(rows, fresh, outcome);
    await this.notes.addMany(notes, importId);
    outcome.fresh('note', notes.length);
  }

  /** History is not refused, it is told: units that have a second live CCC certificate with these rows. */
  private async tellSeconds(
    rows: readonly RegisterRow[],
    fresh: readonly NewCertificate[],
    outcome: Outcome,
  ): Promise<void> {
    const ids = fresh.filter(({ scheme }) => scheme === 'ccc').map(({ id }) => id);
    const seconds = await secondsOfUnit(this.db, ids);
    for (const { number, other } of seconds) {
      const row = rows.find(({ certificate }) => certificate.number === number);
      outcome.secondsOfUnit.push({ row: row!.row, number, other });
    }
  }

  private async updateCertificate(
    { certificate }: RegisterRow,
    same: KnownCertificate,
    replacesId: string | null,
    importId: string,
  ): Promise<void> {
    const { scheme, body, issuedOn, validUntil, status } = certificate;
    const said = given({ body, validUntil, replacesId });
    await this.certificates.edit(
      same.id,
      { version: same.version, scheme, issuedOn, ...said },
      { heldByImportId: importId },
    );
    if (status !== same.status) await this.statuses.follow(same.id, status, importId);
  }

  /** The product of each row, by its row number. A row whose certificate is known names its product already. */
  private async writeProducts(
    rows: readonly RegisterRow[],
    certificates: ReadonlyMap<string, KnownCertificate>,
    ids: NounIds,
    importId: string,
    outcome: Outcome,
  ): Promise<Map<number, string>> {
    const units = rows.map((row) => {
      const { classCode, name, models } = row.product;
      const clientId = ids.clients.get(nameKey(row.client.name))!;
      const factoryId = ids.factories.get(factoryKey(row))!;
      return { row, clientId, factoryId, key: unitKey({ clientId, factoryId, classCode, name, models }) };
    });
    const known = new Map(
      (
        await knownProducts(
          this.db,
          units.map(({ key }) => key),
        )
      ).map((product) => [product.unitKey, product]),
    );
    const idOfRow = new Map<number, string>();
    const made = new Map<string, string>();
    const fresh: NewProduct[] = [];
    for (const { row, clientId, factoryId, key } of units) {
      const { product } = row;
      const same = known.get(key);
      if (same) {
        idOfRow.set(row.row, same.id);
        if (!outcome.isFirst(same.id)) continue;
        outcome.known(
          'product',
          row.row,
          {
            product: [product.name, same.name],
            productZh: [product.nameZh, same.nameZh],
            manufacturer: [product.manufacturer, same.manufacturer],
            standard: [product.standard, same.standard],
          },
          async () => {
            const { name, nameZh, manufacturer, standard } = product;
            await this.products.edit(same.id, {
              version: same.version,
              name,
              manufacturer,
              ...given({ nameZh, standard }),
            });
          },
        );
        continue;
      }
      const isNamedElsewhere = certificates.has(numberKey(row.certificate.number));
      if (isNamedElsewhere) {
        // The certificate is known with another product: its models or its factory differ.
        outcome.differ(row.row, 'models', product.models.join('; '), '');
        continue;
      }
      const id = made.get(key) ?? newId();
      idOfRow.set(row.row, id);
      if (made.has(key)) continue;
      made.set(key, id);
      // Met again in a later portion it is no known thing: the first row of the file stands.
      outcome.isFirst(id);
      const { classCode, name, nameZh, manufacturer, models, standard } = product;
      fresh.push({ id, clientId, factoryId, classCode, name, nameZh, manufacturer, models, standard });
    }
    await this.products.addMany(fresh, importId);
    outcome.fresh('product', fresh.length);
    return idOfRow;
  }
}
