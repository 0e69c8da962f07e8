import { block, button, escapeHtml, facts, inline, notice, page, section, timeBar } from '#platform/mail/mail-html';
import { labelled, wrap } from '#platform/mail/mail-text';
import type { MailContent, MailItem, RenderedMail, TwoNames } from './mail-content.js';
import * as parts from './mail-parts.js';
import { wordsOf, type MailWords } from './words.js';

/** A mail about one day that is owed. */
export function reminderMail(content: MailContent): RenderedMail {
  const words = wordsOf(content.language);
  const item = content.items[0]!;
  const subject = words.subjectOfOne(
    item.kind,
    item.daysLeft,
    parts.titleOf(item.subject, words),
    words.dayShort(item.dueOn),
  );
  const main = parts.mainAct(content, words.openSubject(item.kind), item.subject.url, subject, words);
  return { subject, html: html(content, item, words, subject, main), text: text(content, item, words, main) };
}

type MainAct = parts.MainAct | null;

function html(content: MailContent, item: MailItem, words: MailWords, subject: string, main: MainAct): string {
  const isLate = item.daysLeft < 0;
  const why = parts.whyParts(item, words);
  const missed = parts.ifMissed(item, words);
  const farthest = item.ladder.offsets[0] ?? 90;
  return page({
    lang: words.lang,
    title: subject,
    preview: parts.sentences([words.act(item.kind) + words.colon + previewOf(item, words) + '.', missed], words),
    head: block('p', parts.headHtml(content, words), { size: 14, line: 20, weight: 600, ink: 'ink2' }),
    sections: [
      section(
        [
          parts.dayHtml(item, words),
          isLate ? '' : timeBar(1 - item.daysLeft / farthest, parts.softOf(item.daysLeft)),
          block('h1', escapeHtml(words.act(item.kind)), { size: 19, line: 26, weight: 600, margin: '16px 0 12px' }),
        ].join(''),
        '26px 28px 6px',
      ),
      section(facts(factRows(content, item, words)), '0 28px'),
      main ? section(button(main.label, main.href), '18px 28px 0') : '',
      parts.answerHtml(content, words, '8px 28px 0'),
      section(
        notice(
          block('p', escapeHtml(words.ifMissedTitle(isLate)), { size: 14, line: 20, weight: 600, ink: 'overdue' }) +
            block('p', escapeHtml(missed), { size: 14, line: 21, margin: '2px 0 0' }),
          'overdue-soft',
        ),
        '10px 28px 0',
      ),
      section(
        block(
          'p',
          `<b>${escapeHtml(words.whyTitle)}${words.colon}</b>${parts.sentences([inline(escapeHtml(why.basis), 'ink2', 600), escapeHtml(why.rest)], words)}`,
          { size: 14, line: 21, ink: 'ink2' },
        ) +
          block('p', escapeHtml(parts.ladderText(item, words)), {
            size: 13,
            line: 19,
            ink: 'ink3',
            margin: '10px 0 0',
          }),
        '16px 28px 24px',
      ),
    ],
    foot: parts.footHtml(content, words),
  });
}

/** What, of what, where, whose. */
function factRows(content: MailContent, item: MailItem, words: MailWords): [string, string][] {
  const { subject } = item;
  const { labels } = words;
  const factory: [string, string][] = subject.factory
    ? [
        [
          labels.factory,
          parts.namesHtml(subject.factory, words) +
            (subject.factoryCode ? ` ${inline(escapeHtml(subject.factoryCode), 'ink3')}` : ''),
        ],
      ]
    : [];
  const holder: [string, string][] = [
    [labels.holder, subject.clients.map((client) => parts.namesHtml(client, words)).join('<br>')],
  ];
  const consultant: [string, string][] = content.consultant
    ? [[labels.consultant, escapeHtml(content.consultant.name)]]
    : [];
  const last = content.audience === 'client' ? consultant : holder;
  if (subject.number === null && item.kind !== 'follow-up-inspection') {
    const names = (name: TwoNames) => parts.namesHtml(name, words);
    return [
      ...parts.caseRows(item, words, { names, text: escapeHtml, product: parts.productHtml(subject, words) }),
      ...last,
    ];
  }
  if (subject.number === null) {
    const from = item.counted.from ? escapeHtml(words.dayShort(item.counted.from)) : '';
    return [
      ...factory,
      [labels.factoryClass, escapeHtml(words.factoryClass(subject.factoryClass))],
      [labels.lastInspection, from],
      ...last,
    ];
  }
  const number: [string, string] = [parts.numberLabel(subject, words), escapeHtml(parts.groupedNumber(subject.number))];
  const product: [string, string] = [labels.product, parts.productHtml(subject, words)];
  const ends: [string, string][] = subject.validUntil
    ? [[labels.validUntil, escapeHtml(words.dayShort(subject.validUntil))]]
    : [];
  return [number, product, ...factory, ...ends, ...last];
}

function factRowsText(content: MailContent, item: MailItem, words: MailWords): [string, string][] {
  const { subject } = item;
  const { labels } = words;
  const factory: [string, string][] = subject.factory
    ? [
        [
          labels.factory,
          parts.namesText(subject.factory, words) + (subject.factoryCode ? `, ${subject.factoryCode}` : ''),
        ],
      ]
    : [];
  const holder: [string, string][] = [
    [labels.holder, subject.clients.map((client) => parts.namesText(client, words)).join(words.comma)],
  ];
  const consultant: [string, string][] = content.consultant ? [[labels.consultant, content.consultant.name]] : [];
  const last = content.audience === 'client' ? consultant : holder;
  if (subject.number === null && item.kind !== 'follow-up-inspection') {
    const names = (name: TwoNames) => parts.namesText(name, words);
    const text = (value: string) => value;
    return [...parts.caseRows(item, words, { names, text, product: parts.productText(subject, words) }), ...last];
  }
  if (subject.number === null) {
    const from = item.counted.from ? words.dayShort(item.counted.from) : '';
    return [
      ...factory,
      [labels.factoryClass, words.factoryClass(subject.factoryClass)],
      [labels.lastInspection, from],
      ...last,
    ];
  }
  const ends: [string, string][] = subject.validUntil ? [[labels.validUntil, words.dayShort(subject.validUntil)]] : [];
  return [
    [parts.numberLabel(subject, words), parts.groupedNumber(subject.number)],
    [labels.product, parts.productText(subject, words)],
    ...factory,
    ...ends,
    ...last,
  ];
}

function text(content: MailContent, item: MailItem, words: MailWords, main: MainAct): string {
  const isLate = item.daysLeft < 0;
  const why = parts.whyParts(item, words);
  const head = `${words.daysLeft(item.daysLeft).toLocaleUpperCase(words.lang)} - ${words.dayLong(item.dueOn)}`;
  return [
    head,
    ...(item.workingDaysLeft === null ? [] : [words.workingDays(item.workingDaysLeft, item.isCountProvisional)]),
    '',
    wrap(words.act(item.kind)),
    '',
    labelled(factRowsText(content, item, words)),
    ...(main ? ['', main.label + words.colon.trim(), main.plain] : []),
    ...withGap(parts.answerText(content, words)),
    '',
    words.ifMissedTitle(isLate).toLocaleUpperCase(words.lang),
    wrap(parts.ifMissed(item, words)),
    '',
    words.whyTitle.toLocaleUpperCase(words.lang),
    wrap(parts.sentences([why.basis, why.rest], words)),
    '',
    wrap(parts.ladderText(item, words)),
    '-- ',
    ...parts.footLines(content, words),
    '',
  ].join('\n');
}

function previewOf(item: MailItem, words: MailWords): string {
  return item.subject.product ? parts.productText(item.subject, words) : parts.titleOf(item.subject, words);
}

const withGap = (lines: string[]) => (lines.length > 0 ? ['', ...lines] : []);
