import type { CertificateFacts, FactoryClass } from '../certificate.js';
import type { CatalogueClass } from '../reference/catalogue.js';
import { CHINA } from '../../../test/support/china-calendar.js';
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

  describe('of a suspended certificate', () => {
    const suspended = { ...certificate, status: 'suspended', validUntil: null } as const;
    const restoration = (facts: Partial<CertificateFacts>) => certificateDeadlines({ ...suspended, ...facts }, book);

    test('restoration is asked for by the last day of the notice', () => {
      const suspension = { ground: '0205', on: '2026-10-01', until: '2026-12-31' };
      expect(restoration({ suspension })).toEqual([
        {
          kind: 'restoration-request',
          dueOn: '2026-12-31',
          basis: 'legal',
          rule: 'suspension.by-notice',
          source: 'CNCA Announcement 19/2008 (CNCA-00C-001) ; http://www.zhenyu-cnc.com/article/12-1.html',
          certainty: 'secondary',
          counted: { start: 'named' },
          isDisputed: false,
          isMet: false,
        },
      ]);
      expect(restoration({ scheme: 'cav-voluntary', suspension })).toMatchObject([
        {
          dueOn: '2026-12-31',
          basis: 'practice',
          rule: 'suspension.by-notice',
          source: 'none',
          certainty: 'unverified',
        },
      ]);
    });

    test('at the wish of the holder it is asked for within 12 months', () => {
      expect(restoration({ suspension: { ground: '0208', on: '2026-10-01', until: null } })).toEqual([
        {
          kind: 'restoration-request',
          dueOn: '2027-10-01',
          basis: 'practice',
          rule: 'suspension.at-wish',
          source: 'CQC notice of 17 June 2010 ; https://www.cqc.com.cn/www/guangzhou/c/2010-06-17/490277.shtml',
          certainty: 'official',
          counted: { start: 'suspended', from: '2026-10-01', amount: 12, unit: 'months' },
          isDisputed: false,
          isMet: false,
        },
      ]);
    });

    test('no day is made up where neither notice nor rule names one', () => {
      expect(restoration({ suspension: { ground: '0205', on: '2026-10-01', until: null } })).toEqual([]);
      expect(restoration({ suspension: null })).toEqual([]);
      expect(restoration({})).toEqual([]);
    });

    test('the other dates stay, and one that is not suspended owes no restoration', () => {
      const suspension = { ground: '0208', on: '2026-10-01', until: null };
      expect(days({ ...certificate, status: 'suspended', suspension })).toEqual([
        'restoration-request 2027-10-01',
        'renewal-filing 2028-02-21',
        'certificate-expiry 2028-05-21',
      ]);
      expect(days({ ...certificate, suspension })).toEqual([
        'renewal-filing 2028-02-21',
        'certificate-expiry 2028-05-21',
      ]);
      expect(days({ ...certificate, status: 'cancelled', suspension })).toEqual([]);
    });
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

describe('how a day was counted', () => {
  const only = (...rules: RuleBook['rules']): RuleBook => ({ ...book, rules, china: CHINA });
  const filing: CertificateRule = {
    ...expiry,
    key: 'notice.filing',
    kind: 'renewal-filing',
    day: { start: 'issued', amount: 15, unit: 'working-days' },
  };
  const issued = { ...certificate, issuedOn: '2026-02-10' };

  test('a disputed rule says both readings with their days and sources, and acts on the earlier', () => {
    expect(certificateDeadlines(certificate, book)[0]).toEqual({
      kind: 'renewal-filing',
      dueOn: '2028-02-21',
      basis: 'legal',
      rule: 'order.renewal',
      source: 'Announcement',
      certainty: 'official',
      isDisputed: true,
      isMet: false,
      counted: {
        start: 'valid-until',
        from: '2028-05-21',
        amount: -90,
        unit: 'calendar-days',
        readings: [
          {
            key: 'last-90-days',
            opensOn: '2028-02-21',
            closesOn: '2028-05-21',
            certainty: 'secondary',
            source: 'Order',
          },
          { key: 'day-90-is-last', opensOn: null, closesOn: '2028-02-21', certainty: 'secondary', source: 'Body' },
        ],
      },
    });
  });

  test('a rule that nobody disputes says no readings, and a named day only that it is named', () => {
    expect(certificateDeadlines(certificate, book)[1]!.counted).toEqual({
      start: 'valid-until',
      from: '2028-05-21',
      amount: 0,
      unit: 'calendar-days',
    });
    expect(certificateDeadlines(declaration, book)[0]!.counted).toEqual({ start: 'named' });
  });

  test('working days over Spring Festival 2026 name each block that was passed and the Saturdays that were worked', () => {
    const [owed] = certificateDeadlines(issued, only(filing));
    expect(owed!.dueOn).toBe('2026-03-09');
    expect(owed!.counted).toEqual({
      start: 'issued',
      from: '2026-02-10',
      amount: 15,
      unit: 'working-days',
      country: 'CN',
      skipped: [
        expect.objectContaining({ from: '2026-02-15', to: '2026-02-23', kind: 'holiday', days: 9 }),
        expect.objectContaining({ from: '2026-03-01', to: '2026-03-01', kind: 'weekend', days: 1 }),
        expect.objectContaining({ from: '2026-03-07', to: '2026-03-08', kind: 'weekend', days: 2 }),
      ],
      madeUp: ['2026-02-14', '2026-02-28'],
    });
  });

  test('a count through a year without a notice names the year', () => {
    const [owed] = certificateDeadlines({ ...certificate, issuedOn: '2026-12-30' }, only(filing));
    expect(owed!.counted.provisionalYears).toEqual([2027]);
  });

  test('a month that is too short is said', () => {
    const monthly: CertificateRule = { ...filing, day: { start: 'issued', amount: 1, unit: 'months' } };
    const [owed] = certificateDeadlines({ ...certificate, issuedOn: '2026-01-31' }, only(monthly));
    expect(owed).toMatchObject({ dueOn: '2026-02-28' });
    expect(owed!.counted).toEqual({
      start: 'issued',
      from: '2026-01-31',
      amount: 1,
      unit: 'months',
      monthEnd: { wanted: 31, given: 28 },
    });
  });

  test('calendar days may lead out of the years that people may enter', () => {
    const early = { ...certificate, validUntil: '1900-01-31' };
    expect(certificateDeadlines(early, only(renewal))[0]!.dueOn).toBe('1899-11-02');
  });

  test('a day of issue that nobody knows makes no day', () => {
    expect(certificateDeadlines({ ...certificate, issuedOn: null }, only(filing))).toEqual([]);
  });

  test.each([
    ['up to the day itself', { validFrom: null, validTo: '2028-05-21' }, ['certificate-expiry']],
    ['from the day on', { validFrom: '2028-05-21', validTo: null }, ['certificate-expiry']],
    ['until the day before', { validFrom: null, validTo: '2028-05-20' }, []],
    ['from the day after', { validFrom: '2028-05-22', validTo: null }, []],
  ])('a rule rules the days of its own validity: %s', (_, validity, kinds) => {
    expect(certificateDeadlines(certificate, only({ ...expiry, ...validity })).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('where one rule ends, the next of its kind takes over', () => {
    const ended = { ...expiry, validTo: '2028-05-20' };
    const next = { ...expiry, key: 'order.expiry-2028', validFrom: '2028-05-21' };
    expect(certificateDeadlines(certificate, only(ended, next)).map(({ rule }) => rule)).toEqual(['order.expiry-2028']);
  });

  test('days come in their order, whatever the order of the rules', () => {
    const kinds = (rules: RuleBook['rules']) =>
      certificateDeadlines(certificate, only(...rules)).map(({ kind }) => kind);
    expect(kinds([expiry, renewal])).toEqual(['renewal-filing', 'certificate-expiry']);
    expect(kinds([renewal, expiry])).toEqual(['renewal-filing', 'certificate-expiry']);
  });

  test('an inspection of a factory is not met by being stated, and its rule has a validity too', () => {
    const [rule] = book.rules.filter(({ subject }) => subject === 'factory');
    expect(factoryDeadlines(factory('B'), only(rule!))[0]!.isMet).toBe(false);
    expect(factoryDeadlines(factory('B'), only({ ...rule!, validTo: '2027-08-30' }))).toEqual([]);
    expect(factoryDeadlines(factory('B'), only({ ...rule!, validTo: '2027-08-31' }))).toHaveLength(1);
  });

  test('one vehicle certificate among others is enough for the rule of vehicles', () => {
    const mixed = factory('B', {
      certificates: [
        { scheme: 'ccc', classCode: '1104', status: 'valid' },
        { scheme: 'ccc', classCode: '1101', status: 'valid' },
      ],
    });
    expect(factoryDeadlines(mixed, book)[0]!.basis).toBe('legal');
  });
});
