import { CERTAINTIES } from '#domain/deadlines/deadline';
import { isClassCode, type CatalogueClass } from '#domain/reference/catalogue';
import type { RecordReader } from '../record-reader.js';

export function readClass(record: RecordReader): CatalogueClass {
  const head = record.head();
  // How a class is certified has its days; the class itself is what those speak of.
  if (head.validFrom !== null || head.validTo !== null) record.fail('a class has no days of its own: its modes have (kind mode)'); // prettier-ignore
  const code = record.optionalText('code');
  if (code !== null && !isClassCode(code)) record.fail(`code ${code} is not four digits`);
  if (code !== null && code !== head.key) record.fail(`code ${code} is not its key`);
  return {
    ...head,
    code,
    names: record.words('names'),
    heading: record.optionalText('heading'),
    codeCertainty: record.optionalOneOf('codeCertainty', CERTAINTIES) ?? head.certainty,
    conversion: record.optionalText('conversion'),
    implementationRule: record.optionalText('implementationRule'),
    bodyRules: record.texts('bodyRules'),
    standards: record.texts('standards'),
    scope: record.optionalWords('scope'),
    conditions: (record.has('conditions') ? record.children('conditions') : []).map((condition) => ({
      key: condition.text('key'),
      effect: condition.oneOf('effect', ['must', 'excludes'] as const),
      question: condition.words('question'),
    })),
    vehicleCategories: record.has('vehicleCategories') ? record.texts('vehicleCategories') : null,
    variants: (record.has('variants') ? record.children('variants') : []).map((variant) => ({
      key: variant.text('key'),
      names: variant.words('names'),
    })),
    hsPrefixes: record.texts('hsPrefixes'),
    hsCertainty: record.optionalOneOf('hsCertainty', CERTAINTIES),
    voluntaryRules: record.texts('voluntaryRules'),
    unitDivision: record.optionalWords('unitDivision'),
    note: record.optionalWords('note'),
    terms: record.texts('terms').map((term) => term.toLowerCase()),
  };
}
