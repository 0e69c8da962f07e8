import type { Day } from '#domain/day';
import { instantParts } from '../i18n/format.js';

/** `9:30`, `0930`, `9.30` as `09:30`; null when it is no time of a day (24:00 is its end). */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2})[:.：h]?([0-5]\d)$/.exec(text.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), match[2]!];
  return hour < 24 || (hour === 24 && minute === '00') ? `${String(hour).padStart(2, '0')}:${minute}` : null;
}

/** The instant of a wall-clock time of a day in a zone, `2026-11-30T01:00:00Z`. */
export function instantOf(day: Day, time: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutesOf(time) * 60_000;
  // The zone's distance from UTC is that of the instant itself: the second look is right where the clocks change.
  let instant = wanted;
  for (let look = 0; look < 2; look += 1) instant = wanted - distance(instant, timeZone);
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function distance(instant: number, timeZone: string): number {
  const { day, time } = instantParts(new Date(instant), timeZone);
  return Date.parse(`${day}T${time}:00Z`) - instant;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
