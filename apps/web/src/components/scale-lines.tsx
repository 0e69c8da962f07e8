import type { Basis } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import { middleOf, type DayScale } from './day-scale.js';
import classes from './scale.module.css';

/** A day of which the whole scale speaks: today, a wished day, a day that must not be missed. */
export interface ScaleMark {
  key: string;
  day: Day;
  text: string;
  kind: 'today' | 'wish' | 'limit';
  basis?: Basis;
  /** how the plan stands to it: `tight` and `broken` are drawn in their hue */
  state?: string;
}

/** A line through all rows for each mark that lies on the scale; its flag stands in the head. */
export function ScaleLines({ marks, scale }: { marks: readonly ScaleMark[]; scale: DayScale }) {
  return (
    <span className={classes.lines}>
      {marks
        .filter(({ day }) => day >= scale.from && day <= scale.to)
        .map(({ key, day, kind, basis, state }) => (
          <i
            key={key}
            className={`${classes[`${kind}Line`]} ${basis ? classes[basis] : ''}`}
            data-state={state}
            style={{ left: `${middleOf(scale, day)}%` }}
          />
        ))}
    </span>
  );
}
