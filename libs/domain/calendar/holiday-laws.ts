import type { Certainty } from '../deadlines/deadline.js';

/** The law that gives a country its holidays, where we know it by name. */
export interface HolidayLaw {
  /** as a lawyer would cite it */
  law: string;
  /** days off by law in a year, before bridge days and without plain Sundays */
  statutoryDays: number;
  /** first year it holds for; before it another count held */
  since: number;
  certainty: Certainty;
  source: string;
}

/**
 * By country, ISO 3166-1 alpha-2.
 *
 * @source CN: State Council Order 795, in force 1 January 2025 (Spring Festival 4 days, Labour Day 2, New Year, Qingming,
 *   Dragon Boat and Mid-Autumn 1, National Day 3). HK: the 17 days of the General Holidays Ordinance beside every Sunday.
 */
const HOLIDAY_LAWS: Readonly<Record<string, HolidayLaw>> = {
  CN: {
    law: 'State Council Order 795',
    statutoryDays: 13,
    since: 2025,
    certainty: 'official',
    source: 'https://www.ctaweb.org.cn/en/redianpinglun/10086.html',
  },
  HK: {
    law: 'General Holidays Ordinance (Cap. 149)',
    statutoryDays: 17,
    since: 2025,
    certainty: 'secondary',
    source: 'https://www.gov.hk/en/about/abouthk/holiday/2026.htm',
  },
};

/** The law behind a country's holidays of a year; null where we have none on record. */
export function holidayLaw(country: string, year: number): HolidayLaw | null {
  const found = HOLIDAY_LAWS[country];
  return found && year >= found.since ? found : null;
}
