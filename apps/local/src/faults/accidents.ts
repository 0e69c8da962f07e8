import { setTimeout as sleep } from 'node:timers/promises';
import { chance } from './chance.js';
import type { Fleet } from './fleet.js';
import type { FaultOptions } from './options.js';
import type { SinkLog } from './sink-log.js';
import type { Kill } from './verdict.js';

export type AccidentKind = 'kill' | 'flush' | 'restart' | 'crash';

export interface Accident {
  kind: AccidentKind;
  /** share of the addresses that are settled by then */
  at: number;
}

/** All happens while mails leave: not before the first few and not after nearly all. */
const FIRST = 0.02;
const LAST = 0.9;
/** What a killed worker had put on the wire to the database is carried out; only then is seen what it had noted. */
const SETTLES_MS = 400;
/** Times that a worker is started before that counts as a fault of its own. */
const STARTS = 5;

/** When what happens: it follows from the seed alone. */
export function planAccidents({ kills, flushes, restarts, seed }: FaultOptions, backend: string): Accident[] {
  const kinds: AccidentKind[] = [
    ...Array.from({ length: kills }, () => 'kill' as const),
    ...(backend === 'redis' ? Array.from({ length: flushes }, () => 'flush' as const) : []),
    ...Array.from({ length: restarts }, (_, n) => (n % 2 === 0 ? ('restart' as const) : ('crash' as const))),
  ];
  return kinds
    .map((kind, nth) => ({ kind, at: FIRST + chance(seed, 'accident', kind, nth) * (LAST - FIRST) }))
    .sort((a, b) => a.at - b.at);
}

/** What can be broken. */
export interface Breakable {
  fleet: Fleet;
  log: SinkLog;
  /** addresses that somebody owes a mail */
  addresses: number;
  flush(): Promise<void>;
  restart(how: 'fast' | 'crash'): Promise<void>;
  /** Message-ID and address of every mail that is in somebody's hands */
  inHands(): Promise<{ messageId: string; to: string }[]>;
}

/** Lets the accidents happen one after another, and tells of each in a line. */
export class Accidents {
  readonly kills: Kill[] = [];
  private readonly startedAtLine: number[];
  private readonly starting = new Set<Promise<void>>();
  private failure: unknown = null;

  constructor(
    private readonly world: Breakable,
    private readonly seed: number,
    slots: number,
  ) {
    this.startedAtLine = Array.from({ length: slots }, () => 0);
  }

  /** @throws Error when nothing is settled any more for `patienceMs` though accidents are still to come */
  async run(planned: readonly Accident[], patienceMs: number): Promise<void> {
    const from = performance.now();
    for (const [nth, accident] of planned.entries()) {
      await this.reached(accident.at, patienceMs);
      const what = await this.happen(accident.kind, nth);
      const { settled } = this.world.log;
      const second = ((performance.now() - from) / 1_000).toFixed(1);
      console.log(`    ${second.padStart(6)} s  ${String(settled).padStart(6)} settled  ${what}`);
    }
    await Promise.all(this.starting);
    this.assertWell();
  }

  /** Whatever happens to database and queue, no worker may end of it. */
  private assertWell(): void {
    if (this.failure) throw this.failure;
    if (this.world.fleet.lost) throw new Error(this.world.fleet.lost);
  }

  private async reached(share: number, patienceMs: number): Promise<void> {
    const { log, addresses } = this.world;
    for (let last = -1, since = performance.now(); ; await sleep(20)) {
      log.read();
      this.assertWell();
      if (log.settled / addresses >= share) return;
      if (log.settled > last) [last, since] = [log.settled, performance.now()];
      if (performance.now() - since > patienceMs)
        throw new Error(`nothing was settled for ${patienceMs / 1_000} s; ${log.settled} of ${addresses} are`);
    }
  }

  private async happen(kind: AccidentKind, nth: number): Promise<string> {
    const from = performance.now();
    const took = () => `${Math.round(performance.now() - from)} ms`;
    if (kind === 'kill') return this.kill(nth);
    if (kind === 'flush') {
      await this.world.flush();
      return 'Redis emptied';
    }
    await this.world.restart(kind === 'crash' ? 'crash' : 'fast');
    return `Postgres ${kind === 'crash' ? 'killed' : 'stopped'} and started again in ${took()}`;
  }

  private async kill(nth: number): Promise<string> {
    const { fleet, log } = this.world;
    while (fleet.working().length === 0) {
      this.assertWell();
      await sleep(20);
    }
    const working = fleet.working();
    const slot = working[Math.floor(chance(this.seed, 'slot', nth) * working.length)]!;
    await fleet.kill(slot);
    const fromLine = this.startedAtLine[slot]!;
    // The mail server may still be answering what it had got by then.
    await sleep(SETTLES_MS);
    const toLine = log.read().length;
    const inFlight = await this.inFlight(slot, fromLine, toLine);
    this.kills.push({ slot, fromLine, toLine, inFlight });
    this.start(slot);
    return `worker ${slot} killed with ${inFlight.length} mails on their way`;
  }

  /** Mails the killed worker was the last to begin, and that are still in somebody's hands. */
  private async inFlight(slot: number, fromLine: number, toLine: number): Promise<string[]> {
    const begunBy = new Map<string, number>();
    for (const [nth, { what, to, slot: by }] of this.world.log.lines.slice(0, toLine).entries())
      if (what === 'begun') begunBy.set(to, by === slot && nth >= fromLine ? slot : -1);
    const inHands = await this.world.inHands();
    return inHands.filter(({ to }) => begunBy.get(to) === slot).map(({ messageId }) => messageId);
  }

  private start(slot: number): void {
    this.startedAtLine[slot] = this.world.log.lines.length;
    const starting = this.started(slot)
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => this.starting.delete(starting));
    this.starting.add(starting);
  }

  /** Whoever keeps workers running starts them again: one that comes up while Postgres is away ends at once. */
  private async started(slot: number): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.world.fleet.start(slot);
      } catch (error) {
        if (tries === STARTS) throw error;
        await sleep(1_000);
      }
    }
  }
}
