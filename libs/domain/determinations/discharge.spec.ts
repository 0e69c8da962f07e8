import { owedQuantity, requireDayAfter, requirePart, requireQuantity } from './discharge.js';

describe('goods under an exemption', () => {
  it.each([
    [20, 0, 20],
    [20, 12, 8],
    [20, 20, 0],
  ])('%d of which %d are accounted for: %d are owed', (quantity, discharged, owed) => {
    expect(owedQuantity({ quantity, discharged })).toBe(owed);
  });

  it('are discharged in parts that leave something owed; the rest is discharged as a whole', () => {
    expect(() => requirePart({ quantity: 20, discharged: 12 }, 7)).not.toThrow();
    for (const part of [8, 9])
      expect(() => requirePart({ quantity: 20, discharged: 12 }, part)).toThrow(
        expect.objectContaining({ code: 'determination.part-too-large', facts: { owed: 8, largest: 7 } }),
      );
  });

  it.each([
    [12, 12, true],
    [11, 12, false],
    [1, 0, true],
    [0, 0, false],
  ])('may be %d when %d are accounted for: %s', (quantity, discharged, isAllowed) => {
    const check = () => requireQuantity(quantity, discharged);
    if (isAllowed) expect(check).not.toThrow();
    else
      expect(check).toThrow(
        expect.objectContaining({ code: 'determination.quantity-too-small', facts: { discharged } }),
      );
  });

  const days = { appliedOn: '2026-01-05', grantedOn: '2026-01-12', importedOn: null };
  it.each([
    [days, '2026-01-12', null],
    [days, '2026-01-11', '2026-01-12'],
    [{ ...days, importedOn: '2026-02-02' }, '2026-02-01', '2026-02-02'],
    [{ ...days, grantedOn: null }, '2026-01-04', '2026-01-05'],
    [{ appliedOn: null, grantedOn: null, importedOn: null }, '1999-01-01', null],
  ])('%j: on %s too early before %s', (known, on, earliestOn) => {
    const check = () => requireDayAfter(known, on);
    if (earliestOn === null) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'determination.day-too-early', facts: { earliestOn } }));
  });
});
