import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf, daysInMonth, type Day } from '#domain/day';
import { HolidayName } from '../calendar/holiday-words.js';
import { Popup } from '../components/popup.js';
import { localeOf } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { EntryLink } from './calendar-entry.js';
import { DayEntries } from './day-entries.js';
import { mondaysOf, shiftMonth, weekLayout, type DrawnWeek } from './month-layout.js';
import type { Ground } from './use-ground.js';
import classes from './work-calendar.module.css';
import type { CalendarEntry } from './work.types.js';

/** Lines under a date; what finds none is behind "so many more". */
const MOST_LINES = 4;
const LINE_PX = 24;
const HEAD_PX = 28;

interface MonthGridProps {
  month: string;
  today: Day;
  entries: readonly CalendarEntry[];
  ground: Ground;
  onMonth: (month: string) => void;
}

/**
 * A month of weeks from Monday to Sunday over China's working days. Arrows walk the days, Page Up and Page Down the
 * months, Enter lists a day.
 */
export function MonthGrid({ month, today, entries, ground, onMonth }: MonthGridProps) {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const table = useRef<HTMLTableElement>(null);
  const [focused, setFocused] = useState<Day | null>(null);
  const wanted = useRef<Day | null>(null);
  const weeks = mondaysOf(month).map((monday) => weekLayout(entries, monday, MOST_LINES));
  const days = weeks.flatMap((week) => week.days);
  const stop = focused && days.includes(focused) ? focused : today.slice(0, 7) === month ? today : `${month}-01`;
  // the day that was walked to may stand in another month, which is drawn by now
  useEffect(() => {
    if (wanted.current !== stop) return;
    wanted.current = null;
    table.current?.querySelector<HTMLElement>(`[data-day="${stop}"]`)?.focus();
  }, [stop, month]);
  const go = (day: Day) => {
    wanted.current = day;
    setFocused(day);
    if (day.slice(0, 7) !== month) onMonth(day.slice(0, 7));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = (event.target as HTMLElement).dataset['day'];
    if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, () => Day> = {
      ArrowLeft: () => addDays(at, -1),
      ArrowRight: () => addDays(at, 1),
      ArrowUp: () => addDays(at, -7),
      ArrowDown: () => addDays(at, 7),
      PageUp: () => inMonth(shiftMonth(at.slice(0, 7), -1), at),
      PageDown: () => inMonth(shiftMonth(at.slice(0, 7), 1), at),
      Home: () => today,
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    go(step());
  };
  return (
    <table ref={table} className={classes.month} aria-label={t('calendar.label')} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {weeks[0]!.days.map((day) => (
            <th key={day} scope="col" abbr={weekdayName(day, language, 'long')}>
              {weekdayName(day, language, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.days[0]} style={{ height: HEAD_PX + Math.max(week.lanes, 2) * LINE_PX + 6 }}>
            {week.days.map((day, column) => (
              <DayCell
                key={day}
                day={day}
                column={column}
                week={week}
                month={month}
                isToday={day === today}
                isStop={day === stop}
                ground={ground}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayCellProps {
  day: Day;
  column: number;
  week: DrawnWeek<CalendarEntry>;
  month: string;
  isToday: boolean;
  /** the one day that Tab stops at */
  isStop: boolean;
  ground: Ground;
}

function DayCell({ day, column, week, month, isToday, isStop, ground }: DayCellProps) {
  const { t } = useTranslation(['work', 'calendar']);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const button = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const { kind, name, isUnpublished } = ground(day);
  const all = week.onDay[column]!;
  const isFirstOfMonth = day.endsWith('-01');
  const isNewBlock = column === 0 || ground(addDays(day, -1)).name !== name;
  return (
    <td
      data-kind={kind}
      data-unpublished={isUnpublished || undefined}
      data-outside={day.slice(0, 7) !== month || undefined}
      data-today={isToday || undefined}
    >
      <div className={classes.dayHead}>
        <button
          ref={button}
          type="button"
          className={classes.date}
          data-day={day}
          tabIndex={isStop ? 0 : -1}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-current={isToday ? 'date' : undefined}
          aria-label={language.clauses([
            language.day(day, { weekday: 'long' }),
            t(`work:calendar.ground.${kind}`),
            isUnpublished && t('work:calendar.unpublished'),
            t('work:calendar.entries', { count: all.length }),
          ])}
          onClick={() => setOpen(true)}
        >
          {isFirstOfMonth ? language.day(day, { withoutYear: true }) : Number(day.slice(8))}
        </button>
        {(kind === 'holiday' || kind === 'make-up') && (
          <span className={classes.sign} lang="zh-Hans" aria-hidden>
            {kind === 'holiday' ? '休' : '班'}
          </span>
        )}
        {name && isNewBlock && (
          <span className={classes.holiday}>
            <HolidayName country="CN" names={[name]} />
          </span>
        )}
      </div>
      {week.bars
        .filter((bar) => bar.column === column)
        .map((bar) => (
          <EntryLink
            key={bar.entry.id}
            entry={bar.entry}
            className={`${classes.bar} ${bar.isCutBefore ? classes.cutBefore : ''} ${bar.isCutAfter ? classes.cutAfter : ''}`}
            style={{
              top: HEAD_PX + bar.lane * LINE_PX,
              width: `calc(${bar.days * 100}% - ${bar.isCutAfter ? 0 : 5}px)`,
            }}
          />
        ))}
      {week.hidden[column]! > 0 && (
        <button
          type="button"
          className={`link ${classes.moreOfDay}`}
          style={{ top: HEAD_PX + (MOST_LINES - 1) * LINE_PX }}
          onClick={() => setOpen(true)}
        >
          {t('work:calendar.more', { count: week.hidden[column]! })}
        </button>
      )}
      {isOpen && (
        <Popup anchor={button} labelledBy={titleId} onClose={close}>
          <h3 id={titleId} className={classes.popupTitle}>
            {language.day(day, { weekday: true })}
          </h3>
          <DayEntries entries={all} day={day} />
        </Popup>
      )}
    </td>
  );
}

/** The same date of another month, or its last day. */
function inMonth(month: string, day: Day): Day {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return dayOf(year, number, Math.min(Number(day.slice(8)), daysInMonth(year, number)));
}

function weekdayName(day: Day, language: Parameters<typeof localeOf>[0], style: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(localeOf(language), { weekday: style, timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
