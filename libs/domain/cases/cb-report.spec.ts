import type { RecognitionAgreement } from '../reference/actors.js';
import { cbReportDeadlines, reportAge, requireReportDay } from './cb-report.js';

const words = { en: '', de: '', zh: '' };
const scheme = {
  key: 'iecee-cb',
  names: words,
  kind: 'cb-scheme',
  validFrom: null,
  validTo: null,
  certainty: 'official',
  source: 'https://one.test',
  criteria: [
    { key: 'cb-same-factory', test: 'fact', text: words, otherwise: 'no', wanted: 'yes', certainty: 'official', source: 'https://one.test' },
    { key: 'cb-issued-on', test: 'age', text: words, otherwise: 'doubtful', years: 3, certainty: 'official', source: 'https://two.test' },
  ],
} as unknown as RecognitionAgreement; // prettier-ignore

test('a CB test report grows too old three years after its issue, by practice and with its source', () => {
  expect(cbReportDeadlines({ issuedOn: '2024-02-29', settledAs: null }, [scheme])).toEqual([
    {
      kind: 'cb-report',
      dueOn: '2027-02-28',
      basis: 'practice',
      rule: 'cb-report.age',
      source: 'https://two.test',
      certainty: 'official',
      counted: { start: 'reported', from: '2024-02-29', amount: 3, unit: 'years' },
      isDisputed: false,
      isMet: false,
    },
  ]);
});

test.each(['taken', 'renewed', 'not-needed'] as const)('one that is %s has met its day', (settledAs) => {
  expect(cbReportDeadlines({ issuedOn: '2024-06-01', settledAs }, [scheme])).toMatchObject([{ isMet: true }]);
});

test('no day is made up where no scheme that held on the day of issue names an age', () => {
  const later = { ...scheme, validFrom: '2025-01-01' };
  const silent = { ...scheme, criteria: scheme.criteria.slice(0, 1) };
  for (const agreements of [[], [later], [silent], [{ ...scheme, kind: 'alliance' as const }]])
    expect(reportAge('2024-06-01', agreements)).toBeNull();
});

test('a day of a report is neither in the future nor, of its end, before its issue', () => {
  expect(() => requireReportDay('issuedOn', '2026-11-21', null, '2026-11-20')).toThrow('invalid-input');
  expect(() => requireReportDay('on', '2024-05-31', '2024-06-01', '2026-11-20')).toThrow('invalid-input');
  expect(() => requireReportDay('on', '2024-06-01', '2024-06-01', '2026-11-20')).not.toThrow();
});
