import { FINDING_STATUSES, type FindingStatus } from '../states/audit-finding-status.js';
import type { FindingGrade } from '../states/audit-status.js';
import { findingsAgainstCertificate, requireNoMajorFinding } from './findings.js';

const finding = (number: number, grade: FindingGrade, status: FindingStatus) => ({ number, grade, status });

describe('the end of a case', () => {
  it.each<[FindingStatus, boolean]>([
    ['open', true],
    ['answered', true],
    ['evidence-submitted', true],
    ['closed', false],
    ['rescinded', false],
    ['lapsed', false],
  ])('a major finding that is %s stands against the certificate: %s', (status, isAgainst) => {
    expect(findingsAgainstCertificate([finding(1, 'major', status)])).toHaveLength(isAgainst ? 1 : 0);
  });

  it('is not held up by minor findings and observations', () => {
    for (const status of FINDING_STATUSES)
      expect(() =>
        requireNoMajorFinding([finding(1, 'minor', status), finding(2, 'observation', status)]),
      ).not.toThrow();
  });

  it('names each major finding that is open', () => {
    const findings = [finding(1, 'major', 'open'), finding(2, 'minor', 'open'), finding(3, 'major', 'answered')];
    expect(() => requireNoMajorFinding(findings)).toThrow(
      expect.objectContaining({
        code: 'application.major-finding-open',
        facts: {
          count: 2,
          findings: [
            { number: 1, status: 'open' },
            { number: 3, status: 'answered' },
          ],
        },
      }),
    );
  });
});
