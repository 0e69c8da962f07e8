import type { Amendment, Standard } from '../reference/catalogue.js';
import { changesOf } from './regulatory-change-record.js';
import type { RegulatoryChange } from './regulatory-change.js';

const head = { validFrom: null, validTo: null, certainty: 'official', source: 'Source' } as const;
const belts: Standard = {
  ...head,
  key: 'gb-14166-2024',
  number: 'GB 14166-2024',
  names: null,
  issuedOn: '2024-09-29',
  inForceOn: '2025-07-01',
  replaces: ['GB 14166-2013'],
  classKeys: ['1104'],
  transition: { pattern: 'natural', existingUntil: null, note: null, certainty: 'secondary', source: 'Source' },
};
const samr: Amendment = {
  ...head,
  key: 'samr-57-2025',
  instrument: 'SAMR Announcement 57 of 2025',
  names: { en: '', de: '', zh: '' },
  kind: 'mode',
  status: 'in-force',
  datedOn: '2025-12-28',
  publishedOn: '2026-01-07',
  viewsUntil: null,
  classKeys: ['1104', '1109'],
  certificateSchemes: ['ccc-self-declaration-a', 'ccc-self-declaration-b'],
  applicationsFrom: '2026-07-01',
  declarationsStopOn: '2026-07-01',
  mandatoryFrom: '2027-01-01',
  conversionDeadline: '2026-12-31',
  declarationsCancelledOn: '2027-01-01',
  newRulesOnlyFrom: null,
  newRule: null,
  newStandard: null,
  duty: null,
  relief: null,
  excuses: [],
};
const nothing = {
  datedOn: null,
  declarationsStopOn: null,
  mandatoryFrom: null,
  conversionDeadline: null,
  newRulesOnlyFrom: null,
};

const standardChange = (changes: Partial<Standard>) => changesOf({ standards: [{ ...belts, ...changes }], amendments: [] }); // prettier-ignore
const amendmentChange = (changes: Partial<Amendment>, standards: Standard[] = []) =>
  changesOf({ standards, amendments: [{ ...samr, ...changes }] });
const only = (found: ReturnType<typeof changesOf>): RegulatoryChange => {
  expect(found.unmatchable).toEqual([]);
  expect(found.changes).toHaveLength(1);
  return found.changes[0];
};

describe('a standard of the reference data', () => {
  it('hits what stands on the editions it replaces', () => {
    expect(only(standardChange({}))).toEqual({
      key: 'gb-14166-2024',
      kind: 'standard-transition',
      classCodes: ['1104'],
      schemes: null,
      replacedStandards: ['GB 14166-2013'],
      newStandard: 'GB 14166-2024',
      replacedRule: null,
      newRule: null,
      appliesToIssuedBefore: null,
      effectiveOn: '2025-07-01',
      deadlineOn: null,
      newApplicationsOnlyFrom: null,
    });
  });

  it('has a last day where its transition names one, and any class where it names none', () => {
    const transition = { ...belts.transition, existingUntil: '2026-06-30' };
    expect(only(standardChange({ transition, classKeys: [] }))).toMatchObject({
      deadlineOn: '2026-06-30',
      classCodes: null,
    });
  });

  it('of which no replaced edition is named is kept: earlier ones are to be checked', () => {
    expect(only(standardChange({ replaces: [] }))).toMatchObject({
      replacedStandards: [],
      newStandard: 'GB 14166-2024',
    });
  });

  it.each<[Partial<Standard>, string]>([
    [{ inForceOn: null }, 'no-day'],
    [{ replaces: ['GB 14166 and others'] }, 'bad-record'],
    [{ number: 'draft standard' }, 'bad-record'],
  ])('with %j matches nobody, and says so: %s', (changes, why) => {
    expect(standardChange(changes)).toEqual({ changes: [], unmatchable: [{ key: 'gb-14166-2024', why }] });
  });
});

describe('an amendment of the reference data', () => {
  it('that ends self-declaration hits the declarations of its classes', () => {
    expect(only(amendmentChange({}))).toEqual({
      key: 'samr-57-2025',
      kind: 'amendment',
      classCodes: ['1104', '1109'],
      schemes: ['ccc-self-declaration-a', 'ccc-self-declaration-b'],
      replacedStandards: [],
      newStandard: null,
      replacedRule: null,
      newRule: null,
      appliesToIssuedBefore: null,
      effectiveOn: '2027-01-01',
      deadlineOn: '2026-12-31',
      newApplicationsOnlyFrom: '2026-07-01',
    });
  });

  it('with a new rule hits CCC certificates that cannot be under it, from the day of its announcement', () => {
    const rule = { ...nothing, kind: 'implementation-rule', datedOn: '2026-05-29', newRulesOnlyFrom: '2026-11-01', newRule: 'CNCA-C11-16:2026', newStandard: 'GB 17761-2024', certificateSchemes: [] } as const; // prettier-ignore
    expect(only(amendmentChange(rule))).toMatchObject({
      kind: 'implementation-rule',
      schemes: ['ccc'],
      replacedStandards: [],
      newStandard: null,
      newRule: 'CNCA-C11-16:2026',
      effectiveOn: '2026-05-29',
      deadlineOn: null,
      newApplicationsOnlyFrom: '2026-11-01',
    });
    expect(only(amendmentChange({ ...rule, datedOn: null })).effectiveOn).toBe('2026-11-01');
  });

  it('that enforces a standard takes the replaced editions from the standard', () => {
    const enforced = { ...nothing, kind: 'standard', newStandard: 'GB 14166-2024', newRule: 'CNCA-C11-04:2014', conversionDeadline: '2025-11-30' } as const; // prettier-ignore
    const { changes } = amendmentChange(enforced, [belts]);
    expect(changes.map(({ key }) => key)).toEqual(['gb-14166-2024', 'samr-57-2025']);
    expect(changes[1]).toMatchObject({
      kind: 'standard-transition',
      replacedStandards: ['GB 14166-2013'],
      newStandard: 'GB 14166-2024',
      newRule: null,
      effectiveOn: '2025-11-30',
      deadlineOn: '2025-11-30',
    });
    const other = { ...belts, key: 'other', number: 'GB 15083-2019' };
    expect(amendmentChange(enforced, [other]).changes[1].replacedStandards).toEqual([]);
  });

  it.each<[Partial<Amendment>, string]>([
    [{ status: 'draft' }, 'draft'],
    [{ kind: 'catalogue' }, 'catalogue'],
    [{ classKeys: [] }, 'no-class'],
    [nothing, 'no-day'],
    [{ kind: 'standard' }, 'no-edition'],
    [{ ...nothing, datedOn: '2025-12-28' }, 'no-day'],
    [{ kind: 'implementation-rule', newRule: 'CNCA-C11-xx:2014' }, 'bad-record'],
  ])('with %j matches nobody, and says so: %s', (changes, why) => {
    expect(amendmentChange(changes)).toEqual({ changes: [], unmatchable: [{ key: 'samr-57-2025', why }] });
  });
});
