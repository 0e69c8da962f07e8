import { isSelfDeclaration, type CertificateFacts, type FactoryClass, type Scheme } from './certificate.js';
import { isLive, type CertificateStatus } from './certificate-status.js';
import type { CatalogueClass } from './reference/catalogue.js';
import { addDays, addMonths, type Day } from './day.js';
import type { Basis, Certainty, Counted, DeadlineKind, StatedDeadline } from './deadline.js';
import type { Ladders } from './ladder.js';

/** What every rule carries beside its number: how binding it is, how sure we are, and where it stands. */
interface RuleHead {
  /** Stable, e.g. `samr-57-2025.conversion`. */
  key: string;
  kind: DeadlineKind;
  basis: Basis;
  certainty: Certainty;
  /** As a reader would cite it, e.g. `SAMR Announcement 57/2025`; `none` where no source names the day. */
  source: string;
  sourceUrl: string | null;
  isDisputed: boolean;
}

/** A rule for one certificate or declaration. */
export interface CertificateRule extends RuleHead {
  subject: 'certificate';
  schemes: readonly Scheme[];
  /** Only classes that this announcement converts; null: any class. */
  conversion: string | null;
  day: { start: 'named'; on: Day } | { start: 'valid-until'; amount: number; unit: 'calendar-days' | 'months' };
}

/** A rule for one factory. */
export interface FactoryRule extends RuleHead {
  subject: 'factory';
  /** Only when the factory has a live CCC certificate of this product class; null: any. */
  classCode: string | null;
  /** Months after the last follow-up inspection, by factory class. A class that is not named is not ruled here. */
  months: Readonly<Partial<Record<FactoryClass | 'unknown', number>>>;
}

export type DeadlineRule = CertificateRule | FactoryRule;

/** All reference data the rules need. Of several rules of one kind the first that fits is applied. */
export interface RuleBook {
  classes: ReadonlyMap<string, CatalogueClass>;
  rules: readonly DeadlineRule[];
  ladders: Ladders;
}

/** What the rules need to know of a factory; the entity with its certificates fits as it is. */
export interface FactoryFacts {
  /** null = unknown. */
  factoryClass: FactoryClass | null;
  lastFollowUpOn: Day | null;
  certificates: readonly { scheme: Scheme; classCode: string; status: CertificateStatus }[];
}

/**
 * The days owed for one certificate or self-declaration. An ended one (expired, cancelled, revoked) owes none; a
 * suspended one keeps its days. A declaration that another certificate replaces has met its conversion and cut-over.
 *
 * @returns one deadline per kind at most, by due day
 */
export function certificateDeadlines(facts: CertificateFacts, book: RuleBook): StatedDeadline[] {
  if (!isLive(facts.status)) return [];
  const stated = new Map<DeadlineKind, StatedDeadline>();
  for (const rule of book.rules) {
    if (rule.subject !== 'certificate' || stated.has(rule.kind) || !rule.schemes.includes(facts.scheme)) continue;
    if (rule.conversion !== null && book.classes.get(facts.classCode)?.conversion !== rule.conversion) continue;
    const counted = countCertificateDay(rule.day, facts.validUntil);
    if (counted)
      stated.set(rule.kind, { ...head(rule), ...counted, isMet: rule.conversion !== null && facts.isReplaced });
  }
  return byDueDay([...stated.values()]);
}

/**
 * The next follow-up inspection of a factory. Only certificates of a body are followed up, declarations are not; the
 * count starts at the last inspection, and where that day is unknown no date is made up.
 */
export function factoryDeadlines(facts: FactoryFacts, book: RuleBook): StatedDeadline[] {
  const inspected = facts.certificates.filter((c) => isLive(c.status) && !isSelfDeclaration(c.scheme));
  if (inspected.length === 0 || facts.lastFollowUpOn === null) return [];
  const factoryClass = facts.factoryClass ?? 'unknown';
  const stated = new Map<DeadlineKind, StatedDeadline>();
  for (const rule of book.rules) {
    if (rule.subject !== 'factory' || stated.has(rule.kind)) continue;
    if (rule.classCode !== null && !inspected.some((c) => c.scheme === 'ccc' && c.classCode === rule.classCode))
      continue;
    const amount = rule.months[factoryClass];
    if (amount === undefined) continue;
    const counted: Counted = {
      start: 'last-follow-up',
      from: facts.lastFollowUpOn,
      amount,
      unit: 'months',
      factoryClass,
    };
    stated.set(rule.kind, { ...head(rule), dueOn: addMonths(facts.lastFollowUpOn, amount), counted, isMet: false });
  }
  return byDueDay([...stated.values()]);
}

function countCertificateDay(
  day: CertificateRule['day'],
  validUntil: Day | null,
): { dueOn: Day; counted: Counted } | null {
  if (day.start === 'named') return { dueOn: day.on, counted: { start: 'named' } };
  if (validUntil === null) return null;
  const add = day.unit === 'months' ? addMonths : addDays;
  return {
    dueOn: add(validUntil, day.amount),
    counted: { start: 'valid-until', from: validUntil, amount: day.amount, unit: day.unit },
  };
}

function head(rule: DeadlineRule): Omit<StatedDeadline, 'dueOn' | 'counted' | 'isMet'> {
  const { kind, basis, source, certainty, isDisputed } = rule;
  return { kind, basis, rule: rule.key, source, certainty, isDisputed };
}

function byDueDay(stated: StatedDeadline[]): StatedDeadline[] {
  return stated.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}
