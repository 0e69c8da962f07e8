import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import type { Plan } from '#domain/plan/plan';
import { useLanguage } from '../i18n/use-language.js';
import type { Changes, StageChange } from './changes.js';
import { DayEntry } from './day-entry.js';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import type { Scheme } from './plans.types.js';

export interface TrialDays {
  start: Day | null;
  wish: Day | null;
}

interface TrialFieldsProps {
  scheme: Scheme;
  plan: Plan;
  kept: Changes;
  tried: Changes;
  days: TrialDays;
  onDays: (days: Partial<TrialDays>) => void;
  onUntry: (stage: string) => void;
  onForget: (stage: string) => void;
}

/** Another first or wished day for the whole plan, and what is set for its stages as chips that can be taken off. */
export function TrialFields({ scheme, plan, kept, tried, days, onDays, onUntry, onForget }: TrialFieldsProps) {
  const { t } = useTranslation('plans');
  const isBackward = plan.direction === 'backward';
  return (
    <div className={classes.trial}>
      <div className={classes.trialField}>
        {isBackward ? (
          <DayEntry
            label={t('whatIf.wish')}
            value={days.wish}
            own={plan.wish?.on ?? null}
            onDay={(wish) => onDays({ wish })}
          />
        ) : (
          <DayEntry
            label={t('whatIf.start')}
            value={days.start}
            own={plan.startsOn}
            onDay={(start) => onDays({ start })}
          />
        )}
      </div>
      <div className={classes.trialRest}>
        <p className={classes.quiet}>{t('whatIf.openStage')}</p>
        <Chips label={t('whatIf.tried')} scheme={scheme} changes={tried} onRemove={onUntry} />
        <Chips label={t('whatIf.kept')} scheme={scheme} changes={kept} onRemove={onForget} />
      </div>
    </div>
  );
}

interface ChipsProps {
  label: string;
  scheme: Scheme;
  changes: Changes;
  onRemove: (stage: string) => void;
}

function Chips({ label, scheme, changes, onRemove }: ChipsProps) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const words = usePlanWords();
  const entries = Object.entries(changes);
  if (entries.length === 0) return null;
  const say = (stage: string, { duration, startsOn, endsOn }: StageChange) =>
    t('whatIf.chip', {
      stage: words.stage(scheme, stage),
      what: language.clauses([
        startsOn && t('whatIf.chipStart', { day: words.plain(startsOn) }),
        endsOn && t('whatIf.chipEnd', { day: words.plain(endsOn) }),
        duration && words.amount(duration.amount, duration.unit),
      ]),
    });
  return (
    <div className={classes.chipRow}>
      <span className={classes.quiet}>{label}</span>
      <ul className={classes.chips}>
        {entries.map(([stage, change]) => (
          <li key={stage}>
            {say(stage, change)}
            <button
              type="button"
              aria-label={t('whatIf.remove', { what: say(stage, change) })}
              onClick={() => onRemove(stage)}
            >
              <IconX size={12} stroke={2} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
