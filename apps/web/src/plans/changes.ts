import { COUNT_UNITS, type CountUnit } from '#domain/calendar/counting';
import { isDay, type Day } from '#domain/day';
import type { OwnDuration } from '#domain/plan/plan';
import type { OptionsInput } from './plans.types.js';

/** What a person has set for one stage; null: as the scheme has it. */
export interface StageChange {
  duration: OwnDuration | null;
  startsOn: Day | null;
  endsOn: Day | null;
}

export const NO_CHANGE: StageChange = { duration: null, startsOn: null, endsOn: null };

/** By stage. Stages without a change are left out. */
export type Changes = Readonly<Record<string, StageChange>>;

/** Longest duration that the api takes. */
export const MOST_UNITS = 1_000;

const SIGNS: Record<CountUnit, string> = {
  'working-days': 'wd',
  'calendar-days': 'd',
  weeks: 'w',
  months: 'm',
  years: 'y',
};

/** `key:value,key:value` of an address; what is not in this form is left out. */
export function readPairs(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').map((pair) => /^([\w.-]+):(.+)$/.exec(pair));
  return Object.fromEntries(pairs.flatMap((match) => (match ? [[match[1], match[2]]] : [])));
}

/** @returns null when there is nothing to write, so that the address stays clean */
export function writePairs(pairs: Readonly<Record<string, string>>): string | null {
  const text = Object.entries(pairs).map(([key, value]) => `${key}:${value}`);
  return text.length > 0 ? text.join(',') : null;
}

/** `20wd` -> 20 working days; null for anything else. */
export function readDuration(text: string | undefined): OwnDuration | null {
  const match = /^(\d{1,4})(wd|d|w|m|y)$/.exec(text ?? '');
  const unit = match && COUNT_UNITS.find((one) => SIGNS[one] === match[2]);
  const amount = Number(match?.[1]);
  return unit && amount <= MOST_UNITS ? { amount, unit } : null;
}

export function writeDuration({ amount, unit }: OwnDuration): string {
  return `${amount}${SIGNS[unit]}`;
}

/**
 * The changes of one scheme out of an address that keeps those of all: `scheme.stage.d` is a duration, `.s` a first and
 * `.e` a last day.
 */
export function readChanges(text: string | undefined, schemeKey: string): Changes {
  const changes: Record<string, StageChange> = {};
  for (const [key, value] of Object.entries(readPairs(text))) {
    const [scheme, stage, what] = key.split('.');
    if (scheme !== schemeKey || !stage) continue;
    const before = changes[stage] ?? NO_CHANGE;
    if (what === 'd' && readDuration(value)) changes[stage] = { ...before, duration: readDuration(value) };
    if (what === 's' && isDay(value)) changes[stage] = { ...before, startsOn: value };
    if (what === 'e' && isDay(value)) changes[stage] = { ...before, endsOn: value };
  }
  return changes;
}

/** The address's text with the changes of one scheme in place of those it has. */
export function writeChanges(text: string | undefined, schemeKey: string, changes: Changes): string | null {
  const others = Object.entries(readPairs(text)).filter(([key]) => !key.startsWith(`${schemeKey}.`));
  const own = Object.entries(changes).flatMap(([stage, { duration, startsOn, endsOn }]): [string, string][] => [
    ...(duration ? [[`${schemeKey}.${stage}.d`, writeDuration(duration)] as [string, string]] : []),
    ...(startsOn ? [[`${schemeKey}.${stage}.s`, startsOn] as [string, string]] : []),
    ...(endsOn ? [[`${schemeKey}.${stage}.e`, endsOn] as [string, string]] : []),
  ]);
  return writePairs(Object.fromEntries([...others, ...own]));
}

export function withChange(changes: Changes, stage: string, change: StageChange): Changes {
  const { [stage]: _, ...others } = changes;
  return isChanged(change) ? { ...others, [stage]: change } : others;
}

export function isChanged({ duration, startsOn, endsOn }: StageChange): boolean {
  return duration !== null || startsOn !== null || endsOn !== null;
}

/** One on top of the other: what the later one does not say stays. */
export function joined(base: Changes, later: Changes): Changes {
  const stages = [...new Set([...Object.keys(base), ...Object.keys(later)])];
  return Object.fromEntries(
    stages.map((stage) => {
      const [one, other] = [base[stage] ?? NO_CHANGE, later[stage] ?? NO_CHANGE];
      const {
        duration = null,
        startsOn = null,
        endsOn = null,
      } = {
        duration: other.duration ?? one.duration,
        startsOn: other.startsOn ?? one.startsOn,
        endsOn: other.endsOn ?? one.endsOn,
      };
      return [stage, { duration, startsOn, endsOn }];
    }),
  );
}

/** As the api takes it. */
export function toOptions(changes: Changes): Pick<OptionsInput, 'durations' | 'pins'> {
  const entries = Object.entries(changes);
  return {
    durations: Object.fromEntries(entries.flatMap(([stage, { duration }]) => (duration ? [[stage, duration]] : []))),
    pins: Object.fromEntries(
      entries.flatMap(([stage, { startsOn, endsOn }]) => (startsOn || endsOn ? [[stage, { startsOn, endsOn }]] : [])),
    ),
  };
}

/** The reverse: what a stored plan has of its own. */
export function fromOptions({ durations = {}, pins = {} }: Pick<OptionsInput, 'durations' | 'pins'>): Changes {
  const stages = [...new Set([...Object.keys(durations), ...Object.keys(pins)])];
  const all = stages.map((stage): [string, StageChange] => [
    stage,
    {
      duration: durations[stage] ?? null,
      startsOn: pins[stage]?.startsOn ?? null,
      endsOn: pins[stage]?.endsOn ?? null,
    },
  ]);
  return Object.fromEntries(all.filter(([, change]) => isChanged(change)));
}
