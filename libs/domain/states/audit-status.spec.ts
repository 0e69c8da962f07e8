import {
  AUDIT_ACTORS,
  AUDIT_ACTS,
  AUDIT_INITIAL,
  AUDIT_KINDS,
  AUDIT_STATUSES,
  AUDIT_TERMINAL,
  auditActs,
  auditNeeds,
  FINDING_GRADES,
  isOpenAudit,
  nextAuditStatus,
  type AuditAct,
  type AuditStatus,
} from './audit-status.js';

const LEGAL: Record<AuditStatus, Partial<Record<AuditAct, AuditStatus>>> = {
  planned: { confirm: 'confirmed', hold: 'held', cancel: 'cancelled' },
  confirmed: { postpone: 'planned', hold: 'held', cancel: 'cancelled' },
  held: { pass: 'passed', fail: 'failed' },
  passed: {},
  failed: {},
  cancelled: {},
};

describe('a factory inspection', () => {
  it.each(AUDIT_STATUSES)('in %s may do what the field knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(auditActs(status)).toEqual(Object.keys(legal));
    for (const act of AUDIT_ACTS) {
      if (legal[act]) expect(nextAuditStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextAuditStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'audit.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('begins planned and ends passed, failed or cancelled', () => {
    expect(AUDIT_INITIAL).toBe('planned');
    expect(AUDIT_TERMINAL).toEqual(['passed', 'failed', 'cancelled']);
    expect(AUDIT_STATUSES.filter(isOpenAudit)).toEqual(['planned', 'confirmed', 'held']);
  });

  it.each<[AuditStatus, AuditAct, string[]]>([
    ['planned', 'confirm', ['days']],
    ['planned', 'hold', ['days']],
    ['planned', 'cancel', ['reason']],
    ['confirmed', 'postpone', ['reason']],
    ['confirmed', 'hold', ['days']],
    ['confirmed', 'cancel', ['reason']],
    ['held', 'pass', ['day']],
    ['held', 'fail', ['day', 'reason']],
    ['passed', 'fail', []],
  ])('in %s cannot %s without %j', (status, act, needs) => {
    expect(auditNeeds(status, act)).toEqual(needs);
  });

  it('is held by the inspector and judged by the body', () => {
    expect(AUDIT_ACTORS).toEqual({
      confirm: ['body', 'consultancy'],
      postpone: ['body', 'client', 'consultancy'],
      hold: ['inspector'],
      pass: ['body'],
      fail: ['body'],
      cancel: ['body', 'client', 'consultancy'],
    });
  });

  it('is the first one or a follow-up, and its findings are graded in three steps', () => {
    expect(AUDIT_KINDS).toEqual(['initial', 'follow-up']);
    expect(FINDING_GRADES).toEqual(['observation', 'minor', 'major']);
  });
});
