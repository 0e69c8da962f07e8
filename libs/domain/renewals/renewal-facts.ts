import type { CertificateFacts } from '../certificate.js';
import type { Day } from '../day.js';
import type { FactoryFacts } from '../deadlines/deadline-rules.js';
import type { Limit } from '../reference/record.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';

/** What the planner needs to know of a certificate and of what hangs on it. */
export interface RenewalFacts extends CertificateFacts {
  /** edition on the certificate, else that of its product; null = not recorded */
  standard: string | null;
  /** last day of the suspension by its notice; null = not suspended, or not known */
  suspendedUntil: Day | null;
  /** null = not recorded */
  factory: RenewalFactory | null;
  /** cases on it that are not ended */
  cases: readonly CaseOnCertificate[];
  /** changes that touch it, are not accepted yet and have no case */
  changes: readonly { id: string; title: string }[];
  /** annual fees that are not paid */
  fees: readonly { id: string; year: number; dueOn: Day }[];
}

export interface RenewalFactory extends FactoryFacts {
  id: string;
  name: string;
  /** of those that took place; null = none recorded */
  lastAudit: { id: string; status: 'held' | 'passed' | 'failed'; openFindings: number } | null;
}

export interface CaseOnCertificate {
  id: string;
  number: string;
  kind: 'change' | 'extension' | 'renewal' | 'conversion';
  /** handed to the body already */
  isFiled: boolean;
}

/** One step before the filing: how long it takes, and by whose working days. */
export interface PreparationStep {
  /** key of the stage in the procedure */
  stageKey: string;
  limit: Limit;
  calendar: WorkingCalendar;
}
