import type { Db } from '#database/db';
import type { FactoryClass, Scheme } from '#domain/certificate';
import { daysBetween, type Day } from '#domain/day';
import type { Basis, Counted, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import { isCountProvisional, workingDaysBetween, type WorkingCalendar } from '#domain/calendar/working-calendar';
import type { Asked, MailContent, MailItem, MailPerson, TwoNames } from './mail/mail-content.js';
import type { Late } from './lateness.js';
import { HEADS, ROWS, ROWS_OF_DEADLINES } from './mail-items.sql.js';
import { noticeItem, type NoticeRow } from './notice-rows.js';
import type { RecipientReason } from './recipients.js';
import { calendarDaysOfStep, type PolicyReader, type StepUnit } from '#domain/deadlines/policy';
import type { QuietHours } from '#domain/deadlines/window';
import type { PolicyBook } from '#domain/deadlines/policy-book';
import type { Words } from '#domain/reference/record';
import type { ApprovalKind } from '#domain/reference/approval';
import type { SchemeDefinition } from '#domain/reference/scheme';
import { stageDeadlineNames } from '#domain/reference/stage-deadline';
import { subjectPath } from '#features/deadlines/subject-path';

/** A reminder in an envelope, with all that is said of it. */
export interface MailRow {
  mailId: string;
  reminderId: string;
  memberId: string | null;
  contactId: string | null;
  deadlineId: string;
  deadlineState: DeadlineState;
  /** instant for which it was promised */
  sendAt: string;
  step: number;
  unit: StepUnit;
  reason: RecipientReason;
  insteadOf: string | null;
  kind: DeadlineKind;
  dueOn: Day;
  basis: Basis;
  source: string;
  isDisputed: boolean;
  counted: Counted;
  certificateId: string | null;
  number: string | null;
  scheme: Scheme | null;
  validUntil: Day | null;
  product: TwoNames | null;
  models: string[] | null;
  factoryId: string | null;
  factory: TwoNames | null;
  factoryCode: string | null;
  factoryClass: FactoryClass | null;
  clients: TwoNames[];
  caseId: string | null;
  caseNumber: string | null;
  schemeKey: string | null;
  auditId: string | null;
  bookingId: string | null;
  sampleBookingId: string | null;
  /** which of several, as the deadline carries it */
  item: string;
  /** whose policy holds */
  clientId: string | null;
  applicationId: string | null;
  /** title of the document */
  document: TwoNames | null;
  stageNames: Words | null;
  findingNumber: number | null;
  entryId: string | null;
  determinationId: string | null;
  approvalId: string | null;
  cbReportId: string | null;
  reportProductId: string | null;
  projectId: string | null;
  approvalKind: string | null;
  /** of an entry, a determination, an approval or a CB test report: what it is called */
  record: TwoNames | null;
  laboratory: TwoNames | null;
  sample: string | null;
  consultant: MailPerson | null;
  asked: Asked | null;
  sent: number[] | null;
}

/** The envelope as the sender needs it. */
export interface MailHead {
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  messageId: string;
  tenant: TwoNames;
  /** the reader's own company, when he is the contact of a client */
  readerOf: TwoNames | null;
  isStaff: boolean;
  /** whose working days the reader's steps count */
  country: string;
  canSignIn: boolean;
  /** answers where nobody is named as responsible */
  leader: MailPerson | null;
  /** of the tenant; null: it has set none */
  quiet: QuietHours | null;
  /** why mails no longer go to the address; null: they may */
  mark: { answer: string | null } | null;
}

/** What lies in these envelopes, also what is no longer owed. */
export async function mailRows(db: Db, mailIds: readonly string[]): Promise<MailRow[]> {
  return db.prepared<MailRow>({ name: 'mails.rows', text: ROWS }, [mailIds]);
}

/** By the id of the mail. */
export async function mailHeads(db: Db, mailIds: readonly string[]): Promise<Map<string, MailHead>> {
  const heads = await db.prepared<MailHead & { mailId: string }>({ name: 'mails.heads', text: HEADS }, [mailIds]);
  return new Map(heads.map((head) => [head.mailId, head]));
}

/** Deadlines as a plan tells them, the nearest first. */
export async function planItems(
  db: Db,
  ids: readonly string[],
  language: Language,
  ground: MailGround,
): Promise<MailItem[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<MailRow>(ROWS_OF_DEADLINES, [ids]);
  return rows.map((row) => itemOf(row, language, ground));
}

/** What a mail is written with. */
export interface MailGround {
  /** the reader's today */
  today: Day;
  /** base address of the product */
  url: string;
  policies: PolicyBook;
  china: WorkingCalendar;
  /** of the reader's country */
  calendar: WorkingCalendar;
  schemes: ReadonlyMap<string, SchemeDefinition>;
  approvalKinds: readonly Pick<ApprovalKind, 'key' | 'names'>[];
  /** null = the mail is in time */
  late: Late | null;
  /** where the reader answers what the mail reminds of */
  answerUrl: string;
  /** the mail comes alone */
  isAlone: boolean;
}

/** What the mail says, as of the reader's today. */
export function mailContent(
  head: MailHead,
  rows: readonly MailRow[],
  notices: readonly NoticeRow[],
  ground: MailGround,
): MailContent {
  const { today, url } = ground;
  const items = rows.map((row) => itemOf(row, head.language, ground)).sort((a, b) => a.daysLeft - b.daysLeft);
  const [nearest] = items;
  const ofDay = nearest && rows.find((row) => row.dueOn === nearest.dueOn)?.consultant;
  const named = ofDay ?? notices.find(({ consultant }) => consultant !== null)?.consultant ?? head.leader;
  const isReader = named?.email.toLowerCase() === head.email.toLowerCase();
  return {
    language: head.language,
    tenant: head.tenant,
    today,
    audience: head.isStaff ? 'staff' : 'client',
    readerOf: head.readerOf,
    canSignIn: head.canSignIn,
    consultant: isReader ? null : named,
    late: ground.late,
    answerUrl: items.length > 0 ? ground.answerUrl : null,
    asks: ground.isAlone && rows.some(isQuestion),
    url,
    items,
    notices: notices.map((notice) => noticeItem(notice, url, head.isStaff)),
  };
}

/** Only who is responsible is asked. */
export const isQuestion = ({ basis, step, reason }: MailRow) =>
  basis === 'legal' && step >= 0 && reason === 'responsible';

function itemOf(
  row: MailRow,
  language: Language,
  { today, url, policies, china, calendar, schemes, approvalKinds }: MailGround,
): MailItem {
  const daysLeft = daysBetween(today, row.dueOn);
  const {
    kind,
    dueOn,
    basis,
    source,
    isDisputed,
    counted,
    step,
    reason,
    insteadOf,
    number,
    scheme,
    product,
    factory,
    factoryCode,
    factoryClass,
    clients,
    validUntil,
  } = row;
  const { policy } = policies.of(row);
  // As the mail tells them: in calendar days, whatever they were counted in.
  const offsets = policy.steps
    .filter(({ to }) => to.some((reader) => REASON_OF[reader] === reason))
    .map(({ days, unit }) => calendarDaysOfStep(dueOn, days, unit, calendar))
    .sort((a, b) => b - a);
  const ladder = { offsets, overdueEveryDays: policy.overdue?.every ?? null, overdueUnit: policy.overdue?.unit };
  return {
    ...{ kind, dueOn, daysLeft, basis, source, isDisputed, counted, reason, insteadOf },
    asked: row.asked,
    step: calendarDaysOfStep(dueOn, step, row.unit, calendar),
    workingDaysLeft: daysLeft < 0 ? null : workingDaysBetween(china, today, dueOn),
    isCountProvisional: isCountProvisional(china, today, dueOn),
    ladder: { ...ladder, sent: row.sent ?? [] },
    subject: {
      ...{ number, scheme, product, factory, factoryCode, factoryClass, clients, validUntil },
      caseNumber: row.caseNumber,
      item: row.document ?? approvalOf(row, language, approvalKinds) ?? row.record ?? stageDay(row, language, schemes),
      findingNumber: row.findingNumber,
      laboratory: row.laboratory,
      sample: row.sample,
      models: row.models ?? [],
      url: url + subjectPath(row),
    },
  };
}

const REASON_OF: Readonly<Record<PolicyReader, RecipientReason>> = {
  owner: 'responsible',
  deputy: 'deputy',
  'client-contact': 'client-contact',
  manager: 'manager',
  laboratory: 'laboratory',
  factory: 'factory',
};

/** `Energy label, Roadster`: the kind before its own name. */
function approvalOf(row: MailRow, language: Language, kinds: MailGround['approvalKinds']): TwoNames | null {
  const names = kinds.find(({ key }) => key === row.approvalKind)?.names;
  if (!names || !row.record) return null;
  const { latin, chinese } = row.record;
  const own = language === 'zh' ? (chinese ?? latin) : (latin ?? chinese);
  const whole = [names[language], ...(own ? [own] : [])].join(language === 'zh' ? '、' : ', ');
  return { latin: language === 'zh' ? null : whole, chinese: language === 'zh' ? whole : null };
}

/** What a day of a stage is called, in the reader's language. */
function stageDay(row: MailRow, language: Language, schemes: MailGround['schemes']): TwoNames | null {
  if (row.kind !== 'stage-due') return null;
  const names = stageDeadlineNames(schemes, row.schemeKey ?? '', row.item) ?? row.stageNames;
  return names && { latin: language === 'zh' ? null : names[language], chinese: language === 'zh' ? names.zh : null };
}
