import { block, button, escapeHtml, list, listRow, page, section } from '#platform/mail/mail-html';
import { wrap } from '#platform/mail/mail-text';
import type { MailContent, RenderedMail } from './mail-content.js';
import * as parts from './mail-parts.js';
import type { NoticeItem } from './notice-content.js';
import { noticeWordsOf } from './notice-words.js';
import { wordsOf } from './words.js';

/** One part of a letter: a paragraph of lines, or the rows of a list (`- ` before each). */
type LetterPart = { kind: 'paragraph'; lines: readonly string[] } | { kind: 'list'; rows: readonly string[] };

const ROW = /^[-•] /;

/** Splits the text of a letter at its empty lines. A list may stand right under the line that leads to it. */
export function letterParts(body: string): LetterPart[] {
  return body
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .flatMap((chunk) => {
      const lines = chunk.split('\n').filter((line) => line.trim() !== '');
      const found: { kind: LetterPart['kind']; lines: string[] }[] = [];
      for (const line of lines) {
        const kind = ROW.test(line) ? 'list' : 'paragraph';
        if (found.at(-1)?.kind !== kind) found.push({ kind, lines: [] });
        found.at(-1)!.lines.push(line);
      }
      return found.map(({ kind, lines: own }): LetterPart =>
        kind === 'list' ? { kind, rows: own.map((line) => line.replace(ROW, '')) } : { kind, lines: own },
      );
    });
}

/** A letter of a campaign: the mail is the letter, with the one act under it for a reader who can sign in. */
export function letterMail(content: MailContent, notice: NoticeItem): RenderedMail {
  const { language } = content;
  const words = wordsOf(language);
  const { subject, body } = notice.letter!;
  const found = letterParts(body);
  const label = noticeWordsOf(language).open(notice.kind);
  const main = content.canSignIn ? { label, href: notice.url } : null;
  const html = page({
    lang: words.lang,
    title: subject,
    preview: previewOf(found),
    head: block('p', parts.headHtml(content, words), { size: 14, line: 20, weight: 600, ink: 'ink2' }),
    sections: [
      section(block('h1', escapeHtml(subject), { size: 19, line: 26, weight: 600 }), '26px 28px 0'),
      ...found.map((part) => section(partHtml(part), '12px 28px 0')),
      section(main ? button(main.label, main.href) : '', main ? '18px 28px 18px' : '12px 28px'),
    ],
    foot: parts.footHtml(content, words),
  });
  const text = [
    ...found.flatMap((part) => [partText(part), '']),
    ...(main ? [main.label + words.colon.trim(), main.href] : []),
    '-- ',
    ...parts.footLines(content, words),
    '',
  ].join('\n');
  return { subject, html, text };
}

function partHtml(part: LetterPart): string {
  if (part.kind === 'list') return list(part.rows.map((row) => listRow(escapeHtml(row))));
  return block('p', part.lines.map(escapeHtml).join('<br>'), { size: 15, line: 23 });
}

function partText(part: LetterPart): string {
  if (part.kind === 'paragraph') return part.lines.map((line) => wrap(line)).join('\n');
  return part.rows.map((row) => `* ${wrap(row, 70).replaceAll('\n', '\n  ')}`).join('\n');
}

/** The first real sentence, past the greeting. */
function previewOf(found: readonly LetterPart[]): string {
  const paragraphs = found.flatMap((part) => (part.kind === 'paragraph' ? [part.lines.join(' ')] : []));
  return paragraphs[1] ?? paragraphs[0] ?? '';
}
