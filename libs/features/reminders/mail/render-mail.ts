import { gatheredMail } from './gathered.mail.js';
import type { MailContent, RenderedMail } from './mail-content.js';
import { noticeMail } from './notice.mail.js';
import { reminderMail } from './reminder.mail.js';

/** The mail that fits what lies in the envelope: one day that is due, several, what happened, or both. */
export function renderMail(content: MailContent): RenderedMail {
  if (content.items.length === 0) return noticeMail(content);
  return content.items.length === 1 && content.notices.length === 0 ? reminderMail(content) : gatheredMail(content);
}
