import {
  APPROVAL_ACTORS,
  APPROVAL_ACTS,
  APPROVAL_INITIAL,
  APPROVAL_STATUSES,
  APPROVAL_TERMINAL,
  APPROVAL_TRANSITIONS,
  approvalActs,
  approvalNeeds,
  nextApprovalStatus,
  type ApprovalAct,
  type ApprovalStatus,
} from './approval-status.js';

const LEGAL: Record<ApprovalStatus, Partial<Record<ApprovalAct, ApprovalStatus>>> = {
  planned: { file: 'filed', grant: 'granted', excuse: 'not-needed', withdraw: 'withdrawn' },
  filed: { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' },
  granted: { expire: 'expired', withdraw: 'withdrawn' },
  refused: { file: 'filed', excuse: 'not-needed' },
  expired: { file: 'filed', excuse: 'not-needed' },
  withdrawn: {},
  'not-needed': { need: 'planned' },
};

describe('an approval', () => {
  it.each(APPROVAL_STATUSES)('in %s may do what the field knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(approvalActs(status)).toEqual(Object.keys(legal));
    for (const act of APPROVAL_ACTS) {
      if (legal[act]) expect(nextApprovalStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextApprovalStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'approval.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('begins planned and ends only withdrawn: what was refused, expired or not needed can be taken up again', () => {
    expect(APPROVAL_INITIAL).toBe('planned');
    expect(APPROVAL_TERMINAL).toEqual(['withdrawn']);
  });

  it.each<[readonly ApprovalAct[], string[]]>([
    [['file', 'grant', 'expire'], ['day']],
    [['refuse'], ['day', 'reason']],
    [['withdraw', 'excuse'], ['reason']],
    [['need'], []],
  ])('to %j cannot go without %j', (acts, needs) => {
    for (const { from, act } of APPROVAL_TRANSITIONS)
      if (acts.includes(act)) expect([from, act, approvalNeeds(from, act)]).toEqual([from, act, needs]);
  });

  it('is filed by us or the client and decided by the authority', () => {
    expect(APPROVAL_ACTORS).toEqual({
      file: ['consultancy', 'client'],
      grant: ['authority'],
      refuse: ['authority'],
      expire: ['calendar', 'authority'],
      withdraw: ['consultancy', 'client', 'authority'],
      excuse: ['consultancy'],
      need: ['consultancy'],
    });
  });
});
