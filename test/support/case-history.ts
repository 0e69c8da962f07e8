import type { CaseAct, CaseHistory, CaseMove, CaseStage } from '#domain/cases/stage-history';
import type { Day } from '#domain/day';
import type { SchemeDefinition } from '#domain/reference/scheme';
import { limit, scheme, SIDE_BY_SIDE, stage } from './plan-schemes.js';

/** A stage of a case; its id is its key, `key#2` of the second attempt. */
export function caseStage(key: string, position: number, more: Partial<CaseStage> = {}): CaseStage {
  const { attempt = 1 } = more;
  const id = attempt === 1 ? key : `${key}#${attempt}`;
  const head = { id, key, attempt, position, party: 'body' as const, needs: [], needsInParallel: null };
  return { ...head, isOptional: false, isAfterCertificate: false, ...more };
}

/** The stages of a CCC certification as the scheme orders them, shortened to what decides the order. */
export const CCC_STAGES: readonly CaseStage[] = [
  caseStage('scope-check', 1, { party: 'consultancy' }),
  caseStage('documents', 2, { party: 'client', needs: ['scope-check'] }),
  caseStage('application', 3, { party: 'body', needs: ['documents'] }),
  caseStage('sample-notice', 4, { party: 'client', needs: ['application'] }),
  caseStage('type-test', 5, { party: 'laboratory', needs: ['sample-notice'] }),
  caseStage('test-rectification', 6, { party: 'client', needs: ['type-test'], isOptional: true }),
  caseStage('initial-inspection', 7, {
    party: 'inspector',
    needs: ['type-test', 'test-rectification'],
    needsInParallel: ['application'],
  }),
  caseStage('decision', 8, { party: 'body', needs: ['test-rectification', 'initial-inspection'] }),
  caseStage('follow-up', 9, { party: 'inspector', needs: ['decision'], isAfterCertificate: true }),
];

/** The stages of `CCC_STAGES` with durations that are easy to count. */
export const CCC_SCHEME: SchemeDefinition = scheme([
  stage('scope-check', { party: 'consultancy', duration: limit(5) }),
  stage('documents', { party: 'client', needs: ['scope-check'], duration: limit(10) }),
  stage('application', { needs: ['documents'], duration: limit(5) }),
  stage('sample-notice', { party: 'client', needs: ['application'], duration: limit(14, 'calendar-days') }),
  stage('type-test', { party: 'laboratory', needs: ['sample-notice'], duration: limit(20) }),
  stage('test-rectification', { party: 'client', needs: ['type-test'], isOptional: true, duration: null }),
  stage('initial-inspection', {
    party: 'inspector',
    needs: ['type-test', 'test-rectification'],
    needsInParallel: ['application'],
    parallel: SIDE_BY_SIDE,
    duration: limit(2, 'calendar-days'),
  }),
  stage('decision', { needs: ['test-rectification', 'initial-inspection'], duration: limit(10) }),
  stage('follow-up', { party: 'inspector', needs: ['decision'], isAfterCertificate: true, duration: limit(1) }),
]);

/** The next attempt of one of these stages. */
export function repeated(key: string, attempt = 2): CaseStage {
  return { ...CCC_STAGES.find((stage) => stage.key === key)!, id: `${key}#${attempt}`, attempt };
}

/** `[stage id or null for the case itself, act, day, what the move says beside]` */
export type ToldMove = readonly [
  stageId: string | null,
  act: CaseAct,
  on: Day,
  more?: Partial<Pick<CaseMove, 'party' | 'blocker' | 'isUndone'>>,
];

/** A case with its moves in the order of recording, m1 first. */
export function caseHistory(moves: readonly ToldMove[], more: Partial<CaseHistory> = {}): CaseHistory {
  return {
    stages: CCC_STAGES,
    moves: moves.map(([stageId, act, on, said], index) => {
      const head = { id: `m${index + 1}`, stageId, act, on };
      return { ...head, party: null, blocker: null, isUndone: false, ...said };
    }),
    startedOn: '2026-11-02',
    isParallel: false,
    ...more,
  };
}
