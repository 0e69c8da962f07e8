import { addDays, type Day } from '../day.js';
import { isLive, type CertificateStatus } from '../states/certificate-status.js';

/** What stands in the register of a certificate that somebody checks. */
export interface CheckedFacts {
  status: CertificateStatus;
  /** day from which the status holds; null = valid, or not recorded */
  statusOn: Day | null;
  /** last valid day; null = none is set */
  validUntil: Day | null;
}

/**
 * How a certificate stands on a day, for whoever checks it: past its last valid day it is expired, also while nobody has
 * recorded that yet.
 *
 * @param today the day in China, where the last valid day ends
 */
export function checkedStatus(facts: CheckedFacts, today: Day): Pick<CheckedFacts, 'status' | 'statusOn'> {
  const { status, statusOn, validUntil } = facts;
  if (isLive(status) && validUntil !== null && validUntil < today)
    return { status: 'expired', statusOn: addDays(validUntil, 1) };
  return { status, statusOn };
}
