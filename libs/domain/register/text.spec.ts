import { cutText, isEmail, isPlaceholder, nameKey, narrow, numberKey, storable, tidyText } from './text.js';

describe('text as people paste it', () => {
  it.each([
    ['  two   words  ', 'two words'],
    ['line\r\nend\tand tab', 'line end and tab'],
    ['zero\u200Bwidth\uFEFF', 'zerowidth'],
    ['abc\u202Egnp.exe', 'abcgnp.exe'],
    ['bell\u0007and\u009F', 'belland'],
    ['half \uD83D alone', 'half alone'],
    ['whole 😀', 'whole 😀'],
    ['  ', ''],
  ])('tidies %j to %j', (text, tidy) => {
    expect(tidyText(text)).toBe(tidy);
  });

  it('drops what no database takes, and nothing else', () => {
    expect(storable('a\u0000b\uDE00c😀\uD83D')).toBe('abc😀');
  });

  it('cuts at the limit, never through a character', () => {
    expect(cutText('abcd', 4)).toBe('abcd');
    expect(cutText('abcde', 4)).toBe('abc…');
    expect(cutText('ab😀de', 4)).toBe('ab…');
  });

  it('makes full-width signs narrow', () => {
    expect(narrow('２０２４－０１ 汉字')).toBe('2024-01 汉字');
  });

  it.each([
    ['Hoshikawa Glass Co., Ltd. ', 'hoshikawaglasscoltd'],
    ['HOSHIKAWA GLASS CO.,LTD', 'hoshikawaglasscoltd'],
    ['Mu\u0308ller', 'müller'],
    ['３Ｃ认证（A）', '3c认证a'],
  ])('gives %s the key %s', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it.each([
    ['2022 0111 0910 0055', '2022011109100055'],
    ['cqc‐2020—a', 'CQC-2020-A'],
    ['CQC - 2020 – 1', 'CQC-2020-1'],
    ['CQC-2020', 'CQC-2020'],
  ])('compares the number %s as %s', (number, key) => {
    expect(numberKey(number)).toBe(key);
  });

  it.each([
    ['a@example.com', true],
    ['a.b+c@sub.example.co', true],
    ['info@müller.de', true],
    ['a@b', false],
    ['a@@b.de', false],
    ['Anna <a@b.de>', false],
    ['a..b@c.de', false],
    ['a@-b.de', false],
    ['a@b.d', false],
    ['a@b.de.', false],
    ['x a@b.de', false],
    ['a@b.de x', false],
    [`${'a'.repeat(249)}@b.de`, true],
    [`${'a'.repeat(250)}@b.de`, false],
  ])('takes %s for one address: %s', (text, is) => {
    expect(isEmail(text)).toBe(is);
  });

  it.each(['-', '--', '–', '—', '/', '\\', '.', 'N/A', 'na', 'None', 'keine', '无', '無', '不适用', '没有', '－'])(
    'takes %s for nothing',
    (text) => {
      expect(isPlaceholder(text)).toBe(true);
    },
  );

  it('takes a word for something', () => {
    expect(['0', 'nan', '无锡'].map(isPlaceholder)).toEqual([false, false, false]);
  });
});
