import { Injectable } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound, RuleBroken } from '#domain/errors';
import { affectedBy, type ChangeItem, type RegulatoryChange } from '#domain/changes/regulatory-change';
import { changesOf } from '#domain/changes/regulatory-change-record';
import { decodeCursor, DEFAULT_PAGE_SIZE, encodeCursor } from '#platform/http/page';
import { AffectedQueries, type Candidate, type CandidatePosition } from './affected.queries.js';
import { toChangeViews } from './regulatory-change-views.js';
import type { AffectedCountsView, AffectedPage, AffectedQuery, AffectedView, RegulatoryChangeList } from './regulatory-changes.dto.js'; // prettier-ignore

/** Rows judged at a time. */
const PORTION = 500;
/** Certificates and products that are judged for one answer at most. */
const MOST_JUDGED = 20_000;

const SORT = 'affected';

/** Who is hit by what has been announced. */
@Injectable()
export class RegulatoryChangesService {
  constructor(
    private readonly references: ReferenceStore,
    private readonly queries: AffectedQueries,
  ) {}

  list(): RegulatoryChangeList {
    const book = this.references.known();
    return { version: book.version, items: toChangeViews(book) };
  }

  /**
   * Judges the tenant's certificates, and products without a live one, of the classes that the change names. The first
   * page counts them all; a later one reads on only until it is full.
   *
   * @throws NotFound; RuleBroken `regulatory-change.not-matchable`
   */
  async affected(key: string, query: AffectedQuery): Promise<AffectedPage> {
    const change = this.require(key);
    const { limit = DEFAULT_PAGE_SIZE, verdict } = query;
    const after = positionOf(query.cursor);
    const counts = after === null ? { hit: 0, unknown: 0, notHit: 0, isComplete: true } : null;
    const items: AffectedView[] = [];
    let judged = 0;
    let last: CandidatePosition | null = null;
    let seen: CandidatePosition | null = null;
    for await (const view of this.judged(change, after)) {
      if (judged === MOST_JUDGED) {
        if (counts) counts.isComplete = false;
        // A page that is not full yet goes on where this one stopped looking.
        return { items, nextCursor: cursorOf(last ?? seen!), counts };
      }
      const isWanted = verdict === undefined || verdict === view.verdict;
      // The page is full and there is more: only the count goes on.
      if (isWanted && items.length === limit && last === null) last = items.at(-1)!;
      if (isWanted && items.length < limit) items.push(view);
      if (counts) count(counts, view);
      else if (last) break;
      seen = view;
      judged += 1;
    }
    return { items, nextCursor: last && cursorOf(last), counts };
  }

  private async *judged(change: RegulatoryChange, after: CandidatePosition | null): AsyncGenerator<AffectedView> {
    let position = after;
    for (let isMore = true; isMore;) {
      const candidates = await this.queries.next(change.classCodes, position, PORTION);
      yield* toViews(change, candidates);
      position = candidates.at(-1) ?? position;
      isMore = candidates.length === PORTION;
    }
  }

  private require(key: string): RegulatoryChange {
    const { changes, unmatchable } = changesOf(this.references.known());
    const found = changes.find((change) => change.key === key);
    if (found) return found;
    const reason = unmatchable.find((one) => one.key === key);
    if (!reason) throw new NotFound('regulatory change');
    throw new RuleBroken('regulatory-change.not-matchable', { why: reason.why });
  }
}

function positionOf(cursor: string | undefined): CandidatePosition | null {
  const position = decodeCursor(cursor, SORT);
  return position && { subject: position.value === 'product' ? 'product' : 'certificate', id: position.id };
}

function cursorOf({ subject, id }: CandidatePosition): string {
  return encodeCursor({ sort: SORT, value: subject, id });
}

function toViews(change: RegulatoryChange, candidates: readonly Candidate[]): AffectedView[] {
  const verdicts = affectedBy(change, candidates.map(toItem));
  return candidates.map((row, index) => {
    const { subject, id, label, labelZh, productName, productNameZh, classCode, standard } = row;
    const { clientId, clientName, clientNameZh } = row;
    const { verdict, reasons, deadlineOn, todo } = verdicts[index]!;
    return {
      subject,
      id,
      label,
      labelZh,
      productName,
      productNameZh,
      classCode,
      standard,
      clientId,
      clientName,
      clientNameZh,
      verdict,
      reasons,
      deadlineOn,
      todo,
    };
  });
}

function toItem(row: Candidate): ChangeItem {
  const { id, classCode, standard } = row;
  if (row.subject === 'product') return { subject: 'product', id, classCode, standard, schemes: [] };
  const { scheme, status, issuedOn, validUntil, isReplaced } = row;
  return { subject: 'certificate', id, classCode, standard, scheme, status, issuedOn, validUntil, isReplaced };
}

function count(counts: AffectedCountsView, { verdict }: AffectedView): void {
  if (verdict === 'hit') counts.hit += 1;
  else if (verdict === 'unknown') counts.unknown += 1;
  else counts.notHit += 1;
}
