import { daysBetween, type Day } from '#domain/day';
import type { Language } from '#domain/permissions';

/**
 * Days, numbers and counts as each language writes them. A day is written for reading (`20 Nov 2026`, `20. Nov. 2026`,
 * `2026年11月20日`); ISO is for exchange only. Names of months and weekdays come from the browser's locale data.
 */
const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE', zh: 'zh-CN' };

/** The BCP 47 tag that `lang` attributes and `Intl` take. */
export function localeOf(language: Language): string {
  return LOCALES[language];
}

/** Midnight UTC of the day: only for `Intl`, which is then told `timeZone: 'UTC'`. */
function utc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // en-US gives the three-letter `Sep`, where en-GB has the four-letter `Sept`
  const locale = language === 'en' ? 'en-US' : LOCALES[language];
  const key = locale + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(key, format);
  return format;
}

function part(language: Language, day: Day, options: Intl.DateTimeFormatOptions): string {
  return formatFor(language, options).format(utc(day));
}

/** The month as it stands beside a day: German then has the dot (`Nov.`) that it lacks alone (`Nov`). */
function monthBesideDay(language: Language, day: Day, month: 'long' | 'short'): string {
  const parts = formatFor(language, { day: 'numeric', month }).formatToParts(utc(day));
  return parts.find(({ type }) => type === 'month')?.value ?? '';
}

export interface DayStyle {
  /** With the weekday in front (en, de) or behind (zh). */
  weekday?: boolean | 'long';
  /** Without the year, where the reader cannot mistake it. */
  withoutYear?: boolean;
  /** Month in full: `20 November 2026`. Chinese writes months in digits anyway. */
  long?: boolean;
}

/** A day as the language writes it. */
export function formatDay(day: Day, language: Language, style: DayStyle = {}): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const weekday = style.weekday ? part(language, day, { weekday: style.weekday === 'long' ? 'long' : 'short' }) : '';
  if (language === 'zh') {
    const text = `${style.withoutYear ? '' : `${year}年`}${month}月${date}日`;
    return weekday ? `${text} ${weekday}` : text;
  }
  const monthName = monthBesideDay(language, day, style.long ? 'long' : 'short');
  const text = language === 'de' ? `${date}. ${monthName}` : `${date} ${monthName}`;
  const dayAndYear = style.withoutYear ? text : `${text} ${year}`;
  if (!weekday) return dayAndYear;
  return style.weekday === 'long' && language === 'de' ? `${weekday}, ${dayAndYear}` : `${weekday} ${dayAndYear}`;
}

/** The name of a month, for scales: `November`, `11月`; with its year on request. */
export function formatMonth(day: Day, language: Language, style: { short?: boolean; withYear?: boolean } = {}): string {
  const [year, month] = day.split('-').map(Number);
  if (language === 'zh') return `${style.withYear ? `${year}年` : ''}${month}月`;
  const name = part(language, day, { month: style.short ? 'short' : 'long' });
  return style.withYear ? `${name} ${year}` : name;
}

/** `2026年11月20日 08:00` etc. in the given zone, e.g. for when a mail left. */
export function formatInstant(instant: string, language: Language, timeZone: string): string {
  const { day, time } = instantParts(instant, timeZone);
  return `${formatDay(day, language)} ${time}`;
}

/** The calendar day and the wall-clock time (24 h) of an instant in a zone. */
export function instantParts(instant: string | Date, timeZone: string): { day: Day; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const of = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return { day: `${of('year')}-${of('month')}-${of('day')}`, time: `${of('hour')}:${of('minute')}` };
}

/** `1,240` / `1.240` / `1,240`; at most the given decimals, and at least as many as are asked for. */
export function formatNumber(value: number, language: Language, decimals = 0, atLeast = 0): string {
  const digits = { minimumFractionDigits: atLeast, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(LOCALES[language], digits).format(value);
}

type Part = string | null | undefined | false;

/**
 * Parts of a line in a row, `, ` between them; Chinese has `，` between clauses and `、` between the items of a list.
 * Between sentences stands the full stop.
 */
export function joinParts(parts: readonly Part[], language: Language, are: 'clauses' | 'items' | 'sentences'): string {
  const said = parts.filter((part) => Boolean(part));
  if (language === 'zh') return said.join({ clauses: '，', items: '、', sentences: '。' }[are]);
  return said.join(are === 'sentences' ? '. ' : ', ');
}

/** Whether a day is near enough that its weekday helps: within 30 days on either side of today. */
export function isNear(day: Day, today: Day): boolean {
  return Math.abs(daysBetween(today, day)) <= 30;
}

/**
 * A certificate number grouped by four digits for reading (`2022 0111 0910 0055`, `SDOC-2020 1109 1000 61`). What is
 * copied and searched has no spaces (see the component `CertificateNumber`).
 */
export function groupNumber(number: string): string[] {
  const match = /^(.*?)(\d{8,})(.*)$/.exec(number);
  if (!match) return [number];
  const [prefix = '', digits = '', rest = ''] = match.slice(1);
  const [first = '', ...groups] = digits.match(/\d{1,4}/g) ?? [];
  return [prefix + first, ...groups, ...(rest ? [rest] : [])];
}

/** Countries by the browser's own names, e.g. `DE` -> `Germany`, `Deutschland`, `德国`. */
export function countryName(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames([LOCALES[language]], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
