import type {
  Alternative,
  ApplicabilityAnswer,
  Backing,
  OpenQuestion,
  Period,
  Reason,
  Step,
} from '#domain/applicability/answer';
import { digitsOf } from '#domain/applicability/candidates';
import type { ApplicabilityFacts } from '#domain/applicability/facts';
import { modeHistory } from '#domain/applicability/mode-history';
import { OUR_OWN } from '#domain/applicability/parts';
import type { Language } from '#domain/permissions';
import type { ReferenceBook } from '#domain/reference/book';
import { sourceParts } from '#domain/reference/record';
import { cutText } from '#domain/register/text';
import type { AnswerWords, ToldBacking, ToldFact, ToldPeriod, ToldQuestion, ToldReason, ToldStep } from './told.dto.js';
import { APPLICABILITY_WORDS, sayIn, type Say } from './words.js';

/** Longer descriptions are shortened where they stand in a sentence. */
const SUBJECT_MAX = 120;

/** Questions whose answer would not change the verdict. */
const BESIDE_THE_VERDICT: ReadonlySet<OpenQuestion['code']> = new Set([
  'voluntary-route',
  'outside-determination',
  'exemption-validity',
]);

/** What a check is about, as people call it. */
export interface NamedSubject {
  name: string;
  nameZh: string | null;
}

/** An answer in words of one language, sentence by sentence. */
export function tell(
  answer: ApplicabilityAnswer,
  facts: ApplicabilityFacts,
  book: Pick<ReferenceBook, 'classes' | 'exemptions' | 'modes'>,
  product: NamedSubject | null,
  language: Language,
): AnswerWords {
  const words = APPLICABILITY_WORDS[language];
  const say = sayIn(language);
  const hasReserve = answer.openQuestions.some((one) => !one.isBlocking && !BESIDE_THE_VERDICT.has(one.code));
  return {
    language,
    verdict: words.verdicts[answer.verdict],
    headline: words.headline(answer.verdict, {
      subject: words.subject(subjectName(answer, facts, product, language)),
      day: say.day(answer.day),
      hasReserve,
    }),
    facts: tellFacts(answer, facts, book, product, language),
    periods: tellPeriods(answer, facts, book, language),
    reasons: answer.reasons.map((one) => tellReason(one, language)),
    openQuestions: answer.openQuestions.map((one) => tellQuestion(one, language)),
    whatFollows: answer.whatFollows.map((one) => tellStep(one, language)),
    alternatives: answer.alternatives.map((one) => tellAlternative(one, language)),
    remarks: [
      words.letter.dataLine(answer.referenceVersion, say.day(answer.day)),
      words.letter.hsLine,
      words.letter.judgementLine,
    ],
  };
}

/** A short name for sentences and subject lines; null where nothing has one. */
export function subjectName(
  answer: ApplicabilityAnswer,
  facts: ApplicabilityFacts,
  product: NamedSubject | null,
  language: Language,
): string | null {
  if (product) return language === 'zh' ? (product.nameZh ?? product.name) : product.name;
  if (facts.description !== null) return cutText(facts.description, SUBJECT_MAX);
  return answer.class && sayIn(language).className(answer.class);
}

/** What held before the day, what holds and what comes; a class in parts has a history of its own for each part. */
function tellPeriods(
  answer: ApplicabilityAnswer,
  facts: ApplicabilityFacts,
  book: Pick<ReferenceBook, 'modes'>,
  language: Language,
): ToldPeriod[] {
  if (!answer.class || !answer.period) return [];
  return modeHistory(book, answer.class.key, facts.variant).map((one) => tellPeriod(one, language));
}

export function tellPeriod(one: Omit<Period, 'instrument'>, language: Language): ToldPeriod {
  const { mode, isMandatory, validFrom, validTo } = one;
  const text = APPLICABILITY_WORDS[language].modes[mode];
  return { mode, text, isMandatory, validFrom, validTo, ...tellBacking(one, language) };
}

export function tellReason(one: Reason, language: Language): ToldReason {
  const sentences = APPLICABILITY_WORDS[language].reasons as Sentences;
  return { code: one.code, text: sentence(sentences, one, language), ...tellBacking(one, language) };
}

export function tellQuestion(one: OpenQuestion, language: Language): ToldQuestion {
  const words = APPLICABILITY_WORDS[language];
  return {
    code: one.code,
    text: sentence(words.questions as Sentences, one, language),
    isBlocking: one.isBlocking,
    decisions: one.decides.map(({ answer, verdict }) => words.decision(answer, words.verdicts[verdict])),
  };
}

export function tellStep(one: Step, language: Language): ToldStep {
  const sentences = APPLICABILITY_WORDS[language].steps as Sentences;
  const text = sentence(sentences, one, language, one.on);
  return { code: one.code, text, on: one.on, ...tellBacking(one, language) };
}

export function tellAlternative(one: Alternative, language: Language): ToldReason {
  const sentences = APPLICABILITY_WORDS[language].alternatives as Sentences;
  return { code: one.code, text: sentence(sentences, one, language), ...tellBacking(one, language) };
}

type Sentences = Readonly<Record<string, ((facts: never, say: Say, on: string | null) => string) | undefined>>;

/** A stored answer may carry a code that a later version of the program no longer says: then the code itself stands there. */
function sentence(
  sentences: Sentences,
  one: { code: string; facts: unknown },
  language: Language,
  on: string | null = null,
): string {
  return sentences[one.code]?.(one.facts as never, sayIn(language), on) ?? one.code;
}

function tellBacking({ basis, certainty, source }: Backing, language: Language): ToldBacking {
  const words = APPLICABILITY_WORDS[language];
  const isOurs = source === OUR_OWN.source;
  return {
    basis,
    basisText: words.bases[basis],
    certainty,
    certaintyText: isOurs ? words.noSource : words.certainties[certainty],
    sources: isOurs
      ? []
      : sourceParts(source).map(({ text, url }) => ({ text: sayIn(language).instrument(text), url })),
  };
}

/** The facts as they were given; what was not given is left out. */
function tellFacts(
  answer: ApplicabilityAnswer,
  facts: ApplicabilityFacts,
  book: Pick<ReferenceBook, 'classes' | 'exemptions'>,
  product: NamedSubject | null,
  language: Language,
): ToldFact[] {
  const words = APPLICABILITY_WORDS[language];
  const say = sayIn(language);
  const { labels } = words.letter;
  const found = facts.classKey === null ? undefined : book.classes.get(facts.classKey);
  const variant = found?.variants.find(({ key }) => key === facts.variant);
  const ground = book.exemptions.find(({ key }) => key === facts.intendedUse);
  const general = words.uses[facts.intendedUse as keyof typeof words.uses] as string | undefined;
  const conditions = [
    ...(found?.conditions ?? []).map(({ key, question }) => ({ text: question, answer: facts.classAnswers[key] })),
    ...(ground?.conditions ?? []).map(({ key, text }) => ({ text, answer: facts.groundAnswers[key] })),
  ];
  const lines: [string, string | null | undefined][] = [
    [labels.product, product && [product.name, product.nameZh].filter(Boolean).join(' / ')],
    [labels.class, answer.class && say.className(answer.class)],
    [labels.description, facts.description === product?.name ? null : facts.description],
    [labels.day, say.day(facts.day)],
    [labels.variant, variant && say.name(variant.names)],
    [labels.vehicleCategory, facts.vehicleCategory && words.categories[facts.vehicleCategory]],
    [labels.intendedUse, ground ? say.name(ground.names) : (general ?? facts.intendedUse)],
    [labels.applicant, facts.applicant && words.applicants[facts.applicant]],
    [labels.madeIn, facts.madeIn && say.country(facts.madeIn)],
    [labels.hsCode, digitsOf(facts.hsCode) || null],
    ...conditions.map(({ text, answer: given }): [string, string | undefined] => [
      say.name(text),
      given && words.yesNo[given],
    ]),
  ];
  return lines.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}
