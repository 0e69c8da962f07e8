import { APPLICABILITY_WORDS } from '#features/applicability/words';
import { groupedNumber } from '#features/reminders/mail/mail-parts';
import { wordsOf } from '#features/reminders/mail/words';
import { ANSWER_NAMES, KIND_NAMES, moverName, OUTCOME_NAMES, REASON_NAMES, REMINDER_STATE_NAMES, REPORT_NAMES, stepName, WITHDRAWN_NAMES } from '#features/reminders/ledger-words'; // prettier-ignore
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { Block, Letter } from '#platform/pdf/letter';
import { LETTER_WORDS, longDate } from '#platform/pdf/letter-words';
import { channelBecame, channelMeaning, channelSaid } from './channel-words.js';
import type { ProofData, ProofLine } from './proof-data.js';
import { PROOF_WORDS } from './proof-words.js';

/** Shares of the width. */
const TOLD_SHARES = [0.06, 0.19, 0.22, 0.25, 0.28] as const;
const NOT_SENT_SHARES = [0.06, 0.29, 0.3, 0.35] as const;

/**
 * The reminders of one deadline as a document.
 *
 * @param address at which a signed-in person checks it
 */
export function proofLetter(
  data: ProofData,
  sha256: string,
  address: string,
  head: Pick<Letter, 'letterhead' | 'footer'>,
  language: Language,
): Letter {
  const words = PROOF_WORDS[language];
  const { labels } = words;
  const { deadline, lines } = data;
  const isChinese = language === 'zh';
  const either = (latin: string | null, chinese: string | null) => (isChinese ? (chinese ?? latin) : (latin ?? chinese)) ?? ''; // prettier-ignore
  const { bases, certainties, letter } = APPLICABILITY_WORDS[language];
  const about = [groupedNumber(either(deadline.label, deadline.labelZh)), deadline.itemNames?.[language] ?? '']
    .filter((text, at, all) => text !== '' && all.indexOf(text) === at)
    .join(isChinese ? '，' : ', ');
  const client = either(deadline.clientName, deadline.clientNameZh);
  const told = lines.filter(({ state, tries }) => state === 'sent' || state === 'refused' || tries.length > 0);
  const rest = lines.filter((line) => !told.includes(line));
  const hasChannels = lines.some(({ channels = [] }) => channels.length > 0);
  const count = (state: ProofLine['state']) => lines.filter((line) => line.state === state).length;
  const madeAt = instant(data.madeAt, data.timeZone, language);
  const facts = [
    { label: labels.what, value: KIND_NAMES[deadline.kind][language] },
    { label: labels.subject, value: about },
    { label: labels.product, value: either(deadline.productName, deadline.productNameZh) },
    { label: labels.client, value: client },
    { label: labels.due, value: longDate(deadline.dueOn, language) },
    {
      label: labels.basis,
      value: [letter.backing(bases[deadline.basis], certainties[deadline.certainty]), deadline.isDisputed && words.disputed].filter(Boolean).join(isChinese ? '；' : '; '), // prettier-ignore
    },
    { label: labels.source, value: sourceOf(deadline.source, language) },
    { label: labels.state, value: words.states[deadline.state] },
  ].filter(({ value }) => value !== '');
  return {
    ...head,
    language,
    reference: `${deadline.dueOn} ${sha256.slice(0, 8)}`,
    dateText: longDate(dayIn(data.madeAt, data.timeZone), language),
    madeAt: new Date(data.madeAt),
    recipient: client === '' ? [] : [client],
    subject: words.subject(about),
    blocks: [
      { kind: 'paragraph', text: words.opening(either(data.tenant, data.tenantZh), madeAt) },
      ...(data.readers === 'client' ? [{ kind: 'paragraph' as const, text: words.ofClient }] : []),
      { kind: 'facts', facts },
      {
        kind: 'paragraph',
        text: words.inTotal({
          sent: count('sent'),
          refused: count('refused'),
          planned: count('planned'),
          withdrawn: count('withdrawn'),
        }),
      },
      ...toldTable(told, deadline.dueOn, language),
      ...notSentTable(rest, deadline.dueOn, language, told.length),
      ...answerList(data, language),
      { kind: 'heading', text: words.limits },
      { kind: 'list', items: [...words.meanings, ...(hasChannels ? [channelMeaning(language)] : [])] },
      { kind: 'paragraph', text: words.check },
      {
        kind: 'facts',
        facts: [
          { label: labels.madeBy, value: data.madeBy },
          { label: labels.madeAt, value: madeAt },
          { label: labels.sum, value: inGroups(sha256) },
          { label: labels.address, value: address },
        ],
      },
    ],
    signature: null,
  };
}

function toldTable(lines: readonly ProofLine[], dueOn: Day, language: Language): Block[] {
  if (lines.length === 0) return [];
  const words = PROOF_WORDS[language];
  const { number, planned, to, sent, server } = words.columns;
  const titles = [number, planned, to, sent, server];
  return [
    { kind: 'heading', text: words.told },
    {
      kind: 'table',
      columns: titles.map((title, at) => ({ title, share: TOLD_SHARES[at]! })),
      rows: lines.map((line, at) => [
        String(at + 1),
        plannedOf(line, dueOn, language),
        readerOf(line, language),
        becameOf(line, language),
        serverOf(line, language),
      ]),
    },
  ];
}

function notSentTable(lines: readonly ProofLine[], dueOn: Day, language: Language, before: number): Block[] {
  if (lines.length === 0) return [];
  const words = PROOF_WORDS[language];
  const { number, planned, to, became } = words.columns;
  return [
    { kind: 'heading', text: words.notSent },
    {
      kind: 'table',
      columns: [number, planned, to, became].map((title, at) => ({ title, share: NOT_SENT_SHARES[at]! })),
      rows: lines.map((line, at) => [
        String(before + at + 1),
        plannedOf(line, dueOn, language),
        readerOf(line, language),
        stateOf(line, language),
      ]),
    },
  ];
}

function answerList({ answers, timeZone }: ProofData, language: Language): Block[] {
  if (answers.length === 0) return [];
  return [
    { kind: 'heading', text: PROOF_WORDS[language].answersTitle },
    { kind: 'list', items: answers.map((one) => answerOf(one, timeZone, language)) },
  ];
}

/** Parts of a cell: each begins a line. */
const together = (parts: readonly (string | null | false)[]): string => parts.filter((part) => !!part).join('\n');

function plannedOf(line: ProofLine, dueOn: Day, language: Language): string {
  const words = PROOF_WORDS[language];
  return together([
    instant(line.sendAt, line.timeZone, language),
    stepName(line.stepDays, line.stepUnit, language),
    line.dueOn !== dueOn && words.ofEarlierDay(longDate(line.dueOn, language)),
    line.movedFrom !== null && words.moved(longDate(line.movedFrom, language), moverName(line.movedBecause, language)),
  ]);
}

function readerOf({ toName, toEmail, reason, insteadOf }: ProofLine, language: Language): string {
  const parts = [toName, toEmail, REASON_NAMES[reason][language], insteadOf !== null && PROOF_WORDS[language].instead(insteadOf)]; // prettier-ignore
  return together(parts);
}

function becameOf(line: ProofLine, language: Language): string {
  const words = PROOF_WORDS[language];
  const sentAt = line.sentAt === null ? null : instant(line.sentAt, line.timeZone, language);
  const parts = [
    sentAt ?? stateOf(line, language),
    ...line.reports.map(
      ({ kind, at }) =>
        `${REPORT_NAMES[kind][language]}${wordsOf(language).comma}${instant(at, line.timeZone, language)}`,
    ),
    line.openedAt === null ? sentAt !== null && words.notOpened : words.opened(instant(line.openedAt, line.timeZone, language)), // prettier-ignore
    ...line.answers.map((one) => answerOf(one, line.timeZone, language)),
    ...(line.channels ?? []).map((one) =>
      channelBecame(one, one.sentAt && instant(one.sentAt, line.timeZone, language), language),
    ),
  ];
  return together(parts);
}

function serverOf({ messageId, tries, reports, timeZone, channels = [] }: ProofLine, language: Language): string {
  const parts = [
    messageId,
    ...tries.map(
      ({ outcome, at, answer }) =>
      [tries.length > 1 && instant(at, timeZone, language), answer ?? OUTCOME_NAMES[outcome][language]].filter(Boolean).join(' '), // prettier-ignore
    ),
    ...reports.map(({ status, answer }) => [status, answer].filter(Boolean).join(' ')),
    ...channels.map((one) => channelSaid(one, language)),
  ];
  return together(parts);
}

function stateOf({ state, stateReason }: ProofLine, language: Language): string {
  const name = REMINDER_STATE_NAMES[state][language];
  if (state !== 'withdrawn' || stateReason === null) return name;
  return `${name}${wordsOf(language).colon}${WITHDRAWN_NAMES[stateReason]?.[language] ?? stateReason}`;
}

function answerOf(
  { answer, until, at, name }: ProofData['answers'][number],
  timeZone: string,
  language: Language,
): string {
  // prettier-ignore
  const words = PROOF_WORDS[language];
  const said = ANSWER_NAMES[answer][language];
  return words.answered(name, until === null ? said : words.until(said, longDate(until, language)), instant(at, timeZone, language)); // prettier-ignore
}

/** What is cited, without the addresses beside it. */
function sourceOf(source: string, language: Language): string {
  if (source === 'none') return APPLICABILITY_WORDS[language].noSource;
  return source.split(' ; ').join('; ');
}

/** `20 November 2026, 08:00 (UTC+9)`: the clock of a place, with what it is ahead of UTC on that day. */
function instant(at: string, timeZone: string, language: Language): string {
  const { locale } = LETTER_WORDS[language];
  const date = new Date(at);
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date); // prettier-ignore
  const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(date).find(({ type }) => type === 'timeZoneName')!.value.replace('GMT', 'UTC'); // prettier-ignore
  return `${longDate(dayIn(at, timeZone), language)}${language === 'zh' ? '' : ', '}${time} (${offset})`;
}

function dayIn(at: string, timeZone: string): Day {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at));
}

/** Eight signs at a time, for comparing by eye. */
const inGroups = (sum: string): string => sum.match(/.{8}/g)!.join(' ');
