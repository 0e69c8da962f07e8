import type { Letter } from './letter.js';
import { LETTER_WORDS } from './letter-words.js';
import type { Line } from './lines.js';
import type { Area } from './paginate.js';
import type { PdfPaper } from './pdf-paper.js';
import { printable, printableLine } from './printable.js';
import { INK, INK_SOFT, LEFT, mm, PAGE, RIGHT, RULE, type Setting, TEXT_WIDTH } from './typeset.js';

/** DIN 5008, form B, in points from the page's edges. */
const HEAD_TOP = mm(15);
const HEAD_BOTTOM = mm(38);
const LOGO = { width: mm(58), height: mm(20) } as const;
/** Sizes of the two names, and lines that each may take: the largest that fits. */
const NAME_SIZES = [[15, 2], [13, 2], [11, 2], [9, 3]] as const; // prettier-ignore
const SECOND_SIZES = [[10, 1], [9, 1], [8, 1], [7, 2]] as const; // prettier-ignore
const RETURN_LINE_TOP = mm(57.2);
const ADDRESS = { top: mm(62.7), width: mm(80), leading: 12.75 } as const;
const RETURN_SIZES = [6.5, 6, 5.5, 5] as const;
const INFO = { left: mm(122), top: mm(50), width: RIGHT - mm(122), label: 58 } as const;
const SUBJECT_TOP = mm(98.5);
const FOOT_BOTTOM = PAGE.height - mm(10);
const FOOT_GAP = 14;
const FOLDS = [mm(105), mm(210)];
const HOLE = mm(148.5);

/** What stands on the first page beside the letter's rows. */
export interface FirstPage {
  area: Area;
  address: Line[];
  footTop: number;
  foot: Line[][];
}

const FOOT = { size: 7, leading: 9.75, columnGap: 14 } as const;

/** Breaks address and foot into lines; what is long pushes the text down or up, so that nothing is lost. */
export function planFirstPage(setting: Setting, letter: Letter): FirstPage {
  const address = letter.recipient
    .map(printableLine)
    .filter((line) => line !== '')
    .flatMap((line) => setting.lines([setting.text(line, { size: 10 })], ADDRESS.width));
  const { lines, registration } = letter.letterhead;
  const place = [...nameLines(letter), ...lines];
  const columns = [place, [registration], [letter.footer]];
  const width = (TEXT_WIDTH - 2 * FOOT.columnGap) / 3;
  const foot = columns.map((texts) =>
    texts
      .flatMap((text) => printable(text ?? '').split('\n'))
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .flatMap((text) =>
        setting.lines([setting.small(text, { size: FOOT.size, isAddress: /^\S+$/.test(text) })], width),
      ),
  );
  const footHeight = Math.max(...foot.map((column) => column.length)) * FOOT.leading;
  const footTop = FOOT_BOTTOM - footHeight;
  const addressBottom = ADDRESS.top + address.length * ADDRESS.leading;
  return {
    address,
    foot,
    footTop,
    area: { top: Math.max(SUBJECT_TOP, addressBottom + mm(8)), bottom: footTop - FOOT_GAP - mm(6) },
  };
}

export function paintFirstPage(
  paper: PdfPaper,
  setting: Setting,
  letter: Letter,
  plan: FirstPage,
  pages: number,
): void {
  paintHead(paper, setting, letter);
  paintAddress(paper, setting, letter, plan.address);
  paintInformation(paper, setting, letter);
  paintFoot(paper, setting, plan, pages);
  for (const fold of FOLDS) paper.rule(mm(4), fold, mm(8), fold, 0.3);
  paper.rule(mm(4), HOLE, mm(10), HOLE, 0.3);
}

/** The running head: who writes on the left, reference and page on the right. */
export function paintLaterPage(paper: PdfPaper, setting: Setting, letter: Letter, page: number, pages: number): void {
  const top = mm(15);
  const half = TEXT_WIDTH / 2 - 10;
  const name = setting.oneLine(setting.small(shownNames(letter)[0] ?? ''), half);
  paper.line(name, LEFT, top, 12);
  const number = setting.lines([setting.small(`${page} / ${pages}`)], half)[0]!;
  paper.line(number, RIGHT - number.width, top, 12);
  const reference = setting.oneLine(setting.small(printableLine(letter.reference)), half - 50);
  paper.line(reference, RIGHT - Math.max(number.width, 24) - 16 - reference.width, top, 12);
  paper.rule(LEFT, top + 16, RIGHT, top + 16, 0.5);
}

/** The reader's script first. */
function shownNames(letter: Letter): string[] {
  return letter.language === 'zh' ? nameLines(letter).reverse() : nameLines(letter);
}

function nameLines({ letterhead: { name, nameZh } }: Letter): string[] {
  return [name, nameZh ?? ''].map(printableLine).filter((line) => line !== '');
}

function paintHead(paper: PdfPaper, setting: Setting, letter: Letter): void {
  const { logo } = letter.letterhead;
  const [first, second] = shownNames(letter);
  const width = logo ? TEXT_WIDTH - LOGO.width - 20 : TEXT_WIDTH;
  if (logo) paper.picture(logo, RIGHT, HEAD_TOP, LOGO.width, LOGO.height);
  // Smaller before shorter: a name without its end may be another company's. The foot has it whole in any case.
  const fitted = (text: string, tries: readonly (readonly [size: number, lines: number])[], style: object) => {
    const set = tries.map(([size, most]) => ({
      size,
      most,
      lines: setting.lines([setting.text(text, { size, ...style })], width),
    }));
    const fits = set.find(({ lines, most }) => lines.length <= most) ?? set.at(-1)!;
    return { size: fits.size, lines: fits.lines.slice(0, fits.most) };
  };
  let top = HEAD_TOP;
  const names = [
    fitted(first ?? '', NAME_SIZES, { weight: 'strong' }),
    fitted(second ?? '', SECOND_SIZES, { color: INK_SOFT }),
  ];
  for (const { size, lines } of names) {
    for (const line of lines) {
      paper.line(line, LEFT, top, size + 4);
      top += size + 4;
    }
    top += 1.5;
  }
  paper.rule(LEFT, HEAD_BOTTOM, RIGHT, HEAD_BOTTOM, 0.6, INK);
}

/** The sender in small above the recipient, as a window shows them. */
function paintAddress(paper: PdfPaper, setting: Setting, letter: Letter, address: readonly Line[]): void {
  const sender = [letter.letterhead.name, ...letter.letterhead.lines].map(printableLine).filter((line) => line !== '');
  // Small, but whole: the post returns what it cannot deliver to this address.
  const line = RETURN_SIZES.map((size) =>
    setting.lines([setting.small(sender.join(' · '), { size })], ADDRESS.width),
  ).find((lines) => lines.length === 1)?.[0];
  const cut = () => setting.oneLine(setting.small(sender.join(' · '), { size: RETURN_SIZES.at(-1)! }), ADDRESS.width);
  paper.line(line ?? cut(), LEFT, RETURN_LINE_TOP, 9);
  paper.rule(LEFT, RETURN_LINE_TOP + 10.5, LEFT + ADDRESS.width, RETURN_LINE_TOP + 10.5, 0.3);
  address.forEach((text, at) => paper.line(text, LEFT, ADDRESS.top + at * ADDRESS.leading, ADDRESS.leading));
}

function paintInformation(paper: PdfPaper, setting: Setting, letter: Letter): void {
  const words = LETTER_WORDS[letter.language];
  const { phone, email, web } = letter.letterhead;
  const facts: [string, string | null][] = [
    [words.reference, letter.reference],
    [words.date, letter.dateText],
    [words.phone, phone],
    [words.email, email],
    [words.web, web],
  ];
  let top: number = INFO.top;
  for (const [label, value] of facts) {
    const text = printableLine(value ?? '');
    if (!text) continue;
    const lines = setting.lines(
      [setting.text(text, { size: 8.5, isAddress: /^\S+$/.test(text) })],
      INFO.width - INFO.label,
    );
    paper.line(setting.lines([setting.small(label, { size: 7.5 })], INFO.label)[0]!, INFO.left, top, 12);
    for (const line of lines.slice(0, 3)) {
      paper.line(line, INFO.left + INFO.label, top, 12);
      top += 12;
    }
    top += 2;
  }
}

function paintFoot(paper: PdfPaper, setting: Setting, plan: FirstPage, pages: number): void {
  const width = (TEXT_WIDTH - 2 * FOOT.columnGap) / 3;
  const ruleTop = plan.footTop - 7;
  paper.rule(LEFT, ruleTop, RIGHT, ruleTop, 0.4, RULE);
  plan.foot.forEach((column, at) =>
    column.forEach((line, row) =>
      paper.line(line, LEFT + at * (width + FOOT.columnGap), plan.footTop + row * FOOT.leading, FOOT.leading),
    ),
  );
  if (pages > 1) {
    const number = setting.lines([setting.small(`1 / ${pages}`)], 80)[0]!;
    paper.line(number, RIGHT - number.width, ruleTop - 16, 12);
  }
}
