import type { SignedInPerson } from '#platform/http/who';

interface Entry {
  person: SignedInPerson;
  /** milliseconds of the process clock */
  until: number;
}

/** Milliseconds for which a person is remembered; a safety net only, changes drop the entry at once. */
const LIFE_MS = 60_000;
const MOST_ENTRIES = 10_000;

/**
 * Who holds which session cookie, remembered for a minute. Switched on only while changes are heard of; whatever
 * changes a person, a session or a membership drops what is remembered of it.
 */
export class SessionCache {
  private readonly byCookie = new Map<string, Entry>();
  private generation = 0;
  private isOn = false;

  /** @param monotonicMs a clock that only runs forward, in milliseconds */
  constructor(private readonly monotonicMs: () => number = () => performance.now()) {}

  turnOn(): void {
    this.clear();
    this.isOn = true;
  }

  turnOff(): void {
    this.isOn = false;
    this.clear();
  }

  get(cookie: string): SignedInPerson | null {
    const entry = this.byCookie.get(cookie);
    if (!entry) return null;
    if (entry.until > this.monotonicMs()) return entry.person;
    this.byCookie.delete(cookie);
    return null;
  }

  /** Taken before looking a person up; `set` with it does nothing if anything was dropped meanwhile. */
  get ticket(): number {
    return this.generation;
  }

  set(cookie: string, person: SignedInPerson, ticket: number): void {
    if (!this.isOn || ticket !== this.generation) return;
    if (this.byCookie.size >= MOST_ENTRIES) this.byCookie.delete(this.byCookie.keys().next().value!);
    this.byCookie.set(cookie, { person, until: this.monotonicMs() + LIFE_MS });
  }

  drop(cookie: string): void {
    this.generation++;
    this.byCookie.delete(cookie);
  }

  dropSession(sessionId: string): void {
    this.dropWhere((person) => person.sessionId === sessionId);
  }

  dropPerson(userId: string): void {
    this.dropWhere((person) => person.userId === userId);
  }

  dropTenant(tenantId: string): void {
    this.dropWhere((person) => person.memberships.some((m) => m.tenantId === tenantId));
  }

  clear(): void {
    this.generation++;
    this.byCookie.clear();
  }

  private dropWhere(isMeant: (person: SignedInPerson) => boolean): void {
    this.generation++;
    for (const [cookie, { person }] of this.byCookie) if (isMeant(person)) this.byCookie.delete(cookie);
  }
}
