import type { Cell } from './cell.js';
import { COLUMN_LABELS, REGISTER_COLUMNS, columnOfHeading, headingKey, isHeadingRow, readHeadings } from './columns.js';

const cells = (...texts: string[]): (Cell | undefined)[] =>
  texts.map((text) => (text === '' ? undefined : { kind: 'text', text }));

describe('columnOfHeading', () => {
  it.each([
    ['Client / 客户', 'client'],
    ['客户中文名称', 'clientZh'],
    ['E-mail', 'email'],
    ['email', 'email'],
    ['Certificate or declaration no. / 证书编号', 'number'],
    ['证书编号 Certificate No.', 'number'],
    ['证书编号\nCertificate No.', 'number'],
    ['CERTIFICATE   NO', 'number'],
    ['Ｓｔａｔｕｓ', 'status'],
    ['有效期至', 'validUntil'],
    ['Valid until (有效期至)', 'validUntil'],
    ['Gültig bis', 'validUntil'],
    ['Last follow-up / 上次监督检查', 'lastFollowUp'],
    ['Factory code / 工厂编号', 'factoryCode'],
    ['Factory / 生产企业', 'factory'],
    ['Product / 产品名称', 'product'],
    ['产品中文名称', 'productZh'],
    ['Replaces / 替代', 'replaces'],
    // The whole heading before its parts, its parts before its scripts.
    ['Client (Chinese)', 'clientZh'],
    ['Colour / Status', 'status'],
    ['Foo 证书编号 bar', 'number'],
    ['证书 XX 编号', 'number'],
    ['颜色 Status', 'status'],
  ])('reads %j as %s', (heading, column) => {
    expect(columnOfHeading(heading)).toBe(column);
  });

  it.each(['Colour', '颜色', '', '---', 'Price (EUR)'])('leaves %j alone', (heading) => {
    expect(columnOfHeading(heading)).toBeNull();
  });

  it('reads each of its own labels, and both halves of it, as that column', () => {
    for (const column of REGISTER_COLUMNS) {
      for (const part of [COLUMN_LABELS[column], ...COLUMN_LABELS[column].split(' / ')])
        expect([part, columnOfHeading(part)]).toEqual([part, column]);
    }
  });
});

describe('readHeadings', () => {
  const all = [
    'Status',
    '证书编号',
    'Client',
    'Factory',
    'Country',
    'Class',
    'Product',
    'Models',
    'Scheme',
    'Issued',
    'Valid until',
  ];

  it('finds the columns in any order', () => {
    const headings = readHeadings(1, cells(...all));
    expect(headings.missing).toEqual([]);
    expect(headings.columns.get('number')).toMatchObject({ letter: 'B', heading: '证书编号' });
    expect(isHeadingRow(headings)).toBe(true);
  });

  it('names the required columns that are missing', () => {
    expect(readHeadings(1, cells('Certificate no', 'Client', 'Status', 'Factory')).missing).toEqual([
      'country',
      'productClass',
      'product',
      'models',
      'scheme',
      'issued',
      'validUntil',
    ]);
  });

  it('passes over cells without a heading', () => {
    const { found } = readHeadings(1, [undefined, { kind: 'text', text: '  ' }, { kind: 'text', text: 'Status' }]);
    expect(found).toEqual([{ column: 2, letter: 'C', heading: 'Status', as: 'status' }]);
  });

  it('keeps the Chinese name apart where the file has another one', () => {
    const headings = readHeadings(1, cells('客户中文名称', 'Client', 'Product', '产品中文名称'));
    expect([...headings.columns].map(([column, { letter }]) => `${column} ${letter}`)).toEqual([
      'clientZh A',
      'client B',
      'product C',
      'productZh D',
    ]);
    expect(headings.twice).toEqual([]);
  });

  it('lists headings it does not know and leaves them alone', () => {
    expect(readHeadings(1, cells(...all, 'Colour')).found.at(-1)).toEqual({
      column: 11,
      letter: 'L',
      heading: 'Colour',
      as: null,
    });
  });

  it('says which two columns claim to be the same', () => {
    expect(readHeadings(1, cells(...all, '状态')).twice).toEqual([{ as: 'status', letters: ['A', 'L'] }]);
  });

  it('follows the reader’s choice for a heading', () => {
    const choices = { [headingKey('Colour')]: 'remarks', [headingKey('状态')]: 'ignore' } as const;
    const headings = readHeadings(1, cells(...all, 'COLOUR', '状态'), choices);
    expect(headings.columns.get('remarks')?.letter).toBe('L');
    expect(headings.twice).toEqual([]);
    expect(headings.found.at(-1)).toMatchObject({ heading: '状态', as: null });
  });

  it('takes the Chinese name for the name where the file has no other', () => {
    const headings = readHeadings(
      1,
      cells(
        '客户中文名称',
        '证书编号',
        '工厂',
        '国家',
        '产品类别',
        '产品中文名称',
        '型号',
        '认证方式',
        '发证日期',
        '有效期至',
        '状态',
      ),
    );
    expect(headings.missing).toEqual([]);
    expect(headings.columns.get('client')?.letter).toBe('A');
    expect(headings.columns.get('product')?.letter).toBe('F');
  });

  it('knows no column by the words that every object knows', () => {
    const { found } = readHeadings(1, cells('constructor', '__proto__', 'valueOf'));
    expect(found.map(({ as }) => as)).toEqual([null, null, null]);
  });

  it('takes a row without a known heading for the number for headings when three others are known', () => {
    const headings = readHeadings(1, cells('Aktenzeichen', 'Client', 'Factory', 'Status'));
    expect(isHeadingRow(headings)).toBe(true);
    expect(headings.missing).toContain('number');
    expect(isHeadingRow(readHeadings(1, cells('Aktenzeichen', 'Client', 'Factory')))).toBe(false);
    expect(isHeadingRow(readHeadings(1, cells('Certificate no', 'Client', 'Factory')))).toBe(false);
  });

  it('does not take a title for headings', () => {
    expect(isHeadingRow(readHeadings(1, cells('Register of certificates 2026')))).toBe(false);
  });
});
