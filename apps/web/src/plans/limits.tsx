import { IconAlertTriangle, IconCheck, IconClock, IconHelp, IconX, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LimitState as State, Plan, PlanLimit } from '#domain/plan/plan';
import { DueDay } from '../components/deadline-chip.js';
import { Sources } from '../components/sources.js';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import type { Scheme } from './plans.types.js';

const ICONS: Record<State, TablerIcon> = {
  ok: IconCheck,
  tight: IconAlertTriangle,
  broken: IconX,
  owed: IconClock,
  unknown: IconHelp,
};

/** A stage that is planned for the last day which a limit allows meets it by intent, not by luck. */
function isPlannedToIt(limit: PlanLimit, plan: Plan): boolean {
  return plan.stages.some(({ hold }) => hold.code === 'due' && hold.limit === limit.key);
}

/** How the plan stands to a limit: icon and words. */
export function LimitState({ limit, plan }: { limit: PlanLimit; plan: Plan }) {
  const { t } = useTranslation('plans');
  const state = limit.state !== 'broken' && isPlannedToIt(limit, plan) ? 'owed' : limit.state;
  const Icon = ICONS[state];
  const days = Math.abs(limit.daysLeft ?? 0);
  const text =
    state === 'owed' && limit.state !== 'owed'
      ? t('limitState.planned')
      : state === 'broken' || ((state === 'ok' || state === 'tight') && limit.daysLeft !== null)
        ? t(`limitState.${state}`, { count: days })
        : t(`limitState.${state as 'owed' | 'unknown'}`);
  return (
    <span className={`${classes.limitState} ${classes[state] ?? ''}`}>
      <Icon size={13} stroke={2} aria-hidden />
      {text}
    </span>
  );
}

/** Every day that must not be missed: what it is, when, how the plan stands to it, what follows and who says so. */
export function Limits({ scheme, plan }: { scheme: Scheme; plan: Plan }) {
  const words = usePlanWords();
  const { t } = useTranslation(['plans', 'domain']);
  if (plan.limits.length === 0) return <p className={classes.quiet}>{t('limit.none')}</p>;
  return (
    <ul className={classes.limits}>
      {plan.limits.map((limit) => (
        <li key={limit.key}>
          <div className={classes.limitDay}>
            {limit.dueOn ? (
              <DueDay day={limit.dueOn} basis={limit.basis} />
            ) : (
              <span className={classes.quiet}>{t('limit.noDay')}</span>
            )}
            <LimitState limit={limit} plan={plan} />
          </div>
          <div>
            <p className={classes.limitName}>{words.limit(scheme, limit)}</p>
            <p className={classes.quietLine}>
              {words.limitCount(limit)}; {t(`domain:basis.${limit.basis}`)}; <Sources text={limit.source} />
              {limit.source !== 'none' &&
                limit.certainty !== 'official' &&
                ` (${t(`domain:certainty.${limit.certainty}`)})`}
            </p>
            {limit.consequence && (
              <p className={classes.consequence}>{t('limit.ifMissed', { what: words.say(limit.consequence) })}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
