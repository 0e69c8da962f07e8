import { APPLICABILITY_WORDS } from '#features/applicability/words';
import type { Language } from '#domain/permissions';
import type { Block, Letter, Reason } from '#platform/pdf/letter';
import { longDate } from '#platform/pdf/letter-words';
import type { GoodsReleaseView, ReleaseItemView, ReleaseReasonView } from './goods-release.dto.js';
import { RELEASE_WORDS } from './words.js';

/** The answer about one product as a page to hand to a forwarder or an auditor. */
export function releaseStatement(
  view: GoodsReleaseView,
  item: ReleaseItemView,
  changed: 'true' | 'false' | undefined,
  head: Pick<Letter, 'letterhead' | 'footer'>,
  language: Language,
): Letter {
  const { statement, answers } = RELEASE_WORDS[language];
  const isChinese = language === 'zh';
  const product = isChinese ? (item.productNameZh ?? item.productName) : item.productName;
  const client = isChinese ? (item.clientNameZh ?? item.clientName) : item.clientName;
  const model = view.model ?? product;
  const day = longDate(view.on, language);
  const labels = statement.labels;
  return {
    ...head,
    language,
    reference: `${view.on} ${model}`,
    dateText: longDate(beijingDay(view.answeredAt), language),
    madeAt: view.answeredAt,
    recipient: [client],
    subject: statement.subject(model),
    blocks: [
      { kind: 'paragraph', text: statement.opening(day) },
      { kind: 'heading', text: item.headline },
      {
        kind: 'facts',
        facts: [
          { label: labels.product, value: product },
          { label: labels.model, value: view.model ?? item.models.join(', ') },
          { label: labels.class, value: item.classCode },
          { label: labels.client, value: client },
          { label: labels.day, value: day },
          { label: labels.changed, value: statement.changed[changed ?? 'unsaid'] },
          { label: labels.answeredAt, value: beijingMinute(view.answeredAt) },
        ],
      },
      ...reasons(statement.ofClass, item.reasons, language),
      ...item.certificates.flatMap((one) =>
        reasons(statement.ofCertificate(one.number, answers[one.answer]), one.reasons, language),
      ),
      { kind: 'heading', text: statement.limits },
      { kind: 'list', items: [statement.basis, statement.dataLine(view.dataVersion)] },
    ],
    signature: null,
  };
}

/** @returns e.g. `ccc-goods-release-2026-12-31-SB-100-en.pdf`: of the model only what every file system takes */
export function statementFileName({ on, model }: GoodsReleaseView, language: Language): string {
  const named = (model ?? '').normalize('NFKC').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, ''); // prettier-ignore
  return [RELEASE_WORDS[language].statement.fileName, on, named, language].filter(Boolean).join('-') + '.pdf';
}

const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
const beijingMinute = (at: Date): string => `${parts.format(at)} (UTC+8)`;
const beijingDay = (at: Date): string => parts.format(at).slice(0, 10);

function reasons(title: string, given: readonly ReleaseReasonView[], language: Language): Block[] {
  if (given.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    { kind: 'reasons', reasons: given.map((one) => toReason(one, language)) },
  ];
}

/** How binding and how sure stands beside the source; what our own register says has no other. */
function toReason({ text, basis, certainty, source }: ReleaseReasonView, language: Language): Reason {
  const { bases, certainties, letter } = APPLICABILITY_WORDS[language];
  const { register } = RELEASE_WORDS[language].statement;
  if (source === 'none') return { text, basis: '', source: register, url: null };
  const cited = source.split(' ; ');
  const url = cited.find((part) => /^https?:/.test(part)) ?? null;
  const named = cited.filter((part) => !/^https?:/.test(part));
  const shown = named.length > 0 || url === null ? named.join('; ') : new URL(url).hostname;
  return { text, basis: letter.backing(bases[basis], certainties[certainty]), source: shown, url };
}
