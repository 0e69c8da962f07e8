import { SCHEMES } from '#domain/certificate';
import { BASES } from '#domain/deadlines/deadline';
import { stagesFault } from '#domain/plan/graph';
import { MODES } from '#domain/reference/catalogue';
import type { Sourced } from '#domain/reference/record';
import {
  PARTIES,
  SCHEME_KINDS,
  type OverallLimit,
  type SchemeDefinition,
  type StageDeadline,
  type StageDefinition,
} from '#domain/reference/scheme';
import type { RecordReader } from '../record-reader.js';

/** More stages than any procedure has: a wrong file. */
const MOST_STAGES = 60;

export function readScheme(record: RecordReader): SchemeDefinition {
  const stages = parts(record, 'stages').map(readStage);
  if (stages.length > MOST_STAGES) record.fail(`more than ${MOST_STAGES} stages`);
  const overallLimit = readOverallLimit(record);
  const fault = stagesFault({ stages, overallLimit });
  if (fault !== null) record.fail(fault);
  return {
    ...record.head(),
    names: record.words('names'),
    kind: record.oneOf('kind', SCHEME_KINDS),
    certifies: record.optionalOneOf('certifies', SCHEMES),
    modes: record.someOf('modes', MODES),
    classKeys: record.has('classKeys') ? record.texts('classKeys') : null,
    conditions: parts(record, 'conditions').map((part) => ({ key: part.text('key'), text: part.words('text') })),
    handledBy: record.texts('handledBy'),
    issuedBy: record.texts('issuedBy'),
    validity: record.limit('validity'),
    overallLimit,
    practiceTotal: parts(record, 'practiceTotal').map((part) => ({ ...part.sourced(), text: part.words('text') })),
    variants: parts(record, 'variants').map((part) => ({
      code: part.text('code'),
      names: part.words('names'),
      needs: part.words('needs'),
    })),
    stages,
    note: record.optionalWords('note'),
  };
}

function readOverallLimit(record: RecordReader): OverallLimit | null {
  if (!record.has('overallLimit')) return null;
  const part = record.child('overallLimit');
  return {
    ...(part.limit('limit') ?? part.fail('has no limit')),
    fromStage: part.text('fromStage'),
    toStage: part.text('toStage'),
    names: part.words('names'),
    reminderOffsets: part.wholes('reminderOffsets'),
    consequence: part.optionalWords('consequence'),
  };
}

function readStage(part: RecordReader): StageDefinition {
  return {
    key: part.text('key'),
    names: part.words('names'),
    party: part.oneOf('party', PARTIES),
    needs: part.texts('needs'),
    needsInParallel: part.has('needsInParallel') ? part.texts('needsInParallel') : null,
    parallel: readParallel(part),
    isOptional: part.flag('isOptional'),
    isAfterCertificate: part.flag('isAfterCertificate'),
    duration: part.limit('duration'),
    earliestOn: readEarliest(part),
    latestOn: readLatest(part),
    inputs: part.wordsList('inputs'),
    outputs: part.wordsList('outputs'),
    blockers: part.wordsList('blockers'),
    deadlines: parts(part, 'deadlines').map(readDeadline),
    source: part.optionalText('source'),
  };
}

function readParallel(part: RecordReader): StageDefinition['parallel'] {
  if (!part.has('parallel')) return null;
  const parallel = part.child('parallel');
  const headings = parallel.has('headings') ? parallel.texts('headings') : null;
  return { ...parallel.sourced(), text: parallel.words('text'), headings };
}

function readEarliest(part: RecordReader): StageDefinition['earliestOn'] {
  if (!part.has('earliestOn')) return null;
  const earliest = part.child('earliestOn');
  return { on: earliest.day('on'), basis: earliest.oneOf('basis', BASES), ...backing(earliest) };
}

function readLatest(part: RecordReader): StageDefinition['latestOn'] {
  if (!part.has('latestOn')) return null;
  const latest = part.child('latestOn');
  return {
    on: latest.day('on'),
    basis: latest.oneOf('basis', BASES),
    ...backing(latest),
    reminderOffsets: latest.wholes('reminderOffsets'),
    consequence: latest.optionalWords('consequence'),
  };
}

function readDeadline(part: RecordReader): StageDeadline {
  return {
    key: part.text('key'),
    names: part.words('names'),
    from: readFrom(part),
    metBy: part.optionalText('metBy'),
    limit: part.limit('limit'),
    basis: part.oneOf('basis', BASES),
    ...backing(part),
    reminderOffsets: part.wholes('reminderOffsets'),
    consequence: part.optionalWords('consequence'),
  };
}

function readFrom(part: RecordReader): StageDeadline['from'] {
  const from = part.child('from');
  if (from.has('day')) return from.oneOf('day', ['certificate', 'expiry', 'event'] as const);
  return { stage: from.text('stage'), edge: from.oneOf('edge', ['start', 'end'] as const) };
}

/** A planning value is ours: saying so is its source. A legal or practice one names where it stands. */
function backing(part: RecordReader): Sourced {
  const isOurs = part.oneOf('basis', BASES) === 'planning' && !part.has('source');
  return isOurs ? { certainty: 'unverified', source: 'none' } : part.sourced();
}

function parts(record: RecordReader, field: string): RecordReader[] {
  return record.has(field) ? record.children(field) : [];
}
