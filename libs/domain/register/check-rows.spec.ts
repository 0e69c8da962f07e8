import { RegisterCheck, factoryKey, type KnownNumber } from './check.js';
import { COLUMN_LABELS, REGISTER_COLUMNS, readHeadings, type RegisterColumn } from './columns.js';
import type { ReadingRules } from './register-row.js';

/** Two classes under one implementation rule, one under another. */
const RULES: ReadingRules = {
  classes: new Map([
    ['1109', { isConverting: true, implementationRule: 'CNCA-C11-07:2014' }],
    ['1116', { isConverting: true, implementationRule: 'CNCA-C11-07:2014' }],
    ['1104', { isConverting: true, implementationRule: 'CNCA-C11-04:2014' }],
  ]),
  people: new Map(),
  today: '2026-11-20',
};
const HEADINGS = readHeadings(
  1,
  REGISTER_COLUMNS.map((column) => ({ kind: 'text', text: COLUMN_LABELS[column] })),
);

type Values = Partial<Record<RegisterColumn, string>>;
const DECLARATION: Values = {
  client: 'Lindauer GmbH', contact: 'A. Berg', email: 'berg@lindauer.example.com', language: 'de', factory: 'Lindauer Werk 1', country: 'DE',
  factoryClass: 'C', productClass: '1109', product: 'Headlamp', models: 'RL-480', scheme: 'CCC self-declaration B', number: 'SDOC-1',
  issued: '2022-07-12', status: 'valid',
}; // prettier-ignore
const CERTIFICATE: Values = {
  ...DECLARATION, scheme: 'CCC', body: 'CQC', number: 'C-1', issued: '2026-07-01', validUntil: '2031-06-30',
}; // prettier-ignore

/** A register of these rows, the first in row 2. */
function register(...rows: Values[]) {
  const check = new RegisterCheck(HEADINGS, RULES);
  const readings = rows.map((values, index) => {
    const cells = REGISTER_COLUMNS.map((column) => {
      const text = values[column];
      return text === undefined ? undefined : ({ kind: 'text', text } as const);
    });
    return check.read({ row: index + 2, cells, isHidden: false });
  });
  const said = readings.flatMap(({ warnings }) =>
    warnings.map(({ row, as, facts }) => `${row} ${as} ${String(facts['first'])}`),
  );
  return { check, said };
}

describe('rows that speak of different things', () => {
  it('contradict each other in nothing', () => {
    const other: Values = { ...DECLARATION, number: 'SDOC-2', client: 'Nordgurt AB', contact: 'E. Lund', email: 'lund@nordgurt.example.com', language: 'en', factory: 'Nordgurt Gothenburg', country: 'SE', factoryClass: 'D', product: 'Tail lamp', models: 'TL-1' }; // prettier-ignore
    expect(register(DECLARATION, other).said).toEqual([]);
  });

  it('are told apart by the address of the contact', () => {
    const other: Values = {
      ...DECLARATION,
      number: 'SDOC-2',
      contact: 'C. Stein',
      email: 'stein@lindauer.example.com',
    };
    expect(register(DECLARATION, other).said).toEqual([]);
    expect(register(DECLARATION, { ...other, email: DECLARATION.email! }).said).toEqual(['3 contact A. Berg']);
  });

  it('are told apart by name and country of a factory without a code', () => {
    const factory = {
      name: 'Lindauer Werk 1',
      code: null,
      country: 'DE',
      factoryClass: 'C' as const,
      lastFollowUpOn: null,
    };
    expect(factoryKey({ factory })).toBe('lindauerwerk1 DE');
    expect(factoryKey({ factory: { ...factory, code: 'R287003' } })).toBe('R287003');
    const classD: Values = { ...DECLARATION, number: 'SDOC-2', factoryClass: 'D' };
    expect(register(DECLARATION, classD).said).toEqual(['3 factoryClass C']);
    expect(register(DECLARATION, { ...classD, country: 'AT' }).said).toEqual([]);
    expect(register(DECLARATION, { ...classD, factory: 'Lindauer Werk 2' }).said).toEqual([]);
  });
});

describe('a value that was told once', () => {
  const without: Values = { ...DECLARATION, number: 'SDOC-2' };
  delete without.factoryClass;

  it('is not contradicted by an empty cell, and stands after it', () => {
    expect(register(DECLARATION, without).said).toEqual([]);
    expect(register(DECLARATION, without, { ...DECLARATION, number: 'SDOC-3', factoryClass: 'D' }).said).toEqual([
      '4 factoryClass C',
    ]);
  });
});

describe('the end of a register with replacements', () => {
  const elsewhere = (more: Partial<KnownNumber>) =>
    new Map<string, KnownNumber>([
      ['SDOC-KNOWN', { clientKey: 'lindauergmbh', scheme: 'ccc-self-declaration-b', classCode: '1109', replacedBy: null, ...more }], // prettier-ignore
    ]);
  const ends = (known: ReadonlyMap<string, KnownNumber>, ...rows: Values[]) => {
    const { faults, warnings } = register(...rows).check.finishReplaces(known);
    return [...faults, ...warnings].map(({ row, code }) => `${row} ${code}`);
  };
  const replacing: Values = { ...CERTIFICATE, replaces: 'SDOC-KNOWN' };

  it('knows a replacement that is recorded already', () => {
    expect(ends(elsewhere({ replacedBy: 'C-1' }), replacing)).toEqual([]);
    expect(ends(elsewhere({ replacedBy: 'C-2' }), replacing)).toEqual(['2 replaces.twice']);
  });

  it.each<[string, Values]>([
    ['client', { client: ' ' }],
    ['scheme', { scheme: 'CE' }],
    ['class', { productClass: '1999' }],
  ])('says nothing more of a row whose %s is at fault', (_title, fault) => {
    const replaced: Values = { ...DECLARATION, number: 'SDOC-9' };
    expect(ends(new Map(), { ...replaced, ...fault }, { ...CERTIFICATE, replaces: 'SDOC-9' })).toEqual([]);
    expect(ends(elsewhere({}), { ...replacing, ...fault })).toEqual([]);
  });

  it('lets a certificate replace a declaration of another class under the same implementation rule', () => {
    expect(ends(elsewhere({ classCode: '1116' }), replacing)).toEqual([]);
    expect(ends(elsewhere({ classCode: '1104' }), replacing)).toEqual(['2 replaces.of-another-class']);
    expect(ends(elsewhere({ classCode: '0000' }), replacing)).toEqual(['2 replaces.of-another-class']);
  });
});

describe('what was put right in a register', () => {
  it('stands in the order of the columns, and of how often it was met', () => {
    const { check } = register(
      { ...DECLARATION, product: 'Headlamp ', models: 'A、B', status: '有效', body: '-' },
      { ...DECLARATION, number: 'SDOC-2', client: 'Lindauer GmbH ', models: 'A；B', status: 'gültig', body: '/' },
      { ...DECLARATION, number: 'SDOC-3', models: 'A；B', status: 'gültig', body: '/' },
    );
    expect(check.tidied()).toMatchObject({
      spaces: [
        { as: 'client', count: 1 },
        { as: 'product', count: 1 },
      ],
      separators: [
        { sign: '；', count: 2 },
        { sign: '、', count: 1 },
      ],
      words: expect.arrayContaining([{ as: 'status', found: 'gültig', read: 'valid', count: 2 }]),
      placeholders: [
        { as: 'body', found: '/', count: 2 },
        { as: 'body', found: '-', count: 1 },
      ],
    });
    expect(check.tidied().words.map(({ count }) => count)).toEqual([2, 1]);
  });

  it('is told of 50 different words at most', () => {
    const german = new Intl.DisplayNames(['de'], { type: 'region' });
    const codes = 'AT BE BG BR CA CL CZ DK EE ES FI FR GB GR HR HU IE IN IS IT JP KE KR LT LU LV MA MT MX MY NL NO NZ PE PL PT RO RS RU SE SG SI SK TH TR TW UA US VN ZA AR AU'.split(' '); // prettier-ignore
    const rows = codes.map((code, index) => ({ ...DECLARATION, number: `SDOC-${index}`, country: german.of(code)! }));
    const told = (count: number) => register(...rows.slice(0, count)).check.tidied().words.length;
    expect(codes).toHaveLength(52);
    expect([told(49), told(50), told(51), told(52)]).toEqual([49, 50, 50, 50]);
  });
});
