import { Injectable } from '@nestjs/common';
import { isId } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { changesOf } from '#domain/changes/regulatory-change-record';
import { isDay, type Day } from '#domain/day';
import { BadInput } from '#domain/errors';
import type { ReferenceBook } from '#domain/reference/book';
import { decodeCursor, DEFAULT_PAGE_SIZE, encodeCursor } from '#platform/http/page';
import type { CandidatePosition } from './affected.queries.js';
import { lastDay, toEntryChangeView, toRecordViews } from './regulatory-change-views.js';
import type { AffectedPage, AffectedQuery, AffectedView, RegulatoryChangeListQuery, RegulatoryChangePage, RegulatoryChangeView } from './regulatory-changes.dto.js'; // prettier-ignore
import { RegulatoryEntriesQueries, toEntryView } from './regulatory-entries.queries.js';
import { countIn, noCounts, RegulatoryWatchService, sourceOf } from './regulatory-watch.service.js';

/** Certificates and products that are judged for one answer at most. */
const MOST_JUDGED = 20_000;

const SORT = 'affected';
const LIST_SORT = '-lastDay';
/** Stands for the id of a record in a cursor, and behind all ids of entries of the same day. */
const OF_RECORD = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Where a page of the list begins: behind a record of a day (by its key), or behind an entry (by its id). */
type ListPosition = { day: Day; key: string } | { day: Day; id: string };

/** Records of the reference data and entries of the tenant as one list, and who is hit by each. */
@Injectable()
export class RegulatoryChangesService {
  constructor(
    private readonly references: ReferenceStore,
    private readonly watch: RegulatoryWatchService,
    private readonly entries: RegulatoryEntriesQueries,
  ) {}

  /** The newest last day first; of one day the records by key, then the entries, the newest first. */
  async list(query: RegulatoryChangeListQuery): Promise<RegulatoryChangePage> {
    const book = this.references.known();
    const { limit = DEFAULT_PAGE_SIZE, origin } = query;
    const after = listPosition(query.cursor);
    const [records, own] = await Promise.all([
      origin === 'tenant' ? [] : this.records(book, query, after),
      origin === 'record' || origin === 'followed' ? [] : this.own(book, query, after, limit),
    ]);
    // Records stand first among those of one day, and a stable sort keeps the order of each kind.
    const merged = [...records, ...own].sort((a, b) => lastDay(b).localeCompare(lastDay(a)));
    const items = merged.slice(0, limit);
    const last = items.at(-1);
    return { version: book.version, items, nextCursor: merged.length > limit && last ? listCursor(last) : null };
  }

  /** One record by its key, or one entry by its id. @throws NotFound */
  one(key: string): Promise<RegulatoryChangeView> {
    return this.watch.view(sourceOf(key));
  }

  /**
   * Judges the tenant's certificates, and products without a live one, of the classes that the change names. The first
   * page counts them all; a later one reads on only until it is full.
   *
   * @throws NotFound; RuleBroken `regulatory-change.not-matchable`
   */
  async affected(key: string, query: AffectedQuery): Promise<AffectedPage> {
    const { change } = await this.watch.change(sourceOf(key));
    const { limit = DEFAULT_PAGE_SIZE, verdict } = query;
    const after = positionOf(query.cursor);
    const counts = after === null ? noCounts() : null;
    const items: AffectedView[] = [];
    let judged = 0;
    let last: CandidatePosition | null = null;
    let seen: CandidatePosition | null = null;
    for await (const view of this.watch.judged(change, after)) {
      if (judged === MOST_JUDGED) {
        if (counts) counts.isComplete = false;
        // A page that is not full yet goes on where this one stopped looking.
        return { items, nextCursor: cursorOf(last ?? seen!), counts };
      }
      const isWanted = verdict === undefined || verdict === view.verdict;
      // The page is full and there is more: only the count goes on.
      if (isWanted && items.length === limit && last === null) last = items.at(-1)!;
      if (isWanted && items.length < limit) items.push(view);
      if (counts) countIn(counts, view);
      else if (last) break;
      seen = view;
      judged += 1;
    }
    return { items, nextCursor: last && cursorOf(last), counts };
  }

  private async records(
    book: ReferenceBook,
    query: RegulatoryChangeListQuery,
    after: ListPosition | null,
  ): Promise<RegulatoryChangeView[]> {
    const followed = await this.entries.followed();
    const { kind, status, classCode, origin, lastFrom } = query;
    const words = query.q?.toLowerCase();
    const ofAnyClass = new Set(changesOf(book).changes.flatMap((one) => (one.classCodes === null ? [one.key] : [])));
    return toRecordViews(book)
      .map((view) => ({ ...view, entry: followed.get(view.key) ?? null }))
      .filter(
        (view) =>
          (!kind || kind.includes(view.kind)) &&
          (!status || (view.status !== null && status.includes(view.status))) &&
          (!classCode || ofAnyClass.has(view.key) || view.classes.some(({ code }) => code === classCode)) &&
          (!words || textOf(view).includes(words)) &&
          (!lastFrom || lastDay(view) >= lastFrom) &&
          (origin !== 'followed' || view.entry !== null) &&
          (!after || isBehind(view, after)),
      );
  }

  private async own(
    book: ReferenceBook,
    query: RegulatoryChangeListQuery,
    after: ListPosition | null,
    limit: number,
  ): Promise<RegulatoryChangeView[]> {
    const rows = await this.entries.own({
      kinds: query.kind,
      statuses: query.status ?? ['draft', 'in-force'],
      classCode: query.classCode,
      words: query.q,
      lastFrom: query.lastFrom,
      // Behind a record of a day stand all entries of that day.
      after: after && { value: after.day, id: 'id' in after ? after.id : OF_RECORD },
      limit,
    });
    return rows.map((row) => toEntryChangeView(book, toEntryView(row)));
  }
}

function isBehind(view: RegulatoryChangeView, after: ListPosition): boolean {
  const day = lastDay(view);
  return day < after.day || (day === after.day && 'key' in after && view.key > after.key);
}

function textOf({ key, instrument, names, duty, newStandard, newRule }: RegulatoryChangeView): string {
  const texts = [key, instrument, newStandard, newRule, ...Object.values(names ?? {}), ...Object.values(duty ?? {})];
  return texts.join('\n').toLowerCase();
}

function listCursor(view: RegulatoryChangeView): string {
  const day = lastDay(view);
  return view.origin === 'tenant'
    ? encodeCursor({ sort: LIST_SORT, value: day, id: view.key })
    : encodeCursor({ sort: LIST_SORT, value: `${day} ${view.key}`, id: OF_RECORD });
}

/** @throws BadInput `invalid-cursor` */
function listPosition(cursor: string | undefined): ListPosition | null {
  const position = decodeCursor(cursor, LIST_SORT);
  if (!position) return null;
  const { value, id } = position;
  const [day, key] = [value?.slice(0, 10), value?.slice(11)];
  if (!isDay(day) || !isId(id)) {
    const detail = 'The cursor is broken or belongs to another list.';
    throw new BadInput('invalid-cursor', [{ field: 'cursor', code: 'invalid-cursor', detail, allowed: 'nextCursor of the page before' }]); // prettier-ignore
  }
  return key ? { day, key } : { day, id };
}

function positionOf(cursor: string | undefined): CandidatePosition | null {
  const position = decodeCursor(cursor, SORT);
  return position && { subject: position.value === 'product' ? 'product' : 'certificate', id: position.id };
}

function cursorOf({ subject, id }: CandidatePosition): string {
  return encodeCursor({ sort: SORT, value: subject, id });
}
