import { isLive, type CertificateStatus } from '../states/certificate-status.js';
import type { Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import { compareEditions, readRules, readStandards, type EditionFinding } from './edition.js';
import { BadInput } from '../errors.js';
import { regulatoryChangeFaults } from './regulatory-change-record.js';

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
  /** editions that lose force, e.g. `GB 14166-2013`; empty: none named */
  replacedStandards: readonly string[];
  /** null: not named. An earlier edition of it that is not among the replaced ones stays open, never hit */
  newStandard: string | null;
  /** e.g. `CNCA-C11-16:2018`; null: not named. With no new rule either, the rule does not matter */
  replacedRule: string | null;
  /** e.g. `CNCA-C11-16:2026`, several allowed; any edition before it is a replaced one. Absent or null: not named */
  newRule?: string | null;
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
  const { replacedRule, newRule = null, effectiveOn } = change;
  if (replacedRule === null && newRule === null) return [];
  if (item.subject === 'product') return change.classCodes ? [] : [reason('open', 'rule-not-recorded')];
  const recorded = item.implementationRule?.trim() || null;
  const [day, code] =
    item.subject === 'certificate' ? [item.issuedOn, 'issued-before-rule'] : [item.startedOn, 'started-before-rule'];
  if (recorded === null && day !== null && day < effectiveOn) return [reason('for', code, { on: day, effectiveOn })];
  const own = readRules(recorded ?? '');
  const next = readRules(newRule ?? '').find(({ base }) => own.some((edition) => edition.base === base)) ?? null;
  const older = own.filter(({ base, year }) => base === next?.base && year !== null && year < next.year!);
  const replaced = [...readRules(replacedRule ?? ''), ...older];
  const finding = compareEditions(recorded, readRules, replaced, next);
  return [editionReason('rule', finding, { recorded, replaced: replacedRule, new: newRule }, change)];
}

function standard(change: RegulatoryChange, item: ChangeItem): ChangeReason[] {
  const { replacedStandards, newStandard } = change;
  if (replacedStandards.length === 0 && newStandard === null) return [];
  const recorded = item.standard;
  const next = newStandard === null ? null : (readStandards(newStandard)[0] ?? null);
  const finding = compareEditions(recorded, readStandards, replacedStandards.flatMap(readStandards), next);
  return [editionReason('standard', finding, { recorded, replaced: replacedStandards, new: newStandard }, change)];
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
  finding: EditionFinding,
  facts: ChangeReason['facts'],
  { classCodes }: RegulatoryChange,
): ChangeReason {
  const isSettled = finding === 'new' || (finding === 'unrelated' && classCodes === null);
  return reason(finding === 'replaced' ? 'for' : isSettled ? 'against' : 'open', `${noun}-${finding}`, facts);
}
