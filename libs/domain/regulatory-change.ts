import { isLive, type CertificateStatus } from './certificate-status.js';
import type { Scheme } from './certificate.js';
import { isDay, type Day } from './day.js';
import { compareEditions, readRules, readStandards, type Edition } from './edition.js';
import { BadInput, type FieldFault } from './errors.js';

export const CHANGE_KINDS = ['amendment', 'standard-transition', 'implementation-rule'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A dated change of catalogue, standard or rule, as far as it decides who is hit. */
export interface RegulatoryChange {
  key: string;
  kind: ChangeKind;
  /** product classes it is about; null: any */
  classCodes: readonly string[] | null;
  /** schemes of the certificates and cases that must act; null: any */
  schemes: readonly Scheme[] | null;
  /** editions that lose force, e.g. `GB 14166-2013`; empty: the edition does not matter */
  replacedStandards: readonly string[];
  newStandard: string | null;
  /** e.g. `CNCA-C11-16:2018`; null: the rule does not matter */
  replacedRule: string | null;
  /** only certificates issued before this day; null: any */
  appliesToIssuedBefore: Day | null;
  /** first day on which the new state holds or may be chosen */
  effectiveOn: Day;
  /** last day for existing certificates; null: none is named, they change at renewal or with the product */
  deadlineOn: Day | null;
  /** from this day applications are taken by the new state only; null: from `effectiveOn` */
  newApplicationsOnlyFrom: Day | null;
}

export interface CertificateItem {
  subject: 'certificate';
  id: string;
  scheme: Scheme;
  classCode: string;
  /** as the user keeps it; null: not recorded */
  standard: string | null;
  /** as the user keeps it; absent or null: not recorded */
  implementationRule?: string | null;
  status: CertificateStatus;
  issuedOn: Day | null;
  validUntil: Day | null;
  /** another certificate has taken its place */
  isReplaced: boolean;
}

export interface ProductItem {
  subject: 'product';
  id: string;
  classCode: string;
  standard: string | null;
  /** of its live certificates */
  schemes: readonly Scheme[];
}

/** A case that is still open. */
export interface CaseItem {
  subject: 'case';
  id: string;
  scheme: Scheme;
  classCode: string;
  standard: string | null;
  implementationRule?: string | null;
  /** day of the application; null: not filed yet, or not recorded */
  startedOn: Day | null;
  /** day on which the certificate is expected */
  expectedOn: Day | null;
}

export type ChangeItem = CertificateItem | ProductItem | CaseItem;

/** One step of the reasoning. `open`: what would decide it is not recorded. */
export interface ChangeReason {
  code: string;
  speaks: 'for' | 'against' | 'open';
  facts: Readonly<Record<string, string | null | readonly string[]>>;
}

export interface ChangeVerdict {
  subject: ChangeItem['subject'];
  id: string;
  verdict: 'hit' | 'not-hit' | 'unknown';
  /** in the order of the reasoning, those that did not decide included */
  reasons: ChangeReason[];
  /** last day to act; null: not hit, or the change names none */
  deadlineOn: Day | null;
  todo: 'convert' | 'update-standard' | 'check-edition' | 'check-record' | 'none';
}

/**
 * Who is hit by a change. All that is asked must speak for it: one point against and the item is not hit; else one open
 * point and it is unknown. An unrecorded edition is never taken for the old or the new one.
 *
 * @returns one verdict per item, in the order of the items
 * @throws BadInput `regulatory-change.bad-record` naming the record and its fields
 */
export function affectedBy(change: RegulatoryChange, items: readonly ChangeItem[]): ChangeVerdict[] {
  const faults = regulatoryChangeFaults(change);
  if (faults.length > 0) throw new BadInput('regulatory-change.bad-record', faults);
  return items.map((item) => {
    const reasons = [
      ...life(change, item),
      ...classOf(change, item),
      ...schemeOf(change, item),
      ...issue(change, item),
      ...rule(change, item),
      ...standard(change, item),
      ...course(change, item),
    ];
    return { subject: item.subject, id: item.id, ...judged(change, item, reasons), reasons };
  });
}

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
  if (change.kind === 'standard-transition' && change.replacedStandards.length === 0)
    fault('replacedStandards', [], 'missing', 'GB 14166-2013');
  // An empty list would hit nobody, a change about nothing everybody: both without a word.
  for (const field of ['classCodes', 'schemes'] as const)
    if (change[field]?.length === 0) fault(field, [], 'missing', 'null = any');
  if (change.classCodes === null && change.replacedStandards.length === 0 && change.replacedRule === null)
    fault('classCodes', null, 'missing', 'classCodes, replacedStandards or replacedRule');
  return faults;
}

const isOneEdition = (editions: Edition[]) => editions.length === 1 && editions[0].year !== null;

type Speaks = ChangeReason['speaks'];
const reason = (speaks: Speaks, code: string, facts: ChangeReason['facts'] = {}): ChangeReason => ({
  code,
  speaks,
  facts,
});

function judged(
  change: RegulatoryChange,
  item: ChangeItem,
  reasons: ChangeReason[],
): Pick<ChangeVerdict, 'verdict' | 'deadlineOn' | 'todo'> {
  if (reasons.some(({ speaks }) => speaks === 'against')) return { verdict: 'not-hit', deadlineOn: null, todo: 'none' };
  const deadlineOn = item.subject === 'case' ? bindingOn(change) : change.deadlineOn;
  const open = reasons.filter(({ speaks }) => speaks === 'open');
  if (open.length > 0) {
    const isOfEdition = open.some(({ code }) => code.startsWith('standard-') || code.startsWith('rule-'));
    return { verdict: 'unknown', deadlineOn, todo: isOfEdition ? 'check-edition' : 'check-record' };
  }
  const isConversion = change.kind === 'implementation-rule' || change.replacedStandards.length === 0;
  return { verdict: 'hit', deadlineOn, todo: isConversion ? 'convert' : 'update-standard' };
}

/** Only live certificates are hit, and only those that still live when something changes. */
function life({ effectiveOn, deadlineOn }: RegulatoryChange, item: ChangeItem): ChangeReason[] {
  if (item.subject !== 'certificate') return [];
  const { status, validUntil, isReplaced } = item;
  if (!isLive(status)) return [reason('against', 'certificate-ended', { status })];
  if (isReplaced) return [reason('against', 'certificate-replaced')];
  if (validUntil !== null && validUntil < effectiveOn && (deadlineOn === null || validUntil < deadlineOn))
    return [reason('against', 'ends-before-change', { validUntil, effectiveOn })];
  return [reason('for', 'certificate-live', { status })];
}

function classOf({ classCodes }: RegulatoryChange, { classCode }: ChangeItem): ChangeReason[] {
  if (classCodes === null) return [];
  const isNamed = classCodes.includes(classCode);
  return [reason(isNamed ? 'for' : 'against', isNamed ? 'class-named' : 'class-not-named', { classCode })];
}

function schemeOf({ schemes }: RegulatoryChange, item: ChangeItem): ChangeReason[] {
  if (schemes === null) return [];
  const own = item.subject === 'product' ? item.schemes : [item.scheme];
  const isNamed = own.some((scheme) => schemes.includes(scheme));
  return [reason(isNamed ? 'for' : 'against', isNamed ? 'scheme-named' : 'scheme-not-named', { schemes: own })];
}

function issue({ appliesToIssuedBefore: before }: RegulatoryChange, item: ChangeItem): ChangeReason[] {
  if (item.subject !== 'certificate' || before === null) return [];
  const { issuedOn } = item;
  if (issuedOn === null) return [reason('open', 'issue-day-not-recorded', { before })];
  return issuedOn < before
    ? [reason('for', 'issued-before', { issuedOn, before })]
    : [reason('against', 'issued-later', { issuedOn, before })];
}

/**
 * Where the rule is not recorded, a certificate or application older than the new rule cannot be under it. A product
 * has no rule of its own; its class must do.
 */
function rule(change: RegulatoryChange, item: ChangeItem): ChangeReason[] {
  const { replacedRule, effectiveOn } = change;
  if (replacedRule === null) return [];
  if (item.subject === 'product') return change.classCodes ? [] : [reason('open', 'rule-not-recorded')];
  const recorded = item.implementationRule?.trim() || null;
  const [day, code] =
    item.subject === 'certificate' ? [item.issuedOn, 'issued-before-rule'] : [item.startedOn, 'started-before-rule'];
  if (recorded === null && day !== null && day < effectiveOn) return [reason('for', code, { on: day, effectiveOn })];
  return [editionReason('rule', recorded, readRules, [replacedRule], null, change)];
}

function standard(change: RegulatoryChange, item: ChangeItem): ChangeReason[] {
  const { replacedStandards, newStandard } = change;
  if (replacedStandards.length === 0) return [];
  return [editionReason('standard', item.standard, readStandards, replacedStandards, newStandard, change)];
}

/** A case is hit when it was filed, or will be decided, on or after the day from which only the new state counts. */
function course(change: RegulatoryChange, item: ChangeItem): ChangeReason[] {
  if (item.subject !== 'case') return [];
  const [from, { startedOn, expectedOn }] = [bindingOn(change), item];
  if (startedOn !== null && startedOn >= from) return [reason('for', 'started-under-change', { startedOn, from })];
  if (expectedOn === null) return [reason('open', 'expected-day-not-recorded', { from })];
  return expectedOn >= from
    ? [reason('for', 'decided-under-change', { expectedOn, from })]
    : [reason('against', 'decided-before-change', { expectedOn, from })];
}

function bindingOn({ newApplicationsOnlyFrom, effectiveOn }: RegulatoryChange): Day {
  return newApplicationsOnlyFrom ?? effectiveOn;
}

/** How each comparison speaks. Standards of a named class that are not recorded may still apply: people keep the main one. */
function editionReason(
  noun: 'standard' | 'rule',
  recorded: string | null,
  read: (text: string) => Edition[],
  replaced: readonly string[],
  newer: string | null,
  { classCodes }: RegulatoryChange,
): ChangeReason {
  const found = compareEditions(recorded, read, replaced.flatMap(read), newer === null ? null : read(newer)[0]);
  const isSettled = found === 'new' || (found === 'unrelated' && classCodes === null);
  const speaks = found === 'replaced' ? 'for' : isSettled ? 'against' : 'open';
  return reason(speaks, `${noun}-${found}`, { recorded, replaced, new: newer });
}
