import { RuleBroken } from '../errors.js';
import { isOpenFinding } from '../states/audit-finding-status.js';
import type { FindingFacts } from './audits.js';

/** The findings that keep a case from its certificate: only a major one does, and only while it is open. */
export function findingsAgainstCertificate<F extends Pick<FindingFacts, 'grade' | 'status'>>(
  findings: readonly F[],
): F[] {
  return findings.filter(({ grade, status }) => grade === 'major' && isOpenFinding(status));
}

/** @throws RuleBroken `application.major-finding-open` `{ count, findings }` naming each by `{ number, status }` */
export function requireNoMajorFinding(findings: readonly FindingFacts[]): void {
  const open = findingsAgainstCertificate(findings).map(({ number, status }) => ({ number, status }));
  if (open.length > 0) throw new RuleBroken('application.major-finding-open', { count: open.length, findings: open });
}
