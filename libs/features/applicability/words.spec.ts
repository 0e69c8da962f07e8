import type { AlternativeFacts, QuestionFacts, ReasonFacts, StepFacts } from '#domain/applicability/answer';
import { LANGUAGES, type Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import { APPLICABILITY_WORDS, sayIn } from './words.js';

const words = (en: string): Words => ({ en, de: `${en} (de)`, zh: `${en}（中）` });
const belts = { key: '1104', code: '1104', names: { en: 'Safety belts', de: 'Sicherheitsgurte', zh: '汽车安全带' } };
const uncoded = { key: 'power-banks', code: null, names: words('Power banks') };
const instrument = 'SAMR Announcement 57 of 2025';
const schemes = [{ key: 'ccc-standard', names: words('CCC') }];

/** Facts of every code, sparse and full. The compiler asks for each. */
const reasons: { [C in keyof ReasonFacts]: ReasonFacts[C][] } = {
  'class-taken': [
    { class: belts, rule: 'CNCA-C11-04:2014' },
    { class: uncoded, rule: null },
  ],
  'class-code-unverified': [{ code: '1105' }],
  'never-in-scope': [
    { names: words('Rims'), isChosen: true },
    { names: words('Rims'), isChosen: false },
  ],
  'class-not-known': [{ candidates: [] }, { candidates: [belts, uncoded] }],
  'hs-code-fits': [{ hsCode: '870821', prefixes: ['870821'] }],
  'hs-code-differs': [{ hsCode: '870821', prefixes: ['870821', '8708'] }],
  'hs-code-unknown': [{ hsCode: '870821' }],
  'vehicle-category-inside': [{ category: 'M', categories: ['M', 'N'] }],
  'vehicle-category-outside': [
    { category: 'O', categories: ['M'] },
    { category: 'other', categories: ['M', 'N'] },
  ],
  'condition-met': [{ question: words('For adults?'), answer: 'yes' }],
  'condition-failed': [{ question: words('For adults?'), answer: 'no' }],
  'outside-description': [
    { class: belts, note: null },
    { class: belts, note: words('Note.') },
  ],
  variant: [{ names: words('Helmets') }],
  mode: [
    { mode: 'third-party', isMandatory: true, validFrom: '2027-01-01', validTo: null, instrument },
    { mode: 'choice', isMandatory: false, validFrom: null, validTo: '2019-12-31', instrument: null },
    { mode: 'self-declaration-a', isMandatory: true, validFrom: null, validTo: null, instrument: null },
  ],
  'mode-note': [{ note: words('Note.') }],
  'mode-unknown': [{ lastKnown: null }, { lastKnown: 'self-declaration-b' }, { lastKnown: 'unknown' }],
  'next-mode': [
    { mode: 'released', isMandatory: true, validFrom: '2027-01-01', instrument },
    { mode: 'third-party', isMandatory: false, validFrom: '2027-01-01', instrument: null },
  ],
  'not-yet-mandatory': [{ mandatoryFrom: null }, { mandatoryFrom: '2027-01-01' }],
  'use-on-market': [{}],
  'ground-not-needed': [{ names: words('Display') }],
  'ground-taken': [
    { names: words('Display'), kind: 'exempt' },
    { names: words('Embassy'), kind: 'not-required' },
  ],
  'ground-condition-met': [{ text: words('Not sold') }],
  'ground-condition-failed': [{ text: words('Not sold') }],
  'ground-condition-open': [{ text: words('Not sold') }],
  'ground-met': [
    { names: words('Display'), kind: 'exempt' },
    { names: words('Embassy'), kind: 'not-required' },
  ],
  'ground-failed': [{ names: words('Display'), kind: 'exempt' }],
  'ground-note': [{ note: words('Note.') }],
  'exemption-is-granted': [
    { authority: null, applicant: null },
    { authority: words('department'), applicant: words('exhibitor') },
  ],
  origin: [
    { country: 'CN', isMainland: true },
    { country: 'DE', isMainland: false },
  ],
  'three-roles': [{ applicant: null }, { applicant: 'importer' }],
};

const questions: { [C in keyof QuestionFacts]: QuestionFacts[C][] } = {
  'which-class': [
    { classes: [], neverInScope: [] },
    { classes: [belts], neverInScope: [{ key: 'rims', names: words('Rims') }] },
  ],
  'class-not-in-data': [{ key: '9999' }],
  'class-or-never-in-scope': [{ class: belts, names: words('Rims') }],
  'only-this-item': [{ names: words('Rims'), rest: '18 inch' }],
  'hs-code-differs': [
    { hsCode: '870821', classes: [] },
    { hsCode: '870821', classes: [belts] },
  ],
  'vehicle-category': [{ categories: ['M', 'N'] }],
  'class-condition': [{ key: 'x', question: words('For adults?') }],
  variant: [{ variants: [{ key: 'a', names: words('One') }, { key: 'b', names: words('Other') }] }], // prettier-ignore
  'mode-unknown': [{ lastKnown: null }],
  'intended-use': [{ grounds: [] }],
  'ground-not-in-data': [{ key: 'display' }],
  'ground-condition': [{ key: 'x', text: words('Not sold') }],
  applicant: [{ key: 'x', text: words('The exhibitor applies'), applicants: ['exhibitor', 'user'] }],
  'applicant-contradicts': [{ key: 'x', text: words('The exhibitor applies'), applicant: 'importer' }],
  'voluntary-route': [{ schemes: ['cqc-voluntary', 'ccap-voluntary'] }],
  'another-class': [{ class: belts }],
  'outside-determination': [{}],
  'exemption-validity': [{ note: null }, { note: words('Note.') }],
};

const steps: { [C in keyof StepFacts]: StepFacts[C][] } = {
  certify: [{ schemes: [] }, { schemes }],
  'convert-declaration': [
    { instrument, duty: null, relief: null },
    { instrument, duty: words('Convert.'), relief: words('Sell.') },
  ],
  'only-certified': [{ instrument }],
  'declare-until': [{ mode: 'self-declaration-a' }, { mode: 'self-declaration-b' }],
  'mandatory-from': [{}],
  'apply-for-exemption': [
    { authority: null, applicant: null },
    { authority: words('department'), applicant: words('exhibitor') },
  ],
  'ground-deadline': [
    { names: words('Disposal'), from: words('the display'), limit: null },
    { names: words('Write-off'), from: words('the export'), limit: { amount: 2, unit: 'weeks' } },
  ],
  'fast-channel': [{ note: null }, { note: words('Note.') }],
  'get-determination': [{}],
  'answer-questions': [{}],
  'confirm-with-body': [{}],
  'no-shipment-before': [{}],
  fine: [{ article: 66, minimumCny: 50000, maximumCny: 200000, note: null }],
};

const alternatives: { [C in keyof AlternativeFacts]: AlternativeFacts[C][] } = {
  'self-declaration': [{ until: null }, { until: '2026-06-30' }],
  'third-party-early': [
    { from: null, isOpen: true },
    { from: '2026-07-01', isOpen: true },
    { from: '2026-07-01', isOpen: false },
  ],
  'single-vehicle': [{ schemes }],
  voluntary: [
    { schemes: ['cqc-voluntary'], insteadOf: [], rules: [] },
    { schemes: ['cav-voluntary'], insteadOf: ['cqc-voluntary', 'ccap-voluntary'], rules: ['CAV-01-2023'] },
  ],
};

type Any = Record<string, (facts: never, say: ReturnType<typeof sayIn>, on: string | null) => string>;

/** Every sentence that a language can say with these facts. */
function sentences(language: Language): string[] {
  const { reasons: r, questions: q, steps: s, alternatives: a } = APPLICABILITY_WORDS[language];
  const say = sayIn(language);
  const all: [Any, Record<string, unknown[]>][] = [[r as Any, reasons], [q as Any, questions], [s as Any, steps], [a as Any, alternatives]]; // prettier-ignore
  return all.flatMap(([table, facts]) =>
    Object.entries(facts).flatMap(([code, list]) =>
      list.flatMap((one) => [null, '2026-12-31'].map((on) => table[code]!(one as never, say, on))),
    ),
  );
}

describe.each(LANGUAGES)('the words in %s', (language) => {
  it('say every code as a sentence with its end, and nothing that is no word', () => {
    for (const text of sentences(language)) {
      expect(text).toMatch(language === 'zh' ? /[。？！）.]$/ : /[.?!)]$/);
      expect(text).not.toMatch(/undefined|null|NaN|\[object|Invalid|\$\{| {2}|\.\.|。。/);
    }
  });

  it('know every word list', () => {
    const { verdicts, bases, certainties, modes, applicants, categories, schemes: marks, uses, yesNo, letter } = APPLICABILITY_WORDS[language]; // prettier-ignore
    const { client, ...roles } = letter.roles;
    for (const list of [
      verdicts,
      bases,
      certainties,
      modes,
      applicants,
      categories,
      marks,
      uses,
      yesNo,
      letter.labels,
      roles,
    ])
      // prettier-ignore
      for (const text of Object.values(list)) expect(text.length).toBeGreaterThan(0);
    expect(client).toBe('');
  });
});

it('the words in German and Chinese are no English ones', () => {
  const english = new Set(sentences('en').filter((text) => !['Note.'].includes(text)));
  for (const language of ['de', 'zh'] as const)
    expect(sentences(language).filter((text) => english.has(text))).toEqual([]);
  for (const text of sentences('zh')) expect(text).toMatch(/\p{Script=Han}/u);
});

describe('single sentences', () => {
  const { en, de, zh } = APPLICABILITY_WORDS;

  it('name a period with its days and its instrument as the language cites it', () => {
    const facts = {
      mode: 'third-party',
      isMandatory: true,
      validFrom: '2027-01-01',
      validTo: null,
      instrument,
    } as const;
    expect(en.reasons.mode(facts, sayIn('en'))).toBe('Since 1 January 2027: a certificate of a designated certification body is needed (SAMR Announcement 57/2025).'); // prettier-ignore
    expect(de.reasons.mode(facts, sayIn('de'))).toBe('Seit dem 1. Januar 2027: nötig ist ein Zertifikat einer benannten Zertifizierungsstelle (SAMR-Bekanntmachung 57/2025).'); // prettier-ignore
    expect(zh.reasons.mode(facts, sayIn('zh'))).toBe('自2027年1月1日起：须取得指定认证机构颁发的认证证书（市场监管总局公告2025年第57号）。'); // prettier-ignore
  });

  it.each([
    ['en', '2026-07-01', '2026-12-31', 'From 1 July 2026 to 31 December 2026'],
    ['en', null, '2026-12-31', 'Until 31 December 2026'],
    ['en', null, null, 'Without limit in time'],
    ['de', '2026-07-01', '2026-12-31', 'Vom 1. Juli 2026 bis zum 31. Dezember 2026'],
    ['zh', '2026-07-01', '2026-12-31', '2026年7月1日至2026年12月31日'],
    ['zh', null, '2026-12-31', '2026年12月31日以前'],
  ] as const)('in %s a period from %s to %s is “%s”', (language, from, to, text) => {
    expect(sayIn(language).period(from, to)).toBe(text);
  });

  it.each([
    ['en', 'Announcement 11 of 2018, Annex 2', 'Announcement 11/2018, Annex 2'],
    ['de', 'Announcement 11 of 2018', 'Bekanntmachung 11/2018'],
    [
      'zh',
      'CNCA Announcement 26 of 2019; SAMR Announcement 44/2019',
      '国家认监委公告2019年第26号; 市场监管总局公告2019年第44号',
    ],
    ['zh', 'AQSIQ Order 117, chapter on exemption', '质检总局令第117号，免予办理部分'],
    [
      'de',
      'Regulations on Certification and Accreditation (State Council Order 390)',
      'Zertifizierungs- und Akkreditierungsverordnung (Staatsratserlass 390)',
    ],
    [
      'zh',
      'Regulations on Certification and Accreditation, art. 66 (2020 text)',
      '《认证认可条例》第66条 （2020年文本）',
    ],
    ['en', 'AQSIQ Order 117', 'AQSIQ Order 117'],
    ['zh', 'MPR China Certification', 'MPR China Certification'],
  ] as const)('in %s “%s” is cited as “%s”', (language, text, cited) => {
    expect(sayIn(language).instrument(text)).toBe(cited);
  });

  it.each([
    ['en', 'Which is it: One or Other?', 'Who applies? The exhibitor applies.'],
    ['de', 'Worum handelt es sich: One (de) oder Other (de)?', 'Wer stellt den Antrag? The exhibitor applies (de).'],
    ['zh', '属于哪一种：One（中）或Other（中）？', '由谁申请？The exhibitor applies（中）。'],
  ] as const)(
    'in %s ask which one of several it is, not for all of them, and name the applicant once',
    (language, which, who) => {
      const { variant, applicant } = APPLICABILITY_WORDS[language].questions;
      expect(variant(questions.variant[0]!, sayIn(language))).toBe(which);
      expect(applicant(questions.applicant[0]!, sayIn(language))).toBe(who);
    },
  );

  it('count limits in one and in many', () => {
    expect(en.limit({ amount: 1, unit: 'weeks' })).toBe('1 week');
    expect(en.limit({ amount: 2, unit: 'weeks' })).toBe('2 weeks');
    expect(de.limit({ amount: 1, unit: 'working-days' })).toBe('1 Arbeitstag');
    expect(de.limit({ amount: 2, unit: 'weeks' })).toBe('2 Wochen');
    expect(zh.limit({ amount: 2, unit: 'weeks' })).toBe('2周');
  });

  it('put a reserve into the headline only where there is one', () => {
    const facts = { subject: en.subject('TB-7'), day: '20 November 2026' };
    expect(en.headline('released', { ...facts, hasReserve: false })).toBe('On 20 November 2026 the product “TB-7” needs no CCC: its class has been released from the catalogue.'); // prettier-ignore
    expect(en.headline('exempt', { ...facts, hasReserve: true })).toBe('On 20 November 2026 an exemption from CCC can be applied for, for the product “TB-7”, subject to the open points named below.'); // prettier-ignore
    expect(de.subject(null)).toBe('das Erzeugnis');
    expect(zh.headline('undecided', { subject: zh.subject(null), day: '2026年11月20日', hasReserve: true })).toBe('2026年11月20日，该产品是否需要CCC认证尚不能判定：仍有问题待确认。'); // prettier-ignore
  });
});
