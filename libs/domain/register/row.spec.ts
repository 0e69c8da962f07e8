import type { Cell, SheetRow } from './cell.js';
import { COLUMN_LABELS, REGISTER_COLUMNS, readHeadings, type RegisterColumn } from './columns.js';
import type { ReadingRules } from './register-row.js';
import { placeOf } from './row-cells.js';
import { isBlankRow, readRow } from './row.js';

const RULES: ReadingRules = {
  classes: new Map([
    ['1201', { isConverting: false, implementationRule: 'CNCA-C12-01:2024' }],
    ['1104', { isConverting: true, implementationRule: 'CNCA-C11-04:2014' }],
  ]),
  people: new Map(),
  today: '2026-11-20',
};
const HEADINGS = readHeadings(
  1,
  REGISTER_COLUMNS.map((column) => ({ kind: 'text', text: COLUMN_LABELS[column] })),
);

type Values = Partial<Record<RegisterColumn, string | Cell>>;
const CERTIFICATE: Values = {
  client: 'Nordgurt AB', email: 'a@nordgurt.example.com', factory: 'Gothenburg', country: 'SE', productClass: '1104',
  product: 'Safety belt', models: 'SA-1', scheme: 'CCC', number: 'N-1', issued: '2019-05-05', validUntil: '2024-05-05',
  status: 'expired',
}; // prettier-ignore
const DECLARATION: Values = { ...CERTIFICATE, scheme: 'SDoC B', issued: '2022-07-12', validUntil: '', status: 'valid' };

function sheetRow(values: Values, isHidden = false): SheetRow {
  const cells = REGISTER_COLUMNS.map((column): Cell | undefined => {
    const value = values[column];
    return typeof value === 'string' ? { kind: 'text', text: value } : value;
  });
  return { row: 2, cells, isHidden };
}

const read = (values: Values, isHidden = false) => readRow(sheetRow(values, isHidden), HEADINGS, RULES);
const warned = (values: Values) => read(values).warnings.map(({ as, code, facts }) => [as, code, facts]);
const faulted = (values: Values) => read(values).faults.map(({ as, code, facts }) => [as, code, facts]);

describe('doubts about a row', () => {
  it.each<[Values, unknown[][]]>([
    [{ ...DECLARATION, issued: '2019-10-17' }, []],
    [{ ...DECLARATION, issued: '2026-06-30' }, []],
    [
      { ...DECLARATION, issued: '2019-10-16' },
      [['issued', 'history.declaration-out-of-time', { from: '2019-10-17', to: '2026-06-30', issuedOn: '2019-10-16' }]],
    ],
    [
      { ...DECLARATION, issued: '2026-07-01' },
      [['issued', 'history.declaration-out-of-time', { from: '2019-10-17', to: '2026-06-30', issuedOn: '2026-07-01' }]],
    ],
    [
      { ...DECLARATION, productClass: '1201' },
      [['productClass', 'history.class-never-declared', { classCode: '1201' }]],
    ],
    [{ ...CERTIFICATE, issued: '2019-12-31', validUntil: '2024-12-31' }, []],
    [
      { ...CERTIFICATE, issued: '2020-01-01', validUntil: '2025-01-01' },
      [
        [
          'issued',
          'history.certificate-in-declaration-time',
          { from: '2020-01-01', to: '2026-06-30', issuedOn: '2020-01-01' },
        ],
      ],
    ],
    [
      { ...CERTIFICATE, issued: '2026-06-30', validUntil: '2031-06-29', status: 'valid' },
      [
        [
          'issued',
          'history.certificate-in-declaration-time',
          { from: '2020-01-01', to: '2026-06-30', issuedOn: '2026-06-30' },
        ],
      ],
    ],
    [{ ...CERTIFICATE, issued: '2026-07-01', validUntil: '2031-06-30', status: 'valid' }, []],
    [{ ...CERTIFICATE, productClass: '1201', issued: '2021-01-01', validUntil: '2026-01-01' }, []],
    [{ ...CERTIFICATE, scheme: 'CQC mark', issued: '2021-01-01', validUntil: '2026-01-01' }, []],
    [{ ...CERTIFICATE, issued: '2026-11-20', validUntil: '2031-11-19', status: 'valid' }, []],
    [
      { ...CERTIFICATE, issued: '2026-11-21', validUntil: '2031-11-20', status: 'valid' },
      [['issued', 'history.issued-in-future', { issuedOn: '2026-11-21' }]],
    ],
    [
      { ...CERTIFICATE, validUntil: '2024-05-06' },
      [['validUntil', 'history.longer-than-five-years', { validUntil: '2024-05-06' }]],
    ],
    [{ ...CERTIFICATE, scheme: 'CQC mark', validUntil: '2024-05-06' }, []],
    [
      { ...CERTIFICATE, status: 'valid' },
      [['status', 'status.valid-but-expired', { status: 'valid', validUntil: '2024-05-05' }]],
    ],
    [
      { ...CERTIFICATE, status: 'suspended' },
      [['status', 'status.valid-but-expired', { status: 'suspended', validUntil: '2024-05-05' }]],
    ],
    [{ ...CERTIFICATE, status: 'cancelled' }, []],
    [{ ...CERTIFICATE, productClass: '1201', issued: '2021-11-20', validUntil: '2026-11-20', status: 'valid' }, []],
    [
      { ...CERTIFICATE, productClass: '1201', issued: '2021-11-20', validUntil: '2026-11-20' },
      [['status', 'status.expired-too-early', { validUntil: '2026-11-20' }]],
    ],
    [{ ...CERTIFICATE, models: 'A; B; A' }, [['models', 'models.repeated', { models: ['A'] }]]],
    [{ ...DECLARATION, scheme: 'SDoC' }, [['scheme', 'scheme.procedure-assumed', {}]]],
    [{ ...CERTIFICATE, email: '', contact: 'Anna' }, [['contact', 'contact.without-address', {}]]],
    [{ ...CERTIFICATE, email: 'n/a', contact: 'Anna' }, [['contact', 'contact.without-address', {}]]],
    [{ ...CERTIFICATE, email: '' }, []],
  ])('%j warns as %j', (values, warnings) => {
    expect(warned(values)).toEqual(warnings);
    expect(read(values).faults).toEqual([]);
  });

  it('says of a hidden row that it was read all the same', () => {
    expect(read(CERTIFICATE, true).warnings.map(({ as, code }) => [as, code])).toEqual([['client', 'row.hidden']]);
  });

  it('asks for no contact where the address itself cannot be read', () => {
    const values = { ...CERTIFICATE, contact: 'Anna', email: { kind: 'unreadable', why: 'formula', text: '' } as Cell };
    expect(warned(values)).toEqual([]);
    expect(faulted(values)).toEqual([['email', 'cell.formula', {}]]);
  });
});

describe('days of a row', () => {
  it.each<[Values, unknown[][]]>([
    [{ ...CERTIFICATE, validUntil: '2019-05-06' }, []],
    [{ ...CERTIFICATE, validUntil: '2019-05-05' }, [['validUntil', 'date.before-issued', { issuedOn: '2019-05-05' }]]],
    [{ ...DECLARATION, validUntil: 'unlimited' }, []],
    [{ ...DECLARATION, validUntil: 'Unbefristet' }, []],
    [{ ...DECLARATION, validUntil: '长期有效' }, []],
    [{ ...DECLARATION, validUntil: 'is unlimited' }, [['validUntil', 'date.not-a-date', {}]]],
    [{ ...DECLARATION, validUntil: 'unlimited?' }, [['validUntil', 'date.not-a-date', {}]]],
    [
      { ...CERTIFICATE, validUntil: '' },
      [
        [
          'validUntil',
          'cell.empty',
          { allowed: 'The last valid day of the certificate; only a self-declaration has none' },
        ],
      ],
    ],
    [{ ...CERTIFICATE, scheme: 'CE', validUntil: '' }, [['scheme', 'scheme.unknown', {}]]],
    [{ ...CERTIFICATE, lastFollowUp: '–' }, []],
    [{ ...CERTIFICATE, issued: '' }, [['issued', 'cell.empty', { allowed: 'The day, for example 2024-01-31' }]]],
    [{ ...CERTIFICATE, issued: 'soon', validUntil: '2000-01-01' }, [['issued', 'date.not-a-date', {}]]],
    [
      { ...CERTIFICATE, validUntil: { kind: 'unreadable', why: 'formula', text: '=A1' } },
      [['validUntil', 'cell.formula', {}]],
    ],
  ])('%j is at fault as %j', (values, faults) => {
    expect(faulted(values)).toEqual(faults);
  });
});

describe('cells of a row', () => {
  it.each<[Values, unknown[][]]>([
    [
      { ...CERTIFICATE, productClass: '1999' },
      [['productClass', 'product-class.unknown', { codes: ['1104', '1201'] }]],
    ],
    [
      { ...CERTIFICATE, productClass: 'x1104' },
      [['productClass', 'product-class.unknown', { codes: ['1104', '1201'] }]],
    ],
    [
      { ...CERTIFICATE, productClass: '11045' },
      [['productClass', 'product-class.unknown', { codes: ['1104', '1201'] }]],
    ],
    [{ ...CERTIFICATE, productClass: '11 04 belts' }, []],
    [{ ...CERTIFICATE, factoryCode: 'r28-70 03' }, []],
    [{ ...CERTIFICATE, factoryCode: 'R2870034' }, [['factoryCode', 'factory-code.shape', { characters: 8 }]]],
    [{ ...CERTIFICATE, factoryCode: 'R28700!' }, [['factoryCode', 'factory-code.shape', { characters: 7 }]]],
    [{ ...CERTIFICATE, models: '' }, [['models', 'cell.empty', {}]]],
    [{ ...CERTIFICATE, models: 'x'.repeat(100) }, []],
    [{ ...CERTIFICATE, client: 'x'.repeat(200) }, []],
    [
      { ...CERTIFICATE, client: ` ${'x'.repeat(201)} ` },
      [['client', 'text.too-long', { characters: 201, maxCharacters: 200 }]],
    ],
    [
      { ...CERTIFICATE, product: ` ${'x'.repeat(500)} ` },
      [['product', 'text.too-long', { characters: 500, maxCharacters: 300 }]],
    ],
    [{ ...CERTIFICATE, product: 'x'.repeat(501) }, [['product', 'cell.too-long', { maxCharacters: 500 }]]],
  ])('%j is at fault as %j', (values, faults) => {
    expect(faulted(values)).toEqual(faults);
  });

  it.each([
    ['CN', 'zh'],
    ['TW', 'zh'],
    ['HK', 'zh'],
    ['DE', 'de'],
    ['AT', 'de'],
    ['CH', 'de'],
    ['LI', 'de'],
    ['SE', 'en'],
  ])('of %s write in %s where the register names no language', (country, language) => {
    expect(read({ ...CERTIFICATE, country }).register!.contact!.language).toBe(language);
  });

  it('tell what was put right, spaces apart from models and remarks', () => {
    expect(
      read({
        ...CERTIFICATE,
        client: ' Nordgurt  AB',
        models: ' SA-1 ',
        remarks: ' none at all ',
        body: 'n/a',
        status: '过期',
      }).tidied,
    ).toEqual([
      { kind: 'spaces', as: 'client' },
      { kind: 'placeholder', as: 'body', found: 'n/a' },
      { kind: 'date', shape: 'iso', example: '2019-05-05' },
      { kind: 'date', shape: 'iso', example: '2024-05-05' },
      { kind: 'word', as: 'status', found: '过期', read: 'expired' },
    ]);
  });

  it('go on with what could be read', () => {
    expect(read({ ...CERTIFICATE, issued: 'soon', replaces: 'S-1' }).known).toEqual({
      client: 'Nordgurt AB',
      number: 'N-1',
      classCode: '1104',
      scheme: 'ccc',
      replaces: 'S-1',
    });
    expect(read({ ...CERTIFICATE, client: '', number: '-', productClass: '', scheme: '' }).known).toEqual({});
  });
});

describe('places of a register', () => {
  it('are blank where no known column says anything', () => {
    expect(isBlankRow(sheetRow({}), HEADINGS)).toBe(true);
    expect(isBlankRow(sheetRow({ client: ' \u200B' }), HEADINGS)).toBe(true);
    expect(isBlankRow(sheetRow({ remarks: 'total' }), HEADINGS)).toBe(false);
    const onlyClient = readHeadings(1, [{ kind: 'text', text: 'Client' }]);
    expect(isBlankRow({ row: 3, cells: [undefined, { kind: 'text', text: 'x' }], isHidden: false }, onlyClient)).toBe(
      true,
    );
  });

  it('are named as the file names them, or by our own label', () => {
    const headings = readHeadings(1, [undefined, { kind: 'text', text: 'Kunde' }]);
    const row: SheetRow = { row: 5, cells: [undefined, { kind: 'text', text: 'Lindauer' }], isHidden: false };
    expect(placeOf(row, headings, 'client')).toEqual({
      row: 5,
      column: 'B',
      as: 'client',
      heading: 'Kunde',
      found: 'Lindauer',
    });
    expect(placeOf(row, headings, 'number')).toEqual({
      row: 5,
      column: '',
      as: 'number',
      heading: 'Certificate or declaration no. / 证书编号',
      found: '',
    });
    expect(placeOf({ ...row, cells: [] }, headings, 'client').found).toBe('');
  });
});
