import {
  block,
  button,
  escapeHtml,
  inline,
  link,
  list,
  listRow,
  page,
  section,
  type Ink,
} from '#platform/mail/mail-html';
import { wrap } from '#platform/mail/mail-text';
import { clustersOf, portionsOf, type Group, type Portion } from './gathered-groups.js';
import type { MailContent, MailItem, RenderedMail, TwoNames } from './mail-content.js';
import * as parts from './mail-parts.js';
import { noticeListHtml, noticeListText } from './notice-parts.js';
import { noticeWordsOf } from './notice-words.js';
import { planHtml, planText } from './plan-parts.js';
import { wordsOf, type MailWords, type Part } from './words.js';

/** Rows of one group that are written out; a reader with an account finds the rest behind the button. */
const ROWS_SHOWN = 60;

/** A mail about several days that one reader is reminded of on the same morning, the most urgent first. */
export function gatheredMail(content: MailContent): RenderedMail {
  const words = wordsOf(content.language);
  const portions = portionsOf(content.items, words);
  const subject = subjectOf(content, portions, words);
  const main = parts.mainAct(content, words.openList, `${content.url}/`, subject, words);
  return { subject, html: html(content, portions, words, subject, main), text: text(content, portions, words, main) };
}

type MainAct = parts.MainAct | null;

/** The one group of a mail that has no other; it may then lead like a single reminder. */
function onlyGroup(portions: readonly Portion[]): Group | null {
  return portions.length === 1 && portions[0]!.groups.length === 1 ? portions[0]!.groups[0]! : null;
}

function subjectOf({ language, notices }: MailContent, portions: readonly Portion[], words: MailWords): string {
  const only = onlyGroup(portions);
  const [one] = only?.items.length === 1 && notices.length === 0 ? only.items : [];
  // One date beside the plan of the day reads as it would alone.
  if (one)
    return words.subjectOfOne(one.kind, one.daysLeft, parts.titleOf(one.subject, words), words.dayShort(one.dueOn));
  if (only?.shared && notices.length === 0) {
    return words.subjectOfKind(only.kind, only.shared.daysLeft, only.items.length, words.dayShort(only.shared.dueOn));
  }
  const news = notices.length > 0 ? [noticeWordsOf(language).count(notices.length)] : [];
  return words.subjectOfMany([...portions.map(({ part, count }) => words.partCount(part, count)), ...news]);
}

function html(
  content: MailContent,
  portions: readonly Portion[],
  words: MailWords,
  subject: string,
  main: MainAct,
): string {
  const only = onlyGroup(portions);
  return page({
    lang: words.lang,
    title: subject,
    preview: portions
      .flatMap(({ groups }) => groups.map((group) => words.actOfMany(group.kind, group.items.length)))
      .join(words.comma),
    head: block('p', parts.headHtml(content, words), { size: 14, line: 20, weight: 600, ink: 'ink2' }),
    sections: [
      only
        ? section(leadHtml(only, words) + groupHtml(content, only, words), '26px 28px 0')
        : section(countsHtml(portions, words, subject), '24px 28px 0'),
      ...(only ? [] : portions).map(({ part, groups }, index) =>
        section(
          block('h2', escapeHtml(words.partTitle(part)), {
            size: 15,
            line: 20,
            weight: 600,
            ink: inkOfPart(part),
            margin: '0 0 2px',
          }) + groups.map((group) => groupHeadHtml(group, words) + groupHtml(content, group, words)).join(''),
          `${index === 0 ? 16 : 14}px 28px 0`,
        ),
      ),
      content.notices.length > 0 ? noticeListHtml(content, content.notices, '18px 28px 0') : '',
      planHtml(content),
      section(main ? button(main.label, main.href) : '', main ? '18px 28px 10px' : '12px 28px'),
      parts.answerHtml(content, words, '0 28px 8px'),
    ],
    foot: parts.footHtml(content, words),
  });
}

function countsHtml(portions: readonly Portion[], words: MailWords, subject: string): string {
  const counts = portions.map(({ part, count }) => inline(escapeHtml(words.partCount(part, count)), inkOfPart(part)));
  return block('h1', counts.length > 0 ? counts.join(words.comma) : escapeHtml(subject), {
    size: 19,
    line: 26,
    weight: 600,
  });
}

/** The head of a mail with one group: as in a single reminder where the day is shared. */
function leadHtml({ kind, items, shared }: Group, words: MailWords): string {
  const act = block('h1', escapeHtml(words.actOfMany(kind, items.length)), {
    size: 19,
    line: 26,
    weight: 600,
    margin: shared ? '16px 0 10px' : '0 0 10px',
  });
  return shared ? parts.dayHtml(shared, words) + act : act;
}

function groupHeadHtml({ kind, items, shared }: Group, words: MailWords): string {
  const act = block('p', escapeHtml(words.actOfMany(kind, items.length)), {
    size: 16,
    line: 22,
    weight: 600,
    margin: shared ? '10px 0 0' : '10px 0 8px',
  });
  if (!shared) return act;
  const day = [
    inline(escapeHtml(words.daysLeft(shared.daysLeft)), parts.inkOf(shared.daysLeft), 600),
    escapeHtml(words.dayLong(shared.dueOn)),
    ...(shared.workingDaysLeft === null
      ? []
      : [inline(escapeHtml(words.workingDays(shared.workingDaysLeft, shared.isCountProvisional)), 'ink3')]),
  ];
  return act + block('p', day.join(' · '), { size: 14, line: 20, margin: '2px 0 8px' });
}

function groupHtml(content: MailContent, { items, shared, note }: Group, words: MailWords): string {
  const shown = shownOf(content, items);
  const clusters = clustersOf(shown, content.audience === 'staff').map(({ clients, full, brief }) => {
    const isParted = clients !== null;
    const rows = full.map((item) =>
      listRow(
        rowHtml(content, item, words, isParted),
        shared
          ? null
          : {
              day: escapeHtml(words.dayShort(item.dueOn)),
              left: inline(escapeHtml(words.daysLeftBrief(item.daysLeft)), parts.inkOf(item.daysLeft), 600),
            },
      ),
    );
    const lines = brief.map((item) => briefHtml(content, item, words, !shared));
    const head = escapeHtml(clientsText(clients ?? [], words)) + inline(` ${full.length + brief.length}`, 'ink3');
    return (
      (isParted ? block('p', head, { size: 14, line: 20, weight: 600, margin: '10px 0 4px' }) : '') +
      list(rows) +
      parts.briefLines(lines)
    );
  });
  if (items.length > shown.length)
    clusters.push(list([listRow(link(words.more(items.length - shown.length), `${content.url}/`))]));
  if (!note) return clusters.join('');
  const told = inline(escapeHtml(note.title + words.colon), 'overdue', 600) + escapeHtml(note.text);
  return clusters.join('') + block('p', told, { size: 13, line: 19, ink: 'ink2', margin: '10px 0 8px' });
}

function rowHtml(content: MailContent, item: MailItem, words: MailWords, isOfClient: boolean): string {
  const told = details(content, item, words, isOfClient).join(' · ');
  return titleHtml(content, item, words) + (told ? `<br>${inline(escapeHtml(told), 'ink3')}` : '');
}

/** One line of a long list: what, and when where the days differ. */
function briefHtml(content: MailContent, item: MailItem, words: MailWords, isDated: boolean): string {
  const day = `${words.dayShort(item.dueOn)} (${words.daysLeftBrief(item.daysLeft)})`;
  return titleHtml(content, item, words) + (isDated ? ` ${inline(escapeHtml(day), 'ink3')}` : '');
}

function titleHtml(content: MailContent, item: MailItem, words: MailWords): string {
  const title = parts.titleOf(item.subject, words);
  return content.canSignIn ? link(title, item.subject.url, 'ink', 600) : inline(escapeHtml(title), 'ink', 600);
}

const clientsText = (clients: readonly TwoNames[], words: MailWords): string =>
  clients.map((name) => parts.nameBrief(name, words)).join(words.comma);

/** What tells the row from its neighbours: product and first model, then the holder, or for the holder the factory. */
function details(content: MailContent, { subject }: MailItem, words: MailWords, isOfClient: boolean): string[] {
  const [model, ...others] = subject.models;
  const models = model ? ` ${model}${others.length > 0 ? ` +${others.length}` : ''}` : '';
  const what = subject.product ? parts.nameBrief(subject.product, words) + models : (subject.factoryCode ?? '');
  const where = subject.number !== null && subject.factory ? [subject.factory] : [];
  const whose = content.audience === 'client' || isOfClient ? where : subject.clients;
  return [what, ...whose.map((name) => parts.nameBrief(name, words))].filter((detail) => detail !== '');
}

function shownOf(content: MailContent, items: readonly MailItem[]): readonly MailItem[] {
  return content.canSignIn ? items.slice(0, ROWS_SHOWN) : items;
}

function inkOfPart(part: Part): Ink {
  return part === 'later' ? 'quarter' : part;
}

function text(content: MailContent, portions: readonly Portion[], words: MailWords, main: MainAct): string {
  const lines = portions.flatMap(({ part, groups }) => [
    words.partTitle(part).toLocaleUpperCase(words.lang),
    '',
    ...groups.flatMap((group) => [...groupText(content, group, words), '']),
  ]);
  if (content.notices.length > 0) lines.push(...noticeListText(content, content.notices));
  lines.push(...planText(content));
  if (main) lines.push(main.label + words.colon.trim(), main.plain);
  lines.push(...parts.answerText(content, words));
  return [...lines, '-- ', ...parts.footLines(content, words), ''].join('\n');
}

function groupText(content: MailContent, { kind, items, shared, note }: Group, words: MailWords): string[] {
  const shown = shownOf(content, items);
  const rows = clustersOf(shown, content.audience === 'staff').flatMap(({ clients, full, brief }) => [
    ...(clients ? [wrap(`${clientsText(clients, words)} (${full.length + brief.length})`)] : []),
    ...full.flatMap((item) => {
      const told = details(content, item, words, clients !== null);
      return [
        hanging('* ', lineOf(item, shared === null, words)),
        ...(told.length > 0 ? [hanging('  ', told.join(words.comma))] : []),
      ];
    }),
    ...brief.map((item) => hanging('* ', lineOf(item, shared === null, words))),
  ]);
  return [
    wrap(words.actOfMany(kind, items.length)),
    ...(shared ? [`${words.daysLeft(shared.daysLeft)} - ${words.dayLong(shared.dueOn)}`] : []),
    ...(shared && shared.workingDaysLeft !== null
      ? [words.workingDays(shared.workingDaysLeft, shared.isCountProvisional)]
      : []),
    '',
    ...rows,
    ...(items.length > shown.length ? [`  ${words.more(items.length - shown.length)}`] : []),
    ...(note ? ['', wrap(note.title + words.colon + note.text)] : []),
  ];
}

function lineOf(item: MailItem, isDated: boolean, words: MailWords): string {
  const day = isDated ? [words.dayShort(item.dueOn), words.daysLeftBrief(item.daysLeft)] : [];
  return [parts.titleOf(item.subject, words), ...day].join(words.comma);
}

/** Two columns of lead, and the following lines under the text. */
function hanging(lead: '* ' | '  ', value: string): string {
  return lead + wrap(value, 70).replaceAll('\n', '\n  ');
}
