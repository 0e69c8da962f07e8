import { CHINA } from '../../../test/support/china-calendar.js';
import type { ApprovalItem, CertificationItem } from './readiness-link.js';
import { readinessOf, type ProjectFacts, type Readiness } from './readiness.js';

const TODAY = '2026-11-20';
const FILING = { amount: 15, unit: 'working-days', basis: 'legal', certainty: 'secondary', source: 's', note: null } as const; // prettier-ignore

const issued = (productId: string, doneOn: string, classCode = '1101'): CertificationItem => ({
  ...{ productId, classCode, state: 'certified', doneOn, forecast: null },
});
const inCase = (productId: string, on: string, more: Partial<CertificationItem['forecast'] & object> = {}): CertificationItem => ({
  ...{ productId, classCode: '1101', state: 'in-case', doneOn: null },
  forecast: { on, isAtLeast: false, range: null, ...more },
}); // prettier-ignore
const approval = (id: string, kind: string, more: Partial<ApprovalItem> = {}): ApprovalItem => ({
  ...{ id, kind, productId: null, status: 'planned', filedOn: null, expectedOn: null, grantedOn: null },
  ...{ validUntil: null, endsWith: 'grant', after: [], classKeys: [], filing: null, processing: null },
  ...more,
});
const label = (id: string, more: Partial<ApprovalItem> = {}) =>
  approval(id, 'energy-label', { endsWith: 'filing', after: ['ccc', 'miit-announcement'], classKeys: ['1101'], filing: FILING, ...more }); // prettier-ignore
const read = (facts: Partial<ProjectFacts>): Readiness =>
  readinessOf({ wishOn: null, certifications: [], approvals: [], ...facts }, TODAY, CHINA);
const chainsOf = ({ chains }: Readiness) => chains.map(({ links }) => links.map(({ key }) => key).join(' > '));

describe('a vehicle project', () => {
  it('waits for nothing yet: then it has no day', () => {
    expect(read({ wishOn: '2027-01-01' })).toEqual({
      ...{ chains: [], isReady: false, readyOn: null, isAtLeast: false, range: null, wish: null },
    });
  });

  it('is shown by its slowest chain first: the label after the certificate it waits for', () => {
    const board = read({
      certifications: [inCase('car', '2026-12-21'), issued('belt', '2025-01-08', '1104')],
      approvals: [approval('nal', 'nal', { expectedOn: '2026-12-15' }), label('label')],
    });
    expect(chainsOf(board)).toEqual(['certificate:car > approval:label', 'approval:nal', 'certificate:belt']);
    expect(board.chains.map(({ readyOn, isDone }) => [readyOn, isDone])).toEqual([
      ['2027-01-12', false],
      ['2026-12-15', false],
      ['2025-01-08', true],
    ]);
    expect(board).toMatchObject({ readyOn: '2027-01-12', isReady: false, isAtLeast: false, range: null });
  });

  it('is ready when all is there, on the day on which the last came', () => {
    const board = read({
      certifications: [issued('car', '2026-02-02')],
      approvals: [label('label', { status: 'filed', filedOn: '2026-02-27' })],
      wishOn: '2026-03-01',
    });
    expect(board).toMatchObject({ isReady: true, isAtLeast: false, readyOn: '2026-02-27', wish: { state: 'kept', daysLate: -2 } }); // prettier-ignore
    expect(board.chains[0]).toMatchObject({ isDone: true, readyOn: '2026-02-27', earlyOn: '2026-02-27', lateOn: '2026-02-27' }); // prettier-ignore
  });

  it('is not before what its chain still waits for, though the end of the chain is there', () => {
    const board = read({
      certifications: [inCase('car', '2027-02-10')],
      approvals: [label('label', { status: 'filed', filedOn: '2026-11-02' })],
    });
    expect(board).toMatchObject({ readyOn: '2027-02-10', isReady: false });
    expect(board.chains).toHaveLength(1);
  });

  it('says at least where a day on the way is unknown', () => {
    const board = read({ certifications: [issued('car', '2026-02-02')], approvals: [approval('srrc', 'srrc')] });
    expect(board).toMatchObject({ readyOn: TODAY, isAtLeast: true, isReady: false });
    const behind = read({ certifications: [inCase('car', '2027-02-10')], approvals: [approval('srrc', 'srrc')] });
    expect(behind).toMatchObject({ readyOn: '2027-02-10', isAtLeast: true });
  });

  it('puts the lower bound before the known day of the same date, and a later known day before both', () => {
    const board = read({
      certifications: [inCase('known', TODAY), inCase('later', '2026-11-21')],
      approvals: [approval('unknown', 'srrc')],
    });
    expect(chainsOf(board)).toEqual(['certificate:later', 'approval:unknown', 'certificate:known']);
  });

  it('leaves out what was withdrawn or is not needed, and begins nothing with it', () => {
    const board = read({
      approvals: [
        approval('withdrawn', 'miit-announcement', { status: 'withdrawn' }),
        approval('not', 'nal', { status: 'not-needed' }),
        label('label'),
      ],
    });
    expect(chainsOf(board)).toEqual(['approval:label']);
    expect(board.chains[0]!.links[0]).toMatchObject({ state: 'unknown', reason: 'no-day' });
  });

  it('is told as a range where a case on the way is', () => {
    const range = { earlyOn: '2026-12-01', lateOn: '2027-01-04' };
    const board = read({
      certifications: [inCase('car', '2026-12-21', { range })],
      approvals: [approval('nal', 'nal', { expectedOn: '2027-01-02' })],
    });
    expect(board).toMatchObject({ readyOn: '2027-01-02', range: { earlyOn: '2027-01-02', lateOn: '2027-01-04' } });
    const alone = read({ certifications: [inCase('car', '2026-12-21', { range })] });
    expect(alone.range).toEqual(range);
    const noLater = read({
      certifications: [inCase('car', '2026-12-21', { range: { ...range, lateOn: '2026-12-21' } })],
    });
    expect(noLater.range).toEqual({ earlyOn: '2026-12-01', lateOn: '2026-12-21' });
  });

  it.each([
    ['2027-01-11', 'missed', 1],
    ['2027-01-12', 'kept', 0],
    ['2027-01-13', 'kept', -1],
  ])('with the wish %s is %s by %d days', (wishOn, state, daysLate) => {
    const board = read({ certifications: [inCase('car', '2026-12-21')], approvals: [label('label')], wishOn });
    expect(board.wish).toEqual({ state, daysLate });
  });

  it('may miss its wish where a day is unknown or the range goes beyond it; a lower bound behind it is missed already', () => {
    const unknown = { certifications: [inCase('car', '2026-12-21', { isAtLeast: true })] };
    expect(read({ ...unknown, wishOn: '2026-12-21' }).wish).toEqual({ state: 'unsure', daysLate: 0 });
    expect(read({ ...unknown, wishOn: '2026-12-20' }).wish).toEqual({ state: 'missed', daysLate: 1 });
    const range = { earlyOn: '2026-12-01', lateOn: '2027-01-04' };
    const wide = { certifications: [inCase('car', '2026-12-21', { range })] };
    expect(read({ ...wide, wishOn: '2027-01-03' }).wish).toEqual({ state: 'unsure', daysLate: -13 });
    expect(read({ ...wide, wishOn: '2027-01-04' }).wish).toEqual({ state: 'kept', daysLate: -14 });
  });
});

describe('what begins an approval of a project', () => {
  const announcement = (id: string, more: Partial<ApprovalItem> = {}) => approval(id, 'miit-announcement', more);

  it('is the first to come; the other stays a chain of its own', () => {
    const board = read({
      certifications: [inCase('car', '2027-02-10')],
      approvals: [label('label'), announcement('miit', { expectedOn: '2026-12-21' })],
    });
    expect(chainsOf(board)).toEqual(['certificate:car', 'approval:miit > approval:label']);
    expect(board.chains[1]!.readyOn).toBe('2027-01-12');
  });

  it('is a known day before a lower bound', () => {
    const board = read({
      certifications: [inCase('car', '2026-11-25', { isAtLeast: true })],
      approvals: [label('label'), announcement('miit', { expectedOn: '2026-12-21' })],
    });
    expect(chainsOf(board)).toContain('approval:miit > approval:label');
    const other = read({
      certifications: [inCase('car', '2026-12-21')],
      approvals: [announcement('miit'), label('label')],
    });
    expect(chainsOf(other)).toContain('certificate:car > approval:label');
  });

  it('is the first named where two come on one day', () => {
    const board = read({
      certifications: [inCase('car', '2026-12-21'), inCase('van', '2026-12-21')],
      approvals: [label('label')],
    });
    expect(chainsOf(board)).toContain('certificate:car > approval:label');
  });

  it('is a certificate of the classes that the kind names, not that of a belt', () => {
    const board = read({ certifications: [issued('belt', '2025-01-08', '1104')], approvals: [label('label')] });
    expect(chainsOf(board)).toEqual(['approval:label', 'certificate:belt']);
    const any = read({
      certifications: [issued('belt', '2025-01-08', '1104')],
      approvals: [label('label', { classKeys: [] })],
    });
    expect(chainsOf(any)).toEqual(['certificate:belt > approval:label']);
  });

  it('of a product is that of the same product, whatever its class', () => {
    const certifications = [issued('car', '2026-11-10'), inCase('van', '2026-12-21'), issued('belt', '2025-01-08', '1104')]; // prettier-ignore
    expect(chainsOf(read({ certifications, approvals: [label('label', { productId: 'van' })] }))).toContain('certificate:van > approval:label'); // prettier-ignore
    expect(chainsOf(read({ certifications, approvals: [label('label', { productId: 'belt' })] }))).toContain('certificate:belt > approval:label'); // prettier-ignore
    expect(chainsOf(read({ certifications, approvals: [label('label', { productId: 'other' })] }))).toContain('approval:label'); // prettier-ignore
  });

  it('of a product is no announcement of another product', () => {
    const told = { expectedOn: '2026-12-21' };
    const of = (productId: string | null) =>
      chainsOf(
        read({ approvals: [label('label', { productId: 'car' }), announcement('miit', { ...told, productId })] }),
      );
    expect(of('van')).not.toContain('approval:miit > approval:label');
    expect(of('car')).toEqual(['approval:miit > approval:label']);
    expect(of(null)).toEqual(['approval:miit > approval:label']);
    const ofProject = read({ approvals: [label('label'), announcement('miit', { ...told, productId: 'car' })] });
    expect(chainsOf(ofProject)).toEqual(['approval:miit > approval:label']);
  });

  it('is nothing for what waits for nothing', () => {
    const board = read({ certifications: [issued('car', '2026-02-02')], approvals: [approval('nal', 'nal')] });
    expect(chainsOf(board)).toEqual(['approval:nal', 'certificate:car']);
  });

  it('may itself wait: chains have as many links as the kinds say, in any order of the rows', () => {
    const third = approval('third', 'c', { after: ['b'], expectedOn: '2027-03-01' });
    const second = approval('second', 'b', { after: ['a'], expectedOn: '2027-02-01' });
    const first = approval('first', 'a', { expectedOn: '2027-01-04' });
    for (const approvals of [
      [third, second, first],
      [first, second, third],
      [second, third, first],
    ])
      expect(chainsOf(read({ approvals }))).toEqual(['approval:first > approval:second > approval:third']);
  });

  it('ends where kinds wait for each other in a ring', () => {
    const approvals = [approval('one', 'a', { after: ['b'] }), approval('two', 'b', { after: ['a'] })];
    expect(read({ approvals }).chains.flatMap(({ links }) => links)).toHaveLength(2);
  });
});
