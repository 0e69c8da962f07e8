import type { ReactNode } from 'react';
import classes from './two-lines.module.css';

/** A cell or a line of two: what it is, and under it, quieter, what tells it apart. Compact tables show the first only. */
export function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <span className={classes.lines}>
      <span className={classes.first}>{first}</span>
      {second && (
        <span className={classes.second} data-second-line>
          {second}
        </span>
      )}
    </span>
  );
}
