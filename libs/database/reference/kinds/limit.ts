import type { NamedLimit } from '#domain/reference/book';
import type { RecordReader } from '../record-reader.js';

export function readLimit(record: RecordReader): NamedLimit {
  const limit = record.limit('limit') ?? record.fail('limit is missing');
  // Whose working days they were would have to be said.
  if (limit.unit === 'working-days') record.fail('limit: unit working-days names no calendar');
  if (limit.amount <= 0) record.fail('limit: amount is not above 0');
  const times = record.has('times') ? record.whole('times') : null;
  if (times !== null && times < 1) record.fail('times is not above 0');
  return { ...record.head(), names: record.words('names'), limit, times };
}
