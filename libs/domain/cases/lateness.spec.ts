import { caseLateness, LATENESS_STATES, type Lateness } from './lateness.js';

describe('the traffic light of a case', () => {
  it.each<[string, string | null, string | null, boolean, Lateness]>([
    ['nothing to hold it against', null, null, false, { state: 'unknown', slackDays: null, against: null }],
    ['two weeks of room', '2027-03-15', null, false, { state: 'on-track', slackDays: 14, against: 'wish' }],
    ['a day less than two weeks', '2027-03-14', null, false, { state: 'at-risk', slackDays: 13, against: 'wish' }],
    ['the very day', '2027-03-01', null, false, { state: 'at-risk', slackDays: 0, against: 'wish' }],
    ['a day too late', '2027-02-28', null, false, { state: 'late', slackDays: -1, against: 'wish' }],
    ['a legal day alone', null, '2027-02-01', false, { state: 'late', slackDays: -28, against: 'legal' }],
    [
      'a legal day before the wish',
      '2027-06-01',
      '2027-03-20',
      false,
      { state: 'on-track', slackDays: 19, against: 'legal' },
    ],
    [
      'a wish before the legal day',
      '2027-03-10',
      '2027-06-01',
      false,
      { state: 'at-risk', slackDays: 9, against: 'wish' },
    ],
    ['both on one day', '2027-03-20', '2027-03-20', false, { state: 'on-track', slackDays: 19, against: 'legal' }],
    ['in time at the least', '2027-06-01', null, true, { state: 'unknown', slackDays: 92, against: 'wish' }],
    ['the very day at the least', '2027-03-01', null, true, { state: 'unknown', slackDays: 0, against: 'wish' }],
    ['too late at the least', '2027-02-28', null, true, { state: 'late', slackDays: -1, against: 'wish' }],
  ])('with %s', (_title, wishOn, legalOn, isAtLeast, expected) => {
    expect(caseLateness({ endsOn: '2027-03-01', isAtLeast }, { wishOn, legalOn })).toEqual(expected);
  });

  it('knows four lights', () => {
    expect(LATENESS_STATES).toEqual(['on-track', 'at-risk', 'late', 'unknown']);
  });
});
