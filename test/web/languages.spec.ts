import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../libs/domain/permissions.js';
import { DEADLINE_KINDS, BASES } from '../../libs/domain/deadlines/deadline.js';
import { CERTIFICATE_STATUSES } from '../../libs/domain/states/certificate-status.js';
import { SCHEMES } from '../../libs/domain/certificate.js';

const ROOT = join(__dirname, '../../apps/web/src/i18n');

type Words = Map<string, string>;

/** Every text of a file by its full key. */
function read(language: string, namespace: string): Words {
  const words: Words = new Map();
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') words.set(path, value);
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, path ? `${path}.${key}` : key);
  };
  walk(JSON.parse(readFileSync(join(ROOT, language, `${namespace}.json`), 'utf8')), '');
  return words;
}

/** Chinese has one form for every number, English and German have two; each may have words of its own for none. */
const withoutPlural = (key: string) => key.replace(/_(zero|one|other)$/, '');

const keys = (words: Words) => [...new Set([...words.keys()].map(withoutPlural))].sort();

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}|<(\w+)>/g)].map((match) => match[1] ?? match[2]);

const namespaces = readdirSync(join(ROOT, 'en')).map((file) => file.replace('.json', ''));

it('every language has the same files', () => {
  expect(namespaces.length).toBeGreaterThanOrEqual(5);
  for (const language of LANGUAGES) {
    expect(readdirSync(join(ROOT, language)).sort()).toEqual(namespaces.map((name) => `${name}.json`).sort());
  }
});

describe.each(namespaces)('%s', (namespace) => {
  const english = read('en', namespace);

  it.each(['de', 'zh'])('%s says everything that English says, and nothing else', (language) => {
    expect(keys(read(language, namespace))).toEqual(keys(english));
  });

  it.each(LANGUAGES)('%s has no empty text and no text that waits to be written', (language) => {
    const unfinished = [...read(language, namespace)].filter(
      ([, text]) => !text.trim() || /\b(TODO|FIXME|XXX)\b/.test(text),
    );
    expect(unfinished).toEqual([]);
  });

  it.each(['en', 'de'])('%s has both forms of every number', (language) => {
    const words = read(language, namespace);
    const alone = [...words.keys()].filter(
      (key) =>
        (key.endsWith('_one') && !words.has(key.replace(/_one$/, '_other'))) ||
        (key.endsWith('_other') && !words.has(key.replace(/_other$/, '_one'))),
    );
    expect(alone).toEqual([]);
  });

  it('Chinese has the one form that it uses for every number', () => {
    const words = read('zh', namespace);
    const alone = [...words.keys()].filter((key) => key.endsWith('_one') && !words.has(key.replace(/_one$/, '_other')));
    const missing = [...english.keys()].filter((key) => key.endsWith('_other') && !words.has(key));
    expect([...alone, ...missing]).toEqual([]);
  });

  it.each(['de', 'zh'])('%s fills in the same facts as English', (language) => {
    const words = read(language, namespace);
    const different = [...words].filter(([key, text]) => {
      const same =
        english.get(key) ?? english.get(`${withoutPlural(key)}_other`) ?? english.get(withoutPlural(key)) ?? '';
      const wanted = new Set(placeholders(same));
      // a form for "one" may say the number in words
      wanted.delete('count');
      const found = new Set(placeholders(text));
      found.delete('count');
      return [...wanted].sort().join() !== [...found].sort().join();
    });
    expect(different).toEqual([]);
  });

  it('Chinese texts are Chinese, apart from names and abbreviations', () => {
    const foreign = [...read('zh', namespace)].filter(
      ([, text]) => !/\p{Script=Han}/u.test(text) && /[a-z]{4,}/.test(text.replace(/\{\{\w+\}\}/g, '')),
    );
    expect(foreign.filter(([, text]) => !['Homolog', '{{page}} · Homolog'].includes(text))).toEqual([]);
  });

  it('no text shouts', () => {
    for (const language of LANGUAGES) {
      expect([...read(language, namespace)].filter(([, text]) => /[!！]/.test(text))).toEqual([]);
    }
  });
});

describe('the words of the domain', () => {
  it.each(LANGUAGES)('%s names every kind of deadline, basis, status and scheme', (language) => {
    const words = read(language, 'domain');
    const wanted = [
      ...DEADLINE_KINDS.flatMap((kind) => [
        `deadlineKind.${kind}`,
        `deadlineAct.${kind}`,
        `ifMissed.${kind}`,
        `disputed.${kind}`,
      ]),
      ...BASES.map((basis) => `basis.${basis}`),
      ...CERTIFICATE_STATUSES.map((status) => `status.${status}`),
      ...SCHEMES.map((scheme) => `scheme.${scheme}`),
    ];
    expect(wanted.filter((key) => !words.has(key))).toEqual([]);
  });
});
