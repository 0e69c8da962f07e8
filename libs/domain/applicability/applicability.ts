import { isDay } from '../day.js';
import { BadInput } from '../errors.js';
import type { ReferenceBook } from '../reference/book.js';
import type { CatalogueClass } from '../reference/catalogue.js';
import type { ApplicabilityAnswer, OpenQuestion, Reason, Step } from './answer.js';
import { obligationSteps, otherWays, voluntaryWay } from './consequences.js';
import { checkDescription, checkHsCode } from './description.js';
import type { ApplicabilityFacts } from './facts.js';
import { checkGround, groundSteps, type GroundResult } from './ground.js';
import { identify } from './identity.js';
import { backedBy, namedClass, OUR_OWN, periodOf, principleOn, question, reason, step } from './parts.js';
import { findPeriod, type PeriodFound } from './period.js';

/**
 * Whether a product needs CCC on a day, by which way, and why.
 *
 * Order: what it is; whether it meets the description; how its class is certified on the day; whether the intended use
 * takes it out of that. The ground comes after the mode, because nothing is exempted from what is not asked for. What is
 * not known never becomes a verdict: it is a question, blocking where the answer would decide, a reserve elsewhere.
 *
 * @throws BadInput `invalid-input` when the day does not exist
 */
export function checkApplicability(facts: ApplicabilityFacts, book: ReferenceBook): ApplicabilityAnswer {
  if (!isDay(facts.day))
    throw new BadInput('invalid-input', [
      {
        field: 'day',
        code: 'is-day',
        detail: `${String(facts.day)} is not a day`,
        allowed: 'an existing day, YYYY-MM-DD',
      },
    ]);
  const { item, found, reasons, openQuestions } = identify(facts, book);
  const start = { ...blank(facts, book), reasons, openQuestions };
  if (item) return finished({ ...start, verdict: 'never-in-scope' });
  if (!found) return finished({ ...start, verdict: 'undecided' });
  return checkClass(facts, found, book, start);
}

function checkClass(
  facts: ApplicabilityFacts,
  found: CatalogueClass,
  book: ReferenceBook,
  start: ApplicabilityAnswer,
): ApplicabilityAnswer {
  const hint = checkHsCode(facts, found, book);
  const description = checkDescription(facts, found, book);
  const base = add({ ...start, class: namedClass(found) }, hint, description);
  if (description.isOutside) {
    const practice = principleOn(book, 'outside-description', facts.day);
    const whatFollows = practice ? [step('get-determination', {}, null, practice.backing)] : [];
    return finished({ ...base, verdict: 'not-required', whatFollows });
  }
  const period = findPeriod(facts, found, book);
  const dated = {
    ...add(base, period),
    period: periodOf(period.period),
    next: period.next && periodOf(period.next),
    declaration: period.declaration,
    alternatives: otherWays(facts.day, found, period, book),
  };
  return isDue(period)
    ? checkUse(facts, found, book, dated, period)
    : withoutObligation(facts, found, book, dated, period);
}

/** Whether a certificate or declaration is asked for, or may be: only then a ground matters. */
const isDue = ({ verdict }: PeriodFound) =>
  verdict === 'third-party-ccc' || verdict === 'self-declaration' || verdict === 'undecided';

function withoutObligation(
  facts: ApplicabilityFacts,
  found: CatalogueClass,
  book: ReferenceBook,
  base: ApplicabilityAnswer,
  { verdict, demandedFrom }: PeriodFound,
): ApplicabilityAnswer {
  const { ground } = checkGround(facts, book, verdict);
  const reasons = ground ? [reason('ground-not-needed', { names: ground.names }, backedBy(ground, 'legal'))] : [];
  const way = verdict === 'released' ? voluntaryWay(facts.day, found, book) : null;
  const openQuestions =
    way?.code === 'voluntary' ? [question('voluntary-route', { schemes: way.facts.schemes }, false)] : [];
  const whatFollows = demandedFrom
    ? [step('mandatory-from', {}, demandedFrom.validFrom, backedBy(demandedFrom, 'legal'))]
    : [];
  const alternatives = [...base.alternatives, ...(way ? [way] : [])];
  return finished({ ...add(base, { reasons, openQuestions }), verdict, whatFollows, alternatives });
}

function checkUse(
  facts: ApplicabilityFacts,
  found: CatalogueClass,
  book: ReferenceBook,
  base: ApplicabilityAnswer,
  period: PeriodFound,
): ApplicabilityAnswer {
  const result = checkGround(facts, book, period.verdict);
  const answer = add(base, result, whoAndWhere(facts, book));
  if (result.outcome === 'met') return onGround(facts, book, answer, result);
  if (result.outcome === 'open' || result.outcome === 'not-in-data' || period.verdict === 'undecided')
    return finished({ ...answer, verdict: 'undecided', alternatives: [] });
  const whatFollows = obligationSteps(facts.day, found, period, book);
  return finished({ ...answer, verdict: period.verdict, whatFollows });
}

/** A met ground answers the questions of mode and variant too: they no longer decide anything. */
function onGround(
  facts: ApplicabilityFacts,
  book: ReferenceBook,
  answer: ApplicabilityAnswer,
  { ground }: GroundResult,
): ApplicabilityAnswer {
  const openQuestions: OpenQuestion[] = answer.openQuestions.map((one) => ({ ...one, isBlocking: false }));
  const reasons: Reason[] = [...answer.reasons];
  if (ground!.kind === 'exempt') {
    const granted = principleOn(book, 'exemption-is-granted', facts.day);
    const { authority, applicant } = ground!;
    if (granted) reasons.push(reason('exemption-is-granted', { authority, applicant }, granted.backing));
    const validity = principleOn(book, 'exemption-validity', facts.day);
    if (validity) openQuestions.push(question('exemption-validity', { note: validity.principle.note }, false));
  }
  return finished({
    ...answer,
    reasons,
    openQuestions,
    verdict: ground!.kind,
    ground: ground!.key,
    whatFollows: groundSteps(ground!, facts, book),
    alternatives: [],
  });
}

/** Where it is made changes nothing, and says so; who imports it matters for who applies. */
function whoAndWhere(facts: ApplicabilityFacts, book: ReferenceBook): { reasons: Reason[]; openQuestions: [] } {
  const obligation = principleOn(book, 'obligation', facts.day);
  const roles = principleOn(book, 'three-roles', facts.day);
  const reasons: Reason[] = [];
  if (facts.madeIn !== null && obligation) {
    const origin = { country: facts.madeIn, isMainland: facts.madeIn === 'CN' };
    reasons.push(reason('origin', origin, obligation.backing));
  }
  if (roles) reasons.push(reason('three-roles', { applicant: facts.applicant }, roles.backing));
  return { reasons, openQuestions: [] };
}

function blank(facts: ApplicabilityFacts, book: ReferenceBook): ApplicabilityAnswer {
  return {
    verdict: 'undecided',
    day: facts.day,
    referenceVersion: book.version,
    class: null,
    period: null,
    next: null,
    declaration: null,
    ground: null,
    reasons: [],
    openQuestions: [],
    whatFollows: [],
    alternatives: [],
  };
}

type Told = Pick<ApplicabilityAnswer, 'reasons' | 'openQuestions'>;

function add(answer: ApplicabilityAnswer, ...parts: Told[]): ApplicabilityAnswer {
  return {
    ...answer,
    reasons: [...answer.reasons, ...parts.flatMap((part) => part.reasons)],
    openQuestions: [...answer.openQuestions, ...parts.flatMap((part) => part.openQuestions)],
  };
}

/** Blocking questions first; who has open ones is told to answer them. */
function finished(answer: ApplicabilityAnswer): ApplicabilityAnswer {
  const blocking = answer.openQuestions.filter((one) => one.isBlocking);
  const reserves = answer.openQuestions.filter((one) => !one.isBlocking);
  return {
    ...answer,
    openQuestions: [...blocking, ...reserves],
    whatFollows: [...answer.whatFollows, ...whatToAsk(answer)],
  };
}

/** Questions that only the body can answer. */
const FOR_THE_BODY: ReadonlySet<OpenQuestion['code']> = new Set([
  'mode-unknown',
  'class-not-in-data',
  'ground-not-in-data',
  'voluntary-route',
  'outside-determination',
]);

function whatToAsk({ openQuestions }: ApplicabilityAnswer): Step[] {
  const isForBody = openQuestions.some(({ code }) => FOR_THE_BODY.has(code));
  const isForUs = openQuestions.some(({ code }) => !FOR_THE_BODY.has(code) && code !== 'exemption-validity');
  return [
    ...(isForUs ? [step('answer-questions', {}, null, OUR_OWN)] : []),
    ...(isForBody ? [step('confirm-with-body', {}, null, OUR_OWN)] : []),
  ];
}
