import { BadInput } from '../errors.js';
import { KNOWN_OR_NOT, type YesNoUnknown } from '../reference/actors.js';
import type { ExemptionGround } from '../reference/catalogue.js';

/** What was answered to the conditions of a ground, by their keys. What was not asked is not there. */
export type ConditionAnswers = Readonly<Record<string, YesNoUnknown>>;

/** Whether all, none known to fail, or one fails: an exemption whose condition fails stops goods at the border. */
export type ConditionState = 'met' | 'open' | 'failed';

/** A ground without conditions is met. */
export function conditionState(ground: Pick<ExemptionGround, 'conditions'>, answers: ConditionAnswers): ConditionState {
  const given = ground.conditions.map(({ key }) => answers[key] ?? 'unknown');
  if (given.includes('no')) return 'failed';
  return given.every((answer) => answer === 'yes') ? 'met' : 'open';
}

/**
 * The answers as they are kept: each names a condition of the ground.
 *
 * @throws BadInput naming the conditions that may be answered, or the words of an answer
 */
export function requireAnswers(
  ground: Pick<ExemptionGround, 'key' | 'conditions'> | null,
  answers: Readonly<Record<string, unknown>>,
): ConditionAnswers {
  const known = (ground?.conditions ?? []).map(({ key }) => key);
  for (const [key, answer] of Object.entries(answers)) {
    if (!known.includes(key)) {
      const detail = ground ? `The ground ${ground.key} has no condition ${key}.` : 'Without a ground there is no condition to answer.'; // prettier-ignore
      throw refused('unknown-code', detail, known.join(', ') || 'none: leave it out');
    }
    if (!KNOWN_OR_NOT.includes(answer as YesNoUnknown))
      throw refused('not-allowed', `${key} is answered with a word that is no answer.`, KNOWN_OR_NOT.join(', '));
  }
  return answers as ConditionAnswers;
}

function refused(code: string, detail: string, allowed: string): BadInput {
  return new BadInput('invalid-input', [{ field: 'conditions', code, detail, allowed }]);
}
