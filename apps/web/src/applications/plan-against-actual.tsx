import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, type Day } from '#domain/day';
import { useSession } from '../api/session.js';
import { dayScale, middleOf, startOf, type DayScale } from '../components/day-scale.js';
import { Section } from '../components/detail-page.js';
import { useCountryDays } from '../components/off-days.js';
import { PartyMark, partyClass } from '../components/party-mark.js';
import { ScaleGround } from '../components/scale-ground.js';
import { ScaleHead } from '../components/scale-head.js';
import { ScaleLines, type ScaleMark } from '../components/scale-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { casePlanQuery } from './applications.api.js';
import type { Application, CaseStage } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import classes from './plan-against-actual.module.css';
import { inOrder, railParts } from './rail-layout.js';
import { barsOf, spanOf, takesPart } from './stage-bars.js';
import { StageDaysTable } from './stage-days-table.js';

const LEAST_PX_PER_DAY = 2.6;
const LEAST_DAYS = 56;
/** A legal day or a stage beyond the certificate is drawn up to here; later ones are told. */
const BEYOND_DAYS = 90;
/** Marks left and right of what is drawn. */
const ROOM_DAYS = 4;

/** What was agreed, what has been and what is expected, stage by stage, on China's working days. */
export function PlanAgainstActual({ application }: { application: Application }) {
  const { t } = useTranslation(['cases', 'plans']);
  const language = useLanguage();
  const { may } = useSession();
  const [isTable, setTable] = useState(false);
  const [isBackward, setBackward] = useState(false);
  const { ref, width } = useElementSize();
  const mayPlan = may('plan.read') && application.wishOn !== null && application.endedOn === null;
  const plan = useQuery({ ...casePlanQuery(application.id), enabled: mayPlan && isBackward });
  const latest = isBackward ? latestEnds(plan.data?.backward ?? null) : null;
  const { shown, later } = drawnStages(application);
  const scale = scaleOf(application, shown, latest);
  const china = useCountryDays(['CN'], scale).get('CN');
  const marks = useMarks(application);
  return (
    <Section
      title={t('cases:plan.title')}
      note={t('cases:plan.note')}
      acts={
        mayPlan && (
          <button type="button" className="link" aria-pressed={isBackward} onClick={() => setBackward(!isBackward)}>
            {t(isBackward ? 'cases:plan.backwardHide' : 'cases:plan.backward', {
              day: language.day(application.wishOn!, { withoutYear: true }),
            })}
          </button>
        )
      }
    >
      {isBackward && plan.data && (
        <BackwardWords
          application={application}
          lastStartOn={plan.data.backward?.wish?.lastStartOn ?? null}
          isMet={plan.data.backward?.wish?.isMet ?? null}
        />
      )}
      {!isTable && (
        <div
          className={classes.scroller}
          tabIndex={0}
          role="group"
          aria-label={t('cases:plan.label', { from: language.day(scale.from, {}), to: language.day(scale.to, {}) })}
        >
          <div
            className={classes.sheet}
            style={{ '--least': `${Math.ceil(scale.days * LEAST_PX_PER_DAY)}px` } as CSSProperties}
            aria-hidden="true"
          >
            <div className={classes.row}>
              <div className={classes.corner} />
              <div className={classes.head} ref={ref}>
                <ScaleHead scale={scale} width={width} china={china} marks={marks} />
              </div>
            </div>
            <div className={classes.rows}>
              <div className={classes.ground}>
                <ScaleGround days={china} scale={scale} />
              </div>
              {shown.map((stage) => (
                <StageRow
                  key={stage.id}
                  application={application}
                  stage={stage}
                  scale={scale}
                  latest={stage.endedOn ? undefined : latest?.get(stage.key)}
                />
              ))}
              <div className={classes.overlay}>
                <ScaleLines marks={marks} scale={scale} />
              </div>
            </div>
          </div>
        </div>
      )}
      <div className={isTable ? classes.tableShown : 'unseen'}>
        <StageDaysTable stages={[...shown, ...later]} latest={latest} />
      </div>
      <div className={classes.foot}>
        {!isTable && <Legend hasLatest={latest !== null} isProvisional={(china?.unpublished.length ?? 0) > 0} />}
        <button type="button" className="link" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? t('plans:timeline.asDrawing') : t('plans:timeline.asTable')}
        </button>
      </div>
      {later.length > 0 && <LaterStages stages={later} />}
    </Section>
  );
}

/** When each stage must have ended for the wish to be kept. */
function latestEnds(backward: { stages: readonly { key: string; endsOn: Day; isAfterCertificate: boolean }[] } | null) {
  if (!backward) return null;
  return new Map(backward.stages.filter((one) => !one.isAfterCertificate).map(({ key, endsOn }) => [key, endsOn]));
}

const endOf = (stage: CaseStage) => stage.endedOn ?? stage.expectedTo ?? stage.plannedTo;
const beginOf = (stage: CaseStage) => stage.startedOn ?? stage.expectedFrom ?? stage.plannedFrom;

/** Stages near the case are drawn; a follow-up inspection a year later would press the case into a corner. */
function drawnStages(application: Application): { shown: CaseStage[]; later: CaseStage[] } {
  const ordered = inOrder(railParts(application.stages.filter(takesPart)));
  const ends = ordered.filter(({ isAfterCertificate }) => !isAfterCertificate).flatMap((stage) => endOf(stage) ?? []);
  const last = ends.sort().at(-1) ?? application.today;
  const isNear = (stage: CaseStage) =>
    !stage.isAfterCertificate || (beginOf(stage) !== null && daysBetween(last, endOf(stage) ?? last) <= BEYOND_DAYS);
  return { shown: ordered.filter(isNear), later: ordered.filter((stage) => !isNear(stage)) };
}

function scaleOf(
  application: Application,
  shown: readonly CaseStage[],
  latest: ReadonlyMap<string, Day> | null,
): DayScale {
  const { startedOn, wishOn, today, endedOn, forecast, limits } = application;
  const { from, to } = spanOf(shown, [startedOn, wishOn, endedOn ?? today, forecast.on, ...(latest?.values() ?? [])]);
  const legal = limits.flatMap(({ dueOn }) =>
    dueOn && dueOn > to && daysBetween(to, dueOn) <= BEYOND_DAYS ? [dueOn] : [],
  );
  const end = [to, ...legal].sort().at(-1)!;
  const room = Math.max(LEAST_DAYS - daysBetween(from, end), Math.round(daysBetween(from, end) * 0.03), ROOM_DAYS);
  return dayScale(addDays(from, -ROOM_DAYS), addDays(end, room));
}

function useMarks(application: Application): ScaleMark[] {
  const { t } = useTranslation(['cases', 'plans']);
  const words = useCaseWords();
  const { limits, wishOn, today, endedOn } = application;
  return [
    ...(endedOn ? [] : [{ key: 'today', day: today, text: t('plans:timeline.today'), kind: 'today' as const }]),
    ...(wishOn ? [{ key: 'wish', day: wishOn, text: t('plans:timeline.wish'), kind: 'wish' as const }] : []),
    ...limits.flatMap((limit): ScaleMark[] => {
      const stage = application.stages.find(({ key }) => key === limit.key.split('/')[0]);
      if (!limit.dueOn || (limit.fromStage !== null && stage?.isAfterCertificate)) return [];
      const text = limit.names ? words.say(limit.names) : stage ? words.stage(stage) : '';
      return [{ key: limit.key, day: limit.dueOn, text, kind: 'limit', basis: limit.basis, state: limit.state }];
    }),
  ];
}

interface StageRowProps {
  application: Application;
  stage: CaseStage;
  scale: DayScale;
  latest: Day | undefined;
}

function StageRow({ application, stage, scale, latest }: StageRowProps) {
  const { t } = useTranslation('cases');
  const words = useCaseWords();
  const across = (from: Day, to: Day) => ({
    left: `${startOf(scale, from)}%`,
    width: `${startOf(scale, to) - startOf(scale, from)}%`,
  });
  const { plannedFrom, plannedTo } = stage;
  return (
    <div className={classes.row}>
      <div className={classes.label} title={words.stage(stage)}>
        <PartyMark party={stage.party} />
        <span>{words.say(stage.names)}</span>
        {stage.attempt > 1 && <small>{t('stage.attemptOnly', { attempt: stage.attempt })}</small>}
      </div>
      <div className={classes.track}>
        {plannedFrom && plannedTo && (
          <i className={classes.planned} style={across(plannedFrom, addDays(plannedTo, 1))} />
        )}
        {barsOf(stage, application.turns, application.today).map(({ party, from, to, isForecast }) => (
          <i
            key={`${from} ${party}`}
            className={`${classes.actual} ${partyClass(party)}`}
            data-forecast={isForecast || undefined}
            data-failed={(stage.status === 'failed' && !isForecast) || undefined}
            style={across(from, to)}
          />
        ))}
        {latest && <i className={classes.latest} style={{ left: `${middleOf(scale, latest)}%` }} />}
      </div>
    </div>
  );
}

function Legend({ hasLatest, isProvisional }: { hasLatest: boolean; isProvisional: boolean }) {
  const { t } = useTranslation(['cases', 'plans']);
  return (
    <ul className={classes.legend} aria-label={t('plans:legend.label')}>
      <li>
        <i className={classes.keyPlanned} />
        {t('cases:plan.planned')}
      </li>
      <li>
        <i className={classes.keyActual} />
        {t('cases:plan.actual')}
      </li>
      <li>
        <i className={classes.keyForecast} />
        {t('cases:plan.forecast')}
      </li>
      {hasLatest && (
        <li>
          <i className={classes.keyLatest} />
          {t('cases:plan.latest')}
        </li>
      )}
      <li>
        <i className={classes.keyOff} />
        {t('cases:plan.off')}
      </li>
      <li>
        <i className={classes.keyMadeUp} />
        {t('cases:plan.madeUp')}
      </li>
      {isProvisional && (
        <li>
          <i className={classes.keyUnpublished} />
          {t('plans:legend.unpublished')}
        </li>
      )}
    </ul>
  );
}

/** What the wish asks of the days that are left. */
function BackwardWords({
  application,
  lastStartOn,
  isMet,
}: {
  application: Application;
  lastStartOn: Day | null;
  isMet: boolean | null;
}) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const day = language.day(application.wishOn!, {});
  const key =
    isMet === false ? 'backwardMissed' : lastStartOn === null || isMet === null ? 'backwardUnknown' : 'backwardMet';
  return (
    <p className={classes.backward} role="status">
      {t(`plan.${key}`, { day, start: lastStartOn ? language.day(lastStartOn, {}) : '' })}
    </p>
  );
}

/** Marking, follow-up, renewal: months or years away, so told and not drawn. */
function LaterStages({ stages }: { stages: readonly CaseStage[] }) {
  const { t } = useTranslation('cases');
  const words = useCaseWords();
  return (
    <p className={classes.later}>
      {t('plan.later', {
        stages: stages
          .map((stage) => {
            const [from, to] = [beginOf(stage), endOf(stage)];
            return from && to ? `${words.stage(stage)} (${words.longRange(from, to)})` : words.stage(stage);
          })
          .join('; '),
      })}
    </p>
  );
}
