import { caseHistory, type ToldMove } from '../../../test/support/case-history.js';
import { certification, isAfterCertification, untilCertificate } from './after-certificate.js';
import { legalStageActs, moveToUndo, requireStageMove, type CaseHistory, type StageMoveAct } from './stage-history.js';
import { turnNow, turnsOf } from './turns.js';

const TODAY = '2026-12-31';
const CERTIFIED_ON = '2026-12-18';

/** Ten moves to the certificate, the last one the case's own. */
const TO_CERTIFICATE: readonly ToldMove[] = [
  ['scope-check', 'complete', '2026-11-03'],
  ['documents', 'complete', '2026-11-10'],
  ['application', 'complete', '2026-11-16'],
  [null, 'accept', '2026-11-16'],
  ['sample-notice', 'complete', '2026-11-20'],
  ['type-test', 'complete', '2026-12-04'],
  ['initial-inspection', 'complete', '2026-12-10'],
  ['decision', 'start', '2026-12-11'],
  ['decision', 'complete', CERTIFIED_ON],
  [null, 'certify', CERTIFIED_ON],
];
const certified = (...after: ToldMove[]): CaseHistory => caseHistory([...TO_CERTIFICATE, ...after]);
const before = caseHistory(TO_CERTIFICATE.slice(0, -1));
const refused = (code: string, facts: object) => expect.objectContaining({ code, facts });
const acts = (history: CaseHistory, stage: string) => legalStageActs(history, stage, TODAY).map(({ act }) => act);

describe('the certificate of a case', () => {
  it('is there once its act is recorded and not taken back', () => {
    expect(certification(certified())).toMatchObject({ id: 'm10', act: 'certify' });
    expect(certification(before)).toBeNull();
    expect(certification(caseHistory([[null, 'certify', CERTIFIED_ON, { isUndone: true }]]))).toBeNull();
    expect(certification(caseHistory([[null, 'withdraw', CERTIFIED_ON]]))).toBeNull();
  });

  it('parts what was recorded before it from what came after', () => {
    const history = certified(['follow-up', 'start', '2026-12-20']);
    expect(history.moves.map((move) => isAfterCertification(history, move)).indexOf(true)).toBe(10);
    expect(untilCertificate(history).moves.at(-1)!.id).toBe('m10');
    expect(untilCertificate(before)).toBe(before);
    expect(isAfterCertification(before, before.moves[0]!)).toBe(false);
  });
});

describe('after the certificate', () => {
  it('a stage that follows on it is started, done or left out, from the day of the certificate on', () => {
    expect(legalStageActs(certified(), 'follow-up', TODAY)).toEqual([
      { act: 'start', earliestOn: CERTIFIED_ON },
      { act: 'complete', earliestOn: CERTIFIED_ON },
      { act: 'skip', earliestOn: CERTIFIED_ON },
    ]);
    expect(acts(certified(['follow-up', 'start', '2026-12-20']), 'follow-up')).toEqual(['complete', 'skip']);
    expect(acts(certified(['follow-up', 'complete', '2026-12-20']), 'follow-up')).toEqual([]);
  });

  it('what was blocked before it goes on', () => {
    const blocked = caseHistory([['follow-up', 'block', '2026-11-05', { blocker: 'fee-unpaid' }], ...TO_CERTIFICATE]);
    expect(acts(blocked, 'follow-up')).toEqual(['resume', 'skip']);
  });

  it('a day before it is refused, and says why', () => {
    const move = { stageId: 'follow-up', act: 'start' as const, on: '2026-12-17' };
    expect(() => requireStageMove(certified(), move, TODAY)).toThrow(
      refused('stage.day-too-early', { earliestOn: CERTIFIED_ON, because: 'certificate', stages: [] }),
    );
    expect(requireStageMove(certified(), { ...move, on: CERTIFIED_ON }, TODAY)).toEqual({
      from: 'not-started',
      to: 'running',
    });
  });

  it.each<[StageMoveAct, string[]]>([
    ['block', ['complete', 'skip']],
    ['fail', ['complete', 'skip']],
    ['hand-over', ['complete', 'skip']],
  ])('nothing is recorded that asks whose turn it is: no %s', (act, allowed) => {
    const running = certified(['follow-up', 'start', '2026-12-20']);
    expect(() => requireStageMove(running, { stageId: 'follow-up', act, on: TODAY, party: 'client' }, TODAY)).toThrow(
      refused('stage.illegal-transition', { status: 'running', act, allowed }),
    );
  });

  it('what led to it neither moves nor is taken back', () => {
    expect(acts(certified(), 'test-rectification')).toEqual([]);
    expect(acts(before, 'test-rectification')).toEqual(['start', 'block', 'complete', 'skip']);
    expect(() => moveToUndo(certified(), 'decision')).toThrow(refused('stage.nothing-to-undo', { status: 'done' }));
    expect(moveToUndo(before, 'decision').id).toBe('m9');
    const early = caseHistory([['follow-up', 'skip', '2026-11-05'], ...TO_CERTIFICATE]);
    expect(() => moveToUndo(early, 'follow-up')).toThrow(refused('stage.nothing-to-undo', { status: 'skipped' }));
  });

  it('what came after it is taken back', () => {
    const history = certified(['follow-up', 'start', '2026-12-20'], ['follow-up', 'complete', '2026-12-21']);
    expect(moveToUndo(history, 'follow-up').id).toBe('m12');
  });

  it('the clock of whose turn it is stands still', () => {
    const moved = certified(['follow-up', 'start', CERTIFIED_ON], ['follow-up', 'complete', '2026-12-20']);
    expect(turnsOf(moved, '2026-12-30')).toEqual(turnsOf(certified(), '2026-12-30'));
    expect(turnNow(moved, CERTIFIED_ON)).toEqual(turnNow(certified(), CERTIFIED_ON));
    expect(turnNow(caseHistory([...TO_CERTIFICATE.slice(0, -1), ['follow-up', 'start', CERTIFIED_ON]]), CERTIFIED_ON)).toMatchObject({ stageId: 'follow-up' }); // prettier-ignore
  });
});
