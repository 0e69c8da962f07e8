import { CELL_READ_MAX_CHARACTERS } from '#domain/register/cell';
import { storable } from '#domain/register/text';

/** Texts shared by the cells of all sheets. One that is too long is kept as its beginning. */
export interface SharedText {
  text: string;
  isTooLong: boolean;
}

/** Gathers the runs of a rich text (`t` inside `r`), without the phonetic guides of Japanese and Chinese (`rPh`). */
export class TextGatherer {
  private parts = '';
  private isTooLong = false;
  private isInText = false;
  private isInGuide = false;

  start(): void {
    this.parts = '';
    this.isTooLong = false;
    this.isInText = false;
    this.isInGuide = false;
  }

  open(tag: string): void {
    if (tag === 'rPh') this.isInGuide = true;
    if (tag === 't') this.isInText = true;
  }

  close(tag: string): void {
    if (tag === 'rPh') this.isInGuide = false;
    if (tag === 't') this.isInText = false;
  }

  text(text: string): void {
    if (!this.isInText || this.isInGuide) return;
    // Twice the limit is kept, so that spaces at the ends and escapes do not make a cell too long.
    if (this.parts.length <= CELL_READ_MAX_CHARACTERS * 2)
      this.parts += text.slice(0, CELL_READ_MAX_CHARACTERS * 2 + 1);
    else this.isTooLong = true;
  }

  take(): SharedText {
    const text = unescapeText(this.parts);
    const isTooLong = this.isTooLong || text.trim().length > CELL_READ_MAX_CHARACTERS;
    return { text: storable(isTooLong ? text.slice(0, CELL_READ_MAX_CHARACTERS) : text), isTooLong };
  }
}

/** Excel writes what XML cannot carry as `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
