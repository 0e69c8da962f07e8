import type { Certainty } from '../deadlines/deadline.js';
import type { Day } from '../day.js';
import type { YesNoUnknown } from '../reference/actors.js';
import type { ReferenceBook } from '../reference/book.js';
import type { CatalogueClass, Mode } from '../reference/catalogue.js';
import { holdsOn, type Words } from '../reference/record.js';
import type { SchemeDefinition } from '../reference/scheme.js';

/** What is known of a case beside its class and day. What is left out is unknown and asked for. */
export interface RouteFacts {
  /** a self-declaration of the product is valid or suspended */
  hasLiveDeclaration?: YesNoUnknown;
  /** a CCC certificate of the product is there, live or not */
  hasCertificate?: YesNoUnknown;
  /** the client asks about an exemption */
  wantsExemption?: boolean;
  /** answers to the conditions of the schemes, by their keys */
  answers?: Readonly<Record<string, YesNoUnknown>>;
}

export interface RouteQuestion {
  /** class key, or `class/variant` */
  classKey: string;
  /** how the class is certified on the day */
  mode: Mode;
  day: Day;
  facts: RouteFacts;
}

/** Why a way is open or not. Words are made of the code at the edge. */
export interface RouteReason {
  isFor: boolean;
  code: RouteReasonCode;
  facts: Readonly<Record<string, unknown>>;
  certainty: Certainty | null;
  source: string | null;
}

export const ROUTE_REASONS = [
  'mode-open',
  'mode-closed',
  'mode-unknown',
  'not-yet',
  'no-longer',
  'class-named',
  'class-not-named',
  'declaration-converts',
  'declaration-not-converted',
  'no-live-declaration',
  'certificate-there',
  'no-certificate',
  'exemption-asked',
  'exemption-not-asked',
  'condition-met',
  'condition-not-met',
  'alliance-instead',
] as const;
export type RouteReasonCode = (typeof ROUTE_REASONS)[number];

export interface Route {
  schemeKey: string;
  names: Words;
  kind: SchemeDefinition['kind'];
  /** nothing speaks against it; what is still to ask may */
  isOpen: boolean;
  reasons: readonly RouteReason[];
  toAsk: readonly { key: string; text: Words | null }[];
}

/** From this day on the alliance's certificate takes the place of the bodies' own for products with a rule of its own. */
const ALLIANCE = 'cav-voluntary';

/**
 * Every scheme of the book for a class on a day, open or not, with the reasons for and against, in the order of the
 * book. Nothing is left out: a closed way with its reason is an answer too.
 */
export function routesFor(question: RouteQuestion, book: ReferenceBook): Route[] {
  return [...book.schemes.values()].map((scheme) => routeOf(scheme, question, book));
}

/**
 * Whether a way is closed beyond doubt: something that a source states speaks against it. Where nobody knows how the class
 * is certified, or only unverified data speaks against it, it may be open.
 */
export function isSurelyClosed({ reasons }: Pick<Route, 'reasons'>): boolean {
  return reasons.some(
    ({ isFor, code, certainty }) =>
      !isFor && code !== 'mode-unknown' && (certainty === 'official' || certainty === 'secondary'),
  );
}

function routeOf(scheme: SchemeDefinition, question: RouteQuestion, book: ReferenceBook): Route {
  const found = book.classes.get(question.classKey.split('/')[0]!);
  const { conditions, asked } = conditionsOf(scheme, question.facts);
  const parts: Judged[] = [
    modeOf(scheme, question, book),
    validityOf(scheme, question.day),
    classOf(scheme, question.classKey),
    groundOf(scheme, question.facts, found),
    allianceOf(scheme, question, found, book),
    { reasons: conditions, toAsk: asked },
  ];
  const reasons = parts.flatMap((part) => part.reasons);
  return {
    schemeKey: scheme.key,
    names: scheme.names,
    kind: scheme.kind,
    isOpen: reasons.every(({ isFor }) => isFor),
    reasons,
    toAsk: parts.flatMap((part) => part.toAsk),
  };
}

interface Judged {
  reasons: RouteReason[];
  toAsk: { key: string; text: Words | null }[];
}

const NOTHING: Judged = { reasons: [], toAsk: [] };

function judged(...reasons: RouteReason[]): Judged {
  return { reasons, toAsk: [] };
}

function modeOf(scheme: SchemeDefinition, { classKey, mode, day }: RouteQuestion, book: ReferenceBook): Judged {
  const period = book.modes.get(classKey)?.find((other) => other.mode === mode && holdsOn(other, day));
  const backed = { certainty: period?.certainty ?? null, source: period?.source ?? null };
  const facts = { mode, since: period?.validFrom ?? null, instrument: period?.instrument ?? null };
  if (scheme.modes.includes(mode)) return judged({ isFor: true, code: 'mode-open', facts, ...backed });
  const code = mode === 'unknown' ? 'mode-unknown' : 'mode-closed';
  return judged({ isFor: false, code, facts: { ...facts, openIn: scheme.modes }, ...backed });
}

function validityOf({ validFrom, validTo, certainty, source }: SchemeDefinition, day: Day): Judged {
  if (validFrom !== null && day < validFrom)
    return judged({ isFor: false, code: 'not-yet', facts: { from: validFrom }, certainty, source });
  if (validTo !== null && day > validTo)
    return judged({ isFor: false, code: 'no-longer', facts: { until: validTo }, certainty, source });
  return NOTHING;
}

function classOf({ classKeys, certainty, source }: SchemeDefinition, classKey: string): Judged {
  if (classKeys === null) return NOTHING;
  const isFor = classKeys.includes(classKey) || classKeys.includes(classKey.split('/')[0]!);
  return judged({ isFor, code: isFor ? 'class-named' : 'class-not-named', facts: { classKeys }, certainty, source });
}

/** What a kind of scheme starts from: a declaration, a certificate, a wish for an exemption. */
function groundOf(scheme: SchemeDefinition, facts: RouteFacts, found: CatalogueClass | undefined): Judged {
  const backed = { certainty: scheme.certainty, source: scheme.source };
  if (scheme.kind === 'exemption') {
    const isFor = facts.wantsExemption === true;
    return judged({ isFor, code: isFor ? 'exemption-asked' : 'exemption-not-asked', facts: {}, ...backed });
  }
  if (scheme.kind === 'maintenance')
    return started(facts.hasCertificate, 'hasCertificate', 'certificate-there', 'no-certificate', backed);
  if (scheme.kind !== 'conversion') return NOTHING;
  if (!found || found.conversion === null)
    return judged({ isFor: false, code: 'declaration-not-converted', facts: {}, ...backed });
  const answer = started(facts.hasLiveDeclaration, 'hasLiveDeclaration', 'declaration-converts', 'no-live-declaration', backed); // prettier-ignore
  return {
    ...answer,
    reasons: answer.reasons.map((reason) => ({ ...reason, facts: { announcement: found.conversion } })),
  };
}

function started(
  fact: YesNoUnknown | undefined,
  key: string,
  met: RouteReasonCode,
  unmet: RouteReasonCode,
  backed: Pick<RouteReason, 'certainty' | 'source'>,
): Judged {
  if (fact === 'yes') return judged({ isFor: true, code: met, facts: {}, ...backed });
  if (fact === 'no') return judged({ isFor: false, code: unmet, facts: {}, ...backed });
  return { reasons: [], toAsk: [{ key, text: null }] };
}

/**
 * The bodies' own marks gave way to the alliance's certificate "for many products". For a class with a rule of the
 * alliance that is known; for others it is asked, because no list was found.
 */
function allianceOf(
  scheme: SchemeDefinition,
  { day }: RouteQuestion,
  found: CatalogueClass | undefined,
  book: ReferenceBook,
): Judged {
  const alliance = book.schemes.get(ALLIANCE);
  const isOwnMark = scheme.kind === 'voluntary' && scheme.key !== ALLIANCE;
  if (!isOwnMark || !alliance || !found || !holdsOn(alliance, day)) return NOTHING;
  const { certainty, source } = alliance;
  const rules = found.voluntaryRules.filter((rule) => rule.startsWith('CAV-'));
  if (rules.length > 0)
    return judged({
      isFor: false,
      code: 'alliance-instead',
      facts: { rules, from: alliance.validFrom },
      certainty,
      source,
    });
  return { reasons: [], toAsk: [{ key: 'allianceInstead', text: null }] };
}

function conditionsOf(
  scheme: SchemeDefinition,
  { answers = {} }: RouteFacts,
): { conditions: RouteReason[]; asked: Judged['toAsk'] } {
  const conditions: RouteReason[] = [];
  const asked: Judged['toAsk'] = [];
  for (const { key, text } of scheme.conditions) {
    const answer = answers[key] ?? 'unknown';
    if (answer === 'unknown') asked.push({ key, text });
    else
      conditions.push({
        isFor: answer === 'yes',
        code: answer === 'yes' ? 'condition-met' : 'condition-not-met',
        facts: { condition: key },
        certainty: scheme.certainty,
        source: scheme.source,
      });
  }
  return { conditions, asked };
}
