import { isPlainName } from './names.js';

describe('a name that may stand in mails to strangers', () => {
  it.each([
    'Mei Lin',
    '王小明',
    "Siobhán O'Neill-Weiß",
    'Hoshikawa Glass Co., Ltd.',
    'Rheinwerk (Asia) / 莱茵 & Söhne: Prüfung',
    'Swww Holding',
  ])('is %s', (name) => {
    expect(isPlainName(name)).toBe(true);
  });

  it.each([
    'Win at https://evil.example',
    'https：／／evil.example',
    'WWW.evil.example',
    'Prize, ｗｗｗ．evil.example',
    'write to a@evil.example',
    'a＠evil.example',
    'Mei\nYour account is locked',
    'Mei\r\nBcc: x',
    'Mei\u2028Lin',
    'Mei\u0085Lin',
  ])('is not %j', (name) => {
    expect(isPlainName(name)).toBe(false);
  });
});
