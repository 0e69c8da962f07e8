import {
  FINDING_ACTORS,
  FINDING_ACTS,
  FINDING_STATUSES,
  FINDING_TERMINAL,
  FINDING_VERIFICATIONS,
  findingActs,
  findingNeeds,
  isOpenFinding,
  nextFindingStatus,
  type FindingAct,
  type FindingStatus,
} from './audit-finding-status.js';

const LEGAL: Record<FindingStatus, Partial<Record<FindingAct, FindingStatus>>> = {
  open: { answer: 'answered', 'submit-evidence': 'evidence-submitted', rescind: 'rescinded', lapse: 'lapsed' },
  answered: { 'submit-evidence': 'evidence-submitted', reject: 'open', rescind: 'rescinded', lapse: 'lapsed' },
  'evidence-submitted': { close: 'closed', reject: 'open', rescind: 'rescinded', lapse: 'lapsed' },
  closed: {},
  rescinded: {},
  lapsed: {},
};

describe('an audit finding', () => {
  it.each(FINDING_STATUSES)('in %s may do what the field knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(findingActs(status)).toEqual(Object.keys(legal));
    for (const act of FINDING_ACTS) {
      if (legal[act]) expect(nextFindingStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextFindingStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'audit-finding.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('ends closed, rescinded or lapsed; overdue is no state', () => {
    expect(FINDING_TERMINAL).toEqual(['closed', 'rescinded', 'lapsed']);
    expect(FINDING_STATUSES.filter(isOpenFinding)).toEqual(['open', 'answered', 'evidence-submitted']);
  });

  it.each<[FindingStatus, FindingAct, string[]]>([
    ['open', 'answer', ['action']],
    ['open', 'submit-evidence', ['action', 'evidence']],
    ['open', 'rescind', ['reason']],
    ['open', 'lapse', ['day']],
    ['answered', 'submit-evidence', ['evidence']],
    ['answered', 'reject', ['reason']],
    ['answered', 'rescind', ['reason']],
    ['answered', 'lapse', ['day']],
    ['evidence-submitted', 'close', ['verification', 'day']],
    ['evidence-submitted', 'reject', ['reason']],
    ['evidence-submitted', 'rescind', ['reason']],
    ['evidence-submitted', 'lapse', ['day']],
    ['closed', 'reject', []],
  ])('in %s cannot %s without %j', (status, act, needs) => {
    expect(findingNeeds(status, act)).toEqual(needs);
  });

  it('is answered at the factory and judged by the body, on paper or on site', () => {
    expect(FINDING_VERIFICATIONS).toEqual(['on-paper', 'on-site']);
    expect(FINDING_ACTORS).toEqual({
      answer: ['client', 'consultancy'],
      'submit-evidence': ['client', 'consultancy'],
      reject: ['body'],
      close: ['body'],
      rescind: ['body'],
      lapse: ['body'],
    });
  });
});
