import { wrap } from '#platform/mail/mail-text';
import { gatheredMail } from './gathered.mail.js';
import type { MailContent, RenderedMail } from './mail-content.js';
import { lateText } from './mail-parts.js';
import { noticeMail } from './notice.mail.js';
import { hasPlan, planMail } from './plan-parts.js';
import { reminderMail } from './reminder.mail.js';
import { wordsOf } from './words.js';

/** The mail that fits what lies in the envelope: one day that is due, several, what happened, or both. */
export function renderMail(content: MailContent): RenderedMail {
  const mail = rendered(content);
  if (!content.late) return mail;
  return { ...mail, text: `${wrap(lateText(content.late, wordsOf(content.language)))}\n\n${mail.text}` };
}

function rendered(content: MailContent): RenderedMail {
  const isPlanned = content.plan != null && hasPlan(content.plan);
  if (content.items.length === 0 && content.notices.length === 0 && isPlanned) return planMail(content);
  if (content.items.length === 0 && !isPlanned) return noticeMail(content);
  const isOne = content.items.length === 1 && content.notices.length === 0 && !isPlanned;
  return isOne ? reminderMail(content) : gatheredMail(content);
}
