/** Takes no room or turns the direction of writing: zero-width, bidirectional and variation marks, tags, soft hyphen. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\uFFF9-\uFFFB]/gu;
/** Control characters other than tab and line ends. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g;
/** Halves of a character of two code units that stand alone. */
const BROKEN = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** Signs over and under one letter, beyond what any language writes. */
const PILED = /(\p{M}{3})\p{M}+/gu;

/** Every way to end a line. */
// eslint-disable-next-line no-control-regex -- vertical tab and form feed end lines too
const LINE_END = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;

/** What stands for a character that no font has: seen, and never taken for a letter. */
export const BOX = '\u25A1';

/**
 * Text as it is set on paper: characters composed, none that are invisible, control or turn the direction. Line ends
 * stay, as one `\n` each; other white space becomes a space. Half characters become a box.
 */
export function printable(text: string): string {
  return text
    .replace(LINE_END, '\n')
    .replace(/\t/g, ' ')
    .replace(BROKEN, BOX)
    .normalize('NFC')
    .replace(CONTROL, '')
    .replace(INVISIBLE, '')
    .replace(PILED, '$1');
}

/** The same on one line: for names, numbers, labels and everything that the page frames. */
export function printableLine(text: string): string {
  return printable(text)
    .replace(/[ \n]+/g, ' ')
    .trim();
}
