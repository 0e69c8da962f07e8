import { block, button, escapeHtml, inline, link, list, listRow, page, section } from '#platform/mail/mail-html';
import { wrap } from '#platform/mail/mail-text';
import type { MailContent, MailItem, RenderedMail, TwoNames } from './mail-content.js';
import * as parts from './mail-parts.js';
import { slotText } from './notice-parts.js';
import type { MailPlan } from './plan-content.js';
import { PLAN_WORDS } from './plan-words.js';
import { wordsOf, type MailWords } from './words.js';

/** One line of a plan: what, under it the rest, and when. */
interface Line {
  title: string;
  rest: string;
  url: string;
  day: string;
  brief: { text: string; daysLeft: number } | null;
}

interface Part {
  title: string;
  count: number;
  lines: readonly Line[];
}

/** Lines of one part that are told in full; the others in one line each. */
const FULL_LINES = 8;

export const hasPlan = ({ desk, weeks }: MailPlan): boolean =>
  [...Object.values(desk ?? {}), weeks ?? []].some((lines) => lines.length > 0);

/** A mail that is a plan and nothing else. */
export function planMail(content: MailContent): RenderedMail {
  const words = wordsOf(content.language);
  const own = PLAN_WORDS[content.language];
  const { desk, weeks } = content.plan!;
  const what = desk && Object.values(desk).some((lines) => lines.length > 0) ? 'daily-plan' : 'weekly-outlook';
  const count =
    what === 'daily-plan'
      ? Object.values(desk!).reduce((sum, lines) => sum + lines.length, 0)
      : weeks!.reduce((sum, { items }) => sum + items.length, 0);
  const subject = own.subject(what, words.dayShort(content.today), count);
  const main = parts.mainAct(content, own.open, `${content.url}/`, subject, words);
  const html = page({
    lang: words.lang,
    title: subject,
    preview: partsOf(content).map(({ title, count: of }) => `${title}: ${of}`).join(words.comma), // prettier-ignore
    head: block('p', parts.headHtml(content, words), { size: 14, line: 20, weight: 600, ink: 'ink2' }),
    sections: [
      section(block('h1', escapeHtml(subject), { size: 19, line: 26, weight: 600 }), '24px 28px 0'),
      planHtml(content),
      section(main ? button(main.label, main.href) : '', main ? '18px 28px 18px' : '12px 28px'),
    ],
    foot: parts.footHtml(content, words),
  });
  const text = [
    ...planText(content),
    ...(main ? [main.label + words.colon.trim(), main.plain] : []),
    '-- ',
    ...parts.footLines(content, words),
    '',
  ].join('\n');
  return { subject, html, text };
}

/** The sections of the plan; empty where none lies in the mail. */
export function planHtml(content: MailContent): string {
  return partsOf(content)
    .map(({ title, count, lines }) => {
      const head = block('h2', escapeHtml(title) + inline(` ${count}`, 'ink3'), { size: 15, line: 20, weight: 600, margin: '0 0 6px' }); // prettier-ignore
      const full = lines.slice(0, FULL_LINES).map((line) => {
        const told = titleHtml(content, line) + (line.rest ? `<br>${inline(escapeHtml(line.rest), 'ink3')}` : '');
        const brief = line.brief && inline(escapeHtml(line.brief.text), parts.inkOf(line.brief.daysLeft), 600);
        return listRow(told, line.day === '' ? null : { day: escapeHtml(line.day), left: brief });
      });
      const brief = lines.slice(FULL_LINES).map((line) => {
        const when = line.brief ? `${line.day} (${line.brief.text})` : line.day || line.rest;
        return `${titleHtml(content, line)} ${inline(escapeHtml(when), 'ink3')}`;
      });
      return section(head + list(full) + parts.briefLines(brief), '18px 28px 0');
    })
    .join('');
}

export function planText(content: MailContent): string[] {
  const words = wordsOf(content.language);
  return partsOf(content).flatMap(({ title, count, lines }) => [
    `${title.toLocaleUpperCase(words.lang)} (${count})`,
    '',
    ...lines.flatMap((line) => {
      const head = [line.title, line.day, line.brief?.text ?? ''].filter((part) => part !== '').join(words.comma);
      return [`* ${wrap(head, 70).replaceAll('\n', '\n  ')}`, ...(line.rest ? [`  ${wrap(line.rest, 70).replaceAll('\n', '\n  ')}`] : [])]; // prettier-ignore
    }),
    '',
  ]);
}

function titleHtml({ canSignIn }: MailContent, { title, url }: Line): string {
  return canSignIn ? link(title, url, 'ink', 600) : inline(escapeHtml(title), 'ink', 600);
}

function partsOf(content: MailContent): Part[] {
  const { plan, language } = content;
  if (!plan) return [];
  const words = wordsOf(language);
  const own = PLAN_WORDS[language];
  const { desk, weeks } = plan;
  const part = (title: string, lines: readonly Line[]): Part => ({ title, count: lines.length, lines });
  const found = [
    ...(desk
      ? [
          part(own.title.due, desk.due.map((item) => dueLine(content, item, words))),
          part(own.title.asked, desk.asked.map((item) => dueLine(content, item, words))),
          part(
            own.title.turns,
            desk.turns.map(({ number, product, client, since, url }) => ({
              ...{ title: number, url, day: '', brief: null },
              rest: [...namesOf([product, client], words), own.since(words.dayShort(since))].join(' · '),
            })),
          ),
          part(
            own.title.appointments,
            desk.appointments.map(({ kind, place, client, from, to, slot, url }) => ({
              ...{ title: own.appointment[kind], url, brief: null },
              day: words.dayShort(from),
              rest: [
                ...namesOf([place, client], words),
                ...(slot ? [slotText(slot, language)] : to > from ? [own.week(words.dayShort(from), words.dayShort(to))] : []),
              ].join(' · '),
            })),
          ),
        ]
      : []),
    ...(weeks ?? []).map(({ from, to, items }) => ({
      title: own.week(words.dayShort(from), words.dayShort(to)),
      count: items.length,
      lines: items.map((item) => dueLine(content, item, words)),
    })),
  ]; // prettier-ignore
  return found.filter(({ count }) => count > 0);
}

/** Each name once: a client may be its own factory. */
function namesOf(names: readonly (TwoNames | null)[], words: MailWords): string[] {
  return [...new Set(names.flatMap((name) => (name ? parts.nameBrief(name, words) : [])))];
}

function dueLine({ audience }: MailContent, item: MailItem, words: MailWords): Line {
  const { subject } = item;
  const about = subject.number !== null && subject.product ? [subject.product] : [];
  const whose = audience === 'staff' ? subject.clients : [];
  return {
    title: parts.titleOf(subject, words),
    rest: [words.act(item.kind), ...namesOf([...about, ...whose], words)].join(' · '),
    url: subject.url,
    day: words.dayShort(item.dueOn),
    brief: { text: words.daysLeftBrief(item.daysLeft), daysLeft: item.daysLeft },
  };
}
