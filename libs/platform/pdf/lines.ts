import LineBreaker from 'linebreak';
import type { Face, LetterFonts, Script, Weight } from './letter-fonts.js';
import { BOX, printable } from './printable.js';

/** Text in one style. Sizes are points, colours `#rrggbb`. */
export interface Span {
  text: string;
  size: number;
  color: string;
  weight?: Weight;
  /** an address in the web; it may be broken after its own signs */
  isAddress?: boolean;
}

/** Glyphs of one font, beside each other. */
export interface Piece {
  text: string;
  face: Face;
  size: number;
  color: string;
  /** from the line's left edge */
  x: number;
  width: number;
  /** which span it comes from */
  span: number;
}

export interface Line {
  pieces: Piece[];
  width: number;
}

interface Letter {
  character: string;
  script: Script;
  span: number;
}

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const HAN_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LATIN_LETTER = /[A-Za-z0-9\u00C0-\u024F%€$§]/;
/** Signs that both scripts have, in different widths. */
const SHARED = /[“”‘’…—·]/;
/** Shared signs in a row that are looked past. */
const LONGEST_SIGNS = 8;
/** Signs after which an address may go on in the next line. */
const ADDRESS_BREAK = /[/?&=#._~:,;+-]/;
/** The air between a Chinese character and a Latin letter or digit, as a share of the size. */
const MIXED_AIR = 0.16;

/**
 * Breaks text into lines by the Unicode rules (UAX #14): Chinese between characters, but no line begins with a closing
 * sign; what is longer than a line is broken where it must.
 *
 * @param width points; a single character wider than that stands alone in its line
 * @param isChinese whether shared signs beside Chinese characters are set as Chinese ones
 */
export function breakLines(fonts: LetterFonts, spans: readonly Span[], width: number, isChinese: boolean): Line[] {
  const letters = spell(fonts, spans, isChinese);
  const lines: Line[] = [];
  let line = new LineBuilder(fonts, spans);
  for (const segment of segments(letters, spans)) {
    const last = segment.at(-1)!;
    const isRequired = last.character === '\n';
    const shown = isRequired ? segment.slice(0, -1) : segment;
    if (!line.fits(shown, width)) {
      if (!line.isEmpty) {
        lines.push(line.done());
        line = new LineBuilder(fonts, spans);
      }
      for (const cluster of line.fits(shown, width) ? [shown] : clusters(shown)) {
        if (!line.isEmpty && !line.fits(cluster, width)) {
          lines.push(line.done());
          line = new LineBuilder(fonts, spans);
        }
        line.add(cluster);
      }
    } else line.add(shown);
    if (isRequired) {
      lines.push(line.done());
      line = new LineBuilder(fonts, spans);
    }
  }
  if (!line.isEmpty || lines.length === 0) lines.push(line.done());
  return lines;
}

/** Every character with the font that has it. */
function spell(fonts: LetterFonts, spans: readonly Span[], isChinese: boolean): Letter[] {
  const all = spans.flatMap(({ text }, span) => [...printable(text)].map((character) => ({ character, span })));
  return all.map(({ character, span }, at) => {
    if (character === '\n' || character === ' ') return { character, span, script: 'latin' };
    const isShared = isChinese && SHARED.test(character) && isBesideHan(all, at);
    const script = fonts.scriptOf(character, isShared || HAN.test(character) ? 'han' : 'latin');
    return script ? { character, span, script } : { character: BOX, span, script: 'han' };
  });
}

/** Whether the nearest sign that is no shared one, before or after, is a Chinese one: `……——` are four signs in a row. */
function isBesideHan(all: readonly { character: string }[], at: number): boolean {
  return [-1, 1].some((step) => {
    let near = at + step;
    while (all[near] && Math.abs(near - at) < LONGEST_SIGNS && SHARED.test(all[near]!.character)) near += step;
    return all[near] !== undefined && HAN.test(all[near]!.character);
  });
}

/** The letters between two places where a line may be broken, the spaces at their end included. */
function* segments(letters: readonly Letter[], spans: readonly Span[]): Generator<Letter[]> {
  const text = letters.map(({ character, script }) => {
    // Quotes have no side in the Unicode rules, which would glue them to both neighbours; Chinese ones have.
    if (script === 'han' && /[“‘]/.test(character)) return '「';
    return script === 'han' && /[”’]/.test(character) ? '」' : character;
  });
  const offsets = new Set<number>();
  const breaker = new LineBreaker(text.join(''));
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) offsets.add(next.position);
  let from = 0;
  let offset = 0;
  for (const [at, letter] of letters.entries()) {
    offset += letter.character.length;
    const next = letters[at + 1];
    const isInAddress = spans[letter.span]!.isAddress && next?.span === letter.span;
    const isBreak = isInAddress
      ? ADDRESS_BREAK.test(letter.character) && !ADDRESS_BREAK.test(next.character)
      : offsets.has(offset);
    if (isBreak || !next) {
      yield letters.slice(from, at + 1);
      from = at + 1;
    }
  }
}

/** Letters with the signs that stand over them. */
function clusters(letters: readonly Letter[]): Letter[][] {
  const found: Letter[][] = [];
  for (const letter of letters) {
    if (/\p{M}/u.test(letter.character) && found.length > 0) found.at(-1)!.push(letter);
    else found.push([letter]);
  }
  return found;
}

class LineBuilder {
  private readonly pieces: Piece[] = [];
  private end = 0;
  private lastLetter: Letter | undefined;

  constructor(
    private readonly fonts: LetterFonts,
    private readonly spans: readonly Span[],
  ) {}

  get isEmpty(): boolean {
    return this.lastLetter === undefined;
  }

  /** Spaces at the end of a line may stand out. */
  fits(letters: readonly Letter[], width: number): boolean {
    let shown = letters.length;
    while (shown > 0 && letters[shown - 1]!.character === ' ') shown--;
    let end = this.end;
    for (const run of this.runs(letters.slice(0, shown))) end += run.air + run.width;
    return end <= width + 0.01;
  }

  add(letters: readonly Letter[]): void {
    for (const { air, text, face, size, color, span, width } of this.runs(letters)) {
      const last = this.pieces.at(-1);
      if (last && air === 0 && last.face === face && last.span === span) {
        last.text += text;
        last.width += width;
      } else this.pieces.push({ text, face, size, color, span, x: this.end + air, width });
      this.end += air + width;
    }
    this.lastLetter = letters.at(-1) ?? this.lastLetter;
  }

  done(): Line {
    const last = this.pieces.at(-1);
    if (last && last.text.endsWith(' ')) {
      last.text = last.text.trimEnd();
      last.width = this.fonts.widthOf(last.text, last.face, last.size);
      this.end = last.x + last.width;
    }
    return { pieces: this.pieces.filter(({ text }) => text !== ''), width: this.end };
  }

  private *runs(letters: readonly Letter[]) {
    let before = this.lastLetter;
    for (let at = 0; at < letters.length;) {
      const first = letters[at]!;
      let to = at + 1;
      while (to < letters.length && isLike(first, letters[to]!) && !areMixed(letters[to - 1], letters[to]!)) to++;
      const { size, color, weight = 'regular' } = this.spans[first.span]!;
      const text = letters
        .slice(at, to)
        .map(({ character }) => character)
        .join('');
      const face: Face = `${first.script}-${weight}`;
      const air = areMixed(before, first) ? size * MIXED_AIR : 0;
      yield { text, face, size, color, span: first.span, air, width: this.fonts.widthOf(text, face, size) };
      before = letters[to - 1];
      at = to;
    }
  }
}

const isLike = (one: Letter, other: Letter) => one.span === other.span && one.script === other.script;

function areMixed(left: Letter | undefined, right: Letter): boolean {
  if (!left) return false;
  const [a, b] = [left.character, right.character];
  return (HAN_LETTER.test(a) && LATIN_LETTER.test(b)) || (LATIN_LETTER.test(a) && HAN_LETTER.test(b));
}
