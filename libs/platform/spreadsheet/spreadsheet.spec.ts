import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import type { SheetRow } from '#domain/register/cell';
import { book, bookParts, tableBook, zip } from '../../../test/fixtures/registers/make-file.js';
import { SpreadsheetRefused } from './refused.js';
import { openSpreadsheet } from './spreadsheet.js';

async function rowsOf(content: Buffer, sheet = 0): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of (await openSpreadsheet(content)).sheets[sheet]!.rows()) rows.push(row);
  return rows;
}

const textsOf = async (content: Buffer): Promise<(string | undefined)[][]> =>
  (await rowsOf(content)).map((row) => row.cells.map((cell) => cell?.text));

/** Code of the refusal; fails when the file is read. */
async function refusalOf(content: Buffer): Promise<string> {
  try {
    await rowsOf(content);
  } catch (error) {
    if (error instanceof SpreadsheetRefused) {
      expect(error.detail).not.toMatch(/\bundefined[ .)]*$|NaN/);
      expect(error.allowed).not.toBe('');
      return error.code;
    }
    throw error;
  }
  throw new Error('the file was read');
}

const sheet = (data: string, after = ''): Buffer => book({ sheets: { One: `<sheetData>${data}</sheetData>${after}` } });
const firstCell = async (cell: string, options: { is1904?: boolean } = {}): Promise<unknown> =>
  (await rowsOf(book({ sheets: { One: `<sheetData><row r="1">${cell}</row></sheetData>` }, ...options })))[0]?.cells[0];

describe('a workbook', () => {
  it('gives its rows with the numbers that the spreadsheet shows, blank ones left out', async () => {
    const rows = await rowsOf(
      sheet(
        '<row r="3"><c r="B3" t="inlineStr"><is><t>a</t></is></c></row><row r="5"/><row r="9" hidden="1"><c r="A9"><v>1</v></c></row>',
      ),
    );
    expect(rows).toEqual([
      { row: 3, cells: [undefined, { kind: 'text', text: 'a' }], isHidden: false },
      { row: 9, cells: [{ kind: 'number', text: '1' }], isHidden: true },
    ]);
  });

  it('counts rows and cells that name no place', async () => {
    expect(await textsOf(sheet('<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>'))).toEqual([
      ['1', undefined, '2'],
      ['3'],
    ]);
  });

  it('is read again from the start when asked again', async () => {
    const opened = await openSpreadsheet(tableBook([['a'], ['b']]));
    for (let times = 0; times < 2; times += 1) {
      const seen: unknown[] = [];
      for await (const row of opened.sheets[0]!.rows()) seen.push(row.cells[0]?.text);
      expect(seen).toEqual(['a', 'b']);
    }
  });

  it('may be left after the first row', async () => {
    const opened = await openSpreadsheet(tableBook(Array.from({ length: 5_000 }, (_, index) => [index])));
    for await (const row of opened.sheets[0]!.rows()) {
      expect(row.cells[0]?.text).toBe('0');
      break;
    }
  });

  it('names all of its sheets', async () => {
    const opened = await openSpreadsheet(
      book({ sheets: { 'Cover & legend': '<sheetData/>', 证书: '<sheetData><row><c><v>7</v></c></row></sheetData>' } }),
    );
    expect(opened.sheets.map(({ name }) => name)).toEqual(['Cover & legend', '证书']);
  });

  it.each([
    [
      'a serial with the built-in date format',
      '<c s="1"><v>45322</v></c>',
      { kind: 'day', text: '2024-01-31', day: '2024-01-31' },
    ],
    [
      'a serial with a time behind it',
      '<c s="1"><v>45322.75</v></c>',
      { kind: 'day', text: '2024-01-31', day: '2024-01-31' },
    ],
    ['a Chinese date format', '<c s="2"><v>45322</v></c>', { kind: 'day', text: '2024-01-31', day: '2024-01-31' }],
    [
      'the last day before Excel’s false leap day',
      '<c s="1"><v>59</v></c>',
      { kind: 'day', text: '1900-02-28', day: '1900-02-28' },
    ],
    ['the day after it', '<c s="1"><v>61</v></c>', { kind: 'day', text: '1900-03-01', day: '1900-03-01' }],
    [
      'an ISO date cell',
      '<c t="d"><v>2024-01-31T00:00:00</v></c>',
      { kind: 'day', text: '2024-01-31', day: '2024-01-31' },
    ],
    ['the false leap day itself', '<c s="1"><v>60</v></c>', { kind: 'unreadable', why: 'no-such-day', text: '60' }],
    ['a negative serial', '<c s="1"><v>-3</v></c>', { kind: 'unreadable', why: 'no-such-day', text: '-3' }],
    ['a number without a date format', '<c><v>45322</v></c>', { kind: 'number', text: '45322' }],
    ['a time of day', '<c s="4"><v>0.5</v></c>', { kind: 'number', text: '0.5' }],
    ['a sum with the word "day" in its format', '<c s="5"><v>12</v></c>', { kind: 'number', text: '12' }],
    ['a code with its leading zero', '<c s="3"><v>101</v></c>', { kind: 'number', text: '0101' }],
    ['a number in exponent form', '<c><v>1.1090000000000001E3</v></c>', { kind: 'number', text: '1109' }],
    ['a rounding tail', '<c><v>44.299999999999997</v></c>', { kind: 'number', text: '44.3' }],
    ['a 15-digit number', '<c><v>202301120110002</v></c>', { kind: 'number', text: '202301120110002' }],
    [
      'a 16-digit number that Excel cut',
      '<c><v>2.02301120110002E+15</v></c>',
      { kind: 'unreadable', why: 'digits-lost', text: '2023011201100020' },
    ],
    [
      'a 16-digit number in full, which Excel cannot have written',
      '<c><v>2023011201100024</v></c>',
      { kind: 'number', text: '2023011201100024' },
    ],
    [
      'a 20-digit number',
      '<c><v>20230112011000241234</v></c>',
      { kind: 'unreadable', why: 'digits-lost', text: '20230112011000242176' },
    ],
    [
      'a formula',
      '<c><f>CONCATENATE("2026","01")</f><v>202601</v></c>',
      { kind: 'unreadable', why: 'formula', text: '=CONCATENATE("2026","01")' },
    ],
    [
      'a shared formula without its text',
      '<c><f t="shared" si="0"/><v>5</v></c>',
      { kind: 'unreadable', why: 'formula', text: '=5' },
    ],
    ['an error', '<c t="e"><v>#REF!</v></c>', { kind: 'unreadable', why: 'error-value', text: '#REF!' }],
    ['a boolean', '<c t="b"><v>1</v></c>', { kind: 'boolean', text: 'TRUE' }],
    [
      'rich text without its phonetic guide',
      '<c t="inlineStr"><is><r><t>星</t></r><rPh sb="0" eb="1"><t>ほし</t></rPh><r><t>川</t></r></is></c>',
      { kind: 'text', text: '星川' },
    ],
    ['an escaped line end', '<c t="str"><v>a_x000D_b</v></c>', { kind: 'text', text: 'a\rb' }],
    ['a blank', '<c t="inlineStr"><is><t xml:space="preserve">  </t></is></c><c><v>1</v></c>', undefined],
  ])('gives %s', async (_, cell, expected) => {
    expect(await firstCell(cell)).toEqual(expected);
  });

  it('counts its days from 1904 where it says so', async () => {
    expect(await firstCell('<c s="1"><v>43860</v></c>', { is1904: true })).toMatchObject({ day: '2024-01-31' });
  });

  it('reads shared texts, plain and rich', async () => {
    const shared = '<si><t>Client</t></si><si><r><t>Nord</t></r><r><t xml:space="preserve">gurt </t></r></si>';
    expect(
      await textsOf(
        book({
          shared,
          sheets: { One: '<sheetData><row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row></sheetData>' },
        }),
      ),
    ).toEqual([['Nordgurt ', 'Client']]);
  });

  it('gives the beginning of an over-long cell and says that it is too long', async () => {
    const long = await firstCell(`<c t="inlineStr"><is><t>${'x'.repeat(10_001)}</t></is></c>`);
    expect(long).toEqual({ kind: 'unreadable', why: 'too-long', text: 'x'.repeat(10_000) });
    expect(await firstCell(`<c t="inlineStr"><is><t>${'x'.repeat(10_000)}  </t></is></c>`)).toMatchObject({
      kind: 'text',
    });
  });

  it('gives no text that a database refuses: NUL and halves of characters are dropped', async () => {
    expect(await firstCell('<c t="inlineStr"><is><t>a_x0000__xD83D_b</t></is></c>')).toEqual({
      kind: 'text',
      text: 'ab',
    });
    const cut = (await firstCell(`<c t="inlineStr"><is><t>${'x'.repeat(9_999)}😀😀</t></is></c>`)) as { text: string };
    expect(cut.text).toBe('x'.repeat(9_999));
  });

  it('names its merged cells once the rows are read', async () => {
    const opened = await openSpreadsheet(
      sheet('<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'),
    );
    for await (const _ of opened.sheets[0]!.rows()) void _;
    expect(opened.sheets[0]!.merged()).toEqual(['A1:A3']);
  });

  it('is read with namespace prefixes and free names of its parts, as other programs write it', async () => {
    const parts = bookParts({ sheets: { One: '' } });
    parts['xl/worksheets/sheet1.xml'] =
      '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    expect(await textsOf(zip(parts))).toEqual([['a']]);
  });

  it('reads the sample register', async () => {
    const rows = await rowsOf(readFileSync('test/fixtures/registers/certificate-register.xlsx'));
    expect(rows).toHaveLength(141);
    expect(rows[1]!.cells.map((cell) => cell?.text).slice(17, 22)).toEqual([
      '2023011201100024',
      'GB 9743-2015',
      '2023-05-22',
      '2028年5月21日',
      '有效',
    ]);
  });
});

describe('a text file', () => {
  const table = 'Client;Status\n苏州明驰;有效\n';

  it.each([
    ['UTF-8', Buffer.from(table), 'utf-8', ';'],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${table}`), 'utf-8', ';'],
    ['UTF-16 little-endian with its mark', Buffer.from(`\uFEFF${table}`, 'utf16le'), 'utf-16le', ';'],
    ['UTF-16 big-endian with its mark', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16(), 'utf-16be', ';'],
    ['GB18030', iconv.encode(table, 'gb18030'), 'gb18030', ';'],
    ['commas', Buffer.from(table.replaceAll(';', ',')), 'utf-8', ','],
    ['tabs', Buffer.from(table.replaceAll(';', '\t')), 'utf-8', '\t'],
  ])('is read in %s', async (_, content, encoding, delimiter) => {
    expect((await openSpreadsheet(content)).text).toEqual({ encoding, delimiter });
    expect(await textsOf(content)).toEqual([
      ['Client', 'Status'],
      ['苏州明驰', '有效'],
    ]);
  });

  it('is read as Western European Excel writes it, accents whole', async () => {
    const content = iconv.encode('Client;Land\nAtelier Siège SAS;Österreich\n', 'windows-1252');
    expect((await openSpreadsheet(content)).text?.encoding).toBe('windows-1252');
    expect((await textsOf(content))[1]).toEqual(['Atelier Siège SAS', 'Österreich']);
  });

  it('keeps separators and line ends inside quotes and counts rows as a spreadsheet does', async () => {
    const rows = await rowsOf(Buffer.from('A,B\r\n"Hoshikawa Glass Co., Ltd.","x\ny"\r\n\r\nlast,"say ""hi"""\r\n'));
    expect(rows.map(({ row, cells }) => [row, ...cells.map((cell) => cell?.text)])).toEqual([
      [1, 'A', 'B'],
      [2, 'Hoshikawa Glass Co., Ltd.', 'x\ny'],
      [4, 'last', 'say "hi"'],
    ]);
  });

  it('follows the separator it names itself', async () => {
    expect(await rowsOf(Buffer.from('sep=;\nA,1;B\n'))).toMatchObject([
      { row: 2, cells: [{ text: 'A,1' }, { text: 'B' }] },
    ]);
  });

  it('gives formulas, errors and numbers that lost their digits as unreadable', async () => {
    const [row] = await rowsOf(Buffer.from('=A1&B1;="2023011201100024";2.02301E+15;#REF!;x\n'));
    expect(row!.cells).toEqual([
      { kind: 'unreadable', why: 'formula', text: '=A1&B1' },
      { kind: 'text', text: '2023011201100024' },
      { kind: 'unreadable', why: 'digits-lost', text: '2.02301E+15' },
      { kind: 'unreadable', why: 'error-value', text: '#REF!' },
      { kind: 'text', text: 'x' },
    ]);
  });
});

describe('a file that is no table or a hostile one is refused with its reason', () => {
  const parts = bookParts({ sheets: { One: '<sheetData/>' } });
  const withSheet = (xml: string | Buffer): Buffer => zip({ ...parts, 'xl/worksheets/sheet1.xml': xml });
  const ole = (inside: string): Buffer =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(inside, 'utf16le')]);

  it.each([
    ['an empty file', Buffer.alloc(0), 'file.empty'],
    ['only blanks', Buffer.from(' \n\n'), 'file.empty'],
    ['21 MB', Buffer.alloc(21 * 1024 * 1024, 'a'), 'file.too-large'],
    ['an old Excel file', ole('Workbook'), 'file.old-excel'],
    ['a workbook with a password', ole('EncryptedPackage'), 'file.password'],
    ['a PDF named .xlsx', Buffer.from('%PDF-1.7 ...'), 'file.pdf'],
    ['a web page named .xls', Buffer.from('\uFEFF  <html><table>'), 'file.web-page'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file.no-table'],
    ['random bytes', Buffer.from([1, 2, 3, 4, 5, 200, 201]), 'file.no-table'],
    ['gzip', gzipSync('a,b'), 'file.archive'],
    ['an archive with a workbook in it', zip({ 'register.xlsx': tableBook([['a']]) }), 'file.archive'],
    ['an archive of text files', zip({ 'a.txt': 'a' }), 'file.archive'],
    ['a Word document', zip({ ...parts, '_rels/.rels': '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>', 'word/document.xml': '<d/>' }), 'file.archive'],
    ['a binary workbook', zip({ '_rels/.rels': '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>', 'xl/workbook.bin': 'x' }), 'file.binary-workbook'],
    ['an OpenDocument table', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }), 'file.open-document'],
    ['half of a workbook', tableBook([['a']]).subarray(0, 400), 'file.damaged'],
    ['a sheet that breaks off', withSheet('<worksheet><sheetData><row><c>'), 'file.damaged'],
    ['a shared text that is not there', withSheet('<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>'), 'file.damaged'],
    ['a document type with entities', withSheet('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'), 'file.hostile'],
    ['an entity that nobody declared', withSheet('<worksheet><sheetData><row><c><v>&lol;</v></c></row></sheetData></worksheet>'), 'file.damaged'],
    ['tags without end', withSheet('<a>'.repeat(1_000)), 'file.hostile'],
    ['one text of two million characters', withSheet(`<worksheet><sheetData><row><c t="inlineStr"><is><t>${'x'.repeat(2_000_000)}`), 'file.hostile'],
    ['something in column 61', sheet('<row r="1"><c r="BI1"><v>1</v></c></row>'), 'file.too-many-columns'],
    ['something in column 61 of a text file', Buffer.from(`${','.repeat(60)}x\n`), 'file.too-many-columns'],
    ['20,002 rows', tableBook(Array.from({ length: 20_002 }, () => [1])), 'file.too-many-rows'],
    ['20,002 lines', Buffer.from('a,b\n'.repeat(20_002)), 'file.too-many-rows'],
    ['a quote that is never closed', Buffer.from('A,B\n"a,b\nc,d\n'), 'file.quote-not-closed'],
    ['bytes that are no character set', Buffer.concat([Buffer.from('A,B\n'), Buffer.from('ffffffffffff', 'hex')]), 'file.encoding'],
  ] as [string, Buffer, string][])('%s', async (_, content, code) => {
    expect(await refusalOf(content)).toBe(code);
  }); // prettier-ignore

  it('a zip bomb is stopped while it unpacks, whatever its headers claim, in bounded memory', async () => {
    const row = `<row>${' '.repeat(900_000)}</row>`;
    const xml = `<worksheet><sheetData>${row.repeat(155)}</sheetData></worksheet>`; // 140 MB
    const bomb = zip({ ...parts, 'xl/worksheets/sheet1.xml': xml }, { 'xl/worksheets/sheet1.xml': 1_000 });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusalOf(bomb)).toBe('file.unpacks-too-large');
  });

  it('two parts of one name are refused: programs differ in which one they show', async () => {
    // Made from two parts whose names differ in one letter, so that all lengths stay right.
    const twins = zip({ ...parts, 'xl/worksheets/sheet2.xml': '<worksheet/>' });
    const bytes = Buffer.from(twins.toString('latin1').replaceAll('sheet2.xml', 'sheet1.xml'), 'latin1');
    expect(await refusalOf(bytes)).toBe('file.hostile');
  });

  it('a part with a password is refused', async () => {
    const bytes = Buffer.from(tableBook([['a']]));
    for (let at = bytes.indexOf('PK\x01\x02', 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1, 'latin1'))
      bytes[at + 8]! |= 1;
    expect(await refusalOf(bytes)).toBe('file.password');
  });
});
