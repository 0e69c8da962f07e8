import { addDays, daysBetween, weekday, type Day } from '#domain/day';

/** From a day to a day, both included. */
export interface Span {
  id: string;
  from: Day;
  to: Day;
}

/** One thing in one week: where it begins there, over how many days, and in which line under the dates. */
export interface Bar<Entry> {
  entry: Entry;
  /** 0 = Monday */
  column: number;
  days: number;
  /** 0 = the first line */
  lane: number;
  /** it began before this week, or goes on after it */
  isCutBefore: boolean;
  isCutAfter: boolean;
}

export interface DrawnWeek<Entry> {
  days: Day[];
  bars: Bar<Entry>[];
  /** per day: everything that lies on it, the hidden ones too */
  onDay: Entry[][];
  /** per day: how many found no line */
  hidden: number[];
  /** lines that are used, the one of "3 more" among them */
  lanes: number;
}

/** The Monday of the week that holds the first of a month. */
export function firstMonday(month: string): Day {
  const first = `${month}-01`;
  return addDays(first, 1 - weekday(first));
}

/** The weeks, Monday to Sunday, that hold a month: four to six. */
export function mondaysOf(month: string): Day[] {
  const mondays: Day[] = [];
  for (let monday = firstMonday(month); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) mondays.push(monday);
  return mondays;
}

/** The month so many months on. @param month `2026-11` */
export function shiftMonth(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const months = year * 12 + (number - 1) + by;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/**
 * Lays the things of one week into lines: the earlier and the longer one first, none over another. A day with more
 * things than lines keeps its last line for "so many more".
 *
 * @param most lines of a day, at least 2
 */
export function weekLayout<Entry extends Span>(entries: readonly Entry[], monday: Day, most: number): DrawnWeek<Entry> {
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const sunday = days[6]!;
  const taken: Set<number>[] = days.map(() => new Set());
  const bars = entries
    .filter(({ from, to }) => from <= sunday && to >= monday)
    .sort(byBeginningAndLength)
    .map((entry): Bar<Entry> => {
      const column = Math.max(daysBetween(monday, entry.from), 0);
      const last = Math.min(daysBetween(monday, entry.to), 6);
      const covered = taken.slice(column, last + 1);
      let lane = 0;
      while (covered.some((lanes) => lanes.has(lane))) lane += 1;
      for (const lanes of covered) lanes.add(lane);
      return { entry, column, days: last - column + 1, lane, isCutBefore: entry.from < monday, isCutAfter: entry.to > sunday }; // prettier-ignore
    });
  const covers = (bar: Bar<Entry>, day: number) => bar.column <= day && day < bar.column + bar.days;
  const isFull = days.map((_, day) => bars.some((bar) => covers(bar, day) && bar.lane >= most));
  const isShown = (bar: Bar<Entry>) =>
    bar.lane < most - 1 || (bar.lane < most && !isFull.some((full, day) => full && covers(bar, day)));
  const shown = bars.filter(isShown);
  const hidden = days.map((_, day) => bars.filter((bar) => covers(bar, day) && !isShown(bar)).length);
  return {
    days,
    bars: shown,
    onDay: days.map((_, day) => bars.filter((bar) => covers(bar, day)).map(({ entry }) => entry)),
    hidden,
    lanes: hidden.some((count) => count > 0) ? most : Math.max(0, ...shown.map(({ lane }) => lane + 1)),
  };
}

function byBeginningAndLength(one: Span, other: Span): number {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1;
  if (one.to !== other.to) return one.to > other.to ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
