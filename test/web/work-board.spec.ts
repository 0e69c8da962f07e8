import type { Application, CaseStage, MoveAct } from '../../apps/web/src/applications/applications.types.js';
import { dropped } from '../../apps/web/src/work/board-move.js';

interface Made {
  key: string;
  status?: CaseStage['status'];
  needs?: string[];
  acts?: MoveAct[];
  id?: string;
}

const stage = ({ key, status = 'not-started', needs = [], acts = [], id = key }: Made) =>
  ({ id, key, status, needs, acts: acts.map((act) => ({ act, earliestOn: '2026-11-01' })) }) as unknown as CaseStage;

const application = (turn: { party: string; stageId: string | null }, ...stages: Made[]) =>
  ({ turn, stages: stages.map(stage) }) as unknown as Application;

const usual = application(
  { party: 'client', stageId: 'documents' },
  { key: 'scope-check', status: 'done' },
  { key: 'documents', status: 'running', needs: ['scope-check'], acts: ['complete', 'hand-over'] },
  { key: 'submission', needs: ['documents'] },
  { key: 'type-test', needs: ['submission'] },
);

const said = (what: ReturnType<typeof dropped>) =>
  what.does === 'move'
    ? [what.asked.stage?.key, what.asked.act, what.asked.party]
    : [what.because, what.because === 'waits-for' ? what.stages.map(({ key }) => key) : null];

describe('a card that is put into another column', () => {
  it('asks for the end of the stage it stands in when the next one waits for that alone', () => {
    expect(said(dropped(usual, 'stage', 'submission'))).toEqual(['documents', 'complete', undefined]);
  });

  it('starts a stage that waits for nothing', () => {
    const both = application(
      { party: 'laboratory', stageId: 'type-test' },
      { key: 'type-test', status: 'running', acts: ['complete'] },
      { key: 'inspection', acts: ['start', 'block'] },
    );
    expect(said(dropped(both, 'stage', 'inspection'))).toEqual(['inspection', 'start', undefined]);
  });

  it.each([
    ['type-test', ['waits-for', ['submission']]],
    ['documents', ['is-there', null]],
    ['scope-check', ['is-over', null]],
    ['filing', ['not-of-case', null]],
  ])('goes back from %s and says why', (target, expected) => {
    expect(said(dropped(usual, 'stage', target))).toEqual(expected);
  });

  it('goes back where the reader may not do what leads there', () => {
    const locked = application(
      { party: 'body', stageId: 'decision' },
      { key: 'decision', status: 'blocked', acts: ['resume'] },
      { key: 'label', needs: ['decision'] },
    );
    expect(said(dropped(locked, 'stage', 'label'))).toEqual(['waits-for', ['decision']]);
    expect(said(dropped(application({ party: 'body', stageId: null }, { key: 'label' }), 'stage', 'label'))).toEqual([
      'may-not',
      null,
    ]);
  });

  it('takes the latest attempt at a stage that was repeated', () => {
    const repeated = application(
      { party: 'laboratory', stageId: 'rectify' },
      { key: 'type-test', status: 'failed' },
      { key: 'rectify', status: 'done' },
      { key: 'type-test', id: 'again', acts: ['start'] },
    );
    expect(said(dropped(repeated, 'stage', 'type-test'))).toEqual(['type-test', 'start', undefined]);
  });

  it('is handed over to the party of the column', () => {
    expect(said(dropped(usual, 'turn', 'laboratory'))).toEqual(['documents', 'hand-over', 'laboratory']);
    expect(said(dropped(usual, 'turn', 'client'))).toEqual(['is-there', null]);
    const nowhere = application({ party: 'consultancy', stageId: null }, { key: 'documents', acts: ['hand-over'] });
    expect(said(dropped(nowhere, 'turn', 'client'))).toEqual(['may-not', null]);
  });
});
