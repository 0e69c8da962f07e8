import { useElementSize } from '@mantine/hooks';
import { Fragment, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, type Day } from '#domain/day';
import type { Plan, PlannedStage } from '#domain/plan/plan';
import type { Party } from '#domain/reference/scheme';
import { useToday } from '../api/clock.js';
import { dayScale, middleOf, type DayScale } from '../components/day-scale.js';
import { useCountryDays } from '../components/off-days.js';
import { ScaleHead } from '../components/scale-head.js';
import { ScaleLines } from '../components/scale-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Scheme } from './plans.types.js';
import { TimelineLegend } from './timeline-legend.js';
import { useTimelineMarks } from './timeline-marks.js';
import { TimelineRow } from './timeline-row.js';
import { TimelineTable } from './timeline-table.js';
import classes from './timeline.module.css';

interface TimelineProps {
  scheme: Scheme;
  plan: Plan;
  /** The plan as it was, drawn behind it. */
  before: Plan | null;
  /** The opened stage. */
  selected: string | null;
  onSelect: (stage: string | null) => void;
}

/** Below this a day can no longer be told from its neighbour, and the drawing scrolls within itself. */
const LEAST_PX_PER_DAY = 3.2;
/** Eight weeks: on a shorter scale a day would look like a month. */
const LEAST_DAYS = 56;
/** Today is drawn when the plan begins at most so many days after it. */
const TODAY_NEAR_DAYS = 45;
/** A limit beyond the end of the plan is drawn up to here. */
const BEYOND_DAYS = 75;

/** A plan on a scale of days: one row per stage, with the days that its own party does not work. */
export function Timeline({ scheme, plan, before, selected, onSelect }: TimelineProps) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const today = useToday();
  const [isTable, setTable] = useState(false);
  const { ref, width } = useElementSize();
  const stages = plan.stages.filter(({ isAfterCertificate }) => !isAfterCertificate);
  const scale = scaleOf(plan, before, today);
  const countryOf = countries(plan);
  const days = useCountryDays([...new Set(Object.values(countryOf))], scale);
  const rowOf = new Map(stages.map(({ key }, row) => [key, row]));
  const marks = useTimelineMarks(scheme, plan, today);
  const least = Math.ceil(scale.days * LEAST_PX_PER_DAY);
  return (
    <div className={classes.timeline}>
      {!isTable && (
        <div
          className={classes.scroller}
          tabIndex={0}
          role="group"
          aria-label={t('timeline.label', { from: language.day(scale.from, {}), to: language.day(scale.to, {}) })}
        >
          <div className={classes.sheet} style={{ '--least': `${least}px` } as CSSProperties}>
            <div className={classes.headRow}>
              <div className={classes.corner} />
              <div className={classes.head} ref={ref} aria-hidden="true">
                <ScaleHead scale={scale} width={width} china={days.get('CN')} marks={marks} />
              </div>
            </div>
            <div className={classes.rows}>
              <div className={classes.overlay} aria-hidden="true">
                <ScaleLines marks={marks} scale={scale} />
                <Connectors stages={stages} path={plan.criticalPath} rowOf={rowOf} scale={scale} />
              </div>
              {stages.map((stage) => (
                <TimelineRow
                  key={stage.key}
                  scheme={scheme}
                  stage={stage}
                  before={before?.stages.find(({ key }) => key === stage.key) ?? null}
                  days={days.get(countryOf[stage.party])}
                  scale={scale}
                  isSelected={selected === stage.key}
                  onSelect={() => onSelect(selected === stage.key ? null : stage.key)}
                />
              ))}
            </div>
          </div>
        </div>
      )}
      <div className={isTable ? classes.tableShown : 'unseen'}>
        <TimelineTable scheme={scheme} plan={plan} />
      </div>
      <div className={classes.foot}>
        {!isTable && <TimelineLegend plan={plan} hasBefore={before !== null} />}
        <button type="button" className="link" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? t('timeline.asDrawing') : t('timeline.asTable')}
        </button>
      </div>
    </div>
  );
}

/** Party -> country whose working days it keeps. */
export function countries(plan: Plan): Record<Party, string> {
  return Object.fromEntries(
    plan.holidays.flatMap(({ country, parties }) => parties.map((party) => [party, country])),
  ) as Record<Party, string>;
}

function scaleOf(plan: Plan, before: Plan | null, today: Day): DayScale {
  const all = [plan, ...(before ? [before] : [])];
  const starts = all.flatMap(({ startsOn, stages }) => [
    startsOn,
    ...own(stages).map(({ earliest }) => earliest.startsOn),
  ]);
  const first = starts.reduce(earlier);
  const ends = all.flatMap(({ endsOn, stages, wish }) => [
    endsOn,
    ...(wish ? [wish.on] : []),
    ...own(stages).flatMap(({ endsOn: end, latest }) => [end, ...(latest ? [latest.endsOn] : [])]),
  ]);
  const last = ends.reduce(later);
  const dues = plan.limits.flatMap(({ dueOn }) =>
    dueOn && dueOn > last && daysBetween(last, dueOn) <= BEYOND_DAYS ? [dueOn] : [],
  );
  const isTodayNear = today < first && daysBetween(today, first) <= TODAY_NEAR_DAYS;
  const from = isTodayNear ? today : first;
  const to = dues.reduce(later, last);
  // A plan of one day still needs a scale to stand on.
  const room = Math.max(LEAST_DAYS - daysBetween(from, to), Math.round(daysBetween(from, to) * 0.04), 5);
  return dayScale(addDays(from, -3), addDays(to, room));
}

function own(stages: readonly PlannedStage[]): PlannedStage[] {
  return stages.filter(({ isAfterCertificate }) => !isAfterCertificate);
}

const earlier = (one: Day, other: Day) => (one < other ? one : other);
const later = (one: Day, other: Day) => (one > other ? one : other);

/** From each stage of the critical path down to the one that waits for it; what passes between them is dotted. */
function Connectors({
  stages,
  path,
  rowOf,
  scale,
}: {
  stages: readonly PlannedStage[];
  path: readonly string[];
  rowOf: ReadonlyMap<string, number>;
  scale: DayScale;
}) {
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  return path.slice(1).map((key, index) => {
    const [one, other] = [byKey.get(path[index]!), byKey.get(key)];
    const [top, bottom] = [rowOf.get(path[index]!), rowOf.get(key)];
    if (!one || !other || top === undefined || bottom === undefined || bottom <= top) return null;
    const [from, to] = [middleOf(scale, one.endsOn), middleOf(scale, other.startsOn)];
    return (
      <Fragment key={key}>
        {to > from && (
          <i
            className={classes.wait}
            style={{ left: `${from}%`, width: `${to - from}%`, '--top': top } as CSSProperties}
          />
        )}
        <i
          className={classes.connector}
          style={{ left: `${to}%`, '--top': top, '--span': bottom - top } as CSSProperties}
        />
      </Fragment>
    );
  });
}
