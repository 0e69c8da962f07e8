import type { Language, Role } from '#domain/permissions';
import { de } from './words.de.js';
import { en } from './words.en.js';
import { zh } from './words.zh.js';

/** What an account mail says, in the order it is read. */
export interface MailWords {
  subject: string;
  /** paragraphs before the button */
  before: string[];
  button: string;
  /** paragraphs after the button */
  after: string[];
}

/** Every sentence of the account mails in one language. Names of people and companies come in as they are. */
export interface AccountWords {
  /** BCP 47 */
  lang: string;
  greeting: (name: string) => string;
  /** below the sheet */
  foot: (url: string) => string;
  /** before the address in full, for readers whose button does not work */
  address: string;
  roles: Record<Role, string>;
  verify: (hours: number) => MailWords;
  known: () => MailWords;
  reset: (minutes: number) => MailWords;
  invitation: (facts: {
    inviter: string | null;
    tenant: string;
    role: string;
    days: number;
    email: string;
  }) => MailWords;
}

export const WORDS: Record<Language, AccountWords> = { en, de, zh };
