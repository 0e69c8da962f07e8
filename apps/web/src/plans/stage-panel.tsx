import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNT_UNITS, type CountUnit } from '#domain/calendar/counting';
import type { OwnDuration, Plan, PlannedStage } from '#domain/plan/plan';
import type { Words } from '#domain/reference/record';
import { CountedDetails } from '../components/counted-details.js';
import { BasisMark, DueDay } from '../components/deadline-chip.js';
import { Names } from '../components/names.js';
import { PartyName } from '../components/party-mark.js';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import { isChanged, MOST_UNITS, NO_CHANGE, writeDuration, type StageChange } from './changes.js';
import { DayEntry } from './day-entry.js';
import { LimitState } from './limits.js';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import type { Scheme, Stage } from './plans.types.js';

interface StagePanelProps {
  scheme: Scheme;
  plan: Plan;
  stage: PlannedStage;
  /** What is set for the stage at present: kept and tried out. */
  change: StageChange;
  onChange: (change: StageChange) => void;
  /** What comes of what is tried out; null while nothing is. */
  outcome: ReactNode;
  onClose: () => void;
}

/** One stage: how its days were counted, what it needs and gives, which limits it starts, and what if it were otherwise. */
export function StagePanel({ scheme, plan, stage, change, onChange, outcome, onClose }: StagePanelProps) {
  const { t } = useTranslation(['plans', 'common', 'domain']);
  const language = useLanguage();
  const words = usePlanWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const told = scheme.stages.find(({ key }) => key === stage.key);
  // Whoever opened it reads on here; on a page that was loaded with it open, focus stays where it is.
  useEffect(() => {
    if (document.activeElement?.hasAttribute('data-stage'))
      heading.current?.focus({ preventScroll: window.innerWidth > 1240 });
  }, [stage.key]);
  if (!told) return null;
  const limits = plan.limits.filter(({ key, fromStage }) => key.startsWith(`${stage.key}/`) || fromStage === stage.key);
  return (
    <section className={classes.panel} aria-labelledby="stage-panel">
      <header className={classes.panelHead}>
        <div>
          <h2 id="stage-panel" ref={heading} tabIndex={-1}>
            <Names
              latin={language.language === 'zh' ? told.names.en : words.say(told.names)}
              zh={told.names.zh}
              strong
            />
          </h2>
          <p className={classes.panelTurn}>
            <PartyName party={stage.party} />
          </p>
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label={t('common:act.close')} onClick={onClose}>
          <IconX size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </header>
      <Counting scheme={scheme} stage={stage} told={told} />
      <WhatIfFields key={stage.key} stage={stage} change={change} onChange={onChange} />
      {outcome}
      {limits.length > 0 && (
        <>
          <h3>{t('stage.limits')}</h3>
          <ul className={classes.stageLimits}>
            {limits.map((limit) => (
              <li key={limit.key}>
                <span>{words.limit(scheme, limit)}</span>
                <span className={classes.quietLine}>
                  {limit.dueOn && <DueDay day={limit.dueOn} basis={limit.basis} />}{' '}
                  <LimitState limit={limit} plan={plan} />
                </span>
                <span className={classes.quietLine}>
                  {words.limitCount(limit)}; {t(`domain:basis.${limit.basis}`)}; <Sources text={limit.source} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <WordList title={t('stage.inputs')} items={told.inputs} />
      <WordList title={t('stage.outputs')} items={told.outputs} />
      <WordList title={t('stage.blockers')} items={told.blockers} />
    </section>
  );
}

function WordList({ title, items }: { title: string; items: readonly Words[] }) {
  const words = usePlanWords();
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={classes.wordList}>
        {items.map((item) => (
          <li key={item.en}>{words.say(item)}</li>
        ))}
      </ul>
    </>
  );
}

/** Start, amount, unit, what was passed over, result. */
function Counting({ scheme, stage, told }: { scheme: Scheme; stage: PlannedStage; told: Stage }) {
  const { t } = useTranslation(['plans', 'domain', 'common']);
  const language = useLanguage();
  const words = usePlanWords();
  const { counted, duration } = stage;
  return (
    <dl className={classes.counting}>
      <dt>{t('stage.days')}</dt>
      <dd>
        <b>
          {stage.isAtLeast
            ? t('atLeast', { day: words.range(stage.startsOn, stage.endsOn) })
            : words.range(stage.startsOn, stage.endsOn)}
        </b>
        <span className={classes.quietLine}>{words.hold(scheme, stage)}</span>
        {stage.neededBy && (
          <span className={classes.quietLine}>
            {t('stage.neededBy', { stage: words.stage(scheme, stage.neededBy) })}
          </span>
        )}
      </dd>
      <dt>{t('stage.counted')}</dt>
      <dd>
        {counted
          ? t('stage.formula', {
              start: words.plain(counted.start),
              span: words.amount(counted.amount, counted.unit),
              country: language.country(counted.country),
              result: words.plain(counted.result),
            })
          : duration
            ? t('stage.pinnedEnd')
            : t('stage.unknown')}
      </dd>
      {counted && (
        <CountedDetails
          counted={{
            start: 'named',
            country: counted.country,
            skipped: counted.skipped,
            madeUp: counted.madeUp,
            provisionalYears: counted.provisionalYears,
            ...(counted.monthEnd && { monthEnd: counted.monthEnd }),
          }}
          dueOn={counted.result}
        />
      )}
      {duration && (
        <>
          <dt>{t('stage.duration')}</dt>
          <dd>
            {words.duration(stage)}
            <span className={classes.basisLine}>
              <BasisMark basis={duration.basis} />
            </span>
            <span className={classes.quietLine}>{t(`stage.origin.${duration.origin}`)}</span>
            {duration.origin === 'reference' && (
              <span className={classes.quietLine}>
                <Sources text={duration.source} />
                {duration.source !== 'none' &&
                  duration.certainty !== 'official' &&
                  ` (${t(`domain:certainty.${duration.certainty}`)})`}
              </span>
            )}
            {told.durationNote && <span className={classes.quietLine}>{words.say(told.durationNote)}</span>}
          </dd>
        </>
      )}
      {stage.slackDays !== null && (
        <>
          <dt>{t('stage.slack')}</dt>
          <dd>{stage.isCritical ? t('stage.critical') : t('slack', { count: stage.slackDays })}</dd>
        </>
      )}
      {told.parallel && (
        <>
          <dt>{t('stage.parallel')}</dt>
          <dd>
            {words.say(told.parallel.text)}
            <span className={classes.quietLine}>
              <Sources text={told.parallel.source} />
            </span>
          </dd>
        </>
      )}
    </dl>
  );
}

/** Another first or last day, another duration. A duration that the law sets is not for the case to change. */
function WhatIfFields({ stage, change, onChange }: Pick<StagePanelProps, 'stage' | 'change' | 'onChange'>) {
  const { t } = useTranslation('plans');
  const isLegal = stage.duration?.basis === 'legal';
  const isBackToFront = change.startsOn !== null && change.endsOn !== null && change.endsOn < change.startsOn;
  return (
    <form className={classes.whatIfFields} onSubmit={(event) => event.preventDefault()} aria-labelledby="stage-what-if">
      <h3 id="stage-what-if">{t('whatIf.title')}</h3>
      <div className={classes.pair}>
        <DayEntry
          label={t('whatIf.startsOn')}
          value={change.startsOn}
          onDay={(startsOn) => onChange({ ...change, startsOn })}
        />
        <DayEntry
          label={t('whatIf.endsOn')}
          value={change.endsOn}
          error={isBackToFront ? t('whatIf.endBeforeStart') : undefined}
          onDay={(endsOn) => onChange({ ...change, endsOn })}
        />
      </div>
      {isLegal ? (
        <p className={classes.quietLine}>{t('whatIf.setByLaw')}</p>
      ) : (
        <DurationEntry
          value={change.duration}
          usual={stage.duration}
          onDuration={(duration) => onChange({ ...change, duration })}
        />
      )}
      {isChanged(change) && (
        <Button variant="default" size="compact-sm" onClick={() => onChange(NO_CHANGE)}>
          {t('whatIf.reset')}
        </Button>
      )}
    </form>
  );
}

interface DurationEntryProps {
  value: OwnDuration | null;
  /** What is counted with while nothing is entered. */
  usual: OwnDuration | null;
  onDuration: (duration: OwnDuration | null) => void;
}

/** An amount and its unit; told when the typing rests. */
function DurationEntry({ value, usual, onDuration }: DurationEntryProps) {
  const { t } = useTranslation('plans');
  const written = value ? writeDuration(value) : null;
  const [told, setTold] = useState(written);
  const [amount, setAmount] = useState(value ? String(value.amount) : '');
  const [unit, setUnit] = useState<CountUnit>(value?.unit ?? usual?.unit ?? 'working-days');
  if (written !== told) {
    setTold(written);
    setAmount(value ? String(value.amount) : '');
    if (value) setUnit(value.unit);
  }
  const read = (typed: string): number | null =>
    /^\d{1,4}$/.test(typed.trim()) && Number(typed) <= MOST_UNITS ? Number(typed) : null;
  const tell = (typed: string, chosen: CountUnit) => {
    const count = read(typed);
    if (count === null && typed.trim() !== '') return;
    const duration = count === null ? null : { amount: count, unit: chosen };
    if ((duration && writeDuration(duration)) === written) return;
    setTold(duration && writeDuration(duration));
    onDuration(duration);
  };
  const tellLater = useDebouncedCallback(tell, 400);
  return (
    <div className={classes.pair}>
      <TextInput
        label={t('whatIf.takes')}
        inputMode="numeric"
        autoComplete="off"
        placeholder={usual ? String(usual.amount) : '?'}
        value={amount}
        error={
          amount.trim() !== '' && read(amount) === null ? t('whatIf.amountFault', { most: MOST_UNITS }) : undefined
        }
        onChange={(event) => {
          setAmount(event.currentTarget.value);
          tellLater(event.currentTarget.value, unit);
        }}
      />
      <Select
        label={t('whatIf.unit')}
        allowDeselect={false}
        value={unit}
        data={COUNT_UNITS.map((one) => ({ value: one, label: t(`unitName.${one}`) }))}
        onChange={(one) => {
          if (!one) return;
          setUnit(one as CountUnit);
          tell(amount, one as CountUnit);
        }}
      />
    </div>
  );
}
