import type { Day } from '#domain/day';
import type { Basis, Certainty, DeadlineKind } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import type { YesNoUnknown } from '#domain/reference/actors';
import type { DeterminationAct, DeterminationKind, DeterminationStatus, Discharge } from '#domain/states/determination-status'; // prettier-ignore

type Words = Record<Language, string>;

export interface DeterminationLine {
  id: string;
  kind: DeterminationKind;
  ground: string | null;
  status: DeterminationStatus;
  statusReason: string | null;
  acts: DeterminationAct[];
  number: string | null;
  purpose: string;
  quantity: number;
  dischargedQuantity: number;
  unit: string | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  grantedOn: Day | null;
  validUntil: Day | null;
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
  createdAt: string;
  version: number;
}

export interface DeterminationFile {
  id: string;
  name: string;
  sizeBytes: number;
}

export interface DischargeOfGoods {
  id: string;
  manner: Discharge;
  dischargedOn: Day;
  quantity: number;
  proof: DeterminationFile;
}

export interface Determination extends DeterminationLine {
  applicantName: string | null;
  authority: string | null;
  place: string | null;
  appliedOn: Day | null;
  importedOn: Day | null;
  promisedExportOn: Day | null;
  displayUntil: Day | null;
  conditions: Record<string, YesNoUnknown>;
  applicationId: string | null;
  applicationNumber: string | null;
  checkId: string | null;
  checkNumber: string | null;
  responsibleId: string | null;
  responsibleName: string | null;
  contactId: string | null;
  contactName: string | null;
  paper: DeterminationFile | null;
  note: string | null;
  discharges: DischargeOfGoods[];
}

export interface Ground {
  key: string;
  kind: 'not-required' | 'exempt';
  names: Words;
  conditions: { key: string; text: Words }[];
  applicant: Words | null;
  authority: Words | null;
  asksPromisedExport: boolean;
  asksDisplay: boolean;
  note: Words | null;
  certainty: Certainty;
  source: string;
}

export interface Backing {
  basis: Basis;
  certainty: Certainty;
  source: string;
  note: Words | null;
}

export interface GroundList {
  items: Ground[];
  notForSale: Backing | null;
  validity: Backing | null;
}
