import { lazy, Suspense, useCallback, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Basis, Counted } from '#domain/deadlines/deadline';
import { daysBetween, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import type { Deadline } from '../api/types.js';
import { loadWords } from '../i18n/i18n.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './deadline-chip.module.css';
import { Popup } from './popup.js';
import { Sources } from './sources.js';
import { DaysLeft, UrgencyDisc, urgencyText, useUrgency } from './urgency.js';

/** Beyond this a date without its year would be taken for another year's. */
const MAY_LACK_YEAR_DAYS = 270;

/** With the names of holidays, which no list needs. */
const CountedDetails = lazy(async () => {
  const [module] = await Promise.all([import('./counted-details.js'), loadWords('calendar')]);
  return { default: module.CountedDetails };
});

/** With its words, which only staff needs. */
const DeadlineTold = lazy(async () => {
  const [module] = await Promise.all([import('../reminders/deadline-proofs.js'), loadWords('reminders')]);
  return { default: module.DeadlineTold };
});

interface DueDayProps {
  day: Day;
  basis: Basis;
  withoutYear?: boolean;
  /** It was counted through a year that is not published and may move: hatched. */
  isProvisional?: boolean;
}

/** A date under the line of its basis: legal solid, practice dashed, planning dotted. */
export function DueDay({ day, basis, withoutYear, isProvisional }: DueDayProps) {
  const language = useLanguage();
  const isNear = Math.abs(daysBetween(useToday(), day)) < MAY_LACK_YEAR_DAYS;
  const text = withoutYear && isNear ? language.day(day, { weekday: true, withoutYear }) : language.day(day);
  return <span className={`${classes.day} ${classes[basis]} ${isProvisional ? classes.hatch : ''}`}>{text}</span>;
}

/** The basis in words beside its line, for legends and popovers. */
export function BasisMark({ basis }: { basis: Basis }) {
  const { t } = useTranslation('domain');
  return <span className={`${classes.basis} ${classes[basis]}`}>{t(`basis.${basis}`)}</span>;
}

interface DeadlineChipProps {
  deadline: Deadline;
  /** Remaining days under the date instead of beside it. */
  stacked?: boolean;
  withoutYear?: boolean;
}

/** Disc, date with its basis, remaining days. A click or Enter opens why the date is what it is. */
export function DeadlineChip({ deadline, stacked = false, withoutYear = false }: DeadlineChipProps) {
  const { t } = useTranslation(['common', 'domain']);
  const { may } = useSession();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const chip = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const { state, daysLeft } = useUrgency(deadline.dueOn, deadline.state === 'met');
  return (
    <>
      <button
        ref={chip}
        type="button"
        className={`${classes.chip} ${stacked ? classes.stacked : ''}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={t('deadline.why')}
        onClick={() => setOpen(true)}
      >
        <UrgencyDisc state={state} />
        <DueDay
          day={deadline.dueOn}
          basis={deadline.basis}
          withoutYear={withoutYear}
          isProvisional={isProvisional(deadline.counted)}
        />
        <span className={`${classes.left} ${urgencyText(state)}`}>
          {state === 'met' ? t('domain:deadlineState.met') : <DaysLeft days={daysLeft} />}
        </span>
      </button>
      {isOpen && (
        <Popup anchor={chip} labelledBy={titleId} onClose={close}>
          <h3 id={titleId} className={classes.title}>
            {t(`domain:deadlineKind.${deadline.kind}`)}
          </h3>
          <DeadlineBasis deadline={deadline} />
          {may('reminder.read') && (
            <Suspense>
              <DeadlineTold deadlineId={deadline.id} />
            </Suspense>
          )}
        </Popup>
      )}
    </>
  );
}

/** Why a date is what it is, always in this order: basis, counted, source, disputed or unsure, what follows if missed. */
export function DeadlineBasis({ deadline }: { deadline: Deadline }) {
  const { t } = useTranslation(['common', 'domain']);
  const { state, daysLeft } = useUrgency(deadline.dueOn, deadline.state === 'met');
  return (
    <>
      <p className={classes.head}>
        <UrgencyDisc state={state} />
        <DueDay day={deadline.dueOn} basis={deadline.basis} isProvisional={isProvisional(deadline.counted)} />
        <span className={`${classes.left} ${urgencyText(state)}`}>
          {state === 'met' ? t('domain:deadlineState.met') : <DaysLeft days={daysLeft} long />}
        </span>
      </p>
      <dl className={classes.facts}>
        <dt>{t('deadline.basis')}</dt>
        <dd>
          <BasisMark basis={deadline.basis} />
        </dd>
        <dt>{t('deadline.counted')}</dt>
        <dd>
          <CountedWords deadline={deadline} />
        </dd>
        {hasDetails(deadline.counted) && (
          <Suspense>
            <CountedDetails counted={deadline.counted} dueOn={deadline.dueOn} />
          </Suspense>
        )}
        <dt>{t('deadline.source')}</dt>
        <dd>
          <Sources text={deadline.source} />
          {deadline.source !== 'none' && deadline.certainty !== 'official' && (
            <span className={classes.unsure}>{t(`domain:certainty.${deadline.certainty}`)}</span>
          )}
        </dd>
        {deadline.isDisputed && !deadline.counted.readings?.length && (
          <>
            <dt>{t('deadline.disputed')}</dt>
            <dd>{t(`domain:disputed.${deadline.kind}`)}</dd>
          </>
        )}
        <dt>{t('deadline.ifMissed')}</dt>
        <dd>{t(`domain:ifMissed.${deadline.kind}`)}</dd>
      </dl>
    </>
  );
}

const SPANS = {
  'calendar-days': 'calendarDays',
  'working-days': 'workingDays',
  months: 'months',
  years: 'years',
} as const;

const isProvisional = ({ provisionalYears = [] }: Counted) => provisionalYears.length > 0;

function hasDetails({ skipped, madeUp, monthEnd, provisionalYears, readings, note }: Counted): boolean {
  return (
    monthEnd !== undefined ||
    note !== undefined ||
    [skipped, madeUp, provisionalYears, readings].some((list) => list && list.length > 0)
  );
}

/** The formula with its own numbers: "28 Feb 2027 minus 90 calendar days". */
function CountedWords({ deadline }: { deadline: Deadline }) {
  const { t } = useTranslation('domain');
  const language = useLanguage();
  const { start, from, amount, unit, factoryClass } = deadline.counted;
  // a day that somebody set has no rule that could name it
  if (start === 'named' || !from) return <>{t(deadline.source === 'none' ? 'counted.set' : 'counted.named')}</>;
  const day = language.day(from, {});
  const startWords = t(`counted.start.${start}`);
  if (!amount || !unit) return <>{t('counted.same', { start: startWords, day })}</>;
  const count = Math.abs(amount);
  const span = t(`counted.${SPANS[unit]}`, { count });
  const formula =
    amount < 0
      ? t('counted.minus', { start: startWords, day, span })
      : t('counted.plus', { start: startWords, day, span });
  if (!factoryClass) return <>{formula}</>;
  const classWords = factoryClass === 'unknown' ? t('counted.classUnknown') : t('counted.class', { factoryClass });
  return (
    <>
      {formula} <span className={classes.unsure}>{classWords}</span>
    </>
  );
}
