import { codedClasses, isClassCode, type CatalogueClass } from './catalogue.js';

describe('classes of the catalogue', () => {
  it.each([
    ['1104', true],
    ['110', false],
    ['11045', false],
    ['11 04', false],
    ['110a', false],
    ['x1104', false],
  ])('takes %s for a code: %s', (text, is) => {
    expect(isClassCode(text)).toBe(is);
  });

  it('lists those with a code by code', () => {
    const entry = (key: string, code: string | null) => [key, { key, code } as CatalogueClass] as const;
    const classes = new Map([entry('b', '1109'), entry('none', null), entry('c', '2207'), entry('a', '1104')]);
    expect(codedClasses(classes).map(({ code }) => code)).toEqual(['1104', '1109', '2207']);
  });
});
