import type { ReportEnd } from '#domain/cases/cb-report';
import type { Certainty } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';

/** A CB test report of a product. */
export interface CbReport {
  id: string;
  productId: string;
  number: string;
  certificateNumber: string | null;
  issuer: string;
  standard: string | null;
  issuedOn: Day;
  applicationId: string | null;
  caseNumber: string | null;
  responsibleId: string | null;
  responsibleName: string | null;
  settledAs: ReportEnd | null;
  settledOn: Day | null;
  /** Until when a body takes it without a question; null where no source names an age. */
  age: { lastOn: Day; years: number; certainty: Certainty; source: string } | null;
  version: number;
}
