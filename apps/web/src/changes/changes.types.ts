import type { Basis, Certainty } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Words } from '#domain/reference/record';
import type { ChangeReason, ChangeVerdict } from '#domain/changes/regulatory-change';
import type { EntryKind, EntryStatus } from '#domain/changes/regulatory-entry';
import type { Unmatchable } from '#domain/changes/regulatory-change-record';

/** A day that moved because the rules or calendars did. */
export interface Move {
  id: string;
  certificateId: string | null;
  factoryId: string | null;
  planId: string | null;
  applicationId: string | null;
  auditId: string | null;
  sampleId: string | null;
  determinationId: string | null;
  approvalId: string | null;
  approvalKind: string | null;
  projectId: string | null;
  cbReportId: string | null;
  /** Of a CB test report: its product. */
  reportProductId: string | null;
  /** Of a sample: its case, and the booking it lies at. */
  caseId: string | null;
  sampleBookingId: string | null;
  label: string;
  labelZh: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  /** A kind of deadline, or of a plan `stage:<stage>/<edge>`, `limit:<stage>/<limit>` or `end`. */
  item: string;
  /** Of an audit: the number of the finding. */
  itemNumber: number | null;
  itemNames: Words | null;
  fromOn: Day | null;
  toOn: Day | null;
  /** Calendar days; positive = later. */
  days: number | null;
  why: { code: string; facts: Record<string, unknown> };
  throughNames: Words | null;
  referenceVersion: number;
  movedAt: string;
}

export type ChangeDayName =
  | 'announcedOn'
  | 'viewsUntil'
  | 'applicationsFrom'
  | 'declarationsStopOn'
  | 'inForceOn'
  | 'mandatoryFrom'
  | 'newRulesOnlyFrom'
  | 'deadlineOn'
  | 'declarationsCancelledOn';

export const CHANGE_KINDS = ['catalogue', 'mode', 'implementation-rule', 'standard', 'consultation', 'other'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A dated change of catalogue, mode, rule or standard: a record of the reference data or an entry of the tenant. */
export interface RegulatoryChange {
  /** Of the record; of a tenant's own entry its id. */
  key: string;
  origin: 'record' | 'tenant';
  kind: ChangeKind;
  /** null: a standard of which no day in force is known. */
  status: EntryStatus | null;
  instrument: string;
  names: Words | null;
  classes: { key: string; code: string | null; names: Words | null }[];
  certificateSchemes: string[];
  replacedStandards: string[];
  newStandard: string | null;
  newRule: string | null;
  days: Record<ChangeDayName, Day | null>;
  duty: Words | null;
  relief: Words | null;
  basis: Basis | null;
  certainty: Certainty;
  source: string;
  /** Why nobody can be matched to it; null: who is hit can be asked. */
  unmatchable: Unmatchable | null;
  /** The tenant's entry, or how the tenant follows the record. */
  entry: RegulatoryEntry | null;
}

/** What the tenant keeps of an announcement: its own entry, or how it follows a record. */
export interface RegulatoryEntry {
  id: string;
  /** The record that is followed. */
  referenceKey: string | null;
  kind: EntryKind;
  status: EntryStatus;
  instrument: string;
  title: string;
  titleZh: string | null;
  summary: string | null;
  sourceUrl: string | null;
  fileId: string | null;
  fileName: string | null;
  certainty: Certainty;
  announcedOn: Day | null;
  effectiveOn: Day | null;
  newApplicationsOnlyFrom: Day | null;
  deadlineOn: Day | null;
  viewsUntil: Day | null;
  /** null = any class. */
  classCodes: string[] | null;
  /** null = any scheme. */
  schemes: string[] | null;
  replacedStandards: string[];
  newStandard: string | null;
  replacedRule: string | null;
  newRule: string | null;
  appliesToIssuedBefore: Day | null;
  viewsSentOn: Day | null;
  responsibleId: string | null;
  responsibleName: string | null;
  createdByName: string | null;
  createdAt: string;
  withdrawnReason: string | null;
  version: number;
}

export type Verdict = ChangeVerdict['verdict'];

/** A live certificate, or a product without one, and whether a change concerns it. */
export interface Affected {
  subject: 'certificate' | 'product';
  id: string;
  label: string;
  labelZh: string | null;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  standard: string | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  verdict: Verdict;
  reasons: ChangeReason[];
  deadlineOn: Day | null;
  todo: ChangeVerdict['todo'];
}

export interface AffectedPage {
  items: Affected[];
  nextCursor: string | null;
  /** On the first page only. */
  counts: { hit: number; unknown: number; notHit: number; isComplete: boolean } | null;
}
