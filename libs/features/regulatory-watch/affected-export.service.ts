import { Injectable } from '@nestjs/common';
import type { Language } from '#domain/permissions';
import { workbookOf, type WorkbookColumn } from '#platform/spreadsheet/workbook';
import { HEADINGS, NO_CERTIFICATE, reasonText, SHEET, STOPPED, TODO_NAMES, VERDICT_NAMES } from './affected-words.js';
import type { AffectedView, Verdict } from './regulatory-changes.dto.js';
import { RegulatoryWatchService, sourceOf } from './regulatory-watch.service.js';

/** A workbook is built in memory: a longer list stops here, and its last row says so. */
export const MOST_ROWS = 10_000;
const PORTION = 500;

/** A row of the list, or what the last row says instead. */
type Line = { item: AffectedView } | { note: string };

/** Who is hit, as a workbook. */
@Injectable()
export class AffectedExportService {
  constructor(private readonly watch: RegulatoryWatchService) {}

  /**
   * @param verdict all three when left out
   * @throws NotFound; RuleBroken `regulatory-change.not-matchable`
   */
  async workbook(key: string, verdict: Verdict | undefined, language: Language): Promise<Buffer> {
    const { change } = await this.watch.change(sourceOf(key));
    return workbookOf(
      SHEET[language],
      columns(language),
      portions(this.watch.judged(change), (item) => verdict === undefined || item.verdict === verdict, language),
    );
  }
}

async function* portions(
  items: AsyncIterable<AffectedView>,
  isWanted: (item: AffectedView) => boolean,
  language: Language,
): AsyncGenerator<Line[]> {
  let portion: Line[] = [];
  let rows = 0;
  for await (const item of items) {
    if (!isWanted(item)) continue;
    if (rows === MOST_ROWS) {
      portion.push({ note: STOPPED[language].replace('{{number}}', String(MOST_ROWS)) });
      break;
    }
    portion.push({ item });
    rows += 1;
    if (portion.length < PORTION) continue;
    yield portion;
    portion = [];
  }
  yield portion;
}

function columns(language: Language): WorkbookColumn<Line>[] {
  const column = (
    key: keyof typeof HEADINGS,
    width: number,
    value: (item: AffectedView) => string | null,
    more: Partial<WorkbookColumn<Line>> = {},
  ): WorkbookColumn<Line> => ({
    heading: HEADINGS[key][language],
    width,
    value: (line) => ('item' in line ? value(line.item) : null),
    ...more,
  });
  return [
    {
      heading: HEADINGS.verdict[language],
      width: 16,
      value: (line) => ('note' in line ? line.note : VERDICT_NAMES[line.item.verdict][language]),
    },
    column('certificate', 26, (item) => (item.subject === 'certificate' ? item.label : NO_CERTIFICATE[language])),
    column('product', 30, (item) => item.productName),
    column('productZh', 24, (item) => item.productNameZh),
    column('classCode', 8, (item) => item.classCode),
    column('standard', 22, (item) => item.standard),
    column('client', 30, (item) => item.clientName),
    column('clientZh', 24, (item) => item.clientNameZh),
    column('deadlineOn', 14, (item) => item.deadlineOn, { kind: 'day' }),
    column('todo', 24, (item) => TODO_NAMES[item.todo]?.[language] ?? null),
    column('reasons', 60, (item) => item.reasons.map((one) => reasonText(one, language)).join('\n'), { wrap: true }),
  ];
}
