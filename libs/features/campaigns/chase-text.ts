import { LETTER_LIMITS, type LetterText } from '#domain/campaigns/merge-fields';
import { daysBetween, type Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import { storable } from '#domain/register/text';
import { longDate } from '#platform/pdf/letter-words';

/** One certificate of which something is open with the client. */
export interface OpenMember {
  /** of the certificate; of a product without one, its name */
  number: string;
  product: string | null;
  productZh: string | null;
  /** certified: the declaration is still to be cancelled by its holder */
  isCertified: boolean;
  documents: readonly { title: string; titleZh: string | null }[];
  /** the nearest day of them */
  documentsDueOn: Day | null;
}

export interface ChaseFacts {
  campaign: string;
  contacts: readonly string[];
  tenant: string;
  tenantZh: string | null;
  /** null: nobody is named */
  owner: string | null;
  deadlineOn: Day;
  today: Day;
  /** all that is open */
  count: number;
  /** the first of them */
  open: readonly OpenMember[];
}

/** Rows written out, and characters of one: together well within what a letter may have. */
export const ROWS_AT_MOST = 60;
const ROW_AT_MOST = 240;
const DOCUMENTS_NAMED = 4;

/** A chase: what is open with one client, for its readers of one language. */
export function chaseText(facts: ChaseFacts, language: Language): LetterText {
  const words = WORDS[language];
  const { campaign, contacts, deadlineOn, today, count, open } = facts;
  const deadline = longDate(deadlineOn, language);
  const left = daysBetween(today, deadlineOn);
  const tenant = oneLine((language === 'zh' ? facts.tenantZh : null) ?? facts.tenant);
  const owner = oneLine(facts.owner ?? '');
  const rows = open.slice(0, ROWS_AT_MOST).map((one) => `- ${clipped(rowOf(one, language), ROW_AT_MOST)}`);
  const body = [
    words.salutation(contacts.length > 0 ? clipped(contacts.map(oneLine).join(words.comma), 200) : null),
    words.opening(clipped(oneLine(campaign), 200), count, deadline, left),
    [...rows, ...(count > rows.length ? [`- ${words.more(count - rows.length)}`] : [])].join('\n'),
    words.request,
    [words.closing, ...(owner && owner !== tenant ? [owner] : []), tenant].join('\n'),
  ].join('\n\n');
  return { subject: clipped(words.subject(oneLine(campaign), count, deadline), LETTER_LIMITS.subject), body };
}

function rowOf(
  { number, product, productZh, isCertified, documents, documentsDueOn }: OpenMember,
  language: Language,
): string {
  const words = WORDS[language];
  const name = language === 'zh' ? (productZh ?? product) : (product ?? productZh);
  const titles = documents.map(({ title, titleZh }) => oneLine((language === 'zh' ? titleZh : null) ?? title));
  const named = titles.slice(0, DOCUMENTS_NAMED).join(words.comma);
  const more = titles.length - DOCUMENTS_NAMED;
  const wanted = more > 0 ? words.andMore(named, more) : named;
  const what = isCertified
    ? words.cancel
    : titles.length > 0
      ? words.documents(wanted, documentsDueOn && longDate(documentsDueOn, language))
      : words.answer;
  return [oneLine(number), ...(name ? [oneLine(name)] : [])].join(words.comma) + words.colon + what;
}

interface ChaseWords {
  comma: string;
  colon: string;
  subject(campaign: string, count: number, deadline: string): string;
  salutation(contacts: string | null): string;
  /** @param left days until the deadline; negative = passed */
  opening(campaign: string, count: number, deadline: string, left: number): string;
  documents(titles: string, dueOn: string | null): string;
  andMore(titles: string, count: number): string;
  cancel: string;
  answer: string;
  more(count: number): string;
  request: string;
  closing: string;
}

const WORDS: Record<Language, ChaseWords> = {
  en: {
    comma: ', ',
    colon: ': ',
    subject: (campaign, count, deadline) => `Still open for ${count}: ${campaign}, deadline ${deadline}`,
    salutation: (contacts) => `Dear ${contacts ?? 'Sir or Madam'},`,
    opening: (campaign, count, deadline, left) =>
      `In the matter of ${campaign} we still need something from you for ${count === 1 ? 'one certificate' : `${count} certificates`}. ${
        left < 0
          ? `The deadline was ${deadline}.`
          : left === 0
            ? `The deadline is today, ${deadline}.`
            : `The deadline is ${deadline}, ${left === 1 ? 'tomorrow' : `in ${left} days`}.`
      }`,
    documents: (titles, dueOn) => `please hand in ${titles}${dueOn ? ` (by ${dueOn})` : ''}`,
    andMore: (titles, count) => `${titles} and ${count} more`,
    cancel: 'the certificate is there; please cancel the self-declaration and tell us',
    answer: 'your answer to our letter is still open',
    more: (count) => `and ${count} more`,
    request:
      'Please see to it, or tell us what stands in the way. If something has crossed with this letter, we thank you for it.',
    closing: 'Yours sincerely',
  },
  de: {
    comma: ', ',
    colon: ': ',
    subject: (campaign, count, deadline) => `Noch offen für ${count}: ${campaign}, Frist ${deadline}`,
    salutation: (contacts) => `Guten Tag, ${contacts ?? 'sehr geehrte Damen und Herren'},`,
    opening: (campaign, count, deadline, left) =>
      `zu ${campaign} brauchen wir von Ihnen noch etwas für ${count === 1 ? 'ein Zertifikat' : `${count} Zertifikate`}. ${
        left < 0
          ? `Die Frist endete am ${deadline}.`
          : left === 0
            ? `Die Frist endet heute, am ${deadline}.`
            : `Die Frist endet am ${deadline}, ${left === 1 ? 'morgen' : `in ${left} Tagen`}.`
      }`,
    documents: (titles, dueOn) => `bitte einreichen: ${titles}${dueOn ? ` (bis ${dueOn})` : ''}`,
    andMore: (titles, count) => `${titles} und ${count} weitere`,
    cancel: 'das Zertifikat liegt vor; bitte löschen Sie die Selbsterklärung und teilen Sie es uns mit',
    answer: 'Ihre Antwort auf unser Schreiben steht noch aus',
    more: (count) => `und ${count} weitere`,
    request:
      'Bitte kümmern Sie sich darum, oder teilen Sie uns mit, was im Wege steht. Hat sich etwas mit diesem Schreiben überschnitten, danken wir Ihnen dafür.',
    closing: 'Mit freundlichen Grüßen',
  },
  zh: {
    comma: '、',
    colon: '：',
    subject: (campaign, count, deadline) => `尚有${count}项待办：${campaign}，截止日期${deadline}`,
    salutation: (contacts) => `尊敬的${contacts ?? '贵公司负责人'}：`,
    opening: (campaign, count, deadline, left) =>
      `关于“${campaign}”，贵公司尚有${count}份证书需要配合办理。${
        left < 0
          ? `截止日期为${deadline}，现已逾期。`
          : left === 0
            ? `截止日期为今天（${deadline}）。`
            : `截止日期为${deadline}，还剩${left}天。`
      }`,
    documents: (titles, dueOn) => `请提交${titles}${dueOn ? `（${dueOn}前）` : ''}`,
    andMore: (titles, count) => `${titles}等（另有${count}份）`,
    cancel: '已取得证书，请注销自我声明并告知我们',
    answer: '尚未收到贵公司对我方函件的答复',
    more: (count) => `另有${count}份`,
    request: '请尽快办理，如有困难请告知我们。如贵公司已办理，请忽略本函，谨表感谢。',
    closing: '此致',
  },
};

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function clipped(text: string, most: number): string {
  return text.length > most ? `${storable(text.slice(0, most - 1)).trimEnd()}…` : text;
}
