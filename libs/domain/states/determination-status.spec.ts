import {
  DETERMINATION_ACTORS,
  DETERMINATION_ACTS,
  DETERMINATION_INITIAL,
  DETERMINATION_KINDS,
  DETERMINATION_STATUSES,
  DETERMINATION_TERMINAL,
  DETERMINATION_TRANSITIONS,
  DISCHARGES,
  determinationActs,
  determinationNeeds,
  nextDeterminationStatus,
  type DeterminationAct,
  type DeterminationKind,
  type DeterminationStatus,
} from './determination-status.js';

type Legal = Record<DeterminationStatus, Partial<Record<DeterminationAct, DeterminationStatus>>>;

const EXEMPT: Legal = {
  drafted: { apply: 'applied', grant: 'granted', withdraw: 'withdrawn' },
  applied: { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' },
  granted: { use: 'used', lapse: 'lapsed', withdraw: 'withdrawn' },
  refused: {},
  used: { 'discharge-part': 'used', discharge: 'discharged' },
  discharged: {},
  lapsed: {},
  withdrawn: {},
};
/** No goods come in under these: there is nothing to account for. */
const OTHERS: Legal = { ...EXEMPT, granted: { lapse: 'lapsed', withdraw: 'withdrawn' }, used: {} };
const LEGAL: Record<DeterminationKind, Legal> = { exempt: EXEMPT, 'not-required': OTHERS, 'out-of-catalogue': OTHERS };

describe('a determination', () => {
  it.each(DETERMINATION_KINDS.flatMap((kind) => DETERMINATION_STATUSES.map((status) => [kind, status] as const)))(
    '%s in %s may do what the field knows, and nothing else',
    (kind, status) => {
      const legal = LEGAL[kind][status];
      expect(determinationActs(kind, status)).toEqual(Object.keys(legal));
      for (const act of DETERMINATION_ACTS) {
        if (legal[act]) expect(nextDeterminationStatus(kind, status, act)).toBe(legal[act]);
        else
          expect(() => nextDeterminationStatus(kind, status, act)).toThrow(
            expect.objectContaining({
              code: 'determination.illegal-transition',
              facts: { status, act, allowed: Object.keys(legal) },
            }),
          );
      }
    },
  );

  it('begins as a draft and ends refused, discharged, lapsed or withdrawn', () => {
    expect(DETERMINATION_INITIAL).toBe('drafted');
    expect(DETERMINATION_TERMINAL).toEqual(['refused', 'discharged', 'lapsed', 'withdrawn']);
  });

  it.each<[DeterminationStatus, DeterminationAct, string[]]>([
    ['drafted', 'apply', ['day']],
    ['drafted', 'grant', ['day']],
    ['drafted', 'withdraw', []],
    ['applied', 'grant', ['day']],
    ['applied', 'refuse', ['day', 'reason']],
    ['applied', 'withdraw', ['reason']],
    ['granted', 'use', ['day']],
    ['granted', 'lapse', ['day']],
    ['granted', 'withdraw', ['reason']],
    ['used', 'discharge-part', ['day', 'manner', 'proof', 'quantity']],
    ['used', 'discharge', ['day', 'manner', 'proof']],
    ['discharged', 'discharge', []],
  ])('%s cannot %s without %j', (status, act, needs) => {
    expect(determinationNeeds(status, act)).toEqual(needs);
  });

  it('has no other transition than those tried here', () => {
    expect(DETERMINATION_TRANSITIONS).toHaveLength(11);
  });

  it('is applied for by the client or for it, decided by the authority, used by the client', () => {
    expect(DETERMINATION_ACTORS).toEqual({
      apply: ['consultancy', 'client'],
      grant: ['authority'],
      refuse: ['authority'],
      use: ['client'],
      'discharge-part': ['client', 'customs', 'authority'],
      discharge: ['client', 'customs', 'authority'],
      lapse: ['calendar'],
      withdraw: ['consultancy', 'client'],
    });
  });

  it('is discharged by export, disposal, write-off or consumption', () => {
    expect(DISCHARGES).toEqual(['exported', 'disposed', 'written-off', 'consumed']);
  });
});
