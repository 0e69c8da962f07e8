import { isVoluntary } from '#domain/certificate';
import { auditEntryStatus, bookingEntryStatus } from '#domain/calendar/feed';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { ReferenceBook } from '#domain/reference/book';
import { itemNamesOf, type FlatSubject } from '#features/deadlines/subject-columns';
import { subjectPath } from '#features/deadlines/subject-path';
import { groupedNumber } from '#features/reminders/mail/mail-parts';
import { wordsOf, type MailWords } from '#features/reminders/mail/words';
import type { CalendarEntry } from '#platform/ical/calendar-text';
import type { AuditRow, BookingRow, DeadlineRow, EntryRows } from './entry-rows.js';
import { calendarWordsOf, type CalendarWords } from './words.js';

/** What entries are written with. */
export interface EntryGround {
  language: Language;
  /** the reader's today */
  today: Day;
  /** base address of the product */
  url: string;
  /** whether the reader has an account to open pages with */
  hasLinks: boolean;
  book: Pick<ReferenceBook, 'schemes' | 'approvalKinds'>;
}

/** All entries, one after the other: a calendar of thousands is written piece by piece. */
export function* entriesOf({ deadlines, audits, bookings }: EntryRows, ground: EntryGround): Generator<CalendarEntry> {
  for (const row of deadlines) yield deadlineEntry(row, ground);
  for (const row of audits) if (row.from !== null) yield auditEntry(row, ground);
  for (const row of bookings) if (row.startsAt !== null) yield bookingEntry(row, ground);
}

/** A whole day that takes nobody's time: what is owed, what follows if it is missed, and who says so. */
export function deadlineEntry(row: DeadlineRow, ground: EntryGround): CalendarEntry {
  const words = wordsOf(ground.language);
  const own = calendarWordsOf(ground.language);
  const { state, kind, dueOn, validUntil, scheme } = row;
  const isLate = state === 'open' && dueOn < ground.today;
  const mark = isLate ? `${own.overdue}${words.colon}` : state === 'met' ? '✓ ' : '';
  const what = whatOf(row, words, ground);
  const product = nameOf(row.productName, row.productNameZh, ground.language);
  const missed = words.ifMissed(kind, scheme !== null && isVoluntary(scheme), validUntil && words.dayShort(validUntil));
  const why = [
    words.basis(row.basis),
    words.counted(row.counted, row.source, words.dayShort),
    ...(row.isDisputed ? [words.disputed] : []),
  ].join(ground.language === 'zh' ? '' : ' ');
  const link = linkOf(subjectPath(row), ground);
  return {
    ...revisionOf(row, ground),
    time: { from: dueOn, to: dueOn },
    status: state === 'withdrawn' ? 'cancelled' : 'confirmed',
    isBusy: false,
    summary: `${mark}${own.kind[kind]}${what ? `${words.colon}${what}` : ''}${product && product !== what ? ` · ${product}` : ''}`,
    description: linesOf([
      state === 'met' ? own.met : state === 'withdrawn' ? own.withdrawn : words.act(kind),
      fact(words.labels.case, row.caseNumber, words),
      fact(words.labels.product, product, words),
      fact(own.labels.client, nameOf(row.clientName, row.clientNameZh, ground.language), words),
      state === 'open' ? `${words.ifMissedTitle(isLate)}${words.colon}${missed}` : null,
      `${words.whyTitle}${words.colon}${why}`,
      link,
    ]),
    location: null,
    url: link,
  };
}

export function auditEntry(row: AuditRow, ground: EntryGround): CalendarEntry {
  const words = wordsOf(ground.language);
  const own = calendarWordsOf(ground.language);
  const status = auditEntryStatus(row.status);
  const factory = nameOf(row.factoryName, row.factoryNameZh, ground.language);
  const address = nameOf(row.factoryAddress, row.factoryAddressZh, ground.language);
  const notes = [...(row.isUnannounced ? [own.unannounced] : []), ...(row.isRemote ? [own.remote] : [])];
  const link = linkOf(`/audits/${row.uid}`, ground);
  return {
    ...revisionOf(row, ground),
    time: { from: row.from!, to: row.to ?? row.from! },
    status,
    isBusy: true,
    summary: titled(own.audit[row.kind], factory, status === 'cancelled', own, words),
    description: linesOf([
      fact(own.labels.state, [own.auditStatus[row.status], ...notes].join(words.comma), words),
      fact(words.labels.case, row.caseNumber, words),
      fact(own.labels.client, nameOf(row.clientName, row.clientNameZh, ground.language), words),
      fact(own.labels.body, row.body, words),
      link,
    ]),
    location: row.isRemote ? null : [factory, address].filter((part) => part).join(words.comma) || null,
    url: link,
  };
}

/** A time by the clock of the laboratory. */
export function bookingEntry(row: BookingRow, ground: EntryGround): CalendarEntry {
  const words = wordsOf(ground.language);
  const own = calendarWordsOf(ground.language);
  const status = bookingEntryStatus(row.status);
  const laboratory = nameOf(row.laboratoryName, row.laboratoryNameZh, ground.language);
  const product = nameOf(row.productName, row.productNameZh, ground.language);
  const link = linkOf(`/lab/bookings/${row.uid}`, ground);
  return {
    ...revisionOf(row, ground),
    time: { startsAt: new Date(row.startsAt!), endsAt: new Date(row.endsAt!), timeZone: row.timeZone },
    status,
    isBusy: true,
    summary: titled(own.test, product, status === 'cancelled', own, words),
    description: linesOf([
      fact(own.labels.state, own.bookingStatus[row.status], words),
      fact(own.labels.test, row.test, words),
      fact(own.labels.standard, row.standard, words),
      fact(words.labels.laboratory, laboratory, words),
      fact(words.labels.case, row.caseNumber, words),
      fact(own.labels.client, nameOf(row.clientName, row.clientNameZh, ground.language), words),
      link,
    ]),
    location: [laboratory, row.city].filter((part) => part).join(words.comma) || null,
    url: link,
  };
}

function linkOf(path: string, { url, hasLinks }: EntryGround): string | null {
  return hasLinks ? url + path : null;
}

type Revision = Pick<CalendarEntry, 'uid' | 'sequence' | 'createdAt' | 'changedAt'>;

function revisionOf(
  row: Pick<DeadlineRow, 'uid' | 'sequence' | 'createdAt' | 'changedAt'>,
  { url }: EntryGround,
): Revision {
  return {
    uid: `${row.uid}@${new URL(url).host}`,
    sequence: row.sequence,
    createdAt: new Date(row.createdAt),
    changedAt: new Date(row.changedAt),
  };
}

function titled(kind: string, what: string | null, isCancelled: boolean, own: CalendarWords, words: MailWords): string {
  const title = what ? `${kind}${words.colon}${what}` : kind;
  return isCancelled ? `${own.cancelled}${words.colon}${title}` : title;
}

/** The reader's script leads. */
function nameOf(latin: string | null, chinese: string | null, language: Language): string | null {
  return (language === 'zh' ? (chinese ?? latin) : (latin ?? chinese)) || null;
}

function fact(label: string, value: string | null, words: MailWords): string | null {
  return value ? `${label}${words.colon}${value}` : null;
}

function linesOf(lines: readonly (string | null)[]): string {
  return lines.filter((line) => line !== null).join('\n');
}

/** The document, the finding, else the certificate, the factory, the case. */
function whatOf(row: FlatSubject, words: MailWords, { language, book }: EntryGround): string {
  const { itemNumber, caseNumber } = row;
  const itemNames = itemNamesOf(row, book);
  const label = groupedNumber(nameOf(row.label, row.labelZh, language) ?? '');
  const own = itemNames?.[language] ?? (itemNumber === null ? label : [`${words.labels.finding} ${itemNumber}`, label].filter((part) => part).join(words.comma)); // prettier-ignore
  return caseNumber === null || own === caseNumber ? own : own ? words.ofCase(own, caseNumber) : caseNumber;
}
