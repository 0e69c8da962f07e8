import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { LANGUAGES } from '../../libs/domain/permissions.js';

const ROOT = join(__dirname, '../../apps/web/src/i18n');
const NAMESPACES = ['today', 'settings', 'operations', 'imports', 'policies'];

const read = (language: string, namespace: string) =>
  JSON.parse(readFileSync(join(ROOT, language, `${namespace}.json`), 'utf8')) as Record<string, unknown>;

const words = createInstance();

beforeAll(async () => {
  await words.init({
    fallbackLng: false,
    ns: NAMESPACES,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        Object.fromEntries(NAMESPACES.map((namespace) => [namespace, read(language, namespace)])),
      ]),
    ),
  });
});

const say = (language: string, key: string, values: object): string =>
  String(words.getFixedT(language)(key as never, values as never));

describe('one thing is not spoken of as several', () => {
  it.each([
    ['en', 'today:reading.working', { count: 1 }, '1 of them a working day in China'],
    ['en', 'today:reading.working', { count: 2 }, '2 of them working days in China'],
    ['de', 'today:reading.working', { count: 1 }, 'davon 1 Arbeitstag in China'],
    ['de', 'today:reading.working', { count: 2 }, 'davon 2 Arbeitstage in China'],
    ['zh', 'today:reading.working', { count: 1 }, '其中中国工作日1天'],
    ['en', 'today:conversion.certificates', { count: 1, written: '1' }, '1 certificate'],
    ['en', 'today:conversion.certificates', { count: 0.3, written: '0.3' }, '0.3 certificates'],
    ['de', 'today:conversion.certificates', { count: 1, written: '1' }, '1 Zertifikat'],
    ['de', 'today:conversion.allMet', { count: 1, total: 1 }, 'Die eine Erklärung ist umgewandelt.'],
    ['en', 'today:conversion.allMet', { count: 7, total: 7 }, 'All 7 declarations are converted.'],
    ['en', 'imports:running.importingSome', { count: 1, done: '1' }, '1 row imported'],
    ['de', 'imports:running.readingSome', { count: 2, done: '2' }, '2 Zeilen gelesen'],
    ['zh', 'imports:running.tryingSome', { count: 1, done: '1' }, '已试导入1行'],
    ['de', 'imports:columns.verdict', { count: 1, known: 1 }, '1 von 1 Überschrift erkannt.'],
    ['en', 'policies:preview.withdrawn', { count: 1, number: '1' }, '1 would no longer come'],
    ['de', 'policies:line.calendar', { count: 1, days: '1' }, '1 Tag vorher'],
    ['en', 'policies:line.working', { count: 2, days: '10, 5, 2' }, '10, 5, 2 working days before'],
    ['de', 'operations:mails.held', { count: 1, number: '1' }, '1 weitere wartet auf eine Bestätigung'],
    ['en', 'operations:mails.held', { count: 3, number: '3' }, "3 more wait for a person's word"],
  ])('%s: %s of %j', (language, key, values, sentence) => {
    expect(say(language, key, values)).toBe(sentence);
  });

  it.each([
    ['en', 1, 5, '1 of 5 declarations is still to be converted.'],
    ['en', 3, 5, '3 of 5 declarations are still to be converted.'],
    ['de', 1, 1, '1 von 1 Erklärung ist noch umzuwandeln.'],
    ['de', 2, 5, '2 von 5 Erklärungen sind noch umzuwandeln.'],
    ['zh', 1, 5, '5份自我声明中尚有1份待转换。'],
  ])('%s: %i of %i declarations', (language, count, total, sentence) => {
    const declarations = say(language, 'today:conversion.declarations', { count: total });
    expect(say(language, 'today:conversion.few', { count, declarations })).toMatch(new RegExp(`^${sentence}`));
  });
});
