import fc from 'fast-check';
import { scheme, words } from '../../../test/support/plan-schemes.js';
import { RuleBroken } from '../errors.js';
import { PRODUCT_CHANGE_KINDS, type ProductChangeKind } from './change-kind.js';
import { CHANGE_ACTS, CHANGE_STATUSES, isSettled, isWaiting, nextChangeStatus, nextTouchedState, TOUCHED_ACTS, TOUCHED_STATES, type TouchedState } from './change-status.js'; // prettier-ignore
import { changeCodes, changeNeed, CODE_OF } from './change-need.js';
import {
  blocksChangedGoods,
  shipmentStanding,
  type ChangeOnCertificate,
  type ShipmentStanding,
} from './changed-goods.js';
import { touchedBy, type ChangeScope, type TouchCandidate } from './touched.js';

describe('what a change touches', () => {
  const candidate = (id: string, more: Partial<TouchCandidate> = {}): TouchCandidate => ({ id, clientId: 'k', factoryId: 'f', productId: 'p', status: 'valid', ...more }); // prettier-ignore
  const candidates = [
    candidate('a'),
    candidate('suspended', { status: 'suspended' }),
    candidate('elsewhere', { factoryId: 'g', productId: 'q' }),
    candidate('nowhere', { factoryId: null, productId: 'r' }),
    candidate('ended', { status: 'cancelled' }),
    candidate('of another', { clientId: 'l' }),
  ];
  const scope = (kind: ProductChangeKind): ChangeScope => ({
    kind,
    clientId: 'k',
    factoryId: 'f',
    productIds: ['p', 'r'],
  });

  it.each<[ProductChangeKind, string, string, string[]]>([
    ['name', '01', 'of-client', ['a', 'suspended', 'elsewhere', 'nowhere']],
    ['site', '04', 'at-factory', ['a', 'suspended']],
    ['quality-system', '04', 'at-factory', ['a', 'suspended']],
    ['design', '03', 'of-product', ['a', 'suspended', 'nowhere']],
    ['supplier', '03', 'of-product', ['a', 'suspended', 'nowhere']],
    ['model', '02', 'of-product', ['a', 'suspended', 'nowhere']],
    ['mark', '05', 'of-product', ['a', 'suspended', 'nowhere']],
  ])('is for a change of the kind %s, by code %s, what is %s', (kind, code, why, ids) => {
    expect(touchedBy(scope(kind), candidates)).toEqual(ids.map((certificateId) => ({ certificateId, code, why })));
  });

  it('is nothing at a factory that is not named', () => {
    expect(touchedBy({ ...scope('site'), factoryId: null }, candidates)).toEqual([]);
  });

  it('is never an ended certificate or one of another company, whatever the kind', () => {
    const kinds = fc.constantFrom(...PRODUCT_CHANGE_KINDS);
    fc.assert(
      fc.property(kinds, fc.subarray(candidates), (kind, some) => {
        const ids = touchedBy(scope(kind), some).map(({ certificateId }) => certificateId);
        return (
          !ids.includes('ended') && !ids.includes('of another') && ids.every((id) => some.some((one) => one.id === id))
        );
      }),
    );
  });
});

describe('what it needs', () => {
  const variant = (code: string) => ({ code, names: words(`name ${code}`), needs: words(`need ${code}`) });
  const procedure = scheme([], { key: 'ccc-change', certifies: 'ccc', source: 'Order', certainty: 'secondary', variants: ['01', '03', '08_01', '99'].map(variant) }); // prettier-ignore
  const schemes = new Map([['ccc-change', procedure]]);

  it('follows from the code of the kind, by the variants of the procedure', () => {
    expect(changeNeed('03', 'ccc', schemes)).toEqual({
      code: '03',
      names: words('name 03'),
      needs: words('need 03'),
      schemeKey: 'ccc-change',
      source: { certainty: 'secondary', source: 'Order' },
    });
    expect(CODE_OF).toEqual({ name: '01', model: '02', design: '03', supplier: '03', site: '04', 'quality-system': '04', mark: '05' }); // prettier-ignore
  });

  it.each(['ccc-self-declaration-b', 'cav-voluntary'] as const)('is not made up for %s', (of) => {
    expect(changeNeed('03', of, schemes)).toEqual({ code: '03', names: words('name 03'), needs: null, schemeKey: null, source: null }); // prettier-ignore
  });

  it('is unknown for a code that is not there, for a status, and without the procedure', () => {
    const nothing = { names: null, needs: null, schemeKey: null, source: null };
    expect(changeNeed('77', 'ccc', schemes)).toEqual({ code: '77', ...nothing });
    expect(changeNeed('08_01', 'ccc', schemes)).toEqual({ code: '08_01', ...nothing });
    expect(changeNeed('01', 'ccc', new Map())).toEqual({ code: '01', ...nothing });
    expect([changeCodes(schemes), changeCodes(new Map())]).toEqual([['01', '03', '99'], []]);
  });
});

describe('the states', () => {
  const table = <S extends string, A extends string>(
    states: readonly S[],
    acts: readonly A[],
    next: (state: S, act: A) => S,
  ) =>
    states.flatMap((state) =>
      acts.flatMap((act) => {
        try {
          return [`${state} ${act} ${next(state, act)}`];
        } catch (error) {
          expect((error as RuleBroken).code).toMatch(/^product-change\.(certificate-)?illegal-transition$/);
          return [];
        }
      }),
    );

  it('of a change', () => {
    expect(table(CHANGE_STATUSES, CHANGE_ACTS, nextChangeStatus)).toEqual([
      'open accept accepted',
      'open withdraw withdrawn',
      'accepted reopen open',
      'withdrawn reopen open',
    ]);
    expect(() => nextChangeStatus('withdrawn', 'accept')).toThrow(
      new RuleBroken('product-change.illegal-transition', {}),
    );
  });

  it('of a certificate in it', () => {
    expect(table(TOUCHED_STATES, TOUCHED_ACTS, nextTouchedState)).toEqual([
      'touched open-case case-open',
      'touched accept accepted',
      'touched leave-out not-touched',
      'case-open lose-case touched',
      'case-open accept accepted',
      'accepted take-back touched',
      'not-touched take-in touched',
    ]);
    expect(() => nextTouchedState('accepted', 'accept')).toThrow(new RuleBroken('product-change.certificate-illegal-transition', {})); // prettier-ignore
    expect(TOUCHED_STATES.filter(isWaiting)).toEqual(['touched', 'case-open']);
  });

  it.each<[TouchedState[], boolean]>([
    [['accepted', 'not-touched'], true],
    [['accepted', 'case-open'], false],
    [['accepted', 'touched'], false],
    [['not-touched'], false],
    [[], false],
  ])('come to an end with %j: %s', (states, expected) => {
    expect(isSettled(states)).toBe(expected);
  });
});

describe('changed goods', () => {
  const on = (more: Partial<ChangeOnCertificate>): ChangeOnCertificate => ({ changeId: 'x', status: 'open', state: 'touched', acceptedOn: null, ...more }); // prettier-ignore
  const accepted = (acceptedOn: string, changeId = 'x') => on({ changeId, state: 'accepted', acceptedOn });

  it.each<[string, ChangeOnCertificate[], boolean, string[], string | null]>([
    ['nothing changes', [], false, [], null],
    ['a change waits', [on({})], true, ['x'], null],
    ['its case is open', [on({ state: 'case-open' })], true, ['x'], null],
    ['it is withdrawn', [on({ status: 'withdrawn' })], false, [], null],
    ['it does not touch', [on({ state: 'not-touched' })], false, [], null],
    ['it was accepted that day', [accepted('2026-11-20')], false, [], null],
    ['it is accepted from the next day', [accepted('2026-11-21')], true, ['x'], '2026-11-21'],
    [
      'of two the later counts',
      [accepted('2026-12-01', 'x'), accepted('2026-11-25', 'y')],
      true,
      ['x', 'y'],
      '2026-12-01',
    ],
    [
      'of two the later counts, in any order',
      [accepted('2026-11-25', 'y'), accepted('2026-12-01', 'x')],
      true,
      ['y', 'x'],
      '2026-12-01',
    ],
    ['one is accepted later and one waits', [accepted('2026-12-01', 'y'), on({})], true, ['y', 'x'], null],
    ['one that was accepted and one that waits', [accepted('2026-01-01', 'y'), on({})], true, ['x'], null],
  ])('are kept back where %s', (_, changes, isBlocked, changeIds, freeFrom) => {
    expect(blocksChangedGoods(changes, '2026-11-20')).toEqual({ isBlocked, changeIds, freeFrom });
  });

  it.each<[string | null, TouchedState, string | null, string | null, ShipmentStanding]>([
    [null, 'touched', null, null, 'unknown'],
    [null, 'accepted', '2026-11-02', null, 'in-time'],
    ['2026-01-01', 'not-touched', null, null, 'in-time'],
    ['2026-11-20', 'touched', null, null, 'left-before'],
    ['2026-11-21', 'touched', null, null, 'not-filed'],
    ['2026-11-20', 'case-open', null, '2026-11-19', 'left-before'],
    ['2026-12-01', 'case-open', null, null, 'unknown'],
    ['2026-12-01', 'case-open', null, '2026-12-01', 'in-time'],
    ['2026-12-01', 'case-open', null, '2026-12-02', 'expected-late'],
    ['2026-11-02', 'accepted', '2026-11-02', null, 'in-time'],
    ['2026-11-01', 'accepted', '2026-11-02', null, 'left-before'],
  ])('planned for %s, %s, accepted %s, expected %s: %s', (plannedOn, state, acceptedOn, expectedOn, expected) => {
    expect(shipmentStanding(plannedOn, { state, acceptedOn, expectedOn }, '2026-11-20')).toBe(expected);
  });
});
