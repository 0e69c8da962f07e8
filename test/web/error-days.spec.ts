import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { Problem, fieldProblemText, problemText } from '../../apps/web/src/api/problem.js';
import { toldFacts } from '../../apps/web/src/i18n/told-facts.js';
import { LANGUAGES } from '../../libs/domain/permissions.js';

const I18N = join(__dirname, '../../apps/web/src/i18n');
const errorsIn = (language: string) => ({
  errors: JSON.parse(readFileSync(join(I18N, language, 'errors.json'), 'utf8')) as Record<string, unknown>,
});

beforeAll(async () => {
  const resources = Object.fromEntries(LANGUAGES.map((language) => [language, errorsIn(language)]));
  await i18next.init({
    lng: 'en',
    fallbackLng: false,
    ns: ['errors'],
    resources,
    interpolation: { escapeValue: false },
  });
});

const REFUSED: [string, string, string][] = [
  ['en', 'Too early: the first day allowed is 20 Nov 2026.', '20 Nov 2026'],
  ['de', '20. Nov. 2026', '20. Nov. 2026'],
  ['zh', '2026年11月20日', '2026年11月20日'],
];

it.each(REFUSED)('a refusal writes its days as %s does', async (language, text, day) => {
  await i18next.changeLanguage(language);
  const refusal = new Problem(409, 'audit.day-too-early', '', null, {
    earliestOn: '2026-11-20',
    because: 'case-began',
  });
  expect(problemText(refusal)).toContain(text);
  expect(problemText(refusal)).not.toContain('2026-11-20');
  const field = { field: 'dueOn', code: 'due-too-early', detail: '', allowed: 'from 2026-11-20' };
  expect(fieldProblemText(field)).toContain(day);
  expect(fieldProblemText(field)).not.toContain('2026-11-20');
});

it('writes days wherever they stand in the facts, and leaves names and numbers alone', () => {
  const facts = {
    latestOn: '2026-02-28',
    days: ['2026-02-28', '2026-03-01'],
    name: 'report 2026-11-20.pdf',
    number: '2026-0042',
    count: 3,
    nothing: null,
    deep: { on: '2024-02-29' },
    allowed: 'from 2026-11-20 until 2026-12-01, not 2026-02-30',
  };
  expect(toldFacts(facts, 'de')).toEqual({
    latestOn: '28. Feb. 2026',
    days: ['28. Feb. 2026', '1. März 2026'],
    name: 'report 2026-11-20.pdf',
    number: '2026-0042',
    count: 3,
    nothing: null,
    deep: { on: '29. Feb. 2024' },
    allowed: 'from 20. Nov. 2026 until 1. Dez. 2026, not 2026-02-30',
  });
});
