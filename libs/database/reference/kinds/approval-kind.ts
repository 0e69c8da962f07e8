import { BASES } from '#domain/deadlines/deadline';
import { KNOWN_OR_NOT } from '#domain/reference/actors';
import { APPROVAL_MARKETS, APPROVAL_SUBJECTS, ENERGY_LABEL, type ApprovalKind } from '#domain/reference/approval';
import type { RecordReader } from '../record-reader.js';

export function readApprovalKind(record: RecordReader): ApprovalKind {
  const filing = record.limit('filing');
  const after = record.has('after') ? record.texts('after') : [];
  if (filing && record.text('key') !== ENERGY_LABEL) record.fail(`filing: only ${ENERGY_LABEL} has a deadline for it`);
  if (filing && after.length === 0) record.fail('filing: after what is it counted? after is missing');
  for (const [field, limit] of Object.entries({
    filing,
    processing: record.limit('processing'),
    validity: record.limit('validity'),
  }))
    // prettier-ignore
    if (limit && limit.amount <= 0) record.fail(`${field}: amount is not above 0`);
  const appliesTo = record.someOf('appliesTo', APPROVAL_SUBJECTS);
  if (appliesTo.length === 0) record.fail('appliesTo is empty');
  return {
    ...record.head(),
    names: record.words('names'),
    market: record.oneOf('market', APPROVAL_MARKETS),
    appliesTo,
    authority: record.optionalWords('authority'),
    basis: record.oneOf('basis', BASES),
    needs: record.wordsList('needs'),
    endsWith: record.oneOf('endsWith', ['grant', 'filing'] as const),
    after,
    classKeys: record.has('classKeys') ? record.texts('classKeys') : [],
    filing,
    processing: record.limit('processing'),
    validity: record.limit('validity'),
    audits: record.optionalOneOf('audits', KNOWN_OR_NOT) ?? 'unknown',
    note: record.optionalWords('note'),
  };
}
