import type { Amendment, ModePeriod } from '../reference/catalogue.js';
import { goodsRelease, modelKey, type ReleaseCertificate, type ReleaseFacts } from './goods-release.js';

const SOURCE = { certainty: 'official', source: 'SAMR Announcement 57/2025' } as const;

function period(mode: ModePeriod['mode'], validFrom: string | null, validTo: string | null, more = {}): ModePeriod {
  const head = { key: '1104', instrument: null, isMandatory: true, lastKnown: null, note: null, ...SOURCE };
  return { ...head, mode, validFrom, validTo, ...more };
}

const ANNOUNCEMENT: Amendment = {
  key: 'samr-57-2025',
  instrument: 'SAMR Announcement 57 of 2025',
  names: { en: '', de: '', zh: '' },
  kind: 'mode',
  status: 'in-force',
  datedOn: '2025-12-28',
  publishedOn: '2026-01-07',
  viewsUntil: null,
  classKeys: ['1104'],
  certificateSchemes: ['ccc-self-declaration-b'],
  applicationsFrom: '2026-07-01',
  declarationsStopOn: '2026-07-01',
  mandatoryFrom: '2027-01-01',
  conversionDeadline: '2026-12-31',
  declarationsCancelledOn: '2027-01-01',
  newRulesOnlyFrom: null,
  newRule: null,
  newStandard: null,
  duty: null,
  relief: { en: 'may still be sold', de: '', zh: '' },
  validFrom: null,
  validTo: null,
  excuses: [],
  ...SOURCE,
};

const BOOK = {
  modes: new Map([
    [
      '1104',
      [
        period('self-declaration-b', '2023-08-10', '2026-06-30'),
        period('third-party-declarations-valid', '2026-07-01', '2026-12-31'),
        period('third-party', '2027-01-01', null),
      ],
    ],
    ['9001', [period('released', '2019-10-17', null)]],
    ['9002', [period('third-party', '2026-06-01', '2026-12-31', { isMandatory: false }), period('third-party', '2027-01-01', null)]], // prettier-ignore
    ['9003/motorcycle', [period('third-party', '2020-01-01', null)]],
    ['9003/e-bike', [period('third-party', '2025-05-01', null, { isMandatory: false })]],
    ['9004', [period('not-in-catalogue', '2020-01-01', null)]],
    ['9005', [period('unknown', '2020-01-01', null)]],
    ['9006', [period('choice', '2020-01-01', null)]],
  ]),
  amendments: [ANNOUNCEMENT],
};
const ACCEPTED = { basis: 'legal', certainty: 'secondary', source: 'rule of changes' } as const;

const CERTIFICATE: ReleaseCertificate = {
  id: 'c1',
  number: '2026011104000001',
  scheme: 'ccc',
  issuedOn: '2026-08-03',
  validUntil: '2031-08-02',
  models: ['SB-100'],
  status: 'valid',
  marks: [{ form: 'moulded', usedFrom: '2026-08-10', usedUntil: null }],
  openChanges: [],
  openCampaigns: [],
};
const DECLARATION: ReleaseCertificate = {
  ...CERTIFICATE,
  id: 'd1',
  number: '2021980011000001',
  scheme: 'ccc-self-declaration-b',
  issuedOn: '2021-03-01',
  validUntil: null,
  marks: [{ form: 'printed', usedFrom: '2021-04-01', usedUntil: null }],
};

function ask(day: string, certificates: ReleaseCertificate[], more: Partial<ReleaseFacts> = {}) {
  const facts: ReleaseFacts = {
    classCode: '1104',
    variants: [],
    model: 'SB-100',
    productModels: ['SB-100', 'SB-200'],
    isChanged: null,
    certificates,
    determinations: [],
    ...more,
  };
  return goodsRelease(facts, day, BOOK, ACCEPTED);
}
const codes = (verdict: ReturnType<typeof ask>) => [
  ...verdict.reasons.map(({ code }) => code),
  ...verdict.certificates.flatMap((one) => one.reasons.map(({ code }) => code)),
];

describe('goods of a converted class around the cut-over', () => {
  it.each([
    ['2026-06-30', 'yes'],
    ['2026-07-01', 'yes'],
    ['2026-12-31', 'yes'],
    ['2027-01-01', 'no'],
    ['2027-06-01', 'no'],
  ])('leave under a declaration on %s: %s', (day, answer) => {
    expect(ask(day, [DECLARATION]).answer).toBe(answer);
  });

  it('are told why the declaration no longer counts, and that what left before may be sold', () => {
    const verdict = ask('2027-01-01', [DECLARATION]);
    expect(codes(verdict)).toEqual(['class-needs-certificate', 'stock-that-left-may-be-sold', 'declaration-ended']);
    expect(verdict.reasons[1]).toEqual({
      code: 'stock-that-left-may-be-sold',
      speaks: 'note',
      facts: { because: 'SAMR Announcement 57 of 2025' },
      basis: 'legal',
      ...SOURCE,
    });
  });

  it.each([
    ['2026-08-02', 'no', 'not-issued-yet'],
    ['2026-08-10', 'yes', 'holds-on-day'],
    ['2026-12-31', 'yes', 'holds-on-day'],
    ['2027-01-01', 'yes', 'holds-on-day'],
    ['2031-08-02', 'yes', 'holds-on-day'],
    ['2031-08-03', 'no', 'validity-over'],
  ])('leave under a certificate on %s: %s (%s)', (day, answer, code) => {
    const verdict = ask(day, [CERTIFICATE]);
    expect(verdict.answer).toBe(answer);
    expect(codes(verdict)).toContain(code);
  });

  it('leave by the certificate when the declaration beside it has ended, the one that decides first', () => {
    const verdict = ask('2027-01-01', [DECLARATION, CERTIFICATE]);
    expect(verdict.answer).toBe('yes');
    expect(verdict.certificates.map(({ id, answer }) => [id, answer])).toEqual([
      ['c1', 'yes'],
      ['d1', 'no'],
    ]);
  });

  it('do not leave without any certificate', () => {
    const verdict = ask('2027-01-01', []);
    expect(verdict.answer).toBe('no');
    expect(codes(verdict)).toEqual(['class-needs-certificate', 'no-certificate']);
  });

  it('ask for a declaration only while the class was declared only', () => {
    expect(codes(ask('2026-06-30', []))).toEqual(['class-needs-declaration', 'no-certificate']);
    expect(codes(ask('2026-07-01', []))).toEqual(['class-needs-certificate', 'no-certificate']);
  });
});

describe('the status on the day', () => {
  it.each([
    ['valid', 'yes', 'holds-on-day'],
    ['suspended', 'no', 'status-forbids'],
    ['cancelled', 'no', 'status-forbids'],
    ['revoked', 'no', 'status-forbids'],
    ['expired', 'no', 'status-forbids'],
    ['unknown', 'unknown', 'status-unknown'],
  ] as const)('%s answers %s', (status, answer, code) => {
    const verdict = ask('2026-11-20', [{ ...CERTIFICATE, status }]);
    expect(verdict.answer).toBe(answer);
    expect(verdict.certificates[0]!.reasons[0]!.code).toBe(code);
  });

  it('tells of a cancelled certificate that stock which left may be sold, of a revoked one nothing', () => {
    const cancelled = ask('2026-11-20', [{ ...CERTIFICATE, status: 'cancelled' }]);
    expect(cancelled.reasons.map(({ code, facts }) => [code, facts['because']])).toEqual([
      ['class-needs-certificate', undefined],
      ['stock-that-left-may-be-sold', 'cancelled'],
    ]);
    expect(codes(ask('2026-11-20', [{ ...CERTIFICATE, status: 'revoked' }]))).not.toContain(
      'stock-that-left-may-be-sold',
    );
  });

  it('cites CNCA-00C-001 for a suspended certificate', () => {
    const { reasons } = ask('2026-11-20', [{ ...CERTIFICATE, status: 'suspended' }]).certificates[0]!;
    expect(reasons[0]).toMatchObject({
      speaks: 'against',
      facts: { status: 'suspended' },
      source: expect.stringContaining('CNCA-00C-001'),
    });
  });

  it('leaves open what a missing day of issue would decide', () => {
    const verdict = ask('2026-11-20', [{ ...CERTIFICATE, issuedOn: null }]);
    expect([verdict.answer, verdict.certificates[0]!.reasons[0]!.code]).toEqual(['unknown', 'issue-day-not-recorded']);
  });

  it('says that the validity is over rather than that the status is not known', () => {
    const verdict = ask('2031-08-03', [{ ...CERTIFICATE, status: 'unknown' }]);
    expect(verdict.answer).toBe('no');
    expect(codes(verdict)).not.toContain('status-unknown');
  });
});

describe('the model', () => {
  it.each([
    ['SB-100', 'yes'],
    ['sb 100', 'yes'],
    ['ＳＢ－１００', 'yes'],
    ['SB-200', 'no'],
    ['SB-10', 'no'],
  ])('%s on a certificate of SB-100: %s', (model, answer) => {
    expect(ask('2026-11-20', [CERTIFICATE], { model }).answer).toBe(answer);
  });

  it('is looked for among those of the product where the certificate names none', () => {
    expect(ask('2026-11-20', [{ ...CERTIFICATE, models: null }], { model: 'SB-200' }).answer).toBe('yes');
    expect(ask('2026-11-20', [{ ...CERTIFICATE, models: null }], { model: 'SB-300' }).answer).toBe('no');
    expect(ask('2026-11-20', [{ ...CERTIFICATE, models: [] }], { model: 'SB-200' }).answer).toBe('no');
  });

  it('does not matter when the whole product is asked about', () => {
    expect(ask('2026-11-20', [{ ...CERTIFICATE, models: [] }], { model: null }).answer).toBe('yes');
  });

  it.each([
    ['SB-100', 'SB100'],
    ['sb_100.a', 'SB100A'],
    ['ＳＢ－１００', 'SB100'],
    ['型号—7', '型号7'],
  ])('%s reads as %s', (model, key) => {
    expect(modelKey(model)).toBe(key);
  });
});

describe('the mark', () => {
  it.each([
    ['not recorded', [], 'unknown', 'mark-not-recorded', undefined],
    ['in use from that day', [['2026-11-20', null]], 'yes', 'mark-in-use', '2026-11-20'],
    ['in use until that day', [['2026-01-01', '2026-11-20']], 'yes', 'mark-in-use', '2026-01-01'],
    ['in use from the next day', [['2026-11-21', null]], 'no', 'mark-not-used-on-day', '2026-11-21'],
    ['given up the day before', [['2026-01-01', '2026-11-19']], 'no', 'mark-not-used-on-day', null],
    ['designed, not used yet', [[null, null]], 'no', 'mark-not-used-on-day', null],
    ['two coming ones, the earlier is named', [['2027-02-01', null], ['2027-01-01', null]], 'no', 'mark-not-used-on-day', '2027-01-01'], // prettier-ignore
    ['one given up and one in use', [['2026-01-01', '2026-02-01'], ['2026-02-02', null]], 'yes', 'mark-in-use', '2026-02-02'], // prettier-ignore
  ] as const)('%s', (_, marks, answer, code, usedFrom) => {
    const verdict = ask('2026-11-20', [
      { ...CERTIFICATE, marks: marks.map(([from, until]) => ({ form: 'moulded', usedFrom: from, usedUntil: until })) },
    ]);
    const reason = verdict.certificates[0]!.reasons.at(-1)!;
    expect([verdict.answer, reason.code, reason.facts['usedFrom']]).toEqual([answer, code, usedFrom]);
  });
});

describe('a change that the body has not accepted', () => {
  const certificate = { ...CERTIFICATE, openChanges: [{ id: 'x1', title: 'New webbing' }] };

  it.each([
    [true, 'no', 'change-not-accepted'],
    [null, 'yes', 'change-to-be-kept-out'],
  ])('for changed goods said to be %s: %s', (isChanged, answer, code) => {
    const verdict = ask('2026-11-20', [certificate], { isChanged });
    expect(verdict.answer).toBe(answer);
    expect(verdict.certificates[0]!.reasons.at(-1)).toEqual({
      code,
      speaks: isChanged ? 'against' : 'note',
      facts: { id: 'x1', title: 'New webbing' },
      ...ACCEPTED,
    });
  });

  it('is not spoken of for unchanged goods', () => {
    const verdict = ask('2026-11-20', [certificate], { isChanged: false });
    expect(verdict.answer).toBe('yes');
    expect(codes(verdict)).toEqual(['class-needs-certificate', 'holds-on-day', 'mark-in-use']);
  });
});

describe('a campaign in which the certificate is not done', () => {
  const certificate = { ...CERTIFICATE, openCampaigns: [{ id: 'k1', name: 'New edition', deadlineOn: '2026-12-01' }] };

  it('leaves the answer open after its last day only', () => {
    expect(ask('2026-12-01', [certificate]).answer).toBe('yes');
    const after = ask('2026-12-02', [certificate]);
    expect(after.answer).toBe('unknown');
    expect(after.certificates[0]!.reasons.at(-1)).toMatchObject({
      code: 'campaign-over',
      speaks: 'open',
      facts: { id: 'k1', name: 'New edition', deadlineOn: '2026-12-01' },
    });
  });
});

describe('the class', () => {
  it.each([
    ['9001', 'yes', 'released', 'class-needs-nothing'],
    ['9004', 'yes', 'not-in-catalogue', 'class-needs-nothing'],
    ['9002', 'yes', 'third-party', 'class-not-yet-mandatory'],
    ['9005', 'unknown', 'unknown', 'class-unknown'],
    ['9999', 'unknown', 'unknown', 'class-unknown'],
    ['9006', 'no', 'choice', 'class-needs-certificate'],
  ])('%s without a certificate answers %s (%s, %s)', (classCode, answer, mode, code) => {
    const verdict = ask('2026-11-20', [], { classCode });
    expect([verdict.answer, verdict.mode, verdict.reasons[0]!.code]).toEqual([answer, mode, code]);
  });

  it('that will be mandatory asks for a certificate from its first day', () => {
    expect(ask('2026-12-31', [], { classCode: '9002' }).answer).toBe('yes');
    expect(ask('2027-01-01', [], { classCode: '9002' }).answer).toBe('no');
  });

  it('whose variants differ is open without a certificate and served by one', () => {
    const variants = ['motorcycle', 'e-bike'];
    expect(ask('2026-11-20', [], { classCode: '9003', variants })).toMatchObject({ answer: 'unknown', mode: 'mixed' });
    expect(ask('2026-11-20', [CERTIFICATE], { classCode: '9003', variants }).answer).toBe('yes');
    expect(ask('2026-11-20', [], { classCode: '9003', variants: ['motorcycle'] }).answer).toBe('no');
  });

  it('that may choose takes a declaration as well', () => {
    expect(ask('2027-01-01', [DECLARATION], { classCode: '9006' }).answer).toBe('yes');
  });

  it.each(['cqc-voluntary', 'ccap-voluntary', 'cav-voluntary'] as const)('never leaves by a mark of %s', (scheme) => {
    const verdict = ask('2026-11-20', [{ ...CERTIFICATE, scheme }]);
    expect(verdict.answer).toBe('no');
    expect(verdict.certificates[0]!.reasons.map(({ code }) => code)).toEqual(['scheme-does-not-count']);
  });
});

describe('a determination', () => {
  const granted = { id: 't1', number: 'M-7', grantedOn: '2026-11-01', validUntil: '2026-11-30' };

  it.each([
    ['2026-10-31', 'no'],
    ['2026-11-01', 'yes'],
    ['2026-11-30', 'yes'],
    ['2026-12-01', 'no'],
  ])('that the goods are outside the catalogue lets them go on %s: %s', (day, answer) => {
    expect(ask(day, [], { determinations: [{ ...granted, kind: 'out-of-catalogue' }] }).answer).toBe(answer);
  });

  it('without an end holds on, without a day of grant never', () => {
    const determination = { ...granted, kind: 'out-of-catalogue' as const, validUntil: null };
    expect(ask('2030-01-01', [], { determinations: [determination] }).answer).toBe('yes');
    expect(ask('2030-01-01', [], { determinations: [{ ...determination, grantedOn: null }] }).answer).toBe('no');
  });

  it('of an exemption is told and lets nothing go for sale', () => {
    const verdict = ask('2026-11-20', [], { determinations: [{ ...granted, kind: 'exempt' }] });
    expect(verdict.answer).toBe('no');
    expect(verdict.reasons[1]).toMatchObject({
      code: 'exempt-for-its-purpose',
      speaks: 'note',
      facts: { kind: 'exempt', number: 'M-7', validUntil: '2026-11-30' },
    });
  });
});
