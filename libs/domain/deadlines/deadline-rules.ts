import { isSelfDeclaration, type CertificateFacts, type FactoryClass, type Scheme, type SuspensionFacts } from '../certificate.js'; // prettier-ignore
import { suspensionEnd } from '../certificates/life.js';
import { CERTIFICATE_GROUNDS_SOURCE, isLive, VOLUNTARY_SUSPENSION, type CertificateStatus } from '../states/certificate-status.js'; // prettier-ignore
import type { CatalogueClass } from '../reference/catalogue.js';
import type { Day } from '../day.js';
import { countDeadline } from './counted.js';
import type { Basis, Counted, DeadlineKind, StatedDeadline } from './deadline.js';
import type { Ladders } from './ladder.js';
import { holdsOn, type RecordHead, type Sourced } from '../reference/record.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';

/**
 * What every rule carries beside its number: how binding it is, how sure we are, and where it stands. Its key is stable,
 * e.g. `samr-57-2025.conversion`; its source is `none` where no source names the day.
 */
interface RuleHead extends RecordHead {
  kind: DeadlineKind;
  basis: Basis;
  /** of several rules of one kind the first that fits is applied, the lowest first */
  order: number;
  sourceUrl: string | null;
  isDisputed: boolean;
}

/** A rule for one certificate or declaration. */
export interface CertificateRule extends RuleHead {
  subject: 'certificate';
  schemes: readonly Scheme[];
  /** Only classes that this announcement converts; null: any class. */
  conversion: string | null;
  day:
    | { start: 'named'; on: Day }
    | { start: 'valid-until' | 'issued'; amount: number; unit: 'calendar-days' | 'working-days' | 'months' | 'years' };
  /** Of a disputed rule: both ways to read it, counted from the same start in the same unit. Else empty. */
  readings: readonly RuleReading[];
}

/** One reading of a disputed rule. `day` of the rule is the earliest `closes`. */
export interface RuleReading extends Sourced {
  key: string;
  /** amount to the first day on which one may act; null: no first day */
  opens: number | null;
  /** amount to the last day */
  closes: number;
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
  /** for limits in working days: bodies, laboratories and authorities work in China */
  china: WorkingCalendar;
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
    const counted = countCertificateDay(rule, facts, book.china);
    if (counted && holdsOn(rule, counted.dueOn))
      stated.set(rule.kind, { ...head(rule), ...counted, isMet: rule.conversion !== null && facts.isReplaced });
  }
  const { suspension } = facts;
  const restoration = facts.status === 'suspended' && suspension && restorationDeadline(facts.scheme, suspension);
  return byDueDay([...stated.values(), ...(restoration ? [restoration] : [])]);
}

/**
 * The last day on which the holder may ask for restoration: the one that the notice of the body names, else the one that
 * the rule of the ground counts. Past it the certificate may be revoked. CNCA-00C-001 says so of CCC certificates; of other
 * schemes only the notice speaks.
 *
 * @returns null where neither names a day
 */
function restorationDeadline(scheme: Scheme, suspension: SuspensionFacts): StatedDeadline | null {
  const { endsOn: dueOn, endsBy } = suspensionEnd(suspension);
  if (dueOn === null) return null;
  const stated = { kind: 'restoration-request', dueOn, isDisputed: false, isMet: false } as const;
  if (endsBy === 'rule') {
    const { amount, basis, certainty, source } = VOLUNTARY_SUSPENSION.length;
    const counted = { start: 'suspended', from: suspension.on!, amount, unit: 'months' } as const;
    return { ...stated, basis, rule: 'suspension.at-wish', source, certainty, counted };
  }
  const { basis, certainty, source } = scheme === 'ccc' ? CERTIFICATE_GROUNDS_SOURCE : BY_NOTICE_ALONE;
  return { ...stated, basis, rule: 'suspension.by-notice', source, certainty, counted: { start: 'named' } };
}

const BY_NOTICE_ALONE = { basis: 'practice', certainty: 'unverified', source: 'none' } as const;

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
    const { dueOn, counted } = countDeadline('last-follow-up', facts.lastFollowUpOn, amount, 'months', book.china);
    if (holdsOn(rule, dueOn))
      stated.set(rule.kind, { ...head(rule), dueOn, counted: { ...counted, factoryClass }, isMet: false });
  }
  return byDueDay([...stated.values()]);
}

function countCertificateDay(
  { day, readings }: CertificateRule,
  { validUntil, issuedOn }: CertificateFacts,
  china: WorkingCalendar,
): { dueOn: Day; counted: Counted } | null {
  if (day.start === 'named') return { dueOn: day.on, counted: { start: 'named' } };
  const from = day.start === 'issued' ? issuedOn : validUntil;
  if (from === null) return null;
  const result = countDeadline(day.start, from, day.amount, day.unit, china);
  if (readings.length === 0) return result;
  const on = (amount: number): Day => countDeadline(day.start, from, amount, day.unit, china).dueOn;
  return {
    dueOn: result.dueOn,
    counted: {
      ...result.counted,
      readings: readings.map(({ key, opens, closes, certainty, source }) => ({
        key,
        opensOn: opens === null ? null : on(opens),
        closesOn: on(closes),
        certainty,
        source,
      })),
    },
  };
}

function head(rule: DeadlineRule): Omit<StatedDeadline, 'dueOn' | 'counted' | 'isMet'> {
  const { kind, basis, source, certainty, isDisputed } = rule;
  return { kind, basis, rule: rule.key, source, certainty, isDisputed };
}

function byDueDay(stated: StatedDeadline[]): StatedDeadline[] {
  return stated.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}
