import { modeOn } from '#domain/applicability/mode';
import { addDays } from '#domain/day';
import { holdsOn } from '#domain/reference/record';
import { shippedReference } from './read-book.js';

/**
 * From its first day (`''` = always before): the mode, with `, not yet mandatory` where applications are only accepted
 * and `, last known ...` where the sources fall silent; then a part of the source that says so. A day before the first
 * line is unknown and no record covers it. Typed from the announcements and reports, not from our records.
 */
type Line = readonly [from: string, mode: string, source: string];

const A44 = 'SAMR Announcement 44/2019';
const A57 = 'SAMR Announcement 57/2025';
const A11 = '20-06-2018-smar-and-cnca-jointly-issued-adjustment';
const CAT2023 = 'SAMR Announcement 36/2023';
const GAS2024 = 'announcement-on-gas-burner-and-other-products';
const NOT_YET = 'third-party, not yet mandatory';
const DECLARATIONS_VALID = 'third-party-declarations-valid';

const DECLARED_PARTS: readonly Line[] = [
  ['', 'third-party', 'mcg-gmbh.de'],
  ['2019-10-17', 'choice', A44],
  ['2020-01-01', 'self-declaration-b', A44],
  ['2026-07-01', DECLARATIONS_VALID, A57],
  ['2027-01-01', 'third-party', A57],
];
const TRIM_AND_LOCKS: readonly Line[] = [
  ['', 'third-party', 'gmcompliance.com'],
  ['2018-10-01', 'choice', 'gmcompliance.com'],
  ['2019-10-17', 'released', 'announcement-no-44'],
];
const RELEASED_2018: readonly Line[] = [
  ['', 'third-party', A11],
  ['2018-06-15', 'released', A11],
];
const always = (source: string): readonly Line[] => [['', 'third-party', source]];
const IN_2023: readonly Line[] = [['2023-08-10', 'third-party', CAT2023]];
const declaredIn2023 = (mode: string): readonly Line[] => [
  ['2023-08-10', mode, CAT2023],
  ['2026-07-01', DECLARATIONS_VALID, A57],
  ['2027-01-01', 'third-party', A57],
];
const LOW_VOLTAGE: readonly Line[] = [
  ['2023-08-10', 'self-declaration-b', CAT2023],
  ['2024-05-01', 'choice', GAS2024],
  ['2024-11-01', 'third-party', GAS2024],
];
const LITHIUM: readonly Line[] = [
  ['2023-08-01', NOT_YET, 'gmshop.net'],
  ['2024-08-01', 'third-party', 'gmshop.net'],
];
const FROM_JULY_2025: readonly Line[] = [['2025-07-01', 'third-party', GAS2024]];
const GAS_PARTS: readonly Line[] = [
  ['2024-10-01', NOT_YET, 'cisema.com'],
  ['2025-10-01', 'third-party', 'cisema.com'],
];
const RULES_OF_MAY_2026: readonly Line[] = [['2026-05-29', 'third-party', 'CNCA announcement of 29 May 2026']];

const MODES: Readonly<Record<string, readonly Line[]>> = {
  // Vehicles and their parts.
  '1101': always('CNCA-C11-01-2020'),
  '1102': always('CNCAC11-02-2014'),
  '1103': RELEASED_2018,
  '1104': DECLARED_PARTS,
  // Which helmet it is decides; the class alone has no answer.
  '1105': [],
  '1105/motorcycle-helmets': [
    ['', 'unknown', 'stc.group'],
    ['2018-08-01', 'third-party', 'stc.group'],
  ],
  '1105/e-bike-helmets': [
    ['', 'unknown', 'stc.group'],
    ['2024-05-01', NOT_YET, 'zaipao.net'],
    ['2025-05-01', 'third-party', 'zaipao.net'],
  ],
  '1106': RELEASED_2018,
  '1107': [
    ['', 'third-party', 'announcement-no-29'],
    ['2018-12-03', 'released', 'announcement-no-29'],
  ],
  '1108': RELEASED_2018,
  '1109': DECLARED_PARTS,
  '1110': DECLARED_PARTS,
  '1111': TRIM_AND_LOCKS,
  '1112': TRIM_AND_LOCKS,
  '1113': RELEASED_2018,
  '1114': DECLARED_PARTS,
  '1115': DECLARED_PARTS,
  '1116': DECLARED_PARTS,
  '1117': DECLARED_PARTS,
  '1118': DECLARED_PARTS,
  '1119': always('NewsDetail.aspx?ID=534'),
  '1120': [
    ['', 'not-in-catalogue', 'atic-ts.com'],
    ['2020-06-01', NOT_YET, 'atic-ts.com'],
    ['2021-06-01', 'third-party', 'atic-ts.com'],
  ],
  '1201': always('CQC-C1201-2024'),
  '1202': always('CQC-C1201-2024'),
  '1203': always('CQC-C1201-2024'),
  '1301': DECLARED_PARTS,
  '1903': RELEASED_2018,
  '2207': always('europe.catarctc.com'),
  // Rows of the catalogue of 2023; what held before it was not read.
  '0101': IN_2023,
  '0104': IN_2023,
  '0105': IN_2023,
  '0201': IN_2023,
  '0202': IN_2023,
  '0204': IN_2023,
  '0205': declaredIn2023('self-declaration-b'),
  '0206': IN_2023,
  '0207': declaredIn2023('self-declaration-b'),
  '0301': [
    ['2023-08-10', 'self-declaration-b', CAT2023],
    ['2024-05-01', 'unknown, last known self-declaration-b', GAS2024],
  ],
  '0302': LOW_VOLTAGE,
  '0303': LOW_VOLTAGE,
  '0304': LOW_VOLTAGE,
  '0305': LOW_VOLTAGE,
  '0306': LOW_VOLTAGE,
  '0307': LOW_VOLTAGE,
  '0308': LOW_VOLTAGE,
  '0309': LOW_VOLTAGE,
  '0401': declaredIn2023('self-declaration-b'),
  '0501': declaredIn2023('self-declaration-a'),
  '0503': declaredIn2023('self-declaration-a'),
  '0506': declaredIn2023('self-declaration-a'),
  '0603': declaredIn2023('self-declaration-a'),
  '0604': declaredIn2023('self-declaration-a'),
  '0605': declaredIn2023('self-declaration-a'),
  '0607': declaredIn2023('self-declaration-a'),
  '0701': IN_2023,
  '0702': IN_2023,
  '0703': IN_2023,
  '0704': [
    ['2023-08-10', 'self-declaration-b', CAT2023],
    ['2026-07-01', 'unknown, last known self-declaration-b', A57],
  ],
  '0705': IN_2023,
  '0706': IN_2023,
  '0707': IN_2023,
  '0708': IN_2023,
  '0709': IN_2023,
  '0710': IN_2023,
  '0711': IN_2023,
  '0712': IN_2023,
  '0713': IN_2023,
  '0714': IN_2023,
  'stationary-ranges-and-ovens': IN_2023,
  // Products known from amendments only.
  'lithium-ion-batteries': LITHIUM,
  'power-banks': LITHIUM,
  'telecom-power-adapters': LITHIUM,
  'explosion-proof-luminaires': [
    ['2024-05-01', NOT_YET, 'zaipao.net'],
    ['2025-05-01', 'third-party', 'zaipao.net'],
  ],
  'commercial-gas-appliances': FROM_JULY_2025,
  'flame-retardant-cables': FROM_JULY_2025,
  'electronic-toilets': FROM_JULY_2025,
  'gas-detectors': FROM_JULY_2025,
  'water-based-wall-coatings': FROM_JULY_2025,
  'gas-hoses': GAS_PARTS,
  'gas-shut-off-valves': GAS_PARTS,
  toys: RULES_OF_MAY_2026,
  'child-ride-ons': RULES_OF_MAY_2026,
};

/** First days of all periods, and 1 November 2020, on which the certificates of before were cancelled. */
const BOUNDARIES = [
  '2018-06-15', '2018-08-01', '2018-10-01', '2018-12-03', '2019-10-17', '2020-01-01', '2020-06-01', '2020-11-01',
  '2021-06-01', '2023-08-01', '2023-08-10', '2024-05-01', '2024-08-01', '2024-10-01', '2024-11-01', '2025-05-01',
  '2025-07-01', '2025-10-01', '2026-05-29', '2026-07-01', '2027-01-01',
]; // prettier-ignore
/** The day before, the day, the day after; and a day far on either side, and the day on which the facts were compiled. */
const DAYS = [
  '1999-12-31',
  ...BOUNDARIES.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]),
  '2026-11-20',
  '2049-12-31',
];

const book = shippedReference();

describe('how each class of the catalogue is certified', () => {
  test.each(Object.entries(MODES))('%s has the right mode on every boundary day, with its source', (key, lines) => {
    const [classKey, variant = null] = key.split('/') as [string, string?];
    const found = DAYS.map((day) => {
      const { mode, period } = modeOn(book, classKey, variant, day);
      const suffix = period?.lastKnown ? `, last known ${period.lastKnown}` : '';
      return [day, `${mode}${(period?.isMandatory ?? true) ? '' : ', not yet mandatory'}${suffix}`, period];
    });
    const lineOf = (day: string) => lines.findLast(([from]) => from <= day);
    expect(found.map(([day, mode]) => [day, mode])).toEqual(DAYS.map((day) => [day, lineOf(day)?.[1] ?? 'unknown']));
    for (const [index, day] of DAYS.entries()) {
      const period = found[index]![2] as ReturnType<typeof modeOn>['period'];
      const line = lineOf(day);
      if (line === undefined) expect([day, period]).toEqual([day, null]);
      else expect(period!.source).toContain(line[2]);
    }
  });

  it('knows each class and variant that the table names, and no other', () => {
    const keys = [...book.classes.values()].flatMap(({ key, variants }) => [
      key,
      ...variants.map((variant) => `${key}/${variant.key}`),
    ]);
    expect(keys.sort()).toEqual(Object.keys(MODES).sort());
    const bounds = new Set([...book.modes.values()].flat().flatMap(({ validFrom }) => validFrom ?? []));
    expect([...bounds].sort()).toEqual(BOUNDARIES.filter((day) => day !== '2020-11-01'));
  });

  it('says on 20 November 2026 what comes on 1 January 2027 and what held before', () => {
    const { period, previous, next } = modeOn(book, '1104', null, '2026-11-20');
    expect(period).toMatchObject({ validFrom: '2026-07-01', validTo: '2026-12-31', certainty: 'official' });
    expect(period!.instrument).toBe('SAMR Announcement 57 of 2025');
    expect(previous).toMatchObject({ validFrom: '2020-01-01', validTo: '2026-06-30', certainty: 'secondary' });
    expect(next).toMatchObject({ validFrom: '2027-01-01', validTo: null, mode: 'third-party', certainty: 'official' });
  });

  it('tells the spread of the day of June 2018, and that start days before 2014 were not collected', () => {
    expect(modeOn(book, '1106', null, '2018-06-15').period!.note!.en).toBe(
      'Sources give 11, 15 or 16 June 2018 (dated, published, effective); 15 June is used.',
    );
    expect(modeOn(book, '1101', null, '1999-12-31').period!.note!.en).toBe(
      'Start days before 2014 were not collected.',
    );
  });

  it('names the four things that CCC never covered, on any day', () => {
    expect(book.neverInScope.map(({ names }) => names.en)).toEqual([
      'Aluminium rims',
      'Interior lighting',
      'Warning lights in the doors',
      'Aluminium door sills',
    ]);
    for (const item of book.neverInScope) {
      expect(item.source).toContain('thebrakereport.com');
      expect(DAYS.filter((day) => !holdsOn(item, day))).toEqual([]);
    }
  });
});
