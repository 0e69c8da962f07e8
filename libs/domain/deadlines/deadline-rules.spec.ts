import type { CertificateFacts, FactoryClass } from '../certificate.js';
import type { CatalogueClass } from '../reference/catalogue.js';
import { calendarOf } from '../calendar/working-calendar.js';
import {
  certificateDeadlines,
  factoryDeadlines,
  type CertificateRule,
  type FactoryFacts,
  type RuleBook,
} from './deadline-rules.js';

const named: CertificateRule = {
  key: 'announcement.conversion',
  kind: 'conversion',
  subject: 'certificate',
  schemes: ['ccc-self-declaration-b'],
  conversion: 'announcement',
  day: { start: 'named', on: '2026-12-31' },
  basis: 'legal',
  certainty: 'official',
  source: 'Announcement',
  sourceUrl: null,
  isDisputed: false,
  validFrom: null,
  validTo: null,
  order: 10,
  readings: [],
};
const renewal: CertificateRule = {
  ...named,
  key: 'order.renewal',
  kind: 'renewal-filing',
  schemes: ['ccc'],
  conversion: null,
  day: { start: 'valid-until', amount: -90, unit: 'calendar-days' },
  isDisputed: true,
  readings: [
    { key: 'last-90-days', opens: -90, closes: 0, certainty: 'secondary', source: 'Order' },
    { key: 'day-90-is-last', opens: null, closes: -90, certainty: 'secondary', source: 'Body' },
  ],
};
const expiry: CertificateRule = {
  ...renewal,
  key: 'order.expiry',
  kind: 'certificate-expiry',
  day: { start: 'valid-until', amount: 0, unit: 'calendar-days' },
  isDisputed: false,
  readings: [],
};
const followUp = {
  key: 'follow-up',
  kind: 'follow-up-inspection',
  subject: 'factory',
  certainty: 'secondary',
  source: 'Rule',
  sourceUrl: null,
  isDisputed: false,
  validFrom: null,
  validTo: null,
  order: 50,
} as const;
const classOf = (code: string, conversion: string | null): [string, CatalogueClass] => [
  code,
  { key: code, code, conversion } as CatalogueClass,
];

const book: RuleBook = {
  classes: new Map([classOf('1104', 'announcement'), classOf('1101', null)]),
  rules: [
    named,
    renewal,
    expiry,
    { ...followUp, basis: 'legal', classCode: '1101', months: { A: 24, B: 12, C: 12, D: 6 } },
    { ...followUp, key: 'follow-up.custom', basis: 'practice', classCode: null, months: { A: 24, B: 12, C: 12, D: 6 } },
    { ...followUp, key: 'follow-up.unknown', basis: 'practice', classCode: null, months: { unknown: 12 } },
  ],
  ladders: {} as RuleBook['ladders'],
  china: calendarOf('CN', [], [2026]),
};

const declaration: CertificateFacts = {
  scheme: 'ccc-self-declaration-b',
  classCode: '1104',
  status: 'valid',
  issuedOn: '2021-03-01',
  validUntil: null,
  isReplaced: false,
};
const certificate: CertificateFacts = {
  scheme: 'ccc',
  classCode: '1101',
  status: 'valid',
  issuedOn: '2023-05-22',
  validUntil: '2028-05-21',
  isReplaced: false,
};
const days = (facts: CertificateFacts) =>
  certificateDeadlines(facts, book).map(({ kind, dueOn, isMet }) => `${kind} ${dueOn}${isMet ? ' met' : ''}`);

describe('deadlines of a certificate or self-declaration', () => {
  test('a declaration of a converting class owes its conversion, whatever its status short of an end', () => {
    expect(days(declaration)).toEqual(['conversion 2026-12-31']);
    expect(days({ ...declaration, status: 'suspended' })).toEqual(['conversion 2026-12-31']);
  });

  test.each(['expired', 'cancelled', 'revoked'] as const)('an ended one (%s) owes nothing', (status) => {
    expect(days({ ...declaration, status })).toEqual([]);
    expect(days({ ...certificate, status })).toEqual([]);
  });

  test('a replaced declaration has met its conversion', () => {
    expect(days({ ...declaration, isReplaced: true })).toEqual(['conversion 2026-12-31 met']);
  });

  test('a certificate that replaces is not itself converted, and being replaced does not meet a renewal', () => {
    expect(days({ ...certificate, isReplaced: true })).toEqual([
      'renewal-filing 2028-02-21',
      'certificate-expiry 2028-05-21',
    ]);
  });

  test('a declaration of a class outside the announcement owes no conversion', () => {
    expect(days({ ...declaration, classCode: '1101' })).toEqual([]);
    expect(days({ ...declaration, classCode: '9999' })).toEqual([]);
  });

  test('a certificate without a last day has no expiry made up for it', () => {
    expect(days({ ...certificate, validUntil: null })).toEqual([]);
  });

  test.each([
    ['2027-03-31', '2026-12-31'],
    ['2028-05-29', '2028-02-29'],
    ['2027-05-30', '2027-03-01'],
    ['2027-01-01', '2026-10-03'],
  ])('valid until %s, the renewal is filed by %s', (validUntil, dueOn) => {
    expect(certificateDeadlines({ ...certificate, validUntil }, book)[0]).toMatchObject({
      kind: 'renewal-filing',
      dueOn,
      isDisputed: true,
      counted: { start: 'valid-until', from: validUntil, amount: -90, unit: 'calendar-days' },
    });
  });
});

const factory = (factoryClass: FactoryClass | null, changes: Partial<FactoryFacts> = {}): FactoryFacts => ({
  factoryClass,
  lastFollowUpOn: '2026-08-31',
  certificates: [{ scheme: 'ccc', classCode: '1101', status: 'valid' }],
  ...changes,
});

describe('next follow-up inspection of a factory', () => {
  test.each([
    ['A', '2028-08-31'],
    ['B', '2027-08-31'],
    ['C', '2027-08-31'],
    ['D', '2027-02-28'],
  ] as const)(
    'class %s after 31 August 2026 is due on %s, legal where vehicles are certified',
    (factoryClass, dueOn) => {
      expect(factoryDeadlines(factory(factoryClass), book)).toEqual([
        expect.objectContaining({ dueOn, basis: 'legal' }),
      ]);
    },
  );

  test('an unknown class counts as 12 months, is practice, and says so', () => {
    expect(factoryDeadlines(factory(null), book)).toEqual([
      expect.objectContaining({
        dueOn: '2027-08-31',
        basis: 'practice',
        counted: { start: 'last-follow-up', from: '2026-08-31', amount: 12, unit: 'months', factoryClass: 'unknown' },
      }),
    ]);
  });

  test('outside vehicles the class arithmetic is practice', () => {
    const parts = factory('D', { certificates: [{ scheme: 'ccc', classCode: '1104', status: 'suspended' }] });
    expect(factoryDeadlines(parts, book)).toEqual([
      expect.objectContaining({ dueOn: '2027-02-28', basis: 'practice' }),
    ]);
  });

  test('a vehicle certificate that has ended does not make the date of the others legal', () => {
    const mixed = factory('B', {
      certificates: [
        { scheme: 'ccc', classCode: '1101', status: 'cancelled' },
        { scheme: 'cqc-voluntary', classCode: '1101', status: 'valid' },
      ],
    });
    expect(factoryDeadlines(mixed, book)).toEqual([expect.objectContaining({ basis: 'practice' })]);
  });

  test('no date without a last inspection, with declarations only, or when all certificates have ended', () => {
    expect(factoryDeadlines(factory('A', { lastFollowUpOn: null }), book)).toEqual([]);
    expect(
      factoryDeadlines(
        factory('A', { certificates: [{ scheme: 'ccc-self-declaration-b', classCode: '1104', status: 'valid' }] }),
        book,
      ),
    ).toEqual([]);
    expect(
      factoryDeadlines(factory('A', { certificates: [{ scheme: 'ccc', classCode: '1101', status: 'revoked' }] }), book),
    ).toEqual([]);
  });
});
