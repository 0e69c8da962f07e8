import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../libs/domain/permissions.js';

const FEATURES = join(__dirname, '../../libs/features');
const I18N = join(__dirname, '../../apps/web/src/i18n');

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return name.endsWith('.ts') && !name.endsWith('.spec.ts') ? [path] : [];
  });
}

/** What the features write into histories, as it stands in their code: `noun.past-tense`. */
const events = [
  ...new Set(
    sources(FEATURES).flatMap((path) =>
      [
        ...readFileSync(path, 'utf8').matchAll(
          /(?:events\.)(?:record|recordMany|edit)\((?:[^;]*?)'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g,
        ),
      ].map((match) => String(match[1])),
    ),
  ),
].sort();

it('finds the events it is about', () => {
  expect(events).toEqual(expect.arrayContaining(['client.added', 'factory.inspected', 'note.written', 'deadline.met']));
});

it.each(LANGUAGES)('%s has words for everything that a history shows', (language) => {
  const words: unknown = JSON.parse(readFileSync(join(I18N, language, 'history.json'), 'utf8'));
  const textOf = (event: string) =>
    ['what', ...event.split('.')].reduce<unknown>(
      (at, key) => (at as Record<string, unknown> | undefined)?.[key],
      words,
    );
  expect(events.filter((event) => typeof textOf(event) !== 'string')).toEqual([]);
});
