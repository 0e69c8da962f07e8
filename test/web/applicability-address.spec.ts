import fc from 'fast-check';
import type { CheckInput } from '../../apps/web/src/applicability/applicability.types.js';
import {
  addressOfInput,
  inputOf,
  inputOfFacts,
  namesSomething,
  withoutAnswers,
} from '../../apps/web/src/applicability/wizard-address.js';

const nothing: CheckInput = {
  day: '2026-11-20',
  productId: null,
  clientId: null,
  classKey: null,
  neverInScopeKey: null,
  description: null,
  variant: null,
  vehicleCategory: null,
  intendedUse: null,
  applicant: null,
  madeIn: null,
  hsCode: null,
  classAnswers: {},
  groundAnswers: {},
};

describe('the address of a check', () => {
  it('asks everything that it names', () => {
    const url = {
      class: '1104',
      client: 'c-1',
      q: ' Safety belts ',
      hs: '8708.21',
      variant: 'v',
      category: 'M',
      use: 'exhibition',
      applicant: 'exhibitor',
      madeIn: 'DE',
      'c.adult-occupants': 'yes',
      'g.not-sold': 'no',
    };
    expect(inputOf(url, '2026-11-20')).toEqual({
      ...nothing,
      clientId: 'c-1',
      classKey: '1104',
      description: 'Safety belts',
      hsCode: '8708.21',
      variant: 'v',
      vehicleCategory: 'M',
      intendedUse: 'exhibition',
      applicant: 'exhibitor',
      madeIn: 'DE',
      classAnswers: { 'adult-occupants': 'yes' },
      groundAnswers: { 'not-sold': 'no' },
    });
  });

  it.each<[string, Record<string, string>]>([
    ['a category that does not exist', { category: 'X' }],
    ['an applicant that does not exist', { applicant: 'nobody' }],
    ['a country that is none', { madeIn: 'Germany' }],
    ['a tariff code not yet typed to its end', { hs: '870' }],
    ['an answer that is none', { 'c.adult-occupants': 'perhaps' }],
    ['a description of spaces', { q: '   ' }],
  ])('leaves out %s', (_, url) => expect(inputOf(url, '2026-11-20')).toEqual(nothing));

  it('takes name and client from the product where one is named', () => {
    expect(inputOf({ product: 'p-1', client: 'c-1', q: 'belts' }, '2026-11-20')).toEqual({ ...nothing, productId: 'p-1' }); // prettier-ignore
  });

  it('is read again as it was written', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const answers = fc.dictionary(word, fc.constantFrom('yes', 'no', 'unknown'), { noNullPrototype: true });
    const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
    const inputs = fc.record({
      day: fc.constantFrom('2018-06-15', '2026-12-31'),
      productId: fc.constant(null),
      clientId: maybe(word),
      classKey: maybe(word),
      neverInScopeKey: maybe(word),
      description: maybe(word),
      variant: maybe(word),
      vehicleCategory: maybe(fc.constantFrom('M', 'other')),
      intendedUse: maybe(word),
      applicant: maybe(fc.constantFrom('importer', 'end-user')),
      madeIn: maybe(fc.constantFrom('DE', 'CN')),
      hsCode: maybe(fc.constantFrom('8708', '8708.21.00')),
      classAnswers: answers,
      groundAnswers: answers,
    }) as fc.Arbitrary<CheckInput>;
    fc.assert(fc.property(inputs, (input) => expect(inputOf(addressOfInput(input), input.day)).toEqual(input)));
  });

  it('of kept facts asks them of the same product', () => {
    const { productId: _, clientId: __, ...facts } = { ...nothing, classKey: '1104', intendedUse: 'unknown' };
    expect(addressOfInput(inputOfFacts(facts, 'p-1', 'c-1'))).toEqual({
      product: 'p-1',
      class: '1104',
      day: '2026-11-20',
      use: 'unknown',
    });
  });

  it.each<[Partial<CheckInput>, boolean]>([
    [{}, false],
    [{ hsCode: '8708.21', vehicleCategory: 'M' }, false],
    [{ productId: 'p-1' }, true],
    [{ classKey: '1104' }, true],
    [{ neverInScopeKey: 'aluminium-rims' }, true],
    [{ description: 'belts' }, true],
  ])('%j says what is asked about: %s', (named, expected) =>
    expect(namesSomething({ ...nothing, ...named })).toBe(expected),
  );

  it('loses the answers to conditions that are no longer asked', () => {
    const url = { class: '1104', 'c.a': 'yes', 'g.b': 'no' };
    expect(withoutAnswers(url, 'c.')).toEqual({ 'c.a': null });
    expect(withoutAnswers(url, 'c.', 'g.')).toEqual({ 'c.a': null, 'g.b': null });
  });
});
