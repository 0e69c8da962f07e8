import { Injectable } from '@nestjs/common';
import type { TenantScope } from '#database/db';
import type { Language } from '#domain/permissions';
import type { MailAttachment } from '#platform/mail/mailer';
import type { NoticeKind } from './notice.js';

/** A notice whose mail carries a file. */
export interface NoticeToAttach {
  noticeId: string;
  kind: NoticeKind;
  campaignId: string | null;
  facts: Readonly<Record<string, unknown>>;
  language: Language;
  timeZone: string;
}

/** Makes the file of a notice, outside of every transaction; it opens its own to read. Null: there is nothing to attach any more. */
export type AttachmentMaker = (scope: TenantScope, notice: NoticeToAttach) => Promise<MailAttachment | null>;

/** Files that are made when their mail is sent, by the feature that knows what is in them. */
@Injectable()
export class MailAttachments {
  private readonly makers: Partial<Record<NoticeKind, AttachmentMaker>> = {};

  /** Names who makes the file of the mails of a kind. Called when its module starts. */
  attachTo(kind: NoticeKind, maker: AttachmentMaker): void {
    this.makers[kind] = maker;
  }

  async of(scope: TenantScope, notices: readonly NoticeToAttach[]): Promise<MailAttachment[]> {
    const made: MailAttachment[] = [];
    for (const notice of notices) {
      const attachment = await this.makers[notice.kind]?.(scope, notice);
      if (attachment) made.push(attachment);
    }
    return made;
  }
}
