import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { Words } from '#domain/reference/record';
import type { Party } from '#domain/reference/scheme';
import type { ApplicationStatus } from '#domain/states/application-status';
import type { AuditStatus } from '#domain/states/audit-status';
import type { BookingStatus } from '#domain/states/booking-status';
import type { StageBlocker } from '#domain/states/stage-status';
import type { ApplicationLine, MoveAct } from '../applications/applications.types.js';

export const BOARD_SIDES = ['stage', 'turn', 'owner'] as const;
export type BoardSide = (typeof BOARD_SIDES)[number];

/** One column of the board: its cases by next deadline, the first of them. */
export interface BoardColumn {
  /** key of the stage, the party, or id of the owner; null: cases without one */
  key: string | null;
  /** of a stage */
  names: Words | null;
  /** of an owner */
  ownerName: string | null;
  /** up to 200 */
  total: number;
  isCapped: boolean;
  cards: ApplicationLine[];
  /** for GET /api/applications with the filters of this column */
  nextCursor: string | null;
}

export interface BoardView {
  by: BoardSide;
  columns: BoardColumn[];
}

/** Stages that open cases stand in, in the order in which cases go through them. */
export interface StagesView {
  items: { key: string; names: Words }[];
}

export const CALENDAR_KINDS = ['deadline', 'audit', 'booking', 'certificate'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

/** One thing of the calendar, from a day to a day, both included. */
export interface CalendarEntry {
  id: string;
  kind: CalendarKind;
  from: Day;
  to: Day;
  /** case number, certificate number, factory or laboratory */
  title: string | null;
  titleZh: string | null;
  /** product, or what is tested */
  about: string | null;
  aboutZh: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  applicationId: string | null;
  certificateId: string | null;
  factoryId: string | null;
  auditId: string | null;
  bookingId: string | null;
  entryId: string | null;
  determinationId: string | null;
  approvalId: string | null;
  projectId: string | null;
  cbReportId: string | null;
  /** of a CB test report: its product, on whose page it stands */
  reportProductId: string | null;
  /** of a deadline */
  deadlineKind: DeadlineKind | null;
  basis: Basis | null;
  status: AuditStatus | BookingStatus | ApplicationStatus | null;
}

export interface WorkCalendarView {
  from: Day;
  to: Day;
  entries: CalendarEntry[];
  /** kinds of which there are more than 500 in these days; only the first are here */
  capped: CalendarKind[];
}

/** Cases that one bulk act takes. */
export const MOST_IN_BULK = 200;

/** POST /api/work/assignments; an owner or deputy left out stays, null is nobody */
export interface BulkAssignmentInput {
  applicationIds: string[];
  ownerId?: string | null;
  deputyId?: string | null;
  isPreview?: boolean;
}

/** POST /api/work/moves */
export interface BulkMoveInput {
  cases: { id: string; version: number }[];
  act: MoveAct;
  on?: Day;
  party?: Party;
  blocker?: StageBlocker;
  reason?: string | null;
  isPreview?: boolean;
}

/** Where a case stands, as far as a bulk act may change it. */
export interface CaseStanding {
  status: ApplicationStatus;
  stageKey: string | null;
  stageNames: Words | null;
  turn: Party;
  forecastOn: Day | null;
  nextDueOn: Day | null;
  ownerName: string | null;
  deputyName: string | null;
  version: number;
}

/** Why one case was left as it was. */
export interface BulkRefusal {
  code: string;
  detail: string | null;
  facts: Record<string, unknown>;
}

/** What became of one case, or would. */
export interface BulkRow {
  /** null: the reader has no such case */
  applicationId: string | null;
  /** null: there is no such case */
  number: string | null;
  productName: string | null;
  productNameZh: string | null;
  outcome: 'done' | 'unchanged' | 'refused';
  before: CaseStanding | null;
  after: CaseStanding | null;
  refusal: BulkRefusal | null;
}

export interface BulkResult {
  isPreview: boolean;
  done: number;
  unchanged: number;
  refused: number;
  /** in the order given */
  rows: BulkRow[];
}
