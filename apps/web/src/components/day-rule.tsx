import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, weekday, type Day } from '#domain/day';
import { urgency } from '#domain/deadlines/deadline';
import { isWorkingDay, type WorkingCalendar } from '#domain/calendar/working-calendar';
import { useLanguage } from '../i18n/use-language.js';
import classes from './day-rule.module.css';
import { widthOf } from './day-scale.js';
import { urgencyMark } from './urgency.js';

/** What is due on one day: legal dates are drawn filled, practice and planning hollow. */
export interface DayCount {
  legal: number;
  other: number;
}

/** A day that ends something for everybody, flagged with its name. */
export interface DayMark {
  day: Day;
  label: string;
}

interface DayRuleProps {
  from: Day;
  /** Number of days on the rule. */
  length: number;
  today: Day;
  /** The country whose working days are the ground, China's on Today. */
  calendar: WorkingCalendar;
  counts: ReadonlyMap<Day, DayCount>;
  marks?: readonly DayMark[];
  selected: Day | null;
  /** A bar was chosen, or its choice taken back. */
  onSelect: (day: Day | null) => void;
  /** The day whose row the pointer or the focus is on. */
  lit?: Day | null;
}

const BAR_MAX_PX = 84;

/** Few and many must both be seen: height grows with the logarithm, one deadline is 10 px. */
function barHeight(count: number, most: number): number {
  return 10 + (BAR_MAX_PX - 10) * (Math.log2(count) / Math.max(Math.log2(most), 3));
}

/**
 * A ruler of days: ticks, weeks, columns of days without work, one bar per day of deadlines. A bar filters the list below
 * it. The same rule for assistive technology is the row of bars as buttons that speak their day and count.
 */
export function DayRule(props: DayRuleProps) {
  const { from, length, today, calendar, counts, marks = [], selected, onSelect, lit } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const days = Array.from({ length }, (_, index) => addDays(from, index));
  const withBars = days.filter((day) => counts.has(day));
  const most = Math.max(
    1,
    ...[...counts].filter(([day]) => days.includes(day)).map(([, { legal, other }]) => legal + other),
  );
  const [focused, setFocused] = useState<Day | null>(null);
  const rule = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize();
  const ref = useMergedRef(rule, sized);
  const tabStop = [selected, focused, withBars.find((day) => day >= today), withBars[0]].find(
    (day) => day && withBars.includes(day),
  );

  const walk = (event: KeyboardEvent, day: Day) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Escape' && selected) onSelect(null);
    if (!step) return;
    event.preventDefault();
    const next = withBars[withBars.indexOf(day) + step];
    if (!next) return;
    setFocused(next);
    rule.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };

  return (
    <div
      className={classes.rule}
      ref={ref}
      role="group"
      aria-label={t('dayRule.label', { from: language.day(from, {}), to: language.day(addDays(from, length - 1), {}) })}
    >
      {days.map((day, index) => {
        const count = counts.get(day);
        const isFirstOfMonth = day.endsWith('-01');
        const mark = marks.find((one) => one.day === day);
        const isLate = index > length * 0.4;
        return (
          <div
            key={day}
            className={cellClass(day, today, calendar, isFirstOfMonth)}
            data-lit={lit === day || undefined}
          >
            {(index === 0 || isFirstOfMonth) && (
              <MonthName day={day} room={(width / length) * Math.min(32 - Number(day.slice(8)), length - index)} />
            )}
            {weekday(day) === 1 && index < length - 1 && (
              <span className={classes.week} aria-hidden="true">
                {Number(day.slice(8))}
              </span>
            )}
            {day === today && (
              <span className={classes.now} aria-hidden="true">
                {t('dayRule.today')}
              </span>
            )}
            {mark && (
              <span className={`${classes.flag} ${isLate ? classes.flagLeft : ''}`} aria-hidden="true">
                {mark.label}
              </span>
            )}
            {count && (
              <button
                type="button"
                className={`${classes.bar} ${urgencyMark(urgency(daysBetween(today, day)))}`}
                data-day={day}
                tabIndex={day === tabStop ? 0 : -1}
                aria-pressed={selected === day}
                aria-label={t('dayRule.bar', {
                  day: language.day(day, { weekday: true }),
                  count: count.legal + count.other,
                  legal: count.legal,
                })}
                title={t('dayRule.bar', {
                  day: language.day(day, { weekday: true }),
                  count: count.legal + count.other,
                  legal: count.legal,
                })}
                onClick={() => onSelect(selected === day ? null : day)}
                onKeyDown={(event) => walk(event, day)}
              >
                <Bar count={count} most={most} />
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Filled below for legal dates, hollow above for the others; the number where it is more than a few. */
function Bar({ count: { legal, other }, most }: { count: DayCount; most: number }) {
  const all = legal + other;
  const height = barHeight(all, most);
  const filled = Math.round((height * legal) / all);
  return (
    <>
      {all >= 4 && <span className={classes.count}>{all}</span>}
      {other > 0 && <span className={classes.hollow} style={{ height: height - filled }} />}
      {legal > 0 && (
        <span className={`${classes.filled} ${other > 0 ? classes.under : ''}`} style={{ height: filled }} />
      )}
    </>
  );
}

function cellClass(day: Day, today: Day, calendar: WorkingCalendar, isFirstOfMonth: boolean): string {
  const { kind } = calendar.day(day);
  return [
    classes.day,
    isFirstOfMonth && classes.first,
    !isWorkingDay(calendar, day) && classes.off,
    kind === 'make-up' && classes.makeUp,
    !calendar.isPublished(day) && classes.unpublished,
    day === today && classes.today,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The name of a month where it has room, in px: else it would run into the next one or off the rule. */
function MonthName({ day, room }: { day: Day; room: number }) {
  const language = useLanguage();
  const name = language.month(day, { withYear: day.slice(5, 7) === '01' });
  if (room < widthOf(name)) return null;
  return (
    <span className={classes.month} aria-hidden="true">
      {name}
    </span>
  );
}

/** What the signs of the rule mean. */
export function DayRuleLegend({ unpublishedYear }: { unpublishedYear: number | null }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend}>
      <li>
        <i className={classes.keyFilled} />
        {t('dayRule.legal')}
      </li>
      <li>
        <i className={classes.keyHollow} />
        {t('dayRule.other')}
      </li>
      <li>
        <i className={classes.keyOff} />
        {t('dayRule.off')}
      </li>
      {unpublishedYear && (
        <li>
          <i className={classes.keyUnpublished} />
          {t('dayRule.unpublished', { year: unpublishedYear })}
        </li>
      )}
    </ul>
  );
}
