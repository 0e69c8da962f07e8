import { applicabilityBook, words } from '../../../test/support/applicability-book.js';
import { questionsToAsk } from './questions.js';
import { usesOn } from './ground.js';

const book = applicabilityBook();

describe('what is worth asking', () => {
  it('of a class with everything: categories, conditions with their source, uses with their conditions', () => {
    const asked = questionsToAsk(book, book.classes.get('1104')!, '2026-11-20');
    expect(asked.vehicleCategories).toEqual({ allowed: ['L', 'M', 'N', 'O', 'T', 'other'], inScope: ['M', 'N'] });
    expect(asked.variants).toEqual([]);
    expect(asked.classConditions).toEqual([
      { key: 'adult-occupants', effect: 'must', question: words('For adults?'), certainty: 'official', source: 'Catalogue 1104' }, // prettier-ignore
      { key: 'part-of-restraint', effect: 'excludes', question: words('Part of another restraint?'), certainty: 'official', source: 'Catalogue 1104' }, // prettier-ignore
    ]);
    expect(asked.uses.map(({ key, kind }) => [key, kind])).toEqual([
      ['placing-on-market', 'general'],
      ['unknown', 'general'],
      ['diplomatic', 'not-required'],
      ['travellers', 'not-required'],
      ['exhibition', 'exempt'],
      ['re-export', 'exempt'],
    ]);
    expect(asked.uses[0]).toEqual({ key: 'placing-on-market', kind: 'general', names: null, conditions: [] });
    expect(asked.uses[4]!.conditions).toEqual([
      { key: 'applicant-exhibits', text: words('Exhibitor applies'), applicants: ['exhibitor'] },
      { key: 'not-sold', text: words('Not sold'), applicants: null },
    ]);
    expect(asked.applicants).toEqual(['manufacturer', 'importer', 'repair-unit', 'end-user', 'user', 'exhibitor']);
  });

  it('of a class with parts: which part', () => {
    const asked = questionsToAsk(book, book.classes.get('1105')!, '2026-11-20');
    expect(asked.variants.map(({ key }) => key)).toEqual(['motorcycle', 'e-bike']);
    expect([asked.vehicleCategories, asked.classConditions]).toEqual([null, []]);
  });

  it('without a class: the use alone, as of the day', () => {
    const asked = questionsToAsk(book, null, '2019-03-31');
    expect([asked.vehicleCategories, asked.variants, asked.classConditions]).toEqual([null, [], []]);
    expect(asked.uses.map(({ key }) => key)).toEqual(['placing-on-market', 'unknown', 'diplomatic', 'travellers']);
    expect(usesOn(book, '2019-03-31')).toEqual(['placing-on-market', 'unknown', 'diplomatic', 'travellers']);
  });
});
