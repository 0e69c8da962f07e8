/** Columns of a plain-text mail; old readers wrap at 80, quoting needs room. */
export const TEXT_COLUMNS = 72;

/** Columns that a text takes in a fixed-width font: Han and other wide characters take two. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text) count += isWide(character.codePointAt(0)!) ? 2 : 1;
  return count;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

const HAN = '\u2e80-\u3000\u3003-\u3007\u3012-\ua4cf\uf900-\ufaff';
const OPENING = '（「『《〈【';
const CLOSING = '、。，．：；！？）」』》〉】';

/** A word, or one wide character: between these a line may end. Brackets and stops stay with what they belong to. */
const PIECES = new RegExp(
  `\\s+|[${OPENING}]*(?:[${HAN}]|[^\\s${HAN}${OPENING}${CLOSING}]+)[${CLOSING}]*|[${OPENING}${CLOSING}]+`,
  'gu',
);

/**
 * Breaks a paragraph into lines. A single word that is longer than a line (an address) is kept whole.
 *
 * @param indent put before every line but the first
 */
export function wrap(text: string, width = TEXT_COLUMNS, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.trim().match(PIECES) ?? []) {
    const isSpace = piece.trim() === '';
    const next = isSpace ? `${line} ` : line + piece;
    if (!isSpace && columns(next) > width && line.trim() !== '' && line.trim() !== indent.trim()) {
      lines.push(line.trimEnd());
      line = indent + piece;
    } else {
      line = next;
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines.join('\n');
}

/** Pads with spaces to a width in columns. */
export function padColumns(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** `Label   value`, the value hanging under itself where it needs more lines. */
export function labelled(rows: readonly (readonly [label: string, value: string])[], width = TEXT_COLUMNS): string {
  const labelWidth = Math.max(...rows.map(([label]) => columns(label))) + 2;
  return rows.map(([label, value]) => wrapAfter(padColumns(label, labelWidth), value, width, labelWidth)).join('\n');
}

function wrapAfter(label: string, value: string, width: number, labelWidth: number): string {
  const lines = wrap(value, width - labelWidth).split('\n');
  return lines.map((line, index) => (index === 0 ? label : ' '.repeat(labelWidth)) + line).join('\n');
}
