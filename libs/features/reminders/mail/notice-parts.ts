import { block, escapeHtml, inline, link, list, listRow, section } from '#platform/mail/mail-html';
import { wrap } from '#platform/mail/mail-text';
import type { MailContent } from './mail-content.js';
import * as parts from './mail-parts.js';
import type { NoticeItem } from './notice-content.js';
import { noticeWordsOf } from './notice-words.js';
import { wordsOf } from './words.js';

/** What is written of things that happened, in a mail of their own or above the days that are due. */

/** The document, the factory, else the case: what one notice is about, in one line. */
export function whatOf(notice: NoticeItem, language: MailContent['language']): string {
  const words = wordsOf(language);
  const { title, factory, caseNumber, product, certificate, campaign, letter } = notice;
  if (certificate) return parts.groupedNumber(certificate.number);
  if (campaign !== null) return letter?.subject ?? campaign;
  const own = title ?? (notice.kind === 'audit-planned' || notice.kind.startsWith('finding-') ? factory : null);
  if (own) {
    const name = parts.nameBrief(own, words);
    return caseNumber === null ? name : words.ofCase(name, caseNumber);
  }
  return (
    caseNumber ?? (product && parts.nameBrief(product, words)) ?? (factory && parts.nameBrief(factory, words)) ?? ''
  );
}

export function headingOf({ kind, who, ending }: NoticeItem, language: MailContent['language']): string {
  return noticeWordsOf(language).heading(kind, who ?? '', ending ?? '');
}

/** Facts under the heading: until when, which days, which product. */
export function factsOf(notice: NoticeItem, language: MailContent['language']): [label: string, value: string][] {
  const words = wordsOf(language);
  const { labels, span } = noticeWordsOf(language);
  const { title, dueOn, from, to, caseNumber, product, factory, certificate, campaign } = notice;
  const days = from && (to && to !== from ? span(words.dayShort(from), words.dayShort(to)) : words.dayLong(from));
  const rows: [string, string | null][] = [
    [words.labels.document, title && parts.namesText(title, words)],
    [labels.until, dueOn && words.dayLong(dueOn)],
    [labels.days, days],
    [words.labels.factory, factory && parts.namesText(factory, words)],
    [words.labels.case, caseNumber],
    [words.labels.certificate, certificate && parts.groupedNumber(certificate.number)],
    [words.labels.product, product && parts.namesText(product, words)],
    [words.labels.validUntil, certificate?.validUntil ? words.dayLong(certificate.validUntil) : null],
    [labels.campaign, campaign],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

/** A list of what happened, each with its link; a section of the sheet. */
export function noticeListHtml(content: MailContent, notices: readonly NoticeItem[], padding: string): string {
  const rows = notices.map((notice) => {
    const { language } = content;
    const heading = headingOf(notice, language);
    const head = content.canSignIn ? link(heading, notice.url, 'ink', 600) : inline(escapeHtml(heading), 'ink', 600);
    const lines = [detailsOf(notice, language), ...(notice.quote === null ? [] : [notice.quote])];
    return listRow(`${head}${lines.map((line) => `<br>${inline(escapeHtml(line), 'ink3')}`).join('')}`);
  });
  const title = block('h2', escapeHtml(noticeWordsOf(content.language).title), {
    size: 15,
    line: 20,
    weight: 600,
    margin: '0 0 6px',
  });
  return section(title + list(rows), padding);
}

export function noticeListText(content: MailContent, notices: readonly NoticeItem[]): string[] {
  const { language } = content;
  return [
    noticeWordsOf(language).title.toLocaleUpperCase(wordsOf(language).lang),
    '',
    ...notices.flatMap((notice) => [
      `* ${wrap(headingOf(notice, language), 70).replaceAll('\n', '\n  ')}`,
      `  ${wrap(detailsOf(notice, language), 70).replaceAll('\n', '\n  ')}`,
      ...(notice.quote === null ? [] : [`  ${wrap(notice.quote, 70).replaceAll('\n', '\n  ')}`]),
      ...(content.canSignIn ? [`  ${notice.url}`] : []),
    ]),
    '',
  ];
}

/** What, and until when. */
function detailsOf(notice: NoticeItem, language: MailContent['language']): string {
  const words = wordsOf(language);
  const { labels, span } = noticeWordsOf(language);
  const { dueOn, from, to } = notice;
  const until = dueOn && labels.until + words.colon + words.dayShort(dueOn);
  const days = from && (to && to !== from ? span(words.dayShort(from), words.dayShort(to)) : words.dayShort(from));
  return [whatOf(notice, language), until, days].filter((part) => part).join(words.comma);
}
