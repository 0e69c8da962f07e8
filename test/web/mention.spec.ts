import { matching, mentionsIn, typedMention } from '../../apps/web/src/comments/mention.js';
import type { Mentionable } from '../../apps/web/src/comments/comments.types.js';

const person = (name: string): Mentionable => ({ memberId: name, name, role: 'consultant' });
const team = ['Lena Weiss', 'Mei König', 'Markus Weber', '王小明'].map(person);

it.each([
  ['@', 1, { at: 0, letters: '' }],
  ['Ask @le', 7, { at: 4, letters: 'le' }],
  ['Ask @Lena We', 12, { at: 4, letters: 'Lena We' }],
  ['请（@王', 4, { at: 2, letters: '王' }],
  ['Ask @le and', 6, { at: 4, letters: 'l' }],
  ['mail@example.test', 10, null],
  ['Ask @Lena Weiss please', 22, null],
  ['Ask', 3, null],
])('in "%s" with the caret at %d the name typed is %j', (text, caret, expected) => {
  expect(typedMention(text, caret)).toEqual(expected);
});

it.each([
  ['', ['Lena Weiss', 'Mei König', 'Markus Weber', '王小明']],
  ['we', ['Lena Weiss', 'Markus Weber']],
  ['KÖN', ['Mei König']],
  ['lena w', ['Lena Weiss']],
  ['王', ['王小明']],
  ['x', []],
])('"%s" means %j', (letters, names) => {
  expect(matching(team, letters).map(({ name }) => name)).toEqual(names);
});

it('who was taken out of the text again is not told', () => {
  expect(mentionsIn('Ask @Lena Weiss', team.slice(0, 2)).map(({ name }) => name)).toEqual(['Lena Weiss']);
});
