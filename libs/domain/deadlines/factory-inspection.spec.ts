import fc from 'fast-check';
import { FACTORY_CLASSES, SCHEMES, isSelfDeclaration, type FactoryClass, type Scheme } from '../certificate.js';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '../states/certificate-status.js';
import { addDays } from '../day.js';
import { factoryDeadlines, type FactoryFacts, type FactoryRule, type RuleBook } from './deadline-rules.js';
import {
  INSPECTION_DUE_KINDS,
  certificateChain,
  followUpWindow,
  inspectionDue,
  missedFollowUp,
  type ChainCertificate,
  type ChainFactory,
} from './factory-inspection.js';
import type { Limit } from '../reference/record.js';
import { calendarOf } from '../calendar/working-calendar.js';

const china = calendarOf('CN', [{ day: '2026-10-01', kind: 'holiday', name: 'National Day' }], [2026]);

const rule: FactoryRule = {
  key: 'vehicles.follow-up',
  kind: 'follow-up-inspection',
  subject: 'factory',
  classCode: '1101',
  months: { A: 24, B: 12, C: 12, D: 6 },
  basis: 'legal',
  certainty: 'secondary',
  source: 'CNCA-C11-01:2020',
  sourceUrl: null,
  isDisputed: false,
  validFrom: null,
  validTo: null,
  order: 1,
};
const book: RuleBook = {
  classes: new Map(),
  ladders: {} as RuleBook['ladders'],
  china,
  rules: [
    rule,
    { ...rule, key: 'parts.follow-up', classCode: null, basis: 'practice', source: 'Practice', order: 2 },
    { ...rule, key: 'unknown.follow-up', classCode: null, months: { unknown: 12 }, basis: 'practice', order: 3 },
  ],
};

const ccc = (classCode: string, status: CertificateStatus = 'valid', scheme: Scheme = 'ccc') => ({
  scheme,
  classCode,
  status,
});
const facts = (changes: Partial<FactoryFacts>): FactoryFacts => ({
  factoryClass: 'B',
  lastFollowUpOn: '2025-08-31',
  certificates: [ccc('1104')],
  ...changes,
});

const SUSPENSION_0205 = {
  outcome: 'suspension-ground',
  ground: '0205',
  basis: 'legal',
  certainty: 'secondary',
  source: 'CNCA Announcement 19/2008 (CNCA-00C-001) ; http://www.zhenyu-cnc.com/article/12-1.html',
};
const NOTHING_FOUND = { outcome: 'unknown', ground: null, basis: null, certainty: null, source: null };

describe('the window of a follow-up inspection', () => {
  it.each<[FactoryClass | null, string, number, string, string]>([
    ['A', '1101', 24, '2027-08-31', 'vehicles.follow-up'],
    ['B', '1101', 12, '2026-08-31', 'vehicles.follow-up'],
    ['C', '1104', 12, '2026-08-31', 'parts.follow-up'],
    ['D', '1104', 6, '2026-02-28', 'parts.follow-up'],
    [null, '1101', 12, '2026-08-31', 'unknown.follow-up'],
  ])('of class %s with %s: %i months, latest on %s, by %s', (factoryClass, classCode, months, latestOn, key) => {
    const window = followUpWindow(facts({ factoryClass, certificates: [ccc(classCode)] }), book)!;
    expect(window).toMatchObject({
      factoryClass: factoryClass ?? 'unknown',
      lastInspectionOn: '2025-08-31',
      latestOn,
      intervalMonths: months,
      unknown: null,
    });
    expect(window.stated).toMatchObject({ rule: key, dueOn: latestOn, basis: key.startsWith('v') ? 'legal' : 'practice' }); // prettier-ignore
  });

  it('has no first day, for no source names one', () => {
    expect(followUpWindow(facts({}), book)!.opensOn).toBeNull();
  });

  it('is not made up where the last inspection is not known', () => {
    expect(followUpWindow(facts({ lastFollowUpOn: null }), book)).toEqual({
      factoryClass: 'B',
      lastInspectionOn: null,
      opensOn: null,
      latestOn: null,
      intervalMonths: null,
      stated: null,
      unknown: 'last-inspection',
    });
  });

  it('is not made up where no rule fits the class', () => {
    expect(followUpWindow(facts({ factoryClass: null }), { ...book, rules: [rule] })).toMatchObject({
      factoryClass: 'unknown',
      latestOn: null,
      unknown: 'rule',
    });
  });

  it.each<[string, FactoryFacts['certificates']]>([
    ['without certificates', []],
    ['with declarations only', [ccc('1104', 'valid', 'ccc-self-declaration-a'), ccc('1104', 'valid', 'ccc-self-declaration-b')]], // prettier-ignore
    ['with ended certificates only', [ccc('1104', 'expired'), ccc('1104', 'cancelled'), ccc('1104', 'revoked')]],
  ])('does not exist for a factory %s', (_, certificates) => {
    expect(followUpWindow(facts({ certificates }), book)).toBeNull();
  });

  it.each<[Scheme, CertificateStatus]>([
    ['ccc', 'suspended'],
    ['cqc-voluntary', 'valid'],
    ['cav-voluntary', 'suspended'],
  ])('exists for a factory with one certificate %s, %s', (scheme, status) => {
    expect(followUpWindow(facts({ certificates: [ccc('1104', status, scheme)] }), book)!.latestOn).toBe('2026-08-31');
  });

  it('ends on the very day that is mailed as the deadline', () => {
    const anyFacts = fc.record({
      factoryClass: fc.constantFrom(...FACTORY_CLASSES, null),
      lastFollowUpOn: fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2020-01-01', days)),
      certificates: fc.array(
        fc.record({
          scheme: fc.constantFrom(...SCHEMES),
          classCode: fc.constantFrom('1101', '1104'),
          status: fc.constantFrom(...CERTIFICATE_STATUSES),
        }),
      ),
    });
    fc.assert(
      fc.property(anyFacts, (some) => {
        const latestOn = followUpWindow(some, book)?.latestOn;
        expect(latestOn).toBe(factoryDeadlines(some, book)[0]?.dueOn);
        if (latestOn) expect(latestOn > some.lastFollowUpOn).toBe(true);
      }),
    );
  });
});

describe('a missed follow-up inspection', () => {
  it.each<[Scheme, CertificateStatus, object]>([
    ['ccc', 'valid', SUSPENSION_0205],
    ['ccc', 'suspended', { ...SUSPENSION_0205, outcome: 'revocation-ground', ground: '0201' }],
    ['ccc', 'expired', NOTHING_FOUND],
    ['cqc-voluntary', 'valid', NOTHING_FOUND],
    ['cav-voluntary', 'suspended', NOTHING_FOUND],
  ])('puts a certificate %s, %s at its risk', (scheme, status, consequence) => {
    expect(missedFollowUp(scheme, status)).toEqual(consequence);
  });
});

describe('a day around an inspection', () => {
  const limit = (amount: number, unit: Limit['unit'], basis: Limit['basis']): Limit => ({
    amount,
    unit,
    basis,
    certainty: 'secondary',
    source: 'Source',
    note: null,
  });
  const failed = {
    outcome: 'inspection-failed',
    ground: null,
    basis: 'legal',
    certainty: 'secondary',
    source: 'http://www.ccc-certificate.org/en/renzhengliucheng/gongchangjiancha',
  };

  it.each<[(typeof INSPECTION_DUE_KINDS)[number], string, Limit, string, object]>([
    ['initial-nonconformity', '2026-11-20', limit(3, 'months', 'legal'), '2027-02-20', failed],
    ['initial-nonconformity', '2026-11-30', limit(3, 'months', 'legal'), '2027-02-28', failed],
    ['follow-up-nonconformity', '2026-05-31', limit(3, 'months', 'planning'), '2026-08-31', { ...SUSPENSION_0205, ground: '0203' }], // prettier-ignore
    ['inspection-after-type-test', '2024-02-29', limit(12, 'months', 'legal'), '2025-02-28', { ...failed, outcome: 'test-repeated' }], // prettier-ignore
    ['first-inspection-after-certificate', '2026-10-15', limit(3, 'months', 'practice'), '2027-01-15', NOTHING_FOUND],
    ['initial-nonconformity', '2026-09-29', limit(2, 'working-days', 'planning'), '2026-10-02', failed],
    ['initial-nonconformity', '2026-09-29', limit(40, 'calendar-days', 'planning'), '2026-11-08', failed],
  ])('%s from %s', (kind, from, by, dueOn, ifMissed) => {
    const due = inspectionDue(kind, from, by, china);
    expect(due).toMatchObject({ kind, from, dueOn, limit: by, ifMissed });
    expect(due.ifMissed).toEqual(ifMissed);
    expect(due.counted).toMatchObject({ start: from, amount: by.amount, unit: by.unit, result: dueOn });
  });

  it.each(INSPECTION_DUE_KINDS)('%s is not made up while its start or its limit is unknown', (kind) => {
    const by = limit(3, 'months', 'legal');
    expect(inspectionDue(kind, null, by, china)).toMatchObject({ from: null, dueOn: null, counted: null, limit: by });
    expect(inspectionDue(kind, '2026-11-20', null, china)).toMatchObject({ dueOn: null, counted: null, limit: null });
  });

  it('knows four kinds of them', () => {
    expect(INSPECTION_DUE_KINDS).toEqual([
      'initial-nonconformity',
      'follow-up-nonconformity',
      'inspection-after-type-test',
      'first-inspection-after-certificate',
    ]);
  });

  it.each([0, -3])('is refused with a limit of %i: a deadline never falls before its start', (amount) => {
    expect(() => inspectionDue('initial-nonconformity', null, limit(amount, 'months', 'legal'), china)).toThrow(
      new RangeError(`limit of initial-nonconformity must be above 0: ${amount}`),
    );
    expect(inspectionDue('initial-nonconformity', '2026-11-20', limit(1, 'calendar-days', 'legal'), china).dueOn).toBe(
      '2026-11-21',
    );
  });
});

describe('the certificate chain', () => {
  const certificate = (id: string, changes: Partial<ChainCertificate> = {}): ChainCertificate => ({
    id,
    factoryId: 'f1',
    scheme: 'ccc',
    classCode: '1104',
    status: 'valid',
    validUntil: '2028-01-01',
    ...changes,
  });
  const factory = (id: string, changes: Partial<ChainFactory> = {}): ChainFactory => ({
    id,
    factoryClass: 'B',
    lastFollowUpOn: '2026-03-01',
    ...changes,
  });

  it('names what hangs on the inspection, what it risks, and what is not followed up', () => {
    const { chains, withoutFactory } = certificateChain(
      [
        certificate('late', { validUntil: '2030-05-05' }),
        certificate('first', { validUntil: '2027-02-28', status: 'suspended' }),
        certificate('declared', { scheme: 'ccc-self-declaration-b', validUntil: null }),
        certificate('gone', { status: 'cancelled' }),
        certificate('gone-declared', { scheme: 'ccc-self-declaration-a', status: 'expired' }),
        certificate('mark', { scheme: 'cqc-voluntary', validUntil: null }),
        certificate('on-the-day', { validUntil: '2027-03-01' }),
      ],
      [factory('f1')],
      book,
    );
    expect(withoutFactory).toEqual([]);
    expect(chains).toHaveLength(1);
    expect(chains[0].window).toMatchObject({ latestOn: '2027-03-01', intervalMonths: 12 });
    expect(chains[0].atRisk).toEqual([
      {
        ...certificate('first', { validUntil: '2027-02-28', status: 'suspended' }),
        ifMissed: { ...SUSPENSION_0205, outcome: 'revocation-ground', ground: '0201' },
        endsFirst: true,
      },
      {
        ...certificate('on-the-day', { validUntil: '2027-03-01' }),
        ifMissed: SUSPENSION_0205,
        endsFirst: false,
      },
      { ...certificate('late', { validUntil: '2030-05-05' }), ifMissed: SUSPENSION_0205, endsFirst: false },
      {
        ...certificate('mark', { scheme: 'cqc-voluntary', validUntil: null }),
        ifMissed: NOTHING_FOUND,
        endsFirst: false,
      },
    ]);
    expect(chains[0].notFollowedUp).toEqual([
      { id: 'declared', why: 'declaration' },
      { id: 'gone', why: 'ended' },
      { id: 'gone-declared', why: 'ended' },
    ]);
  });

  it('puts the earliest inspection first, then those without a day, then by id', () => {
    const { chains } = certificateChain(
      ['z', 'b', 'a', 'c', 'd', 'n'].map((id) => certificate(`c-${id}`, { factoryId: id })),
      [
        factory('n', { lastFollowUpOn: null }),
        factory('z', { lastFollowUpOn: '2026-01-01' }),
        factory('b'),
        factory('empty'),
        factory('a'),
        factory('c', { factoryClass: 'D' }),
        factory('d', { factoryClass: 'A' }),
      ],
      book,
    );
    expect(chains.map(({ factoryId, window }) => [factoryId, window?.latestOn])).toEqual([
      ['c', '2026-09-01'],
      ['z', '2027-01-01'],
      ['a', '2027-03-01'],
      ['b', '2027-03-01'],
      ['d', '2028-03-01'],
      ['empty', undefined],
      ['n', null],
    ]);
    expect(chains[5].atRisk).toEqual([]);
    expect(chains[6].atRisk).toMatchObject([{ id: 'c-n', endsFirst: false }]);
  });

  it('puts certificates of one last day in the order of their ids', () => {
    const { chains } = certificateChain(
      ['c', 'a', 'b'].map((id) => certificate(id)),
      [factory('f1')],
      book,
    );
    expect(chains[0].atRisk.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('says which live certificates hang on nothing that is known', () => {
    const lost = [
      certificate('no-factory', { factoryId: null }),
      certificate('other-factory', { factoryId: 'f9' }),
      certificate('declared', { factoryId: null, scheme: 'ccc-self-declaration-a' }),
      certificate('ended', { factoryId: null, status: 'revoked' }),
      certificate('known'),
    ];
    const { chains, withoutFactory } = certificateChain(lost, [factory('f1')], book);
    expect(withoutFactory).toEqual(['no-factory', 'other-factory']);
    expect(chains[0].atRisk.map(({ id }) => id)).toEqual(['known']);
  });

  it('loses no certificate and counts none twice', () => {
    const anyCertificate = fc.record({
      factoryId: fc.constantFrom('f1', 'f2', 'f9', null),
      scheme: fc.constantFrom(...SCHEMES),
      classCode: fc.constantFrom('1101', '1104'),
      status: fc.constantFrom(...CERTIFICATE_STATUSES),
      validUntil: fc.constantFrom('2027-01-01', '2028-01-01', null),
    });
    fc.assert(
      fc.property(fc.array(anyCertificate), (some) => {
        const all = some.map((one, index) => ({ id: `c${index}`, ...one }));
        const { chains, withoutFactory } = certificateChain(all, [factory('f1'), factory('f2')], book);
        const named = chains.flatMap(({ atRisk, notFollowedUp }) => [...atRisk, ...notFollowedUp].map(({ id }) => id));
        const left = all.filter(
          ({ id, scheme, status, factoryId }) =>
            !named.includes(id) &&
            !withoutFactory.includes(id) &&
            !(
              (isSelfDeclaration(scheme) || !['valid', 'suspended'].includes(status)) &&
              !['f1', 'f2'].includes(factoryId!)
            ),
        );
        expect(left).toEqual([]);
        expect(new Set([...named, ...withoutFactory]).size).toBe(named.length + withoutFactory.length);
      }),
    );
  });
});
