import {
  fromOptions,
  joined,
  NO_CHANGE,
  readChanges,
  readDuration,
  readPairs,
  toOptions,
  withChange,
  writeChanges,
} from '../../apps/web/src/plans/changes.js';

describe('what is tried out in a plan stands in the address', () => {
  const typeTest = { duration: { amount: 20, unit: 'working-days' as const }, startsOn: '2027-02-22', endsOn: null };

  it('comes back as it was written, for its own scheme only', () => {
    const text = writeChanges(undefined, 'ccc-standard', { 'type-test': typeTest });
    expect(text).toBe('ccc-standard.type-test.d:20wd,ccc-standard.type-test.s:2027-02-22');
    expect(readChanges(text!, 'ccc-standard')).toEqual({ 'type-test': typeTest });
    expect(readChanges(text!, 'ccc')).toEqual({});
  });

  it('leaves the changes of other schemes alone, and goes when nothing is changed', () => {
    const text = 'sdoc-to-ccc.adoption.d:3m,ccc-standard.type-test.s:2027-02-22';
    expect(writeChanges(text, 'ccc-standard', {})).toBe('sdoc-to-ccc.adoption.d:3m');
    expect(writeChanges('ccc-standard.type-test.s:2027-02-22', 'ccc-standard', {})).toBeNull();
  });

  it.each([
    ['20wd', { amount: 20, unit: 'working-days' }],
    ['90d', { amount: 90, unit: 'calendar-days' }],
    ['2w', { amount: 2, unit: 'weeks' }],
    ['3m', { amount: 3, unit: 'months' }],
    ['5y', { amount: 5, unit: 'years' }],
    ['0d', { amount: 0, unit: 'calendar-days' }],
    ['1000d', { amount: 1000, unit: 'calendar-days' }],
    ['1001d', null],
    ['-1d', null],
    ['2.5m', null],
    ['20', null],
    ['', null],
  ])('%p as a duration', (text, duration) => expect(readDuration(text)).toEqual(duration));

  it.each([
    'ccc-standard.type-test.s:2027-02-30',
    'ccc-standard.type-test.x:1',
    'ccc-standard.s:2027-02-01',
    ':',
    ',,',
    'a',
  ])('a foreign %p changes nothing', (text) => expect(readChanges(text, 'ccc-standard')).toEqual({}));

  it('reads pairs and forgets what is none', () => {
    expect(readPairs('one:yes,two:no,three')).toEqual({ one: 'yes', two: 'no' });
    expect(readPairs(undefined)).toEqual({});
  });
});

describe('changes of stages', () => {
  const kept = { documents: { duration: { amount: 15, unit: 'working-days' as const }, startsOn: null, endsOn: null } };
  const tried = { documents: { duration: null, startsOn: '2026-12-01', endsOn: null } };

  it('lie on top of one another: what the later one does not say stays', () =>
    expect(joined(kept, tried)).toEqual({
      documents: { duration: { amount: 15, unit: 'working-days' }, startsOn: '2026-12-01', endsOn: null },
    }));

  it('are taken back stage by stage', () => expect(withChange(kept, 'documents', NO_CHANGE)).toEqual({}));

  it('are sent as durations and pins, and read back from them', () => {
    const options = toOptions(joined(kept, tried));
    expect(options).toEqual({
      durations: { documents: { amount: 15, unit: 'working-days' } },
      pins: { documents: { startsOn: '2026-12-01', endsOn: null } },
    });
    expect(fromOptions(options)).toEqual(joined(kept, tried));
    expect(fromOptions({ pins: { documents: { startsOn: null, endsOn: null } } })).toEqual({});
  });
});
