import type { Language } from '#domain/permissions';
import type { NoticeKind } from '../notice.js';
import { de } from './notice-words.de.js';
import { en } from './notice-words.en.js';
import { zh } from './notice-words.zh.js';

/** What a mail says of things that happened, in one language. */
export interface NoticeWords {
  /** what happened, as a sentence without a full stop; `who` is empty where nobody is named */
  heading(kind: NoticeKind, who: string, ending: string): string;
  /** subject line of a mail about one thing; `what` is the document, the factory or the number of the case */
  subject(kind: NoticeKind, what: string, who: string): string;
  /** subject line of a mail about several */
  subjectOfMany(count: number, cases: readonly string[]): string;
  /** `2 new`: in the subject line of a mail with days that are due as well */
  count(count: number): string;
  /** heading of the list in such a mail */
  title: string;
  /** the one act */
  open(kind: NoticeKind): string;
  labels: {
    until: string;
    days: string;
    time: string;
    before: string;
    campaign: string;
    address: string;
    about: string;
  };
  quoteTitle(kind: NoticeKind): string;
  youAreTold(tenant: string): string;
  /** `8 to 10 December 2026`, both written out */
  span(from: string, to: string): string;
  /** the mail carries an entry for the calendar; answers to it reach nobody */
  invitation: string;
}

const WORDS: Readonly<Record<Language, NoticeWords>> = { en, de, zh };

export function noticeWordsOf(language: Language): NoticeWords {
  return WORDS[language];
}
