import { applicabilityBook, beltFacts, words } from '../../../test/support/applicability-book.js';
import { BadInput } from '../errors.js';
import type { ApplicabilityAnswer } from './answer.js';
import { checkApplicability } from './applicability.js';
import { factsOf, type ApplicabilityFacts } from './facts.js';

const book = applicabilityBook();
const check = (facts: ApplicabilityFacts) => checkApplicability(facts, book);
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);
const reasonOf = (answer: ApplicabilityAnswer, code: string) => answer.reasons.find((one) => one.code === code);
const on = (day: string, classKey: string, more: Partial<ApplicabilityFacts> = {}) =>
  check(factsOf({ day, classKey, intendedUse: 'placing-on-market', ...more }));

describe('the verdict of a class on a day', () => {
  it.each([
    ['1104', '2019-10-16', 'third-party-ccc', 'third-party'],
    ['1104', '2019-10-17', 'third-party-ccc', 'choice'],
    ['1104', '2019-12-31', 'third-party-ccc', 'choice'],
    ['1104', '2020-01-01', 'self-declaration', 'self-declaration-b'],
    ['1104', '2026-06-30', 'self-declaration', 'self-declaration-b'],
    ['1104', '2026-07-01', 'third-party-ccc', 'third-party-declarations-valid'],
    ['1104', '2026-12-31', 'third-party-ccc', 'third-party-declarations-valid'],
    ['1104', '2027-01-01', 'third-party-ccc', 'third-party'],
    ['0501', '2026-06-30', 'self-declaration', 'self-declaration-a'],
    ['1106', '2018-06-14', 'third-party-ccc', 'third-party'],
    ['1106', '2018-06-15', 'released', 'released'],
    ['1120', '2020-05-31', 'not-required', 'not-in-catalogue'],
    ['1120', '2020-06-01', 'not-required', 'third-party'],
    ['1120', '2021-05-31', 'not-required', 'third-party'],
    ['1120', '2021-06-01', 'third-party-ccc', 'third-party'],
    ['0301', '2024-10-31', 'self-declaration', 'self-declaration-b'],
    ['0301', '2024-11-01', 'undecided', 'unknown'],
  ])('of class %s on %s is %s (%s)', (classKey, day, verdict, mode) => {
    const answer = on(day, classKey);
    expect([answer.verdict, answer.period?.mode, answer.day]).toEqual([verdict, mode, day]);
  });

  it('carries the version of the data it was made with', () => {
    expect(checkApplicability(beltFacts(), applicabilityBook({ version: 31 })).referenceVersion).toBe(31);
  });

  it.each(['2026-02-30', '2026-13-01', '', 'tomorrow', '20.11.2026', '1899-12-31'])(
    'is refused for the impossible day %p, naming what is allowed',
    (day) => {
      const refuse = () => check(beltFacts({ day }));
      expect(refuse).toThrow(BadInput);
      try {
        refuse();
      } catch (error) {
        expect((error as BadInput).code).toBe('invalid-input');
        expect((error as BadInput).faults).toEqual([
          { field: 'day', code: 'is-day', detail: `${day} is not a day`, allowed: 'an existing day, YYYY-MM-DD' },
        ]);
      }
    },
  );
});

describe('belts on 20 November 2026', () => {
  const answer = check(beltFacts({ hsCode: '8708.21', madeIn: 'DE', applicant: 'importer' }));

  it('need a certificate; the reasons stand in the order of the reasoning', () => {
    expect(answer.verdict).toBe('third-party-ccc');
    expect(codes(answer.reasons)).toEqual([
      'class-taken',
      'hs-code-fits',
      'vehicle-category-inside',
      'condition-met',
      'condition-met',
      'mode',
      'next-mode',
      'use-on-market',
      'origin',
      'three-roles',
    ]);
    expect(answer.openQuestions).toEqual([]);
  });

  it('say on what each reason rests', () => {
    expect(reasonOf(answer, 'class-taken')).toEqual({
      code: 'class-taken',
      facts: { class: { key: '1104', code: '1104', names: words('Safety belts') }, rule: 'CNCA-C11-04:2014' },
      basis: 'legal',
      certainty: 'official',
      source: 'Catalogue 1104',
    });
    expect(reasonOf(answer, 'mode')).toEqual({
      code: 'mode',
      facts: {
        mode: 'third-party-declarations-valid',
        isMandatory: true,
        validFrom: '2026-07-01',
        validTo: '2026-12-31',
        instrument: 'SAMR Announcement 57 of 2025',
      },
      basis: 'legal',
      certainty: 'official',
      source: 'Mode 2026-07-01',
    });
    expect(reasonOf(answer, 'next-mode')).toMatchObject({
      facts: { mode: 'third-party', validFrom: '2027-01-01', isMandatory: true },
      source: 'Mode 2027-01-01',
    });
    expect(reasonOf(answer, 'hs-code-fits')).toMatchObject({
      facts: { hsCode: '870821', prefixes: ['870821'] },
      basis: 'practice',
      source: 'Principle hs-code-is-a-hint',
    });
    expect(reasonOf(answer, 'origin')).toMatchObject({ facts: { country: 'DE', isMainland: false }, basis: 'legal' });
    expect(reasonOf(answer, 'three-roles')).toMatchObject({ facts: { applicant: 'importer' } });
    expect(answer.class).toEqual({ key: '1104', code: '1104', names: words('Safety belts') });
  });

  it('name the period, the next one and the ends of declarations', () => {
    expect(answer.period).toMatchObject({ mode: 'third-party-declarations-valid', validTo: '2026-12-31', basis: 'legal' }); // prettier-ignore
    expect(answer.next).toMatchObject({ mode: 'third-party', validFrom: '2027-01-01', source: 'Mode 2027-01-01' });
    expect(answer.declaration).toEqual({ newUntil: '2026-06-30', validUntil: '2026-12-31' });
  });

  it('say what follows, by when, and what a breach costs', () => {
    expect(answer.whatFollows).toEqual([
      {
        code: 'certify',
        facts: { schemes: [{ key: 'ccc-standard', names: words('ccc-standard') }, { key: 'conversion', names: words('conversion') }] }, // prettier-ignore
        on: null,
        basis: 'legal',
        certainty: 'official',
        source: 'Mode 2026-07-01',
      },
      {
        code: 'convert-declaration',
        facts: {
          instrument: 'SAMR Announcement 57 of 2025',
          duty: words('Convert.'),
          relief: words('Stock may be sold.'),
        },
        on: '2026-12-31',
        basis: 'legal',
        certainty: 'official',
        source: 'Announcement text',
      },
      {
        code: 'only-certified',
        facts: { instrument: 'SAMR Announcement 57 of 2025' },
        on: '2027-01-01',
        basis: 'legal',
        certainty: 'official',
        source: 'Announcement text',
      },
      {
        code: 'no-shipment-before',
        facts: {},
        on: null,
        basis: 'legal',
        certainty: 'official',
        source: 'Principle obligation',
      },
      {
        code: 'fine',
        facts: { article: 66, minimumCny: 50000, maximumCny: 200000, note: words('Check.') },
        on: null,
        basis: 'legal',
        certainty: 'secondary',
        source: 'Principle fine',
      },
    ]);
    expect(answer.alternatives).toEqual([]);
  });

  it('are converted until the last day itself, and only certified from the next', () => {
    expect(codes(check(beltFacts({ day: '2026-12-31' })).whatFollows)).toEqual(['certify', 'convert-declaration', 'only-certified', 'no-shipment-before', 'fine']); // prettier-ignore
    expect(codes(check(beltFacts({ day: '2027-01-01' })).whatFollows)).toEqual(['certify', 'no-shipment-before', 'fine']); // prettier-ignore
    expect(check(beltFacts({ day: '2027-01-01' })).declaration).toBeNull();
  });
});

describe('self-declaration', () => {
  it('names its end, the conversion and the earlier way', () => {
    const answer = on('2026-06-30', '1104', { vehicleCategory: 'M' });
    expect(answer.declaration).toEqual({ newUntil: '2026-06-30', validUntil: '2026-12-31' });
    expect(answer.whatFollows.map(({ code, on: day }) => [code, day])).toEqual([
      ['declare-until', '2026-06-30'],
      ['convert-declaration', '2026-12-31'],
      ['only-certified', '2027-01-01'],
      ['no-shipment-before', null],
      ['fine', null],
      ['answer-questions', null],
    ]);
    expect(answer.whatFollows[0]!.facts).toEqual({ mode: 'self-declaration-b' });
    expect(answer.alternatives).toMatchObject([{ code: 'third-party-early', facts: { from: '2026-07-01', isOpen: false }, source: 'Announcement text' }]); // prettier-ignore
  });

  it('is an alternative while there is a choice, and its end follows the periods without a gap', () => {
    const answer = check(beltFacts({ day: '2019-10-17' }));
    expect(answer.declaration).toEqual({ newUntil: '2026-06-30', validUntil: '2026-12-31' });
    expect(answer.alternatives).toMatchObject([{ code: 'self-declaration', facts: { until: '2026-06-30' }, source: 'Mode 2019-10-17' }]); // prettier-ignore
  });

  it('has no end named where the data names none, or where a gap follows', () => {
    const period = book.modes.get('1104')!.find((one) => one.mode === 'self-declaration-b')!;
    const endless = applicabilityBook({ modes: new Map([['1104', [{ ...period, validTo: null }]]]), amendments: [] });
    const answer = checkApplicability(beltFacts({ day: '2025-01-01' }), endless);
    expect(answer.declaration).toEqual({ newUntil: null, validUntil: null });
    expect(codes(answer.whatFollows)).toEqual(['declare-until', 'no-shipment-before', 'fine']);
    expect(answer.alternatives).toEqual([]);
    const later = { ...period, mode: 'third-party-declarations-valid' as const, validFrom: '2026-07-02', validTo: '2026-12-31' }; // prettier-ignore
    const gapped = applicabilityBook({ modes: new Map([['1104', [period, later]]]) });
    expect(checkApplicability(beltFacts({ day: '2026-01-01' }), gapped).declaration).toEqual({ newUntil: '2026-06-30', validUntil: '2026-06-30' }); // prettier-ignore
  });

  it('is not converted by a draft, by a change of another kind or class, or without its end', () => {
    const [real] = book.amendments;
    for (const change of [
      { status: 'draft' as const },
      { kind: 'implementation-rule' as const },
      { classKeys: ['0501'] },
      { declarationsCancelledOn: null },
      { mandatoryFrom: null },
    ]) {
      const answer = checkApplicability(beltFacts(), applicabilityBook({ amendments: [{ ...real!, ...change }] }));
      expect(codes(answer.whatFollows)).toEqual(['certify', 'no-shipment-before', 'fine']);
    }
  });

  it('may be replaced before its end once applications are accepted, and not where no day is named', () => {
    const [real] = book.amendments;
    const early = (applicationsFrom: string | null) =>
      checkApplicability(beltFacts({ day: '2026-06-30' }), applicabilityBook({ amendments: [{ ...real!, applicationsFrom }] })).alternatives; // prettier-ignore
    expect(early('2026-06-30')).toMatchObject([{ facts: { from: '2026-06-30', isOpen: true } }]);
    expect(early('2026-07-01')).toMatchObject([{ facts: { from: '2026-07-01', isOpen: false } }]);
    expect(early(null)).toEqual([]);
  });

  it('is converted by the nearest of two announcements', () => {
    const [real] = book.amendments;
    const later = { ...real!, mandatoryFrom: '2028-01-01', conversionDeadline: '2027-12-31' };
    const answer = checkApplicability(beltFacts(), applicabilityBook({ amendments: [later, real!] }));
    expect(answer.whatFollows.find(({ code }) => code === 'only-certified')!.on).toBe('2027-01-01');
  });

  it('leaves out a conversion whose last day has passed', () => {
    const [real] = book.amendments;
    const passed = applicabilityBook({ amendments: [{ ...real!, conversionDeadline: '2026-11-19' }] });
    expect(codes(checkApplicability(beltFacts(), passed).whatFollows)).not.toContain('convert-declaration');
    const today = applicabilityBook({ amendments: [{ ...real!, conversionDeadline: '2026-11-20' }] });
    expect(codes(checkApplicability(beltFacts(), today).whatFollows)).toContain('convert-declaration');
  });
});

describe('what left the catalogue', () => {
  it.each([
    ['2024-06-30', ['cqc-voluntary', 'ccap-voluntary'], [], 'Principle voluntary-successor'],
    ['2024-07-01', ['cav-voluntary'], ['cqc-voluntary', 'ccap-voluntary'], 'Principle cav-in-place-of-own'],
  ])('has its voluntary successor of %s', (day, schemes, insteadOf, source) => {
    const answer = on(day, '1106');
    expect(answer.verdict).toBe('released');
    expect(answer.period!.validFrom).toBe('2018-06-15');
    expect(answer.alternatives).toEqual([
      {
        code: 'voluntary',
        facts: { schemes, insteadOf, rules: [] },
        basis: 'practice',
        certainty: 'secondary',
        source,
      },
    ]);
    expect(codes(answer.openQuestions)).toEqual(['voluntary-route']);
    expect(answer.openQuestions[0]).toMatchObject({ facts: { schemes }, isBlocking: false });
    expect(codes(answer.whatFollows)).toEqual(['confirm-with-body']);
  });

  it('has only CQC where it is no vehicle part, and nothing where the data names no successor', () => {
    expect(on('2026-11-20', 'desk-lamps').alternatives).toMatchObject([{ facts: { schemes: ['cqc-voluntary'], insteadOf: [] } }]); // prettier-ignore
    const silent = applicabilityBook({ principles: [] });
    const answer = checkApplicability(factsOf({ day: '2026-11-20', classKey: '1106' }), silent);
    expect(answer).toMatchObject({ verdict: 'released', alternatives: [], openQuestions: [], whatFollows: [] });
  });

  it('needs no exemption: a ground changes nothing and is said to be not needed', () => {
    const answer = on('2026-11-20', '1106', { intendedUse: 'exhibition' });
    expect([answer.verdict, answer.ground]).toEqual(['released', null]);
    expect(codes(answer.reasons)).toEqual(['class-taken', 'mode', 'ground-not-needed']);
    expect(reasonOf(answer, 'ground-not-needed')).toMatchObject({
      facts: { names: words('exhibition') },
      basis: 'legal',
    });
  });
});

describe('what is not demanded yet', () => {
  it('says from which day it will be, and that one may apply before', () => {
    const answer = on('2020-06-01', '1120');
    expect(codes(answer.reasons)).toEqual(['class-taken', 'mode', 'not-yet-mandatory', 'next-mode']);
    expect(reasonOf(answer, 'not-yet-mandatory')!.facts).toEqual({ mandatoryFrom: '2021-06-01' });
    expect(answer.whatFollows).toMatchObject([{ code: 'mandatory-from', on: '2021-06-01', source: 'Mode 2021-06-01' }]);
    expect(answer.alternatives).toMatchObject([{ code: 'third-party-early', facts: { from: '2020-06-01', isOpen: true }, source: 'Mode 2020-06-01' }]); // prettier-ignore
  });

  it('looks past the time of mere acceptance to the day of duty', () => {
    const answer = on('2020-05-31', '1120');
    expect(answer.next).toMatchObject({ validFrom: '2020-06-01', isMandatory: false });
    expect(answer.whatFollows).toMatchObject([{ code: 'mandatory-from', on: '2021-06-01' }]);
    expect(answer.alternatives).toEqual([]);
    expect(codes(answer.reasons)).toEqual(['class-taken', 'mode', 'next-mode']);
  });

  it('admits that the day of duty is not known', () => {
    const only = book.modes.get('1120')!.slice(1, 2);
    const answer = checkApplicability(factsOf({ day: '2020-06-01', classKey: '1120' }), applicabilityBook({ modes: new Map([['1120', only]]) })); // prettier-ignore
    expect(reasonOf(answer, 'not-yet-mandatory')!.facts).toEqual({ mandatoryFrom: null });
    expect(answer.whatFollows).toEqual([]);
  });
});

describe('what the data does not know', () => {
  it('is undecided, tells what held before and asks for confirmation', () => {
    const answer = on('2026-11-20', '0301');
    expect(answer.verdict).toBe('undecided');
    expect(codes(answer.reasons)).toEqual(['class-taken', 'mode-unknown', 'mode-note', 'use-on-market', 'three-roles']);
    expect(reasonOf(answer, 'mode-unknown')!.facts).toEqual({ lastKnown: 'self-declaration-b' });
    expect(answer.openQuestions).toEqual([{ code: 'mode-unknown', facts: { lastKnown: 'self-declaration-b' }, isBlocking: true, decides: [] }]); // prettier-ignore
    expect(codes(answer.whatFollows)).toEqual(['confirm-with-body']);
    expect([answer.alternatives, answer.declaration]).toEqual([[], null]);
  });

  it('is a day outside every period too, with the last known mode', () => {
    const [first] = book.modes.get('1106')!;
    const answer = checkApplicability(factsOf({ day: '2026-11-20', classKey: '1106' }), applicabilityBook({ modes: new Map([['1106', [first!]]]) })); // prettier-ignore
    expect([answer.verdict, answer.period!.mode, answer.period!.source]).toEqual(['undecided', 'unknown', 'none']);
    expect(reasonOf(answer, 'mode-unknown')).toMatchObject({ facts: { lastKnown: 'third-party' }, basis: 'planning', certainty: 'unverified' }); // prettier-ignore
    expect(reasonOf(on('2026-11-20', '0301'), 'mode-unknown')).toMatchObject({ basis: 'legal', certainty: 'official' });
    const none = checkApplicability(factsOf({ day: '2026-11-20', classKey: '1106' }), applicabilityBook({ modes: new Map() })); // prettier-ignore
    expect(reasonOf(none, 'mode-unknown')!.facts).toEqual({ lastKnown: null });
  });

  it('is a class that the data has not got', () => {
    const answer = on('2026-11-20', '9999', { description: 'Seat belt' });
    expect([answer.verdict, answer.class, answer.period]).toEqual(['undecided', null, null]);
    expect(codes(answer.openQuestions)).toEqual(['class-not-in-data', 'which-class']);
    expect(answer.openQuestions[0]).toMatchObject({ facts: { key: '9999' }, isBlocking: true });
    expect(codes(answer.whatFollows)).toEqual(['answer-questions', 'confirm-with-body']);
  });

  it.each(['__proto__', 'constructor', 'toString', '', '1104 ', '1104/motorcycle'])(
    'is a hostile class key such as %p',
    (classKey) => {
      expect(on('2026-11-20', classKey).verdict).toBe('undecided');
    },
  );

  it('claims nothing for which the book has no principle', () => {
    const bare = applicabilityBook({ principles: [] });
    const answer = checkApplicability(beltFacts({ madeIn: 'DE', hsCode: '999999' }), bare);
    expect(codes(answer.reasons)).toEqual(['class-taken', 'vehicle-category-inside', 'condition-met', 'condition-met', 'mode', 'next-mode']); // prettier-ignore
    expect(codes(answer.whatFollows)).toEqual(['certify', 'convert-declaration', 'only-certified']);
    const unnumbered = book.principles.map((one) => (one.key === 'fine' ? { ...one, numbers: { article: 66, minimumCny: 1 } } : one)); // prettier-ignore
    expect(codes(checkApplicability(beltFacts(), applicabilityBook({ principles: unnumbered })).whatFollows)).not.toContain('fine'); // prettier-ignore
  });
});

describe('a class whose parts have periods of their own', () => {
  const helmet = (day: string, variant: string | null) => on(day, '1105', { variant });

  it.each([
    ['motorcycle', '2018-07-31', 'undecided'],
    ['motorcycle', '2018-08-01', 'third-party-ccc'],
    ['e-bike', '2024-04-30', 'undecided'],
    ['e-bike', '2024-05-01', 'not-required'],
    ['e-bike', '2025-04-30', 'not-required'],
    ['e-bike', '2025-05-01', 'third-party-ccc'],
  ])('answers for the part: %s on %s is %s', (variant, day, verdict) => {
    const answer = helmet(day, variant);
    expect(answer.verdict).toBe(verdict);
    expect(codes(answer.reasons)).toContain('variant');
    expect(codes(answer.openQuestions)).not.toContain('variant');
  });

  it('asks which part where that decides', () => {
    const answer = helmet('2024-06-01', null);
    expect([answer.verdict, answer.period!.mode, answer.next]).toEqual(['undecided', 'unknown', null]);
    expect(answer.openQuestions).toMatchObject([{ code: 'variant', isBlocking: true }]);
    expect(answer.openQuestions[0]!.facts).toEqual({
      variants: [
        { key: 'motorcycle', names: words('Motorcycle helmets') },
        { key: 'e-bike', names: words('E-bike helmets') },
      ],
    });
    expect(codes(answer.reasons)).toEqual(['class-taken', 'class-code-unverified', 'use-on-market', 'three-roles']);
    expect(codes(answer.whatFollows)).toEqual(['answer-questions']);
  });

  it('answers for both where they are alike, over the days they share', () => {
    const answer = helmet('2025-05-01', null);
    expect(answer.verdict).toBe('third-party-ccc');
    expect(answer.period).toMatchObject({ mode: 'third-party', validFrom: '2025-05-01', validTo: null });
    expect(answer.openQuestions).toMatchObject([{ code: 'variant', isBlocking: false }]);
  });

  it('gives the shortest time and the nearest change of several parts', () => {
    const [, from] = book.modes.get('1105/motorcycle')!;
    const line = (key: string, validFrom: string | null, validTo: string | null, mode: 'third-party' | 'released') =>
      ({ ...from!, key, validFrom, validTo, mode }) as typeof from & object;
    const modes = new Map([
      ['1105/motorcycle', [line('m', null, '2026-12-31', 'third-party'), line('m', '2027-01-01', null, 'released')]],
      [
        '1105/e-bike',
        [line('e', '2020-01-01', '2026-11-30', 'third-party'), line('e', '2026-12-01', null, 'released')],
      ],
    ]);
    const answer = checkApplicability(factsOf({ day: '2026-11-20', classKey: '1105' }), applicabilityBook({ modes }));
    expect(answer.period).toMatchObject({ validFrom: '2020-01-01', validTo: '2026-11-30' });
    expect(answer.next).toMatchObject({ validFrom: '2026-12-01', mode: 'released' });
  });

  it('takes an unknown part for no answer', () => {
    expect(helmet('2024-06-01', 'bicycle').verdict).toBe('undecided');
  });

  it('is told that its code is unverified, with that certainty', () => {
    expect(reasonOf(helmet('2025-05-01', 'e-bike'), 'class-code-unverified')).toMatchObject({
      facts: { code: '1105' },
      basis: 'practice',
      certainty: 'unverified',
    });
    expect(codes(on('2026-11-20', 'desk-lamps').reasons)).not.toContain('class-code-unverified');
  });
});

describe('other ways', () => {
  it('name the single-vehicle procedure where a class has one', () => {
    expect(on('2026-11-20', '1101').alternatives).toEqual([
      {
        code: 'single-vehicle',
        facts: { schemes: [{ key: 'single-vehicle', names: words('single-vehicle') }] },
        basis: 'legal',
        certainty: 'official',
        source: 'Mode start',
      },
    ]);
  });
});

describe('where it is made', () => {
  it('never changes the verdict and is told for the Mainland as for elsewhere', () => {
    for (const [madeIn, isMainland] of [
      ['CN', true],
      ['HK', false],
      ['JP', false],
    ] as const) {
      const answer = check(beltFacts({ madeIn }));
      expect(answer.verdict).toBe('third-party-ccc');
      expect(reasonOf(answer, 'origin')!.facts).toEqual({ country: madeIn, isMainland });
    }
    expect(reasonOf(check(beltFacts()), 'origin')).toBeUndefined();
  });
});

describe('questions', () => {
  it('that block stand before those that only leave a reserve', () => {
    const answer = check(beltFacts({ vehicleCategory: null, intendedUse: 'exhibition' }));
    expect(answer.openQuestions.map(({ code, isBlocking }) => [code, isBlocking])).toEqual([
      ['applicant', true],
      ['ground-condition', true],
      ['vehicle-category', false],
    ]);
  });
});
