import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import {
  countryName,
  formatDay,
  formatInstant,
  formatMonth,
  formatNumber,
  isNear,
  joinParts,
  type DayStyle,
} from './format.js';
import { spoken } from './i18n.js';

/** How the reader's language writes days, instants and numbers. */
export function useLanguage() {
  useTranslation(); // drawn anew when the language changes
  const today = useToday();
  const language = spoken();
  return useMemo(
    () => ({
      language,
      /** What stands between two sentences: Chinese has its space inside the full stop. */
      gap: language === 'zh' ? '' : ' ',
      /** A day; with its weekday when within 30 days, unless the style says otherwise. */
      day: (day: Day, style?: DayStyle) => formatDay(day, language, style ?? { weekday: isNear(day, today) }),
      month: (day: Day, style?: { short?: boolean; withYear?: boolean }) => formatMonth(day, language, style),
      instant: (instant: string, timeZone: string) => formatInstant(instant, language, timeZone),
      number: (value: number, decimals?: number, atLeast?: number) => formatNumber(value, language, decimals, atLeast),
      /** Of two names the one in the reader's script, where it is known. A line that holds both is `<Names>`. */
      name: (latin: string | null | undefined, zh: string | null | undefined): string =>
        (language === 'zh' ? (zh ?? latin) : (latin ?? zh)) ?? '',
      country: (code: string) => countryName(code, language),
      /** Parts of a line; what is empty is left out. */
      clauses: (parts: Parameters<typeof joinParts>[0]) => joinParts(parts, language, 'clauses'),
      /** Sentences of which the last one brings its own end; what is empty is left out. */
      sentences: (parts: Parameters<typeof joinParts>[0]) => joinParts(parts, language, 'sentences'),
      /** An enumeration; what is empty is left out. */
      items: (parts: Parameters<typeof joinParts>[0]) => joinParts(parts, language, 'items'),
    }),
    [language, today],
  );
}
