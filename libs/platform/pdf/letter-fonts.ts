import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Font, GlyphRun } from 'fontkit';
import { BOX, printable } from './printable.js';

export type Weight = 'regular' | 'strong';
export type Script = 'latin' | 'han';
/** One font file in use by one letter. */
export type Face = `${Script}-${Weight}`;

/** Noto Sans and Noto Sans Hans, SIL Open Font License 1.1; the latter holds all of Unicode's first 27,000 characters. */
const FILES: Record<Face, readonly [packageName: string, file: string]> = {
  'latin-regular': ['@embedpdf/fonts-latin', 'NotoSans-Regular.ttf'],
  'latin-strong': ['@embedpdf/fonts-latin', 'NotoSans-SemiBold.ttf'],
  'han-regular': ['@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf'],
  'han-strong': ['@embedpdf/fonts-sc', 'NotoSansHans-Bold.otf'],
};

/** Letters whose pairs are moved together or apart; a bound, because each pair is looked up in the font's tables once. */
const KERNED = /^[\x21-\x7EÄÖÜäöüßé“”„‘’–]$/u;

const files = new Map<Face, Promise<Buffer>>();
const kerning = new Map<string, number>();

/** Reads a font file once per process, and not before somebody prints. */
function fileOf(face: Face): Promise<Buffer> {
  let file = files.get(face);
  if (!file) {
    const [packageName, name] = FILES[face];
    const root = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
    file = readFile(join(root, 'fonts', name));
    // A failed reading is tried anew by the next letter.
    file.catch(() => files.delete(face));
    files.set(face, file);
  }
  return file;
}

/**
 * The fonts of one letter. Font objects remember which character a glyph was first asked for, which ends up in the file;
 * new ones per letter (a few milliseconds) keep letters from colouring each other.
 */
export class LetterFonts {
  private constructor(private readonly fonts: Record<Face, Font>) {}

  static async open(): Promise<LetterFonts> {
    const { create } = await import('fontkit');
    const faces = Object.keys(FILES) as Face[];
    const fonts = await Promise.all(
      faces.map(async (face) => [face, quick(face, create(await fileOf(face)))] as const),
    );
    return new LetterFonts(Object.fromEntries(fonts) as Record<Face, Font>);
  }

  /** For the PDF library, which takes whatever can lay out glyphs. */
  of(face: Face): Font {
    return this.fonts[face];
  }

  /** Which script's font has the character; null when none has. */
  scriptOf(character: string, preferred: Script): Script | null {
    const codePoint = character.codePointAt(0)!;
    const other = preferred === 'latin' ? 'han' : 'latin';
    if (this.fonts[`${preferred}-regular`].hasGlyphForCodePoint(codePoint)) return preferred;
    return this.fonts[`${other}-regular`].hasGlyphForCodePoint(codePoint) ? other : null;
  }

  /** Points. */
  widthOf(text: string, face: Face, size: number): number {
    const font = this.fonts[face];
    return (font.layout(text).advanceWidth * size) / font.unitsPerEm;
  }
}

/**
 * Characters of a text that letters can only show as a box, each once: scripts and rare characters outside the fonts.
 *
 * @returns empty when everything can be printed
 */
export async function unprintable(text: string): Promise<string[]> {
  const fonts = await LetterFonts.open();
  return [...new Set(printable(text))].filter(
    (character) => character !== '\n' && character !== BOX && fonts.scriptOf(character, 'latin') === null,
  );
}

/**
 * A font that lays out glyphs one beside the other, with kerning. The font's own layout runs all its tables on every
 * word, a hundred times as long, for ligatures and scripts that these letters do not have; it serves where signs stand
 * over letters.
 */
function quick(face: Face, font: Font): Font {
  const whole = font.layout.bind(font);
  const kern = (left: string, right: string): number => {
    if (!KERNED.test(left) || !KERNED.test(right)) return 0;
    const key = `${face} ${left}${right}`;
    let moved = kerning.get(key);
    if (moved === undefined) {
      const { positions } = whole(left + right);
      moved =
        positions.length === 2 ? positions[0]!.xAdvance - font.glyphForCodePoint(left.codePointAt(0)!).advanceWidth : 0;
      kerning.set(key, moved);
    }
    return moved;
  };
  font.layout = (text: string): GlyphRun => {
    if (/\p{M}/u.test(text)) return whole(text);
    const characters = [...text];
    const run: GlyphRun = { glyphs: [], positions: [], advanceWidth: 0 };
    characters.forEach((character, at) => {
      const glyph = font.glyphForCodePoint(character.codePointAt(0)!);
      const next = characters[at + 1];
      const xAdvance = glyph.advanceWidth + (next === undefined ? 0 : kern(character, next));
      run.glyphs.push(glyph);
      run.positions.push({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 });
      run.advanceWidth += xAdvance;
    });
    return run;
  };
  return font;
}
