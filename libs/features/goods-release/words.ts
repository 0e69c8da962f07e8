import { APPLICABILITY_WORDS, sayIn } from '#features/applicability/words';
import type { Day } from '#domain/day';
import type { Scheme } from '#domain/certificate';
import type { Language } from '#domain/permissions';
import type { Mode } from '#domain/reference/catalogue';
import type { ReleaseAnswer, ReleaseReasonCode } from '#domain/release/goods-release';
import type { CertificateStatus } from '#domain/states/certificate-status';
import { de } from './words.de.js';
import { en } from './words.en.js';
import { zh } from './words.zh.js';

type Facts = Readonly<Record<string, string | null>>;

/** Pieces of a reason as one language writes them. */
export interface ReleasePieces {
  day: (day: string | null | undefined) => string;
  mode: (mode: string | null | undefined) => string;
  scheme: (scheme: string | null | undefined) => string;
  instrument: (text: string | null | undefined) => string;
}

/** Everything a release can say, in one language. A code without its sentence does not compile. */
export interface ReleaseLanguage {
  answers: Record<ReleaseAnswer, string>;
  headline: Record<ReleaseAnswer, (model: string, day: string) => string>;
  reasons: Record<ReleaseReasonCode, (facts: Facts, say: ReleasePieces) => string>;
  statuses: Record<CertificateStatus, string>;
  forms: Record<'standard-label' | 'printed' | 'moulded', string>;
  statement: {
    subject: (model: string) => string;
    opening: (day: string) => string;
    labels: Record<'product' | 'model' | 'class' | 'client' | 'day' | 'changed' | 'answeredAt', string>;
    changed: Record<'true' | 'false' | 'unsaid', string>;
    ofClass: string;
    ofCertificate: (number: string, answer: string) => string;
    limits: string;
    basis: string;
    register: string;
    dataLine: (version: number) => string;
    fileName: string;
  };
}

const LANGUAGES: Record<Language, ReleaseLanguage> = { en, de, zh };

export interface ReleaseWords extends Omit<ReleaseLanguage, 'headline' | 'reasons'> {
  headline: (answer: ReleaseAnswer, model: string, on: Day) => string;
  reason: (code: ReleaseReasonCode, facts: Facts) => string;
}

function wordsIn(language: Language): ReleaseWords {
  const { headline, reasons, ...rest } = LANGUAGES[language];
  const say = sayIn(language);
  const { modes, schemes } = APPLICABILITY_WORDS[language];
  const pieces: ReleasePieces = {
    day: (day) => (day == null ? '–' : say.day(day)),
    mode: (mode) => (mode == null ? '–' : modes[mode as Mode]),
    scheme: (scheme) => (scheme == null ? '–' : schemes[scheme as Scheme]),
    instrument: (text) => (text == null ? '–' : say.instrument(text)),
  };
  return {
    ...rest,
    headline: (answer, model, on) => headline[answer](model, say.day(on)),
    reason: (code, facts) => reasons[code](facts, pieces),
  };
}

export const RELEASE_WORDS: Readonly<Record<Language, ReleaseWords>> = {
  en: wordsIn('en'),
  de: wordsIn('de'),
  zh: wordsIn('zh'),
};
