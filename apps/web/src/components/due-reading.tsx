import type { Basis } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import { useLanguage } from '../i18n/use-language.js';
import { DueDay } from './deadline-chip.js';
import classes from './due-reading.module.css';
import { DaysLeft, UrgencyDisc, urgencyText, useUrgency } from './urgency.js';

/** The nearest day of a thing that owes several: disc, date, remaining days. Its basis shows where it is known. */
export function DueReading({ day, basis }: { day: Day; basis?: Basis | null }) {
  const language = useLanguage();
  const { state, daysLeft } = useUrgency(day);
  return (
    <span className={classes.due}>
      <UrgencyDisc state={state} />
      {basis ? <DueDay day={day} basis={basis} /> : <span>{language.day(day)}</span>}
      <span className={`${classes.left} ${urgencyText(state)}`}>
        <DaysLeft days={daysLeft} />
      </span>
    </span>
  );
}

/** The width of the column that holds a `DueReading`: each language's longest one, the edge of the sheet beside it. */
export function useDueWidth(): string {
  const { language } = useLanguage();
  return { en: '240px', de: '276px', zh: '276px' }[language];
}

/** What remains until a day, large: the first value of a page's reading strip. */
export function DueValue({ day }: { day: Day }) {
  const { state, daysLeft } = useUrgency(day);
  return (
    <span className={urgencyText(state)}>
      <DaysLeft days={daysLeft} long />
    </span>
  );
}
