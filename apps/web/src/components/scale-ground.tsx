import type { Day } from '#domain/day';
import { middleOf, startOf, type DayScale } from './day-scale.js';
import type { CountryDays } from './off-days.js';
import classes from './scale.module.css';

/** Days that a country does not work, weekend days that it does, and years nobody has published yet. */
export function ScaleGround({ days, scale }: { days: CountryDays | undefined; scale: DayScale }) {
  if (!days) return null;
  const across = (from: Day, to: Day) => ({
    left: `${startOf(scale, from)}%`,
    width: `${startOf(scale, to) - startOf(scale, from) + 100 / scale.days}%`,
  });
  return (
    <span className={classes.ground}>
      {days.unpublished.map(({ year, from, to }) => (
        <i key={year} className={classes.unpublished} style={across(from, to)} />
      ))}
      {days.off.map(({ from, to, names }) => (
        <i key={from} className={classes.off} data-holiday={names.length > 0 || undefined} style={across(from, to)} />
      ))}
      {days.madeUp.map((day) => (
        <i key={day} className={classes.madeUp} style={{ left: `${middleOf(scale, day)}%` }} />
      ))}
    </span>
  );
}
