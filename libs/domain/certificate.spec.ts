import { isSelfDeclaration, isVoluntary, SCHEMES, type Scheme } from './certificate.js';

describe('a scheme', () => {
  it.each<[Scheme, boolean, boolean]>([
    ['ccc', false, false],
    ['ccc-self-declaration-a', true, false],
    ['ccc-self-declaration-b', true, false],
    ['cqc-voluntary', false, true],
    ['ccap-voluntary', false, true],
    ['cav-voluntary', false, true],
  ])('%s is a declaration: %s, is voluntary: %s', (scheme, isDeclaration, isByChoice) => {
    expect(SCHEMES).toContain(scheme);
    expect(isSelfDeclaration(scheme)).toBe(isDeclaration);
    expect(isVoluntary(scheme)).toBe(isByChoice);
  });
});
