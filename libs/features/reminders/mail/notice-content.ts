import type { Day } from '#domain/day';
import type { Scheme } from '#domain/certificate';
import type { NoticeKind } from '../notice.js';
import type { TwoNames } from './mail-content.js';

/** Instants as ISO text, and a zone of the tz database. */
export interface NoticeSlot {
  startsAt: string;
  endsAt: string;
  timeZone: string;
}

/** One thing that happened, as its reader is told of it. */
export interface NoticeItem {
  kind: NoticeKind;
  /** number of the case; null for an audit or booking outside of one */
  caseNumber: string | null;
  product: TwoNames | null;
  /** the document; what a deadline is about that nothing else here names */
  title: TwoNames | null;
  /** until when it is asked for */
  dueOn: Day | null;
  /** what was said: the comment, or why a document came back; shortened */
  quote: string | null;
  /** who said it */
  who: string | null;
  factory: TwoNames | null;
  /** planned days of an inspection */
  from: Day | null;
  to: Day | null;
  /** of a booking: its instants, and the zone of the laboratory in which they are told */
  slot: NoticeSlot | null;
  /** days or slot that held before and hold no more */
  was: { from: Day; to: Day } | NoticeSlot | null;
  /** of a booking; a client is not shown it */
  laboratory: TwoNames | null;
  /** how a case ended; why an address is marked */
  ending: string | null;
  certificate: { number: string; scheme: Scheme; validUntil: Day | null } | null;
  /** name of the campaign */
  campaign: string | null;
  /** a letter as it was written: the mail is the letter; paragraphs are parted by empty lines */
  letter: { subject: string; body: string } | null;
  /** that takes no mail any more, or whose reader complained; `who` says whose it is */
  address: string | null;
  /** full address of its page */
  url: string;
}
