import { isDay, type Day } from '#domain/day';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { useToday } from '../api/clock.js';
import { useUrlState, type UrlState } from '../components/url-state.js';
import { readChanges, readPairs, toOptions, writeChanges, writePairs, type Changes } from './changes.js';
import type { ComparisonInput, WhatIfInput } from './plans.types.js';
import type { OptionsInput } from './plans.types.js';
import type { Direction, Scheme } from './plans.types.js';
import type { TrialDays } from './trial-fields.js';

/** What is asked, as it stands in the address; days as they were typed. */
export interface Question {
  productId: string | null;
  classKey: string | null;
  direction: Direction;
  start: string;
  wish: string;
  country: string | null;
  isParallel: boolean;
  optional: string[];
  wantsExemption: boolean;
  /** facts and conditions of the schemes, by key */
  answers: Record<string, YesNoUnknown>;
  /** criteria of the agreements, by key */
  reuseAnswers: Record<string, YesNoUnknown>;
  reuseDays: Record<string, Day>;
}

/** Facts of the case that are no conditions of one scheme. */
const CASE_FACTS = ['hasLiveDeclaration', 'hasCertificate'] as const;

function readAnswers(text: string | undefined): Record<string, YesNoUnknown> {
  const pairs = Object.entries(readPairs(text)).filter(([, value]) => KNOWN_OR_NOT.includes(value as YesNoUnknown));
  return Object.fromEntries(pairs) as Record<string, YesNoUnknown>;
}

function readQuestion(url: UrlState, today: Day): Question {
  return {
    productId: url['productId'] ?? null,
    classKey: url['classKey'] ?? null,
    direction: url['to'] === 'wish' ? 'backward' : 'forward',
    start: url['start'] ?? today,
    wish: url['wish'] ?? '',
    country: /^[A-Z]{2}$/.test(url['country'] ?? '') ? url['country']! : null,
    isParallel: url['parallel'] === '1',
    optional: (url['optional'] ?? '').split(',').filter(Boolean),
    wantsExemption: url['exempt'] === '1',
    answers: readAnswers(url['answers']),
    reuseAnswers: readAnswers(url['reuse']),
    reuseDays: Object.fromEntries(Object.entries(readPairs(url['reuseDays'])).filter(([, day]) => isDay(day))),
  };
}

/** @returns null while something that must be known is missing or is no day */
function comparisonOf(question: Question): ComparisonInput | null {
  const { productId, classKey, direction, start, wish, country, isParallel, optional, wantsExemption } = question;
  if (!productId && !classKey) return null;
  if (!isDay(start) || (direction === 'backward' && (!isDay(wish) || wish < start))) return null;
  const { answers, reuseAnswers, reuseDays } = question;
  const conditions = Object.entries(answers).filter(([key]) => !CASE_FACTS.includes(key as never));
  return {
    ...(productId ? { productId } : { classKey: classKey! }),
    ...(country && { clientCountry: country }),
    startsOn: start,
    ...(direction === 'backward' && { wishOn: wish }),
    options: { isParallel, optional },
    facts: {
      ...(answers['hasLiveDeclaration'] && { hasLiveDeclaration: answers['hasLiveDeclaration'] }),
      ...(answers['hasCertificate'] && { hasCertificate: answers['hasCertificate'] }),
      wantsExemption,
      answers: Object.fromEntries(conditions),
    },
    recognition: { answers: reuseAnswers, days: reuseDays },
  };
}

/** Options of one scheme: the common ones as far as it knows them, and its own changes. */
export function schemeOptions(question: Question, scheme: Scheme, changes: Changes): OptionsInput {
  const { isParallel, optional } = question;
  const known = optional.filter((key) => scheme.stages.some((stage) => stage.key === key && stage.isOptional));
  return { isParallel, optional: known, ...toOptions(changes) };
}

/** The question, the chosen way and what is changed in it: all of it stands in the address. */
export function usePlanAddress() {
  const today = useToday();
  const [url, change] = useUrlState();
  const question = readQuestion(url, today);
  const input = comparisonOf(question);
  const route = url['route'] ?? null;
  const own = (schemeKey: string) => readChanges(url['own'], schemeKey);
  const trial = (schemeKey: string) => readChanges(url['if'], schemeKey);
  const trialDays: TrialDays = {
    start: isDay(url['ifStart']) ? url['ifStart'] : null,
    wish: isDay(url['ifWish']) ? url['ifWish'] : null,
  };
  return {
    question,
    input,
    route,
    own,
    trial,
    trialDays,
    stage: url['stage'] ?? null,
    change,
    choose: (schemeKey: string) => change({ route: schemeKey, stage: null, ifStart: null, ifWish: null, if: null }),
    showStage: (stage: string | null) => change({ stage }),
    answer: (key: string, value: YesNoUnknown | null) =>
      change({ answers: writePairs(withOut(question.answers, key, value)) }),
    answerReuse: (key: string, value: YesNoUnknown | null) =>
      change({ reuse: writePairs(withOut(question.reuseAnswers, key, value)) }),
    dateReuse: (key: string, day: Day | null) =>
      change({ reuseDays: writePairs(withOut(question.reuseDays, key, day)) }),
    tryOut: (schemeKey: string, changes: Changes) => change({ if: writeChanges(url['if'], schemeKey, changes) }),
    tryDays: (days: Partial<TrialDays>) =>
      change({
        ...(days.start !== undefined && { ifStart: days.start }),
        ...(days.wish !== undefined && { ifWish: days.wish }),
      }),
    setOwn: (schemeKey: string, changes: Changes) => change({ own: writeChanges(url['own'], schemeKey, changes) }),
    keep: (schemeKey: string, changes: Changes) =>
      change({
        own: writeChanges(url['own'], schemeKey, changes),
        if: null,
        ifStart: null,
        ifWish: null,
        ...(trialDays.start && { start: trialDays.start }),
        ...(trialDays.wish && { wish: trialDays.wish }),
      }),
    discard: () => change({ if: null, ifStart: null, ifWish: null }),
    /**
     * The way with its own changes, and with what is tried out on top; null when there is neither.
     *
     * @param chosen key of the way on which things are tried out
     */
    whatIf: (scheme: Scheme, chosen: string | null): WhatIfInput | null => {
      if (!input) return null;
      const { facts: _, recognition: __, options: ___, ...subject } = input;
      const isChosen = chosen === scheme.key;
      const tried = isChosen ? trial(scheme.key) : {};
      const days = isChosen ? trialDays : { start: null, wish: null };
      if (Object.keys({ ...own(scheme.key), ...tried }).length === 0 && !days.start && !days.wish) return null;
      return {
        ...subject,
        schemeKey: scheme.key,
        options: schemeOptions(question, scheme, own(scheme.key)),
        changed: {
          ...(days.start && { startsOn: days.start }),
          ...(days.wish && input.wishOn && { wishOn: days.wish }),
          options: toOptions(tried),
        },
      };
    },
  };
}

export type PlanAddress = ReturnType<typeof usePlanAddress>;

function withOut<Value extends string>(
  pairs: Readonly<Record<string, Value>>,
  key: string,
  value: Value | null,
): Record<string, Value> {
  const { [key]: _, ...others } = pairs;
  return value === null ? (others as Record<string, Value>) : ({ ...others, [key]: value } as Record<string, Value>);
}
