import { Injectable } from '@nestjs/common';
import type { Language } from '#domain/permissions';
import type { ApplicationLine, ApplicationListQuery } from '#features/applications/application-list.dto';
import { ApplicationsQueries } from '#features/applications/applications.queries';
import type { AuditLine, AuditListQuery } from '#features/factory-audits/audits.dto';
import { AuditsQueries } from '#features/factory-audits/audits.queries';
import type { BookingLine, BookingListQuery } from '#features/test-lab-bookings/bookings.dto';
import { BookingsQueries } from '#features/test-lab-bookings/bookings.queries';
import { ANSWER_NAMES, KIND_NAMES, REASON_NAMES, REMINDER_STATE_NAMES, REPORT_NAMES, stepName, WITHDRAWN_NAMES } from '#features/reminders/ledger-words'; // prettier-ignore
import type { ReminderListQuery, ReminderView } from '#features/reminders/reminders.dto';
import { RemindersQueries } from '#features/reminders/reminders.queries';
import { rowsOf, workbookOf, type WorkbookColumn } from '#platform/spreadsheet/workbook';
import { AUDIT_KIND_NAMES, AUDIT_STATUS_NAMES, BLOCKERS, BOOKING_STATUS_NAMES, CASE_STATUSES, HEADINGS, inLanguage, KINDS, OUTCOMES, PARTY_NAMES, SHEETS, type Said } from './export-words.js'; // prettier-ignore

/** A longer list is a report of its own: the workbook ends there. */
const MOST_ROWS = 10_000;

/** What a list shows, with the filters it shows it by, as a workbook. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly applications: ApplicationsQueries,
    private readonly audits: AuditsQueries,
    private readonly bookings: BookingsQueries,
    private readonly reminders: RemindersQueries,
  ) {}

  cases(query: ApplicationListQuery, language: Language): Promise<Buffer> {
    const say = inLanguage(language);
    return workbookOf(say(SHEETS.cases)!, caseColumns(say), rowsOf((page) => this.applications.list({ ...query, ...page }), MOST_ROWS)); // prettier-ignore
  }

  inspections(query: AuditListQuery, language: Language): Promise<Buffer> {
    const say = inLanguage(language);
    return workbookOf(
      say(SHEETS.audits)!,
      auditColumns(say),
      rowsOf((page) => this.audits.list({ ...query, ...page }), MOST_ROWS),
    );
  }

  labBookings(query: BookingListQuery, language: Language): Promise<Buffer> {
    const say = inLanguage(language);
    return workbookOf(say(SHEETS.bookings)!, bookingColumns(say), rowsOf((page) => this.bookings.list({ ...query, ...page }), MOST_ROWS)); // prettier-ignore
  }

  ledger(query: ReminderListQuery, language: Language): Promise<Buffer> {
    const say = inLanguage(language);
    return workbookOf(say(SHEETS.reminders)!, reminderColumns(say, language), rowsOf((page) => this.reminders.list({ ...query, ...page }), MOST_ROWS)); // prettier-ignore
  }
}

function reminderColumns(say: Said, language: Language): WorkbookColumn<ReminderView>[] {
  const { heading, day } = tools<ReminderView>(say);
  return [
    { ...heading('status', 14), value: (row) => say(REMINDER_STATE_NAMES[row.state]) },
    { ...heading('stateReason', 40), value: (row) => reasonOf(row, say) },
    day('sendOn', (row) => row.sendOn),
    { ...heading('sendAt', 18), value: (row) => local(row.sendAt, row.timeZone) },
    { ...heading('timeZone', 18), value: (row) => row.timeZone },
    day('movedFrom', (row) => row.movedFrom),
    { ...heading('step', 20), value: (row) => stepName(row.stepDays, row.stepUnit, language) },
    { ...heading('reader', 26), value: (row) => row.toName },
    { ...heading('email', 32), value: (row) => row.toEmail },
    { ...heading('readerReason', 28), value: (row) => say(REASON_NAMES[row.reason]) },
    { ...heading('deadline', 24), value: (row) => say(KIND_NAMES[row.deadlineKind]) },
    day('dueOn', (row) => row.dueOn),
    { ...heading('subject', 30), value: (row) => row.label },
    { ...heading('client', 30), value: (row) => row.clientName },
    { ...heading('clientZh', 24), value: (row) => row.clientNameZh },
    { ...heading('sentAt', 18), value: (row) => local(row.sentAt, row.timeZone) },
    { ...heading('attempts', 10), value: (row) => row.attempts, kind: 'number' },
    { ...heading('serverAnswer', 50), value: (row) => row.serverAnswer },
    { ...heading('returned', 28), value: (row) => (row.returned ? say(REPORT_NAMES[row.returned]) : null) },
    { ...heading('openedAt', 18), value: (row) => local(row.openedAt, row.timeZone) },
    { ...heading('answer', 18), value: (row) => (row.answer ? say(ANSWER_NAMES[row.answer]) : null) },
  ];
}

/** Why it was withdrawn; what a server refused with stands in a column of its own. */
function reasonOf({ state, stateReason }: ReminderView, say: Said): string | null {
  return state === 'withdrawn' && stateReason !== null ? say(WITHDRAWN_NAMES[stateReason] ?? null) : null;
}

function caseColumns(say: Said): WorkbookColumn<ApplicationLine>[] {
  const { heading, day } = tools<ApplicationLine>(say);
  return [
    { ...heading('number', 12), value: (row) => row.number },
    { ...heading('kind', 16), value: (row) => say(KINDS[row.kind]) },
    { ...heading('status', 16), value: (row) => say(CASE_STATUSES[row.status]) },
    { ...heading('scheme', 30), value: (row) => say(row.schemeNames) ?? row.schemeKey },
    { ...heading('client', 30), value: (row) => row.clientName },
    { ...heading('clientZh', 24), value: (row) => row.clientNameZh },
    { ...heading('product', 30), value: (row) => row.productName },
    { ...heading('productZh', 24), value: (row) => row.productNameZh },
    { ...heading('classCode', 8), value: (row) => row.classCode },
    { ...heading('units', 8), value: (row) => row.unitCount, kind: 'number' },
    { ...heading('stage', 28), value: (row) => say(row.stageNames) },
    { ...heading('turn', 14), value: (row) => (row.endedOn === null ? say(PARTY_NAMES[row.turn]) : null) },
    day('turnSince', (row) => (row.endedOn === null ? row.turnSince : null)),
    { ...heading('blocker', 24), value: (row) => (row.blocker ? say(BLOCKERS[row.blocker]) : null) },
    day('startedOn', (row) => row.startedOn),
    day('wishOn', (row) => row.wishOn),
    day('plannedEndOn', (row) => row.plannedEndOn),
    day('forecastOn', (row) => row.forecastOn),
    day('endedOn', (row) => row.endedOn),
    day('nextDueOn', (row) => row.nextDueOn),
    { ...heading('owner', 20), value: (row) => row.ownerName },
  ];
}

function auditColumns(say: Said): WorkbookColumn<AuditLine>[] {
  const { heading, day } = tools<AuditLine>(say);
  return [
    { ...heading('kind', 16), value: (row) => say(AUDIT_KIND_NAMES[row.kind]) },
    { ...heading('status', 16), value: (row) => say(AUDIT_STATUS_NAMES[row.status]) },
    { ...heading('factory', 30), value: (row) => row.factoryName },
    { ...heading('factoryZh', 24), value: (row) => row.factoryNameZh },
    { ...heading('client', 30), value: (row) => row.clientName },
    { ...heading('clientZh', 24), value: (row) => row.clientNameZh },
    { ...heading('number', 12), value: (row) => row.applicationNumber },
    { ...heading('body', 14), value: (row) => row.body },
    day('from', (row) => row.heldFrom ?? row.plannedFrom),
    day('to', (row) => row.heldTo ?? row.plannedTo),
    { ...heading('certificates', 12), value: (row) => row.certificates, kind: 'number' },
    { ...heading('findings', 14), value: (row) => row.findingsOpen, kind: 'number' },
    day('nextDueOn', (row) => row.nextDueOn),
  ];
}

function bookingColumns(say: Said): WorkbookColumn<BookingLine>[] {
  const { heading, day } = tools<BookingLine>(say);
  return [
    { ...heading('status', 16), value: (row) => say(BOOKING_STATUS_NAMES[row.status]) },
    { ...heading('laboratory', 30), value: (row) => row.laboratoryName },
    { ...heading('laboratoryZh', 24), value: (row) => row.laboratoryNameZh },
    { ...heading('bench', 18), value: (row) => row.benchName },
    { ...heading('startsAt', 18), value: (row) => local(row.startsAt, row.timeZone) },
    { ...heading('endsAt', 18), value: (row) => local(row.endsAt, row.timeZone) },
    { ...heading('timeZone', 16), value: (row) => row.timeZone },
    day('optionUntil', (row) => row.optionUntil),
    { ...heading('number', 12), value: (row) => row.applicationNumber },
    { ...heading('client', 30), value: (row) => row.clientName },
    { ...heading('clientZh', 24), value: (row) => row.clientNameZh },
    { ...heading('product', 30), value: (row) => row.productName },
    { ...heading('productZh', 24), value: (row) => row.productNameZh },
    { ...heading('test', 24), value: (row) => row.test },
    { ...heading('standard', 20), value: (row) => row.standard },
    { ...heading('outcome', 14), value: (row) => (row.outcome ? say(OUTCOMES[row.outcome]) : null) },
    { ...heading('owner', 20), value: (row) => row.responsibleName },
  ];
}

function tools<Row>(say: Said) {
  const heading = (key: keyof typeof HEADINGS, width: number) => ({ heading: say(HEADINGS[key])!, width });
  const day = (key: keyof typeof HEADINGS, value: (row: Row) => string | null): WorkbookColumn<Row> => ({
    ...heading(key, 14),
    value,
    kind: 'day',
  });
  return { heading, day };
}

/** An instant on the clock of the laboratory, `2026-12-01 08:30`. */
function local(instant: string | null, timeZone: string | null): string | null {
  if (instant === null) return null;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timeZone ?? 'UTC',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(new Date(instant));
}
