import type { ReferenceBook } from '../reference/book.js';
import type { ExemptionGround, GroundCondition } from '../reference/catalogue.js';
import { holdsOn } from '../reference/record.js';
import type { OpenQuestion, Reason, Step, Verdict } from './answer.js';
import { answerTo, type ApplicabilityFacts, GENERAL_USES } from './facts.js';
import { backedBy, type Findings, principleOn, question, reason, step } from './parts.js';

export interface GroundResult extends Findings {
  /** `none`: the use is no ground; `not-in-data`: it may be one, and the data has none of that key on the day */
  outcome: 'none' | 'not-in-data' | 'met' | 'failed' | 'open';
  ground: ExemptionGround | null;
}

/** The ground that the intended use names, as of the day. */
export function groundOn(book: Pick<ReferenceBook, 'exemptions'>, facts: ApplicabilityFacts): ExemptionGround | null {
  return book.exemptions.find((one) => one.key === facts.intendedUse && holdsOn(one, facts.day)) ?? null;
}

/**
 * Whether the intended use takes the product out of the obligation. All conditions of a ground must be met; one that is
 * not answered keeps it open, because an exemption that does not hold stops goods at the border.
 *
 * @param otherwise the verdict without the ground
 */
export function checkGround(facts: ApplicabilityFacts, book: ReferenceBook, otherwise: Verdict): GroundResult {
  if (facts.intendedUse === 'placing-on-market') {
    const obligation = principleOn(book, 'obligation', facts.day);
    const reasons = obligation ? [reason('use-on-market', {}, obligation.backing)] : [];
    return { outcome: 'none', ground: null, reasons, openQuestions: [] };
  }
  if (facts.intendedUse === 'unknown')
    return { outcome: 'none', ground: null, reasons: [], openQuestions: [askUse(facts, book)] };
  const ground = groundOn(book, facts);
  if (!ground) {
    const open = question('ground-not-in-data', { key: facts.intendedUse }, true);
    return { outcome: 'not-in-data', ground, reasons: [], openQuestions: [open] };
  }
  return weigh(facts, ground, otherwise);
}

function askUse(facts: ApplicabilityFacts, book: ReferenceBook): OpenQuestion {
  const grounds = book.exemptions.filter((one) => holdsOn(one, facts.day)).map(({ key, names }) => ({ key, names }));
  return question('intended-use', { grounds }, false, [{ answer: 'other-use', verdict: 'exempt' }]);
}

function weigh(facts: ApplicabilityFacts, ground: ExemptionGround, otherwise: Verdict): GroundResult {
  const backing = backedBy(ground, 'legal');
  const { names, kind } = ground;
  const states = ground.conditions.map((condition) => ({ condition, state: stateOf(condition, facts) }));
  const isFailed = states.some(({ state }) => state === 'no');
  const open = states.filter(({ state }) => state === 'unknown' || state === 'contradicted');
  const outcome = isFailed ? 'failed' : open.length > 0 ? 'open' : 'met';
  const reasons: Reason[] = [reason('ground-taken', { names, kind }, backing)];
  for (const { condition, state } of states) {
    const code =
      state === 'yes' ? 'ground-condition-met' : state === 'no' ? 'ground-condition-failed' : 'ground-condition-open';
    reasons.push(reason(code, { text: condition.text }, backing));
  }
  if (outcome === 'met') reasons.push(reason('ground-met', { names, kind }, backing));
  if (outcome === 'failed') reasons.push(reason('ground-failed', { names, kind }, backing));
  if (ground.note) reasons.push(reason('ground-note', { note: ground.note }, backing));
  const openQuestions =
    outcome === 'open'
      ? open.map(({ condition, state }) => ask(condition, state, facts, open.length === 1 ? kind : null, otherwise))
      : [];
  return { outcome, ground, reasons, openQuestions };
}

/** Who applies answers a condition by itself; an answer that says otherwise leaves it open. */
function stateOf(condition: GroundCondition, facts: ApplicabilityFacts): 'yes' | 'no' | 'unknown' | 'contradicted' {
  const answer = answerTo(facts.groundAnswers, condition.key);
  if (condition.applicants === null || facts.applicant === null) return answer;
  const byApplicant = condition.applicants.includes(facts.applicant) ? 'yes' : 'no';
  return answer === 'unknown' || answer === byApplicant ? byApplicant : 'contradicted';
}

function ask(
  { key, text, applicants }: GroundCondition,
  state: string,
  { applicant }: ApplicabilityFacts,
  ifYes: Verdict | null,
  ifNo: Verdict,
): OpenQuestion {
  const decides = [
    ...(ifYes ? [{ answer: 'yes' as const, verdict: ifYes }] : []),
    { answer: 'no' as const, verdict: ifNo },
  ];
  if (state === 'contradicted' && applicant !== null)
    return question('applicant-contradicts', { key, text, applicant }, true, decides);
  if (applicants !== null) return question('applicant', { key, text, applicants }, true, decides);
  return question('ground-condition', { key, text }, true, decides);
}

/** What a met ground brings with it: the application, its days, the faster way. */
export function groundSteps(ground: ExemptionGround, facts: ApplicabilityFacts, book: ReferenceBook): Step[] {
  if (ground.kind === 'not-required') return [];
  const backing = backedBy(ground, 'legal');
  const { authority, applicant } = ground;
  const fast = principleOn(book, 'exemption-fast-channel', facts.day);
  return [
    step('apply-for-exemption', { authority, applicant }, null, backing),
    ...(fast ? [step('fast-channel', { note: fast.principle.note }, null, fast.backing)] : []),
    ...ground.deadlines.map(({ names, from, limit }) => {
      const amount = limit && { amount: limit.amount, unit: limit.unit };
      return step(
        'ground-deadline',
        { names, from, limit: amount },
        null,
        limit ? backedBy(limit, limit.basis) : backing,
      );
    }),
  ];
}

/** Uses that can be named on a day: the general ones, and the grounds the data has. */
export function usesOn(book: Pick<ReferenceBook, 'exemptions'>, day: string): string[] {
  return [...GENERAL_USES, ...book.exemptions.filter((one) => holdsOn(one, day)).map(({ key }) => key)];
}
