import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { useLanguage } from '../i18n/use-language.js';
import { WithHan } from '../imports/han.js';

/** `The day following Good Friday` -> `the-day-following-good-friday`: the key of its words. */
function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Names of holidays in the reader's language, the Chinese one beside them; what has no words stays as its source has it. */
export function useHolidayWords() {
  const { t, i18n } = useTranslation('calendar');
  const language = useLanguage();
  const one = (country: string, name: string): string => {
    const key = slug(name);
    // Other countries keep names that look alike (National Day) and are not the Chinese ones.
    if ((country !== 'CN' && country !== 'HK') || !i18n.exists(`calendar:holiday.${key}`)) return name;
    const han = t(`han.${key}` as never) as string;
    return language.language === 'zh' ? han : `${t(`holiday.${key}` as never) as string} ${han}`;
  };
  return {
    names: (country: string, names: readonly string[]) =>
      names.length > 0 ? language.items(names.map((name) => one(country, name))) : t('unnamed'),
    /** `15 Feb – 23 Feb 2026`, `2026年2月15日 – 2月23日`, or the one day. */
    range: (from: Day, to: Day, withYear = true) => {
      const style = { weekday: false, withoutYear: !withYear };
      if (from === to) return language.day(from, style);
      // The year is said once: Chinese says it first, the others last.
      const isOnce = withYear && from.slice(0, 4) === to.slice(0, 4);
      const without = { ...style, withoutYear: true };
      const isYearFirst = language.language === 'zh';
      const first = language.day(from, isOnce && !isYearFirst ? without : style);
      return `${first} – ${language.day(to, isOnce && isYearFirst ? without : style)}`;
    },
  };
}

export function HolidayName({ country, names }: { country: string; names: readonly string[] }) {
  const words = useHolidayWords();
  return <WithHan text={words.names(country, names)} />;
}
