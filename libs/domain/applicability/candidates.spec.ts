import { applicabilityBook, words } from '../../../test/support/applicability-book.js';
import type { CatalogueClass } from '../reference/catalogue.js';
import { candidateClasses, digitsOf, hsPrefixOf, neverInScopeMatches, without } from './candidates.js';

const book = applicabilityBook();
const keys = (description: string | null, hsCode: string | null = null) =>
  candidateClasses(book, description, hsCode).map((one) => one.class.key);

const bookOf = (...classes: Partial<CatalogueClass>[]) => ({
  classes: new Map(classes.map((one, at) => [`k${at}`, { ...book.classes.get('1106')!, names: words(`zzz${at}`), terms: [], key: `k${at}`, ...one }])), // prettier-ignore
});
const finds = (term: string, description: string) =>
  candidateClasses(bookOf({ terms: [term] }), description, null).length > 0;

describe('candidates by description', () => {
  it.each([
    ['Three-point seat belt, rear', ['1104']],
    ['SEAT BELTS', ['1104']],
    ['Ｓｅａｔ　ｂｅｌｔ', ['1104']],
    ['Rücksitzsicherheitsgurte', ['1104']],
    ['后排安全带', ['1104']],
    ['安 全 带', ['1104']],
    ['Horns', ['1106']],
    ['Electric drills', ['0501']],
    ['a car with seat belts', ['1104', '1101']],
    ['belt of a seat', []],
    ['carpet', []],
    ['', []],
    ['***', []],
    [null, []],
  ])('%s may be %j', (description, expected) => {
    expect(keys(description)).toEqual(expected);
  });

  it.each([
    ['belt', 'belt', true],
    ['belt', 'belts', true],
    ['belts', 'belt', true],
    ['rim', 'rims', true],
    ['car', 'care', false],
    ['lamp', 'lampen', true],
    ['lamp', 'lampions', false],
    ['lamp', 'clamp', false],
    ['leuchte', 'heckleuchte', true],
    ['leucht', 'heckleuchten', false],
    ['seat belt', 'seat and belt', false],
    ['seat belt', 'seat', false],
    ['seat-belt', 'seat belt', true],
    ['灯具', '车用灯 具', true],
    ['灯具', '车用灯', false],
  ])('the term %s is in “%s”: %s', (term, description, expected) => {
    expect(finds(term, description)).toBe(expected);
  });

  it('puts the longer words found first, then the key', () => {
    const terms = bookOf({ terms: ['glass'] }, { terms: ['safety glass'] }, { terms: ['glass'] });
    expect(candidateClasses(terms, 'safety glass', null).map((one) => one.class.key)).toEqual(['k1', 'k0', 'k2']);
  });

  it('weighs a Chinese character as three letters', () => {
    const terms = bookOf({ terms: ['glass'] }, { terms: ['玻璃'] });
    expect(candidateClasses(terms, '玻璃 glass', null).map((one) => one.class.key)).toEqual(['k1', 'k0']);
  });

  it('says why: the longest term, the name and the tariff code', () => {
    const [found] = candidateClasses(
      bookOf({ terms: ['belt', 'seat belt'], names: words('Belt'), hsPrefixes: ['8708', '870821'] }),
      'A seat belt',
      '87082190',
    );
    expect(found!.matches).toEqual([
      { by: 'term', text: 'seat belt' },
      { by: 'name', text: 'Belt' },
      { by: 'hs-code', text: '8708' },
    ]);
    expect(found!.weight).toBe(91);
  });
});

describe('candidates by tariff code', () => {
  it.each([
    ['87082100', ['1104']],
    ['8708.21', ['1104']],
    ['8708', ['1104']],
    ['870', []],
    ['8709', []],
    ['no code', []],
  ])('%s may be %j', (hsCode, expected) => {
    expect(keys(null, hsCode)).toEqual(expected);
  });

  it('stand behind those by name', () => {
    expect(keys('horn', '870821')).toEqual(['1106', '1104']);
  });

  it('are told apart by digits only', () => {
    expect(digitsOf('8708.21 10-00')).toBe('8708211000');
    expect(digitsOf(null)).toBe('');
    expect(hsPrefixOf('870821', [])).toBeNull();
    expect(hsPrefixOf('8708', ['870821'])).toBe('870821');
    expect(hsPrefixOf('870829', ['870821', '8708'])).toBe('8708');
  });
});

describe('items never in scope', () => {
  it('are found by whole phrases, the longest told, and not inside compounds', () => {
    expect(neverInScopeMatches(book, 'Car with interior lighting', '2026-11-20')).toEqual([
      { item: book.neverInScope[0], term: 'interior lighting' },
    ]);
    expect(neverInScopeMatches(book, '车内照明灯', '2026-11-20').map(({ term }) => term)).toEqual(['车内照明']);
    const compound = { neverInScope: [{ ...book.neverInScope[0]!, terms: ['leuchte', 'heckleuchte'] }] };
    expect(neverInScopeMatches(compound, 'heckleuchte', '2026-11-20')[0]!.term).toBe('heckleuchte');
    expect(neverInScopeMatches(compound, 'frontleuchte', '2026-11-20')).toEqual([]);
    expect(neverInScopeMatches(book, null, '2026-11-20')).toEqual([]);
  });

  it('are cut out of a description, each time they stand there', () => {
    expect(without('Interior lighting, INTERIOR lightings and belts', ['interior lighting'])).toBe('and belts');
    expect(without('车内照明 安全带 车内照明', ['车内照明']).trim()).toBe('安全带');
    expect(without('seat belt 车内 照明, horn', ['车内照明'])).toBe('seat belt  , horn');
    expect(without('铝（合金）轮 belt', ['铝（合金）轮']).trim()).toBe('belt');
    expect(without('灯、a-b*c+d?e.f|g[h]{i}^$\\/轮 belt', ['灯、a-b*c+d?e.f|g[h]{i}^$\\/轮']).trim()).toBe('belt');
    expect(without('灯bc', ['灯.c'])).toBe('灯bc');
    expect(without('seat belt', [])).toBe('seat belt');
    expect(without('seat belt', ['***'])).toBe('seat belt');
  });
});
