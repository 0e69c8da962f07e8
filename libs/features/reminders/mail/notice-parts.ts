import type { Day } from '#domain/day';
import { zoneCity } from '#domain/zone-city';
import { block, escapeHtml, inline, link, list, listRow, section } from '#platform/mail/mail-html';
import { wrap } from '#platform/mail/mail-text';
import type { MailContent } from './mail-content.js';
import * as parts from './mail-parts.js';
import type { NoticeItem, NoticeSlot } from './notice-content.js';
import { noticeWordsOf } from './notice-words.js';
import { wordsOf } from './words.js';

/** What is written of things that happened, in a mail of their own or above the days that are due. */

/** The document, the factory, else the case: what one notice is about, in one line. */
export function whatOf(notice: NoticeItem, language: MailContent['language']): string {
  const words = wordsOf(language);
  const { title, factory, caseNumber, product, certificate, campaign, letter, address } = notice;
  if (address !== null) return address;
  if (certificate) return parts.groupedNumber(certificate.number);
  if (campaign !== null) return letter?.subject ?? campaign;
  const own = title ?? (notice.kind.startsWith('audit-') || notice.kind.startsWith('finding-') ? factory : null);
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
  const { title, dueOn, from, to, slot, was, laboratory, caseNumber, product, factory, certificate, campaign } = notice;
  const days = from && (to && to !== from ? span(words.dayShort(from), words.dayShort(to)) : words.dayLong(from));
  const isDocument = notice.kind.startsWith('document-');
  const rows: [string, string | null][] = [
    [isDocument ? words.labels.document : labels.about, title && parts.namesText(title, words)],
    [labels.until, dueOn && words.dayLong(dueOn)],
    [labels.days, days],
    [labels.time, slot && slotText(slot, language)],
    [labels.before, was && ('startsAt' in was ? slotText(was, language) : daysText(was, language))],
    [words.labels.laboratory, laboratory && parts.namesText(laboratory, words)],
    [words.labels.factory, factory && parts.namesText(factory, words)],
    [words.labels.case, caseNumber],
    [words.labels.certificate, certificate && parts.groupedNumber(certificate.number)],
    [words.labels.product, product && parts.namesText(product, words)],
    [words.labels.validUntil, certificate?.validUntil ? words.dayLong(certificate.validUntil) : null],
    [labels.campaign, campaign],
    [labels.address, notice.address],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

function daysText({ from, to }: { from: Day; to: Day }, language: MailContent['language']): string {
  const words = wordsOf(language);
  return to === from ? words.dayLong(from) : noticeWordsOf(language).span(words.dayShort(from), words.dayShort(to));
}

/** `Wed 9 December 2026, 09:00 to 17:00 (Shanghai)`: the hours of the laboratory's own clock. */
export function slotText({ startsAt, endsAt, timeZone }: NoticeSlot, language: MailContent['language']): string {
  const words = wordsOf(language);
  const [from, to] = [startsAt, endsAt].map((instant) => clockOf(new Date(instant), timeZone)) as [Clock, Clock];
  const { span } = noticeWordsOf(language);
  const city = zoneCity(timeZone, language);
  return from.day === to.day
    ? words.hours(words.dayLong(from.day), span(from.time, to.time), city)
    : words.hours(null, span(`${words.dayShort(from.day)} ${from.time}`, `${words.dayShort(to.day)} ${to.time}`), city);
}

interface Clock {
  day: Day;
  /** `09:00` */
  time: string;
}

function clockOf(instant: Date, timeZone: string): Clock {
  const format = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const text = new Intl.DateTimeFormat('sv-SE', { ...format, timeZone }).format(instant);
  return { day: text.slice(0, 10), time: text.slice(11) };
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
  const { dueOn, from, to, slot } = notice;
  const until = dueOn && labels.until + words.colon + words.dayShort(dueOn);
  const days = from && (to && to !== from ? span(words.dayShort(from), words.dayShort(to)) : words.dayShort(from));
  return [whatOf(notice, language), until, days, slot && slotText(slot, language)]
    .filter((part) => part)
    .join(words.comma);
}
