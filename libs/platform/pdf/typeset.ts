import type { Language } from '#domain/permissions';
import type { LetterFonts } from './letter-fonts.js';
import { breakLines, type Line, type Span } from './lines.js';

export const mm = (millimetres: number) => (millimetres * 72) / 25.4;

/** A4 in points. */
export const PAGE = { width: mm(210), height: mm(297) } as const;
/** DIN 5008: 25 mm on the left for the binder, 20 mm on the right. */
export const LEFT = mm(25);
export const RIGHT = mm(190);
export const TEXT_WIDTH = RIGHT - LEFT;

export const INK = '#15181c';
export const INK_SOFT = '#565d66';
export const RULE = '#9aa1a9';

/** Where glyphs go: the PDF library behind the few acts that letters need. */
export interface Paper {
  /** @param top of the line; its baseline follows from the leading */
  line(line: Line, x: number, top: number, leading: number, link?: string): void;
  rule(x1: number, y1: number, x2: number, y2: number, width: number, color?: string): void;
}

/** A strip of the page that is never cut. */
export interface Row {
  height: number;
  /** may not be the last on its page: the next row must be there too */
  isGlued: boolean;
  /** air above, left out at the head of a page */
  gap: number;
  /** painted above it where it is the first of a later page: the head of a table */
  head?: Row;
  paint(paper: Paper, top: number): void;
}

/** Sizes of running text. Chinese characters fill their square and want more air between lines. */
export interface Measure {
  size: number;
  leading: number;
  small: number;
  smallLeading: number;
  heading: number;
  headingLeading: number;
}

const MEASURES: Record<Language, Measure> = {
  en: { size: 9.75, leading: 14.25, small: 8, smallLeading: 11.5, heading: 11, headingLeading: 15.5 },
  de: { size: 9.75, leading: 14.25, small: 8, smallLeading: 11.5, heading: 11, headingLeading: 15.5 },
  zh: { size: 10.25, leading: 17, small: 8.25, smallLeading: 13, heading: 11.5, headingLeading: 18 },
};

/** Fonts, language and sizes of one letter. */
export class Setting {
  readonly measure: Measure;

  constructor(
    readonly fonts: LetterFonts,
    readonly language: Language,
  ) {
    this.measure = MEASURES[language];
  }

  lines(spans: readonly Span[], width: number): Line[] {
    return breakLines(this.fonts, spans, width, this.language === 'zh');
  }

  text(text: string, style: Partial<Span> = {}): Span {
    return { text, size: this.measure.size, color: INK, ...style };
  }

  small(text: string, style: Partial<Span> = {}): Span {
    return this.text(text, { size: this.measure.small, color: INK_SOFT, ...style });
  }

  /** The text on one line of the width, cut with an ellipsis where it is longer: for places that cannot grow. */
  oneLine(span: Span, width: number): Line {
    const lines = this.lines([span], width);
    if (lines.length === 1) return lines[0]!;
    const [first] = this.lines([span], width - span.size);
    const text = first!.pieces.map((piece) => piece.text).join('');
    return this.lines([{ ...span, text: `${text}…` }], width + span.size)[0]!;
  }
}

/** Rows of a text, at least two lines of it on each page that it is on. */
export function textRows(lines: readonly Line[], leading: number, x: number, gap: number, link?: string): Row[] {
  return lines.map((line, at) => ({
    height: leading,
    isGlued: lines.length > 1 && (at === 0 || at === lines.length - 2),
    gap: at === 0 ? gap : 0,
    paint: (paper, top) => paper.line(line, x, top, leading, link),
  }));
}
