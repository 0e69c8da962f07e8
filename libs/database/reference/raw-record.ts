import { parse } from 'yaml';
import { isDay, type Day } from '#domain/day';
import { overlaps, RECORD_KINDS, type RecordKind } from '#domain/reference/record';
import { ReferenceFault } from './record-reader.js';

/** A record as written, before a reader of its kind has looked at it. Kind, key and first day are its identity. */
export interface RawRecord {
  kind: RecordKind;
  key: string;
  validFrom: Day | null;
  validTo: Day | null;
  /** all fields, those above included */
  fields: Readonly<Record<string, unknown>>;
  /** an uploaded record may say that a released one of its identity no longer holds */
  isRemoved: boolean;
  /** file and record, for errors */
  place: string;
}

/** Longer is a wrong file, not an announcement. */
export const LONGEST_FILE = 2_000_000;

/**
 * The records of one YAML file: `{ kind, records: [...] }`, or several such blocks as a list.
 *
 * @throws ReferenceFault naming the file and, where it can, the record
 */
export function readRecords(file: string, text: string): RawRecord[] {
  if (text.length > LONGEST_FILE) throw new ReferenceFault(file, `longer than ${LONGEST_FILE} characters`);
  let content: unknown;
  try {
    // Aliases are not needed and can be made to explode; a warning would put what was uploaded into the api's log.
    content = parse(text, { maxAliasCount: 0, logLevel: 'error' });
  } catch (error) {
    throw new ReferenceFault(file, (error as Error).message);
  }
  const blocks = Array.isArray(content) ? content : [content];
  const records = blocks.flatMap((block, index) => readBlock(blocks.length > 1 ? `${file}, [${index}]` : file, block));
  if (records.length === 0) throw new ReferenceFault(file, 'holds no record');
  return records;
}

function readBlock(place: string, block: unknown): RawRecord[] {
  const { kind, records, ...rest } = (block ?? {}) as { kind?: unknown; records?: unknown };
  if (!RECORD_KINDS.includes(kind as RecordKind))
    throw new ReferenceFault(place, `kind is none of ${RECORD_KINDS.join(', ')}`);
  if (!Array.isArray(records)) throw new ReferenceFault(place, 'records is not a list');
  if (Object.keys(rest).length > 0) throw new ReferenceFault(place, `${Object.keys(rest).join(', ')}: no such field`);
  return records.map((fields, index) => rawRecord(kind as RecordKind, fields, `${place}, records[${index}]`));
}

/** @throws ReferenceFault when key or validity are not what they must be */
export function rawRecord(kind: RecordKind, content: unknown, unnamed: string): RawRecord {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new ReferenceFault(unnamed, 'not a record');
  const { remove, ...fields } = content as Record<string, unknown>;
  const { key, validFrom = null, validTo = null } = fields;
  const place = `${unnamed}${key === undefined ? '' : ` (${String(key)})`}`;
  if (typeof key !== 'string' || key.trim() === '') throw new ReferenceFault(place, 'key is not a text');
  for (const [name, day] of Object.entries({ validFrom, validTo }))
    if (day !== null && !isDay(day)) throw new ReferenceFault(place, `${name} is not a day (YYYY-MM-DD in quotes)`);
  if (remove !== undefined && remove !== true) throw new ReferenceFault(place, 'remove is not true');
  return {
    kind,
    key,
    validFrom: validFrom as Day | null,
    validTo: validTo as Day | null,
    fields,
    isRemoved: remove === true,
    place,
  };
}

/** What names a record within all: kind, key and first day. */
export function identityOf(record: Pick<RawRecord, 'kind' | 'key' | 'validFrom'>): string {
  return `${record.kind} ${record.key} ${record.validFrom ?? ''}`;
}

/**
 * The records in force: the released ones, those of the same identity replaced or taken out by uploaded ones.
 *
 * @throws ReferenceFault when two records have one identity, or two of one key share a day
 */
export function inForce(released: readonly RawRecord[], uploaded: readonly RawRecord[]): RawRecord[] {
  const merged = new Map<string, RawRecord>();
  for (const layer of [released, uploaded]) {
    const seen = new Set<string>();
    for (const record of layer) {
      const identity = identityOf(record);
      if (seen.has(identity)) throw new ReferenceFault(record.place, 'stands twice');
      seen.add(identity);
      merged.set(identity, record);
    }
  }
  const records = [...merged.values()].filter((record) => !record.isRemoved);
  refuseOverlaps(records);
  return records;
}

function refuseOverlaps(records: readonly RawRecord[]): void {
  const byKey = new Map<string, RawRecord[]>();
  for (const record of records) {
    const key = `${record.kind} ${record.key}`;
    const others = byKey.get(key) ?? [];
    const other = others.find((one) => overlaps(one, record));
    if (other) {
      const days = `${other.validFrom ?? 'open'} to ${other.validTo ?? 'open'}`;
      throw new ReferenceFault(record.place, `shares days with the record of the same key that holds from ${days}`);
    }
    byKey.set(key, [...others, record]);
  }
}
