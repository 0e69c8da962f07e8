import { useLanguage } from '../i18n/use-language.js';
import type { CatalogueClass } from './products.types.js';

/** The name of a product class in the reader's language. */
export function useClassName(): (one: CatalogueClass) => string {
  const { language } = useLanguage();
  return (one) => ({ en: one.nameEn, de: one.nameDe, zh: one.nameZh })[language];
}
