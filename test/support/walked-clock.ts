import { setTimeout as sleep } from 'node:timers/promises';
import { MailSweep } from '#features/reminders/mail-sweep';
import { Clock } from '#platform/clock';
import type { OpenedMail } from '../../apps/local/src/mail-catcher.js';
import type { Product } from './test-browser.js';

/** A mail as it reached somebody. */
export interface ArrivedMail {
  /** the product's clock in UTC when it had come: `2027-01-15 07:00` */
  at: string;
  to: string;
  mail: OpenedMail;
}

const PATIENCE_MS = 30_000;

const OWED = `
  select count(*)::int as count, min(next_attempt_at) as "firstAt" from mails
  where state = 'owed' and not is_held and next_attempt_at <= $1`;

/**
 * The clock of a product that is lived through: it runs as time does, and the test moves it on. Api and worker of one
 * test run in its process and share it. On the way to a later instant nothing is skipped: it stops wherever a mail is
 * owed, until the worker has sent it.
 */
export class WalkedClock {
  /** in the order of their coming, each address of a mail by itself */
  readonly arrived: ArrivedMail[] = [];
  private readonly known = new Set<string>();
  private readonly spy: jest.SpyInstance<Date, []>;
  private offsetMs: number;

  /** @param startsAt instant at which the product was started */
  constructor(
    private readonly product: Product,
    startsAt: string,
  ) {
    this.offsetMs = Date.parse(startsAt) - Date.now();
    this.spy = jest.spyOn(Clock.prototype, 'now').mockImplementation(() => this.now());
  }

  /**
   * Lets time pass until an instant (with zone), which must not be past.
   *
   * @throws Error when a mail that is owed on the way is not sent
   */
  async goTo(instant: string): Promise<void> {
    const until = new Date(instant);
    for (;;) {
      const { firstAt } = await this.owed(until);
      await this.settle(firstAt ?? until);
      if (firstAt === null) return;
    }
  }

  /** Gives the clock back. */
  stop(): void {
    this.spy.mockRestore();
  }

  private now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  private async owed(until: Date): Promise<{ count: number; firstAt: Date | null }> {
    const [owed] = await this.product.api.look<{ count: number; firstAt: Date | null }>(OWED, [until]);
    return owed!;
  }

  /** Moves on to an instant, unless it is past already, and waits until nothing is owed any more. */
  private async settle(at: Date): Promise<void> {
    if (at > this.now()) {
      this.offsetMs = at.getTime() - Date.now();
      // The worker looks every second of our time; of its own, days may have passed.
      await this.product.worker.context.get(MailSweep).run();
    }
    const waitsUntil = Date.now() + PATIENCE_MS;
    while ((await this.owed(this.now())).count > 0) {
      if (Date.now() > waitsUntil) throw new Error(`what was owed on ${at.toISOString()} was not sent`);
      await sleep(50);
    }
    await this.collect();
  }

  private async collect(): Promise<void> {
    const at = this.now().toISOString().slice(0, 16).replace('T', ' ');
    for (const { id } of this.product.mails.mails()) {
      if (this.known.has(id)) continue;
      this.known.add(id);
      const mail = (await this.product.mails.open(id))!;
      for (const to of mail.to) this.arrived.push({ at, to, mail });
    }
  }
}
