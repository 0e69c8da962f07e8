import type { Answer } from '#domain/deadlines/answer';
import type { Basis, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { DeadlineSubject } from '../api/types.js';

export interface GivenAnswer {
  answer: Answer;
  until: Day | null;
  /** instant */
  givenAt: string;
  name: string;
}

/** First and last day until which work may be promised. */
export interface Promisable {
  from: Day;
  to: Day;
}

export interface Answerable {
  deadlineId: string;
  kind: DeadlineKind;
  dueOn: Day;
  daysLeft: number;
  basis: Basis;
  state: DeadlineState;
  subject: DeadlineSubject;
  promisable: Promisable | null;
  given: GivenAnswer | null;
}

/** What the reader of one mail may answer. */
export interface MailAnswer {
  tenantName: string;
  tenantNameZh: string | null;
  readerName: string;
  language: Language;
  timeZone: string;
  now: string;
  items: Answerable[];
}

export interface AnswerList {
  items: GivenAnswer[];
  promisable: Promisable | null;
}

export interface AnswerInput {
  answer: Answer;
  until?: Day;
}
