import { BASES } from '#domain/deadlines/deadline';
import type { Principle } from '#domain/reference/catalogue';
import type { RecordReader } from '../record-reader.js';

export function readPrinciple(record: RecordReader): Principle {
  const numbers = (record.has('numbers') ? record.children('numbers') : []).map(
    (number) => [number.text('key'), number.whole('value')] as const,
  );
  return {
    ...record.head(),
    basis: record.oneOf('basis', BASES),
    numbers: Object.fromEntries(numbers),
    note: record.optionalWords('note'),
  };
}
