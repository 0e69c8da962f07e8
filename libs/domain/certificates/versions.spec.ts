import { RuleBroken } from '../errors.js';
import { correctionHoldsFrom, differencesBetween, firstIssueOn, requireFromFirstIssue, requireRenewalAfter, saidBy, SAID_FIELDS, type CertificateSays, type IssueOfVersion } from './versions.js'; // prettier-ignore

const says: CertificateSays = {
  number: '2022 0111 0910 0055',
  scheme: 'ccc',
  body: 'CAV',
  handledBy: 'CCAP',
  issuedOn: '2022-03-01',
  validUntil: '2027-02-28',
  standard: 'GB 4785-2019',
  implementationRule: 'CNCA-C11-07:2014',
  holderName: 'Lindauer Lichttechnik GmbH',
  holderNameZh: '林道照明技术有限公司',
  manufacturerName: 'Lindauer Lichttechnik GmbH',
  manufacturerNameZh: '林道照明技术有限公司',
  models: ['RL-480', 'RL-481'],
  productId: 'product',
  factoryId: 'factory',
};

describe('what a certificate says', () => {
  it('is told without what else is known of it', () => {
    const row = { ...says, id: 'x', status: 'valid', version: 3, contactId: null };
    expect(saidBy(row)).toEqual(says);
    expect(Object.keys(saidBy(row))).toHaveLength(15);
  });

  it('is told in one order, each field once', () => {
    expect(SAID_FIELDS).toEqual([
      'number', 'scheme', 'body', 'handledBy', 'issuedOn', 'validUntil', 'standard', 'implementationRule', 'holderName',
      'holderNameZh', 'manufacturerName', 'manufacturerNameZh', 'models', 'productId', 'factoryId',
    ]); // prettier-ignore
  });
});

describe('the differences between two versions', () => {
  it.each<[string, Partial<CertificateSays>, unknown[]]>([
    ['nothing', {}, []],
    ['the number', { number: '2' }, [{ field: 'number', from: '2022 0111 0910 0055', to: '2' }]],
    ['a body that is gone', { body: null }, [{ field: 'body', from: 'CAV', to: null }]],
    ['the edition', { standard: 'GB 4785-2025' }, [{ field: 'standard', from: 'GB 4785-2019', to: 'GB 4785-2025' }]],
    [
      'several, in the order of the fields',
      { factoryId: null, issuedOn: '2027-02-01', validUntil: '2032-01-31', holderNameZh: '林道' },
      [
        { field: 'issuedOn', from: '2022-03-01', to: '2027-02-01' },
        { field: 'validUntil', from: '2027-02-28', to: '2032-01-31' },
        { field: 'holderNameZh', from: '林道照明技术有限公司', to: '林道' },
        { field: 'factoryId', from: 'factory', to: null },
      ],
    ],
    ['the same models in another order', { models: ['RL-481', 'RL-480'] }, []],
    ['the same models, one named twice', { models: ['RL-481', 'RL-480', 'RL-481'] }, []],
    [
      'a model more',
      { models: ['RL-480', 'RL-481', 'RL-482'] },
      [
        {
          field: 'models',
          from: ['RL-480', 'RL-481'],
          to: ['RL-480', 'RL-481', 'RL-482'],
          added: ['RL-482'],
          removed: [],
        },
      ],
    ],
    [
      'a model less',
      { models: ['RL-481'] },
      [{ field: 'models', from: ['RL-480', 'RL-481'], to: ['RL-481'], added: [], removed: ['RL-480'] }],
    ],
    [
      'one model for another, named twice',
      { models: ['RL-490', 'RL-480', 'RL-490'] },
      [
        {
          field: 'models',
          from: ['RL-480', 'RL-481'],
          to: ['RL-490', 'RL-480', 'RL-490'],
          added: ['RL-490'],
          removed: ['RL-481'],
        },
      ],
    ],
    [
      'models that were not recorded any more',
      { models: null },
      [{ field: 'models', from: ['RL-480', 'RL-481'], to: null, added: [], removed: [] }],
    ],
  ])('names %s', (_, change, expected) => {
    expect(differencesBetween(says, { ...says, ...change })).toEqual(expected);
  });

  it('adds no model to a version that had recorded none', () => {
    expect(differencesBetween({ ...says, models: null }, says)).toEqual([
      { field: 'models', from: null, to: ['RL-480', 'RL-481'], added: [], removed: [] },
    ]);
    expect(differencesBetween({ ...says, models: null }, { ...says, models: null })).toEqual([]);
  });
});

describe('the day from which a correction holds', () => {
  it.each([
    ['that of what it puts right', { holdsFrom: '2024-05-01', says: { issuedOn: '2022-03-01' } }, '2022-03-01', '2024-05-01'],
    ['the new day of issue where that is put right', { holdsFrom: '2022-03-01', says: { issuedOn: '2022-03-01' } }, '2022-03-11', '2022-03-11'],
    ['that of a change, though the day of issue is put right', { holdsFrom: '2024-05-01', says: { issuedOn: '2022-03-01' } }, '2022-03-11', '2024-05-01'],
    ['the day of issue where nothing was known', { holdsFrom: null, says: { issuedOn: null } }, '2022-03-01', '2022-03-01'],
    ['unknown where it was unknown', { holdsFrom: null, says: { issuedOn: '2022-03-01' } }, '2022-03-01', null],
    ['the day of issue of a first version', null, '2022-03-01', '2022-03-01'],
    ['unknown where the day of issue is', null, null, null],
  ])('is %s', (_, last, issuedOn, expected) => {
    expect(correctionHoldsFrom(last, { issuedOn })).toBe(expected);
  }); // prettier-ignore
});

describe('a renewal', () => {
  it.each([
    ['2022-03-01', '2022-03-01'],
    ['2022-03-01', '2027-02-01'],
    [null, '2020-01-01'],
    ['2022-03-01', null],
  ])('of %s may be issued on %s', (issuedOn, renewedOn) => {
    expect(() => requireRenewalAfter({ issuedOn }, { issuedOn: renewedOn }, renewedOn)).not.toThrow();
  });

  it('is not issued before its certificate', () => {
    expect(() => requireRenewalAfter({ issuedOn: '2022-03-01' }, { issuedOn: '2022-02-28' }, null)).toThrow(
      new RuleBroken('certificate.renewal-before-certificate'),
    );
    try {
      requireRenewalAfter({ issuedOn: '2022-03-01' }, { issuedOn: '2022-02-28' }, null);
    } catch (error) {
      expect((error as RuleBroken).facts).toEqual({ issuedOn: '2022-03-01', renewedOn: '2022-02-28' });
    }
    expect.assertions(2);
  });

  it('does not hold before its certificate either, whatever day of issue it says', () => {
    expect.assertions(1);
    try {
      requireRenewalAfter({ issuedOn: '2022-03-01' }, { issuedOn: '2027-01-04' }, '2022-02-28');
    } catch (error) {
      expect(error).toMatchObject({
        code: 'certificate.renewal-before-certificate',
        facts: { issuedOn: '2022-03-01', renewedOn: '2022-02-28' },
      });
    }
  });
});

describe('the first issue', () => {
  const RECORDED: IssueOfVersion = { cause: 'recorded', issuedOn: '2022-03-01' };
  it.each<[string, IssueOfVersion[], string | null]>([
    ['is unknown without a version', [], null],
    ['is that of the first version', [RECORDED], '2022-03-01'],
    ['is unknown where the first version has no day', [{ cause: 'recorded', issuedOn: null }], null],
    ['is put right by a correction', [RECORDED, { cause: 'corrected', issuedOn: '2022-04-01' }], '2022-04-01'],
    ['is put right after a change, too', [RECORDED, { cause: 'changed', issuedOn: '2022-03-01' }, { cause: 'corrected', issuedOn: '2022-04-01' }], '2022-04-01'],
    ['is not that of a change', [RECORDED, { cause: 'extended', issuedOn: '2024-05-01' }], '2022-03-01'],
    ['is not that of a renewal', [RECORDED, { cause: 'renewed', issuedOn: '2026-11-10' }], '2022-03-01'],
    ['is not moved by what puts a renewal right', [RECORDED, { cause: 'renewed', issuedOn: '2026-11-10' }, { cause: 'corrected', issuedOn: '2026-11-11' }], '2022-03-01'],
  ])('%s', (_, versions, expected) => {
    expect(firstIssueOn(versions)).toBe(expected);
  }); // prettier-ignore

  it('is the first day from which anything may hold', () => {
    expect(() => requireFromFirstIssue([RECORDED], '2022-03-01')).not.toThrow();
    expect(() => requireFromFirstIssue([RECORDED], null)).not.toThrow();
    expect(() => requireFromFirstIssue([], '1999-01-01')).not.toThrow();
    expect(() => requireFromFirstIssue([RECORDED], '2022-02-28')).toThrow(
      new RuleBroken('certificate.before-first-issue', { on: '2022-02-28', earliestOn: '2022-03-01' }),
    );
  });
});
