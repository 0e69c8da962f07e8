import type { MailChoice, MailTopic } from '#domain/mail/choices';
import type { Language } from '#domain/permissions';

export interface MailChoiceRow {
  topic: MailTopic;
  choice: MailChoice;
  /** what may be chosen for it */
  choices: MailChoice[];
}

export interface MailChoices {
  items: MailChoiceRow[];
}

/** The same for who follows the link of a mail. */
export interface ReaderChoices extends MailChoices {
  tenantName: string;
  tenantNameZh: string | null;
  readerName: string;
  language: Language;
  /** what lies in that mail and may be switched off */
  ofMail: MailTopic[];
}
