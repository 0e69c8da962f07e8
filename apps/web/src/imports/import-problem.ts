import i18next from 'i18next';
import { problemText, type Problem } from '../api/problem.js';

/** Why a file or an import was refused, for a person; by code, with the words of the import first. */
export function importProblemText(problem: Problem): string {
  return refusalText(problem.code, problem.facts) ?? problemText(problem);
}

/** The words of a refusal by its code (`file.pdf`, `headings.missing`), null when there are none. */
export function refusalText(code: string, facts: Readonly<Record<string, unknown>> = {}): string | null {
  const key = `imports:refused.${code}`;
  return i18next.exists(key) ? String(i18next.t(key as never, facts as never)) : null;
}
