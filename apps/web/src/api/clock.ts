import { useSyncExternalStore } from 'react';
import type { Day } from '#domain/day';
import { instantParts } from '../i18n/format.js';

/**
 * The web has no clock of its own: what day it is, the api says (`now` of GET /api/me), and from there the time runs on.
 * So a product started at another instant (HOMOLOG_CLOCK) shows that day's screens, and a wrong clock on the reader's
 * device changes no "3 days left".
 */
let offsetMs = 0;
let timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const listeners = new Set<() => void>();

/** Sets the clock by the api's instant and the reader's own time zone. */
export function setClock(now: string | null, zone: string | null): void {
  if (now) offsetMs = Date.parse(now) - Date.now();
  if (zone) timeZone = zone;
  for (const listener of listeners) listener();
}

/** The instant it is now. */
export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** The reader's today. */
export function today(): Day {
  return instantParts(now(), timeZone).day;
}

export function readerTimeZone(): string {
  return timeZone;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  const timer = setInterval(listener, 60_000); // a page left open overnight turns to the next day
  return () => {
    listeners.delete(listener);
    clearInterval(timer);
  };
}

/** The reader's today, in a component that is drawn again when the day turns. */
export function useToday(): Day {
  return useSyncExternalStore(subscribe, today);
}
