import { MEMBER_STEPS, type MemberStep } from '#domain/campaigns/step';
import { daysBetween, type Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { Block, Letter } from '#platform/pdf/letter';
import { wordsOf } from '#features/reminders/mail/words';
import { longDate } from '#platform/pdf/letter-words';
import type { CampaignView } from './campaigns.dto.js';
import { recipientOf } from './letter-pdf.js';
import type { OpenLine, ReportFacts } from './report.queries.js';
import { REPORT_WORDS, type ReportWords, type Turn } from './report-words.js';

/** In the order in which a campaign goes; what needs a decision and what needs nothing stand at the end. */
const FUNNEL: readonly MemberStep[] = [...MEMBER_STEPS.filter((step) => step !== 'failed' && step !== 'excused'), 'excused', 'failed']; // prettier-ignore

/** How a campaign stands for the management of one client, on the tenant's paper. */
export function campaignReport(
  campaign: CampaignView,
  facts: ReportFacts,
  head: Pick<Letter, 'letterhead' | 'footer'>,
  language: Language,
): Letter {
  const words = REPORT_WORDS[language];
  const day = (one: string) => longDate(one, language);
  const { client, today, since, total, counts, open, openCount } = facts;
  const name = (language === 'zh' ? client.clientNameZh : null) ?? client.clientName;
  const done = counts.finished + counts.excused;
  return {
    ...head,
    language,
    reference: reportReference(campaign.id, today),
    dateText: day(today),
    madeAt: new Date(`${today}T00:00:00Z`),
    recipient: recipientOf(client, language),
    subject: words.subject(campaign.name),
    blocks: [
      { kind: 'paragraph', text: words.salutation },
      {
        kind: 'paragraph',
        text: sentences(
          [
            words.opening(campaign.name, name, day(today)),
            words.standing(done, total, day(campaign.deadlineOn), daysBetween(today, campaign.deadlineOn)),
          ],
          language,
        ),
      },
      { kind: 'heading', text: words.funnel },
      { kind: 'bars', bars: funnelBars(counts, words) },
      { kind: 'heading', text: words.forecast },
      ...forecastBlocks(facts, words, day, language),
      { kind: 'heading', text: words.changed(day(since)) },
      ...changeBlocks(facts, words),
      ...excusedBlocks(campaign, facts, words, language),
      { kind: 'heading', text: words.open },
      ...openBlocks(open, openCount, words, language),
      { kind: 'paragraph', text: words.small },
    ],
    signature: null,
  };
}

/** @returns e.g. `R-5A1B2C3D-2026-11-20` */
export function reportReference(campaignId: string, today: string): string {
  return `R-${campaignId.slice(-8).toUpperCase()}-${today}`;
}

/** What nobody stands at is left out, except where a campaign must come through. */
function funnelBars(counts: ReportFacts['counts'], words: ReportWords): { label: string; amount: number }[] {
  return FUNNEL.filter((step) => counts[step] > 0 || !['planned', 'failed', 'excused'].includes(step)).map((step) => ({
    label: words.step[step],
    amount: counts[step],
  }));
}

function forecastBlocks(
  { forecast }: ReportFacts,
  words: ReportWords,
  day: (one: string) => string,
  language: Language,
): Block[] {
  const { basis, earlyOn, likelyOn, lateOn, counted, verdict } = forecast;
  const when =
    basis === 'done' && likelyOn !== null
      ? words.isDone(day(likelyOn))
      : earlyOn !== null && likelyOn !== null && lateOn !== null
        ? words.range(day(earlyOn), day(lateOn), day(likelyOn))
        : likelyOn !== null
          ? words.atLeast(day(likelyOn))
          : words.noForecast;
  const text = sentences(
    [when, words.basis(basis, counted)].filter((part) => part !== ''),
    language,
  );
  const told: Block[] = [{ kind: 'paragraph', text }];
  if (basis !== 'done' && verdict !== 'unknown')
    told.push({ kind: 'notice', title: words.verdictTitle, texts: [words.verdict[verdict]] });
  return told;
}

function changeBlocks({ changes }: ReportFacts, words: ReportWords): Block[] {
  if (changes.length === 0) return [{ kind: 'paragraph', text: words.unchanged }];
  const items = changes.map(({ from, step, count, numbers }) => {
    const more = count - numbers.length;
    const named = [...numbers, ...(more > 0 ? [words.andMore(more)] : [])].join(words.comma);
    return words.change(from, step, count, named);
  });
  return [{ kind: 'list', items }];
}

function excusedBlocks(
  { excuseGrounds }: CampaignView,
  { excused }: ReportFacts,
  words: ReportWords,
  language: Language,
): Block[] {
  // prettier-ignore
  if (excused.length === 0) return [];
  const items = excused.map(({ ground, count }) => {
    const known = excuseGrounds.find(({ key }) => key === ground);
    return words.excusedFor(known ? known.names[language] : words.otherGround, count);
  });
  return [
    { kind: 'heading', text: words.excused },
    { kind: 'list', items },
  ];
}

function openBlocks(open: readonly OpenLine[], count: number, words: ReportWords, language: Language): Block[] {
  if (count === 0) return [{ kind: 'paragraph', text: words.nothingOpen }];
  const { columns } = words;
  // Written out, a Chinese day is too wide for a column.
  const dayShort = language === 'zh' ? (day: Day) => day : wordsOf(language).dayShort;
  const rows = open.map((line) => [
    line.number,
    (language === 'zh' ? (line.productZh ?? line.product) : (line.product ?? line.productZh)) ?? '',
    words.step[line.step],
    words.turn[turnOf(line)],
    dayShort(line.since),
    line.expectedOn === null ? '–' : dayShort(line.expectedOn),
  ]);
  const table: Block = {
    kind: 'table',
    columns: [
      { title: columns.number, share: 0.24 },
      { title: columns.product, share: 0.19 },
      { title: columns.step, share: 0.185 },
      { title: columns.turn, share: 0.115 },
      { title: columns.since, share: 0.135 },
      { title: columns.expected, share: 0.135 },
    ],
    rows,
  };
  return count > open.length ? [table, { kind: 'paragraph', text: words.rest(count - open.length) }] : [table];
}

/** Of a certificate that is there, the holder must cancel its declaration; without a case it is ours, and once told the client's. */
function turnOf({ step, turn }: OpenLine): Turn {
  if (step === 'certified') return 'client';
  if (turn !== null) return turn;
  return step === 'told' ? 'client' : 'consultancy';
}

function sentences(parts: readonly string[], language: Language): string {
  return parts.join(language === 'zh' ? '' : ' ');
}
