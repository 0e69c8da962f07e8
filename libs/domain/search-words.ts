import { narrow, tidyText } from './register/text.js';

/** More words than this are not searched for: nobody types them, and each costs a comparison per row. */
const WORDS_MAX = 8;
/** From here on digits in groups are one number written for reading. */
const LONG_NUMBER = 10;

/**
 * The words of a search: every one of them must be found, as part of a word too. Width and case do not count, and the
 * groups of a certificate number (`2022 0111 0910 0055`) are one word.
 */
export function searchWords(text: string): string[] {
  const joined = narrow(tidyText(text))
    .toLowerCase()
    .replace(/\d+(?: \d+)+/g, (groups) => {
      const number = groups.replaceAll(' ', '');
      return number.length >= LONG_NUMBER ? number : groups;
    });
  return [...new Set(joined.split(' ').filter((word) => word !== ''))].slice(0, WORDS_MAX);
}

/** The same as patterns of SQL's LIKE. */
export function searchPatterns(text: string): string[] {
  return searchWords(text).map((word) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
}
