import { isSelfDeclaration, isVoluntary } from '#domain/certificate';
import { urgency, type Urgency } from '#domain/deadlines/deadline';
import { block, escapeHtml, foreign, type Ground, inline, type Ink, link, section } from '#platform/mail/mail-html';
import { wrap } from '#platform/mail/mail-text';
import type { Late } from '../lateness.js';
import type { RecipientReason } from '../recipients.js';
import type { MailContent, MailItem, MailPerson, MailSubject, TwoNames } from './mail-content.js';
import { noticeWordsOf } from './notice-words.js';
import { PLAN_WORDS } from './plan-words.js';
import type { MailWords } from './words.js';

/** What is written in both kinds of reminder mail, each once as HTML and once as plain text. */

const HAN = 'zh-Hans';

export const inkOf = (daysLeft: number): Ink => urgency(daysLeft) satisfies Urgency;

export const softOf = (daysLeft: number): Ground => `${urgency(daysLeft)}-soft`;

/** The reader's script leads, the other follows in a quieter tone and as its own language. */
export function namesHtml({ latin, chinese }: TwoNames, words: MailWords): string {
  if (!latin || !chinese || latin === chinese)
    return nameHtml(latin ?? chinese ?? '', chinese !== null && !latin, words);
  const [first, second] =
    words.lang === HAN ? [nameHtml(chinese, true, words), latin] : [escapeHtml(latin), foreign(chinese, HAN)];
  return `${first} ${inline(words.lang === HAN ? escapeHtml(second) : second, 'ink3')}`;
}

function nameHtml(name: string, isChinese: boolean, words: MailWords): string {
  return isChinese && words.lang !== HAN ? foreign(name, HAN) : escapeHtml(name);
}

export function namesText({ latin, chinese }: TwoNames, words: MailWords): string {
  if (!latin || !chinese || latin === chinese) return latin ?? chinese ?? '';
  return words.lang === HAN ? `${chinese} (${latin})` : `${latin} (${chinese})`;
}

/** The one script a subject line has room for. */
export function nameBrief({ latin, chinese }: TwoNames, words: MailWords): string {
  return (words.lang === HAN ? (chinese ?? latin) : (latin ?? chinese)) ?? '';
}

/** `SDOC-2021011104100136` -> `SDOC-2021 0111 0410 0136`: long runs of digits in fours, for reading. */
export function groupedNumber(number: string): string {
  return number.replace(/\d{9,}/g, (digits) => digits.replace(/(\d{4})(?=\d)/g, '$1 '));
}

/** What the mail is about in a subject line or a list. */
export function titleOf(subject: MailSubject, words: MailWords): string {
  const { number, caseNumber, item, findingNumber, laboratory, sample, factory } = subject;
  if (number !== null) return groupedNumber(number);
  const site = factory && nameBrief(factory, words);
  const finding = findingNumber === null ? null : `${words.labels.finding} ${findingNumber}${words.comma}${site}`;
  const own = (item && nameBrief(item, words)) ?? finding ?? (laboratory && nameBrief(laboratory, words)) ?? sample;
  if (own !== null) return caseNumber === null ? own : words.ofCase(own, caseNumber);
  return caseNumber ?? site ?? '';
}

export function productHtml(subject: MailSubject, words: MailWords): string {
  if (!subject.product) return '';
  return [namesHtml(subject.product, words), escapeHtml(modelsText(subject.models))]
    .filter((part) => part !== '')
    .join(' ');
}

export function productText(subject: MailSubject, words: MailWords): string {
  return subject.product
    ? [namesText(subject.product, words), modelsText(subject.models)].filter((part) => part !== '').join(' ')
    : '';
}

/** A unit may have dozens of models; the page has them all. */
const MODELS_SHOWN = 4;

function modelsText(models: readonly string[]): string {
  const shown = models.slice(0, MODELS_SHOWN).join(', ');
  return models.length > MODELS_SHOWN ? `${shown}, +${models.length - MODELS_SHOWN}` : shown;
}

export function ifMissed(item: MailItem, words: MailWords): string {
  const { scheme, validUntil } = item.subject;
  return words.ifMissed(item.kind, scheme !== null && isVoluntary(scheme), validUntil && words.dayShort(validUntil));
}

/** `Legal. Named in SAMR Announcement 57/2025. Not counted by us.` */
export function whyParts(item: MailItem, words: MailWords): { basis: string; rest: string } {
  const rest = [words.counted(item.counted, item.source, words.dayShort), ...(item.isDisputed ? [words.disputed] : [])];
  return { basis: words.basis(item.basis), rest: sentences(rest, words) };
}

/**
 * Which reminder of its deadline this is, what was sent, what comes, and what ends it. Counted by what the reader truly
 * got: a deadline may have begun below the top of its ladder, and steps may have been overtaken.
 */
export function ladderText(item: MailItem, words: MailWords): string {
  const { offsets, overdueEveryDays, overdueUnit = 'calendar', sent } = item.ladder;
  if (item.step < 0)
    return sentences([words.overdueStep(overdueEveryDays, overdueUnit), words.stops(item.kind)], words);
  // A late reminder does not promise days that are past; one moved forward over a weekend is still its own step.
  const next = Math.min(item.step, item.daysLeft);
  const coming = offsets.filter((offset) => offset < next);
  return sentences(
    [
      words.stepOf(sent.length + 1, sent.length + 1 + coming.length),
      ...(sent.length > 0 ? [words.sentSteps(sent)] : []),
      ...(coming.length > 0 ? [words.comingSteps(coming)] : []),
      words.stops(item.kind),
    ],
    words,
  );
}

/** Why the reader gets this and whom a reply reaches. */
export function footText(content: MailContent, words: MailWords): string {
  const tenant = nameBrief(content.tenant, words);
  const isOnly = (reason: RecipientReason) =>
    content.items.length > 0 && content.items.every((item) => item.reason === reason);
  const isOverdue = content.items.every((item) => item.step < 0);
  const [insteadOf] = content.items.map((item) => item.insteadOf ?? null);
  const [asked] = content.items.map((item) => item.asked ?? null);
  const why = insteadOf
    ? words.insteadOf(insteadOf, tenant)
    : asked
      ? words.notAnswered(asked.name, words.dayLong(asked.on))
      : content.audience === 'client'
        ? isOnly('laboratory')
          ? words.youAreLaboratory(tenant)
          : words.youAreContact(content.readerOf ? nameBrief(content.readerOf, words) : '', tenant)
        : isOnly('manager')
          ? words.youAreManager(tenant, isOverdue)
          : isOnly('deputy')
            ? words.youAreDeputy(tenant, isOverdue)
            : content.items.length > 0
              ? words.youAreResponsible(tenant)
              : content.notices.length > 0 || !content.plan
                ? noticeWordsOf(content.language).youAreTold(tenant)
                : PLAN_WORDS[content.language].youChose(tenant);
  return sentences([why, ...(content.consultant ? [words.replyReaches(content.consultant.name)] : [])], words);
}

/** Lines of a long list, under its rows and as wide as the mail: in a cell of theirs the dates beside would squeeze them. */
export function briefLines(lines: readonly string[]): string {
  return lines.length > 0 ? block('p', lines.join('<br>'), { size: 14, line: 24, margin: '4px 0 0' }) : '';
}

/** The last lines of a mail, with the way to the choices where there are any. */
export function footHtml(content: MailContent, words: MailWords): string {
  const told = escapeHtml(footText(content, words));
  const choices = content.choicesUrl ? `<br>${link(words.chooseMails, content.choicesUrl, 'ink3')}` : '';
  return block('p', told + choices, { size: 13, line: 19, ink: 'ink3' });
}

export function footLines(content: MailContent, words: MailWords): string[] {
  const choices = content.choicesUrl ? [words.chooseMails + words.colon.trim(), content.choicesUrl] : [];
  return [wrap(footText(content, words)), ...choices];
}

/** The way to an answer; of the law's last step with what follows without one. */
export function answerHtml(content: MailContent, words: MailWords, padding: string): string {
  if (!content.answerUrl) return '';
  const asks = content.asks ? `${escapeHtml(words.pleaseAnswer)} ` : '';
  const line = asks + link(words.answer, content.answerUrl);
  return section(block('p', line, { size: 14, line: 20, ink: 'ink2', margin: '0 0 10px' }), padding);
}

export function answerText(content: MailContent, words: MailWords): string[] {
  if (!content.answerUrl) return [];
  return [...(content.asks ? [wrap(words.pleaseAnswer)] : []), words.answer + words.colon.trim(), content.answerUrl];
}

/** What the main button does, and where it leads in plain text. */
export interface MainAct {
  label: string;
  href: string;
  plain: string;
}

/** The page, or the consultant where the reader has no account; null when there is neither. */
export function mainAct(
  content: MailContent,
  label: string,
  url: string,
  topic: string,
  words: MailWords,
): MainAct | null {
  if (content.canSignIn) return { label, href: url, plain: url };
  const { consultant } = content;
  return (
    consultant && { label: words.writeTo(consultant.name), href: mailto(consultant, topic), plain: consultant.email }
  );
}

function mailto({ email }: MailPerson, subject: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}`;
}

/** What a case owes: the thing itself, its case, its product, where. `names` writes a name in both scripts. */
export function caseRows(
  { kind, subject }: MailItem,
  words: MailWords,
  write: { names(names: TwoNames): string; text(value: string): string; product: string },
): [string, string][] {
  const { labels } = words;
  const { item, findingNumber, sample, caseNumber, product, laboratory, factory } = subject;
  const rows: [string, string | null][] = [
    [itemLabel(kind, words), item && write.names(item)],
    [labels.finding, findingNumber === null ? null : String(findingNumber)],
    [labels.sample, sample && write.text(sample)],
    [labels.case, caseNumber && write.text(caseNumber)],
    [labels.product, product && write.product],
    [labels.laboratory, laboratory && write.names(laboratory)],
    [labels.factory, factory && write.names(factory)],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

function itemLabel(kind: MailItem['kind'], { labels }: MailWords): string {
  switch (kind) {
    case 'document-request':
      return labels.document;
    case 'views-on-draft':
      return labels.draft;
    case 'determination-end':
    case 'export-write-off':
      return labels.determination;
    case 'energy-label':
    case 'approval-expiry':
    case 'approval-audit':
      return labels.approval;
    case 'transition':
      return labels.edition;
    case 'cb-report':
      return labels.report;
    default:
      return labels.stage;
  }
}

export function numberLabel(subject: MailSubject, words: MailWords): string {
  return subject.scheme !== null && isSelfDeclaration(subject.scheme)
    ? words.labels.declaration
    : words.labels.certificate;
}

/** Chinese sentences stand side by side, others with a space between. */
export function sentences(parts: readonly string[], words: MailWords): string {
  return parts.join(words.lang === HAN ? '' : ' ');
}

/** Days left, the day, and the working days until then: the lead of a mail. */
export function dayHtml(item: MailItem, words: MailWords): string {
  const { workingDaysLeft, isCountProvisional } = item;
  return [
    block('p', escapeHtml(words.daysLeft(item.daysLeft)), {
      size: 30,
      line: 36,
      weight: 600,
      ink: inkOf(item.daysLeft),
    }),
    block('p', escapeHtml(words.dayLong(item.dueOn)), { size: 17, line: 24, weight: 600, margin: '4px 0 0' }),
    workingDaysLeft === null
      ? ''
      : block('p', escapeHtml(words.workingDays(workingDaysLeft, isCountProvisional)), {
          size: 14,
          line: 20,
          ink: 'ink3',
          margin: '2px 0 0',
        }),
  ].join('');
}

export function headHtml(content: MailContent, words: MailWords): string {
  const names = namesHtml(content.tenant, words);
  return content.late ? `${names}<br>${inline(escapeHtml(lateText(content.late, words)), 'week')}` : names;
}

/** Since when a mail is late. */
export function lateText({ on, at }: Late, words: MailWords): string {
  return words.late(words.dayLong(on), at);
}
