import type { Amendment, Standard } from '../reference/catalogue.js';
import type { CertificateItem } from './regulatory-change.js';
import { entryTransitions, transitionDeadlines, transitionsOf, transitionsOfEntries, type TransitionEntry } from './transition-deadlines.js'; // prettier-ignore

const head = { validFrom: null, validTo: null, certainty: 'official', source: 'https://one.test' } as const;
const bikes: Standard = {
  ...head,
  key: 'gb-17761-2024',
  number: 'GB 17761-2024',
  names: null,
  issuedOn: '2024-12-31',
  inForceOn: '2025-09-01',
  replaces: ['GB 17761-2018'],
  classKeys: ['1119'],
  transition: { pattern: 'fixed-date', existingUntil: '2027-11-30', note: null, certainty: 'secondary', source: 'https://two.test' }, // prettier-ignore
};
const rule: Amendment = {
  ...head,
  key: 'rules-2026-bikes',
  instrument: 'CNCA Announcement 9/2026',
  names: { en: '', de: '', zh: '' },
  kind: 'implementation-rule',
  status: 'in-force',
  datedOn: '2026-05-29',
  publishedOn: '2026-05-29',
  viewsUntil: null,
  classKeys: ['1119'],
  certificateSchemes: ['ccc'],
  applicationsFrom: null,
  declarationsStopOn: null,
  mandatoryFrom: null,
  conversionDeadline: '2027-04-01',
  declarationsCancelledOn: null,
  newRulesOnlyFrom: '2026-11-01',
  newRule: 'CNCA-C11-16:2026',
  newStandard: null,
  duty: null,
  relief: null,
  excuses: [],
};
const certificate: CertificateItem = {
  subject: 'certificate',
  id: 'c-1',
  scheme: 'ccc',
  classCode: '1119',
  standard: 'GB 17761-2018',
  implementationRule: 'CNCA-C11-16:2018',
  status: 'valid',
  issuedOn: '2024-03-01',
  validUntil: '2029-02-28',
  isReplaced: false,
};
const owed = (item: Partial<CertificateItem>, book: { standards?: Standard[]; amendments?: Amendment[] }) =>
  transitionDeadlines({ ...certificate, ...item }, transitionsOf({ standards: [], amendments: [], ...book }));

describe('a certificate under the old edition', () => {
  test('owes the last day that the standard names, with what is new and where it stands', () => {
    expect(owed({}, { standards: [bikes] })).toEqual([
      {
        kind: 'transition',
        item: 'gb-17761-2024',
        dueOn: '2027-11-30',
        basis: 'legal',
        rule: 'transition.last-day',
        source: 'GB 17761-2024 ; https://two.test',
        certainty: 'secondary',
        counted: { start: 'named', instrument: 'GB 17761-2024' },
        isDisputed: false,
        isMet: false,
      },
    ]);
  });

  test('owes each change by itself: the standard and the rule', () => {
    const both = owed({}, { standards: [bikes], amendments: [rule] });
    expect(both.map(({ item, dueOn, source }) => [item, dueOn, source])).toEqual([
      ['gb-17761-2024', '2027-11-30', 'GB 17761-2024 ; https://two.test'],
      ['rules-2026-bikes', '2027-04-01', 'CNCA-C11-16:2026 ; https://one.test'],
    ]);
  });

  test('has met it under the new edition, or once another certificate took its place', () => {
    expect(owed({ standard: 'GB 17761-2024' }, { standards: [bikes] })).toMatchObject([{ isMet: true }]);
    expect(owed({ implementationRule: 'CNCA-C11-16:2026' }, { amendments: [rule] })).toMatchObject([{ isMet: true }]);
    expect(owed({ isReplaced: true }, { standards: [bikes] })).toMatchObject([{ isMet: true }]);
  });

  test.each<[string, Partial<CertificateItem>]>([
    ['its edition is not recorded', { standard: null }],
    ['it is of another class', { classCode: '1104' }],
    ['it has ended', { status: 'cancelled' }],
    ['it has ended, though its edition was the new one', { status: 'revoked', standard: 'GB 17761-2024' }],
    ['it ends before the change', { validUntil: '2025-06-30' }],
    ['another edition is recorded', { standard: 'GB 17761-1999' }],
  ])('owes nothing where %s', (_, item) => {
    expect(owed(item, { standards: [bikes] })).toEqual([]);
  });
});

test('a declaration that is converted before the last day owes the conversion alone', () => {
  const transitions = transitionsOf({ standards: [bikes], amendments: [] });
  const days = (endsOn: string) => transitionDeadlines(certificate, transitions, endsOn).map(({ dueOn }) => dueOn);
  expect(days('2026-12-31')).toEqual([]);
  expect(days('2027-11-30')).toEqual([]);
  expect(days('2027-12-01')).toEqual(['2027-11-30']);
});

describe('a change with a last day', () => {
  test('is told once where an announcement and a standard say the same', () => {
    const announced = { ...rule, key: 'ebike-2025', kind: 'standard', newRule: null, newStandard: 'GB 17761-2024', conversionDeadline: '2027-11-30' } as const; // prettier-ignore
    expect(transitionsOf({ standards: [bikes], amendments: [announced] }).map(({ change }) => change.key)).toEqual(['gb-17761-2024']); // prettier-ignore
  });

  test('is none without that day, and none of a change of mode, whose day is a rule of its own', () => {
    const natural = { ...bikes, transition: { ...bikes.transition, existingUntil: null } };
    const mode = { ...rule, key: 'samr-57-2025', kind: 'mode', newRule: null } as const;
    expect(transitionsOf({ standards: [natural], amendments: [mode] })).toEqual([]);
  });
});

const entry: TransitionEntry = {
  id: 'entry-1',
  referenceKey: null,
  kind: 'standard',
  status: 'in-force',
  instrument: 'Notice 7',
  sourceUrl: 'https://example.test/7',
  certainty: 'unverified',
  announcedOn: '2026-10-02',
  effectiveOn: '2026-12-01',
  newApplicationsOnlyFrom: null,
  deadlineOn: '2027-06-30',
  viewsUntil: null,
  viewsSentOn: null,
  classCodes: ['1119'],
  schemes: null,
  replacedStandards: ['GB 17761-2018'],
  newStandard: 'GB 17761-2024',
  replacedRule: null,
  newRule: null,
  appliesToIssuedBefore: null,
};

describe('an entry of the tenant itself', () => {
  test('makes its certificates owe its last day, as sure as the entry is', () => {
    expect(transitionDeadlines(certificate, transitionsOfEntries([entry]))).toMatchObject([
      {
        item: 'entry-1',
        dueOn: '2027-06-30',
        certainty: 'unverified',
        source: 'GB 17761-2024 ; https://example.test/7',
      },
    ]);
  });

  test.each<Partial<TransitionEntry>>([
    { status: 'draft' },
    { status: 'withdrawn' },
    { deadlineOn: null },
    { referenceKey: 'gb-17761-2024' },
    { classCodes: null, newStandard: null, replacedStandards: [] },
  ])('makes nobody owe anything: %j', (fields) => {
    expect(transitionsOfEntries([{ ...entry, ...fields }])).toEqual([]);
  });

  test('is owed itself by who keeps it, with its instrument as the source', () => {
    expect(entryTransitions({ ...entry, keptFrom: '2026-11-20' })).toEqual([
      {
        kind: 'transition',
        dueOn: '2027-06-30',
        basis: 'legal',
        rule: 'transition.last-day',
        source: 'Notice 7 ; https://example.test/7',
        certainty: 'unverified',
        counted: { start: 'named', instrument: 'Notice 7' },
        isDisputed: false,
        isMet: false,
      },
    ]);
    expect(entryTransitions({ ...entry, sourceUrl: null, keptFrom: '2027-06-30' })).toMatchObject([{ source: 'Notice 7' }]); // prettier-ignore
  });

  test('is history, owed by nobody, where its last day was over when it was written down', () => {
    expect(entryTransitions({ ...entry, keptFrom: '2027-07-01' })).toEqual([]);
    expect(entryTransitions({ ...entry, status: 'withdrawn', keptFrom: '2026-11-20' })).toEqual([]);
    expect(entryTransitions({ ...entry, status: 'draft', keptFrom: '2026-11-20' })).toEqual([]);
  });
});
