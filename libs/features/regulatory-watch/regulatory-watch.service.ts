import { Injectable } from '@nestjs/common';
import { isId } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { affectedBy, type ChangeItem, type RegulatoryChange } from '#domain/changes/regulatory-change';
import { changeOfEntry } from '#domain/changes/regulatory-entry';
import { changesOf, type Unmatchable } from '#domain/changes/regulatory-change-record';
import { NotFound, RuleBroken } from '#domain/errors';
import type { ReferenceBook } from '#domain/reference/book';
import { AffectedQueries, type Candidate, type CandidatePosition } from './affected.queries.js';
import { toEntryChangeView, toRecordViews } from './regulatory-change-views.js';
import type { AffectedCountsView, AffectedView, RegulatoryChangeView } from './regulatory-changes.dto.js';
import { RegulatoryEntriesQueries } from './regulatory-entries.queries.js';

/** Rows judged at a time. */
const PORTION = 500;

/** A record of the reference data, or an entry of the tenant. An entry that follows a record stands for that record. */
export type RegulatorySource = { changeKey: string } | { entryId: string };

/** A change with what is told of it, and the rule by which it is judged. */
export interface SourcedChange {
  view: RegulatoryChangeView;
  change: RegulatoryChange;
}

/** Who is hit by what has been announced, whoever keeps the announcement. */
@Injectable()
export class RegulatoryWatchService {
  constructor(
    private readonly references: ReferenceStore,
    private readonly affected: AffectedQueries,
    private readonly entries: RegulatoryEntriesQueries,
  ) {}

  /**
   * A change that somebody can be matched to, inside a transaction or outside of one.
   *
   * @throws NotFound; RuleBroken `regulatory-change.not-matchable` with `why`
   */
  async change(source: RegulatorySource): Promise<SourcedChange> {
    const view = await this.view(source);
    const change =
      view.origin === 'tenant' ? changeOfEntry(view.entry!) : changeOfRecord(this.references.known(), view.key);
    if (typeof change === 'string') throw new RuleBroken('regulatory-change.not-matchable', { why: change });
    return { view, change };
  }

  /** What is told of a record or entry, also of one that nobody can be matched to. @throws NotFound */
  async view(source: RegulatorySource): Promise<RegulatoryChangeView> {
    const book = this.references.known();
    const entry = 'entryId' in source ? await this.entries.one(source.entryId) : null;
    if (entry !== null && entry.referenceKey === null) return toEntryChangeView(book, entry);
    const key = entry?.referenceKey ?? ('changeKey' in source ? source.changeKey : '');
    const record = toRecordViews(book).find((one) => one.key === key);
    if (!record) throw new NotFound('regulatory change');
    const follows = entry ?? (await this.entries.followed(key)).get(key) ?? null;
    return { ...record, entry: follows };
  }

  /**
   * The tenant's live certificates, and products without one, of the classes that the change names, each with its
   * verdict; certificates first, each by id. Read in portions, so that thousands need not be in memory.
   *
   * @param after null: from the first one
   */
  async *judged(
    source: RegulatorySource | RegulatoryChange,
    after: CandidatePosition | null = null,
  ): AsyncGenerator<AffectedView> {
    const change = 'effectiveOn' in source ? source : (await this.change(source)).change;
    let position = after;
    for (let isMore = true; isMore;) {
      const candidates = await this.affected.next(change.classCodes, position, PORTION);
      yield* toViews(change, candidates);
      position = candidates.at(-1) ?? position;
      isMore = candidates.length === PORTION;
    }
  }

  /** How many are hit, may be hit and are not, all of them looked at. */
  async counts(source: RegulatorySource | RegulatoryChange): Promise<AffectedCountsView> {
    const counts = noCounts();
    for await (const view of this.judged(source)) countIn(counts, view);
    return counts;
  }
}

/** An address names an entry by its id and a record by its key; no key looks like an id. */
export function sourceOf(key: string): RegulatorySource {
  return isId(key) ? { entryId: key } : { changeKey: key };
}

export const noCounts = (): AffectedCountsView => ({ hit: 0, unknown: 0, notHit: 0, isComplete: true });

export function countIn(counts: AffectedCountsView, { verdict }: AffectedView): void {
  if (verdict === 'hit') counts.hit += 1;
  else if (verdict === 'unknown') counts.unknown += 1;
  else counts.notHit += 1;
}

function changeOfRecord(book: ReferenceBook, key: string): RegulatoryChange | Unmatchable {
  const { changes, unmatchable } = changesOf(book);
  return changes.find((change) => change.key === key) ?? unmatchable.find((one) => one.key === key)!.why;
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
  const { scheme, status, issuedOn, validUntil, isReplaced, implementationRule } = row;
  return { subject: 'certificate', id, classCode, standard, scheme, status, issuedOn, validUntil, isReplaced, implementationRule }; // prettier-ignore
}
