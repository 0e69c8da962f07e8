import { shippedReference } from '#database/reference/read-book';
import { checkApplicability } from '#domain/applicability/applicability';
import { factsOf, type ApplicabilityFacts } from '#domain/applicability/facts';
import { addDays } from '#domain/day';
import { LANGUAGES } from '#domain/permissions';
import { tell } from './told.js';

const book = shippedReference();
const verdictOf = (day: string, classKey: string, more: Partial<ApplicabilityFacts> = {}) =>
  checkApplicability(factsOf({ day, classKey, intendedUse: 'placing-on-market', ...more }), book).verdict;

/** Days around each change of `modes.yaml`, typed from the announcements. */
const DECLARED = ['1104', '1109', '1110', '1114', '1115', '1116', '1117', '1118', '1301'];
const ALWAYS = ['1101', '1102', '1119', '1201', '1202', '1203', '2207'];
const RELEASED: [string, string, string][] = [
  ['1103', '2018-06-14', '2018-06-15'],
  ['1106', '2018-06-14', '2018-06-15'],
  ['1107', '2018-12-02', '2018-12-03'],
  ['1108', '2018-06-14', '2018-06-15'],
  ['1111', '2019-10-16', '2019-10-17'],
  ['1112', '2019-10-16', '2019-10-17'],
  ['1113', '2018-06-14', '2018-06-15'],
  ['1903', '2018-06-14', '2018-06-15'],
];

describe('on the shipped data', () => {
  it.each(DECLARED)('class %s was declared from 2020 to June 2026 and is certified before and after', (classKey) => {
    expect(
      ['2019-10-16', '2019-10-17', '2019-12-31', '2020-01-01', '2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01'].map((day) => verdictOf(day, classKey)), // prettier-ignore
    ).toEqual(['third-party-ccc', 'third-party-ccc', 'third-party-ccc', 'self-declaration', 'self-declaration', 'third-party-ccc', 'third-party-ccc', 'third-party-ccc']); // prettier-ignore
  });

  it.each(ALWAYS)('class %s was always certified', (classKey) => {
    expect(['2014-01-01', '2020-01-01', '2026-11-20', '2027-01-01'].map((day) => verdictOf(day, classKey))).toEqual(Array(4).fill('third-party-ccc')); // prettier-ignore
  });

  it.each(RELEASED)('class %s was certified on %s and released on %s', (classKey, before, from) => {
    expect([verdictOf(before, classKey), verdictOf(from, classKey), verdictOf('2026-11-20', classKey)]).toEqual(['third-party-ccc', 'released', 'released']); // prettier-ignore
  });

  it.each([
    ['2020-05-31', 'not-required'],
    ['2020-06-01', 'not-required'],
    ['2021-05-31', 'not-required'],
    ['2021-06-01', 'third-party-ccc'],
  ])('brake linings on %s are %s', (day, verdict) => {
    expect(verdictOf(day, '1120')).toBe(verdict);
  });

  it.each([
    ['2018-07-31', 'motorcycle-helmets', 'undecided'],
    ['2018-08-01', 'motorcycle-helmets', 'third-party-ccc'],
    ['2024-04-30', 'e-bike-helmets', 'undecided'],
    ['2024-05-01', 'e-bike-helmets', 'not-required'],
    ['2025-04-30', 'e-bike-helmets', 'not-required'],
    ['2025-05-01', 'e-bike-helmets', 'third-party-ccc'],
  ])('on %s %s are %s', (day, variant, verdict) => {
    expect(verdictOf(day, '1105', { variant })).toBe(verdict);
  });

  it.each(['Aluminium rims', 'Interior lighting', 'Türwarnleuchte', '铝制门槛'])(
    '%s were never in scope',
    (description) => {
      expect(checkApplicability(factsOf({ day: '2026-11-20', description }), book).verdict).toBe('never-in-scope');
    },
  );

  it.each([
    ['Drei-Punkt-Sicherheitsgurte', '1104'],
    ['windscreen, laminated safety glass', '1301'],
    ['汽车用制动器衬片', '1120'],
    ['rear-view mirror', '1110'],
    ['power bank 20000 mAh', 'power-banks'],
  ])('“%s” is undecided, with class %s among the candidates', (description, key) => {
    const answer = checkApplicability(factsOf({ day: '2026-11-20', description }), book);
    expect(answer.verdict).toBe('undecided');
    const [asked] = answer.openQuestions;
    expect(JSON.stringify(asked!.facts)).toContain(`"key":"${key}"`);
  });

  it('every class around every day of its history is told in three languages, its mode with its source', () => {
    const changes = [...book.modes.values()].flat().flatMap(({ validFrom }) => validFrom ?? []);
    const days = [...new Set(changes.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))].sort();
    expect(days.length).toBeGreaterThan(30);
    for (const found of book.classes.values()) {
      for (const variant of [null, ...found.variants.map(({ key }) => key)]) {
        for (const day of days) {
          const facts = factsOf({ day, classKey: found.key, variant });
          const answer = checkApplicability(facts, book);
          const told = answer.reasons.find(({ code }) => code === 'mode' || code === 'mode-unknown');
          if (told?.code === 'mode') expect(told.source).toMatch(/\S{4}/);
          else expect(answer.verdict).toBe('undecided');
        }
      }
      const facts = factsOf({ day: '2026-11-20', classKey: found.key });
      const answer = checkApplicability(facts, book);
      for (const language of LANGUAGES)
        expect(JSON.stringify(tell(answer, facts, book, null, language))).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});
