/**
 * Characters that take no room: zero-width spaces and joiners and the byte order mark come along when text is pasted;
 * marks that turn the direction of writing make a name read as another one (`abc\u202Egnp.exe` shows as `abcexe.png`).
 */
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\u061C\uFEFF\u00AD]/g;
/** Control characters other than tab and line ends. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** The text without invisible characters, spaces at its ends and doubled spaces inside; line ends become spaces. */
export function tidyText(text: string): string {
  return storable(text).replace(INVISIBLE, '').replace(CONTROL, '').replace(/\s+/g, ' ').trim();
}

/** Halves of a character of two code units that stand alone, and NUL: no database takes them as text. */
// eslint-disable-next-line no-control-regex -- NUL is what is looked for
const BROKEN = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\u0000/g;

/** The text without what cannot be stored. */
export function storable(text: string): string {
  return text.replace(BROKEN, '');
}

/** The beginning of a text, no character cut in two, with a sign that more follows. */
export function cutText(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : `${storable(text.slice(0, maxCharacters - 1))}…`;
}

/** Full-width letters, digits and signs (`２０２４－０１`) as their narrow twins; Han characters stay. */
export function narrow(text: string): string {
  return text.normalize('NFKC');
}

/**
 * The key by which two spellings of one name are the same: letters and digits of any script, without case, width,
 * accents' composition, spaces and punctuation. `Hoshikawa Glass Co., Ltd. ` and `HOSHIKAWA GLASS CO.,LTD` are one.
 */
export function nameKey(name: string): string {
  return narrow(name)
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The key of words in headings and of the words for status, scheme, country: as for names. */
export const wordKey = nameKey;

/** Certificate numbers are compared without spaces, width and case: `2022 0111 0910 0055` is `2022011109100055`. */
export function numberKey(number: string): string {
  return narrow(number)
    .toUpperCase()
    .replace(/[\s\u2010-\u2015]+/g, (run) => (run.trim() === '' ? '' : '-'));
}

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.[\p{L}]{2,}$/u;

/** Whether mail could be sent there: one address, no name around it. Whether it arrives only sending tells. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text) && !text.includes('..');
}

/** Signs people write for "nothing here". */
const PLACEHOLDERS = new Set([
  '-',
  '--',
  '–',
  '—',
  '/',
  '\\',
  '.',
  'n/a',
  'na',
  'none',
  'keine',
  '无',
  '無',
  '不适用',
  '没有',
]);

/** Whether the text only says that there is nothing. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.has(narrow(text).toLowerCase());
}
