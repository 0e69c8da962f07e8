import type { Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { Basis, Counted, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import type { AuditKind, AuditStatus } from '#domain/states/audit-status';
import type { BookingStatus } from '#domain/states/booking-status';
import type { FlatSubject } from '#features/deadlines/subject-columns';

interface Row {
  uid: string;
  sequence: number;
  createdAt: string;
  changedAt: string;
}

interface OfClient {
  clientName: string | null;
  clientNameZh: string | null;
}

export interface DeadlineRow extends Row, FlatSubject {
  kind: DeadlineKind;
  dueOn: Day;
  basis: Basis;
  source: string;
  counted: Counted;
  isDisputed: boolean;
  state: DeadlineState;
  scheme: Scheme | null;
  validUntil: Day | null;
}

export interface AuditRow extends Row, OfClient {
  kind: AuditKind;
  status: AuditStatus;
  isRemote: boolean;
  isUnannounced: boolean;
  body: string | null;
  /** null while no day is planned */
  from: Day | null;
  to: Day | null;
  factoryName: string | null;
  factoryNameZh: string | null;
  factoryAddress: string | null;
  factoryAddressZh: string | null;
  caseNumber: string | null;
}

export interface BookingRow extends Row, OfClient {
  status: BookingStatus;
  test: string | null;
  standard: string | null;
  /** null while no slot is asked for */
  startsAt: string | null;
  endsAt: string | null;
  timeZone: string;
  /** null for a client, who is not shown it */
  laboratoryName: string | null;
  laboratoryNameZh: string | null;
  city: string | null;
  productName: string | null;
  productNameZh: string | null;
  caseNumber: string | null;
  applicationId: string | null;
}

/** All that stands in one calendar, by kind, in the order of days. */
export interface EntryRows {
  deadlines: DeadlineRow[];
  audits: AuditRow[];
  bookings: BookingRow[];
}
