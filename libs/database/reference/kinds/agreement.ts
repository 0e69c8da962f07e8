import {
  AGREEMENT_KINDS,
  TEST_SCOPES,
  type RecognitionAgreement,
  type RecognitionCriterion,
} from '#domain/reference/actors';
import type { RecordReader } from '../record-reader.js';

const TESTS = ['fact', 'age', 'since', 'open', 'never'] as const;
/** As exact as the source: a year, a month or a day. */
const ON = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export function readAgreement(record: RecordReader): RecognitionAgreement {
  const criteria = parts(record, 'criteria').map(readCriterion);
  const twice = criteria.find(({ key }, index) => criteria.findIndex((other) => other.key === key) !== index);
  if (twice) record.fail(`criterion ${twice.key} stands twice`);
  return {
    ...record.head(),
    names: record.words('names'),
    kind: record.oneOf('kind', AGREEMENT_KINDS),
    parties: record.texts('parties'),
    milestones: parts(record, 'milestones').map((part) => {
      const on = part.text('on');
      if (!ON.test(on)) part.fail('on is neither a year, a month nor a day');
      const tests = part.optionalOneOf('tests', TEST_SCOPES) ?? null;
      return { ...part.sourced(), on, text: part.words('text'), tests };
    }),
    criteria,
    effect: record.optionalWords('effect'),
  };
}

function readCriterion(part: RecordReader): RecognitionCriterion {
  const head = {
    ...part.sourced(),
    key: part.text('key'),
    text: part.words('text'),
    otherwise: part.oneOf('otherwise', ['doubtful', 'no'] as const),
  };
  const test = part.oneOf('test', TESTS);
  switch (test) {
    case 'fact':
      return { ...head, test, wanted: part.oneOf('wanted', ['yes', 'no'] as const) };
    case 'age': {
      const years = part.whole('years');
      if (years < 1) part.fail('years is less than 1');
      return { ...head, test, years };
    }
    case 'since':
      return { ...head, test, on: part.day('on') };
    default:
      return { ...head, test };
  }
}

function parts(record: RecordReader, field: string): RecordReader[] {
  return record.has(field) ? record.children(field) : [];
}
