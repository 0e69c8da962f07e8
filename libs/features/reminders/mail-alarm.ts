import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { Logger } from 'pino';
import { newId } from '#database/db';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { block, page, section } from '#platform/mail/mail-html';
import { wrap } from '#platform/mail/mail-text';
import { Mailer } from '#platform/mail/mailer';
import { CONFIG, LOG } from '#platform/platform.module';
import { mailLateness } from './mail-figures.js';

/** The platform owner is not mailed of the same trouble more often. */
const APART_MINUTES = 60;
/** When that mail did not leave either, it is tried again so much later. */
const AGAIN_MINUTES = 10;

/**
 * Watches that mails leave. When the longest due one has been due for too long, the worker logs an error and writes to
 * the platform owner, past the ledger and the queue: what is broken may be just these.
 */
@Injectable()
export class MailAlarm {
  constructor(
    private readonly clock: Clock,
    private readonly sweep: SweepPool,
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @returns whether mails are late */
  async look(): Promise<boolean> {
    const { lateMailMinutes, platformOwner } = this.config;
    const now = this.clock.now();
    const { late, oldestDueAt } = await mailLateness(this.sweep.pool, now, lateMailMinutes);
    if (late === 0 || oldestDueAt === null) return false;
    this.log.error({ late, oldestDueAt, lateMailMinutes }, 'mails are due and do not leave');
    if (platformOwner === null || !(await this.isMyTurn(now))) return true;
    try {
      await this.mailer.send(this.write(platformOwner, late, new Date(oldestDueAt)));
    } catch (err) {
      this.log.error({ err }, 'the platform owner was not told of it either');
      const earlier = new Date(now.getTime() - (APART_MINUTES - AGAIN_MINUTES) * 60_000);
      await this.sweep.pool.query('update mail_alerts set at = $1 where name = $2', [earlier, LATE]);
    }
    return true;
  }

  /** Of several workers one writes; also when the clock was set back meanwhile. */
  private async isMyTurn(now: Date): Promise<boolean> {
    const { rowCount } = await this.sweep.pool.query(MY_TURN, [LATE, now, APART_MINUTES]);
    return rowCount === 1;
  }

  /** In all three languages: which one the platform owner reads is not known outside of every tenant. */
  private write(email: string, late: number, since: Date) {
    const { url, mailFrom } = this.config;
    const at = DateTime.fromJSDate(since, { zone: 'UTC' }).toFormat("yyyy-MM-dd HH:mm 'UTC'");
    const lines = [
      `${late} mails are due and have not left. The longest due one has been due since ${at}.`,
      `${late} E-Mails sind fällig und nicht versendet. Die am längsten fällige ist es seit ${at}.`,
      `有${late}封邮件已到发送时间但尚未发出，其中最早的自${at}起待发。`,
    ];
    const link = `${url}/operations`;
    const subject = `Homolog: ${late} mails are late · E-Mails verspätet · 邮件延误`;
    return {
      from: { name: 'Homolog', email: mailFrom },
      to: { name: email, email },
      subject,
      messageId: `<${newId()}@${new URL(url).host}>`,
      text: [...lines.map((line) => wrap(line)), link, ''].join('\n\n'),
      html: page({
        ...{ lang: 'en', title: subject, preview: lines[0]!, head: '', foot: '' },
        sections: [
          section(
            [...lines, link].map((line) => block('p', line, { size: 15, line: 23, margin: '0 0 12px' })).join(''),
            '26px 28px 14px',
          ),
        ],
      }),
    };
  }
}

const LATE = 'late-mails';

const MY_TURN = `
  insert into mail_alerts as a (name, at) values ($1, $2)
  on conflict (name) do update set at = excluded.at
    where a.at <= excluded.at - make_interval(mins => $3::int) or a.at > excluded.at + interval '1 minute'`;
