import { APPLICANT_KINDS, type ExemptionGround } from '#domain/reference/catalogue';
import type { RecordReader } from '../record-reader.js';

export function readExemption(record: RecordReader): ExemptionGround {
  return {
    ...record.head(),
    kind: record.oneOf('kind', ['not-required', 'exempt'] as const),
    names: record.words('names'),
    conditions: (record.has('conditions') ? record.children('conditions') : []).map((condition) => ({
      key: condition.text('key'),
      text: condition.words('text'),
      applicants: condition.has('applicants') ? condition.someOf('applicants', APPLICANT_KINDS) : null,
    })),
    applicant: record.optionalWords('applicant'),
    authority: record.optionalWords('authority'),
    deadlines: (record.has('deadlines') ? record.children('deadlines') : []).map((deadline) => ({
      key: deadline.text('key'),
      names: deadline.words('names'),
      from: deadline.words('from'),
      limit: deadline.limit('limit'),
      reminderOffsets: deadline.wholes('reminderOffsets'),
    })),
    note: record.optionalWords('note'),
  };
}
