import type { Basis } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import { DueDay } from '../components/deadline-chip.js';
import { DaysLeft, UrgencyDisc, urgencyText, useUrgency } from '../components/urgency.js';
import classes from './portal.module.css';

/** A day that something is due: how far time has run, the day under its basis, what remains. */
export function Due({ day, basis }: { day: Day; basis: Basis }) {
  const { state, daysLeft } = useUrgency(day);
  return (
    <p className={classes.due}>
      <UrgencyDisc state={state} />
      <DueDay day={day} basis={basis} withoutYear />
      <span className={`${classes.left} ${urgencyText(state)}`}>
        <DaysLeft days={daysLeft} long />
      </span>
    </p>
  );
}
