import fc from 'fast-check';
import { SCHEMES, type Scheme } from '../certificate.js';
import { CERTIFICATE_STATUSES } from '../states/certificate-status.js';
import { BadInput } from '../errors.js';
import { regulatoryChangeFaults } from './regulatory-change-record.js';
import {
  affectedBy,
  type CaseItem,
  type CertificateItem,
  type ChangeItem,
  type ChangeVerdict,
  type ProductItem,
  type RegulatoryChange,
} from './regulatory-change.js';

/** Safety belts: GB 14166-2024 in force since 1 July 2025; the last day is assumed for the test. */
const belts: RegulatoryChange = {
  key: 'gb-14166-2024',
  kind: 'standard-transition',
  classCodes: ['1104'],
  schemes: null,
  replacedStandards: ['GB 14166-2013'],
  newStandard: 'GB 14166-2024',
  replacedRule: null,
  appliesToIssuedBefore: null,
  effectiveOn: '2025-07-01',
  deadlineOn: '2026-07-01',
  newApplicationsOnlyFrom: null,
};
/** SAMR Announcement 57/2025. */
const conversion: RegulatoryChange = {
  key: 'samr-57-2025',
  kind: 'amendment',
  classCodes: ['1104', '1109'],
  schemes: ['ccc-self-declaration-a', 'ccc-self-declaration-b'],
  replacedStandards: [],
  newStandard: null,
  replacedRule: null,
  appliesToIssuedBefore: '2026-07-01',
  effectiveOn: '2027-01-01',
  deadlineOn: '2026-12-31',
  newApplicationsOnlyFrom: '2026-07-01',
};
/** Electric bicycles: old or new until 31 October 2026; certificates change at renewal or with the product. */
const bicycles: RegulatoryChange = {
  key: 'cnca-c11-16-2026',
  kind: 'implementation-rule',
  classCodes: ['1119'],
  schemes: ['ccc'],
  replacedStandards: [],
  newStandard: null,
  replacedRule: 'CNCA-C11-16:2018',
  appliesToIssuedBefore: null,
  effectiveOn: '2026-05-29',
  deadlineOn: null,
  newApplicationsOnlyFrom: '2026-11-01',
};

const certificate = (changes: Partial<CertificateItem> = {}): CertificateItem => ({
  subject: 'certificate',
  id: 'x',
  scheme: 'ccc',
  classCode: '1104',
  standard: 'GB 14166-2013',
  status: 'valid',
  issuedOn: '2023-03-01',
  validUntil: '2028-02-29',
  isReplaced: false,
  ...changes,
});
const product = (changes: Partial<ProductItem> = {}): ProductItem => ({
  subject: 'product',
  id: 'p',
  classCode: '1104',
  standard: 'GB 14166-2013',
  schemes: ['ccc'],
  ...changes,
});
const running = (changes: Partial<CaseItem> = {}): CaseItem => ({
  subject: 'case',
  id: 'c',
  scheme: 'ccc',
  classCode: '1104',
  standard: 'GB 14166-2013',
  startedOn: '2025-03-01',
  expectedOn: '2025-09-01',
  ...changes,
});

const verdict = (change: RegulatoryChange, item: ChangeItem): ChangeVerdict => affectedBy(change, [item])[0];
const outline = (found: ChangeVerdict) => [
  found.verdict,
  found.todo,
  found.deadlineOn,
  found.reasons.map(({ code, speaks }) => `${{ for: '+', against: '-', open: '?' }[speaks]}${code}`).join(' '),
];

describe('a new edition of a standard', () => {
  it.each<[string, Partial<CertificateItem>, ...unknown[]]>([
    ['of the old edition', {}, 'hit', 'update-standard', '2026-07-01', '+certificate-live +class-named +standard-replaced'], // prettier-ignore
    ['written with a long dash', { standard: 'GB 14166—2013' }, 'hit', 'update-standard', '2026-07-01', '+certificate-live +class-named +standard-replaced'], // prettier-ignore
    ['written without a space', { standard: 'GB14166-2013' }, 'hit', 'update-standard', '2026-07-01', '+certificate-live +class-named +standard-replaced'], // prettier-ignore
    ['suspended', { status: 'suspended' }, 'hit', 'update-standard', '2026-07-01', '+certificate-live +class-named +standard-replaced'], // prettier-ignore
    ['a voluntary one', { scheme: 'cqc-voluntary' }, 'hit', 'update-standard', '2026-07-01', '+certificate-live +class-named +standard-replaced'], // prettier-ignore
    ['of the new edition', { standard: 'GB 14166-2024' }, 'not-hit', 'none', null, '+certificate-live +class-named -standard-new'], // prettier-ignore
    ['expired', { status: 'expired' }, 'not-hit', 'none', null, '-certificate-ended +class-named +standard-replaced'],
    ['cancelled', { status: 'cancelled' }, 'not-hit', 'none', null, '-certificate-ended +class-named +standard-replaced'], // prettier-ignore
    ['revoked, edition unknown', { status: 'revoked', standard: null }, 'not-hit', 'none', null, '-certificate-ended +class-named ?standard-not-recorded'], // prettier-ignore
    ['replaced by another', { isReplaced: true }, 'not-hit', 'none', null, '-certificate-replaced +class-named +standard-replaced'], // prettier-ignore
    ['of another class', { classCode: '1114' }, 'not-hit', 'none', null, '+certificate-live -class-not-named +standard-replaced'], // prettier-ignore
    ['without a recorded standard', { standard: null }, 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-not-recorded'], // prettier-ignore
    ['with an unreadable standard', { standard: 'see report' }, 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-not-readable'], // prettier-ignore
    ['without a year', { standard: 'GB 14166' }, 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-year-not-recorded'], // prettier-ignore
    ['of an edition before', { standard: 'GB 14166-2003' }, 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-other'], // prettier-ignore
    ['of both', { standard: 'GB 14166-2013, GB 14166-2024' }, 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-mixed'], // prettier-ignore
    ['with another standard recorded', { standard: 'GB 8410-2006' }, 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-unrelated'], // prettier-ignore
    ['of a recommended standard of that number', { standard: 'GB/T 14166-2013' }, 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-unrelated'], // prettier-ignore
  ])('and a certificate %s', (_, changes, ...wanted) => {
    expect(outline(verdict(belts, certificate(changes)))).toEqual(wanted);
  });

  it.each<[string | null, string | null, string]>([
    ['2025-06-30', '2026-07-01', 'not-hit'],
    ['2025-07-01', '2026-07-01', 'hit'],
    ['2025-06-30', null, 'not-hit'],
    ['2025-07-01', null, 'hit'],
    ['2025-06-30', '2025-06-30', 'hit'],
    ['2025-06-29', '2025-06-30', 'not-hit'],
    [null, '2026-07-01', 'hit'],
  ])('and a certificate that ends on %s, last day %s: %s', (validUntil, deadlineOn, wanted) => {
    const found = verdict({ ...belts, deadlineOn }, certificate({ validUntil }));
    expect(found.verdict).toBe(wanted);
    if (wanted === 'not-hit')
      expect(found.reasons[0]).toEqual({
        code: 'ends-before-change',
        speaks: 'against',
        facts: { validUntil, effectiveOn: '2025-07-01' },
      });
  });

  it('about no class leaves alone who records another standard', () => {
    const change = { ...belts, classCodes: null };
    expect(outline(verdict(change, certificate({ classCode: '1114', standard: 'GB 15083-2019' })))).toEqual([
      'not-hit',
      'none',
      null,
      '+certificate-live -standard-unrelated',
    ]);
    expect(outline(verdict(change, certificate({ classCode: '1114' })))).toEqual([
      'hit',
      'update-standard',
      '2026-07-01',
      '+certificate-live +standard-replaced',
    ]);
  });

  it.each([
    ['GB 14166-2013', 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-other'],
    ['GB 14166-2024', 'not-hit', 'none', null, '+certificate-live +class-named -standard-new'],
    [null, 'unknown', 'check-edition', '2026-07-01', '+certificate-live +class-named ?standard-not-recorded'],
  ])('whose replaced editions no source names leaves %s to be checked', (standard, ...wanted) => {
    expect(outline(verdict({ ...belts, replacedStandards: [] }, certificate({ standard })))).toEqual(wanted);
  });

  it('without a last day names none', () => {
    expect(verdict({ ...belts, deadlineOn: null }, certificate())).toMatchObject({ verdict: 'hit', deadlineOn: null });
  });

  it('tells its facts', () => {
    expect(verdict(belts, certificate())).toEqual({
      subject: 'certificate',
      id: 'x',
      verdict: 'hit',
      todo: 'update-standard',
      deadlineOn: '2026-07-01',
      reasons: [
        { code: 'certificate-live', speaks: 'for', facts: { status: 'valid' } },
        { code: 'class-named', speaks: 'for', facts: { classCode: '1104' } },
        {
          code: 'standard-replaced',
          speaks: 'for',
          facts: { recorded: 'GB 14166-2013', replaced: ['GB 14166-2013'], new: 'GB 14166-2024' },
        },
      ],
    });
    expect(verdict(belts, certificate({ status: 'revoked' })).reasons[0].facts).toEqual({ status: 'revoked' });
    expect(verdict(belts, certificate({ isReplaced: true })).reasons[0].facts).toEqual({});
  });

  it.each<[string, Partial<ProductItem>, ...unknown[]]>([
    ['of the old edition', {}, 'hit', 'update-standard', '2026-07-01', '+class-named +standard-replaced'],
    ['without certificates', { schemes: [] }, 'hit', 'update-standard', '2026-07-01', '+class-named +standard-replaced'], // prettier-ignore
    ['of the new edition', { standard: 'GB 14166-2024' }, 'not-hit', 'none', null, '+class-named -standard-new'],
    ['without a standard', { standard: null }, 'unknown', 'check-edition', '2026-07-01', '+class-named ?standard-not-recorded'], // prettier-ignore
    ['of another class', { classCode: '1110' }, 'not-hit', 'none', null, '-class-not-named +standard-replaced'],
  ])('and a product %s', (_, changes, ...wanted) => {
    expect(outline(verdict(belts, product(changes)))).toEqual(wanted);
  });

  it.each<[string, Partial<CaseItem>, ...unknown[]]>([
    ['filed on its first day', { startedOn: '2025-07-01', expectedOn: null }, 'hit', 'update-standard', '2025-07-01', '+class-named +standard-replaced +started-under-change'], // prettier-ignore
    ['filed before, decided on its first day', { startedOn: '2025-06-30', expectedOn: '2025-07-01' }, 'hit', 'update-standard', '2025-07-01', '+class-named +standard-replaced +decided-under-change'], // prettier-ignore
    ['decided before', { expectedOn: '2025-06-30' }, 'not-hit', 'none', null, '+class-named +standard-replaced -decided-before-change'], // prettier-ignore
    ['without an expected day', { expectedOn: null }, 'unknown', 'check-record', '2025-07-01', '+class-named +standard-replaced ?expected-day-not-recorded'], // prettier-ignore
    ['not filed yet', { startedOn: null, expectedOn: '2026-01-01' }, 'hit', 'update-standard', '2025-07-01', '+class-named +standard-replaced +decided-under-change'], // prettier-ignore
    ['of which nothing is recorded', { standard: null, startedOn: null, expectedOn: null }, 'unknown', 'check-edition', '2025-07-01', '+class-named ?standard-not-recorded ?expected-day-not-recorded'], // prettier-ignore
    ['by the new edition', { standard: 'GB 14166-2024' }, 'not-hit', 'none', null, '+class-named -standard-new +decided-under-change'], // prettier-ignore
  ])('and a case %s', (_, changes, ...wanted) => {
    expect(outline(verdict(belts, running(changes)))).toEqual(wanted);
  });

  it('and a case: tells the day from which it counts', () => {
    const only = { ...belts, newApplicationsOnlyFrom: '2025-10-01' };
    const last = (item: ChangeItem) => verdict(only, item).reasons.at(-1);
    expect(last(running({ startedOn: '2025-10-01' }))).toEqual({
      code: 'started-under-change',
      speaks: 'for',
      facts: { startedOn: '2025-10-01', from: '2025-10-01' },
    });
    expect(last(running({ expectedOn: '2025-10-02' }))!.facts).toEqual({ expectedOn: '2025-10-02', from: '2025-10-01' }); // prettier-ignore
    expect(last(running())!.facts).toEqual({ expectedOn: '2025-09-01', from: '2025-10-01' });
    expect(last(running())!.code).toBe('decided-before-change');
    expect(last(running({ expectedOn: null }))!.facts).toEqual({ from: '2025-10-01' });
    expect(verdict(only, running({ expectedOn: '2025-10-02' })).deadlineOn).toBe('2025-10-01');
  });
});

describe('the end of self-declaration', () => {
  const declaration = (changes: Partial<CertificateItem> = {}) =>
    certificate({ scheme: 'ccc-self-declaration-b', standard: null, validUntil: null, issuedOn: '2021-05-01', ...changes }); // prettier-ignore

  it.each<[string, CertificateItem, ...unknown[]]>([
    ['a declaration, whatever its edition', declaration(), 'hit', 'convert', '2026-12-31', '+certificate-live +class-named +scheme-named +issued-before'], // prettier-ignore
    ['a suspended declaration', declaration({ status: 'suspended' }), 'hit', 'convert', '2026-12-31', '+certificate-live +class-named +scheme-named +issued-before'], // prettier-ignore
    ['a declaration of the day before', declaration({ issuedOn: '2026-06-30' }), 'hit', 'convert', '2026-12-31', '+certificate-live +class-named +scheme-named +issued-before'], // prettier-ignore
    ['one of the day itself', declaration({ issuedOn: '2026-07-01' }), 'not-hit', 'none', null, '+certificate-live +class-named +scheme-named -issued-later'], // prettier-ignore
    ['one without a day', declaration({ issuedOn: null }), 'unknown', 'check-record', '2026-12-31', '+certificate-live +class-named +scheme-named ?issue-day-not-recorded'], // prettier-ignore
    ['a converted one', declaration({ isReplaced: true }), 'not-hit', 'none', null, '-certificate-replaced +class-named +scheme-named +issued-before'], // prettier-ignore
    ['a CCC certificate', declaration({ scheme: 'ccc' }), 'not-hit', 'none', null, '+certificate-live +class-named -scheme-not-named +issued-before'], // prettier-ignore
    ['a declaration of a class it does not name', declaration({ classCode: '0301' }), 'not-hit', 'none', null, '+certificate-live -class-not-named +scheme-named +issued-before'], // prettier-ignore
  ])('%s', (_, item, ...wanted) => {
    expect(outline(verdict(conversion, item))).toEqual(wanted);
  });

  it('tells its facts', () => {
    expect(verdict(conversion, declaration()).reasons.slice(1)).toEqual([
      { code: 'class-named', speaks: 'for', facts: { classCode: '1104' } },
      { code: 'scheme-named', speaks: 'for', facts: { schemes: ['ccc-self-declaration-b'] } },
      { code: 'issued-before', speaks: 'for', facts: { issuedOn: '2021-05-01', before: '2026-07-01' } },
    ]);
    expect(verdict(conversion, declaration({ issuedOn: '2026-07-01' })).reasons.at(-1)!.facts).toEqual({
      issuedOn: '2026-07-01',
      before: '2026-07-01',
    });
    expect(verdict(conversion, declaration({ issuedOn: null })).reasons.at(-1)!.facts).toEqual({
      before: '2026-07-01',
    });
  });

  it.each<[readonly Scheme[], string]>([
    [['ccc-self-declaration-b'], 'hit'],
    [['cqc-voluntary', 'ccc-self-declaration-a'], 'hit'],
    [['ccc', 'cqc-voluntary'], 'not-hit'],
    [[], 'not-hit'],
  ])('and a product with %j: %s', (schemes, wanted) => {
    expect(verdict(conversion, product({ schemes })).verdict).toBe(wanted);
  });

  it('hits a case that was filed as a declaration after the door closed', () => {
    const late = running({ scheme: 'ccc-self-declaration-b', startedOn: '2026-07-01' });
    expect(verdict(conversion, late)).toMatchObject({ verdict: 'hit', todo: 'convert', deadlineOn: '2026-07-01' });
    expect(verdict(conversion, { ...late, scheme: 'ccc' }).verdict).toBe('not-hit');
  });
});

describe('a new implementation rule', () => {
  const bicycle = (changes: Partial<CertificateItem> = {}) => certificate({ classCode: '1119', standard: null, ...changes }); // prettier-ignore
  const start = '+certificate-live +class-named +scheme-named ';

  it.each<[string, Partial<CertificateItem>, ...unknown[]]>([
    ['issued before it', { issuedOn: '2026-05-28' }, 'hit', 'convert', null, `${start}+issued-before-rule`],
    ['issued while both counted', { issuedOn: '2026-05-29' }, 'unknown', 'check-edition', null, `${start}?rule-not-recorded`], // prettier-ignore
    ['without a day', { issuedOn: null }, 'unknown', 'check-edition', null, `${start}?rule-not-recorded`],
    ['with a blank rule', { implementationRule: ' ', issuedOn: '2026-05-28' }, 'hit', 'convert', null, `${start}+issued-before-rule`], // prettier-ignore
    ['of the old rule', { implementationRule: 'CNCA-C11-16-2018', issuedOn: '2026-08-01' }, 'hit', 'convert', null, `${start}+rule-replaced`], // prettier-ignore
    ['of the new rule', { implementationRule: 'CNCA-C11-16:2026', issuedOn: '2026-08-01' }, 'not-hit', 'none', null, `${start}-rule-new`], // prettier-ignore
    ['of the new rule, whatever its day', { implementationRule: 'CNCA-C11-16:2026', issuedOn: '2020-01-01' }, 'not-hit', 'none', null, `${start}-rule-new`], // prettier-ignore
    ['of an edition before', { implementationRule: 'CNCA-C11-16:2014' }, 'unknown', 'check-edition', null, `${start}?rule-other`], // prettier-ignore
    ['of a rule that says nothing', { implementationRule: 'the new one' }, 'unknown', 'check-edition', null, `${start}?rule-not-readable`], // prettier-ignore
  ])('and a certificate %s', (_, changes, ...wanted) => {
    expect(outline(verdict(bicycles, bicycle(changes)))).toEqual(wanted);
  });

  it('tells its facts', () => {
    expect(verdict(bicycles, bicycle()).reasons.at(-1)!.facts).toEqual({ on: '2023-03-01', effectiveOn: '2026-05-29' });
    expect(verdict(bicycles, bicycle({ implementationRule: 'CNCA-C11-16:2018' })).reasons.at(-1)!.facts).toEqual({
      recorded: 'CNCA-C11-16:2018',
      replaced: 'CNCA-C11-16:2018',
      new: null,
    });
  });

  it.each<[Partial<CertificateItem>, ...unknown[]]>([
    [{ implementationRule: 'CNCA-C11-16:2018' }, 'hit', 'convert', null, `${start}+rule-replaced`],
    [{ implementationRule: 'CNCA-C11-16:2014' }, 'hit', 'convert', null, `${start}+rule-replaced`],
    [{ implementationRule: 'CNCA-C11-16:2026' }, 'not-hit', 'none', null, `${start}-rule-new`],
    [{ implementationRule: 'CNCA-C22-01:2026' }, 'not-hit', 'none', null, `${start}-rule-new`],
    [{ implementationRule: 'CNCA-C22-01:2025' }, 'hit', 'convert', null, `${start}+rule-replaced`],
    [{ implementationRule: 'CNCA-C11-16' }, 'unknown', 'check-edition', null, `${start}?rule-year-not-recorded`],
    [{ implementationRule: 'CNCA-C11-20:2020' }, 'unknown', 'check-edition', null, `${start}?rule-unrelated`],
    [{ issuedOn: '2026-05-28' }, 'hit', 'convert', null, `${start}+issued-before-rule`],
    [{ issuedOn: '2026-05-29' }, 'unknown', 'check-edition', null, `${start}?rule-not-recorded`],
  ])('that names only itself hits every edition before it: %j', (changes, ...wanted) => {
    const change = { ...bicycles, replacedRule: null, newRule: 'CNCA-C11-16:2026, CNCA-C22-01:2026' };
    expect(outline(verdict(change, bicycle(changes)))).toEqual(wanted);
  });

  it('that replaces standards too is converted, not only updated', () => {
    const change = { ...bicycles, replacedStandards: ['GB 17761-2018'], newStandard: 'GB 17761-2024' };
    expect(verdict(change, bicycle({ standard: 'GB 17761-2018' }))).toMatchObject({ verdict: 'hit', todo: 'convert' });
  });

  it.each<[string, Partial<CaseItem>, ...unknown[]]>([
    ['filed before it, decided in time', { startedOn: '2026-05-28', expectedOn: '2026-10-31' }, 'not-hit', 'none', null, '+class-named +scheme-named +started-before-rule -decided-before-change'], // prettier-ignore
    ['filed before it, decided too late', { startedOn: '2026-05-28', expectedOn: '2026-11-01' }, 'hit', 'convert', '2026-11-01', '+class-named +scheme-named +started-before-rule +decided-under-change'], // prettier-ignore
    ['filed while both counted', { startedOn: '2026-05-29', expectedOn: '2026-12-01' }, 'unknown', 'check-edition', '2026-11-01', '+class-named +scheme-named ?rule-not-recorded +decided-under-change'], // prettier-ignore
    ['by the new rule', { implementationRule: 'CNCA-C11-16:2026', startedOn: '2026-11-02' }, 'not-hit', 'none', null, '+class-named +scheme-named -rule-new +started-under-change'], // prettier-ignore
  ])('and a case %s', (_, changes, ...wanted) => {
    expect(outline(verdict(bicycles, running({ classCode: '1119', standard: null, ...changes })))).toEqual(wanted);
  });

  it('finds its products by class; without a class it cannot know them', () => {
    expect(outline(verdict(bicycles, product({ classCode: '1119' })))).toEqual([
      'hit',
      'convert',
      null,
      '+class-named +scheme-named',
    ]);
    expect(outline(verdict({ ...bicycles, classCodes: null }, product({ classCode: '1119' })))).toEqual([
      'unknown',
      'check-edition',
      null,
      '+scheme-named ?rule-not-recorded',
    ]);
  });
});

describe('a change', () => {
  it.each([belts, conversion, bicycles])('$key is a good record', (change) => {
    expect(regulatoryChangeFaults(change)).toEqual([]);
  });

  it.each<[Partial<RegulatoryChange>, string, string, string, string]>([
    [{ effectiveOn: '2025-02-30' }, 'effectiveOn', 'not-a-day', 'gb-14166-2024: "2025-02-30"', 'YYYY-MM-DD'],
    [{ effectiveOn: null as unknown as string }, 'effectiveOn', 'not-a-day', 'gb-14166-2024: null', 'YYYY-MM-DD'],
    [{ deadlineOn: '1 July' }, 'deadlineOn', 'not-a-day', 'gb-14166-2024: "1 July"', 'YYYY-MM-DD'],
    [{ newApplicationsOnlyFrom: '' }, 'newApplicationsOnlyFrom', 'not-a-day', 'gb-14166-2024: ""', 'YYYY-MM-DD'],
    [{ appliesToIssuedBefore: '2025' }, 'appliesToIssuedBefore', 'not-a-day', 'gb-14166-2024: "2025"', 'YYYY-MM-DD'],
    [{ replacedStandards: ['GB 14166-2013', 'GB 14166'] }, 'replacedStandards', 'not-an-edition', 'gb-14166-2024: "GB 14166"', 'GB 14166-2013'], // prettier-ignore
    [{ replacedStandards: ['GB 1-2013, GB 2-2013'] }, 'replacedStandards', 'not-an-edition', 'gb-14166-2024: "GB 1-2013, GB 2-2013"', 'GB 14166-2013'], // prettier-ignore
    [{ replacedStandards: [], newStandard: null }, 'replacedStandards', 'missing', 'gb-14166-2024: []', 'GB 14166-2013'], // prettier-ignore
    [{ newStandard: 'new' }, 'newStandard', 'not-an-edition', 'gb-14166-2024: "new"', 'GB 14166-2024'],
    [{ replacedRule: 'CNCA-C11-04' }, 'replacedRule', 'not-an-edition', 'gb-14166-2024: "CNCA-C11-04"', 'CNCA-C11-04:2014'], // prettier-ignore
    [{ newRule: 'the new one' }, 'newRule', 'not-an-edition', 'gb-14166-2024: "the new one"', 'CNCA-C11-16:2026'],
    [{ newRule: 'CNCA-C11-16:2026, CNCA-C22-01' }, 'newRule', 'not-an-edition', 'gb-14166-2024: "CNCA-C11-16:2026, CNCA-C22-01"', 'CNCA-C11-16:2026'], // prettier-ignore
    [{ classCodes: [] }, 'classCodes', 'missing', 'gb-14166-2024: []', 'null = any'],
    [{ schemes: [] }, 'schemes', 'missing', 'gb-14166-2024: []', 'null = any'],
    [{ kind: 'amendment', classCodes: null, replacedStandards: [], newStandard: null }, 'classCodes', 'missing', 'gb-14166-2024: null', 'classCodes, a standard or a rule'], // prettier-ignore
  ])('with %j is refused and named', (changes, field, code, detail, allowed) => {
    const broken = { ...belts, ...changes };
    expect(regulatoryChangeFaults(broken)).toEqual([{ field, code, detail, allowed }]);
    expect(() => affectedBy(broken, [])).toThrow(BadInput);
    expect(() => affectedBy(broken, [])).toThrow(
      expect.objectContaining({ code: 'regulatory-change.bad-record', faults: [{ field, code, detail, allowed }] }),
    );
  });

  it('about a rule or a standard alone is a good record', () => {
    expect(regulatoryChangeFaults({ ...bicycles, classCodes: null })).toEqual([]);
    const named = { ...bicycles, classCodes: null, replacedRule: null, newRule: 'CNCA-C11-16:2026, CNCA-C22-01:2026' };
    expect(regulatoryChangeFaults(named)).toEqual([]);
    expect(regulatoryChangeFaults({ ...belts, classCodes: null })).toEqual([]);
    expect(regulatoryChangeFaults({ ...belts, classCodes: null, newStandard: null })).toEqual([]);
    expect(regulatoryChangeFaults({ ...belts, classCodes: null, replacedStandards: [] })).toEqual([]);
  });

  const anyDay = fc.constantFrom('2020-01-01', '2025-06-30', '2025-07-01', '2026-07-01', '2030-01-01', null);
  const anyStandard = fc.constantFrom(null, '', 'GB 14166', 'GB 14166-2013', 'GB 14166-2024', 'GB/T 14166-2013', 'x');
  const anyItem = fc.oneof(
    fc.record({
      subject: fc.constant('certificate' as const),
      id: fc.uuid(),
      scheme: fc.constantFrom(...SCHEMES),
      classCode: fc.constantFrom('1104', '1109', '1119'),
      standard: anyStandard,
      status: fc.constantFrom(...CERTIFICATE_STATUSES),
      issuedOn: anyDay,
      validUntil: anyDay,
      isReplaced: fc.boolean(),
    }),
    fc.record({
      subject: fc.constant('case' as const),
      id: fc.uuid(),
      scheme: fc.constantFrom(...SCHEMES),
      classCode: fc.constantFrom('1104', '1109', '1119'),
      standard: anyStandard,
      startedOn: anyDay,
      expectedOn: anyDay,
    }),
  );

  it('gives one verdict per item in their order, and each verdict follows from its reasons', () => {
    fc.assert(
      fc.property(fc.constantFrom(belts, conversion, bicycles), fc.array(anyItem), (change, items) => {
        const verdicts = affectedBy(change, items);
        expect(verdicts.map(({ subject, id }) => [subject, id])).toEqual(items.map(({ subject, id }) => [subject, id]));
        for (const { verdict: found, reasons, todo, deadlineOn } of verdicts) {
          const speaks = reasons.map((one) => one.speaks);
          expect(found).toBe(speaks.includes('against') ? 'not-hit' : speaks.includes('open') ? 'unknown' : 'hit');
          expect(todo === 'none').toBe(found === 'not-hit');
          if (found === 'not-hit') expect(deadlineOn).toBeNull();
        }
      }),
    );
  });

  it('never hits an ended or replaced certificate, and never takes an unrecorded edition for a known one', () => {
    fc.assert(
      fc.property(fc.array(anyItem), (items) => {
        affectedBy(belts, items).forEach(({ verdict: found }, index) => {
          const item = items[index];
          if (item.subject === 'certificate' && (item.isReplaced || !['valid', 'suspended'].includes(item.status)))
            expect(found).toBe('not-hit');
          if (!item.standard) expect(found).not.toBe('hit');
        });
      }),
    );
  });
});
