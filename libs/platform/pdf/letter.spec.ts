import fc from 'fast-check';
import { linesOf, type PdfRun, readPdf } from '../../../test/support/pdf-text.js';
import { renderLetter, type Block, type Letter } from './letter.js';
import { LetterFonts, unprintable } from './letter-fonts.js';
import { longDate } from './letter-words.js';
import { breakLines } from './lines.js';

const LETTER: Letter = {
  language: 'en',
  letterhead: {
    name: 'Jadebrücke Homologation GmbH',
    nameZh: null,
    lines: ['Hafenstraße 12', '20457 Hamburg'],
    phone: '+49 40 1234567',
    email: 'office@jade.test',
    web: 'www.jade.test',
    registration: 'Amtsgericht Hamburg HRB 1',
    logo: null,
  },
  reference: 'APP-2026-0012',
  dateText: '20 November 2026',
  madeAt: new Date('2026-11-20T09:00:00Z'),
  recipient: ['Nordgurt AB', 'Storgatan 1'],
  subject: 'Safety belts',
  blocks: [],
  signature: null,
  footer: '',
};

const print = (fields: Partial<Letter>) => renderLetter({ ...LETTER, ...fields });
const pagesOf = async (fields: Partial<Letter>) => readPdf(await print(fields)).pages;
const textOf = (pages: PdfRun[][]) => pages.map((page) => linesOf(page).join('\n')).join('\n');
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const paragraphs = (count: number) => Array.from({ length: count }, (_, at) => paragraph(`Paragraph ${at + 1}.`));

/** Points: 190 mm from the left edge, and the paper's own. */
const RIGHT_EDGE = 538.58;

describe('tables and bars', () => {
  const columns = [
    { title: 'Certificate', share: 0.5 },
    { title: 'Step', share: 0.5 },
  ];
  const rows = (count: number) => Array.from({ length: count }, (_, at) => [`N-${at}`, 'Filed']);

  it('sets the cells of a row on one line, each in its column', async () => {
    const [page] = await pagesOf({ blocks: [{ kind: 'table', columns, rows: rows(2) }] });
    const run = (text: string) => page!.find((one) => one.text === text)!;
    expect(linesOf(page!)).toEqual(expect.arrayContaining(['CertificateStep', 'N-0Filed', 'N-1Filed']));
    expect(run('N-0').x).toBe(run('Certificate').x);
    expect(run('Filed').x - run('N-0').x).toBeCloseTo(((190 - 25) * 72) / 25.4 / 2, 1);
  });

  it('repeats its head on each page it goes on to, and loses no row', async () => {
    const pages = await pagesOf({ blocks: [{ kind: 'table', columns, rows: rows(120) }] });
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(linesOf(page).filter((text) => text === 'CertificateStep')).toHaveLength(1);
    const found = pages.flatMap(linesOf).filter((text) => /^N-\d+Filed$/.test(text));
    expect(found).toEqual(rows(120).map((cells) => cells.join('')));
  });

  it('breaks a long cell inside its column; a row is never cut', async () => {
    const long = 'word '.repeat(400).trim();
    const pages = await pagesOf({ blocks: [...paragraphs(12), { kind: 'table', columns, rows: [[long, 'x']] }] });
    const words = pages.map((page) => page.filter(({ text }) => /^(word ?)+$/.test(text)));
    expect(words.filter((found) => found.length > 0)).toHaveLength(1);
    const half = ((25 + 165 / 2) * 72) / 25.4;
    for (const { x } of words.flat()) expect(x).toBeLessThan(half);
  });

  it('an empty table is its head', async () => {
    expect(textOf(await pagesOf({ blocks: [{ kind: 'table', columns, rows: [] }] }))).toContain('CertificateStep');
  });

  it('bars say label and amount, also of nothing', async () => {
    const bars = [
      { label: 'Filed', amount: 3 },
      { label: 'A label that is far too long for the room that there is beside a bar', amount: 0 },
    ];
    const text = textOf(await pagesOf({ blocks: [{ kind: 'bars', bars }] }));
    expect(text).toContain('Filed3');
    expect(text).toMatch(/A label that is .*…0/);
  });

  it('keeps the line that leads to a list with its first item', async () => {
    const lead = paragraph('These:');
    for (let count = 25; count < 36; count++) {
      const pages = await pagesOf({
        blocks: [...paragraphs(count), lead, { kind: 'list', items: ['First', 'Second'] }],
      });
      const of = (text: string) => pages.findIndex((page) => linesOf(page).some((line) => line.includes(text)));
      expect(of('These:')).toBe(of('First'));
    }
  });
});

describe('a letter', () => {
  it('shows head, window address, reference, subject and text, in this order', async () => {
    const letterhead = { ...LETTER.letterhead, nameZh: '玉桥认证咨询' };
    const lines = (await pagesOf({ letterhead, blocks: [paragraph('Dear colleagues,')] })).flatMap(linesOf);
    const at = (text: string) => lines.findIndex((line) => line.includes(text));
    const order = ['Jadebrücke Homologation GmbH', '玉桥认证咨询', 'APP-2026-0012', 'Nordgurt AB', 'Storgatan 1', 'Safety belts', 'Dear colleagues,', 'Amtsgericht Hamburg HRB 1']; // prettier-ignore
    expect(order.map(at).every((line) => line >= 0)).toBe(true);
    expect([...order.map(at)].sort((a, b) => a - b)).toEqual(order.map(at));
  });

  it('has the address where the window of an envelope is: 20 to 105 mm from the left, 45 to 90 mm from the top', async () => {
    const [page] = await pagesOf({ recipient: ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'] });
    const shown = page!.filter(({ text }) => ['First', 'Sixth'].includes(text));
    const mm = shown.map(({ x, y }) => [x * (25.4 / 72), 297 - y * (25.4 / 72)]);
    expect(mm).toHaveLength(2);
    for (const [left, top] of mm) {
      expect(left).toBeCloseTo(25, 1);
      expect(top).toBeGreaterThan(62.7);
      expect(top).toBeLessThan(90);
    }
  });

  it('loses no line of a long address: the subject moves down', async () => {
    const recipient = Array.from({ length: 12 }, (_, at) => `Address line ${at + 1}`);
    const lines = (await pagesOf({ recipient })).flatMap(linesOf);
    expect(lines.filter((line) => line.startsWith('Address line'))).toHaveLength(12);
    expect(lines.indexOf('Address line 12')).toBeLessThan(lines.indexOf('Safety belts'));
  });

  it('numbers reasons through, and names basis, source and address of each', async () => {
    const reason = (text: string) => ({
      text,
      basis: 'Legal',
      source: 'SAMR Announcement 57/2025',
      url: 'https://example.test/a?b=1',
    });
    const blocks: Block[] = [
      { kind: 'reasons', reasons: [reason('One'), reason('Two')] },
      { kind: 'heading', text: 'Further' },
      { kind: 'reasons', reasons: [{ ...reason('Three'), url: null }] },
    ];
    const pdf = readPdf(await print({ blocks }));
    const lines = linesOf(pdf.pages[0]!);
    expect(lines.filter((line) => /^\d\./.test(line))).toEqual(['1.One', '2.Two', '3.Three']);
    expect(lines.filter((line) => line === 'Legal  ·  SAMR Announcement 57/2025')).toHaveLength(3);
    expect(lines.filter((line) => line === 'https://example.test/a?b=1')).toHaveLength(2);
    expect(pdf.links).toEqual(['https://example.test/a?b=1', 'https://example.test/a?b=1']);
  });

  it('shows facts, lists and notices whole', async () => {
    const blocks: Block[] = [
      { kind: 'facts', facts: [{ label: 'Class', value: '1109 Safety glass' }] },
      { kind: 'list', items: ['Send the reports.'] },
      { kind: 'notice', title: 'Still open', texts: ['Who imports?', 'Since when?'] },
    ];
    const lines = linesOf((await pagesOf({ blocks }))[0]!);
    expect(lines).toEqual(expect.arrayContaining(['Class1109 Safety glass', '–Send the reports.', 'Still open', '–Who imports?', '–Since when?'])); // prettier-ignore
  });

  it.each([
    ['en', 'Yours faithfully', 'Hamburg, 20 November 2026'],
    ['de', 'Mit freundlichen Grüßen', 'Hamburg, 20 November 2026'],
    ['zh', '此致', 'Hamburg，20 November 2026'],
  ] as const)('closes in its language: %s', async (language, closing, place) => {
    const signature = { name: 'Lena Weiss', role: 'Consultant', place: 'Hamburg' };
    const lines = (await pagesOf({ language, signature })).flatMap(linesOf);
    expect(lines).toEqual(expect.arrayContaining([closing, 'Lena Weiss', 'Consultant', place]));
  });

  it.each([
    ['en', '20 November 2026'],
    ['de', '20. November 2026'],
    ['zh', '2026年11月20日'],
  ] as const)('writes a day out: %s', (language, text) => expect(longDate('2026-11-20', language)).toBe(text));
});

describe('pages', () => {
  it('a letter of one page has no number', async () => {
    const pages = await pagesOf({});
    expect(pages).toHaveLength(1);
    expect(textOf(pages)).not.toContain('1 / 1');
  });

  it('later pages say who writes, which letter it is and which page of how many', async () => {
    const pages = await pagesOf({ blocks: paragraphs(70) });
    expect(pages).toHaveLength(3);
    expect(linesOf(pages[0]!)).toContain('1 / 3');
    expect(pages.slice(1).map((page) => linesOf(page)[0])).toEqual([
      'Jadebrücke Homologation GmbHAPP-2026-00122 / 3',
      'Jadebrücke Homologation GmbHAPP-2026-00123 / 3',
    ]);
  });

  it('never end with a heading, and never leave the signature alone on one', async () => {
    const signature = { name: 'Lena Weiss', role: null, place: null };
    for (let count = 12; count <= 30; count++) {
      const blocks = [...paragraphs(count), { kind: 'heading', text: 'A heading' } as const, paragraph('Under it.')];
      const pages = (await pagesOf({ blocks, signature })).map(linesOf);
      const of = (text: string) => pages.findIndex((lines) => lines.includes(text));
      expect(of('A heading')).toBe(of('Under it.'));
      expect(of('Lena Weiss')).toBe(of('Under it.'));
    }
  });

  it('hold at least two lines of a paragraph', async () => {
    const long = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');
    for (let count = 14; count <= 24; count++) {
      const pages = (await pagesOf({ blocks: [...paragraphs(count), paragraph(long)] })).map(linesOf);
      for (const lines of pages) expect(lines.filter((line) => /word\d/.test(line)).length).not.toBe(1);
    }
  });

  it('keep text on the paper, whatever is too long for a place', async () => {
    const long = 'X'.repeat(400);
    const letterhead = {
      ...LETTER.letterhead,
      name: long,
      nameZh: '长'.repeat(200),
      lines: [long],
      email: long,
      web: long,
    };
    const fields = {
      letterhead,
      reference: long,
      dateText: long,
      subject: long,
      recipient: [long],
      blocks: paragraphs(60),
    };
    for (const run of (await pagesOf(fields)).flat()) {
      expect(run.x).toBeLessThan(RIGHT_EDGE);
      expect(run.x).toBeGreaterThan(70);
      expect(run.y).toBeGreaterThan(0);
    }
  });
});

describe('characters', () => {
  it.each([
    ['umlauts and German quotes', 'Größe „Zitat“ – § 5, 10 % Prüfung'],
    ['thin and fixed spaces', 'z.\u202FB. 1\u2009234\u00A0€'],
    ['rare Chinese names', '龘鑫喆瑄堃玥珺'],
    ['traditional and simplified', '龍龙證证書书'],
    ['full-width signs', '（甲）《乙》：；？！、。'],
    ['both in one name', '上海ABC汽车（Shanghai）Co.'],
    ['Greek, Cyrillic, Vietnamese', 'μΩ Жук Nguyễn'],
    ['Japanese', 'アイシン精機ひらがな'],
    ['signs of standards', '≥ 50 °C ± 2 μm ² ³ ½ → ×'],
  ])('come out as they went in: %s', async (_, text) => {
    expect((await pagesOf({ blocks: [paragraph(text)] })).flatMap(linesOf)).toContain(text);
    expect(await unprintable(text)).toEqual([]);
  });

  it('that no font has become a box and are named', async () => {
    const text = 'A 𠮷 สวัสดี B';
    expect((await pagesOf({ blocks: [paragraph(text)] })).flatMap(linesOf)).toContain('A □ □□□□□□ B');
    expect(await unprintable(text)).toEqual(['𠮷', 'ส', 'ว', 'ั', 'ด', 'ี']);
  });

  it.each([
    ['control characters', 'a\u0000b\u0007c\u001b[31md', 'abc[31md'],
    ['marks that turn the direction', 'abc\u202Egnp.exe\u2066\u200F', 'abcgnp.exe'],
    ['invisible ones', 'A\u200BB\u00ADC\uFEFFD\u{E0041}', 'ABCD'],
    ['half characters', 'x\uD800y', 'x□y'],
    ['decomposed letters', 'Gru\u0308n', 'Grün'],
    ['markup', '<script>alert(1)</script> &amp; <b>', '<script>alert(1)</script> &amp; <b>'],
    ['the language of the file itself', '(a) Tj ET \\) /Fn << >>', '(a) Tj ET \\) /Fn << >>'],
  ])('are only ever printed: %s', async (_, text, shown) => {
    const pdf = readPdf(await print({ blocks: [paragraph(text)], subject: text }));
    const lines = linesOf(pdf.pages[0]!);
    expect(lines.filter((line) => line === shown)).toHaveLength(2);
  });

  it('links lead into the web only', async () => {
    const urls = ['javascript:alert(1)', 'file:///etc/passwd', 'https://example.test/(a)', 'not an address'];
    const reasons = urls.map((url) => ({ text: 'Why', basis: 'Legal', source: 'S', url }));
    const pdf = readPdf(await print({ blocks: [{ kind: 'reasons', reasons }] }));
    expect(linesOf(pdf.pages[0]!)).toEqual(expect.arrayContaining(urls));
    expect(pdf.links).toEqual(['https://example.test/\\(a\\)']);
    expect(pdf.raw).not.toMatch(/\/(JavaScript|JS|Launch|GoToR|EmbeddedFile|OpenAction|AA)\b/);
  });

  it('a word of 10,000 characters is broken and whole, and does not hang', async () => {
    const started = performance.now();
    const pages = await pagesOf({
      blocks: [paragraph('A'.repeat(10_000)), paragraph('é\u0301\u0301\u0301\u0301\u0301'.repeat(2_000))],
    });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(textOf(pages).match(/A/g)!.length).toBeGreaterThanOrEqual(10_000);
  });

  it('any text is set without a failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('en', 'zh'),
        async (text, language) => {
          const fields = {
            language,
            subject: text,
            recipient: [text],
            blocks: [paragraph(text)],
            reference: text,
          } as const;
          expect((await print(fields)).subarray(0, 5).toString()).toBe('%PDF-');
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('lines', () => {
  let fonts: LetterFonts;
  beforeAll(async () => {
    fonts = await LetterFonts.open();
  });
  const broken = (text: string, width: number, isAddress = false) =>
    breakLines(fonts, [{ text, size: 10, color: '#000000', isAddress }], width, true).map((line) =>
      line.pieces.map((piece) => piece.text).join(''),
    );

  const CHINESE =
    '根据《强制性产品认证管理规定》（总局令第117号），列入目录的产品，必须取得“CCC”认证证书；未经认证的，不得出厂、销售、进口。';

  it('of Chinese text break between characters, but none begins with a closing sign or ends with an opening one', () => {
    for (let width = 50; width <= 400; width += 7) {
      const lines = broken(CHINESE, width);
      expect(lines.join('')).toBe(CHINESE);
      for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。；、）》”]/);
      for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《“]$/);
    }
  });

  it('set signs that both scripts have as Chinese ones beside Chinese, also four signs in a row, and as Latin ones else', () => {
    const faces = (text: string, isChinese: boolean) =>
      breakLines(fonts, [{ text, size: 10, color: '#000000' }], 500, isChinese)[0]!.pieces.map(({ text, face }) => [
        text,
        face,
      ]);
    expect(faces('即……——“是”', true)).toEqual([['即……——“是”', 'han-regular']]);
    expect(faces('so… “yes”', true)).toEqual([['so… “yes”', 'latin-regular']]);
    expect(faces('即…', false)).toEqual([
      ['即', 'han-regular'],
      ['…', 'latin-regular'],
    ]);
  });

  it('are filled to within two characters of their width', () => {
    const lines = broken('中'.repeat(100), 205);
    expect(lines).toEqual(Array.from({ length: 5 }, () => '中'.repeat(20)));
  });

  it('of an address break after its signs, without a hyphen', () => {
    const url = 'https://www.example.test/zw/zfxxgk/fdzdgknr/art/2025/art_abcdef0123456789.html?page=1&size=20';
    const lines = broken(url, 160, true);
    expect(lines.join('')).toBe(url);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/[/?&=._-]$/);
  });

  it('lose nothing but the spaces at their ends, at any width', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab ,.中国（）“”-/1§'), maxLength: 120 }),
        fc.integer({ min: 5, max: 300 }),
        (text, width) => {
          expect(broken(text, width).join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
        },
      ),
    );
  });

  it('keep what is written on lines of its own apart', () => {
    expect(broken('One\nTwo\r\n\r\nThree', 300)).toEqual(['One', 'Two', '', 'Three']);
  });
});

describe('the file', () => {
  it('is the same, byte for byte, for the same letter, also after another one', async () => {
    const fields = { blocks: [paragraph('Same - letter 中国')] };
    const first = await print(fields);
    await print({ language: 'zh', blocks: [paragraph('An\u2010other\u00A0one 國')] });
    expect((await print(fields)).equals(first)).toBe(true);
    expect((await print({ ...fields, madeAt: new Date('2026-11-21T09:00:00Z') })).equals(first)).toBe(false);
  });

  it('names title, writer and language, and was made when the letter says', async () => {
    const { raw } = readPdf(await print({ language: 'de' }));
    expect(raw).toContain('/Lang (de-DE)');
    expect(raw).toContain('(Safety belts \\(APP-2026-0012\\))');
    expect(raw).toContain('(D:20261120090000Z)');
    expect(raw).toContain(Buffer.from('\uFEFFJadebrücke Homologation GmbH', 'utf16le').swap16().toString('latin1'));
  });

  it('embeds every font it uses and no other, and stays small', async () => {
    const latin = await print({});
    expect(readPdf(latin).raw.match(/\/FontName \/\w+\+[\w-]+/g)!.map((name) => name.split('+')[1]).sort()).toEqual(['NotoSans-Regular', 'NotoSans-SemiBold']); // prettier-ignore
    const all = [...Array(900).keys()].map((at) => String.fromCodePoint(0x4e00 + at * 7)).join('');
    const chinese = await print({ language: 'zh', subject: '关于安全玻璃', blocks: [paragraph(all)] });
    const { raw } = readPdf(chinese);
    expect(raw.match(/\/FontFile[23] \d+/g)).toHaveLength(raw.match(/\/Type \/FontDescriptor/g)!.length);
    expect(raw).not.toContain('/Helvetica');
    expect(chinese.length).toBeLessThan(400_000);
  });
});
