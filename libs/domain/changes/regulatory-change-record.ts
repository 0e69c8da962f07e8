import type { Scheme } from '../certificate.js';
import { isDay } from '../day.js';
import { readRules, readStandards, type Edition } from './edition.js';
import type { FieldFault } from '../errors.js';
import type { Amendment, Standard } from '../reference/catalogue.js';
import type { RegulatoryChange } from './regulatory-change.js';

/** What is wrong with a change, field by field; each detail names the record. */
export function regulatoryChangeFaults(change: RegulatoryChange): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (field: keyof RegulatoryChange, value: unknown, code: string, allowed: string) =>
    faults.push({ field, code, detail: `${change.key}: ${JSON.stringify(value)}`, allowed });
  for (const field of ['effectiveOn', 'deadlineOn', 'newApplicationsOnlyFrom', 'appliesToIssuedBefore'] as const) {
    const day = change[field];
    if ((day !== null || field === 'effectiveOn') && !isDay(day)) fault(field, day, 'not-a-day', 'YYYY-MM-DD');
  }
  for (const text of change.replacedStandards)
    if (!isOneEdition(readStandards(text))) fault('replacedStandards', text, 'not-an-edition', 'GB 14166-2013');
  if (change.newStandard !== null && !isOneEdition(readStandards(change.newStandard)))
    fault('newStandard', change.newStandard, 'not-an-edition', 'GB 14166-2024');
  if (change.replacedRule !== null && !isOneEdition(readRules(change.replacedRule)))
    fault('replacedRule', change.replacedRule, 'not-an-edition', 'CNCA-C11-04:2014');
  const newRules = readRules(change.newRule ?? '');
  if (change.newRule && (newRules.length === 0 || newRules.some(({ year }) => year === null)))
    fault('newRule', change.newRule, 'not-an-edition', 'CNCA-C11-16:2026');
  const isOfStandard = change.replacedStandards.length > 0 || change.newStandard !== null;
  if (change.kind === 'standard-transition' && !isOfStandard)
    fault('replacedStandards', [], 'missing', 'GB 14166-2013');
  // An empty list would hit nobody, a change about nothing everybody: both without a word.
  for (const field of ['classCodes', 'schemes'] as const)
    if (change[field]?.length === 0) fault(field, [], 'missing', 'null = any');
  if (change.classCodes === null && !isOfStandard && change.replacedRule === null && newRules.length === 0)
    fault('classCodes', null, 'missing', 'classCodes, a standard or a rule');
  return faults;
}

const isOneEdition = (editions: Edition[]) => editions.length === 1 && editions[0]!.year !== null;

/**
 * Why nobody can be matched to a record: it is a draft; it names no day, no class or no edition; it brings
 * products into the catalogue or lets them go, which is the applicability check's to answer; its editions are not
 * readable; or it was withdrawn.
 */
export const UNMATCHABLE = [
  'draft',
  'withdrawn',
  'no-day',
  'no-class',
  'no-edition',
  'catalogue',
  'bad-record',
] as const;
export type Unmatchable = (typeof UNMATCHABLE)[number];

export interface ChangesOfBook {
  changes: RegulatoryChange[];
  /** key of the record -> why */
  unmatchable: { key: string; why: Unmatchable }[];
}

/** The changes that reference records tell of, standards first, in the order of the records. */
export function changesOf(book: { standards: readonly Standard[]; amendments: readonly Amendment[] }): ChangesOfBook {
  const found: ChangesOfBook = { changes: [], unmatchable: [] };
  const records: [string, RegulatoryChange | Unmatchable][] = [
    ...book.standards.map((one): (typeof records)[number] => [one.key, changeOfStandard(one)]),
    ...book.amendments.map((one): (typeof records)[number] => [one.key, changeOfAmendment(one, book.standards)]),
  ];
  for (const [key, change] of records) {
    if (typeof change === 'string') found.unmatchable.push({ key, why: change });
    else if (regulatoryChangeFaults(change).length > 0) found.unmatchable.push({ key, why: 'bad-record' });
    else found.changes.push(change);
  }
  return found;
}

/** A standard whose transition names no last day has none here: certificates follow at renewal, or as the body says. */
function changeOfStandard(standard: Standard): RegulatoryChange | Unmatchable {
  if (standard.inForceOn === null) return 'no-day';
  return {
    key: standard.key,
    kind: 'standard-transition',
    classCodes: standard.classKeys.length > 0 ? standard.classKeys : null,
    schemes: null,
    replacedStandards: standard.replaces,
    newStandard: standard.number,
    replacedRule: null,
    newRule: null,
    appliesToIssuedBefore: null,
    effectiveOn: standard.inForceOn,
    deadlineOn: standard.transition.existingUntil,
    newApplicationsOnlyFrom: null,
  };
}

function changeOfAmendment(amendment: Amendment, standards: readonly Standard[]): RegulatoryChange | Unmatchable {
  if (amendment.status === 'draft') return 'draft';
  if (amendment.kind === 'catalogue') return 'catalogue';
  if (amendment.classKeys.length === 0) return 'no-class';
  const { kind, newStandard, datedOn, mandatoryFrom, newRulesOnlyFrom, conversionDeadline, declarationsStopOn } =
    amendment;
  // A rule may be chosen from the day of its announcement; what is older than that cannot be under it.
  const chosenFrom = kind === 'implementation-rule' ? datedOn : null;
  const effectiveOn = chosenFrom ?? mandatoryFrom ?? newRulesOnlyFrom ?? conversionDeadline;
  if (effectiveOn === null) return 'no-day';
  if (kind === 'standard' && newStandard === null) return 'no-edition';
  const replaced = kind === 'standard' ? (standards.find((one) => one.number === newStandard)?.replaces ?? []) : [];
  return {
    key: amendment.key,
    kind: kind === 'mode' ? 'amendment' : kind === 'standard' ? 'standard-transition' : 'implementation-rule',
    classCodes: amendment.classKeys,
    schemes: amendment.certificateSchemes.length > 0 ? (amendment.certificateSchemes as readonly Scheme[]) : ['ccc'],
    replacedStandards: replaced,
    newStandard: kind === 'standard' ? newStandard : null,
    replacedRule: null,
    newRule: kind === 'implementation-rule' ? amendment.newRule : null,
    appliesToIssuedBefore: null,
    effectiveOn,
    deadlineOn: conversionDeadline,
    newApplicationsOnlyFrom: newRulesOnlyFrom ?? declarationsStopOn,
  };
}
