import { accentColours, contrast, parseAccent } from './accent.js';

describe('the colour of a sender', () => {
  test('contrast is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
    expect(contrast('#0b6068', '#ffffff')).toBeCloseTo(7.3, 1);
  });

  test.each([
    ['#0b6068', true],
    ['#a9211b', true],
    ['#000000', true],
    ['#767676', true],
    ['#777777', false],
    ['#ffd700', false],
    ['#ffffff', false],
  ])('%s can be read on white: %s', (accent, isReadable) => {
    expect(accentColours(accent) !== null).toBe(isReadable);
  });

  test('in dark readers links and the text on the button can be read, whatever the accent', () => {
    for (const accent of ['#0b6068', '#a9211b', '#000000', '#00008b', '#4b0082', '#767676']) {
      const { dark, darkText } = accentColours(accent)!;
      expect([accent, contrast(dark, '#151b1e') >= 4.5, contrast(dark, darkText) >= 4.5]).toEqual([accent, true, true]);
    }
  });

  test.each([
    [' #0B6068 ', '#0b6068'],
    ['0b6068', null],
    ['#0b6', null],
    ['red', null],
  ])('%j is read as %j', (text, accent) => {
    expect(parseAccent(text)).toBe(accent);
  });
});
