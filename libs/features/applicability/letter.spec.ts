import { checkApplicability } from '#domain/applicability/applicability';
import type { ApplicabilityFacts } from '#domain/applicability/facts';
import type { Language } from '#domain/permissions';
import type { Block } from '#platform/pdf/letter';
import { applicabilityBook, beltFacts } from '../../../test/support/applicability-book.js';
import type { StoredCheck } from './applicability.queries.js';
import { checkLetter, letterFileName } from './letter.js';
import { tell } from './told.js';

const book = applicabilityBook();
const head = { letterhead: { name: 'Jadebrücke', nameZh: null, lines: [], phone: null, email: null, web: null, registration: null, logo: null }, footer: 'small' }; // prettier-ignore

function stored(facts: ApplicabilityFacts, more: Partial<StoredCheck> = {}): StoredCheck {
  const answer = checkApplicability(facts, book);
  return {
    id: '1',
    number: 'A-2026-0007',
    day: facts.day,
    verdict: answer.verdict,
    referenceVersion: 12,
    facts,
    answer,
    product: { id: 'p', name: 'Belt TB-7', nameZh: '安全带 TB-7' },
    client: { id: 'c', legalName: 'Lindauer GmbH', legalNameZh: '林道公司' },
    createdAt: '2026-11-20T23:30:00Z',
    createdOn: '2026-11-21',
    createdByName: 'Lena Weiss',
    createdByRole: 'consultant',
    clientAddress: 'Seestraße 12, 88131 Lindau',
    clientAddressZh: '林道市湖滨路12号',
    clientCountry: 'DE',
    models: [],
    supersededBy: null,
    ...more,
  };
}

function letterOf(facts: ApplicabilityFacts, language: Language = 'en', more: Partial<StoredCheck> = {}) {
  const check = stored(facts, more);
  return checkLetter(check, tell(check.answer, facts, book, check.product, language), head, language);
}

const headings = (blocks: readonly Block[]) => blocks.flatMap((one) => (one.kind === 'heading' ? [one.text] : []));
const of = <K extends Block['kind']>(blocks: readonly Block[], kind: K) =>
  blocks.filter((one): one is Extract<Block, { kind: K }> => one.kind === kind);

describe('the letter of a check', () => {
  const letter = letterOf(beltFacts({ hsCode: '870821', madeIn: 'DE' }));

  it('carries number, day of its making, client, subject and who signs', () => {
    expect(letter).toMatchObject({
      footer: 'small',
      language: 'en',
      reference: 'A-2026-0007',
      dateText: '21 November 2026',
      madeAt: new Date('2026-11-20T23:30:00Z'),
      recipient: ['Lindauer GmbH', 'Seestraße 12', '88131 Lindau', 'Germany'],
      subject: 'Does the product “Belt TB-7” need CCC?',
      signature: { name: 'Lena Weiss', role: 'Homologation consultant', place: null },
    });
  });

  it('says the verdict in one sentence, then facts, reasons, what follows and on what it rests', () => {
    expect(headings(letter.blocks)).toEqual([
      'On 20 November 2026 the product “Belt TB-7” needs a CCC certificate of a designated certification body.',
      'What we were told',
      'Reasons',
      'What follows',
      'On what this rests',
    ]);
    expect(of(letter.blocks, 'facts')[0]!.facts).toEqual([
      { label: 'Product', value: 'Belt TB-7 / 安全带 TB-7' },
      { label: 'Catalogue class', value: '1104 Safety belts' },
      { label: 'Day in question', value: '20 November 2026' },
      { label: 'Vehicle category', value: 'M (passenger vehicles)' },
      { label: 'Intended use', value: 'Placing on the market in China' },
      { label: 'Made in', value: 'Germany' },
      { label: 'Tariff code (hint)', value: '870821' },
      { label: 'For adults?', value: 'yes' },
      { label: 'Part of another restraint?', value: 'no' },
    ]);
    expect(of(letter.blocks, 'list').at(-1)!.items).toEqual([
      'This answer rests on version 12 of our reference data, as the law stands for 20 November 2026 to our knowledge. Later announcements may change the answer.',
      'A tariff code (HS code) does not decide whether CCC applies; the description of the catalogue does.',
      expect.stringContaining('The certification body and customs decide.'),
    ]);
  });

  it('gives each reason what it rests on', () => {
    const [reasons, steps] = of(letter.blocks, 'reasons');
    expect(reasons!.reasons[0]).toEqual({
      text: 'The product is taken as class 1104 Safety belts, implementation rule CNCA-C11-04:2014.',
      basis: 'Legal, official text',
      source: 'Catalogue 1104',
      url: null,
    });
    expect(reasons!.reasons[1]).toMatchObject({ basis: 'Practice, secondary source', source: 'Principle hs-code-is-a-hint' }); // prettier-ignore
    expect(steps!.reasons.at(-1)!.text).toContain('CNY 50,000 to 200,000');
  });

  it('cites the first address as the link, and others by their site', () => {
    const cited = applicabilityBook();
    const belt = { ...cited.classes.get('1104')!, source: 'SAMR Announcement 57/2025 ; https://a.test/x?y=1 ; http://b.test/z ; http://b.test/w' }; // prettier-ignore
    const check = stored(beltFacts());
    const answer = checkApplicability(beltFacts(), { ...cited, classes: new Map([['1104', belt]]) });
    const told = tell(answer, check.facts, cited, null, 'zh');
    const [reasons] = of(checkLetter({ ...check, answer }, told, head, 'zh').blocks, 'reasons');
    expect(reasons!.reasons[0]).toMatchObject({
      basis: '法定，官方文本',
      source: '市场监管总局公告2025年第57号; b.test',
      url: 'https://a.test/x?y=1',
    });
    const bare = tell(checkApplicability(beltFacts(), { ...cited, classes: new Map([['1104', { ...belt, source: 'https://a.test/x' }]]) }), check.facts, cited, null, 'en'); // prettier-ignore
    const [only] = of(checkLetter(check, bare, head, 'en').blocks, 'reasons');
    expect(only!.reasons[0]).toMatchObject({ source: 'a.test', url: 'https://a.test/x' });
  });

  it('frames what must be settled apart from what is only open', () => {
    const { blocks } = letterOf(
      beltFacts({ vehicleCategory: null, intendedUse: 'exhibition', applicant: 'exhibitor' }),
    );
    expect(of(blocks, 'notice')).toEqual([
      {
        kind: 'notice',
        title: 'To be settled before we can decide',
        texts: ['Does this hold? Not sold. If yes: Exemption from CCC. If no: CCC certificate needed.'],
      },
      {
        kind: 'notice',
        title: 'Open points',
        texts: ['For which vehicles is the product made? In scope: M and N. If for other vehicles: CCC not required.'],
      },
    ]);
    expect(of(blocks, 'list')[0]!.items).toEqual(['Answer the open points; then repeat the check.']);
  });

  it('names other ways, and no reserve where only those are open', () => {
    const { blocks } = letterOf({ ...beltFacts(), classKey: '1106', classAnswers: {} });
    expect(headings(blocks)).toContain('Other ways');
    expect(headings(blocks)[0]).toBe('On 20 November 2026 the product “Belt TB-7” needs no CCC: its class has been released from the catalogue.'); // prettier-ignore
  });

  it('speaks the reader’s language: names, address, subject', () => {
    expect(letterOf(beltFacts(), 'zh')).toMatchObject({
      recipient: ['林道公司', '林道市湖滨路12号', '德国'],
      subject: '关于“安全带 TB-7”是否需要CCC认证的判定',
      dateText: '2026年11月21日',
    });
    expect(letterOf(beltFacts(), 'de').subject).toBe('CCC-Pflicht: Belt TB-7');
  });

  it('is for the files without a client, unsigned without a writer, and points to a newer check', () => {
    const letter = letterOf(beltFacts({ description: 'Belt' }), 'en', { client: null, product: null, createdByName: null, createdByRole: null, supersededBy: { id: '2', number: 'A-2026-0009' } }); // prettier-ignore
    expect(letter.recipient).toEqual(['For your files']);
    expect(letter.signature).toBeNull();
    expect(letter.subject).toBe('Does the product “Belt” need CCC?');
    expect(of(letter.blocks, 'list').at(-1)!.items.at(-1)).toBe(
      'A newer check of the same product exists: A-2026-0009.',
    );
  });

  it('still says something of a code that this version no longer knows', () => {
    const check = stored(beltFacts());
    const answer = { ...check.answer, reasons: [{ ...check.answer.reasons[0]!, code: 'gone' as never }] };
    expect(tell(answer, check.facts, book, null, 'en').reasons[0]!.text).toBe('gone');
  });

  it('has a file name of plain letters', () => {
    expect(letterFileName('A-2026-0007', 'en')).toBe('ccc-applicability-A-2026-0007-en.pdf');
    expect(letterFileName('A-2026-0007', 'de')).toBe('ccc-pruefung-A-2026-0007-de.pdf');
    expect(letterFileName('A-2026-0007', 'zh')).toBe('ccc-applicability-A-2026-0007-zh.pdf');
  });
});
