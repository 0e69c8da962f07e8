import { OTHER_GROUND } from '#domain/campaigns/excuse';
import { CERTAINTIES } from '#domain/deadlines/deadline';
import type {
  Amendment,
  CatalogueHeading,
  CatalogueVersion,
  ExcuseGround,
  NeverInScope,
  Standard,
} from '#domain/reference/catalogue';
import type { CustomsCode, LegalBasis } from '#domain/reference/book';
import type { RecordReader } from '../record-reader.js';

export function readHeading(record: RecordReader): CatalogueHeading {
  return {
    ...record.head(),
    names: record.words('names'),
    classCodes: record.texts('classCodes'),
    productsIn2020: record.whole('productsIn2020'),
    countCertainty: record.oneOf('countCertainty', CERTAINTIES),
    isIn2023: record.flag('isIn2023', true),
  };
}

export function readNeverInScope(record: RecordReader): NeverInScope {
  return {
    ...record.head(),
    names: record.words('names'),
    terms: record.texts('terms').map((term) => term.toLowerCase()),
  };
}

export function readCatalogueVersion(record: RecordReader): CatalogueVersion {
  return {
    ...record.head(),
    instrument: record.text('instrument'),
    categories: record.whole('categories'),
    products: record.whole('products'),
    repeals: record.texts('repeals'),
    note: record.optionalWords('note'),
  };
}

/** @throws ReferenceFault for a consultation in force: it asks for views and binds nobody */
export function readAmendment(record: RecordReader): Amendment {
  const amendment = readAnnounced(record);
  if (amendment.kind === 'consultation' && amendment.status !== 'draft')
    record.fail('status: a consultation binds nobody, it stays a draft');
  return amendment;
}

function readAnnounced(record: RecordReader): Amendment {
  return {
    ...record.head(),
    instrument: record.text('instrument'),
    names: record.words('names'),
    kind: record.oneOf('kind', ['catalogue', 'mode', 'implementation-rule', 'standard', 'consultation'] as const),
    status: record.oneOf('status', ['in-force', 'draft'] as const),
    datedOn: record.optionalDay('datedOn'),
    publishedOn: record.optionalDay('publishedOn'),
    viewsUntil: record.optionalDay('viewsUntil'),
    classKeys: record.texts('classKeys'),
    certificateSchemes: record.texts('certificateSchemes'),
    applicationsFrom: record.optionalDay('applicationsFrom'),
    declarationsStopOn: record.optionalDay('declarationsStopOn'),
    mandatoryFrom: record.optionalDay('mandatoryFrom'),
    conversionDeadline: record.optionalDay('conversionDeadline'),
    declarationsCancelledOn: record.optionalDay('declarationsCancelledOn'),
    newRulesOnlyFrom: record.optionalDay('newRulesOnlyFrom'),
    newRule: record.optionalText('newRule'),
    newStandard: record.optionalText('newStandard'),
    duty: record.optionalWords('duty'),
    relief: record.optionalWords('relief'),
    excuses: readExcuses(record),
  };
}

/** @throws ReferenceFault for a key that stands twice, or that is kept for the tenants' own reasons */
function readExcuses(record: RecordReader): ExcuseGround[] {
  const excuses = (record.has('excuses') ? record.children('excuses') : []).map((part) => ({
    key: part.text('key'),
    names: part.words('names'),
    says: part.words('says'),
    ...part.sourced(),
  }));
  for (const [at, { key }] of excuses.entries()) {
    if (key === OTHER_GROUND) record.fail(`excuses: ${key} is kept for reasons of one's own`);
    if (excuses.findIndex((other) => other.key === key) !== at) record.fail(`excuses: ${key} stands twice`);
  }
  return excuses;
}

export function readStandard(record: RecordReader): Standard {
  const transition = record.child('transition');
  return {
    ...record.head(),
    number: record.text('number'),
    names: record.optionalWords('names'),
    issuedOn: record.optionalDay('issuedOn'),
    inForceOn: record.optionalDay('inForceOn'),
    replaces: record.texts('replaces'),
    classKeys: record.texts('classKeys'),
    transition: {
      ...transition.sourced(),
      pattern: transition.oneOf('pattern', [
        'natural',
        'fixed-date',
        'new-then-existing',
        'declaration-12-months',
        'unknown',
      ] as const),
      existingUntil: transition.optionalDay('existingUntil'),
      note: transition.optionalWords('note'),
    },
  };
}

export function readLegalBasis(record: RecordReader): LegalBasis {
  return { ...record.head(), names: record.words('names'), number: record.text('number') };
}

export function readCustomsCode(record: RecordReader): CustomsCode {
  return { ...record.head(), meaning: record.words('meaning') };
}
