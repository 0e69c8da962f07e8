import type { Counted } from './deadline.js';
import { movesBetween, type OwedDay } from './deadline-move.js';

const filing: OwedDay = {
  kind: 'renewal-filing',
  dueOn: '2027-02-12',
  rule: 'order.renewal',
  counted: {
    start: 'valid-until',
    from: '2027-05-13',
    amount: -60,
    unit: 'working-days',
    country: 'CN',
    provisionalYears: [2027],
  },
};
const owed = (change: Omit<Partial<OwedDay>, 'counted'> & { counted?: Partial<Counted> } = {}): OwedDay => ({
  ...filing,
  ...change,
  counted: { ...filing.counted, ...change.counted },
});
const moved = { dueOn: '2027-02-10' };

describe('what moved', () => {
  test.each([
    ['the year was published', owed({ ...moved, counted: { provisionalYears: undefined } }), { code: 'year-published', facts: { years: [2027] } }],
    ['a published calendar was corrected', owed(moved), { code: 'calendar-changed', facts: { country: 'CN' } }],
    ['another rule applies', owed({ ...moved, rule: 'order.renewal-2027' }), { code: 'rule-replaced', facts: { before: 'order.renewal', after: 'order.renewal-2027' } }],
    ['the rule has another amount', owed({ ...moved, counted: { amount: -62 } }), { code: 'rule-changed', facts: { rule: 'order.renewal' } }],
    ['the rule has another unit', owed({ ...moved, counted: { unit: 'calendar-days' } }), { code: 'rule-changed', facts: { rule: 'order.renewal' } }],
    ['the rule counts from elsewhere', owed({ ...moved, counted: { start: 'issued' } }), { code: 'rule-changed', facts: { rule: 'order.renewal' } }],
    ['the day it counts from is another', owed({ ...moved, counted: { from: '2027-05-11' } }), { code: 'start-changed', facts: { before: '2027-05-13', after: '2027-05-11' } }],
  ])('%s', (_, after, why) => {
    expect(movesBetween([filing], [after])).toEqual([{ kind: 'renewal-filing', from: '2027-02-12', to: '2027-02-10', why }]);
  }); // prettier-ignore

  test('where the calendar is not named, it is the Chinese one', () => {
    const named = owed({ counted: { country: 'HK', provisionalYears: undefined } });
    const unnamed = owed({ counted: { country: undefined, provisionalYears: undefined } });
    const why = (after: OwedDay) => movesBetween([unnamed], [{ ...after, ...moved }])[0]!.why;
    expect(why(named)).toEqual({ code: 'calendar-changed', facts: { country: 'HK' } });
    expect(why(unnamed)).toEqual({ code: 'calendar-changed', facts: { country: 'CN' } });
  });

  test('a rule that names another day has changed', () => {
    const named: OwedDay = { kind: 'conversion', dueOn: '2026-12-31', rule: 'samr', counted: { start: 'named' } };
    expect(movesBetween([named], [{ ...named, dueOn: '2027-03-31' }])).toEqual([
      {
        kind: 'conversion',
        from: '2026-12-31',
        to: '2027-03-31',
        why: { code: 'rule-changed', facts: { rule: 'samr' } },
      },
    ]);
  });

  test('a day that appears or goes is told', () => {
    expect(movesBetween([], [filing])).toEqual([
      {
        kind: 'renewal-filing',
        from: null,
        to: '2027-02-12',
        why: { code: 'now-owed', facts: { rule: 'order.renewal' } },
      },
    ]);
    expect(movesBetween([filing], [])).toEqual([
      {
        kind: 'renewal-filing',
        from: '2027-02-12',
        to: null,
        why: { code: 'no-longer-owed', facts: { rule: 'order.renewal' } },
      },
    ]);
  });

  test('a day that stays is no move, whatever the rule says now', () => {
    expect(movesBetween([filing], [owed({ rule: 'another', counted: { amount: -61 } })])).toEqual([]);
    expect(movesBetween([], [])).toEqual([]);
  });

  test('each kind is compared with its own', () => {
    const expiry: OwedDay = {
      kind: 'certificate-expiry',
      dueOn: '2027-05-13',
      rule: 'e',
      counted: { start: 'valid-until' },
    };
    expect(movesBetween([filing, expiry], [expiry, owed(moved)]).map(({ kind, to }) => [kind, to])).toEqual([
      ['renewal-filing', '2027-02-10'],
    ]);
  });

  test('only the years that were a guess and are none any more are named', () => {
    const before = owed({ counted: { provisionalYears: [2027, 2028] } });
    expect(movesBetween([before], [owed({ ...moved, counted: { provisionalYears: [2028] } })])[0]!.why).toEqual({
      code: 'year-published',
      facts: { years: [2027] },
    });
  });
});
