import { useTranslation } from 'react-i18next';
import type { CountUnit } from '#domain/calendar/counting';
import type { Day } from '#domain/day';
import type { PlanLimit, PlannedStage } from '#domain/plan/plan';
import type { RouteReason } from '#domain/plan/router';
import type { Move } from '#domain/plan/what-if';
import type { Words } from '#domain/reference/record';
import { useLanguage } from '../i18n/use-language.js';
import type { Scheme } from './plans.types.js';

/** How stages, limits, durations and reasons are said in the reader's language. */
export function usePlanWords() {
  const { t, i18n } = useTranslation(['plans', 'domain']);
  const language = useLanguage();
  const say = (words: Words) => words[language.language];
  const plain = (day: Day) => language.day(day, {});
  const amount = (count: number, unit: CountUnit) => t(`unit.${unit}`, { count });
  const stage = (scheme: Scheme, key: string) => {
    const found = scheme.stages.find((one) => one.key === key);
    return found ? say(found.names) : key;
  };
  return {
    say,
    plain,
    amount,
    stage,
    /** `4 Feb – 22 Mar 2027` */
    range: (from: Day, to: Day) => {
      if (from === to) return plain(from);
      const isSameYear = from.slice(0, 4) === to.slice(0, 4);
      const isYearFirst = language.language === 'zh';
      const first = language.day(from, { withoutYear: isSameYear && !isYearFirst });
      return `${first} – ${language.day(to, { withoutYear: isSameYear && isYearFirst })}`;
    },
    /** The same beside a scale that names the years. */
    shortRange: (from: Day, to: Day) => {
      const style = { withoutYear: true };
      return from === to ? language.day(from, style) : `${language.day(from, style)} – ${language.day(to, style)}`;
    },
    /** `30 working days`, or that nobody says. */
    duration: ({ duration }: Pick<PlannedStage, 'duration'>) =>
      duration ? amount(duration.amount, duration.unit) : t('duration.unknown'),
    hold: (scheme: Scheme, { hold }: PlannedStage) => {
      switch (hold.code) {
        case 'plan-start':
          return t('hold.plan-start');
        case 'need':
          return t('hold.need', { stage: stage(scheme, hold.stage) });
        case 'earliest-on':
          return t('hold.earliest-on', { day: plain(hold.on) });
        case 'pin':
          return t('hold.pin', { day: plain(hold.on) });
        case 'due':
          return t('hold.due', { day: plain(hold.on) });
      }
    },
    limit: (scheme: Scheme, limit: PlanLimit) =>
      limit.names ? say(limit.names) : stage(scheme, limit.key.split('/')[0]!),
    /** The limit counted: `90 calendar days from 5 Jan 2027`. */
    limitCount: ({ limit, fromOn, dueOn }: PlanLimit) => {
      if (!limit) return dueOn ? t('limit.named') : t('limit.noNumber');
      const span = amount(Math.abs(limit.amount), limit.unit);
      if (fromOn === null) return span;
      if (limit.amount === 0) return t('limit.sameDay', { day: plain(fromOn) });
      return t(limit.amount < 0 ? 'limit.countedBefore' : 'limit.countedFrom', { span, day: plain(fromOn) });
    },
    reason: (reason: RouteReason) => {
      const { facts } = reason;
      const day = (value: unknown) => (typeof value === 'string' ? plain(value) : '');
      const mode = typeof facts['mode'] === 'string' ? t(`mode.${facts['mode']}` as never) : '';
      const key =
        reason.code === 'mode-open' || reason.code === 'mode-closed'
          ? `${reason.code}${facts['since'] ? '-since' : ''}`
          : reason.code;
      return t(`reason.${key}` as never, {
        mode,
        since: day(facts['since']),
        from: day(facts['from']),
        until: day(facts['until']),
        rules: Array.isArray(facts['rules']) ? language.items(facts['rules'] as string[]) : '',
        classes: Array.isArray(facts['classKeys']) ? language.items(facts['classKeys'] as string[]) : '',
      }) as string;
    },
    question: ({ key, text }: { key: string; text: Words | null }) =>
      text ? say(text) : i18n.exists(`plans:ask.${key}`) ? (t(`ask.${key}` as never) as string) : key,
    /** Why a day moves. */
    through: (scheme: Scheme, { through }: Move) => {
      switch (through.code) {
        case 'stage':
        case 'waits-for':
        case 'waits-no-longer':
          return t(`through.${through.code}`, { stage: stage(scheme, through.stage) });
        case 'duration':
          return t('through.duration', { from: spoken(through.from), to: spoken(through.to) });
        default:
          return t(`through.${through.code}`);
      }
    },
  };

  /** `20 working-days` as the domain says it. */
  function spoken(text: string): string {
    const match = /^(\d+) (\S+)$/.exec(text);
    return match ? amount(Number(match[1]), match[2] as CountUnit) : t('duration.unknown');
  }
}

export type PlanWords = ReturnType<typeof usePlanWords>;
