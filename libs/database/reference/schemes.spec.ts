import { readAgreement } from './kinds/agreement.js';
import { readScheme } from './kinds/scheme.js';
import { shippedReference } from './read-book.js';
import { readRecords } from './raw-record.js';
import { RecordReader } from './record-reader.js';

const words = { en: 'x', de: 'x', zh: 'x' };
const stage = (key: string, more: object = {}) => ({ key, names: words, party: 'body', ...more });
const legal = { amount: 90, unit: 'calendar-days', basis: 'legal', certainty: 'official', source: 'Order 117' };

const scheme = (more: object = {}) => ({
  key: 's',
  names: words,
  kind: 'certification',
  modes: ['third-party'],
  certainty: 'official',
  source: 'Order 117',
  stages: [stage('a'), stage('b', { needs: ['a'] })],
  ...more,
});
/** Reads one record as a file of its kind is read. */
const read = (kind: 'scheme' | 'agreement', fields: object) => {
  const [raw] = readRecords('x.yaml', JSON.stringify({ kind, records: [fields] }));
  const record = new RecordReader(raw!.place, raw!.fields);
  const result = kind === 'scheme' ? readScheme(record) : readAgreement(record);
  record.refuseUnread();
  return result;
};
const faultOf = (kind: 'scheme' | 'agreement', fields: object) => {
  try {
    read(kind, fields);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a file of records', () => {
  it('is not told to the log where it is odd: what was uploaded is nobody else’s to read', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
    const [raw] = readRecords('x.yaml', 'kind: scheme\nrecords:\n  - { key: !secret s }\n');
    expect(raw!.key).toBe('s');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe('a scheme', () => {
  it('is read with its defaults', () => {
    expect(read('scheme', scheme())).toMatchObject({
      certifies: null,
      classKeys: null,
      conditions: [],
      validity: null,
      overallLimit: null,
      variants: [],
      stages: [
        { key: 'a', needs: [], needsInParallel: null, parallel: null, isOptional: false, isAfterCertificate: false, duration: null, earliestOn: null, latestOn: null, deadlines: [], source: null }, // prettier-ignore
        { key: 'b', needs: ['a'] },
      ],
    });
  });

  it('says of a planning value that it is ours; law and practice name their source', () => {
    const of = (deadline: object) => scheme({ stages: [stage('a', { deadlines: [{ key: 'd', names: words, from: { day: 'certificate' }, ...deadline }] })] }); // prettier-ignore
    const [first] = (read('scheme', of({ basis: 'planning' })) as never as { stages: { deadlines: object[] }[] })
      .stages;
    expect(first!.deadlines[0]).toMatchObject({
      from: 'certificate',
      certainty: 'unverified',
      source: 'none',
      limit: null,
    });
    expect(faultOf('scheme', of({ basis: 'legal' }))).toBe('x.yaml, records[0] (s), stages[0] (a), deadlines[0] (d): has no source'); // prettier-ignore
    expect(faultOf('scheme', of({ basis: 'practice' }))).toContain('has no source');
    const { source: _, ...bare } = legal;
    expect(faultOf('scheme', scheme({ stages: [stage('a', { duration: bare })] }))).toBe('x.yaml, records[0] (s), stages[0] (a), duration: has no source'); // prettier-ignore
    expect(faultOf('scheme', scheme({ validity: bare }))).toContain('validity: has no source');
    expect(faultOf('scheme', scheme({ stages: [stage('a', { latestOn: { on: '2026-12-31', basis: 'legal' } })] }))).toContain('latestOn: has no source'); // prettier-ignore
    expect(faultOf('scheme', scheme({ source: ' ' }))).toBe('x.yaml, records[0] (s): source is not a text');
  });

  it.each([
    [
      'party is none of consultancy, client, laboratory, body, inspector, customs, authority',
      { stages: [stage('a', { party: 'friend' })] },
    ],
    ['stage b names the stage z, which is not there', { stages: [stage('a'), stage('b', { needs: ['z'] })] }],
    [
      'the stages need each other in a circle: a -> c -> b -> a',
      { stages: [stage('a', { needs: ['c'] }), stage('b', { needs: ['a'] }), stage('c', { needs: ['b'] })] },
    ],
    ['stage a has a negative duration', { stages: [stage('a', { duration: { ...legal, amount: -1 } })] }],
    [
      'overallLimit names the stage z, which is not there',
      { overallLimit: { fromStage: 'a', toStage: 'z', names: words, limit: legal } },
    ],
    ['overallLimit: has no limit', { overallLimit: { fromStage: 'a', toStage: 'b', names: words } }],
    ['modes: sometimes is none of', { modes: ['sometimes'] }],
    ['kind is none of', { kind: 'magic' }],
    ['certifies is none of', { certifies: 'iso-9001' }],
    ['latestOn: on is not a day', { stages: [stage('a', { latestOn: { on: '2026-02-30', basis: 'planning' } })] }],
    [
      'earliestOn: basis is none of legal, practice, planning',
      { stages: [stage('a', { earliestOn: { on: '2026-02-28' } })] },
    ],
    [
      'from: edge is none of start, end',
      {
        stages: [
          stage('a', {
            deadlines: [{ key: 'd', names: words, basis: 'planning', from: { stage: 'a', edge: 'middle' } }],
          }),
        ],
      },
    ],
    [
      'from: day is none of certificate, expiry, event',
      { stages: [stage('a', { deadlines: [{ key: 'd', names: words, basis: 'planning', from: { day: 'monday' } }] })] },
    ],
    ['more than 60 stages', { stages: Array.from({ length: 61 }, (_, index) => stage(`s${index}`)) }],
    ['colour: no such field', { colour: 'red' }],
    ['stages[0] (a): colour: no such field', { stages: [stage('a', { colour: 'red' })] }],
  ])('is refused: %s', (why, more) => {
    const fault = faultOf('scheme', scheme(more));
    expect(fault).toContain('x.yaml, records[0] (s)');
    expect(fault).toContain(why);
  });
});

describe('an agreement', () => {
  const criterion = (more: object) => ({
    key: 'c',
    text: words,
    otherwise: 'no',
    certainty: 'official',
    source: 'S',
    ...more,
  });
  const agreement = (more: object = {}) => ({
    key: 'g',
    names: words,
    kind: 'framework',
    certainty: 'official',
    source: 'S',
    ...more,
  });

  it('is read with the tests that it has', () => {
    const criteria = [
      criterion({ key: 'f', test: 'fact', wanted: 'no' }),
      criterion({ key: 'a', test: 'age', years: 3 }),
      criterion({ key: 's', test: 'since', on: '2020-06-01' }),
      criterion({ key: 'o', test: 'open' }),
      criterion({ key: 'n', test: 'never' }),
    ];
    const milestones = ['2010', '2015-03', '2019-03-01'].map((on) => ({
      on,
      text: words,
      certainty: 'official',
      source: 'S',
    }));
    expect(read('agreement', agreement({ criteria, milestones }))).toMatchObject({
      effect: null,
      parties: [],
      milestones,
      criteria: [
        { test: 'fact', wanted: 'no' },
        { test: 'age', years: 3 },
        { test: 'since', on: '2020-06-01' },
        { test: 'open' },
        { test: 'never' },
      ],
    });
  });

  it.each([
    ['kind is none of alliance, cb-scheme', { kind: 'friendship' }],
    ['test is none of fact, age, since, open, never', { criteria: [criterion({ test: 'luck' })] }],
    ['wanted is none of yes, no', { criteria: [criterion({ test: 'fact', wanted: 'maybe' })] }],
    ['years is less than 1', { criteria: [criterion({ test: 'age', years: 0 })] }],
    ['on is not a day', { criteria: [criterion({ test: 'since', on: '2020' })] }],
    ['otherwise is none of doubtful, no', { criteria: [criterion({ test: 'open', otherwise: 'accept' })] }],
    ['has no source', { criteria: [{ ...criterion({ test: 'open' }), source: undefined }] }],
    ['criterion c stands twice', { criteria: [criterion({ test: 'open' }), criterion({ test: 'never' })] }],
    [
      'on is neither a year, a month nor a day',
      { milestones: [{ on: 'spring', text: words, certainty: 'official', source: 'S' }] },
    ],
  ])('is refused: %s', (why, more) => {
    expect(faultOf('agreement', agreement(more))).toContain(why);
  });
});

describe('the shipped schemes', () => {
  const { schemes, headings, classes, agreements } = shippedReference();

  it('are all that the sources name', () => {
    expect([...schemes.keys()]).toEqual([
      'ccc-standard',
      'ccc-cert-before-inspection',
      'sdoc-to-ccc',
      'ccc-single-vehicle',
      'ccc-sdoc-a',
      'ccc-sdoc-b',
      'cqc-voluntary',
      'ccap-voluntary',
      'cav-voluntary',
      'ccc-renewal',
      'ccc-change',
      'ccc-extension',
      'ccc-transfer',
      'ccc-lapsed',
      'ccc-exemption',
    ]);
  });

  it('carry the numbers of the sources over, and no number where none was found', () => {
    const told = (key: string) => schemes.get(key)!.stages.map(({ key: name, duration }) => [name, duration && `${duration.amount} ${duration.unit} ${duration.basis}`]); // prettier-ignore
    expect(told('ccc-standard')).toEqual([
      ['scope-check', '5 working-days planning'],
      ['documents', '20 working-days planning'],
      ['application', '5 working-days planning'],
      ['sample-notice', '30 calendar-days planning'],
      ['type-test', '30 working-days planning'],
      ['test-rectification', null],
      ['initial-inspection', '2 calendar-days practice'],
      ['decision', '10 working-days planning'],
      ['marking', '10 working-days planning'],
      ['follow-up', '1 calendar-days practice'],
      ['renewal', '30 working-days planning'],
    ]);
    expect(
      told('sdoc-to-ccc')
        .slice(0, 6)
        .map(([, duration]) => duration),
    ).toEqual([null, null, null, null, null, null]);
    for (const key of [
      'cqc-voluntary',
      'ccap-voluntary',
      'cav-voluntary',
      'ccc-change',
      'ccc-extension',
      'ccc-transfer',
      'ccc-sdoc-b',
    ])
      expect([key, schemes.get(key)!.validity, told(key).every(([, duration]) => duration === null)]).toEqual([
        key,
        null,
        true,
      ]);
    expect(schemes.get('ccc-change')!.variants.map(({ code }) => code)).toEqual(['01', '02', '03', '04', '05', '08_01', '08_02', '08_03', '08_04', '98', '99']); // prettier-ignore
  });

  it('name headings that the catalogue has, and criteria keys that no other agreement uses', () => {
    const named = [...schemes.values()].flatMap(({ stages }) =>
      stages.flatMap(({ parallel }) => parallel?.headings ?? []),
    );
    expect(named).toEqual(['vehicles']);
    expect(headings.map(({ key }) => key)).toContain('vehicles');
    expect(classes.get('1301')!.heading).toBe('vehicles');
    const keys = agreements.flatMap(({ criteria }) =>
      criteria.filter(({ test }) => test !== 'open').map(({ key }) => key),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
