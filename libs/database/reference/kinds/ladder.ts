import { DEADLINE_KINDS } from '#domain/deadlines/deadline';
import { ladderFault, tidyOffsets, type Ladder } from '#domain/deadlines/ladder';
import { STEP_UNITS } from '#domain/deadlines/policy';
import type { RecordReader } from '../record-reader.js';

/** The key is the kind of deadline. Ladders are our own planning values. */
export function readLadder(record: RecordReader): Ladder {
  record.head();
  const kind = record.oneOf('key', DEADLINE_KINDS);
  const offsets = record.wholes('offsets');
  const unit = record.optionalOneOf('unit', STEP_UNITS) ?? 'calendar';
  const overdueEveryDays = record.has('overdueEveryDays') ? record.whole('overdueEveryDays') : null;
  const fault = ladderFault(offsets, overdueEveryDays);
  if (fault) record.fail(fault);
  return { kind, offsets: tidyOffsets(offsets), unit, overdueEveryDays };
}
