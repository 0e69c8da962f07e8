import type { FactoryClass } from '#domain/certificate';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { Consequence } from '#domain/deadlines/factory-inspection';
import type { Day } from '#domain/day';
import type { Party } from '#domain/reference/scheme';
import type { FindingAct, FindingStatus, FindingVerification } from '#domain/states/audit-finding-status';
import type { AuditAct, AuditKind, AuditStatus, FindingGrade } from '#domain/states/audit-status';
import type { OwedDeadline } from '../certificates/certificates.types.js';
import type { NamedClient } from '../clients/clients.types.js';
import type { CertificateAtRisk, FactoryInspection, InspectionWindow } from '../clients/factory-inspection.types.js';

/** One row of the list of audits. */
export interface AuditLine {
  id: string;
  kind: AuditKind;
  status: AuditStatus;
  isUnannounced: boolean;
  isRemote: boolean;
  factoryId: string;
  factoryName: string;
  factoryNameZh: string | null;
  /** Who answers its findings; null = another company. */
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  applicationId: string | null;
  applicationNumber: string | null;
  body: string | null;
  plannedFrom: Day | null;
  plannedTo: Day | null;
  heldFrom: Day | null;
  heldTo: Day | null;
  certificates: number;
  /** Findings that still need a correction or its verification. */
  findingsOpen: number;
  majorOpen: number;
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
  responsibleId: string | null;
}

export interface AuditCount {
  total: number;
  isCapped: boolean;
}

export interface Inspector {
  name: string;
  body: string | null;
}

interface Person {
  id: string;
  name: string;
  email: string;
}

export interface Finding {
  id: string;
  auditId: string;
  number: number;
  grade: FindingGrade;
  clause: string | null;
  description: string;
  descriptionZh: string | null;
  status: FindingStatus;
  statusReason: string | null;
  correctiveAction: string | null;
  evidence: string | null;
  evidenceFile: { id: string; name: string; sizeBytes: number } | null;
  verification: FindingVerification | null;
  endedOn: Day | null;
  /** null = an observation, or no limit was found. */
  dueOn: Day | null;
  deadline: OwedDeadline | null;
  ifMissed: Consequence | null;
  /** What the reader may record now. */
  acts: FindingAct[];
  version: number;
}

/** A factory inspection with its findings and what hangs on it. */
export interface Audit extends AuditLine {
  statusReason: string | null;
  personDays: number | null;
  inspectors: Inspector[];
  language: string | null;
  contact: Person | null;
  responsible: Person | null;
  note: string | null;
  closedOn: Day | null;
  classAfter: FactoryClass | null;
  classAfterOn: Day | null;
  client: NamedClient | null;
  application: { id: string; number: string; startedOn: Day } | null;
  /** Who acts next; null = it has ended. */
  turn: Party | null;
  acts: AuditAct[];
  findings: Finding[];
  inspection: FactoryInspection | null;
  version: number;
}

/** A factory with its next follow-up and what is lost when it is missed. */
export interface WindowLine {
  factoryId: string;
  factoryName: string;
  factoryNameZh: string | null;
  clients: NamedClient[];
  window: InspectionWindow | null;
  atRisk: CertificateAtRisk[];
  isCapped: boolean;
  audit: { id: string; status: AuditStatus; day: Day | null } | null;
}
