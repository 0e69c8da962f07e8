import { isWorkingDay, workingDayOnOrAfter, workingDaysBetween } from '#domain/calendar/working-calendar';
import { Calendars } from './calendars.js';

const calendars = new Calendars();

describe('working calendars', () => {
  test.each([
    ['2026-02-14', true], // Saturday before Spring Festival, worked
    ['2026-02-16', false],
    ['2026-03-08', false], // a Sunday
    ['2026-05-04', false],
    ['2026-06-01', true],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2027-01-01', false], // the notice is not out, the day is off by law
    ['2027-01-04', true],
  ])('China on %s: worked %s', (day, worked) => {
    expect(isWorkingDay(calendars.of('CN'), day)).toBe(worked);
  });

  test('from today to the end of conversion lie 29 working days in China', () => {
    expect(workingDaysBetween(calendars.of('CN'), '2026-11-20', '2026-12-31')).toBe(29);
  });

  test('2027 is not published for China', () => {
    expect(calendars.of('CN').isPublished('2026-12-31')).toBe(true);
    expect(calendars.of('CN').isPublished('2027-01-01')).toBe(false);
  });

  test.each([
    ['JP', '2026-11-23', 'Labor Thanksgiving Day', '2026-11-24'],
    ['US', '2026-11-26', 'Thanksgiving Day', '2026-11-27'],
    ['GB', '2026-12-28', 'Boxing Day (substitute day)', '2026-12-29'],
    ['DE', '2026-12-25', 'Christmas Day', '2026-12-28'],
  ])('%s has off on %s (%s) and works again on %s', (country, day, name, next) => {
    expect(calendars.of(country).day(day)).toEqual({ kind: 'holiday', name });
    expect(workingDayOnOrAfter(calendars.of(country), day)).toBe(next);
  });

  test('a half holiday leaves its morning for work', () => {
    expect(isWorkingDay(calendars.of('DE'), '2026-12-24')).toBe(true);
  });

  test('the plain week of a country that the library does not know is provisional', () => {
    expect(calendars.of('QA').isPublished('2026-12-18')).toBe(false);
    expect(calendars.of('SA').isPublished('2026-12-18')).toBe(true);
  });

  test.each([
    ['SD', ['2026-11-20', '2026-11-21']],
    ['AF', ['2026-11-19', '2026-11-20']],
    ['IR', ['2026-11-20']],
    ['BD', ['2026-11-20', '2026-11-21']],
    ['NP', ['2026-11-21']],
    ['IN', ['2026-11-21', '2026-11-22']],
  ])('the week of %s rests on %j', (country, rest) => {
    const week = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'];
    const weekend = week.filter((day) => calendars.of(country).day(day).kind === 'weekend');
    expect(weekend).toEqual(rest);
  });

  test('a country nobody knows has its plain week, and a Friday weekend is one where it is the custom', () => {
    expect(isWorkingDay(calendars.of('ZZ'), '2026-12-25')).toBe(true);
    expect(isWorkingDay(calendars.of('ZZ'), '2026-12-26')).toBe(false);
    expect(isWorkingDay(calendars.of('SA'), '2026-11-20')).toBe(false);
    expect(isWorkingDay(calendars.of('SA'), '2026-11-22')).toBe(true);
  });
});
