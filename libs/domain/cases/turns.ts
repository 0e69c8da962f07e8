import { addDays, daysBetween, type Day } from '../day.js';
import type { Party } from '../reference/scheme.js';
import { APPLICATION_ACTORS } from '../states/application-status.js';
import { untilCertificate } from './after-certificate.js';
import type { CaseHistory, StageState } from './stage-history.js';
import { StageReplay } from './stage-replay.js';

/** Why it is a party's turn. `between`: nothing runs, so the consultancy must set the next thing going. */
export const TURN_WHYS = ['running', 'handed-over', 'blocked', 'on-hold', 'between'] as const;
export type TurnWhy = (typeof TURN_WHYS)[number];

/** Whose turn it is on a day, and for which stage's sake; null where it is none's. */
export interface Turn {
  party: Party;
  stageId: string | null;
  why: TurnWhy;
}

/** Days in a row with the same turn. */
export interface TurnSegment extends Turn {
  from: Day;
  /** not included */
  to: Day;
  /** calendar days, 1 or more */
  days: number;
}

/** A hold without a party is the client's: it is the likeliest to stop its own case. */
const HOLDS_BY_DEFAULT = APPLICATION_ACTORS.hold[0] as Party;

/**
 * Whose turn it was from the first day of the case to the day before `until`: exactly one party on each day (decision
 * 0009). A hold's party; else that of the stage blocked longest; else that of the running stage that stands first, or to
 * whom it was handed over; else the consultancy's. What stood at the end of a day holds for the whole of it. What is recorded
 * after the certificate moves the clock no more.
 *
 * @param until not included: the day after today, or of an ended case its last day
 * @returns without gaps and in order; empty when `until` is not after the first day
 */
export function turnsOf(history: CaseHistory, until: Day): TurnSegment[] {
  const segments: TurnSegment[] = [];
  for (const { from, turn } of changesOf(untilCertificate(history), until)) {
    const last = segments.at(-1);
    if (last && isSame(last, turn)) continue;
    if (last) last.to = from;
    segments.push({ ...turn, from, to: until, days: 0 });
  }
  return segments.map((segment) => ({ ...segment, days: daysBetween(segment.from, segment.to) }));
}

/**
 * Whose turn it is on a day.
 *
 * @returns `since`: first day in a row on which it is that party's, for whatever stage
 */
export function turnNow(history: CaseHistory, today: Day): Turn & { since: Day } {
  const segments = turnsOf(history, addDays(today, 1));
  const now = segments.at(-1);
  if (!now) return { ...BETWEEN, since: history.startedOn };
  let since = now.from;
  for (const { party, from } of segments.reverse()) {
    if (party !== now.party) break;
    since = from;
  }
  return { party: now.party, since, stageId: now.stageId, why: now.why };
}

/** Calendar days by party; those without any are left out. */
export function daysByParty(segments: readonly TurnSegment[]): Partial<Record<Party, number>> {
  const days: Partial<Record<Party, number>> = {};
  for (const segment of segments) days[segment.party] = (days[segment.party] ?? 0) + segment.days;
  return days;
}

const BETWEEN: Turn = { party: 'consultancy', stageId: null, why: 'between' };

/** The turn of each day on which something moved, the first day before all. */
function changesOf({ startedOn, stages, moves }: CaseHistory, until: Day): { from: Day; turn: Turn }[] {
  if (until <= startedOn) return [];
  const replay = new StageReplay(stages);
  const inOrder = [...stages].sort((one, other) => one.position - other.position || one.attempt - other.attempt);
  // Sorting keeps the order of recording within a day.
  const standing = moves.filter(({ isUndone }) => !isUndone).sort((one, other) => compare(one.on, other.on));
  const days = [...new Set([startedOn, ...standing.map(({ on }) => on)])].filter((day) => day < until).sort();
  let heldBy: Party | null = null;
  let at = 0;
  return days.map((from) => {
    for (let move = standing[at]; move && move.on <= from; move = standing[(at += 1)]) {
      replay.apply(move);
      if (move.stageId === null) heldBy = move.act === 'hold' ? (move.party ?? HOLDS_BY_DEFAULT) : null;
    }
    const states = inOrder.map(({ id }) => replay.states.get(id)!);
    return { from, turn: heldBy === null ? turnOf(states) : { party: heldBy, stageId: null, why: 'on-hold' } };
  });
}

/** @param states in the order of the scheme */
function turnOf(states: readonly StageState[]): Turn {
  const blocked = states.filter(({ status }) => status === 'blocked').sort(byBlockedDay)[0];
  if (blocked) return { party: blocked.party, stageId: blocked.stageId, why: 'blocked' };
  const running = states.find(({ status }) => status === 'running');
  if (!running) return BETWEEN;
  const why = running.handedTo === null ? 'running' : 'handed-over';
  return { party: running.party, stageId: running.stageId, why };
}

function isSame(one: Turn, other: Turn): boolean {
  return one.party === other.party && one.stageId === other.stageId && one.why === other.why;
}

/** Of two that were blocked on one day the one that stands first is meant: sorting keeps their order. */
function byBlockedDay(one: StageState, other: StageState): number {
  return compare(one.blockedOn!, other.blockedOn!);
}

function compare(one: Day, other: Day): number {
  return one < other ? -1 : Number(one > other);
}
