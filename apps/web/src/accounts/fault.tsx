import { fieldProblemText, type Problem } from '../api/problem.js';
import classes from './account-page.module.css';
import { authProblemText } from './use-submit.js';

/** Why a form was refused, with each field that is wrong. Announced. */
export function Fault({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  const words = [...new Set(problem.errors.map(fieldProblemText))];
  return (
    <p className={classes.fault} role="alert">
      {words.length > 0 ? words.join(' ') : authProblemText(problem)}
    </p>
  );
}
