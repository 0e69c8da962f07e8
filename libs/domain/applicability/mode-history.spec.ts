import { applicabilityBook } from '../../../test/support/applicability-book.js';
import type { ModePeriod } from '../reference/catalogue.js';
import { modeHistory } from './mode-history.js';

const period = (fields: Partial<ModePeriod>): ModePeriod => ({
  key: 'x',
  mode: 'third-party',
  isMandatory: true,
  validFrom: null,
  validTo: null,
  instrument: null,
  lastKnown: null,
  note: null,
  certainty: 'official',
  source: 'a source',
  ...fields,
});
const historyOf = (periods: ModePeriod[], variant: string | null = null, key = 'x') =>
  modeHistory({ modes: new Map([[key, periods]]) }, 'x', variant).map(({ mode, validFrom, validTo }) => [mode, validFrom, validTo]); // prettier-ignore

describe('the history of a class', () => {
  it('of safety belts runs from the certificate through the declaration back to the certificate', () => {
    const history = modeHistory(applicabilityBook(), '1104', null);
    expect(history.map(({ mode, validFrom, validTo }) => [mode, validFrom, validTo])).toEqual([
      ['third-party', null, '2019-10-16'],
      ['choice', '2019-10-17', '2019-12-31'],
      ['self-declaration-b', '2020-01-01', '2026-06-30'],
      ['third-party-declarations-valid', '2026-07-01', '2026-12-31'],
      ['third-party', '2027-01-01', null],
    ]);
    expect(history[3]).toMatchObject({ basis: 'legal', certainty: 'official', isMandatory: true });
  });

  it.each<[string, ModePeriod[], unknown]>([
    ['without periods is empty', [], []],
    ['without end and beginning is one period', [period({})], [['third-party', null, null]]],
    [
      'says of the days before the first and after the last that nothing is known',
      [period({ validFrom: '2020-03-01', validTo: '2020-12-31' })],
      [
        ['unknown', null, '2020-02-29'],
        ['third-party', '2020-03-01', '2020-12-31'],
        ['unknown', '2021-01-01', null],
      ],
    ],
    [
      'says so of days between two periods, one day alone too',
      [period({ validTo: '2020-01-01' }), period({ mode: 'released', validFrom: '2020-01-03' })],
      [
        ['third-party', null, '2020-01-01'],
        ['unknown', '2020-01-02', '2020-01-02'],
        ['released', '2020-01-03', null],
      ],
    ],
    [
      'has no gap where one period follows the other',
      [period({ validTo: '2020-01-01' }), period({ mode: 'released', validFrom: '2020-01-02' })],
      [
        ['third-party', null, '2020-01-01'],
        ['released', '2020-01-02', null],
      ],
    ],
  ])('%s', (_, periods, expected) => expect(historyOf(periods)).toEqual(expected));

  it('is a variant’s own where one is named', () => {
    expect(historyOf([period({})], 'blue', 'x/blue')).toEqual([['third-party', null, null]]);
    expect(historyOf([period({})], null, 'x/blue')).toEqual([]);
  });

  it('claims no source for what is unknown', () => {
    const [before] = modeHistory({ modes: new Map([['x', [period({ validFrom: '2020-03-01' })]]]) }, 'x', null);
    expect(before).toEqual({
      mode: 'unknown',
      isMandatory: true,
      validFrom: null,
      validTo: '2020-02-29',
      instrument: null,
      basis: 'planning',
      certainty: 'unverified',
      source: 'none',
    });
  });
});
