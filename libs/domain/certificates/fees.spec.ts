import { BadInput } from '../errors.js';
import type { Principle } from '../reference/catalogue.js';
import { CERTIFICATE_STATUSES } from '../states/certificate-status.js';
import { feeDeadlines, knownFee, requireAmount, requireFeeDue } from './fees.js';

const unpaid = { id: 'fee-2027', dueOn: '2027-01-31', paidOn: null };
const paid = { id: 'fee-2026', dueOn: '2026-01-31', paidOn: '2026-02-03' };

describe('what annual fees owe', () => {
  it('is each fee on the day of its invoice, met by its payment, and no source is claimed for it', () => {
    const shared = {
      kind: 'annual-fee',
      basis: 'practice',
      rule: 'certificate.annual-fee',
      source: 'none',
      certainty: 'unverified',
      counted: { start: 'named' },
      isDisputed: false,
    };
    expect(feeDeadlines('valid', [unpaid, paid])).toEqual([
      { ...shared, item: 'fee-2027', dueOn: '2027-01-31', isMet: false },
      { ...shared, item: 'fee-2026', dueOn: '2026-01-31', isMet: true },
    ]);
  });

  it('stays owed while the certificate is suspended, and by no ended one', () => {
    const owed = CERTIFICATE_STATUSES.filter((status) => feeDeadlines(status, [unpaid]).length > 0);
    expect(owed).toEqual(['valid', 'suspended']);
  });

  it('is nothing without a fee', () => {
    expect(feeDeadlines('valid', [])).toEqual([]);
  });
});

const faultOf = (act: () => void) => {
  try {
    act();
    return null;
  } catch (error) {
    const { code, faults } = error as BadInput;
    return [code, ...faults];
  }
};

describe('the due day of a fee', () => {
  it.each(['2025-01-01', '2025-12-31', '2026-06-30', '2027-12-31'])('may be %s for 2026', (dueOn) => {
    expect(() => requireFeeDue(2026, dueOn)).not.toThrow();
  });

  it.each(['2024-12-31', '2028-01-01', '2206-03-01'])('is not %s for 2026', (dueOn) => {
    expect(faultOf(() => requireFeeDue(2026, dueOn))).toEqual([
      'invalid-input',
      {
        field: 'dueOn',
        code: 'not-of-year',
        detail: 'The due day is far from the year of the fee.',
        allowed: '2025 to 2027',
      },
    ]);
  });
});

describe('an amount', () => {
  it.each([
    [null, null],
    [0, 'CNY'],
    [300.5, 'EUR'],
  ])('of %p %p is taken', (amount, currency) => {
    expect(() => requireAmount(amount, currency)).not.toThrow();
  });

  it.each([
    [300, null, 'currency', 'required', 'ISO 4217, for example CNY'],
    [null, 'CNY', 'amount', 'required', 'a number from 0, or neither'],
    [300, 'RMB', 'currency', 'unknown-currency', 'ISO 4217, for example CNY'],
  ])('of %p %p is refused at %s', (amount, currency, field, code, allowed) => {
    try {
      requireAmount(amount, currency);
      throw new Error('it was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(BadInput);
      const { code: whole, faults } = error as BadInput;
      expect([whole, faults]).toEqual(['invalid-input', [{ field, code, allowed, detail: expect.any(String) }]]);
      expect(faults[0]!.detail).not.toBe('');
    }
  });
});

describe('what is known of the amount', () => {
  const note = { en: 'Older lists', de: 'Ältere Listen', zh: '较早的清单' };
  const fact: Principle = {
    key: 'annual-fee-amount',
    basis: 'practice',
    numbers: { minimumCny: 100, maximumCny: 400 },
    note,
    validFrom: '2004-10-14',
    validTo: null,
    certainty: 'secondary',
    source: 'http://lists.example/',
  };
  const other: Principle = { ...fact, key: 'fine', numbers: { minimumCny: 50_000, maximumCny: 200_000 } };

  it('is a span in yuan with its source and how sure it is', () => {
    expect(knownFee([other, fact], '2026-11-20')).toEqual({
      minimum: 100,
      maximum: 400,
      currency: 'CNY',
      certainty: 'secondary',
      source: 'http://lists.example/',
      note,
    });
  });

  it.each([
    ['no record', [other]],
    ['half of a span', [{ ...fact, numbers: { minimumCny: 100 } }]],
    ['the other half', [{ ...fact, numbers: { maximumCny: 400 } }]],
    ['a record of another time', [{ ...fact, validTo: '2026-11-19' }]],
  ] as [string, Principle[]][])('is nothing with %s', (_, principles) => {
    expect(knownFee(principles, '2026-11-20')).toBeNull();
  });
});
