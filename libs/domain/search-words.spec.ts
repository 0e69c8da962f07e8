import { searchPatterns, searchWords } from './search-words.js';

describe('the words of a search', () => {
  it.each([
    ['Lindauer  lamp', ['lindauer', 'lamp']],
    ['2022 0111 0910 0055', ['2022011109100055']],
    ['SDOC-2020 0111 0910 0008', ['sdoc-2020011109100008']],
    ['GB 5920 2024', ['gb', '5920', '2024']],
    ['20220 11109', ['2022011109']],
    ['2022 01110', ['2022', '01110']],
    ['12345 6789 X', ['12345', '6789', 'x']],
    ['ＲＬ－４８０　前照灯', ['rl-480', '前照灯']],
    ['lamp LAMP lamp', ['lamp']],
    [' ​ ', []],
    ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
  ])('of "%s"', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it('are found as they stand: signs of LIKE mean themselves', () => {
    expect(searchPatterns('100% w_1 a\\b')).toEqual(['%100\\%%', '%w\\_1%', '%a\\\\b%']);
  });
});
