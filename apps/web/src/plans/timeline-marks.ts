import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import type { Plan } from '#domain/plan/plan';
import type { ScaleMark } from '../components/scale-lines.js';
import { usePlanWords } from './plan-words.js';
import type { Scheme } from './plans.types.js';

/** Today, the wished day and the limits of a plan, as marks on its scale. */
export function useTimelineMarks(scheme: Scheme, plan: Plan, today: Day): ScaleMark[] {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  return [
    { key: 'today', day: today, text: t('timeline.today'), kind: 'today' },
    ...(plan.wish ? [{ key: 'wish', day: plan.wish.on, text: t('timeline.wish'), kind: 'wish' as const }] : []),
    ...plan.limits.flatMap((limit): ScaleMark[] =>
      limit.dueOn
        ? [
            {
              key: limit.key,
              day: limit.dueOn,
              text: words.limit(scheme, limit),
              kind: 'limit',
              basis: limit.basis,
              state: limit.state,
            },
          ]
        : [],
    ),
  ];
}
