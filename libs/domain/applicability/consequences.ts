import type { Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import type { ReferenceBook } from '../reference/book.js';
import type { Amendment, CatalogueClass, ModePeriod } from '../reference/catalogue.js';
import { holdsOn } from '../reference/record.js';
import type { SchemeDefinition } from '../reference/scheme.js';
import type { Alternative, NamedScheme, Step } from './answer.js';
import { alternative, backedBy, principleOn, step } from './parts.js';
import type { PeriodFound } from './period.js';

/** What has to be done when the class demands a certificate or a declaration, and what happens otherwise. */
export function obligationSteps(
  day: Day,
  found: CatalogueClass,
  { period, declaration }: PeriodFound,
  book: ReferenceBook,
): Step[] {
  const backing = backedBy(period, 'legal');
  const steps: Step[] = [];
  if (period.mode === 'self-declaration-a' || period.mode === 'self-declaration-b') {
    steps.push(step('declare-until', { mode: period.mode }, declaration?.newUntil ?? null, backing));
  } else {
    const schemes = openSchemes(book, found, period, day, ['certification', 'conversion']);
    steps.push(step('certify', { schemes }, null, backing));
  }
  const change = declaration ? endOfDeclarations(book, found, day) : null;
  if (change) {
    const { instrument, duty, relief, conversionDeadline, mandatoryFrom } = change;
    const law = backedBy(change, 'legal');
    if (conversionDeadline !== null && conversionDeadline >= day)
      steps.push(step('convert-declaration', { instrument, duty, relief }, conversionDeadline, law));
    if (mandatoryFrom !== null) steps.push(step('only-certified', { instrument }, mandatoryFrom, law));
  }
  const obligation = principleOn(book, 'obligation', day);
  if (obligation) steps.push(step('no-shipment-before', {}, null, obligation.backing));
  return [...steps, ...fine(day, book)];
}

/** What a breach costs. */
function fine(day: Day, book: ReferenceBook): Step[] {
  const found = principleOn(book, 'fine', day);
  if (!found) return [];
  const { article, minimumCny, maximumCny } = found.principle.numbers;
  if (article === undefined || minimumCny === undefined || maximumCny === undefined) return [];
  return [step('fine', { article, minimumCny, maximumCny, note: found.principle.note }, null, found.backing)];
}

/** The announcement that ends declarations of the class and still lies ahead of the day. */
function endOfDeclarations(book: ReferenceBook, found: CatalogueClass, day: Day): Amendment | null {
  const ahead = book.amendments.filter(
    (one) =>
      one.kind === 'mode' &&
      one.status === 'in-force' &&
      one.classKeys.includes(found.key) &&
      one.declarationsCancelledOn !== null &&
      one.mandatoryFrom !== null &&
      one.mandatoryFrom > day,
  );
  return ahead.sort((a, b) => (a.mandatoryFrom! < b.mandatoryFrom! ? -1 : 1))[0] ?? null;
}

/** Procedures of these kinds that are open to the class in its period, by key. */
export function openSchemes(
  book: Pick<ReferenceBook, 'schemes'>,
  found: CatalogueClass,
  period: Pick<ModePeriod, 'mode'>,
  day: Day,
  kinds: readonly SchemeDefinition['kind'][],
): NamedScheme[] {
  return [...book.schemes.values()]
    .filter((scheme) => kinds.includes(scheme.kind) && holdsOn(scheme, day))
    .filter(({ modes, classKeys }) => modes.includes(period.mode) && (classKeys?.includes(found.key) ?? true))
    .map(({ key, names }) => ({ key, names }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Other ways that are open beside the verdict. */
export function otherWays(
  day: Day,
  found: CatalogueClass,
  { period, declaration, verdict }: PeriodFound,
  book: ReferenceBook,
): Alternative[] {
  const backing = backedBy(period, 'legal');
  const ways: Alternative[] = [];
  if (verdict === 'third-party-ccc' && period.mode === 'choice')
    ways.push(alternative('self-declaration', { until: declaration?.newUntil ?? null }, backing));
  if (verdict === 'self-declaration') {
    const change = endOfDeclarations(book, found, day);
    const from = change?.applicationsFrom;
    if (change && from)
      ways.push(alternative('third-party-early', { from, isOpen: from <= day }, backedBy(change, 'legal')));
  }
  if (verdict === 'not-required' && period.mode !== 'not-in-catalogue')
    ways.push(alternative('third-party-early', { from: period.validFrom, isOpen: true }, backing));
  const single = openSchemes(book, found, period, day, ['single-vehicle']);
  if (verdict === 'third-party-ccc' && single.length > 0)
    ways.push(alternative('single-vehicle', { schemes: single }, backing));
  return ways;
}

/** Classes of vehicles and their parts: the alliance certifies nothing else. */
const VEHICLES = 'vehicles';
const OWN_MARKS: readonly Scheme[] = ['cqc-voluntary', 'ccap-voluntary'];

/**
 * Voluntary certification of what left the catalogue, as of the day.
 *
 * @returns null where the book names no successor
 */
export function voluntaryWay(day: Day, found: CatalogueClass, book: ReferenceBook): Alternative | null {
  const successor = principleOn(book, 'voluntary-successor', day);
  if (!successor) return null;
  const rules = found.voluntaryRules;
  if (found.heading !== VEHICLES)
    return alternative('voluntary', { schemes: ['cqc-voluntary'], insteadOf: [], rules }, successor.backing);
  const alliance = principleOn(book, 'cav-in-place-of-own', day);
  return alliance
    ? alternative('voluntary', { schemes: ['cav-voluntary'], insteadOf: OWN_MARKS, rules }, alliance.backing)
    : alternative('voluntary', { schemes: OWN_MARKS, insteadOf: [], rules }, successor.backing);
}
