import { isVoluntary } from '#domain/certificate';
import type { Language } from '#domain/permissions';
import { block, button, escapeHtml, facts, notice as softNotice, page, section } from '#platform/mail/mail-html';
import { labelled, wrap } from '#platform/mail/mail-text';
import { letterMail } from './letter.mail.js';
import type { MailContent, RenderedMail } from './mail-content.js';
import * as parts from './mail-parts.js';
import type { NoticeItem } from './notice-content.js';
import { factsOf, headingOf, noticeListHtml, noticeListText, whatOf } from './notice-parts.js';
import { noticeWordsOf } from './notice-words.js';
import { wordsOf } from './words.js';

/** A mail about what happened and nothing that is due. */
export function noticeMail(content: MailContent): RenderedMail {
  const [first, ...others] = content.notices;
  if (others.length === 0 && first!.letter) return letterMail(content, first!);
  return others.length === 0 ? mailOfOne(content, first!) : mailOfMany(content);
}

/** What happened, the facts, what was said, and the one act. */
function mailOfOne(content: MailContent, notice: NoticeItem): RenderedMail {
  const { language } = content;
  const words = wordsOf(language);
  const own = noticeWordsOf(language);
  const subject = own.subject(notice.kind, whatOf(notice, language), notice.who ?? '');
  const heading = headingOf(notice, language);
  const main = parts.mainAct(content, own.open(notice.kind), notice.url, subject, words);
  const rows = factsOf(notice, language);
  const quoteTitle = own.quoteTitle(notice.kind);
  const said = notice.quote ?? whatFollows(notice, language);
  const quote = said === null ? [] : said.split('\n');
  const html = page({
    lang: words.lang,
    title: subject,
    preview: [heading, said ?? whatOf(notice, language)].join(words.colon),
    head: block('p', parts.headHtml(content, words), { size: 14, line: 20, weight: 600, ink: 'ink2' }),
    sections: [
      section(block('h1', escapeHtml(heading), { size: 19, line: 26, weight: 600, margin: '0 0 12px' }), '26px 28px 0'),
      section(facts(rows.map(([label, value]) => [label, escapeHtml(value)])), '0 28px'),
      quote.length === 0
        ? ''
        : section(
            softNotice(
              (quoteTitle ? block('p', escapeHtml(quoteTitle), { size: 14, line: 20, weight: 600 }) : '') +
                block('p', quote.map(escapeHtml).join('<br>'), { size: 14, line: 21 }),
              'paper',
            ),
            '14px 28px 0',
          ),
      section(main ? button(main.label, main.href) : '', main ? '18px 28px 18px' : '12px 28px'),
    ],
    foot: parts.footHtml(content, words),
  });
  const text = [
    wrap(heading),
    '',
    labelled(rows),
    ...(quote.length === 0
      ? []
      : ['', ...(quoteTitle ? [quoteTitle + words.colon.trim()] : []), ...quote.map((line) => wrap(line))]),
    ...(main ? ['', main.label + words.colon.trim(), main.plain] : []),
    '-- ',
    ...parts.footLines(content, words),
    '',
  ].join('\n');
  return { subject, html, text };
}

/** What a certificate that has expired means for its goods; of an entry for the calendar, that answers to it are not read. */
function whatFollows({ kind, certificate }: NoticeItem, language: Language): string | null {
  const words = wordsOf(language);
  if (kind.startsWith('audit-') || kind.startsWith('booking-')) return noticeWordsOf(language).invitation;
  if (kind !== 'certificate-expired' || certificate === null) return null;
  return words.ifMissed('certificate-expiry', isVoluntary(certificate.scheme), null);
}

function mailOfMany(content: MailContent): RenderedMail {
  const { language, notices } = content;
  const words = wordsOf(language);
  const cases = [...new Set(notices.flatMap(({ caseNumber }) => caseNumber ?? []))];
  const subject = noticeWordsOf(language).subjectOfMany(notices.length, cases.slice(0, 3));
  // One page where all is about one case, else the first screen.
  const isOne = new Set(notices.map(({ url }) => url)).size === 1;
  const label = isOne ? noticeWordsOf(language).open('case-ended') : words.openList;
  const main = parts.mainAct(content, label, isOne ? notices[0]!.url : `${content.url}/`, subject, words);
  const html = page({
    lang: words.lang,
    title: subject,
    preview: notices.map((notice) => headingOf(notice, language)).join(words.comma),
    head: block('p', parts.headHtml(content, words), { size: 14, line: 20, weight: 600, ink: 'ink2' }),
    sections: [
      noticeListHtml(content, notices, '26px 28px 0'),
      section(main ? button(main.label, main.href) : '', main ? '18px 28px 18px' : '12px 28px'),
    ],
    foot: parts.footHtml(content, words),
  });
  const text = [
    ...noticeListText(content, notices),
    ...(main ? [main.label + words.colon.trim(), main.plain] : []),
    '-- ',
    ...parts.footLines(content, words),
    '',
  ].join('\n');
  return { subject, html, text };
}
