import { letterFaults, usedMergeFields, type MergeField } from '#domain/campaigns/merge-fields';
import { LANGUAGES } from '#domain/permissions';
import { letterTemplate, LETTER_TEMPLATES } from './letter-templates.js';

const NO_DOCUMENTS: MergeField[] = ['documents', 'documentsDueOn'];
const NO_SOURCE: MergeField[] = ['announcement', 'source', 'duty'];

describe.each(LETTER_TEMPLATES)('the letter %s', (template) => {
  test.each(LANGUAGES)('in %s can be kept as it is, with documents and without', (language) => {
    const absent = template === 'announcement' ? [] : NO_SOURCE;
    expect(letterFaults(letterTemplate(template, true)[language], absent)).toEqual([]);
    expect(letterFaults(letterTemplate(template, false)[language], [...absent, ...NO_DOCUMENTS])).toEqual([]);
  });

  test('puts in the same things in each language', () => {
    const { en, de, zh } = letterTemplate(template, true);
    const used = (text: typeof en) => [...usedMergeFields(text)].sort();
    expect(used(de)).toEqual(used(en));
    expect(used(zh)).toEqual(used(en));
  });

  test('names certificates, deadline, documents and who answers', () => {
    const used = usedMergeFields(letterTemplate(template, true).en);
    expect(used).toEqual(expect.arrayContaining(['certificates', 'count', 'deadline', 'documents', 'documentsDueOn', 'contact', 'owner', 'tenant'])); // prettier-ignore
  });
});

test.each([
  ['en', 'from 1 January 2027', 'SAMR Announcement 57/2025', 'no longer made need no conversion'],
  [
    'de',
    'Ab 1. Januar 2027',
    'SAMR-Bekanntmachung 57/2025',
    'nicht mehr hergestellt werden, brauchen keine Umwandlung',
  ],
  ['zh', '自2027年1月1日起', '市场监管总局2025年第57号公告', '在声明有效期内出厂且不再生产的产品无需转换'],
] as const)('in %s the letter of Announcement 57/2025 says consequence, source and relief', (language, ...said) => {
  const { body } = letterTemplate('samr-57-2025', true)[language];
  for (const text of said) expect(body).toContain(text);
});
