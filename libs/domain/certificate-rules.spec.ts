import { isOneClassFamily, replacementFault, type ReplacementFacts } from './certificate-rules.js';

const declaration: ReplacementFacts = {
  clientId: 'c1',
  scheme: 'ccc-self-declaration-b',
  classCode: '1109',
  implementationRule: 'CNCA-C11-07:2014',
};
const certificate: ReplacementFacts = { ...declaration, scheme: 'ccc' };

describe('a declaration', () => {
  it('is replaced by a CCC certificate of its client and class', () => {
    expect(replacementFault(certificate, declaration)).toBeNull();
    expect(replacementFault(certificate, { ...declaration, scheme: 'ccc-self-declaration-a' })).toBeNull();
  });

  it.each<[string, Partial<ReplacementFacts>, Partial<ReplacementFacts>]>([
    ['certificate.replacement-of-another-client', { clientId: 'c2' }, {}],
    ['certificate.replaced-is-no-declaration', {}, { scheme: 'ccc' }],
    ['certificate.replacement-is-not-ccc', { scheme: 'cav-voluntary' }, {}],
    ['certificate.replacement-is-not-ccc', { scheme: 'ccc-self-declaration-b' }, {}],
    ['certificate.replacement-of-another-class', { classCode: '1104', implementationRule: 'CNCA-C11-04:2014' }, {}],
  ])('is not replaced: %s', (fault, replacing, replaced) => {
    expect(replacementFault({ ...certificate, ...replacing }, { ...declaration, ...replaced })).toBe(fault);
  });
});

describe('classes', () => {
  const of = (classCode: string, implementationRule: string | null) => ({ classCode, implementationRule });

  it('are one family under one implementation rule', () => {
    expect(isOneClassFamily(of('1109', 'CNCA-C11-07:2014'), of('1116', 'CNCA-C11-07:2014'))).toBe(true);
    expect(isOneClassFamily(of('1109', 'CNCA-C11-07:2014'), of('1110', 'CNCA-C11-08:2014'))).toBe(false);
  });

  it('are not one family because of both no rule is known', () => {
    expect(isOneClassFamily(of('1105', null), of('1119', null))).toBe(false);
    expect(isOneClassFamily(of('1105', null), of('1105', null))).toBe(true);
  });
});
