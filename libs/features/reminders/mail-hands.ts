import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config';
import { CONFIG, LOG } from '#platform/platform.module';
import type { ClaimedMail } from './claim-mails.js';
import { MailSweep } from './mail-sweep.js';
import { SendMail } from './send-mail.js';

/**
 * The hands of this process: so many mails at once as it is set to, whichever bell they came with. A mail whose server is
 * silent keeps one hand busy and none of the mails that were rung for with it.
 */
@Injectable()
export class MailHands {
  private readonly busy = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly sendMail: SendMail,
    private readonly sweep: MailSweep,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @returns once each of them is in a hand, or, when this process stops, left to be given back */
  async take(mails: readonly ClaimedMail[]): Promise<void> {
    for (const mail of mails) {
      while (this.busy.size >= this.config.workerConcurrency && !this.isStopped) await Promise.race(this.busy);
      if (this.isStopped) return;
      this.sweep.begun(mail.mailId);
      const sending = this.send(mail).finally(() => {
        this.busy.delete(sending);
        this.sweep.finished();
      });
      this.busy.add(sending);
    }
  }

  /** Begins no other mail. What is under way is awaited by `empty`. */
  stop(): void {
    this.isStopped = true;
  }

  /** @param withinMs what takes longer is left behind: its lease ends */
  async empty(withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)));
    await Promise.race([Promise.all(this.busy), tooLong]);
    clearTimeout(timer);
    if (this.busy.size > 0) this.log.warn({ mails: this.busy.size, withinMs }, 'mails under way are left behind');
  }

  private async send({ tenantId, mailId }: ClaimedMail): Promise<void> {
    try {
      await this.sendMail.run(tenantId, mailId);
    } catch (err) {
      this.log.error({ err, tenantId, mailId }, 'a mail was not sent; its row stays owed');
    }
  }
}
