import type { Basis, Certainty } from '#domain/deadlines/deadline';
import type { Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { AlternativeFacts, NamedClass, OpenQuestion, QuestionFacts, ReasonFacts, StepFacts, Verdict } from '#domain/applicability/answer'; // prettier-ignore
import type { VehicleCategory } from '#domain/applicability/facts';
import type { Language } from '#domain/permissions';
import type { ApplicantKind, Mode } from '#domain/reference/catalogue';
import type { Limit, Words } from '#domain/reference/record';
import { longDate } from '#platform/pdf/letter-words';
import { de } from './words.de.js';
import { en } from './words.en.js';
import { zh } from './words.zh.js';

/** Pieces of data as one language writes them. */
export interface Say {
  name: (words: Words) => string;
  /** with its code where one is known */
  className: (named: NamedClass) => string;
  day: (day: Day) => string;
  /** from one day to another, either of them open */
  period: (from: Day | null, to: Day | null) => string;
  list: (items: readonly string[]) => string;
  /** one of them: `A or B` */
  either: (items: readonly string[]) => string;
  country: (code: string) => string;
  amount: (number: number) => string;
  /** an announcement as the language cites it */
  instrument: (text: string) => string;
}

type Sentences<F> = { [C in keyof F]: (facts: F[C], say: Say) => string };

/**
 * Everything an answer can say, as sentences of one language. The screens and the letter read the same ones. A code
 * without its sentence does not compile.
 */
export interface ApplicabilityWords {
  verdicts: Record<Verdict, string>;
  /** what the sentence is about: a product, a class, or what was described */
  subject: (name: string | null) => string;
  /** the answer in one sentence */
  headline: (verdict: Verdict, facts: { subject: string; day: string; hasReserve: boolean }) => string;
  bases: Record<Basis, string>;
  certainties: Record<Certainty, string>;
  /** what stands for a source where there is none */
  noSource: string;
  modes: Record<Mode, string>;
  applicants: Record<ApplicantKind, string>;
  categories: Record<VehicleCategory, string>;
  schemes: Record<Scheme, string>;
  uses: Record<'placing-on-market' | 'unknown', string>;
  yesNo: Record<'yes' | 'no' | 'unknown', string>;
  limit: (limit: Pick<Limit, 'amount' | 'unit'>) => string;
  reasons: Sentences<ReasonFacts>;
  questions: Sentences<QuestionFacts>;
  decision: (answer: OpenQuestion['decides'][number]['answer'], verdict: string) => string;
  steps: { [C in keyof StepFacts]: (facts: StepFacts[C], say: Say, on: Day | null) => string };
  alternatives: Sentences<AlternativeFacts>;
  letter: LetterWords;
}

/** Frame of the letter. */
export interface LetterWords {
  /** null where the product has no name */
  subject: (name: string | null) => string;
  /** how binding and how sure, side by side */
  backing: (basis: string, certainty: string) => string;
  salutation: string;
  opening: (day: string) => string;
  facts: string;
  answer: string;
  reasons: string;
  openTitle: (isBlocking: boolean) => string;
  follows: string;
  alternatives: string;
  basisOfAnswer: string;
  dataLine: (version: number, day: string) => string;
  hsLine: string;
  judgementLine: string;
  superseded: (number: string) => string;
  noRecipient: string;
  fileName: string;
  roles: Record<'owner' | 'manager' | 'consultant' | 'viewer' | 'client', string>;
  labels: Record<
    | 'product'
    | 'class'
    | 'description'
    | 'day'
    | 'variant'
    | 'vehicleCategory'
    | 'intendedUse'
    | 'applicant'
    | 'madeIn'
    | 'hsCode',
    string
  >;
  notGiven: string;
}

export const APPLICABILITY_WORDS: Record<Language, ApplicabilityWords> = { en, de, zh };

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE', zh: 'zh-CN' };

/** Announcements are cited in English in the data; each language has its own way to name one. */
const INSTRUMENTS: Record<Language, (who: string, number: string, year: string) => string> = {
  en: (who, number, year) => `${who}Announcement ${number}/${year}`,
  de: (who, number, year) => `${who.trim() ? `${who.trim()}-` : ''}Bekanntmachung ${number}/${year}`,
  zh: (who, number, year) => `${AUTHORITIES_ZH[who.trim()] ?? who.trim()}公告${year}年第${number}号`,
};
const AUTHORITIES_ZH: Record<string, string> = {
  SAMR: '市场监管总局',
  CNCA: '国家认监委',
  'SAMR/CNCA': '市场监管总局、国家认监委',
};
const ANNOUNCEMENT = /((?:SAMR\/CNCA|SAMR|CNCA) )?Announcement (\d+)(?: of |\/)(\d{4})/g;

/** How a language writes days, lists, countries and amounts. */
export function sayIn(language: Language): Say {
  const countries = new Intl.DisplayNames(LOCALES[language], { type: 'region', fallback: 'code' });
  const lists = new Intl.ListFormat(LOCALES[language], { type: 'conjunction' });
  const choices = new Intl.ListFormat(LOCALES[language], { type: 'disjunction' });
  const day = (one: Day) => longDate(one, language);
  const name = (words: Words) => words[language];
  return {
    name,
    className: ({ code, names }) => (code === null ? name(names) : `${code} ${name(names)}`),
    day,
    period: (from, to) => PERIODS[language](from && day(from), to && day(to)),
    list: (items) => lists.format(items),
    either: (items) => choices.format(items),
    country: (code) => countries.of(code) ?? code,
    amount: (number) => new Intl.NumberFormat(LOCALES[language]).format(number),
    instrument: (text) => cite(text, language),
  };
}

/** Laws and orders that the data cites in English, as the other languages name them. */
const CITED: Record<Language, readonly (readonly [RegExp, string])[]> = {
  en: [],
  de: [
    [/Regulations on Certification and Accreditation/g, 'Zertifizierungs- und Akkreditierungsverordnung'],
    [/State Council Order (\d+)/g, 'Staatsratserlass $1'],
    [/AQSIQ Order (\d+)/g, 'AQSIQ-Erlass $1'],
    [/, chapter on exemption/g, ', Kapitel Befreiung'],
    [/, art\. (\d+)/g, ', Art. $1'],
    [/\((\d{4}) text\)/g, '(Fassung $1)'],
    [/no source text found/g, 'kein Quelltext gefunden'],
  ],
  zh: [
    [/Regulations on Certification and Accreditation/g, '《认证认可条例》'],
    [/State Council Order (\d+)/g, '国务院令第$1号'],
    [/AQSIQ Order (\d+)/g, '质检总局令第$1号'],
    [/, chapter on exemption/g, '，免予办理部分'],
    [/, art\. (\d+)/g, '第$1条'],
    [/\((\d{4}) text\)/g, '（$1年文本）'],
    [/no source text found/g, '未查到来源文本'],
  ],
};

function cite(text: string, language: Language): string {
  const announced = text.replace(ANNOUNCEMENT, (_, who: string | undefined, number: string, year: string) =>
    INSTRUMENTS[language](who ?? '', number, year),
  );
  return CITED[language].reduce((cited, [pattern, name]) => cited.replace(pattern, name), announced);
}

const PERIODS: Record<Language, (from: string | null, to: string | null) => string> = {
  en: (from, to) => {
    if (from && to) return `From ${from} to ${to}`;
    if (from) return `Since ${from}`;
    return to ? `Until ${to}` : 'Without limit in time';
  },
  de: (from, to) => {
    if (from && to) return `Vom ${from} bis zum ${to}`;
    if (from) return `Seit dem ${from}`;
    return to ? `Bis zum ${to}` : 'Ohne zeitliche Grenze';
  },
  zh: (from, to) => {
    if (from && to) return `${from}至${to}`;
    if (from) return `自${from}起`;
    return to ? `${to}以前` : '无期限';
  },
};
