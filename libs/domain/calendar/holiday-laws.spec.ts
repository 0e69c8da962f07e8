import { holidayLaw } from './holiday-laws.js';

describe('the law behind the holidays', () => {
  test.each([
    ['CN', 2024, null],
    ['CN', 2025, 13],
    ['CN', 2027, 13],
    ['HK', 2026, 17],
    ['HK', 2024, null],
    ['DE', 2026, null],
    ['constructor', 2026, null],
  ])('%s in %i gives %s days', (country, year, days) => {
    expect(holidayLaw(country, year)?.statutoryDays ?? null).toBe(days);
  });

  test('names itself, with source and certainty', () => {
    expect(holidayLaw('CN', 2026)).toMatchObject({
      law: 'State Council Order 795',
      certainty: 'official',
      source: 'https://www.ctaweb.org.cn/en/redianpinglun/10086.html',
    });
  });
});
