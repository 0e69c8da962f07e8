import type { Problem } from '../api/problem.js';
import classes from './account-page.module.css';
import { authProblemText } from './use-submit.js';

/** Why a form was refused. Announced. */
export function Fault({ problem }: { problem: Problem | null }) {
  return problem ? (
    <p className={classes.fault} role="alert">
      {authProblemText(problem)}
    </p>
  ) : null;
}
