import { addDays, type Day } from '../day.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';

/** A stretch of time at a bench, in milliseconds since 1970; `to` does not belong to it. */
export interface Slot {
  from: number;
  to: number;
}

/** When a bench is worked. */
export interface BenchHours {
  /** minutes of the day, in the laboratory's zone; `closes` after `opens` */
  opens: number;
  closes: number;
  /** plain weekends are worked too; holidays are not */
  worksWeekends: boolean;
  calendar: WorkingCalendar;
  /** the instant of a wall-clock minute of a day in the laboratory's zone */
  instant: (day: Day, minute: number) => number;
  /** the day that an instant falls on in the laboratory's zone */
  dayOf: (instant: number) => Day;
}

/** Longest stretch of one booking, and how far a search for free ones looks; planning values of ours. */
export const LONGEST_SLOT_DAYS = 60;
export const SEARCH_DAYS = 180;

export const SLOT_FAULTS = ['past', 'too-long', 'start-closed', 'end-closed'] as const;
export type SlotFault = (typeof SLOT_FAULTS)[number];

/** Whether the bench is worked on the day: make-up days are, holidays never. */
export function isBenchDay(hours: Pick<BenchHours, 'calendar' | 'worksWeekends'>, day: Day): boolean {
  const { kind } = hours.calendar.day(day);
  return kind === 'working' || kind === 'make-up' || (kind === 'weekend' && hours.worksWeekends);
}

/**
 * What is wrong with a slot; null: nothing. It begins and ends within the hours of worked days; nights and closed days
 * between belong to it, because the samples stay on the bench.
 *
 * @param now milliseconds since 1970
 */
export function slotFault(slot: Slot, hours: BenchHours, now: number): SlotFault | null {
  if (slot.from < now) return 'past';
  const first = openOf(hours, hours.dayOf(slot.from));
  if (!first || slot.from < first.from || slot.from >= first.to) return 'start-closed';
  if (slot.to > hours.instant(addDays(hours.dayOf(slot.from), LONGEST_SLOT_DAYS), 0)) return 'too-long';
  // A slot may end with the day: the instant of closing belongs to the day before it.
  const last = openOf(hours, hours.dayOf(slot.to - 1));
  return !last || slot.to <= last.from || slot.to > last.to ? 'end-closed' : null;
}

/** Time worked at the bench within the slot, in milliseconds: nights and closed days do not count. */
export function workedTime(slot: Slot, hours: BenchHours): number {
  let worked = 0;
  const last = hours.dayOf(slot.to - 1);
  for (let day = hours.dayOf(slot.from); day <= last; day = addDays(day, 1)) {
    const open = openOf(hours, day);
    if (open) worked += Math.max(0, Math.min(slot.to, open.to) - Math.max(slot.from, open.from));
  }
  return worked;
}

/**
 * The next slots of the same working time on which one place is free throughout, the earliest first; none overlaps the
 * one before it, and what fits into a day is not spread over two. Each begins when the bench opens, when another booking
 * ends, or at `after`.
 *
 * @param worked milliseconds at the bench, above 0
 * @param taken slots that are kept on each place of the bench; a place without any is an empty list
 * @returns at most `count`; fewer when the next `SEARCH_DAYS` have no more
 */
export function freeSlots(
  hours: BenchHours,
  worked: number,
  after: number,
  taken: readonly (readonly Slot[])[],
  count: number,
): Slot[] {
  const ends = [...new Set(taken.flat().map(({ to }) => to))].sort((a, b) => a - b);
  const found: Slot[] = [];
  const lastDay = addDays(hours.dayOf(after), SEARCH_DAYS);
  for (let day = hours.dayOf(after); day <= lastDay; day = addDays(day, 1)) {
    const open = openOf(hours, day);
    if (!open) continue;
    for (;;) {
      if (found.length === count) return found;
      const earliest = Math.max(open.from, after, found.at(-1)?.to ?? after);
      const begins = [earliest, ...ends.filter((end) => end > earliest)].filter((begin) => begin < open.to);
      const next = firstFree(begins, worked, open, hours, taken);
      if (!next) break;
      found.push(next);
    }
  }
  return found;
}

function firstFree(
  begins: readonly number[],
  worked: number,
  open: Slot,
  hours: BenchHours,
  taken: readonly (readonly Slot[])[],
): Slot | null {
  const isOfOneDay = worked <= open.to - open.from;
  for (const from of begins) {
    const to = isOfOneDay ? from + worked : endAfter(from, worked, hours);
    if (to === null || (isOfOneDay && to > open.to)) return null;
    if (taken.some((slots) => slots.every((slot) => slot.to <= from || slot.from >= to))) return { from, to };
  }
  return null;
}

/** When so much work that begins then is done; null when that takes longer than a booking may. */
function endAfter(from: number, worked: number, hours: BenchHours): number | null {
  const first = hours.dayOf(from);
  let left = worked;
  for (let offset = 0; offset < LONGEST_SLOT_DAYS; offset += 1) {
    const open = openOf(hours, addDays(first, offset));
    if (!open) continue;
    const begin = Math.max(from, open.from);
    if (left <= open.to - begin) return begin + left;
    left -= Math.max(0, open.to - begin);
  }
  return null;
}

function openOf(hours: BenchHours, day: Day): Slot | null {
  if (!isBenchDay(hours, day)) return null;
  return { from: hours.instant(day, hours.opens), to: hours.instant(day, hours.closes) };
}
