import type { LiveKind, LivePresence } from './live-message.js';

/** Milliseconds after which who has not said so again is gone. */
const STAYS_MS = 60_000;

export interface PresentPerson {
  memberId: string;
  name: string;
}

/** A page of one tenant whose readers changed. */
export interface PresentAt {
  tenantId: string;
  kind: LiveKind;
  id: string;
}

/** Who has which page open, as far as this process has heard: a courtesy, remembered nowhere. */
export class Presence {
  private readonly pages = new Map<string, { at: PresentAt; people: Map<string, { name: string; until: number }> }>();

  /** @param monotonicMs a clock that only runs forward, in milliseconds */
  constructor(private readonly monotonicMs: () => number = () => performance.now()) {}

  /** @returns the page when who is there has changed */
  heard({ tenantId, kind, id, memberId, name, isHere }: LivePresence): PresentAt | null {
    const key = `${tenantId} ${kind} ${id}`;
    const page = this.pages.get(key) ?? { at: { tenantId, kind, id }, people: new Map() };
    const wasHere = page.people.has(memberId);
    if (isHere) page.people.set(memberId, { name, until: this.monotonicMs() + STAYS_MS });
    else page.people.delete(memberId);
    if (page.people.size > 0) this.pages.set(key, page);
    else this.pages.delete(key);
    return wasHere === isHere ? null : page.at;
  }

  /** Drops who has not been heard of. @returns the pages that they were on */
  sweep(): PresentAt[] {
    const changed: PresentAt[] = [];
    for (const [key, { at, people }] of this.pages) {
      const before = people.size;
      for (const [memberId, { until }] of people) if (until <= this.monotonicMs()) people.delete(memberId);
      if (people.size < before) changed.push(at);
      if (people.size === 0) this.pages.delete(key);
    }
    return changed;
  }

  at({ tenantId, kind, id }: PresentAt): PresentPerson[] {
    const people = this.pages.get(`${tenantId} ${kind} ${id}`)?.people ?? new Map<string, { name: string }>();
    return [...people].map(([memberId, { name }]) => ({ memberId, name }));
  }
}
