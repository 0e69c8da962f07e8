import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';

/** The words that belong to the paper and not to what is written on it. */
export const LETTER_WORDS: Record<
  Language,
  { reference: string; date: string; phone: string; email: string; web: string; closing: string; locale: string }
> = {
  en: {
    reference: 'Our reference',
    date: 'Date',
    phone: 'Telephone',
    email: 'E-mail',
    web: 'Web',
    closing: 'Yours faithfully',
    locale: 'en-GB',
  },
  de: {
    reference: 'Unser Zeichen',
    date: 'Datum',
    phone: 'Telefon',
    email: 'E-Mail',
    web: 'Internet',
    closing: 'Mit freundlichen Grüßen',
    locale: 'de-DE',
  },
  zh: {
    reference: '文号',
    date: '日期',
    phone: '电话',
    email: '电子邮件',
    web: '网址',
    closing: '此致',
    locale: 'zh-CN',
  },
};

/** A day as a letter writes it: `20 November 2026`, `20. November 2026`, `2026年11月20日`. */
export function longDate(day: Day, language: Language): string {
  const format = new Intl.DateTimeFormat(LETTER_WORDS[language].locale, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}
