import { columns, labelled, wrap } from './mail-text.js';

describe('plain text in columns', () => {
  test('a Chinese character takes two columns', () => {
    expect(columns('abc')).toBe(3);
    expect(columns('汽车，2026')).toBe(10);
  });

  test('lines break between words and hang where they are told to', () => {
    expect(wrap('one two three four', 9)).toBe('one two\nthree\nfour');
    expect(wrap('one two three', 9, '  ')).toBe('one two\n  three');
  });

  test('an address longer than a line is kept whole', () => {
    expect(wrap('see https://homolog.example/certificates/0192 now', 20)).toBe(
      'see\nhttps://homolog.example/certificates/0192\nnow',
    );
  });

  test('Chinese breaks between characters, but no line begins with a stop or ends with an opening bracket', () => {
    expect(wrap('产品不得出厂或进口。', 18)).toBe('产品不得出厂或进\n口。');
    expect(wrap('计算（Order 117）。', 8)).toBe('计算\n（Order\n117）。');
  });

  test('values hang under themselves', () => {
    expect(
      labelled(
        [
          ['产品', 'one two three'],
          ['Factory', 'x'],
        ],
        18,
      ),
    ).toBe('产品     one two\n         three\nFactory  x');
  });
});
