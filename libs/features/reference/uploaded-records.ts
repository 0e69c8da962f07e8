import { readRecords, type RawRecord } from '#database/reference/raw-record';
import { bookOf } from '#database/reference/read-book';
import { ReferenceFault } from '#database/reference/record-reader';
import { BadInput, type FieldFault } from '#domain/errors';
import { cutText, storable } from '#domain/register/text';

/** More would not be read by anybody; the first ones usually explain the rest. */
const MOST_FAULTS = 50;
/** Longer keys do not fit an index. */
const LONGEST_KEY = 200;

/**
 * The records of an uploaded file, each looked at by itself: all faulty ones are told at once, not only the first.
 * What only the whole can show (overlaps, references between records) is for the publication to refuse.
 *
 * @throws BadInput `reference.faulty`
 */
export function uploadedRecords(fileName: string, content: string): RawRecord[] {
  const records = asBadInput(() => readRecords(fileName, content));
  const faults = records.flatMap((record) => faultOf(record) ?? []);
  if (faults.length > 0) throw new BadInput('reference.faulty', faults.slice(0, MOST_FAULTS));
  return records;
}

/** Runs what reads reference data; its fault becomes one of the input. @throws BadInput `reference.faulty` */
export function asBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw faultyInput(error);
  }
}

/** @returns the error itself when it is no fault of the data */
export function faultyInput(error: unknown): unknown {
  return error instanceof ReferenceFault ? new BadInput('reference.faulty', [toFieldFault(error)]) : error;
}

function faultOf(record: RawRecord): FieldFault | null {
  if (record.key.length > LONGEST_KEY)
    return toFieldFault(new ReferenceFault(record.place, `key is longer than ${LONGEST_KEY} characters`));
  if (!isStorable(record.fields))
    return toFieldFault(new ReferenceFault(record.place, 'holds a character that is none (NUL, or half of one)'));
  try {
    bookOf([record], 0);
  } catch (error) {
    // Alone it is never a whole book; only what stands in the record itself is its fault.
    if (error instanceof ReferenceFault && error.place.startsWith(record.place)) return toFieldFault(error);
  }
  return null;
}

/** `field` is the place: file, record and the part of it; `detail` says why. */
function toFieldFault({ place, why }: ReferenceFault): FieldFault {
  return { field: cutText(storable(place), 500), code: 'reference-fault', detail: cutText(storable(why), 1000) };
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return storable(value) === value;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, part]) => storable(name) === name && isStorable(part));
}
