import { MODES, type ModePeriod } from '#domain/reference/catalogue';
import type { RecordReader } from '../record-reader.js';

export function readMode(record: RecordReader): ModePeriod {
  return {
    ...record.head(),
    mode: record.oneOf('mode', MODES),
    instrument: record.optionalText('instrument'),
    isMandatory: record.flag('isMandatory', true),
    lastKnown: record.optionalOneOf('lastKnown', MODES),
    note: record.optionalWords('note'),
  };
}
