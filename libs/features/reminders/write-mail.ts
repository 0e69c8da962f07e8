import { Inject, Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import type { PolicyBook } from '#domain/deadlines/policy-book';
import { writtenPlan, type FoundPlan } from '#features/daily-plans/mail-plan';
import { dress, type Dress } from '#features/mail-senders/mail-dress';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { bounceAddress, unsubscribeAddress } from '#platform/mail/bounce-address';
import type { OutgoingMail } from '#platform/mail/mailer';
import { CONFIG } from '#platform/platform.module';
import { LANGUAGES, type Language } from '#domain/permissions';
import type { Late } from './lateness.js';
import { mailContent, type MailGround, type MailHead, type MailRow } from './mail-items.js';
import type { TriedMail } from './mail-outcomes.js';
import { signMail } from './mail-token.js';
import { mayChoose } from './mail-topics.js';
import { renderMail } from './mail/render-mail.js';
import type { NoticeRow } from './notice-rows.js';

/** What one mail is to say. */
export interface MailToWrite {
  mailId: string;
  /** it comes alone: its legal steps ask for an answer */
  isAlone: boolean;
  rows: readonly MailRow[];
  notices: readonly NoticeRow[];
  plan: FoundPlan | null;
  late: Late | null;
}

/** Writes a mail as of now, in its reader's language and its tenant's dress. Reads inside the current tenant. */
@Injectable()
export class WriteMail {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly references: ReferenceStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async write(
    toWrite: MailToWrite,
    head: MailHead,
    worn: Dress,
    policies: PolicyBook,
  ): Promise<{ outgoing: OutgoingMail } & Pick<TriedMail, 'tells'>> {
    const { mailId, isAlone, rows, notices, plan, late } = toWrite;
    const { bounceDomain, secret, url } = this.config;
    const { tenantId } = this.db.scope;
    const { schemes, approvalKinds } = this.references.known();
    const ground: MailGround = {
      today: this.clock.today(head.timeZone),
      url,
      policies,
      china: this.calendars.of('CN'),
      calendar: this.calendars.of(head.country),
      ...{ schemes, approvalKinds, late, isAlone },
      answerUrl: `${url}/answer/${signMail('reminder-answer', { tenantId, mailId }, secret)}`,
    };
    const content = {
      ...mailContent(head, rows, notices, ground),
      plan: plan && (await writtenPlan(this.db, plan, head, ground)),
    };
    const choices = mayChoose(toWrite) ? signMail('mail-choices', { tenantId, mailId }, secret) : null;
    const rendered = renderMail({ ...content, choicesUrl: choices && `${url}/mail-choices/${choices}` });
    const mail = {
      to: { name: head.name, email: head.email },
      replyTo: content.consultant,
      messageId: head.messageId,
      envelopeFrom: bounceDomain && bounceAddress(secret, bounceDomain, mailId),
      ...(choices && { headers: this.unsubscribing(mailId, choices) }),
      ...rendered,
    };
    const pages = [...content.items.map(({ subject }) => subject.url), ...content.notices.map((notice) => notice.url)];
    // The one page it is about, else the first screen.
    const link = pages.length === 1 ? pages[0]! : `${url}/`;
    return {
      outgoing: dress(mail, worn, head.language),
      tells: worn.hasChannels ? { mailId, titles: await this.titlesIn(toWrite, head, ground), link } : null,
    };
  }

  /** The subject line in every language: a room of the team hears it in its own, whoever was mailed. */
  private async titlesIn(
    { rows, notices, plan }: MailToWrite,
    reader: MailHead,
    ground: MailGround,
  ): Promise<Record<Language, string>> {
    const titles: [Language, string][] = [];
    for (const language of LANGUAGES) {
      const head = { ...reader, language };
      const written = plan && (await writtenPlan(this.db, plan, head, ground));
      titles.push([language, renderMail({ ...mailContent(head, rows, notices, ground), plan: written }).subject]);
    }
    return Object.fromEntries(titles) as Record<Language, string>;
  }

  /** RFC 2369 and RFC 8058: one act of the mail program, without a sign-in; a mail where returned ones are read. */
  private unsubscribing(mailId: string, token: string): Record<string, string> {
    const { url, bounceDomain, secret } = this.config;
    const byMail = bounceDomain
      ? [`<mailto:${unsubscribeAddress(secret, bounceDomain, mailId)}?subject=unsubscribe>`]
      : [];
    return {
      'List-Unsubscribe': [`<${url}/hooks/unsubscribe/${token}>`, ...byMail].join(', '),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
  }
}
