import type { Language } from '#domain/permissions';
import type { Block, Letter, Reason } from '#platform/pdf/letter';
import { longDate } from '#platform/pdf/letter-words';
import type { AnswerWords, ToldBacking } from './told.dto.js';
import type { StoredCheck } from './applicability.queries.js';
import { subjectName } from './told.js';
import { APPLICABILITY_WORDS, sayIn } from './words.js';

/**
 * A stored check as a letter: the answer, the facts it was given on, each reason with what it rests on, what is open and
 * what follows. Everything comes from the stored answer, so the letter of March reads the same in November.
 */
export function checkLetter(
  check: StoredCheck,
  told: AnswerWords,
  head: Pick<Letter, 'letterhead' | 'footer'>,
  language: Language,
): Letter {
  const words = APPLICABILITY_WORDS[language].letter;
  const say = sayIn(language);
  const name = subjectName(check.answer, check.facts, check.product, language);
  return {
    ...head,
    language,
    reference: check.number,
    dateText: longDate(check.createdOn, language),
    madeAt: new Date(check.createdAt),
    recipient: recipientOf(check, language),
    subject: words.subject(name),
    blocks: [
      { kind: 'paragraph', text: words.salutation },
      { kind: 'paragraph', text: words.opening(say.day(check.day)) },
      { kind: 'heading', text: told.headline },
      ...ifAny(words.facts, told.facts, (facts) => ({ kind: 'facts', facts })),
      ...ifAny(words.reasons, told.reasons, (reasons) => ({
        kind: 'reasons',
        reasons: reasons.map((one) => toReason(one, language)),
      })),
      ...openQuestions(told, language),
      ...follows(told, language),
      ...ifAny(words.alternatives, told.alternatives, (ways) => ({
        kind: 'reasons',
        reasons: ways.map((one) => toReason(one, language)),
      })),
      { kind: 'heading', text: words.basisOfAnswer },
      { kind: 'list', items: [...told.remarks, ...(check.supersededBy ? [words.superseded(check.supersededBy.number)] : [])] }, // prettier-ignore
    ],
    signature: check.createdByName === null ? null : { name: check.createdByName, role: check.createdByRole && (words.roles[check.createdByRole] || null), place: null }, // prettier-ignore
  };
}

/** @returns e.g. `ccc-applicability-A-2026-0001-en.pdf` */
export function letterFileName(number: string, language: Language): string {
  return `${APPLICABILITY_WORDS[language].letter.fileName}-${number}-${language}.pdf`;
}

function ifAny<T>(title: string, items: readonly T[], block: (items: readonly T[]) => Block): Block[] {
  return items.length > 0 ? [{ kind: 'heading', text: title }, block(items)] : [];
}

/** What must be settled first stands in a frame of its own. */
function openQuestions(told: AnswerWords, language: Language): Block[] {
  const { openTitle } = APPLICABILITY_WORDS[language].letter;
  return [true, false].flatMap((isBlocking): Block[] => {
    const texts = told.openQuestions
      .filter((one) => one.isBlocking === isBlocking)
      .map(({ text, decisions }) => [text, ...decisions].join(language === 'zh' ? '' : ' '));
    return texts.length > 0 ? [{ kind: 'notice', title: openTitle(isBlocking), texts }] : [];
  });
}

/** Steps with a source are reasoned like the rest; what is only our advice stands below as a list. */
function follows(told: AnswerWords, language: Language): Block[] {
  const sourced = told.whatFollows.filter(({ sources }) => sources.length > 0);
  const advice = told.whatFollows.filter(({ sources }) => sources.length === 0).map(({ text }) => text);
  if (told.whatFollows.length === 0) return [];
  return [
    { kind: 'heading', text: APPLICABILITY_WORDS[language].letter.follows },
    ...(sourced.length > 0
      ? [{ kind: 'reasons' as const, reasons: sourced.map((one) => toReason(one, language)) }]
      : []),
    ...(advice.length > 0 ? [{ kind: 'list' as const, items: advice }] : []),
  ];
}

function recipientOf(check: StoredCheck, language: Language): string[] {
  const { client } = check;
  if (!client) return [APPLICABILITY_WORDS[language].letter.noRecipient];
  const isChinese = language === 'zh';
  const name = isChinese ? (client.legalNameZh ?? client.legalName) : client.legalName;
  const address = (isChinese ? (check.clientAddressZh ?? check.clientAddress) : check.clientAddress) ?? '';
  const lines = address.split(/\n|, /).map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
  const country = check.clientCountry === null ? [] : [sayIn(language).country(check.clientCountry)];
  return [name, ...lines, ...country];
}

/** Basis and certainty stand side by side: what a sentence is worth. */
function toReason(
  { text, basisText, certaintyText, sources }: { text: string } & ToldBacking,
  language: Language,
): Reason {
  const { backing } = APPLICABILITY_WORDS[language].letter;
  const url = sources.find((part) => part.url !== null)?.url ?? null;
  const named = sources.filter((part) => part.url === null).map((part) => part.text);
  const others = sources.flatMap((part) => (part.url === null || part.url === url ? [] : [new URL(part.url).hostname]));
  const cited = [...named, ...new Set(others)];
  const source = cited.length > 0 || url === null ? cited : [new URL(url).hostname];
  return { text, basis: backing(basisText, certaintyText), source: source.join('; '), url };
}
