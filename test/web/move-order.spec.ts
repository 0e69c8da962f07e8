import type { Move } from '../../apps/web/src/changes/changes.types.js';
import { inPlanOrder } from '../../apps/web/src/changes/move-order.js';

const move = (
  id: string,
  planId: string | null,
  item: string,
  fromOn: string | null,
  toOn: string | null,
  version = 2,
) => ({ id, planId, item, fromOn, toOn, referenceVersion: version }) as Move;
const idsOf = (moves: readonly Move[]) => inPlanOrder(moves).map(({ id }) => id);

describe('the moves of a plan', () => {
  it('stand in the order of the plan with the cause first and the end last, in the place of their first', () => {
    const listed = [
      move('certificate', null, 'renewal-filing', '2027-03-01', '2027-03-02'),
      move('end', 'p', 'end', '2027-04-08', '2027-04-13'),
      move('renewal', 'p', 'stage:renewal/start', '2031-11-24', '2031-11-27'),
      move('inspection', 'p', 'stage:initial-inspection/start', '2027-03-22', '2027-03-26'),
      move('test', 'p', 'stage:type-test/end', '2027-03-22', '2027-03-26'),
      move('factory', null, 'follow-up-inspection', '2027-01-01', '2027-01-04'),
    ];
    expect(idsOf(listed)).toEqual(['certificate', 'test', 'inspection', 'renewal', 'end', 'factory']);
  });

  it('count by the earlier of their days, and by the only one where one is missing', () => {
    const listed = [
      move('added', 'p', 'stage:c/start', null, '2027-03-04'),
      move('sooner', 'p', 'stage:b/start', '2027-03-20', '2027-03-03'),
      move('later', 'p', 'stage:a/start', '2027-03-02', '2027-03-30'),
    ];
    expect(idsOf(listed)).toEqual(['later', 'sooner', 'added']);
  });

  it('are not mixed with those of another plan or another version', () => {
    const listed = [
      move('p2', 'p', 'stage:b/end', '2027-03-02', '2027-03-03'),
      move('q', 'q', 'stage:a/end', '2027-03-01', '2027-03-02'),
      move('p1', 'p', 'stage:a/end', '2027-03-01', '2027-03-02'),
      move('earlier version', 'p', 'stage:a/end', '2027-02-01', '2027-02-02', 1),
    ];
    expect(idsOf(listed)).toEqual(['p1', 'p2', 'q', 'earlier version']);
  });
});
