import { actsFrom, needsOf, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

/** What a determination says: exempted on application, not asked for at all, or outside of the catalogue. */
export const DETERMINATION_KINDS = ['exempt', 'not-required', 'out-of-catalogue'] as const;
export type DeterminationKind = (typeof DETERMINATION_KINDS)[number];

/**
 * State of an exemption or determination. `used`: goods came in under it and are answered for; `discharged`: all of them
 * are accounted for; `lapsed`: its validity ended without goods that are still owed.
 */
export const DETERMINATION_STATUSES = [
  'drafted',
  'applied',
  'granted',
  'refused',
  'used',
  'discharged',
  'lapsed',
  'withdrawn',
] as const;
export type DeterminationStatus = (typeof DETERMINATION_STATUSES)[number];

export const DETERMINATION_INITIAL: DeterminationStatus = 'drafted';

export const DETERMINATION_ACTS = [
  'apply',
  'grant',
  'refuse',
  'use',
  'discharge-part',
  'discharge',
  'lapse',
  'withdraw',
] as const;
export type DeterminationAct = (typeof DETERMINATION_ACTS)[number];

/** `proof`: a file that shows it; `manner`: what became of the goods; `quantity`: of how many of them. */
export type DeterminationNeed = 'day' | 'reason' | 'proof' | 'manner' | 'quantity';

/** What became of goods that came in under an exemption. */
export const DISCHARGES = ['exported', 'disposed', 'written-off', 'consumed'] as const;
export type Discharge = (typeof DISCHARGES)[number];

/**
 * The allowed transitions. A paper that is there already, and a ground that nothing is applied for under, are granted
 * from the draft. `discharge` accounts for all that is left: a part leaves the rest owed.
 */
export const DETERMINATION_TRANSITIONS: readonly Transition<
  DeterminationStatus,
  DeterminationAct,
  DeterminationNeed
>[] = [
  { from: 'drafted', act: 'apply', to: 'applied', needs: ['day'] },
  { from: 'drafted', act: 'grant', to: 'granted', needs: ['day'] },
  { from: 'drafted', act: 'withdraw', to: 'withdrawn' },
  { from: 'applied', act: 'grant', to: 'granted', needs: ['day'] },
  { from: 'applied', act: 'refuse', to: 'refused', needs: ['day', 'reason'] },
  { from: 'applied', act: 'withdraw', to: 'withdrawn', needs: ['reason'] },
  { from: 'granted', act: 'use', to: 'used', needs: ['day'] },
  { from: 'granted', act: 'lapse', to: 'lapsed', needs: ['day'] },
  { from: 'granted', act: 'withdraw', to: 'withdrawn', needs: ['reason'] },
  { from: 'used', act: 'discharge-part', to: 'used', needs: ['day', 'manner', 'proof', 'quantity'] },
  { from: 'used', act: 'discharge', to: 'discharged', needs: ['day', 'manner', 'proof'] },
];

export const DETERMINATION_TERMINAL = terminalStates(DETERMINATION_TRANSITIONS, DETERMINATION_STATUSES);

export const DETERMINATION_ACTORS: Actors<DeterminationAct> = {
  apply: ['consultancy', 'client'],
  grant: ['authority'],
  refuse: ['authority'],
  use: ['client'],
  'discharge-part': ['client', 'customs', 'authority'],
  discharge: ['client', 'customs', 'authority'],
  lapse: ['calendar'],
  withdraw: ['consultancy', 'client'],
};

/** Acts on goods that came in under an exemption. Nothing comes in "under" the other kinds: they name no quantity to answer for. */
const OF_EXEMPTED_GOODS: readonly DeterminationAct[] = ['use', 'discharge-part', 'discharge'];

/** The acts that are legal for this kind in this state, in the order of the table. */
export function determinationActs(kind: DeterminationKind, status: DeterminationStatus): DeterminationAct[] {
  const acts = actsFrom(DETERMINATION_TRANSITIONS, status);
  return kind === 'exempt' ? acts : acts.filter((act) => !OF_EXEMPTED_GOODS.includes(act));
}

/** What the act cannot be recorded without in this state. */
export function determinationNeeds(status: DeterminationStatus, act: DeterminationAct): readonly DeterminationNeed[] {
  return needsOf(DETERMINATION_TRANSITIONS, status, act);
}

/** @throws RuleBroken `determination.illegal-transition` with the legal acts named */
export function nextDeterminationStatus(
  kind: DeterminationKind,
  status: DeterminationStatus,
  act: DeterminationAct,
): DeterminationStatus {
  const allowed = determinationActs(kind, status);
  const table = DETERMINATION_TRANSITIONS.filter((one) => one.from !== status || allowed.includes(one.act));
  return nextState(table, 'determination.illegal-transition', status, act);
}
