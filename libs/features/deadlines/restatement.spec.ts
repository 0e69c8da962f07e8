import type { StatedDeadline } from '#domain/deadlines/deadline';
import { restatementOf, type KnownDeadline } from './restatement.js';

const renewal = (changes: Partial<StatedDeadline> = {}): StatedDeadline => ({
  kind: 'renewal-filing',
  dueOn: '2027-03-01',
  basis: 'legal',
  rule: 'order-117.renewal',
  source: 'AQSIQ Order 117',
  certainty: 'secondary',
  counted: { start: 'valid-until', from: '2027-05-30', amount: -90, unit: 'calendar-days' },
  isDisputed: true,
  isMet: false,
  ...changes,
});
const conversion = renewal({ kind: 'conversion', dueOn: '2026-12-31', counted: { start: 'named' } });
const followUp = (from: string, dueOn: string) =>
  renewal({
    kind: 'follow-up-inspection',
    dueOn,
    counted: { start: 'last-follow-up', from, amount: 12, unit: 'months', factoryClass: 'B' },
  });
const known = (stated: StatedDeadline, changes: Partial<KnownDeadline> = {}): KnownDeadline => ({
  ...stated,
  id: 'a',
  state: 'open',
  metBy: null,
  heldByImportId: null,
  ...changes,
});
const nothing = { add: [], revise: [], close: [], reopen: [] };

describe('restating the deadlines of a subject', () => {
  test('stating the same again writes nothing', () => {
    expect(restatementOf([known(renewal())], [renewal()])).toEqual({
      ...nothing,
      next: { nextDueOn: '2027-03-01', nextKind: 'renewal-filing', nextBasis: 'legal' },
    });
  });

  test('a moved day is a new deadline; the old one is withdrawn, and what was held stays held', () => {
    const moved = renewal({
      dueOn: '2027-02-01',
      counted: { start: 'valid-until', from: '2027-05-02', amount: -90, unit: 'calendar-days' },
    });
    expect(restatementOf([known(renewal(), { heldByImportId: 'i' })], [moved])).toMatchObject({
      add: [{ stated: moved, heldByImportId: 'i' }],
      close: [{ id: 'a', state: 'withdrawn', reason: 'restated' }],
    });
  });

  test('a later last day shows that the renewal was made, a later inspection that it took place', () => {
    const renewed = renewal({
      dueOn: '2032-03-01',
      counted: { start: 'valid-until', from: '2032-05-30', amount: -90, unit: 'calendar-days' },
    });
    expect(restatementOf([known(renewal())], [renewed]).close).toEqual([{ id: 'a', state: 'met', reason: 'extended' }]);
    expect(
      restatementOf([known(followUp('2025-11-01', '2026-11-01'))], [followUp('2026-10-20', '2027-10-20')]).close,
    ).toEqual([{ id: 'a', state: 'met', reason: 'inspected' }]);
  });

  test('what a subject no longer owes is withdrawn, not deleted', () => {
    expect(restatementOf([known(renewal())], [])).toEqual({
      ...nothing,
      close: [{ id: 'a', state: 'withdrawn', reason: 'no-longer-owed' }],
      next: { nextDueOn: null, nextKind: null, nextBasis: null },
    });
  });

  test('a declaration that is replaced has met its conversion, and owes it again when the replacement falls away', () => {
    const met = { ...conversion, isMet: true };
    expect(restatementOf([known(conversion)], [met])).toMatchObject({
      close: [{ id: 'a', state: 'met', reason: 'replaced' }],
      next: { nextDueOn: null },
    });
    expect(restatementOf([known(met, { state: 'met' })], [conversion])).toMatchObject({
      reopen: [{ id: 'a' }],
      next: { nextDueOn: '2026-12-31' },
    });
    expect(restatementOf([known(met, { state: 'met' })], [met])).toMatchObject(nothing);
  });

  test('what a person has met stays met for that day and is not next', () => {
    const expiry = renewal({ kind: 'certificate-expiry', dueOn: '2027-05-30' });
    const filed = known(renewal(), { state: 'met', metBy: 'lw' });
    expect(restatementOf([filed, known(expiry, { id: 'b' })], [renewal(), expiry])).toMatchObject({
      ...nothing,
      next: { nextDueOn: '2027-05-30', nextKind: 'certificate-expiry' },
    });
  });

  test('another rule for the same day revises the deadline in place', () => {
    const practice = renewal({ basis: 'practice' });
    expect(restatementOf([known(renewal())], [practice])).toMatchObject({
      add: [],
      close: [],
      revise: [{ id: 'a', stated: practice }],
    });
  });

  test('the nearest of several open days is next', () => {
    const cutOver = renewal({ kind: 'cut-over', dueOn: '2027-01-01', counted: { start: 'named' } });
    expect(restatementOf([], [cutOver, conversion]).next.nextKind).toBe('conversion');
  });
});
