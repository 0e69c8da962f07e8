import { factsOf, type ApplicabilityFacts } from '#domain/applicability/facts';
import type { ReferenceBook } from '#domain/reference/book';
import type { Amendment, CatalogueClass, ExemptionGround, ModePeriod, NeverInScope, Principle } from '#domain/reference/catalogue'; // prettier-ignore
import type { Words } from '#domain/reference/record';
import type { SchemeDefinition } from '#domain/reference/scheme';

/** The same text in three languages, told apart. */
export const words = (text: string): Words => ({ en: text, de: `${text} (de)`, zh: `${text} (zh)` });

const sourced = { certainty: 'official' as const, source: 'Source' };
const open = { validFrom: null, validTo: null };

const aClass = (key: string, name: string, fields: Partial<CatalogueClass> = {}): CatalogueClass => ({
  key,
  code: /^\d{4}$/.test(key) ? key : null,
  names: words(name),
  heading: 'vehicles',
  codeCertainty: 'official',
  conversion: null,
  implementationRule: null,
  bodyRules: [],
  standards: [],
  scope: null,
  conditions: [],
  vehicleCategories: null,
  variants: [],
  hsPrefixes: [],
  hsCertainty: null,
  voluntaryRules: [],
  unitDivision: null,
  note: null,
  terms: [],
  ...open,
  certainty: 'official',
  source: `Catalogue ${key}`,
  ...fields,
});

type PeriodLine = [from: string | null, to: string | null, mode: ModePeriod['mode'], more?: Partial<ModePeriod>];

const timeline = (key: string, ...lines: PeriodLine[]): [string, ModePeriod[]] => [
  key,
  lines.map(([validFrom, validTo, mode, more]) => ({
    key,
    mode,
    validFrom,
    validTo,
    instrument: null,
    isMandatory: true,
    lastKnown: null,
    note: null,
    certainty: 'official',
    source: `Mode ${validFrom ?? 'start'}`,
    ...more,
  })),
];

const ground = (
  key: string,
  kind: ExemptionGround['kind'],
  fields: Partial<ExemptionGround> = {},
): ExemptionGround => ({
  key,
  kind,
  names: words(key),
  conditions: [],
  applicant: null,
  authority: null,
  deadlines: [],
  note: null,
  ...open,
  certainty: 'secondary',
  source: `Ground ${key}`,
  ...fields,
});

const principle = (key: string, basis: Principle['basis'], fields: Partial<Principle> = {}): Principle => ({
  key,
  basis,
  numbers: {},
  note: null,
  ...open,
  certainty: 'secondary',
  source: `Principle ${key}`,
  ...fields,
});

const never = (key: string, ...terms: string[]): NeverInScope => ({ key, names: words(terms[0]!), terms, ...open, ...sourced }); // prettier-ignore

const scheme = (
  key: string,
  kind: SchemeDefinition['kind'],
  modes: SchemeDefinition['modes'],
  fields: Partial<SchemeDefinition> = {},
): [string, SchemeDefinition] => [
  key,
  { key, names: words(key), kind, modes, classKeys: null, ...open, ...sourced, ...fields } as SchemeDefinition,
];

const announcement: Amendment = {
  key: 'samr-57-2025',
  instrument: 'SAMR Announcement 57 of 2025',
  names: words('Announcement 57'),
  kind: 'mode',
  status: 'in-force',
  datedOn: '2025-12-28',
  publishedOn: '2026-01-07',
  viewsUntil: null,
  classKeys: ['1104', '0501'],
  certificateSchemes: [],
  applicationsFrom: '2026-07-01',
  declarationsStopOn: '2026-07-01',
  mandatoryFrom: '2027-01-01',
  conversionDeadline: '2026-12-31',
  declarationsCancelledOn: '2027-01-01',
  newRulesOnlyFrom: null,
  newRule: null,
  newStandard: null,
  duty: words('Convert.'),
  relief: words('Stock may be sold.'),
  excuses: [],
  ...open,
  certainty: 'official',
  source: 'Announcement text',
};

/** A small world: one class of each history that the rule has to tell apart. */
export function applicabilityBook(changes: Partial<ReferenceBook> = {}): ReferenceBook {
  const classes = [
    aClass('0301', 'Switchgear assemblies', { heading: 'low-voltage-apparatus' }),
    aClass('0501', 'Electric drills', { heading: 'electric-tools', terms: ['drill', '电钻'], hsPrefixes: ['846721'] }),
    aClass('1101', 'Motor vehicles', { terms: ['car'], hsPrefixes: ['8703'] }),
    aClass('1104', 'Safety belts', {
      implementationRule: 'CNCA-C11-04:2014',
      vehicleCategories: ['M', 'N'],
      conditions: [
        { key: 'adult-occupants', effect: 'must', question: words('For adults?') },
        { key: 'part-of-restraint', effect: 'excludes', question: words('Part of another restraint?') },
      ],
      hsPrefixes: ['870821'],
      terms: ['safety belt', 'seat belt', '安全带', 'sicherheitsgurt'],
      voluntaryRules: ['CAV-01-2023'],
    }),
    aClass('1105', 'Helmets', {
      codeCertainty: 'unverified',
      certainty: 'secondary',
      variants: [
        { key: 'motorcycle', names: words('Motorcycle helmets') },
        { key: 'e-bike', names: words('E-bike helmets') },
      ],
    }),
    aClass('1106', 'Horns', { terms: ['horn'] }),
    aClass('1120', 'Brake linings'),
    aClass('desk-lamps', 'Desk lamps', { heading: 'lighting' }),
  ];
  return {
    version: 12,
    headings: [],
    classes: new Map(classes.map((one) => [one.key, one])),
    modes: new Map([
      timeline('0301', [null, '2024-10-31', 'self-declaration-b'], ['2024-11-01', null, 'unknown', { lastKnown: 'self-declaration-b', note: words('Not named in 2024.') }]), // prettier-ignore
      timeline('0501', [null, '2026-06-30', 'self-declaration-a'], ['2026-07-01', '2026-12-31', 'third-party-declarations-valid'], ['2027-01-01', null, 'third-party']), // prettier-ignore
      timeline('1101', [null, null, 'third-party']),
      timeline(
        '1104',
        [null, '2019-10-16', 'third-party'],
        ['2019-10-17', '2019-12-31', 'choice', { instrument: 'SAMR Announcement 44 of 2019' }],
        ['2020-01-01', '2026-06-30', 'self-declaration-b'],
        ['2026-07-01', '2026-12-31', 'third-party-declarations-valid', { instrument: 'SAMR Announcement 57 of 2025' }],
        ['2027-01-01', null, 'third-party', { instrument: 'SAMR Announcement 57 of 2025' }],
      ),
      timeline('1105/motorcycle', [null, '2018-07-31', 'unknown'], ['2018-08-01', null, 'third-party']),
      timeline('1105/e-bike', ['2024-05-01', '2025-04-30', 'third-party', { isMandatory: false }], ['2025-05-01', null, 'third-party']), // prettier-ignore
      timeline('1106', [null, '2018-06-14', 'third-party'], ['2018-06-15', null, 'released']),
      timeline('1120', [null, '2020-05-31', 'not-in-catalogue'], ['2020-06-01', '2021-05-31', 'third-party', { isMandatory: false }], ['2021-06-01', null, 'third-party']), // prettier-ignore
      timeline('desk-lamps', [null, null, 'released']),
    ]),
    neverInScope: [never('interior-lighting', 'interior lighting', '车内照明'), never('aluminium-rims', 'aluminium rim')], // prettier-ignore
    catalogueVersions: [],
    amendments: [announcement],
    legalBases: [],
    principles: [
      principle('obligation', 'legal', { certainty: 'official' }),
      principle('fine', 'legal', { numbers: { article: 66, minimumCny: 50000, maximumCny: 200000 }, note: words('Check.') }), // prettier-ignore
      principle('hs-code-is-a-hint', 'practice'),
      principle('outside-description', 'practice', { note: words('Issuer not found.') }),
      principle('three-roles', 'legal'),
      principle('cav-in-place-of-own', 'practice', { validFrom: '2024-07-01' }),
      principle('voluntary-successor', 'practice'),
      principle('exemption-is-granted', 'legal'),
      principle('exemption-validity', 'practice', { note: words('Six months quoted.') }),
      principle('exemption-fast-channel', 'practice', { validFrom: '2021-01-01' }),
    ],
    customsCodes: [],
    exemptions: [
      ground('diplomatic', 'not-required'),
      ground('travellers', 'not-required', { conditions: [{ key: 'no-vehicle', text: words('No vehicle'), applicants: null }] }), // prettier-ignore
      ground('exhibition', 'exempt', {
        validFrom: '2019-04-01',
        conditions: [
          { key: 'applicant-exhibits', text: words('Exhibitor applies'), applicants: ['exhibitor'] },
          { key: 'not-sold', text: words('Not sold'), applicants: null },
        ],
        applicant: words('the exhibitor'),
        authority: words('the department'),
        deadlines: [{ key: 'disposal', names: words('Disposal'), from: words('the display'), limit: null, reminderOffsets: [] }], // prettier-ignore
      }),
      ground('re-export', 'exempt', {
        validFrom: '2019-04-01',
        note: words('Parts only.'),
        deadlines: [
          {
            key: 'write-off',
            names: words('Write-off'),
            from: words('the export'),
            limit: {
              amount: 2,
              unit: 'weeks',
              basis: 'legal',
              note: null,
              certainty: 'secondary',
              source: 'Two weeks',
            },
            reminderOffsets: [14],
          },
        ],
      }),
    ],
    schemes: new Map([
      scheme('ccc-standard', 'certification', ['third-party', 'choice', 'third-party-declarations-valid']),
      scheme('conversion', 'conversion', ['third-party-declarations-valid']),
      scheme('ccc-ended', 'certification', ['third-party-declarations-valid'], { validTo: '2026-11-19' }),
      scheme('single-vehicle', 'single-vehicle', ['third-party'], { classKeys: ['1101'] }),
    ]),
    authorities: [],
    bodies: [],
    laboratories: [],
    qualifications: [],
    limits: [],
    approvalKinds: [],
    agreements: [],
    standards: [],
    calendarYears: [],
    rules: [],
    ladders: {} as ReferenceBook['ladders'],
    china: {} as ReferenceBook['china'],
    ...changes,
  };
}

/** Belts on 20 November 2026, brought on the market; a test names what is otherwise. */
export const beltFacts = (changes: Partial<ApplicabilityFacts> = {}): ApplicabilityFacts =>
  factsOf({
    day: '2026-11-20',
    classKey: '1104',
    vehicleCategory: 'M',
    intendedUse: 'placing-on-market',
    classAnswers: { 'adult-occupants': 'yes', 'part-of-restraint': 'no' },
    ...changes,
  });
