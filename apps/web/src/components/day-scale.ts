import { addDays, addMonths, daysBetween, type Day } from '#domain/day';

/** A stretch of days on which a plan is drawn. */
export interface DayScale {
  from: Day;
  /** last day, included */
  to: Day;
  days: number;
}

export function dayScale(from: Day, to: Day): DayScale {
  return { from, to, days: daysBetween(from, to) + 1 };
}

/** Where a day begins, in percent of the scale. */
export function startOf({ from, days }: DayScale, day: Day): number {
  return (daysBetween(from, day) / days) * 100;
}

/** Where the middle of a day is: bars run from middle to middle, so that one begins where the other hands over. */
export function middleOf({ from, days }: DayScale, day: Day): number {
  return ((daysBetween(from, day) + 0.5) / days) * 100;
}

/** First days of the months on the scale; the first day of the scale stands for its own month. */
export function monthsOf({ from, to }: DayScale): Day[] {
  const months = [from];
  for (let next = addMonths(`${from.slice(0, 7)}-01`, 1); next <= to; next = addMonths(next, 1)) months.push(next);
  return months;
}

/** Mondays of a scale that is short enough to name them. */
export function mondaysOf({ from, to }: DayScale): Day[] {
  const first = addDays(from, (8 - new Date(`${from}T00:00:00Z`).getUTCDay()) % 7);
  const mondays: Day[] = [];
  for (let day = first; day <= to; day = addDays(day, 7)) mondays.push(day);
  return mondays;
}

/** Puts labels into as few lanes as hold them without touching. @param width of a label, in the unit of `at` */
export function inLanes<Label extends { at: number; width: number }>(
  labels: readonly Label[],
): (Label & { lane: number })[] {
  const ends: number[] = [];
  return [...labels]
    .sort((one, other) => one.at - other.at)
    .map((label) => {
      const free = ends.findIndex((end) => end <= label.at);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = label.at + label.width;
      return { ...label, lane };
    });
}

/** About how wide a label of 11 px is with the air around it, in px: Han signs are as wide as high. */
export function widthOf(text: string): number {
  let width = 20;
  for (const sign of text) width += /\p{Script=Han}/u.test(sign) ? 12.2 : 6.5;
  return Math.ceil(width);
}
