import type { Language } from '#domain/permissions';

/** Languages name themselves, so that everybody finds their own. */
export const LANGUAGE_NAMES: Record<Language, { name: string; lang: string }> = {
  en: { name: 'English', lang: 'en' },
  de: { name: 'Deutsch', lang: 'de' },
  zh: { name: '中文', lang: 'zh-Hans' },
};
