import i18next, { type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { localeOf } from './format.js';

/** One file per language and namespace, each a chunk of its own: a German reader loads no Chinese. */
const files = import.meta.glob<{ default: Record<string, unknown> }>('./{en,de,zh}/*.json');

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language: string, namespace: string, callback: ReadCallback) {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) return callback(new Error(`no language file ${language}/${namespace}`), null);
    load().then(
      (file) => callback(null, file.default as never),
      (error: Error) => callback(error, null),
    );
  },
};

const CHOICE = 'homolog.language';

/** What every screen needs, loaded before the first one is drawn. */
const GROUND = ['common', 'domain', 'errors'] as const;

function isLanguage(text: unknown): text is Language {
  return (LANGUAGES as readonly unknown[]).includes(text);
}

/** The language chosen on this device, else the first of the browser's that we speak, else English. */
function firstLanguage(): Language {
  try {
    const chosen = localStorage.getItem(CHOICE);
    if (isLanguage(chosen)) return chosen;
  } catch {
    // storage may be closed; the browser's languages then decide
  }
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

function mark(language: Language) {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : localeOf(language).slice(0, 2);
}

/** Loads the reader's language; the promise resolves when the first screen can be drawn. */
export async function startLanguages(): Promise<void> {
  const language = firstLanguage();
  mark(language);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: [...LANGUAGES],
      // no fallback: the three files are complete (test/web/languages.spec.ts), and a fallback would load English for all
      fallbackLng: false,
      ns: [...GROUND],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

/** Changes what the screens speak, on this device. The person's own language is saved by the caller. */
export async function speak(language: Language): Promise<void> {
  try {
    localStorage.setItem(CHOICE, language);
  } catch {
    // without storage the choice lasts until the page is closed
  }
  if (i18next.language === language) return;
  await i18next.changeLanguage(language);
  mark(language);
}

/** The language the screens speak now. */
export function spoken(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en';
}

/** Loads the words of a screen beside its code, so that it is drawn once and whole. */
export function loadWords(...namespaces: string[]): Promise<void> {
  return i18next.loadNamespaces(namespaces);
}
