import { useTranslation } from 'react-i18next';
import type { Plan } from '#domain/plan/plan';
import { Section } from '../components/detail-page.js';
import { PartyMark } from '../components/party-mark.js';
import { useHolidayWords } from '../calendar/holiday-words.js';
import { WithHan } from '../imports/han.js';
import { useLanguage } from '../i18n/use-language.js';
import { joined, NO_CHANGE, withChange, type Changes } from './changes.js';
import { Limits } from './limits.js';
import { Conflicts, Moves, useEndWords } from './moves.js';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import type { Scheme, WhatIf } from './plans.types.js';
import { StagePanel } from './stage-panel.js';
import { Timeline } from './timeline.js';
import { TrialFields, type TrialDays } from './trial-fields.js';

interface RoutePlanProps {
  scheme: Scheme;
  /** Without what is tried out. */
  base: Plan;
  /** With it; null while nothing is tried out, or while it is counted. */
  whatIf: WhatIf | null;
  /** What the plan has of its own. */
  kept: Changes;
  tried: Changes;
  trialDays: TrialDays;
  onTry: (changes: Changes) => void;
  onTryDays: (days: Partial<TrialDays>) => void;
  /** Takes one of its own values back. */
  onForget: (stage: string) => void;
  stage: string | null;
  onStage: (stage: string | null) => void;
  keepLabel: string;
  onKeep: () => void;
  onDiscard: () => void;
}

/** The plan of one way: drawn, with its limits, what comes after the certificate, and what moves if something is otherwise. */
export function RoutePlan(props: RoutePlanProps) {
  const { scheme, base, whatIf, kept, tried, trialDays, onTry, stage: stageKey } = props;
  const { t } = useTranslation('plans');
  const plan = whatIf?.changed ?? base;
  const stage = plan.stages.find(({ key }) => key === stageKey);
  const isTrying = Object.keys(tried).length > 0 || trialDays.start !== null || trialDays.wish !== null;
  const after = plan.stages.filter(({ isAfterCertificate }) => isAfterCertificate);
  return (
    <div className={classes.planColumns} data-open={stage !== undefined || undefined}>
      <div className={classes.planMain}>
        <PlanReading scheme={scheme} plan={plan} />
        {!isTrying && <Conflicts scheme={scheme} plan={plan} />}
        <Timeline
          scheme={scheme}
          plan={plan}
          before={isTrying && whatIf ? whatIf.base : null}
          selected={stageKey}
          onSelect={props.onStage}
        />
        <Section title={t('whatIf.title')} note={t('whatIf.note')}>
          <TrialFields
            scheme={scheme}
            plan={base}
            kept={kept}
            tried={tried}
            days={trialDays}
            onDays={props.onTryDays}
            onUntry={(key) => onTry(withChange(tried, key, NO_CHANGE))}
            onForget={props.onForget}
          />
          {isTrying && whatIf && (
            <Moves
              scheme={scheme}
              base={whatIf.base}
              changed={whatIf.changed}
              moves={whatIf.moves}
              what={null}
              keepLabel={props.keepLabel}
              onKeep={props.onKeep}
              onDiscard={props.onDiscard}
            />
          )}
        </Section>
        <Section title={t('limit.title')} note={t('limit.note')}>
          <Limits scheme={scheme} plan={plan} />
        </Section>
        <Section title={t('holidays.title')}>
          <Holidays plan={plan} />
        </Section>
        {(after.length > 0 || plan.undated.length > 0) && (
          <Section title={t('after.title')}>
            <AfterCertificate scheme={scheme} plan={plan} onStage={props.onStage} />
          </Section>
        )}
      </div>
      {stage && (
        <aside className={classes.planSide}>
          <StagePanel
            scheme={scheme}
            plan={plan}
            stage={stage}
            change={joined(kept, tried)[stage.key] ?? NO_CHANGE}
            onChange={(change) => onTry(withChange(tried, stage.key, change))}
            outcome={isTrying && whatIf && <Outcome whatIf={whatIf} />}
            onClose={() => {
              props.onStage(null);
              document.querySelector<HTMLElement>(`[data-stage="${stage.key}"]`)?.focus();
            }}
          />
        </aside>
      )}
    </div>
  );
}

/** What comes of it, beside the fields: on a phone the list of moves is far below. */
function Outcome({ whatIf }: { whatIf: WhatIf }) {
  return <p className={classes.outcome}>{useEndWords(whatIf)}</p>;
}

/** The plan in a sentence or two, with what nobody knows. */
function PlanReading({ scheme, plan }: { scheme: Scheme; plan: Plan }) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const words = usePlanWords();
  const { wish } = plan;
  const end = words.plain(plan.endsOn);
  const legal = wish?.legal && {
    day: words.plain(wish.legal.on),
    stage: words.stage(scheme, wish.legal.stage),
    start: words.plain(wish.lastStartOn),
    count: wish.daysLate,
  };
  const missed =
    wish &&
    (legal
      ? t('reading.legalMissed', legal)
      : t('reading.wishMissed', {
          wish: words.plain(wish.on),
          end,
          count: wish.daysLate,
          start: words.plain(wish.lastStartOn),
        }));
  const sentences = [
    wish
      ? wish.isMet === false
        ? missed
        : t(plan.isAtLeast ? 'reading.wishUnknown' : 'reading.wishMet', {
            wish: words.plain(wish.on),
            start: words.plain(wish.lastStartOn),
          })
      : t(plan.isAtLeast ? 'reading.forwardAtLeast' : 'reading.forward', { start: words.plain(plan.startsOn), end }),
    wish && wish.isMet !== false && legal && t('reading.legal', legal),
    plan.unknownStages.length > 0 && t('reading.unknown', { count: plan.unknownStages.length }),
    plan.isProvisional && t('reading.provisional'),
  ].filter(Boolean);
  return <p className={classes.planReading}>{sentences.join(language.gap)}</p>;
}

/** The holidays on the way, by country, and which years are not published. */
function Holidays({ plan }: { plan: Plan }) {
  const { t } = useTranslation(['plans', 'domain']);
  const language = useLanguage();
  const words = useHolidayWords();
  return (
    <ul className={classes.holidays}>
      {plan.holidays.map(({ country, parties, blocks }) => (
        <li key={country}>
          <p>
            <b>{language.country(country)}</b>{' '}
            <span className={classes.quiet}>{language.items(parties.map((party) => t(`domain:party.${party}`)))}</span>
          </p>
          {blocks.length === 0 ? (
            <p className={classes.quiet}>{t('holidays.none')}</p>
          ) : (
            <ul className={classes.blocks}>
              {blocks.map((block) => (
                <li key={block.from} data-provisional={block.isProvisional || undefined}>
                  <span className={classes.blockName}>
                    <WithHan text={words.names(country, block.names)} />
                  </span>{' '}
                  {words.range(block.from, block.to)}
                  {language.language === 'zh' ? '，' : ', '}
                  {t('holidays.days', { count: block.days })}
                  {block.madeUp.length > 0 &&
                    `; ${t('holidays.madeUp', { days: language.items(block.madeUp.map((day) => language.day(day, { weekday: true }))) })}`}
                  {block.isProvisional && `; ${t('holidays.provisional')}`}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Marking, follow-up, renewal: years away, so told and not drawn. */
function AfterCertificate({ scheme, plan, onStage }: { scheme: Scheme; plan: Plan; onStage: (stage: string) => void }) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  return (
    <ul className={classes.after}>
      {plan.stages
        .filter(({ isAfterCertificate }) => isAfterCertificate)
        .map((stage) => (
          <li key={stage.key}>
            <PartyMark party={stage.party} />
            <button
              type="button"
              className={classes.afterName}
              data-stage={stage.key}
              onClick={() => onStage(stage.key)}
            >
              {words.stage(scheme, stage.key)}
            </button>
            <span>
              {stage.isAtLeast
                ? t('atLeast', { day: words.range(stage.startsOn, stage.endsOn) })
                : words.range(stage.startsOn, stage.endsOn)}
            </span>
            <span className={classes.quiet}>{words.hold(scheme, stage)}</span>
          </li>
        ))}
      {plan.undated.map((key) => (
        <li key={key}>
          <span>{words.stage(scheme, key)}</span>
          <span className={classes.quiet}>{t('after.undated')}</span>
        </li>
      ))}
    </ul>
  );
}
