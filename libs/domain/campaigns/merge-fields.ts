import type { Day } from '../day.js';
import type { Language } from '../permissions.js';
import { storable } from '../register/text.js';

/** What stands in a letter as `{{name}}` and is put in for each client and reader. */
export const MERGE_FIELDS = [
  'client',
  'contact',
  'tenant',
  'owner',
  'campaign',
  'announcement',
  'duty',
  'source',
  'deadline',
  'documentsDueOn',
  'count',
  'certificates',
  'documents',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** These become the rows of a list: each stands alone on its line of the body, once. */
export const LIST_FIELDS = ['certificates', 'documents'] as const satisfies readonly MergeField[];

/** A letter in one language, as it is kept with the campaign. */
export interface LetterText {
  subject: string;
  body: string;
}

/** Characters; what a letter may have once everything is put in. */
export const LETTER_LIMITS = { subject: 300, body: 20_000 } as const;

/** Characters that a value may take; longer ones are cut. Of a list, all its rows together. */
const LONGEST: Readonly<Record<MergeField, number>> = {
  client: 200,
  contact: 200,
  tenant: 200,
  owner: 120,
  campaign: 200,
  announcement: 300,
  duty: 1_000,
  source: 300,
  deadline: 30,
  documentsDueOn: 30,
  count: 10,
  certificates: 6_000,
  documents: 4_000,
};
const LONGEST_ROW = 200;
const MODELS_NAMED = 4;

export interface LetterCertificate {
  number: string;
  product: string | null;
  productZh: string | null;
  models: readonly string[];
}

/** What a letter to one client is written from. */
export interface LetterFacts {
  client: string;
  clientZh: string | null;
  /** names of those who read it in this language; none: nobody is named there */
  contacts: readonly string[];
  tenant: string;
  tenantZh: string | null;
  /** who answers; null: the tenant */
  owner: string | null;
  campaign: string;
  /** null: the campaign comes from a filter */
  announcement: string | null;
  /** what the announcement asks, in the letter's language; null where nothing is recorded */
  duty: string | null;
  source: string | null;
  deadlineOn: Day;
  documentsDueOn: Day | null;
  /** all certificates of the client in the campaign */
  count: number;
  /** the first of them */
  certificates: readonly LetterCertificate[];
  /** asked for in each case, in the letter's language */
  documents: readonly string[];
}

const FIELD = /\{\{([^{}]*)\}\}/g;
const isField = (name: string): name is MergeField => (MERGE_FIELDS as readonly string[]).includes(name);
const isList = (name: string): boolean => (LIST_FIELDS as readonly string[]).includes(name);

export const LETTER_FAULTS = [
  'unknown-merge-field',
  'broken-merge-field',
  'list-not-alone',
  'list-twice',
  'no-value',
  'too-long',
] as const;

/** Why a letter cannot be written so, and what may stand there. */
export interface LetterFault {
  part: 'subject' | 'body';
  code: (typeof LETTER_FAULTS)[number];
  /** as it stands in the text; null where it is about the whole */
  name: string | null;
  allowed: string;
}

/**
 * Everything that would reach a client as it must not: a field that nobody knows, braces that make none, a list in the
 * middle of a line, a field for which this campaign has nothing to put in, a text that would become too long.
 *
 * @param absent fields without a value in this campaign
 */
export function letterFaults(text: LetterText, absent: readonly MergeField[] = []): LetterFault[] {
  return [...faultsOf('subject', text.subject, absent), ...faultsOf('body', text.body, absent)];
}

function faultsOf(part: LetterFault['part'], text: string, absent: readonly MergeField[]): LetterFault[] {
  const known = MERGE_FIELDS.filter((name) => !absent.includes(name) && (part === 'body' || !isList(name)));
  const allowed = known.map((name) => `{{${name}}}`).join(', ');
  const names = namesIn(text);
  const faults: LetterFault[] = [];
  const add = (code: LetterFault['code'], name: string | null, may = allowed) => faults.push({ part, code, name, allowed: may }); // prettier-ignore
  for (const name of new Set(names)) {
    if (!isField(name)) add('unknown-merge-field', name);
    else if (absent.includes(name)) add('no-value', name);
    else if (isList(name)) {
      const isAlone = part === 'body' && text.split('\n').every((line) => !namesIn(line).includes(name) || isAloneIn(line)); // prettier-ignore
      if (!isAlone) add('list-not-alone', name, part === 'body' ? 'a line of its own' : allowed);
      if (names.filter((one) => one === name).length > 1) add('list-twice', name, 'once');
    }
  }
  if (/\{\{|\}\}/.test(text.replace(FIELD, ''))) add('broken-merge-field', null);
  const longest = longestOf(text);
  if (part === 'body' && longest > LETTER_LIMITS.body)
    add('too-long', null, `${LETTER_LIMITS.body} characters with everything put in, this may become ${longest}`);
  return faults;
}

/** Names of fields in the text that nothing is known for, each once, in their order. */
export function unknownMergeFields(text: string): string[] {
  return [...new Set(namesIn(text))].filter((name) => !isField(name));
}

/** Fields that stand in the letter, each once. */
export function usedMergeFields({ subject, body }: LetterText): MergeField[] {
  return [...new Set([...namesIn(subject), ...namesIn(body)])].filter(isField);
}

/** The text with the values put in, each as it is; braces inside a value are no field, and an unknown field stays as it stands. */
export function merged(text: string, values: Readonly<Record<MergeField, string>>): string {
  return text.replace(FIELD, (whole, inside: string) => (isField(inside.trim()) ? values[inside.trim() as MergeField] : whole)); // prettier-ignore
}

/** The letter to one client in one language. The subject is one line; a longer one is cut. */
export function writtenLetter(text: LetterText, facts: LetterFacts, language: Language): LetterText {
  const values = letterValues(facts, language);
  return {
    subject: clipped(oneLine(merged(text.subject, values)), LETTER_LIMITS.subject),
    body: merged(text.body, values).trim(),
  };
}

/** What is put in for each field. What has no value is empty. */
export function letterValues(facts: LetterFacts, language: Language): Record<MergeField, string> {
  const words = WORDS[language];
  const tenant = (language === 'zh' ? facts.tenantZh : null) ?? facts.tenant;
  const values: Record<MergeField, string> = {
    client: (language === 'zh' ? facts.clientZh : null) ?? facts.client,
    contact: facts.contacts.length > 0 ? facts.contacts.join(words.comma) : words.nobodyNamed,
    tenant,
    owner: facts.owner ?? tenant,
    campaign: facts.campaign,
    announcement: facts.announcement ?? '',
    duty: facts.duty ?? '',
    source: facts.source ?? '',
    deadline: dayIn(facts.deadlineOn, language),
    documentsDueOn: facts.documentsDueOn === null ? '' : dayIn(facts.documentsDueOn, language),
    count: String(facts.count),
    certificates: '',
    documents: '',
  };
  for (const name of MERGE_FIELDS) values[name] = clipped(oneLine(values[name]), LONGEST[name]);
  const certificates = facts.certificates.map((one) => certificateRow(one, language));
  values.certificates = listOf(certificates, facts.count, LONGEST.certificates, words.moreCertificates);
  values.documents = listOf(facts.documents, facts.documents.length, LONGEST.documents, words.moreDocuments);
  return values;
}

/** A day as a letter writes it: `31 December 2026`, `31. Dezember 2026`, `2026年12月31日`. */
function dayIn(day: Day, language: Language): string {
  const locale = { en: 'en-GB', de: 'de-DE', zh: 'zh-CN' }[language];
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

function certificateRow({ number, product, productZh, models }: LetterCertificate, language: Language): string {
  const name = language === 'zh' ? (productZh ?? product) : (product ?? productZh);
  const named = models.slice(0, MODELS_NAMED);
  const { comma } = WORDS[language];
  const more = models.length > MODELS_NAMED ? [`+${models.length - MODELS_NAMED}`] : [];
  return [number, ...(name ? [name] : []), ...named, ...more].join(comma);
}

/** As many rows as there is room for, then how many more there are. */
function listOf(rows: readonly string[], count: number, room: number, more: (count: number) => string): string {
  const lines: string[] = [];
  let used = more(count).length + 3;
  for (const row of rows) {
    const line = `- ${clipped(oneLine(row), LONGEST_ROW)}`;
    used += line.length + 1;
    if (used > room) break;
    lines.push(line);
  }
  if (count > lines.length) lines.push(`- ${more(count - lines.length)}`);
  return lines.join('\n');
}

const WORDS: Readonly<
  Record<
    Language,
    {
      comma: string;
      nobodyNamed: string;
      moreCertificates(count: number): string;
      moreDocuments(count: number): string;
    }
  >
> = {
  en: {
    comma: ', ',
    nobodyNamed: 'Sir or Madam',
    moreCertificates: (count) => `and ${count} more; we send you the whole list on request`,
    moreDocuments: (count) => `and ${count} more, named in the case`,
  },
  de: {
    comma: ', ',
    nobodyNamed: 'sehr geehrte Damen und Herren',
    moreCertificates: (count) => `und ${count} weitere; die vollständige Liste senden wir Ihnen auf Wunsch`,
    moreDocuments: (count) => `und ${count} weitere, im Verfahren genannt`,
  },
  zh: {
    comma: '、',
    nobodyNamed: '贵公司负责人',
    moreCertificates: (count) => `另有${count}份，完整清单可向我们索取`,
    moreDocuments: (count) => `另有${count}份，详见项目资料清单`,
  },
};

function namesIn(text: string): string[] {
  return [...text.matchAll(FIELD)].map(([, inside]) => inside!.trim());
}

function isAloneIn(line: string): boolean {
  return /^\s*\{\{[^{}]*\}\}\s*$/.test(line);
}

/** Characters that the text may have at most once everything is put in. */
function longestOf(text: string): number {
  const put = namesIn(text).map((name) => (isField(name) ? LONGEST[name] : 0));
  return put.reduce((sum, length) => sum + length, text.replace(FIELD, '').length);
}

/** Line ends and other control characters of a value become spaces: a name cannot begin a paragraph or a list. */
function oneLine(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
      .trim()
  );
}

function clipped(text: string, most: number): string {
  return text.length > most ? `${storable(text.slice(0, most - 1)).trimEnd()}…` : text;
}
