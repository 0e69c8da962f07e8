import type pg from 'pg';
import type { ReferenceBook } from '#domain/reference/book';
import type { RecordKind } from '#domain/reference/record';
import type { Day } from '#domain/day';
import { identityOf, inForce, rawRecord, type RawRecord } from './raw-record.js';
import { bookOf } from './read-book.js';
import { ReferenceFault } from './record-reader.js';

/** Any number; every transaction that counts days holds it shared (reference_version_in_force), a publication alone. */
export const REFERENCE_LOCK = 5_720_251_232;

export type Layer = 'release' | 'upload';

/** One record that another version says differently. */
export interface RecordChange {
  kind: RecordKind;
  key: string;
  validFrom: Day | null;
  change: 'added' | 'changed' | 'removed';
  /** of a changed record: the fields that differ; null = absent */
  fields: { field: string; before: unknown; after: unknown }[];
}

export interface Publication {
  layer: Layer;
  /** release: all its records. upload: the records of the file; the others of the layer stay */
  records: readonly RawRecord[];
  fileName: string | null;
  note: string | null;
  /** address of the platform owner; null for a release */
  by: string | null;
  at: Date;
}

export interface Published {
  version: number;
  /** empty: nothing differs, and no version was made */
  changes: RecordChange[];
  book: ReferenceBook;
}

interface Layers {
  version: number;
  release: RawRecord[];
  upload: RawRecord[];
}

/** The records of one version, by layer. @param version null = the newest */
export async function readLayers(client: Pick<pg.ClientBase, 'query'>, version: number | null): Promise<Layers | null> {
  const { rows: versions } = await client.query<{ number: number | null }>(
    'select max(number) as number from reference_versions where $1::int is null or number = $1',
    [version],
  );
  const number = versions[0]?.number ?? null;
  if (number === null) return null;
  const { rows } = await client.query<StoredRecord>(IN_VERSION, [number]);
  const layers: Layers = { version: number, release: [], upload: [] };
  for (const row of rows) layers[row.layer].push(fromStored(row));
  return layers;
}

/**
 * What a publication would do: the book it would make and what would differ. Writes nothing.
 *
 * @throws ReferenceFault naming file and record when the data would not be whole
 */
export function preview(
  layers: Layers,
  { layer, records }: Pick<Publication, 'layer' | 'records'>,
): Omit<Published, 'version'> & { layerAfter: RawRecord[] } {
  const layerAfter = layer === 'release' ? [...records] : uploadedAfter(layers, records);
  const [release, upload] = layer === 'release' ? [layerAfter, layers.upload] : [layers.release, layerAfter];
  const book = bookOf(release, layers.version + 1, upload);
  const changes = changesBetween(inForce(layers.release, layers.upload), inForce(release, upload));
  return { book, changes, layerAfter };
}

/**
 * Publishes in the caller's transaction. It waits for every transaction that is counting days, and those that begin
 * meanwhile wait for it and then count with the new data.
 *
 * @param client inside a transaction, as the owner or the role `homolog_reference`
 * @throws ReferenceFault when the data would not be whole; nothing is written then
 */
export async function publish(client: pg.ClientBase, publication: Publication): Promise<Published> {
  await client.query('select pg_advisory_xact_lock($1)', [REFERENCE_LOCK]);
  const layers = (await readLayers(client, null)) ?? { version: 0, release: [], upload: [] };
  const { book, changes, layerAfter } = preview(layers, publication);
  const before = layers[publication.layer];
  if (isSame(before, layerAfter))
    return { version: layers.version, changes: [], book: { ...book, version: layers.version } };
  const version = layers.version + 1;
  const { layer, fileName, note, by, at } = publication;
  await client.query(
    `insert into reference_versions (number, origin, file_name, note, changes, published_at, published_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [version, layer, fileName, note, JSON.stringify(changes), at, by],
  );
  const now = new Map(layerAfter.map((record) => [identityOf(record), contentOf(record)]));
  const was = new Map(before.map((record) => [identityOf(record), contentOf(record)]));
  const ended = before.filter((record) => now.get(identityOf(record)) !== contentOf(record));
  const begun = layerAfter.filter((record) => was.get(identityOf(record)) !== contentOf(record));
  await client.query(END, [layer, version, JSON.stringify(ended.map(toStored))]);
  await client.query(BEGIN, [layer, version, JSON.stringify(begun.map(toStored))]);
  await client.query(PROJECT_CLASSES, [JSON.stringify(classRows(book))]);
  return { version, changes, book };
}

/** The upload layer with the file's records in it. */
function uploadedAfter(layers: Layers, records: readonly RawRecord[]): RawRecord[] {
  const after = new Map(layers.upload.map((record) => [identityOf(record), record]));
  const released = new Set(layers.release.map(identityOf));
  const seen = new Set<string>();
  for (const record of records) {
    const identity = identityOf(record);
    if (seen.has(identity)) throw new ReferenceFault(record.place, 'stands twice');
    seen.add(identity);
    if (!record.isRemoved) after.set(identity, record);
    else if (released.has(identity)) after.set(identity, record);
    else if (!after.delete(identity)) throw new ReferenceFault(record.place, 'there is no such record to remove');
  }
  return [...after.values()];
}

function changesBetween(before: readonly RawRecord[], after: readonly RawRecord[]): RecordChange[] {
  const was = new Map(before.map((record) => [identityOf(record), record]));
  const is = new Map(after.map((record) => [identityOf(record), record]));
  const head = ({ kind, key, validFrom }: RawRecord) => ({ kind, key, validFrom });
  const changes: RecordChange[] = [];
  for (const record of after) {
    const old = was.get(identityOf(record));
    if (!old) changes.push({ ...head(record), change: 'added', fields: [] });
    else if (contentOf(old) !== contentOf(record))
      changes.push({ ...head(record), change: 'changed', fields: differingFields(old.fields, record.fields) });
  }
  for (const record of before)
    if (!is.has(identityOf(record))) changes.push({ ...head(record), change: 'removed', fields: [] });
  return changes;
}

function differingFields(before: RawRecord['fields'], after: RawRecord['fields']): RecordChange['fields'] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => stable(before[field]) !== stable(after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

function isSame(before: readonly RawRecord[], after: readonly RawRecord[]): boolean {
  const all = (records: readonly RawRecord[]) =>
    records.map((record) => `${identityOf(record)} ${contentOf(record)}`).sort();
  return stable(all(before)) === stable(all(after));
}

function contentOf(record: RawRecord): string {
  return stable([record.isRemoved, record.fields]);
}

/** JSON with the fields in order: the database gives them back in another one. */
function stable(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

interface StoredRecord {
  layer: Layer;
  kind: RecordKind;
  fields: Record<string, unknown>;
  isRemoved: boolean;
}

function fromStored({ layer, kind, fields, isRemoved }: StoredRecord): RawRecord {
  return { ...rawRecord(kind, fields, `${layer} data, ${kind}`), isRemoved };
}

function toStored({ kind, key, validFrom, validTo, fields, isRemoved }: RawRecord) {
  return {
    kind,
    key,
    valid_from: validFrom,
    valid_to: validTo,
    source: fields['source'] ?? null,
    is_removed: isRemoved,
    fields,
  };
}

/** The table that products point to: only classes with a code can be in a register. */
function classRows(book: ReferenceBook) {
  return [...book.classes.values()]
    .filter((found) => found.code !== null)
    .map((found) => ({
      code: found.code,
      name_en: found.names.en,
      name_zh: found.names.zh,
      name_de: found.names.de,
      rule: found.implementationRule,
      mode: found.conversion === null ? 'third-party' : 'self-declaration-ending',
      is_converting: found.conversion !== null,
      certainty: found.certainty,
      source: found.source,
    }));
}

const IN_VERSION = `
  select layer, kind, fields, is_removed as "isRemoved" from reference_records
  where since_version <= $1 and (until_version is null or until_version > $1) order by id`;

const STORED = `jsonb_to_recordset($3::jsonb) as r (kind text, key text, valid_from date, valid_to date, source text, is_removed boolean, fields jsonb)`;

const END = `
  update reference_records o set until_version = $2 from ${STORED}
  where o.until_version is null and o.layer = $1 and o.kind = r.kind and o.key = r.key
    and o.valid_from is not distinct from r.valid_from`;

const BEGIN = `
  insert into reference_records (layer, kind, key, valid_from, valid_to, source, is_removed, fields, since_version)
  select $1, r.kind, r.key, r.valid_from, r.valid_to, r.source, r.is_removed, r.fields, $2 from ${STORED}`;

/** Never removed: products name them. */
const PROJECT_CLASSES = `
  insert into catalogue_classes (code, name_en, name_zh, name_de, rule, mode, is_converting, certainty, source)
  select code, name_en, name_zh, name_de, rule, mode, is_converting, certainty, source
  from jsonb_populate_recordset(null::catalogue_classes, $1::jsonb)
  on conflict (code) do update set name_en = excluded.name_en, name_zh = excluded.name_zh, name_de = excluded.name_de,
    rule = excluded.rule, mode = excluded.mode, is_converting = excluded.is_converting, certainty = excluded.certainty,
    source = excluded.source
  where (catalogue_classes.name_en, catalogue_classes.name_zh, catalogue_classes.name_de, catalogue_classes.rule,
         catalogue_classes.mode, catalogue_classes.is_converting, catalogue_classes.certainty, catalogue_classes.source)
    is distinct from (excluded.name_en, excluded.name_zh, excluded.name_de, excluded.rule, excluded.mode,
                      excluded.is_converting, excluded.certainty, excluded.source)`;
