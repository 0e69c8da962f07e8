import { narrow } from './register/text.js';

/** What makes a mail program draw a link, or a text go on in a line of its own. `\p{Zl}\p{Zp}`: U+2028 and U+2029. */
// Stryker disable next-line Regex: turning \v and \p round gives no regular expression
const LINK_OR_BREAK = /:\/\/|@|\bwww\.|[\n\v\f\r\u0085\p{Zl}\p{Zp}]/iu;

/**
 * Whether a name of a person or a tenant may stand in a mail to somebody who does not know its writer yet: our own
 * mails, sent with our own address, must not carry the links and lines of a stranger.
 */
export function isPlainName(name: string): boolean {
  return !LINK_OR_BREAK.test(narrow(name));
}
