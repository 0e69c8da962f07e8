import { partiesOn, turnsOf, type TurnStage } from './turns.js';

const of = (
  key: string,
  startsOn: string,
  endsOn: string,
  needs: string[] = [],
  party: TurnStage['party'] = 'body',
) => ({
  key,
  party,
  startsOn,
  endsOn,
  needs,
});
const told = (stages: TurnStage[]) =>
  turnsOf(stages).map(({ from, to, stages: acting }) => `${from} ${to} ${acting.map(({ stage }) => stage).join('+')}`);

describe('whose turn it is', () => {
  it('passes on the day of the hand-over; the last stage keeps its last day', () => {
    expect(told([of('a', '2026-11-23', '2026-11-27'), of('b', '2026-11-27', '2026-11-30', ['a'])])).toEqual([
      '2026-11-23 2026-11-26 a',
      '2026-11-27 2026-11-30 b',
    ]);
  });

  it('is the next one’s over a weekend on which it cannot begin', () => {
    expect(told([of('a', '2026-11-23', '2026-11-28'), of('b', '2026-11-30', '2026-12-02', ['a'])])).toEqual([
      '2026-11-23 2026-11-27 a',
      '2026-11-28 2026-12-02 b',
    ]);
  });

  it('is of several side by side, each until it hands over', () => {
    const stages = [
      of('a', '2026-11-02', '2026-11-04'),
      of('test', '2026-11-04', '2026-11-20', ['a']),
      of('visit', '2026-11-04', '2026-11-06', ['a']),
      of('end', '2026-11-20', '2026-11-25', ['test', 'visit']),
    ];
    expect(told(stages)).toEqual([
      '2026-11-02 2026-11-03 a',
      '2026-11-04 2026-11-05 test+visit',
      '2026-11-06 2026-11-19 test',
      '2026-11-20 2026-11-25 end',
    ]);
  });

  it('is of whoever begins next where nobody acts', () => {
    expect(told([of('a', '2026-11-02', '2026-11-02'), of('b', '2026-11-05', '2026-11-06')])).toEqual([
      '2026-11-02 2026-11-04 b',
      '2026-11-05 2026-11-06 b',
    ]);
  });

  it('is of all that take no time on a single day', () => {
    expect(told([of('a', '2026-11-02', '2026-11-02'), of('b', '2026-11-02', '2026-11-02', ['a'])])).toEqual([
      '2026-11-02 2026-11-02 a+b',
    ]);
    expect(turnsOf([])).toEqual([]);
  });

  it('names each party of a day once', () => {
    const turns = turnsOf([
      of('a', '2026-11-02', '2026-11-04'),
      of('b', '2026-11-02', '2026-11-04'),
      of('c', '2026-11-02', '2026-11-06', [], 'client'),
    ]);
    expect(partiesOn(turns, '2026-11-03')).toEqual(['body', 'client']);
    expect(partiesOn(turns, '2026-11-06')).toEqual(['client']);
    expect(partiesOn(turns, '2026-11-01')).toEqual([]);
    expect(partiesOn(turns, '2026-11-07')).toEqual([]);
  });
});
