import { useTranslation } from 'react-i18next';
import type { PlannedStage } from '#domain/plan/plan';
import { middleOf, startOf, type DayScale } from '../components/day-scale.js';
import type { CountryDays } from '../components/off-days.js';
import { PartyMark, partyClass } from '../components/party-mark.js';
import { ScaleGround } from '../components/scale-ground.js';
import { useLanguage } from '../i18n/use-language.js';
import { usePlanWords } from './plan-words.js';
import type { Scheme } from './plans.types.js';
import classes from './timeline.module.css';

interface TimelineRowProps {
  scheme: Scheme;
  stage: PlannedStage;
  /** The stage as it was. */
  before: PlannedStage | null;
  days: CountryDays | undefined;
  scale: DayScale;
  isSelected: boolean;
  onSelect: () => void;
}

/** One stage: its name as a button that opens it, its bar on the days of its own party. */
export function TimelineRow({ scheme, stage, before, days, scale, isSelected, onSelect }: TimelineRowProps) {
  const { t } = useTranslation(['plans', 'domain']);
  const language = useLanguage();
  const words = usePlanWords();
  const name = words.stage(scheme, stage.key);
  const range = words.range(stage.startsOn, stage.endsOn);
  const short = words.shortRange(stage.startsOn, stage.endsOn);
  return (
    <div className={`${classes.row} ${partyClass(stage.party)}`} data-selected={isSelected || undefined}>
      <button
        type="button"
        className={classes.label}
        data-stage={stage.key}
        aria-expanded={isSelected}
        title={name}
        onClick={onSelect}
      >
        <PartyMark party={stage.party} />
        <span className={classes.labelText}>
          <span className={`${classes.name} ${stage.isCritical ? classes.criticalName : ''}`}>{name}</span>
          <span className="unseen">{`, ${t(`domain:party.${stage.party}`)}, `}</span>
          <span className={classes.when}>
            {stage.isAtLeast ? t('atLeast', { day: short }) : short}
            {language.language === 'zh' ? '，' : ', '}
            {words.duration(stage)}
          </span>
          <span className="unseen">
            {stage.isCritical && `, ${t('timeline.critical')}`}
            {stage.pin && isPinned(stage) && `, ${t('timeline.pinned')}`}
          </span>
        </span>
      </button>
      <div className={classes.track} aria-hidden="true">
        <ScaleGround days={days} scale={scale} />
        {before && isMoved(before, stage) && (
          <span
            className={classes.ghost}
            style={{ left: `${middleOf(scale, before.startsOn)}%`, width: `${widthOf(scale, before)}%` }}
          />
        )}
        <Slack stage={stage} scale={scale} />
        <span
          className={`${classes.bar} ${classes[stage.duration?.basis ?? 'planning'] ?? ''}`}
          data-critical={stage.isCritical || undefined}
          data-unknown={(stage.duration === null && !stage.pin?.endsOn) || undefined}
          style={{ left: `${middleOf(scale, stage.startsOn)}%`, width: `${widthOf(scale, stage)}%` }}
          title={`${name}: ${range}`}
          onClick={onSelect}
        >
          {stage.duration === null && !stage.pin?.endsOn && '?'}
        </span>
        {stage.pin?.startsOn && <i className={classes.pin} style={{ left: `${middleOf(scale, stage.startsOn)}%` }} />}
        {stage.pin?.endsOn && <i className={classes.pin} style={{ left: `${middleOf(scale, stage.endsOn)}%` }} />}
      </div>
    </div>
  );
}

export function isPinned({ pin }: Pick<PlannedStage, 'pin'>): boolean {
  return Boolean(pin?.startsOn ?? pin?.endsOn);
}

function isMoved(one: PlannedStage, other: PlannedStage): boolean {
  return one.startsOn !== other.startsOn || one.endsOn !== other.endsOn;
}

function widthOf(scale: DayScale, { startsOn, endsOn }: PlannedStage): number {
  return startOf(scale, endsOn) - startOf(scale, startsOn);
}

/** The days by which the stage may be early or late without moving the end. */
function Slack({ stage, scale }: { stage: PlannedStage; scale: DayScale }) {
  if (!stage.latest || stage.isCritical) return null;
  const [from, to] = [stage.earliest.startsOn, stage.latest.endsOn];
  if (from === stage.startsOn && to === stage.endsOn) return null;
  return (
    <span
      className={classes.slack}
      style={{ left: `${middleOf(scale, from)}%`, width: `${startOf(scale, to) - startOf(scale, from)}%` }}
    />
  );
}
