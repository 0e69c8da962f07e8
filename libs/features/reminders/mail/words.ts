import type { Day } from '#domain/day';
import type { Basis, Counted, DeadlineKind } from '#domain/deadlines/deadline';
import type { StepUnit } from '#domain/deadlines/policy';
import type { FactoryClass } from '#domain/certificate';
import type { Language } from '#domain/permissions';
import { de } from './words.de.js';
import { en } from './words.en.js';
import { zh } from './words.zh.js';

/** The parts of a list, by how near its days are. */
export type Part = 'overdue' | 'week' | 'month' | 'later';

/** Everything a reminder mail says, in one language. Functions, because word order is the language's own. */
export interface MailWords {
  /** BCP 47 */
  lang: string;
  /** between the parts of an enumeration, e.g. `, ` */
  comma: string;
  /** between a label and its value in running text */
  colon: string;
  dayLong(day: Day): string;
  dayShort(day: Day): string;
  /** `30 days left`, `today`, `4 days late` */
  daysLeft(days: number): string;
  /** the same where there is little room */
  daysLeftBrief(days: number): string;
  workingDays(count: number, isProvisional: boolean): string;

  /** `Circuit diagram (2026-0042)`: a thing of a case */
  ofCase(what: string, caseNumber: string): string;
  /** by the clocks of a city */
  hours(day: string | null, hours: string, city: string): string;
  /** subject line of a mail about one thing */
  subjectOfOne(kind: DeadlineKind, days: number, what: string, day: string): string;
  /** subject line of a mail about several things of one kind and day */
  subjectOfKind(kind: DeadlineKind, days: number, count: number, day: string): string;
  /** subject line of a mixed mail */
  subjectOfMany(parts: readonly string[]): string;
  /** `2 overdue` */
  partCount(part: Part, count: number): string;
  partTitle(part: Part): string;

  /** what is to be done, as a heading */
  act(kind: DeadlineKind): string;
  /** the same for several */
  actOfMany(kind: DeadlineKind, count: number): string;
  ifMissedTitle(isLate: boolean): string;
  /** @param validUntil last day of the certificate, already written out; null for other kinds */
  ifMissed(kind: DeadlineKind, isVoluntary: boolean, validUntil: string | null): string;

  labels: {
    declaration: string;
    certificate: string;
    product: string;
    factory: string;
    factoryClass: string;
    lastInspection: string;
    holder: string;
    validUntil: string;
    case: string;
    document: string;
    stage: string;
    finding: string;
    laboratory: string;
    sample: string;
    draft: string;
    determination: string;
    approval: string;
    edition: string;
    report: string;
    consultant: string;
    open: string;
  };
  factoryClass(value: FactoryClass | null): string;
  whyTitle: string;
  basis(basis: Basis): string;
  /** @param day writes a day out */
  counted(counted: Counted, source: string, day: (day: Day) => string): string;
  disputed: string;

  /** `Reminder 4 of 8.` */
  stepOf(position: number, count: number): string;
  overdueStep(every: number | null, unit: StepUnit): string;
  sentSteps(days: readonly number[]): string;
  comingSteps(days: readonly number[]): string;
  stops(kind: DeadlineKind): string;

  openSubject(kind: DeadlineKind): string;
  openList: string;
  writeTo(name: string): string;
  more(count: number): string;
  /** of the link behind which the reader answers */
  answer: string;
  /** that the law's last step waits for an answer */
  pleaseAnswer: string;
  /** why the next in the chain hears of it */
  notAnswered(name: string, on: string): string;

  youAreContact(client: string, tenant: string): string;
  youAreResponsible(tenant: string): string;
  /** a deputy hears of a step before the day while the owner is away */
  youAreDeputy(tenant: string, isOverdue: boolean): string;
  youAreManager(tenant: string, isOverdue: boolean): string;
  youAreLaboratory(tenant: string): string;
  /** the reminder was meant for an address that takes no mail */
  insteadOf(address: string, tenant: string): string;
  replyReaches(name: string): string;
  /** of the link behind which the reader chooses */
  chooseMails: string;
  /** the mail leaves later than it should; day and hour of the reader's own clock */
  late(day: string, time: string): string;
}

/** The subject lines of it, in files of their own. */
export type MailSubjects = Pick<MailWords, 'subjectOfOne' | 'subjectOfKind' | 'subjectOfMany'>;

const WORDS: Readonly<Record<Language, MailWords>> = { en, de, zh };

export function wordsOf(language: Language): MailWords {
  return WORDS[language];
}
