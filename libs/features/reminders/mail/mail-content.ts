import type { FactoryClass, Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { Basis, Counted, DeadlineKind } from '#domain/deadlines/deadline';
import type { StepUnit } from '#domain/deadlines/policy';
import type { Language } from '#domain/permissions';
import type { NoticeItem } from './notice-content.js';
import type { MailPlan } from './plan-content.js';
import type { Late } from '../lateness.js';
import type { RecipientReason } from '../recipients.js';

/** A name in both scripts; either may be missing, not both. */
export interface TwoNames {
  latin: string | null;
  chinese: string | null;
}

/** What owes the day: a certificate, declaration, factory, case, audit, booking, sample, entry of the regulatory watch, determination or approval. */
export interface MailSubject {
  /** certificate or declaration number as stored; null for all others */
  number: string | null;
  scheme: Scheme | null;
  product: TwoNames | null;
  models: readonly string[];
  factory: TwoNames | null;
  factoryCode: string | null;
  factoryClass: FactoryClass | null;
  /** holders: one for a certificate, one or several for a factory */
  clients: readonly TwoNames[];
  validUntil: Day | null;
  /** number of the case it is or belongs to */
  caseNumber: string | null;
  /** what is owed of it: the document, the day of the stage; what an entry, determination or approval is called */
  item: TwoNames | null;
  findingNumber: number | null;
  laboratory: TwoNames | null;
  /** label of the sample */
  sample: string | null;
  /** full address of its page */
  url: string;
}

/** One reminder as its reader sees it this morning. */
export interface MailItem {
  kind: DeadlineKind;
  dueOn: Day;
  /** calendar days from the reader's today; negative = late */
  daysLeft: number;
  /** working days left in China; null once the day has passed */
  workingDaysLeft: number | null;
  /** the count reaches into a year whose holidays are not published */
  isCountProvisional: boolean;
  basis: Basis;
  source: string;
  isDisputed: boolean;
  counted: Counted;
  /** the step that brings it, in calendar days before the due day; negative = days late */
  step: number;
  ladder: {
    /** calendar days before the due day, the farthest first */
    offsets: readonly number[];
    overdueEveryDays: number | null;
    /** what `overdueEveryDays` counts; calendar days when left out */
    overdueUnit?: StepUnit;
    sent: readonly number[];
  };
  reason: RecipientReason;
  /** the marked address it was meant for; null: the reader's own */
  insteadOf?: string | null;
  /** who was asked first and has not answered; only of an escalation */
  asked?: Asked | null;
  subject: MailSubject;
}

/** The question that nobody answered. */
export interface Asked {
  name: string;
  on: Day;
}

export interface MailPerson {
  name: string;
  email: string;
}

/** All that one reminder mail says. */
export interface MailContent {
  language: Language;
  tenant: TwoNames;
  /** the reader's today */
  today: Day;
  /** contact of a client or a laboratory, or one of the tenant's own people */
  audience: 'client' | 'staff';
  /** the client company whose contact the reader is, or the laboratory; null for staff */
  readerOf: TwoNames | null;
  /** whether the reader has an account to open the links with */
  canSignIn: boolean;
  /** who answers a reply; null when the reader is it or nobody is named */
  consultant: MailPerson | null;
  /** when it should have left, if that is some hours ago; left out: it is in time */
  late?: Late | null;
  /** where the reader answers without a sign-in; left out: nothing is asked */
  answerUrl?: string | null;
  /** the law's last step, which waits for an answer */
  asks?: boolean;
  /** where the reader chooses what comes by mail; left out: nothing of it may be switched off */
  choicesUrl?: string | null;
  /** base address of the product */
  url: string;
  /** days that are due; none in a mail that only tells what happened */
  items: readonly MailItem[];
  /** what happened; at least one of both */
  notices: readonly NoticeItem[];
  /** what lies on the reader's desk, and what comes; left out: no plan lies in the mail */
  plan?: MailPlan | null;
}

/** What a mail function gives. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}
