import { actsFrom, needsOf, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

/**
 * State of a factory inspection. `held`: it took place, its findings are being corrected. `passed` and `failed` are the
 * body's result; `cancelled`: it did not take place and will not.
 */
export const AUDIT_STATUSES = ['planned', 'confirmed', 'held', 'passed', 'failed', 'cancelled'] as const;
export type AuditStatus = (typeof AUDIT_STATUSES)[number];

export const AUDIT_INITIAL: AuditStatus = 'planned';

export const AUDIT_KINDS = ['initial', 'follow-up'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Grades as practice names them; the exact names of the rules were not found. Only a major one keeps a case open. */
export const FINDING_GRADES = ['observation', 'minor', 'major'] as const;
export type FindingGrade = (typeof FINDING_GRADES)[number];

export const AUDIT_ACTS = ['confirm', 'postpone', 'hold', 'pass', 'fail', 'cancel'] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** `days`: first and last day; `day`: of the result; `reason`: in words. */
export type AuditNeed = 'days' | 'day' | 'reason';

/**
 * The allowed transitions. An unannounced inspection is recorded as held at once. A confirmed one that moves is planned
 * again: new days hold only when confirmed. `pass` is the caller's to refuse while findings are open.
 */
export const AUDIT_TRANSITIONS: readonly Transition<AuditStatus, AuditAct, AuditNeed>[] = [
  { from: 'planned', act: 'confirm', to: 'confirmed', needs: ['days'] },
  { from: 'planned', act: 'hold', to: 'held', needs: ['days'] },
  { from: 'planned', act: 'cancel', to: 'cancelled', needs: ['reason'] },
  { from: 'confirmed', act: 'postpone', to: 'planned', needs: ['reason'] },
  { from: 'confirmed', act: 'hold', to: 'held', needs: ['days'] },
  { from: 'confirmed', act: 'cancel', to: 'cancelled', needs: ['reason'] },
  { from: 'held', act: 'pass', to: 'passed', needs: ['day'] },
  { from: 'held', act: 'fail', to: 'failed', needs: ['day', 'reason'] },
];

export const AUDIT_TERMINAL = terminalStates(AUDIT_TRANSITIONS, AUDIT_STATUSES);

export const AUDIT_ACTORS: Actors<AuditAct> = {
  confirm: ['body', 'consultancy'],
  postpone: ['body', 'client', 'consultancy'],
  hold: ['inspector'],
  pass: ['body'],
  fail: ['body'],
  cancel: ['body', 'client', 'consultancy'],
};

/** The acts that are legal in this state, in the order of the table. */
export function auditActs(status: AuditStatus): AuditAct[] {
  return actsFrom(AUDIT_TRANSITIONS, status);
}

/** What the act cannot be recorded without in this state. */
export function auditNeeds(status: AuditStatus, act: AuditAct): readonly AuditNeed[] {
  return needsOf(AUDIT_TRANSITIONS, status, act);
}

/** @throws RuleBroken `audit.illegal-transition` with the legal acts named */
export function nextAuditStatus(status: AuditStatus, act: AuditAct): AuditStatus {
  return nextState(AUDIT_TRANSITIONS, 'audit.illegal-transition', status, act);
}

/** An audit to come or under correction; an ended one is history. */
export function isOpenAudit(status: AuditStatus): boolean {
  return !AUDIT_TERMINAL.includes(status);
}
