import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, type TenantScope } from '#database/db';
import type { Config } from '#platform/config/config';
import { MailDelayed, Mailer, MailRefused } from '#platform/mail/mailer';
import { CONFIG, LOG } from '#platform/platform.module';
import { MailAttachments } from './mail-attachments.js';
import { MailOutcomes } from './mail-outcomes.js';
import { type Taken, TakeMail, type TakenMail } from './take-mail.js';

/**
 * Sends mails of one tenant. Short transactions around each send: in the first the mails are taken and written, in the
 * second an outcome is noted. A crash between the two repeats the mail with the same Message-ID.
 */
@Injectable()
export class SendMail {
  constructor(
    private readonly db: Db,
    private readonly taking: TakeMail,
    private readonly mailer: Mailer,
    private readonly attachments: MailAttachments,
    private readonly outcomes: MailOutcomes,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * Harmless when repeated: only a mail that is owed, due and in nobody's hands is taken.
   *
   * @param left told of each mail once it is no longer in our hands, whatever became of it
   */
  async run(tenantId: string, mailIds: readonly string[], left: () => void = () => {}): Promise<void> {
    const scope: TenantScope = { tenantId, audience: 'staff', memberId: null };
    const { taken, again } = await this.take(scope, mailIds, left);
    for (let none = mailIds.length - taken.length - again.length; none > 0; none -= 1) left();
    const sent = await Promise.allSettled(taken.map((mail) => this.sendOne(scope, mail).finally(left)));
    for (const mailId of again) await this.run(tenantId, [mailId], left);
    const failed = sent.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** One that cannot be written keeps none of the others: then each is taken for itself. */
  private async take(scope: TenantScope, mailIds: readonly string[], left: () => void): Promise<Taken> {
    try {
      return await this.taking.take(scope, mailIds);
    } catch (err) {
      if (mailIds.length === 1) {
        left();
        throw err;
      }
      this.log.warn({ err, mailIds }, 'mails were not taken together; each is taken for itself');
      return { taken: [], again: [...mailIds] };
    }
  }

  private async sendOne(scope: TenantScope, taken: TakenMail): Promise<void> {
    const stopRenewing = this.renew(scope, taken.mailId, taken.until);
    try {
      const outcome = await this.send(scope, taken).catch((error: unknown) => {
        if (error instanceof MailRefused || error instanceof MailDelayed) return error;
        throw error;
      });
      await this.outcomes.note(scope, taken, outcome);
    } finally {
      await stopRenewing();
    }
  }

  /** Files are made now and not earlier: a mail that waits carries what is true when it goes. */
  private async send(scope: TenantScope, { outgoing, toAttach }: TakenMail): Promise<string> {
    if (toAttach.length === 0) return this.mailer.send(outgoing);
    const attachments = await this.attachments.of(scope, toAttach).catch((err: unknown) => {
      this.log.error({ err }, 'the file of a mail was not made');
      throw new MailDelayed('the file of this mail was not made');
    });
    return this.mailer.send({ ...outgoing, attachments: [...(outgoing.attachments ?? []), ...attachments] });
  }

  /** Keeps the mail taken for as long as the server takes to answer. Once it is settled, renewing changes nothing. */
  private renew(scope: TenantScope, mailId: string, until: Date): () => Promise<void> {
    let renewing: Promise<void> = Promise.resolve();
    let held = until;
    const once = async (): Promise<void> => {
      const next = this.taking.leaseEnd();
      await this.db.inTenant(scope, () => this.db.query(RENEW, [mailId, held, next]));
      held = next;
    };
    const timer = setInterval(
      () => {
        renewing = renewing
          .then(once)
          .catch((err: unknown) => this.log.warn({ err, mailId }, 'a lease was not renewed'));
      },
      (this.config.mailLeaseSeconds * 1_000) / 3,
    );
    return async () => {
      clearInterval(timer);
      await renewing;
    };
  }
}

const RENEW = `
  update due_mails set leased_until = $3
  where tenant_id = current_tenant() and mail_id = $1 and leased_until = $2 and taken_at is not null`;
