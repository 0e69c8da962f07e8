import { letterFaults, letterValues, MERGE_FIELDS, merged, unknownMergeFields, usedMergeFields, writtenLetter, type LetterFacts } from './merge-fields.js'; // prettier-ignore

const facts = (changes: Partial<LetterFacts> = {}): LetterFacts => ({
  client: 'Kestrel Motors Ltd',
  clientZh: '凯斯特汽车有限公司',
  contacts: ['Emma Carter', 'Frank Meyer'],
  tenant: 'Jadebrücke Homologation',
  tenantZh: '玉桥认证咨询',
  owner: 'L. Weiss',
  campaign: 'Conversion 2026',
  announcement: 'SAMR Announcement 57 of 2025',
  duty: 'Convert it.',
  source: 'SAMR Announcement 57/2025',
  deadlineOn: '2026-12-31',
  documentsDueOn: '2026-12-04',
  count: 2,
  certificates: [
    { number: 'SDOC-1', product: 'Safety belt', productZh: '汽车安全带', models: ['SA-1', 'SA-2'] },
    { number: 'SDOC-2', product: null, productZh: '侧标志灯', models: [] },
  ],
  documents: ['Circuit diagram', 'Wiring list'],
  ...changes,
});
const ALL_OF_BODY = MERGE_FIELDS.map((name) => `{{${name}}}`).join(', ');
const ALL_OF_SUBJECT = MERGE_FIELDS.filter((name) => name !== 'certificates' && name !== 'documents').map((name) => `{{${name}}}`).join(', '); // prettier-ignore

describe('what a letter may say', () => {
  test.each([
    ['a field that nobody knows', '{{klient}}', 'unknown-merge-field', 'klient', ALL_OF_BODY],
    ['one by another case of letters', '{{Client}}', 'unknown-merge-field', 'Client', ALL_OF_BODY],
    ['no name at all', '{{}}', 'unknown-merge-field', '', ALL_OF_BODY],
    ['braces that do not close', 'Dear {{contact},', 'broken-merge-field', null, ALL_OF_BODY],
    ['braces that do not open', 'Dear contact}},', 'broken-merge-field', null, ALL_OF_BODY],
    ['a list inside a line', 'These: {{certificates}}', 'list-not-alone', 'certificates', 'a line of its own'],
    ['a list with something behind it', '{{documents}}.', 'list-not-alone', 'documents', 'a line of its own'],
    ['a list twice', '{{documents}}\n\n{{documents}}', 'list-twice', 'documents', 'once'],
  ])('not %s', (_, body, code, name, allowed) => {
    expect(letterFaults({ subject: 'S', body })).toEqual([{ part: 'body', code, name, allowed }]);
  });

  test('each fault is told once, with the part it stands in', () => {
    expect(letterFaults({ subject: '{{a}} {{a}}', body: '{{ b }}' })).toEqual([
      { part: 'subject', code: 'unknown-merge-field', name: 'a', allowed: ALL_OF_SUBJECT },
      { part: 'body', code: 'unknown-merge-field', name: 'b', allowed: ALL_OF_BODY },
    ]);
  });

  test('a list is not for the subject', () => {
    expect(letterFaults({ subject: '{{certificates}}', body: 'B' })).toEqual([
      { part: 'subject', code: 'list-not-alone', name: 'certificates', allowed: ALL_OF_SUBJECT },
    ]);
  });

  test('a field for which the campaign has no value is refused and not offered', () => {
    const [fault, ...others] = letterFaults({ subject: 'S', body: 'By {{documentsDueOn}}' }, ['documentsDueOn']);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'no-value', name: 'documentsDueOn' });
    expect(fault!.allowed).not.toContain('documentsDueOn');
    expect(fault!.allowed).toContain('{{deadline}}');
  });

  test.each([
    ['20,000 characters', 'x'.repeat(20_000), []],
    ['one more', 'x'.repeat(20_001), ['too-long']],
    ['a field takes the room its longest value needs', `${'x'.repeat(19_800)}{{client}}`, []],
    ['and one character more is too many', `${'x'.repeat(19_801)}{{client}}`, ['too-long']],
  ])('%s', (_, body, codes) => {
    expect(letterFaults({ subject: 'S', body }).map(({ code }) => code)).toEqual(codes);
  });

  test.each(MERGE_FIELDS)('{{%s}} may stand in a body, with air inside its braces', (name) => {
    expect(letterFaults({ subject: 'S', body: `A\n  {{ ${name} }}  \nB` })).toEqual([]);
  });

  test('two lists are two lists', () => {
    expect(letterFaults({ subject: 'S', body: '{{certificates}}\n{{documents}}' })).toEqual([]);
  });

  test('names are told once and in their order', () => {
    expect(unknownMergeFields('{{b}} {{client}} {{a}} {{b}}')).toEqual(['b', 'a']);
    expect(usedMergeFields({ subject: '{{count}} {{x}}', body: '{{client}} {{count}}' })).toEqual(['count', 'client']);
  });
});

describe('what is put in', () => {
  test('in English', () => {
    expect(letterValues(facts(), 'en')).toEqual({
      client: 'Kestrel Motors Ltd',
      contact: 'Emma Carter, Frank Meyer',
      tenant: 'Jadebrücke Homologation',
      owner: 'L. Weiss',
      campaign: 'Conversion 2026',
      announcement: 'SAMR Announcement 57 of 2025',
      duty: 'Convert it.',
      source: 'SAMR Announcement 57/2025',
      deadline: '31 December 2026',
      documentsDueOn: '4 December 2026',
      count: '2',
      certificates: '- SDOC-1, Safety belt, SA-1, SA-2\n- SDOC-2, 侧标志灯',
      documents: '- Circuit diagram\n- Wiring list',
    });
  });

  test('in German the days, in Chinese the names and commas as well', () => {
    expect(letterValues(facts(), 'de')).toMatchObject({ deadline: '31. Dezember 2026', client: 'Kestrel Motors Ltd' });
    expect(letterValues(facts(), 'zh')).toMatchObject({
      client: '凯斯特汽车有限公司',
      contact: 'Emma Carter、Frank Meyer',
      tenant: '玉桥认证咨询',
      deadline: '2026年12月31日',
      certificates: '- SDOC-1、汽车安全带、SA-1、SA-2\n- SDOC-2、侧标志灯',
    });
    expect(letterValues(facts({ clientZh: null, tenantZh: null }), 'zh')).toMatchObject({
      client: 'Kestrel Motors Ltd',
      tenant: 'Jadebrücke Homologation',
    });
  });

  test.each([
    ['en', 'Sir or Madam'],
    ['de', 'sehr geehrte Damen und Herren'],
    ['zh', '贵公司负责人'],
  ] as const)('in %s where nobody is named', (language, contact) => {
    expect(letterValues(facts({ contacts: [] }), language).contact).toBe(contact);
  });

  test('the tenant answers where nobody does; what is not known is empty', () => {
    const none = { owner: null, announcement: null, duty: null, source: null, documentsDueOn: null, documents: [] };
    expect(letterValues(facts(none), 'en')).toMatchObject({
      ...{
        owner: 'Jadebrücke Homologation',
        announcement: '',
        duty: '',
        source: '',
        documentsDueOn: '',
        documents: '',
      },
    });
    expect(letterValues(facts(none), 'zh').owner).toBe('玉桥认证咨询');
  });

  test('of many models four are named', () => {
    const models = ['A', 'B', 'C', 'D', 'E', 'F'];
    const of = (count: number) =>
      letterValues(facts({ certificates: [{ number: 'N', product: 'P', productZh: null, models: models.slice(0, count) }], count: 1 }), 'en').certificates; // prettier-ignore
    expect(of(4)).toBe('- N, P, A, B, C, D');
    expect(of(6)).toBe('- N, P, A, B, C, D, +2');
  });

  test.each([
    ['en', '- and 1998 more; we send you the whole list on request'],
    ['de', '- und 1998 weitere; die vollständige Liste senden wir Ihnen auf Wunsch'],
    ['zh', '- 另有1998份，完整清单可向我们索取'],
  ] as const)('in %s the rest of many certificates is counted', (language, last) => {
    expect(
      letterValues(facts({ count: 2_000 }), language)
        .certificates.split('\n')
        .at(-1),
    ).toBe(last);
  });

  test('a long list stays within its room and says how many more there are', () => {
    const certificates = Array.from({ length: 100 }, (_, at) => ({ number: `N-${at}`, product: 'x'.repeat(150), productZh: null, models: [] })); // prettier-ignore
    const { certificates: list } = letterValues(facts({ certificates, count: 100 }), 'en');
    const rows = list.split('\n');
    expect(list.length).toBeLessThanOrEqual(6_000);
    expect(list.length).toBeGreaterThan(5_700);
    expect(rows.at(-1)).toBe(`- and ${100 - (rows.length - 1)} more; we send you the whole list on request`);
  });

  test('documents beyond their room are counted too', () => {
    const documents = Array.from({ length: 40 }, () => 'd'.repeat(300));
    const rows = letterValues(facts({ documents }), 'en').documents.split('\n');
    expect(rows[0]).toBe(`- ${'d'.repeat(199)}…`);
    expect(rows.at(-1)).toBe(`- and ${40 - (rows.length - 1)} more, named in the case`);
  });

  test('a name is one line: it cannot begin a paragraph, a list or a second field', () => {
    const client = 'A\n\n- {{tenant}} $& <b>';
    const { body } = writtenLetter({ subject: 'S', body: 'To {{client}}.' }, facts({ client }), 'en');
    expect(body).toBe('To A - {{tenant}} $& <b>.');
  });

  test('a rare character is not cut in two: a half of it is no text', () => {
    expect(letterValues(facts({ client: `${'x'.repeat(198)}𠮷𠮷` }), 'en').client).toBe(`${'x'.repeat(198)}…`);
    expect(letterValues(facts({ client: `${'x'.repeat(197)}𠮷𠮷` }), 'en').client).toBe(`${'x'.repeat(197)}𠮷…`);
  });

  test('a value that is too long is cut', () => {
    expect(letterValues(facts({ client: 'x'.repeat(201) }), 'en').client).toBe(`${'x'.repeat(199)}…`);
    expect(letterValues(facts({ client: 'x'.repeat(200) }), 'en').client).toBe('x'.repeat(200));
  });
});

describe('the letter', () => {
  test('is written with everything put in', () => {
    const text = { subject: '{{campaign}}: {{count}}', body: 'Dear {{contact}},\n\n{{certificates}}\n\n{{ owner }}\n' };
    expect(writtenLetter(text, facts(), 'en')).toEqual({
      subject: 'Conversion 2026: 2',
      body: 'Dear Emma Carter, Frank Meyer,\n\n- SDOC-1, Safety belt, SA-1, SA-2\n- SDOC-2, 侧标志灯\n\nL. Weiss',
    });
  });

  test('has a subject of one line, cut where it is too long', () => {
    const { subject } = writtenLetter({ subject: 'A\n{{announcement}}', body: 'B' }, facts({ announcement: 'y'.repeat(400) }), 'en'); // prettier-ignore
    expect(subject).toBe(`A ${'y'.repeat(297)}…`);
  });

  test('leaves an unknown field as it stands', () => {
    expect(merged('{{x}} {{client}}', letterValues(facts(), 'en'))).toBe('{{x}} Kestrel Motors Ltd');
  });
});
