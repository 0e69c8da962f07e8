import type { ModePeriod } from '../reference/catalogue.js';
import { modeOn } from './mode.js';

const period = (
  key: string,
  validFrom: string | null,
  validTo: string | null,
  mode: ModePeriod['mode'],
): ModePeriod => ({
  key,
  validFrom,
  validTo,
  mode,
  instrument: null,
  isMandatory: true,
  lastKnown: null,
  note: null,
  certainty: 'secondary',
  source: 'a test',
});

const early = period('1104', null, '2019-10-16', 'third-party');
const choice = period('1104', '2019-10-17', '2019-12-31', 'choice');
// 2020 is left out: nobody says what held.
const late = period('1104', '2021-01-01', '2026-06-30', 'self-declaration-b');
const last = period('1104', '2026-07-01', null, 'third-party');
const always = period('1101', null, null, 'third-party');
const helmets = period('1105/motorcycle-helmets', '2018-08-01', null, 'third-party');
const book = {
  modes: new Map([
    ['1104', [early, choice, late, last]],
    ['1101', [always]],
    ['1105/motorcycle-helmets', [helmets]],
  ]),
};

describe('how a class is certified on a day', () => {
  test.each([
    ['1900-01-01', early, null, choice],
    ['2019-10-16', early, null, choice],
    ['2019-10-17', choice, early, late],
    ['2019-12-31', choice, early, late],
    ['2021-01-01', late, choice, last],
    ['2026-06-30', late, choice, last],
    ['2026-07-01', last, late, null],
    ['2199-12-31', last, late, null],
  ])('on %s one period covers the day, with its neighbours', (day, found, previous, next) => {
    expect(modeOn(book, '1104', null, day)).toEqual({ mode: found.mode, period: found, previous, next });
  });

  test.each(['2020-01-01', '2020-06-15', '2020-12-31'])(
    'on %s, in no period, it is unknown between its neighbours',
    (day) => {
      expect(modeOn(book, '1104', null, day)).toEqual({ mode: 'unknown', period: null, previous: choice, next: late });
    },
  );

  it('has no neighbours where one period holds for ever', () => {
    const found = { mode: 'third-party', period: always, previous: null, next: null };
    expect(modeOn(book, '1101', null, '2026-11-20')).toEqual(found);
  });

  it('is unknown before the first period, which comes next', () => {
    const found = { mode: 'unknown', period: null, previous: null, next: helmets };
    expect(modeOn(book, '1105', 'motorcycle-helmets', '2018-07-31')).toEqual(found);
  });

  it('reads the periods of the variant, and only those', () => {
    const nothing = { mode: 'unknown', period: null, previous: null, next: null };
    expect(modeOn(book, '1105', 'motorcycle-helmets', '2018-08-01').period).toBe(helmets);
    expect(modeOn(book, '1105', null, '2018-08-01')).toEqual(nothing);
    expect(modeOn(book, '1105', 'e-bike-helmets', '2018-08-01')).toEqual(nothing);
    expect(modeOn(book, '1104', 'motorcycle-helmets', '2018-08-01')).toEqual(nothing);
  });

  it('is unknown for a class that has no period', () => {
    expect(modeOn(book, '9999', null, '2026-11-20')).toEqual({
      mode: 'unknown',
      period: null,
      previous: null,
      next: null,
    });
  });

  it('says unknown where a period says so, and gives the period', () => {
    const silent = { ...period('0301', '2024-05-01', null, 'unknown'), lastKnown: 'self-declaration-b' as const };
    const found = modeOn({ modes: new Map([['0301', [silent]]]) }, '0301', null, '2024-05-01');
    expect(found).toEqual({ mode: 'unknown', period: silent, previous: null, next: null });
  });
});
