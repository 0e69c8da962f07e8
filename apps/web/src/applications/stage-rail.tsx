import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PHONE } from '../components/media.js';
import { PartyMark } from '../components/party-mark.js';
import { Popup } from '../components/popup.js';
import type { CaseStage } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import { inOrder, railParts, type RailPart } from './rail-layout.js';
import { takesPart } from './stage-bars.js';
import { StageNode } from './stage-node.js';
import classes from './stage-rail.module.css';

interface StageRailProps {
  stages: readonly CaseStage[];
  /** What opens at a stage: its days and what may be recorded. */
  popup: (stage: CaseStage, titleId: string, close: () => void) => ReactNode;
}

/** From lane to lane: of stages that say no more than their days, and where one also says whose turn it is or why it waits. */
const LANE_PX = 110;
const BUSY_LANE_PX = 166;
/** From the top edge of the rail to its first lane, in px. */
const TOP_PX = 62;
const ALONE_PX = 18;
/** From stub to stub of what follows the certificate. */
const STUB_PX = 52;
const FORK_PX = 40;

/** The stages of a case as one line that forks where stages run side by side; upright on a phone. Each opens its acts. */
export function StageRail({ stages, popup }: StageRailProps) {
  const { t } = useTranslation('cases');
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const [openId, setOpenId] = useState<string | null>(null);
  const anchor = useRef<HTMLElement | null>(null);
  const parts = railParts(stages.filter(takesPart));
  const numbers = new Map(inOrder(parts).map(({ id }, index) => [id, index + 1]));
  const open = stages.find(({ id }) => id === openId);
  const stageOf = (stage: CaseStage, isSmall = false) => (
    <StageButton
      stage={stage}
      number={numbers.get(stage.id)!}
      isOpen={openId === stage.id}
      isSmall={isSmall}
      onOpen={(element) => {
        anchor.current = element;
        setOpenId(stage.id);
      }}
    />
  );
  const Rail = isPhone ? UprightRail : LyingRail;
  return (
    <nav className={classes.wrap} aria-label={t('rail.label')} onKeyDown={walk}>
      <Rail parts={parts} stageOf={stageOf} />
      {open && (
        <Popup anchor={anchor} labelledBy={`stage-${open.id}`} onClose={() => setOpenId(null)}>
          {popup(open, `stage-${open.id}`, () => setOpenId(null))}
        </Popup>
      )}
    </nav>
  );
}

/** Arrow keys walk from stage to stage. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stage]')];
  const at = all.indexOf(event.target as HTMLElement);
  if (!step || at < 0) return;
  event.preventDefault();
  all[at + step]?.focus();
}

interface RailProps {
  parts: readonly RailPart<CaseStage>[];
  stageOf: (stage: CaseStage, isSmall?: boolean) => ReactNode;
}

const isPast = ({ status }: CaseStage) => status === 'done' || status === 'skipped' || status === 'failed';
const isBegun = (stage: CaseStage) => stage.status !== 'not-started';
const saysMore = ({ status, attempt }: CaseStage) =>
  status === 'running' || status === 'blocked' || status === 'failed' || attempt > 1;
const lastOf = (part: RailPart<CaseStage> | undefined): CaseStage[] =>
  !part ? [] : part.kind === 'one' ? [part.stage] : part.kind === 'fork' ? part.lanes.map((lane) => lane.at(-1)!) : [];

function LyingRail({ parts, stageOf }: RailProps) {
  const lanes = Math.max(1, ...parts.map((part) => (part.kind === 'fork' ? part.lanes.length : 1)));
  const lanePx = parts.some((part) => part.kind === 'fork' && part.lanes.flat().some(saysMore))
    ? BUSY_LANE_PX
    : LANE_PX;
  const middle = lanes > 1 ? TOP_PX + ((lanes - 1) * lanePx) / 2 : ALONE_PX;
  return (
    <ol className={classes.rail} style={{ '--middle': `${middle}px`, '--lane': `${lanePx}px` } as CSSProperties}>
      {parts.map((part, index) => {
        const before = lastOf(parts[index - 1]);
        const isReached = before.length > 0 && before.every(isPast);
        if (part.kind === 'one') {
          return (
            <li
              key={part.stage.id}
              className={classes.one}
              data-first={index === 0 || undefined}
              data-last={index === parts.length - 1 || undefined}
              data-reached={isReached || undefined}
              data-past={isPast(part.stage) || undefined}
            >
              {stageOf(part.stage)}
            </li>
          );
        }
        if (part.kind === 'after') {
          const ys = part.stages.map((_, row) => middle + row * STUB_PX);
          return (
            <li key="after" className={classes.after}>
              <Curves from={[middle]} to={ys} isTaken={() => isReached} isAfter />
              <ol style={{ paddingTop: middle - STUB_PX / 2 }}>
                {part.stages.map((stage) => (
                  <li key={stage.id}>{stageOf(stage, true)}</li>
                ))}
              </ol>
            </li>
          );
        }
        const first = middle - ((part.lanes.length - 1) * lanePx) / 2;
        const ys = part.lanes.map((_, lane) => first + lane * lanePx);
        const longest = Math.max(...part.lanes.map(({ length }) => length));
        return (
          <li
            key={part.lanes[0]![0]!.id}
            className={classes.fork}
            style={{ flexGrow: longest * 1.3, minWidth: longest * 118 + 2 * FORK_PX }}
          >
            <Curves from={[middle]} to={ys} isTaken={(lane) => isReached && isBegun(part.lanes[lane]![0]!)} />
            <ul className={classes.lanes} style={{ paddingTop: first - TOP_PX }}>
              {part.lanes.map((lane) => (
                <li key={lane[0]!.id}>
                  <ol className={classes.lane}>
                    {lane.map((stage) => (
                      <li key={stage.id} data-past={isPast(stage) || undefined}>
                        {stageOf(stage)}
                      </li>
                    ))}
                  </ol>
                </li>
              ))}
            </ul>
            <Curves from={ys} to={[middle]} isTaken={(lane) => part.lanes[lane]!.every(isPast)} />
          </li>
        );
      })}
    </ol>
  );
}

/** The lines that part to the lanes, or join from them. */
function Curves({
  from,
  to,
  isTaken,
  isAfter = false,
}: {
  from: readonly number[];
  to: readonly number[];
  isTaken: (lane: number) => boolean;
  isAfter?: boolean;
}) {
  const lanes = Math.max(from.length, to.length);
  const height = Math.max(...from, ...to) + 2;
  const curves = Array.from({ length: lanes }, (_, lane) => {
    const [start, end] = [from[lane] ?? from[0]!, to[lane] ?? to[0]!];
    return { lane, path: `M0 ${start}C${FORK_PX / 2} ${start} ${FORK_PX / 2} ${end} ${FORK_PX} ${end}` };
  });
  return (
    <svg
      className={classes.curves}
      width={FORK_PX}
      height={height}
      viewBox={`0 0 ${FORK_PX} ${height}`}
      aria-hidden="true"
    >
      {curves
        .sort((one, other) => Number(isTaken(one.lane)) - Number(isTaken(other.lane)))
        .map(({ lane, path }) => (
          <path key={lane} d={path} data-taken={isTaken(lane) || undefined} data-after={isAfter || undefined} />
        ))}
    </svg>
  );
}

function UprightRail({ parts, stageOf }: RailProps) {
  return (
    <ol className={classes.upright}>
      {parts.map((part) => {
        if (part.kind === 'one')
          return (
            <li key={part.stage.id} data-past={isPast(part.stage) || undefined}>
              {stageOf(part.stage)}
            </li>
          );
        const lanes = part.kind === 'after' ? part.stages.map((stage) => [stage]) : part.lanes;
        return (
          <li key={lanes[0]![0]!.id} className={classes.branches} data-after={part.kind === 'after' || undefined}>
            <ul>
              {lanes.map((lane) => (
                <li key={lane[0]!.id}>
                  <ol>
                    {lane.map((stage) => (
                      <li key={stage.id} data-past={isPast(stage) || undefined}>
                        {stageOf(stage)}
                      </li>
                    ))}
                  </ol>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

interface StageButtonProps {
  stage: CaseStage;
  number: number;
  isOpen: boolean;
  isSmall: boolean;
  onOpen: (element: HTMLElement) => void;
}

/** Node and words of one stage; opens what may be recorded of it. */
function StageButton({ stage, number, isOpen, isSmall, onOpen }: StageButtonProps) {
  const { t, i18n } = useTranslation(['cases', 'domain']);
  const words = useCaseWords();
  const { status, workingDays, blocker, names, attempt } = stage;
  const share = workingDays?.total ? Math.min(workingDays.done / workingDays.total, 1) : null;
  const second = i18n.language === 'zh' ? null : names.zh;
  return (
    <button
      type="button"
      className={classes.stage}
      data-stage={stage.id}
      data-status={status}
      data-small={isSmall || undefined}
      data-alone={second === null || undefined}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      title={words.stage(stage)}
      onClick={(event) => onOpen(event.currentTarget)}
    >
      <StageNode status={status} number={number} share={share} />
      <span className={classes.name}>{words.say(names)}</span>
      {second && !isSmall && (
        <span lang="zh-Hans" className={classes.second}>
          {second}
        </span>
      )}
      <span className="unseen">{`, ${t(`domain:stageStatus.${status}`)}, `}</span>
      <span className={classes.detail}>
        {attempt > 1 && <b>{t('cases:stage.attemptOnly', { attempt })}</b>}
        {status === 'blocked' && blocker && (
          <span className={classes.blocked}>
            {t('cases:stage.blockedBy', { blocker: t(`domain:stageBlocker.${blocker}`) })}
          </span>
        )}
        {status === 'failed' && <span className={classes.failed}>{t('cases:stage.failed')}</span>}
        <span>{isSmall ? words.begins(stage) : words.when(stage)}</span>
        {status === 'running' && workingDays?.total != null && (
          <span>{t('cases:stage.workingDays', { done: workingDays.done, count: workingDays.total })}</span>
        )}
        {(status === 'running' || status === 'blocked') && (
          <span className={classes.party}>
            <PartyMark party={stage.party} />
            {t(`domain:party.${stage.party}`)}
          </span>
        )}
      </span>
    </button>
  );
}
