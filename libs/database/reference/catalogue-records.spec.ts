import { bookOf, shippedReference } from './read-book.js';
import { readRecords } from './raw-record.js';

/** One record as a file of its own. */
const read = (kind: string, fields: Record<string, unknown>) => () =>
  bookOf(readRecords('upload.yaml', JSON.stringify({ kind, records: [fields] })), 1);
const words = { en: 'a', zh: '乙', de: 'c' };
const sourced = { certainty: 'official', source: 'Announcement 1' };

const klass = { key: '1104', code: '1104', names: words, ...sourced };
const mode = { key: '1104', validFrom: '2020-01-01', mode: 'third-party', ...sourced };
const heading = { key: 'vehicles', names: words, classCodes: ['11'], productsIn2020: 13, countCertainty: 'official', ...sourced }; // prettier-ignore
const standard = { key: 'gb-1', number: 'GB 1-2024', transition: { pattern: 'unknown', ...sourced }, ...sourced };
const amendment = { key: 'a', instrument: 'A', names: words, kind: 'mode', status: 'in-force', ...sourced };
const laboratory = { key: 'l', names: words, ...sourced };
const stay = {
  key: 'stay',
  names: words,
  ...sourced,
  limit: { amount: 6, unit: 'months', basis: 'practice', ...sourced },
};
const approvalKind = { key: 'nal', names: words, market: 'CN', appliesTo: ['device'], basis: 'legal', endsWith: 'grant', ...sourced }; // prettier-ignore
const qualification = { key: 'q', names: words, meaning: words, basis: 'legal', ...sourced };
const version = { key: 'v', instrument: 'V', categories: 16, products: 96, ...sourced };

describe('a faulty record of the catalogue or its actors is refused by file, record and reason', () => {
  test.each([
    ['class', { ...klass, code: '110' }, '(1104): code 110 is not four digits'],
    ['class', { ...klass, code: '1105' }, '(1104): code 1105 is not its key'],
    ['class', { ...klass, names: { en: 'a', zh: '乙' } }, '(1104), names: de is not a text'],
    ['class', { ...klass, codeCertainty: 'sure' }, '(1104): codeCertainty is none of official, secondary, unverified'],
    ['class', { ...klass, terms: ['belt', 7] }, '(1104): terms[1] is not a text'],
    ['class', { ...klass, hsPrefixes: '870821' }, '(1104): hsPrefixes is not a list'],
    ['class', { ...klass, conditions: [{ key: 'adult', effect: 'may', question: words }] }, '(1104), conditions[0] (adult): effect is none of must, excludes'],
    ['class', { ...klass, variants: [{ key: 'a' }] }, '(1104), variants[0] (a), names: not a record'],
    ['class', { ...klass, moode: 'third-party' }, '(1104): moode: no such field'],
    ['mode', { ...mode, mode: 'voluntary' }, '(1104): mode is none of third-party, choice'],
    ['mode', { ...mode, isMandatory: 'no' }, '(1104): isMandatory is neither true nor false'],
    ['mode', { ...mode, lastKnown: 'maybe' }, '(1104): lastKnown is none of third-party'],
    ['mode', { ...mode, source: ' ' }, '(1104): source is not a text'],
    ['mode', { ...mode, source: undefined }, '(1104): has no source'],
    ['mode', { ...mode, validTo: '2019-12-31' }, '(1104): validTo 2019-12-31 is before validFrom 2020-01-01'],
    ['heading', { ...heading, productsIn2020: 'thirteen' }, '(vehicles): productsIn2020 is not a whole number'],
    ['heading', { ...heading, countCertainty: undefined }, '(vehicles): countCertainty is none of'],
    ['never-in-scope', { key: 'rims', names: 'rims', ...sourced }, '(rims), names: not a record'],
    ['catalogue-version', { ...version, products: 9.6 }, '(v): products is not a whole number'],
    ['amendment', { ...amendment, kind: 'law' }, '(a): kind is none of catalogue, mode, implementation-rule, standard'],
    ['amendment', { ...amendment, status: 'proposed' }, '(a): status is none of in-force, draft'],
    ['amendment', { ...amendment, kind: 'consultation', status: 'in-force' }, '(a): status: a consultation binds nobody'],
    ['amendment', { ...amendment, viewsUntil: '31 December' }, '(a): viewsUntil is not a day'],
    ['amendment', { ...amendment, mandatoryFrom: '2026-02-30' }, '(a): mandatoryFrom is not a day'],
    ['standard', { ...standard, transition: undefined }, '(gb-1), transition: not a record'],
    ['standard', { ...standard, transition: { pattern: 'soon', ...sourced } }, '(gb-1), transition: pattern is none of natural, fixed-date'],
    ['standard', { ...standard, transition: { pattern: 'natural' } }, '(gb-1), transition: has no source'],
    ['standard', { ...standard, inForceOn: '1 July 2025' }, '(gb-1): inForceOn is not a day'],
    ['legal-basis', { key: 'order', names: words, ...sourced }, '(order): number is not a text'],
    ['customs-code', { key: 'L', ...sourced }, '(L), meaning: not a record'],
    ['authority', { key: 'samr', names: words, ...sourced }, '(samr), role: not a record'],
    ['body', { key: 'cqc', ...sourced }, '(cqc), names: not a record'],
    ['body', { key: 'cqc', names: words, website: ['x'], ...sourced }, '(cqc): website is not a text'],
    ['laboratory', { ...laboratory, cccDesignated: 'maybe' }, '(l): cccDesignated is none of yes, no, unknown'],
    ['qualification', { ...qualification, basis: 'habit' }, '(q): basis is none of legal, practice, planning'],
    ['limit', { key: 'stay', names: words, ...sourced }, '(stay): limit is missing'],
    ['limit', { ...stay, limit: { ...stay.limit, amount: 0 } }, '(stay): limit: amount is not above 0'],
    ['limit', { ...stay, limit: { ...stay.limit, unit: 'working-days' } }, '(stay): limit: unit working-days names no calendar'],
    ['limit', { ...stay, limit: { ...stay.limit, basis: 'habit' } }, '(stay), limit: basis is none of legal, practice, planning'],
    ['limit', { ...stay, times: 0 }, '(stay): times is not above 0'],
    ['approval-kind', { ...approvalKind, market: 'UK' }, '(nal): market is none of CN, UN, EU, US, JP'],
    ['approval-kind', { ...approvalKind, appliesTo: [] }, '(nal): appliesTo is empty'],
    ['approval-kind', { ...approvalKind, appliesTo: ['ship'] }, '(nal): appliesTo: ship is none of vehicle, part, device'],
    ['approval-kind', { ...approvalKind, endsWith: 'luck' }, '(nal): endsWith is none of grant, filing'],
    ['approval-kind', { ...approvalKind, audits: 'often' }, '(nal): audits is none of yes, no, unknown'],
    ['approval-kind', { ...approvalKind, filing: stay.limit, after: ['ccc'] }, '(nal): filing: only energy-label has a deadline for it'],
    ['approval-kind', { ...approvalKind, key: 'energy-label', filing: stay.limit }, '(energy-label): filing: after what is it counted? after is missing'],
    ['approval-kind', { ...approvalKind, processing: { ...stay.limit, amount: 0 } }, '(nal): processing: amount is not above 0'],
    ['approval-kind', { ...approvalKind, validity: { ...stay.limit, amount: -1 } }, '(nal): validity: amount is not above 0'],
  ])('%s %#', (kind, fields, message) => {
    expect(read(kind, fields)).toThrow(`upload.yaml, records[0] ${message}`);
  }); // prettier-ignore
});

describe('the records of the catalogue and its actors', () => {
  const book = shippedReference();

  test('a temporarily imported sample stays six months and six more, once; no source was found, and they say so', () => {
    expect(book.limits.map(({ key, limit, times }) => [key, limit.amount, limit.unit, limit.basis, limit.certainty, limit.source, times])).toEqual([
      ['temporary-import', 6, 'months', 'practice', 'unverified', 'none', null],
      ['temporary-import-extension', 6, 'months', 'practice', 'unverified', 'none', 1],
    ]); // prettier-ignore
  });

  test('the Hong Kong route opened in four steps, and the fifth opened no tests', () => {
    const { milestones } = book.agreements.find(({ key }) => key === 'cepa')!;
    expect(milestones.map(({ on, tests }) => [on, tests])).toEqual([
      ['2010', 'made-in-hong-kong'],
      ['2015-03', 'audio-visual-guangdong'],
      ['2019-03-01', 'made-in-mainland'],
      ['2020-06-01', 'any-origin'],
      ['2025-03-01', null],
    ]);
  });

  test.each([
    ['rules-2014-c11', [null, null, '2016-12-31', null, '2015-01-01']],
    ['li-2023', ['2023-08-01', '2024-08-01', null, null, null]],
    ['gas-2024-a', ['2024-05-01', '2025-05-01', null, null, null]],
    ['gas-2024-b', [null, '2025-07-01', null, null, null]],
    ['lv-2024', ['2024-05-01', '2024-11-01', '2024-10-31', '2024-11-01', null]],
    ['gas-hose-2025', ['2024-10-01', '2025-10-01', null, null, null]],
    ['ebike-2025', [null, null, '2025-11-30', null, null]],
    ['samr-57-2025', ['2026-07-01', '2027-01-01', '2026-12-31', '2027-01-01', null]],
    ['rules-2025-parts-draft', [null, null, null, null, null]],
    ['rules-2026-ebike-toys', [null, null, null, null, '2026-11-01']],
    ['rules-2026-powerbank', [null, null, '2027-04-01', null, '2027-04-01']],
  ])('amendment %s: applications, mandatory, conversion, cancelled, new rules only', (key, days) => {
    const found = book.amendments.find((one) => one.key === key)!;
    const { applicationsFrom, mandatoryFrom, conversionDeadline, declarationsCancelledOn, newRulesOnlyFrom } = found;
    expect([applicationsFrom, mandatoryFrom, conversionDeadline, declarationsCancelledOn, newRulesOnlyFrom]).toEqual(
      days,
    );
  });

  test('no amendment is left out; two are drafts, and no closing day for views on them was found', () => {
    expect(book.amendments).toHaveLength(12);
    expect(book.amendments.filter(({ viewsUntil }) => viewsUntil !== null)).toEqual([]);
    expect(book.amendments.filter(({ status }) => status === 'draft').map(({ key }) => key)).toEqual([
      'rules-2025-parts-draft',
      'hkctc-cepa-views',
    ]);
  });

  test('the end of self-declaration is told with its days, its duty and its relief', () => {
    expect(book.amendments.find(({ key }) => key === 'samr-57-2025')).toMatchObject({
      datedOn: '2025-12-28',
      publishedOn: '2026-01-07',
      viewsUntil: null,
      declarationsStopOn: '2026-07-01',
      certificateSchemes: ['ccc-self-declaration-a', 'ccc-self-declaration-b'],
      certainty: 'official',
      duty: { en: expect.stringContaining('cancel the declaration') as string },
      relief: { en: expect.stringContaining('are no longer made need no conversion') as string },
    });
  });

  test('the end of self-declaration lets off what is no longer made, in the words of the announcement; no other does', () => {
    const { excuses } = book.amendments.find(({ key }) => key === 'samr-57-2025')!;
    expect(excuses).toEqual([
      {
        key: 'out-of-production',
        names: {
          en: 'Out of production; left the factory under a valid declaration',
          de: 'Nicht mehr hergestellt; unter gültiger Erklärung ausgeliefert',
          zh: '在声明有效期内出厂且不再生产',
        },
        says: {
          en: 'Goods that left the factory while the declaration was valid and are no longer made need no conversion and may still be sold.',
          de: 'Waren, die das Werk unter gültiger Erklärung verlassen haben und nicht mehr hergestellt werden, brauchen keine Umwandlung und dürfen weiter verkauft werden.',
          zh: '在声明有效期内出厂且不再生产的产品无需转换，可继续销售。',
        },
        certainty: 'official',
        source: 'SAMR Announcement 57/2025 ; http://www.vscbcorp.com/NewsDetail.aspx?ID=488',
      },
    ]);
    expect(book.amendments.filter((one) => one.excuses.length > 0).map(({ key }) => key)).toEqual(['samr-57-2025']);
  });

  test.each([
    ['2020-04-28', 'cat-2014', 20, 158],
    ['2020-04-29', 'cat-2020', 17, 103],
    ['2023-08-09', 'cat-2020', 17, 103],
    ['2023-08-10', 'cat-2023', 16, 96],
    ['2026-11-20', 'cat-2023', 16, 96],
  ])('on %s the edition %s is in force', (day, key, categories, products) => {
    const inForce = book.catalogueVersions.filter(
      ({ validFrom, validTo }) => (validFrom ?? '') <= day && day <= (validTo ?? '9'),
    );
    expect(inForce.map((one) => [one.key, one.categories, one.products])).toEqual([[key, categories, products]]);
  });

  test('bodies, authorities, laws, customs codes and qualifications are those of the sources', () => {
    const keys = (records: readonly { key: string }[]) => records.map(({ key }) => key).join(' ');
    expect(keys(book.bodies)).toBe('cqc ccap cav isccc cgac csp ctc huacheng cemtc');
    expect(keys(book.bodies.filter(({ certainty }) => certainty === 'unverified'))).toBe('csp ctc huacheng cemtc');
    expect(keys(book.authorities)).toBe('samr cnca cnas ccaa gacc sac miit mee hkas');
    expect(keys(book.legalBases)).toBe(
      'regs-certification-accreditation regs-ccc cnca-00c-001 cnca-00c-003 cnca-00c-004 cnca-00c-005 cnca-00c-006 ' +
        'cnca-00c-008 hs-reference-table',
    );
    expect(keys(book.customsCodes)).toBe('L M 411 408');
    expect(book.customsCodes.find(({ key }) => key === 'M')!.certainty).toBe('unverified');
    expect(keys(book.qualifications)).toBe('cma cnas cal ccc-designated');
    expect(keys(book.qualifications.filter(({ basis }) => basis === 'legal'))).toBe('cma ccc-designated');
  });

  test('what decides whether a product meets its description is asked, not assumed', () => {
    const asked = (key: string) => book.classes.get(key)!.conditions.map((one) => `${one.effect} ${one.key}`);
    expect(asked('1101')).toEqual([
      'excludes low-speed-vehicle',
      'excludes rail-vehicle',
      'excludes trolleybus',
      'excludes off-road-machinery',
    ]);
    expect(asked('1104')).toEqual(['must adult-occupants', 'must independent-use']);
    expect(asked('1107')).toEqual(['excludes in-combination-lamp']);
    expect(asked('1202')).toEqual(['must new-pneumatic', 'excludes retread', 'excludes competition']);
    const categories = (key: string) => book.classes.get(key)!.vehicleCategories;
    expect([categories('1101'), categories('1104'), categories('1120'), categories('1201'), categories('1117')]).toEqual([
      ['M', 'N', 'O'], ['M', 'N'], ['M', 'N', 'O'], ['M', 'N', 'O', 'L'], null,
    ]); // prettier-ignore
  });
});
