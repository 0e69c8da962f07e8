import { useTranslation } from 'react-i18next';
import { daysBetween, type Day } from '#domain/day';
import type { Words } from '#domain/reference/record';
import { useToday } from '../api/clock.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Application, CaseStage } from './applications.types.js';

const MAY_LACK_YEAR_DAYS = 270;

/** How the stages of a case are named and dated in the reader's language. */
export function useCaseWords() {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const say = (words: Words) => words[language.language];
  const today = useToday();
  const isChinese = language.language === 'zh';
  const longRange = (from: Day, to: Day): string => {
    if (from === to) return language.day(from, {});
    const isSameYear = from.slice(0, 4) === to.slice(0, 4);
    const first = language.day(from, { withoutYear: isSameYear && !isChinese });
    return `${first} – ${language.day(to, { withoutYear: isSameYear && isChinese })}`;
  };
  const range = (from: Day, to: Day): string => {
    // beyond that a day without its year would be taken for another year's
    if (Math.max(Math.abs(daysBetween(today, from)), Math.abs(daysBetween(today, to))) > MAY_LACK_YEAR_DAYS)
      return longRange(from, to);
    if (from === to) return language.day(from, { withoutYear: true });
    if (isChinese && from.slice(0, 7) === to.slice(0, 7))
      return `${language.day(from, { withoutYear: true })}–${Number(to.slice(8))}日`;
    if (from.slice(0, 7) === to.slice(0, 7)) {
      const text = language.day(to, { withoutYear: true });
      const first = language.day(from, { withoutYear: true });
      return `${first.split(' ')[0]}–${text}`;
    }
    return `${language.day(from, { withoutYear: true })} – ${language.day(to, { withoutYear: true })}`;
  };
  return {
    say,
    /** The name of a stage, with which attempt it is. */
    stage: ({ names, attempt }: Pick<CaseStage, 'names' | 'attempt'>) =>
      attempt > 1 ? t('stage.attempt', { stage: say(names), attempt }) : say(names),
    stageById: (application: Pick<Application, 'stages'>, id: string | null) => {
      const found = application.stages.find((stage) => stage.id === id);
      return found ? say(found.names) : null;
    },
    /** `24–27 Aug`, `28 Aug – 29 Sep`: beside a scale or a rail, where the year is known. */
    range,
    /** The same with its year. */
    longRange,
    /** The first day alone, where there is no room for two. */
    begins: (stage: CaseStage): string => {
      const day = stage.startedOn ?? stage.expectedFrom ?? stage.plannedFrom;
      return day ? range(day, day) : t('stage.noDay');
    },
    /** When it was, is or is expected to be, in few words. */
    when: (stage: CaseStage): string => {
      if (stage.status === 'skipped') return t('stage.skipped');
      if (stage.endedOn) return range(stage.startedOn ?? stage.endedOn, stage.endedOn);
      if (stage.startedOn)
        return stage.expectedTo
          ? range(stage.startedOn, stage.expectedTo)
          : t('stage.since', { day: language.day(stage.startedOn, { withoutYear: true }) });
      if (stage.expectedFrom && stage.expectedTo) return range(stage.expectedFrom, stage.expectedTo);
      if (stage.plannedFrom && stage.plannedTo) return range(stage.plannedFrom, stage.plannedTo);
      return t('stage.noDay');
    },
  };
}

export type CaseWords = ReturnType<typeof useCaseWords>;
