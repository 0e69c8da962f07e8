import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config';
import { endsWithin } from '#platform/jobs/jobs';
import { CONFIG, LOG } from '#platform/platform.module';
import { type ClaimedMail, MOST_IN_A_ROW } from './claim-mails.js';
import { MailSweep } from './mail-sweep.js';
import { SendMail } from './send-mail.js';

/** For one mail that is on its way others are taken or noted, so that no connection waits for the database. */
const HANDS_PER_CONNECTION = 3;

/**
 * The hands of this process, whichever bell the mails came with. A mail whose server is silent keeps one hand busy and none
 * of the mails that were rung for with it.
 */
@Injectable()
export class MailHands {
  private readonly busy = new Set<Promise<void>>();
  /** mails in hand */
  private mails = 0;
  /** ends when whoever asked last has room: one waits at a time, in the order of the bells */
  private queue: Promise<void> = Promise.resolve();
  private wake: (() => void) | null = null;
  private isStopped = false;

  constructor(
    private readonly sendMail: SendMail,
    private readonly sweep: MailSweep,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @returns once each of them is in a hand, or, when this process stops, left to be given back */
  async take(mails: readonly ClaimedMail[]): Promise<void> {
    for (const group of groupsOf(mails)) {
      await (this.queue = this.haveRoom(this.queue, group.length));
      if (this.isStopped) return;
      for (const { mailId } of group) this.sweep.begun(mailId);
      const sending = this.send(group).finally(() => this.busy.delete(sending));
      this.busy.add(sending);
    }
  }

  /** Begins no other mail. What is under way is awaited by `empty`. */
  stop(): void {
    this.isStopped = true;
    this.wake?.();
  }

  /** @param withinMs what takes longer is left behind: its lease ends */
  async empty(withinMs: number): Promise<void> {
    if (!(await endsWithin(withinMs, Promise.all(this.busy))))
      this.log.warn({ mails: this.mails, withinMs }, 'mails under way are left behind');
  }

  private async haveRoom(before: Promise<void>, count: number): Promise<void> {
    await before;
    const most = HANDS_PER_CONNECTION * this.config.workerConcurrency;
    while (this.mails > 0 && this.mails + count > most && !this.isStopped)
      await new Promise<void>((resolve) => (this.wake = resolve));
    if (!this.isStopped) this.mails += count;
  }

  private async send(group: readonly ClaimedMail[]): Promise<void> {
    const { tenantId } = group[0]!;
    const mailIds = group.map(({ mailId }) => mailId);
    const left = (): void => {
      this.mails -= 1;
      this.wake?.();
      this.sweep.finished();
    };
    try {
      await this.sendMail.run(tenantId, mailIds, left);
    } catch (err) {
      this.log.error({ err, tenantId, mailIds }, 'a mail was not sent; its row stays owed');
    }
  }
}

/** Neighbours of one tenant. */
function groupsOf(mails: readonly ClaimedMail[]): ClaimedMail[][] {
  const groups: ClaimedMail[][] = [];
  for (const mail of mails) {
    const last = groups.at(-1);
    if (last && last[0]!.tenantId === mail.tenantId && last.length < MOST_IN_A_ROW) last.push(mail);
    else groups.push([mail]);
  }
  return groups;
}
