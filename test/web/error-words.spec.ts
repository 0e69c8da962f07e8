import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../libs/domain/permissions.js';

const LIBS = join(__dirname, '../../libs');
const I18N = join(__dirname, '../../apps/web/src/i18n');

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return name.endsWith('.ts') && !name.endsWith('.spec.ts') ? [path] : [];
  });
}

/** The codes that the api throws, as they stand in its code. */
const codes = [
  ...new Set(
    sources(LIBS).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/new (?:RuleBroken|BadInput)\(\s*'([a-z-]+(?:\.[a-z-]+)?)'/g)].map(
        (match) => String(match[1]),
      ),
    ),
  ),
].sort();

it('finds the codes it is about', () => {
  expect(codes).toContain('stale-version');
  expect(codes.length).toBeGreaterThan(30);
});

it.each(LANGUAGES)('%s has words for every refusal of the api', (language) => {
  const words: unknown = JSON.parse(readFileSync(join(I18N, language, 'errors.json'), 'utf8'));
  const textOf = (code: string) =>
    code.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], words);
  expect(codes.filter((code) => typeof textOf(code) !== 'string')).toEqual([]);
});
