import { useLanguage } from '../i18n/use-language.js';

const KB = 1_024;

/** How the reader's language writes the size of a file: `640 B`, `12 kB`, `1.8 MB`. */
export function useFileSize(): (bytes: number) => string {
  const language = useLanguage();
  return (bytes) => {
    if (bytes < KB) return `${language.number(bytes)} B`;
    if (bytes < KB * KB) return `${language.number(Math.ceil(bytes / KB))} kB`;
    const megabytes = bytes / (KB * KB);
    return `${language.number(megabytes, megabytes < 10 ? 1 : 0)} MB`;
  };
}
