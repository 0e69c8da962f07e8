import PDFDocument from 'pdfkit';
import type { Letter } from './letter.js';
import { LetterFonts } from './letter-fonts.js';
import { paintFirstPage, paintLaterPage, planFirstPage } from './letter-page.js';
import { letterRows } from './letter-rows.js';
import { LETTER_WORDS } from './letter-words.js';
import { paginate } from './paginate.js';
import { PdfPaper } from './pdf-paper.js';
import { printableLine } from './printable.js';
import { mm, PAGE, Setting } from './typeset.js';

/** The text's area on later pages, below the running head. */
const LATER = { top: mm(32), bottom: PAGE.height - mm(22) } as const;

/** Sets the letter; see `renderLetter`. */
export async function printLetter(letter: Letter): Promise<Buffer> {
  const fonts = await LetterFonts.open();
  const setting = new Setting(fonts, letter.language);
  const author = printableLine(letter.letterhead.name);
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    // Otherwise the library writes one of its own fonts into every file.
    font: null as unknown as string,
    pdfVersion: '1.7',
    lang: LETTER_WORDS[letter.language].locale,
    displayTitle: true,
    info: {
      Title: `${printableLine(letter.subject)} (${printableLine(letter.reference)})`,
      Author: author,
      Subject: printableLine(letter.reference),
      Creator: 'Homolog',
      Producer: 'Homolog',
      CreationDate: letter.madeAt,
      ModDate: letter.madeAt,
    },
  });
  const bytes = collect(document);
  const plan = planFirstPage(setting, letter);
  const pages = paginate(letterRows(setting, letter), (page) => (page === 0 ? plan.area : LATER));
  const paper = new PdfPaper(document, fonts);
  pages.forEach((rows, page) => {
    document.addPage();
    if (page === 0) paintFirstPage(paper, setting, letter, plan, pages.length);
    else paintLaterPage(paper, setting, letter, page + 1, pages.length);
    for (const { row, top } of rows) row.paint(paper, top);
  });
  document.end();
  return bytes;
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
