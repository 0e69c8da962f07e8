import { hasTakenNote, promisableDays, rests, type GivenAnswer } from './answer.js';

const seen: GivenAnswer = { answer: 'seen', until: null, givenOn: '2026-12-01' };
const inWork: GivenAnswer = { answer: 'in-work', until: '2026-12-20', givenOn: '2026-12-01' };
const notMine: GivenAnswer = { answer: 'not-mine', until: null, givenOn: '2026-12-01' };

it.each([
  ['a legal date ahead', 'legal', '2026-12-31', '2026-12-01', { from: '2026-12-02', to: '2026-12-31' }],
  ['a legal date of tomorrow', 'legal', '2026-12-31', '2026-12-30', { from: '2026-12-31', to: '2026-12-31' }],
  ['a legal date of today', 'legal', '2026-12-31', '2026-12-31', null],
  ['a legal date that has passed', 'legal', '2026-12-31', '2027-01-01', { from: '2027-01-02', to: '2027-04-01' }],
  ['a planned date', 'planning', '2026-12-05', '2026-12-01', { from: '2026-12-02', to: '2027-03-01' }],
] as const)('work on %s may be promised for the days named', (_, basis, dueOn, today, days) => {
  expect(promisableDays({ basis, dueOn }, today)).toEqual(days);
});

it.each([
  ['nothing was said', null, 'planning', 14, false, '2026-12-17', false],
  ['seen', seen, 'planning', 14, false, '2026-12-17', false],
  ['in work beyond the step', inWork, 'legal', 14, false, '2026-12-19', true],
  ['in work until the very day', inWork, 'legal', 14, false, '2026-12-20', false],
  ['in work, the last step of the law', inWork, 'legal', 7, true, '2026-12-19', false],
  ['in work, overdue by law', inWork, 'legal', -1, false, '2026-12-19', false],
  ['in work, an urgent step of a plan', inWork, 'planning', 7, true, '2026-12-19', true],
  ['not theirs, the last step of the law', notMine, 'legal', 7, true, '2026-12-24', true],
] as const)('%s: whether the reader is spared', (_, given, basis, step, isAlone, sendOn, isSpared) => {
  expect(rests(given, { basis, step, isAlone, sendOn })).toBe(isSpared);
});

it.each([
  ['seen before the question', seen, '2026-12-24', false],
  ['seen on the day of the question', seen, '2026-12-01', true],
  ['in work until before the question', inWork, '2026-12-21', false],
  ['in work until the day of the question', inWork, '2026-12-20', true],
  ['not theirs', notMine, '2026-12-01', false],
] as const)('%s: whether note was taken', (_, given, askedOn, hasNoted) => {
  expect(hasTakenNote(given, askedOn)).toBe(hasNoted);
});
