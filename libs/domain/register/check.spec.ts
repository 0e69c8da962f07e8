import { RegisterCheck } from './check.js';
import { columnLetter, type Cell, type SheetRow } from './cell.js';
import { COLUMN_LABELS, REGISTER_COLUMNS, readHeadings, type RegisterColumn } from './columns.js';
import type { ReadingRules, RowReading } from './register-row.js';

const RULES: ReadingRules = {
  classes: new Map([
    ['1104', { isConverting: true, implementationRule: 'CNCA-C11-04:2014' }],
    ['1201', { isConverting: false, implementationRule: 'CNCA-C12-01:2024' }],
  ]),
  people: new Map([['liweiss', 'l.weiss@jadebruecke.example']]),
  today: '2026-11-20',
};
const HEADINGS = readHeadings(
  1,
  REGISTER_COLUMNS.map((column) => ({ kind: 'text', text: COLUMN_LABELS[column] })),
);
const letterOf = (as: RegisterColumn): string => columnLetter(REGISTER_COLUMNS.indexOf(as));

const DECLARATION: Partial<Record<RegisterColumn, string>> = {
  client: 'Nordgurt AB', clientZh: '北带安全系统公司', contact: 'Anna Rossi', email: 'certification@nordgurt.example.com', language: 'en',
  manufacturer: 'Nordgurt AB', factory: 'Nordgurt AB – Gothenburg', factoryCode: 'R287003', country: 'SE', factoryClass: 'C',
  lastFollowUp: '2026-01-04', productClass: '1104', product: 'Safety belt', productZh: '汽车安全带', models: 'SA-878A; SA-329B',
  scheme: 'CCC self-declaration B', number: 'SDOC-2022011104100614', standard: 'GB 14166-2013', issued: '2022-07-12', status: 'valid',
  responsible: 'l.weiss@jadebruecke.example',
}; // prettier-ignore
const CERTIFICATE: Partial<Record<RegisterColumn, string>> = {
  ...DECLARATION, productClass: '1201', product: 'Passenger car tyre', scheme: 'CCC', body: 'CQC', number: '2025011201100445', issued: '2025-01-08', validUntil: '2030-01-07',
}; // prettier-ignore

function sheetRow(row: number, values: Partial<Record<RegisterColumn, string | Cell>>): SheetRow {
  const cells = REGISTER_COLUMNS.map((column): Cell | undefined => {
    const value = values[column];
    return typeof value === 'string' ? { kind: 'text', text: value } : value;
  });
  return { row, cells, isHidden: false };
}

function readOne(values: Partial<Record<RegisterColumn, string | Cell>>): RowReading {
  return new RegisterCheck(HEADINGS, RULES).read(sheetRow(2, values));
}

const faultsOf = (values: Partial<Record<RegisterColumn, string | Cell>>): string[] =>
  readOne(values).faults.map((fault) => `${fault.column} ${fault.code}`);
const warningsOf = (values: Partial<Record<RegisterColumn, string | Cell>>): string[] =>
  readOne(values).warnings.map((warning) => `${warning.as} ${warning.code}`);

describe('a row of a register', () => {
  it('becomes a certificate with everything around it', () => {
    expect(readOne(DECLARATION).register).toEqual({
      row: 2,
      client: { name: 'Nordgurt AB', nameZh: '北带安全系统公司', country: 'SE' },
      contact: { name: 'Anna Rossi', email: 'certification@nordgurt.example.com', language: 'en', timeZone: null, country: 'SE' },
      factory: { name: 'Nordgurt AB – Gothenburg', code: 'R287003', country: 'SE', factoryClass: 'C', lastFollowUpOn: '2026-01-04' },
      product: { classCode: '1104', name: 'Safety belt', nameZh: '汽车安全带', manufacturer: 'Nordgurt AB', models: ['SA-878A', 'SA-329B'], standard: 'GB 14166-2013' },
      certificate: { number: 'SDOC-2022011104100614', scheme: 'ccc-self-declaration-b', body: null, issuedOn: '2022-07-12', validUntil: null, status: 'valid', replaces: null },
      responsible: 'l.weiss@jadebruecke.example',
      remarks: null,
    }); // prettier-ignore
  });

  it('needs no last day for a declaration and one for a certificate', () => {
    expect(faultsOf(DECLARATION)).toEqual([]);
    expect(faultsOf({ ...CERTIFICATE, validUntil: undefined })).toEqual([`${letterOf('validUntil')} cell.empty`]);
    expect(faultsOf({ ...DECLARATION, validUntil: '长期' })).toEqual([]);
    expect(faultsOf({ ...CERTIFICATE, validUntil: '长期' })).toEqual([`${letterOf('validUntil')} date.not-a-date`]);
  });

  it.each([
    [{ client: ' ' }, 'client', 'cell.empty'],
    [{ factory: undefined }, 'factory', 'cell.empty'],
    [{ client: '–' }, 'client', 'cell.empty'],
    [{ models: `A; ${'x'.repeat(101)}` }, 'models', 'models.too-long'],
    [{ number: undefined }, 'number', 'cell.empty'],
    [{ issued: undefined }, 'issued', 'cell.empty'],
    [{ models: ' ; ' }, 'models', 'cell.empty'],
    [{ email: 'certification(at)example.com' }, 'email', 'email.not-an-address'],
    [{ email: 'a@example.com; b@example.com' }, 'email', 'email.not-an-address'],
    [{ language: 'jp' }, 'language', 'language.unknown'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'time-zone.unknown'],
    [{ country: 'Atlantis' }, 'country', 'country.unknown'],
    [{ factoryClass: 'E' }, 'factoryClass', 'factory-class.unknown'],
    [{ factoryCode: 'R28700' }, 'factoryCode', 'factory-code.shape'],
    [{ productClass: '1999' }, 'productClass', 'product-class.unknown'],
    [{ scheme: 'CE' }, 'scheme', 'scheme.unknown'],
    [{ body: 'Dekra' }, 'body', 'body.unknown'],
    [{ status: 'maybe' }, 'status', 'status.unknown'],
    [{ issued: '31.02.2024' }, 'issued', 'date.no-such-day'],
    [{ issued: 'soon' }, 'issued', 'date.not-a-date'],
    [{ lastFollowUp: '01/02/2025' }, 'lastFollowUp', 'date.ambiguous'],
    [{ validUntil: '2019-01-01' }, 'validUntil', 'date.before-issued'],
    [{ replaces: '2025 0112 0110 0445' }, 'replaces', 'replaces.itself'],
    [{ client: 'x'.repeat(201) }, 'client', 'text.too-long'],
    [{ number: { kind: 'unreadable', why: 'formula', text: '=A1' } }, 'number', 'cell.formula'],
    [{ number: { kind: 'unreadable', why: 'digits-lost', text: '2023011201100020' } }, 'number', 'cell.digits-lost'],
    [{ product: { kind: 'unreadable', why: 'too-long', text: 'x'.repeat(500) } }, 'product', 'cell.too-long'],
    [{ product: 'x'.repeat(6_000) }, 'product', 'cell.too-long'],
    [{ remarks: { kind: 'unreadable', why: 'too-long', text: 'x'.repeat(500) } }, 'remarks', 'cell.too-long'],
    [{ models: Array.from({ length: 201 }, (_, index) => `PA-${index}`).join('; ') }, 'models', 'models.too-many'],
    [{ validUntil: '9999-12-31' }, 'validUntil', 'date.year-out-of-range'],
  ] as [Partial<Record<RegisterColumn, string | Cell>>, RegisterColumn, string][])(
    'is at fault once with %j',
    (change, column, code) => {
      const reading = readOne({ ...CERTIFICATE, ...change });
      expect(reading.faults.map((fault) => [fault.as, fault.column, fault.code])).toEqual([
        [column, letterOf(column), code],
      ]);
      expect(reading.register).toBeNull();
      expect(reading.faults[0]!.detail).not.toMatch(/undefined|null|NaN/);
      expect(reading.faults[0]!.allowed).not.toMatch(/undefined|null|NaN/);
    },
  );

  it('names what stands in the cell, the heading of the file and what is allowed', () => {
    expect(readOne({ ...DECLARATION, issued: '31.02.2024' }).faults).toEqual([
      {
        row: 2,
        column: letterOf('issued'),
        as: 'issued',
        heading: 'Issued / 发证日期',
        found: '31.02.2024',
        code: 'date.no-such-day',
        facts: { year: 2024, month: 2, day: 31, lastDay: 29 },
        detail: 'There is no 31 February 2024.',
        allowed: 'A day that exists; this month ended with day 29',
      },
    ]);
  });

  it.each([
    ['product', 'Longer than 500 characters.', 'At most 500 characters'],
    ['models', 'Longer than 10000 characters.', 'At most 10000 characters'],
    ['remarks', 'Longer than 10000 characters.', 'At most 10000 characters'],
  ] as const)('names the limit of the column %s', (column, detail, allowed) => {
    expect(readOne({ ...CERTIFICATE, [column]: 'x'.repeat(10_001) }).faults).toMatchObject([
      { as: column, code: 'cell.too-long', detail, allowed },
    ]);
  });

  it('holds 200 models and remarks of 10,000 characters', () => {
    const models = Array.from({ length: 200 }, (_, index) => `${'P'.repeat(40)}-${index}`);
    const { register } = readOne({ ...CERTIFICATE, models: models.join('; '), remarks: 'x'.repeat(10_000) });
    expect(register?.product.models).toHaveLength(200);
    expect(register?.remarks).toHaveLength(10_000);
  });

  it('says of a year out of range that the year is, not the day', () => {
    expect(readOne({ ...CERTIFICATE, validUntil: '9999-12-31' }).faults).toMatchObject([
      { detail: 'The year 9999 is not between 1900 and 2199.', allowed: 'A day of the years 1900 to 2199' },
    ]);
  });

  it('takes the name of one member for that member', () => {
    const reading = readOne({ ...DECLARATION, responsible: 'Li  WEISS' });
    expect(reading.register?.responsible).toBe('l.weiss@jadebruecke.example');
    expect(reading.warnings).toEqual([]);
  });

  it('says nothing of the order of two dates when one of them cannot be read', () => {
    expect(faultsOf({ ...CERTIFICATE, issued: 'soon', validUntil: '1950-01-01' })).toEqual([
      `${letterOf('issued')} date.not-a-date`,
    ]);
  });

  it.each([
    ['status', '有效', 'valid'],
    ['status', '过期', 'expired'],
    ['status', '暂停', 'suspended'],
    ['status', 'Valid', 'valid'],
    ['status', 'Gültig', 'valid'],
    ['status', 'ausgesetzt', 'suspended'],
    ['status', 'Gelöscht', 'cancelled'],
    ['status', 'widerrufen', 'revoked'],
    ['status', 'abgelaufen', 'expired'],
    ['status', 'erloschen', 'expired'],
    ['status', '撤销', 'revoked'],
    ['status', '注销', 'cancelled'],
    ['status', '失效', 'expired'],
  ] as const)('reads %s %j as %s', (column, found, status) => {
    expect(readOne({ ...DECLARATION, [column]: found }).register?.certificate.status).toBe(status);
  });

  it.each([
    ['CCC自我声明程序B', 'ccc-self-declaration-b'],
    ['强制性产品认证', 'ccc'],
    ['CQC自愿性认证', 'cqc-voluntary'],
    ['3C', 'ccc'],
    ['CAV voluntary', 'cav-voluntary'],
  ])('reads the scheme %j as %s', (found, scheme) => {
    expect(readOne({ ...CERTIFICATE, scheme: found }).register?.certificate.scheme).toBe(scheme);
  });

  it.each([
    ['Schweden', 'SE'],
    ['瑞典', 'SE'],
    ['UK', 'GB'],
    ['中国', 'CN'],
    ['U.S.A.', 'US'],
    ['Czech Republic', 'CZ'],
    ['德国', 'DE'],
  ])('reads the country %j as %s', (found, country) => {
    expect(readOne({ ...DECLARATION, country: found }).register?.factory.country).toBe(country);
  });

  it('writes in the language of the country where the register names none', () => {
    expect(readOne({ ...DECLARATION, language: undefined, country: 'AT' }).register?.contact?.language).toBe('de');
    expect(readOne({ ...DECLARATION, language: undefined, country: 'CN' }).register?.contact?.language).toBe('zh');
    expect(readOne({ ...DECLARATION, language: undefined }).register?.contact?.language).toBe('en');
  });

  it('takes a dash for nothing where a cell may be empty, and not where it is needed', () => {
    expect(readOne({ ...DECLARATION, body: '-', validUntil: '/', replaces: '无' }).register?.certificate).toMatchObject(
      { body: null, validUntil: null, replaces: null },
    );
    expect(faultsOf({ ...DECLARATION, issued: '-' })).toEqual([`${letterOf('issued')} date.not-a-date`]);
  });

  it('takes the client for the manufacturer where none is named', () => {
    expect(readOne({ ...DECLARATION, manufacturer: undefined }).register?.product.manufacturer).toBe('Nordgurt AB');
  });
});

describe('history that the rules doubt', () => {
  it.each([
    [{ ...DECLARATION, issued: '2019-10-16' }, 'issued history.declaration-out-of-time'],
    [{ ...DECLARATION, issued: '2026-07-01' }, 'issued history.declaration-out-of-time'],
    [{ ...DECLARATION, productClass: '1201' }, 'productClass history.class-never-declared'],
    [{ ...CERTIFICATE, productClass: '1104' }, 'issued history.certificate-in-declaration-time'],
    [{ ...CERTIFICATE, validUntil: '2030-01-09' }, 'validUntil history.longer-than-five-years'],
    [{ ...CERTIFICATE, issued: '2021-01-08', validUntil: '2026-01-07' }, 'status status.valid-but-expired'],
    [{ ...CERTIFICATE, status: 'expired' }, 'status status.expired-too-early'],
    [{ ...DECLARATION, scheme: '自我声明' }, 'scheme scheme.procedure-assumed'],
    [{ ...DECLARATION, email: undefined }, 'contact contact.without-address'],
    [{ ...DECLARATION, responsible: 'LW' }, 'responsible responsible.not-an-address'],
  ])('is imported with a warning', (values, warning) => {
    expect(warningsOf(values)).toEqual([warning]);
    expect(readOne(values).register).not.toBeNull();
  });

  it.each([
    [{ ...DECLARATION, issued: '2019-10-17' }],
    [{ ...DECLARATION, issued: '2026-06-30' }],
    [{ ...CERTIFICATE, productClass: '1104', issued: '2019-12-31', validUntil: '2024-12-30', status: 'expired' }],
    [{ ...CERTIFICATE, productClass: '1104', issued: '2026-07-01', validUntil: '2031-06-30' }],
    [CERTIFICATE],
  ])('is not doubted on the days on which it was the rule', (values) => {
    expect(warningsOf(values)).toEqual([]);
  });
});

describe('rows of one register', () => {
  it('may not name one number twice, also with other spaces', () => {
    const check = new RegisterCheck(HEADINGS, RULES);
    check.read(sheetRow(4, CERTIFICATE));
    const second = check.read(sheetRow(10, { ...CERTIFICATE, number: '2025 0112 0110 0445' }));
    expect(second.faults.map(({ row, as, code, facts }) => ({ row, as, code, facts }))).toEqual([
      { row: 10, as: 'number', code: 'number.twice', facts: { firstRow: 4 } },
    ]);
  });

  it('find a number twice also when the first row is at fault elsewhere', () => {
    const check = new RegisterCheck(HEADINGS, RULES);
    check.read(sheetRow(4, { ...CERTIFICATE, status: 'maybe' }));
    expect(check.read(sheetRow(5, CERTIFICATE)).faults.map(({ code }) => code)).toEqual(['number.twice']);
  });

  it('let the first name and language of one contact address win and list the others', () => {
    const check = new RegisterCheck(HEADINGS, RULES);
    check.read(sheetRow(2, DECLARATION));
    const second = check.read(
      sheetRow(3, { ...DECLARATION, number: 'SDOC-2', client: 'nordgurt ab ', contact: 'A. Rossi', language: 'de' }),
    );
    expect(second.warnings.map(({ as, code, facts }) => [as, code, facts.first])).toEqual([
      ['client', 'client.differs', 'Nordgurt AB'],
      ['contact', 'contact.differs', 'Anna Rossi'],
      ['language', 'contact.differs', 'en'],
    ]);
    expect(second.register).not.toBeNull();
  });

  it('let the first class of one factory win; an empty cell contradicts nothing', () => {
    const check = new RegisterCheck(HEADINGS, RULES);
    check.read(sheetRow(2, { ...DECLARATION, factoryClass: undefined }));
    expect(check.read(sheetRow(3, { ...DECLARATION, number: 'SDOC-2' })).warnings).toEqual([]);
    expect(
      check
        .read(sheetRow(4, { ...DECLARATION, number: 'SDOC-3', factoryClass: 'D' }))
        .warnings.map(({ as, code, facts }) => [as, code, facts.first]),
    ).toEqual([['factoryClass', 'factory.differs', 'C']]);
  });

  it('let the first name of one unit win and list the others', () => {
    const check = new RegisterCheck(HEADINGS, RULES);
    check.read(sheetRow(2, DECLARATION));
    const differing = { ...DECLARATION, number: 'SDOC-2', product: 'Seat belt', models: 'SA-329B、SA-878A' };
    expect(
      check.read(sheetRow(3, differing)).warnings.map(({ row, column, as, found, code, facts }) => [row, column, as, found, code, facts]), // prettier-ignore
    ).toEqual([
      [3, letterOf('product'), 'product', 'Seat belt', 'product.differs', { firstRow: 2, first: 'Safety belt' }],
    ]);
    expect(check.read(sheetRow(4, { ...differing, number: 'SDOC-3', models: 'SA-878A' })).warnings).toEqual([]);
    expect(check.read(sheetRow(5, { ...differing, number: 'SDOC-4', factoryCode: 'R287004' })).warnings).toEqual([]);
  });

  describe('that replace declarations', () => {
    const REPLACING = { ...CERTIFICATE, productClass: '1104', issued: '2026-07-01', validUntil: '2031-06-30' };
    const known = new Map([
      [
        'SDOC-KNOWN',
        { clientKey: 'nordgurtab', scheme: 'ccc-self-declaration-b', classCode: '1104', replacedBy: null },
      ],
      [
        'SDOC-TAKEN',
        { clientKey: 'nordgurtab', scheme: 'ccc-self-declaration-b', classCode: '1104', replacedBy: 'C-OLD' },
      ],
      [
        'SDOC-OTHER',
        { clientKey: 'kestrelmotorsltd', scheme: 'ccc-self-declaration-b', classCode: '1104', replacedBy: null },
      ],
    ] as const);
    const outcome = (...rows: Partial<Record<RegisterColumn, string>>[]) => {
      const check = new RegisterCheck(HEADINGS, RULES);
      rows.forEach((row, index) => check.read(sheetRow(index + 2, { number: `N-${index}`, ...row })));
      const { faults, warnings } = check.finishReplaces(known);
      return [...faults, ...warnings].map(({ row, code }) => `${row} ${code}`);
    };

    it('may name one of the file, whether it stands above or below', () => {
      expect(
        outcome({ ...REPLACING, number: 'C-2', replaces: 'SDOC-9' }, { ...DECLARATION, number: 'SDOC-9' }),
      ).toEqual([]);
      expect(
        outcome({ ...DECLARATION, number: 'SDOC-9' }, { ...REPLACING, number: 'C-2', replaces: 'sdoc-9' }),
      ).toEqual([]);
    });

    it('may name one that is known already', () => {
      expect(outcome({ ...REPLACING, replaces: 'SDOC-KNOWN' })).toEqual([]);
    });

    it('are imported with a warning when nobody knows the number', () => {
      expect(outcome({ ...REPLACING, replaces: 'SDOC-NOWHERE' })).toEqual(['2 replaces.unknown']);
    });

    it.each([
      ['a certificate', { ...REPLACING, replaces: 'C-1' }, 'replaces.no-declaration'],
      ['a declaration of another client', { ...REPLACING, replaces: 'SDOC-OTHER' }, 'replaces.of-another-client'],
      ['a declaration that another one replaces already', { ...REPLACING, replaces: 'SDOC-TAKEN' }, 'replaces.twice'],
      [
        'a declaration of another class',
        { ...CERTIFICATE, number: 'C-2', replaces: 'SDOC-KNOWN' },
        'replaces.of-another-class',
      ],
      [
        'a declaration, being no CCC certificate',
        { ...REPLACING, scheme: 'CQC voluntary', replaces: 'SDOC-KNOWN' },
        'replaces.by-no-ccc',
      ],
    ])('may not name %s', (_, row, code) => {
      expect(outcome({ ...CERTIFICATE, number: 'C-1' }, { ...row, number: 'C-2' })).toEqual([`3 ${code}`]);
    });

    it('ask only for the numbers that the file does not have', () => {
      const check = new RegisterCheck(HEADINGS, RULES);
      check.read(sheetRow(2, { ...REPLACING, number: 'C-1', replaces: 'SDOC-9' }));
      check.read(sheetRow(3, { ...REPLACING, number: 'C-2', replaces: 'SDOC-8' }));
      check.read(sheetRow(4, { ...DECLARATION, number: 'SDOC-9' }));
      expect(check.replacedElsewhere()).toEqual(['SDOC-8']);
    });
  });

  it('may not replace one declaration twice', () => {
    const check = new RegisterCheck(HEADINGS, RULES);
    check.read(sheetRow(3, { ...CERTIFICATE, replaces: 'SDOC-1' }));
    expect(
      check
        .read(sheetRow(4, { ...CERTIFICATE, number: 'C-2', replaces: 'sdoc-1' }))
        .faults.map(({ code, facts }) => [code, facts.firstRow]),
    ).toEqual([['replaces.twice', 3]]);
  });

  it('are told what was put right', () => {
    const check = new RegisterCheck(HEADINGS, RULES);
    check.read(
      sheetRow(2, {
        ...DECLARATION,
        client: 'Nordgurt AB ',
        status: '有效',
        body: '-',
        lastFollowUp: { kind: 'day', text: '2026-01-04', day: '2026-01-04' },
      }),
    );
    check.read(
      sheetRow(3, { ...DECLARATION, client: 'Nordgurt AB ', number: 'SDOC-2', issued: '12.07.2022', models: 'A、B' }),
    );
    expect(check.tidied()).toEqual({
      spaces: [{ as: 'client', count: 2 }],
      dates: [
        { shape: 'iso', example: '2022-07-12', count: 2 },
        { shape: 'spreadsheet-date', example: '2026-01-04', count: 1 },
        { shape: 'dots-day-first', example: '12.07.2022', count: 1 },
      ],
      separators: [
        { sign: ';', count: 1 },
        { sign: '、', count: 1 },
      ],
      words: [{ as: 'status', found: '有效', read: 'valid', count: 1 }],
      placeholders: [{ as: 'body', found: '-', count: 1 }],
    });
  });
});
