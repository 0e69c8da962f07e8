import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Member } from '#database/entities/member.entity';
import { RegulatoryEntry } from '#database/entities/regulatory-entry.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { entryFaults, viewsDeadlines } from '#domain/changes/regulatory-entry';
import { entryTransitions, transitionsOfEntries } from '#domain/changes/transition-deadlines';
import { badField, BadInput, type FieldFault, NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import type { ReferenceBook } from '#domain/reference/book';
import { codedClasses } from '#domain/reference/catalogue';
import { CertificatesService } from '#features/certificates/certificates.service';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { EventsService } from '#features/events/events.service';
import { FilesService } from '#features/files/files.service';
import { Clock } from '#platform/clock';
import { followedFields, instrumentKey } from './followed-record.js';
import { toRecordViews } from './regulatory-change-views.js';
import type { RegulatoryChangeView } from './regulatory-changes.dto.js';
import type { FollowInput, RegulatoryEntryEdit, RegulatoryEntryInput, RegulatoryEntryView } from './regulatory-entries.dto.js'; // prettier-ignore
import { RegulatoryEntriesQueries } from './regulatory-entries.queries.js';

/** What a person may say of a record that is followed; the rest the record says. */
const OF_A_FOLLOWER: readonly string[] = ['responsibleId', 'viewsUntil'];

/** The only writer of `regulatory_entries`. */
@Injectable()
export class RegulatoryEntriesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly files: FilesService,
    private readonly certificates: CertificatesService,
    private readonly references: ReferenceStore,
    private readonly queries: RegulatoryEntriesQueries,
  ) {}

  /**
   * @throws BadInput with what is wrong field by field; RuleBroken `regulatory-entry.is-a-record` with the record's key
   *   where the reference data has the instrument: it is followed instead
   */
  async create({ fileId, ...input }: RegulatoryEntryInput): Promise<RegulatoryEntryView> {
    const book = await this.references.current();
    const entry = { ...NO_FACTS, ...given(input) } as typeof NO_FACTS & typeof input;
    refuseFaults(entry, book);
    refuseKnown(entry.instrument, book);
    await this.requireResponsible(entry.responsibleId);
    const row = await this.db.add(RegulatoryEntry, {
      ...entry,
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('regulatory-entry.added', { entryId: row.id }, { instrument: row.instrument, title: row.title }); // prettier-ignore
    if (fileId) await this.holdFile(row, fileId);
    await this.restate(row);
    await this.recount(row, COUNTS_NOTHING);
    return this.queries.one(row.id);
  }

  /**
   * @throws RuleBroken `stale-version`, `regulatory-entry.withdrawn`, `regulatory-entry.is-a-record`; BadInput with what
   *   is wrong field by field, `of-the-record` for what the record that is followed says
   */
  async edit(id: string, { version, fileId, ...input }: RegulatoryEntryEdit): Promise<RegulatoryEntryView> {
    const row = await this.requireLive(id);
    const before = countedBy(row);
    const fields = given({ ...input, fileId });
    const book = await this.references.current();
    if (row.referenceKey === null) {
      refuseFaults({ ...row, ...fields } as RegulatoryEntry, book);
      if (input.instrument !== undefined && input.instrument !== row.instrument) refuseKnown(input.instrument, book);
    } else {
      const record = requireRecord(book, row.referenceKey);
      refuseOfTheRecord(Object.keys(fields).filter((field) => !OF_A_FOLLOWER.includes(field)));
      if (input.viewsUntil !== undefined) refuseClosingDay(record);
    }
    if (input.responsibleId !== row.responsibleId) await this.requireResponsible(input.responsibleId);
    if (fileId && fileId !== row.fileId) {
      const file = await this.files.requireStored(fileId);
      await this.files.attach(file, { clientId: null, isClientVisible: false });
    }
    await this.events.edit(RegulatoryEntry, row, version, fields, 'regulatory-entry.edited', { entryId: id });
    await this.restate(row);
    await this.recount(row, before);
    return this.queries.one(id);
  }

  /**
   * Gives a record of the reference data a responsible, and the closing day of a draft a deadline. One that was followed
   * before is taken up again.
   *
   * @throws NotFound for an unknown record; RuleBroken `regulatory-entry.followed`; BadInput `of-the-record` for a
   *   closing day that the record knows, or that is of no draft
   */
  async follow({ referenceKey, responsibleId = null, viewsUntil }: FollowInput): Promise<RegulatoryEntryView> {
    const record = requireRecord(await this.references.current(), referenceKey);
    if (viewsUntil) refuseClosingDay(record);
    await this.requireResponsible(responsibleId);
    const { tenantId } = this.db.scope;
    const before = await this.db.repo(RegulatoryEntry).findOneBy({ tenantId, referenceKey });
    if (before && before.status !== 'withdrawn')
      throw new RuleBroken('regulatory-entry.followed', { entryId: before.id });
    const said = followedFields(record);
    const fields = {
      ...said,
      viewsUntil: said.viewsUntil ?? viewsUntil ?? null,
      responsibleId,
      withdrawnReason: null,
      withdrawnFrom: null,
    };
    if (before)
      await this.db.repo(RegulatoryEntry).update({ tenantId, id: before.id }, { ...fields, viewsSentOn: null });
    const row = before
      ? await this.db.require(RegulatoryEntry, before.id)
      : await this.db.add(RegulatoryEntry, {
          ...NO_FACTS,
          ...fields,
          referenceKey,
          createdBy: this.db.scope.memberId,
          createdAt: this.clock.now(),
        });
    await this.events.record('regulatory-entry.followed', { entryId: row.id }, { instrument: row.instrument });
    await this.restate(row);
    return this.queries.one(row.id);
  }

  /** It stays, marked, with its history; a record is then no longer followed. @throws RuleBroken `regulatory-entry.withdrawn` */
  async withdraw(id: string, reason: string): Promise<RegulatoryEntryView> {
    const row = await this.requireLive(id);
    await this.change(row, { status: 'withdrawn', withdrawnReason: reason, withdrawnFrom: row.status as 'draft' });
    await this.events.record('regulatory-entry.withdrawn', { entryId: id }, { instrument: row.instrument, reason });
    return this.queries.one(id);
  }

  /** Takes a withdrawal back. @throws RuleBroken `regulatory-entry.not-withdrawn` */
  async restore(id: string): Promise<RegulatoryEntryView> {
    const row = await this.held(id);
    if (row.status !== 'withdrawn') throw new RuleBroken('regulatory-entry.not-withdrawn', { status: row.status });
    await this.change(row, { status: row.withdrawnFrom!, withdrawnReason: null, withdrawnFrom: null });
    await this.events.record('regulatory-entry.restored', { entryId: id }, { instrument: row.instrument });
    return this.queries.one(id);
  }

  /**
   * Views on a draft were sent: what was owed by its closing day is met.
   *
   * @throws RuleBroken `regulatory-entry.no-draft`; BadInput on a day in the future or before the draft
   */
  async recordViews(id: string, sentOn: string): Promise<RegulatoryEntryView> {
    const row = await this.requireDraft(id);
    const today = this.clock.latestToday();
    if (sentOn > today)
      throw badField('sentOn', 'day-in-future', 'sentOn must not be in the future.', `until ${today}`);
    if (row.announcedOn !== null && sentOn < row.announcedOn)
      throw badField('sentOn', 'before-announced', 'Views are sent once there is a draft.', `from ${row.announcedOn}`);
    await this.change(row, { viewsSentOn: sentOn });
    await this.events.record('regulatory-entry.views-sent', { entryId: id }, { instrument: row.instrument, sentOn });
    return this.queries.one(id);
  }

  /** The views were not sent after all. @throws RuleBroken `regulatory-entry.no-draft`, `regulatory-entry.no-views` */
  async takeViewsBack(id: string): Promise<RegulatoryEntryView> {
    const row = await this.requireDraft(id);
    const { viewsSentOn } = row;
    if (viewsSentOn === null) throw new RuleBroken('regulatory-entry.no-views');
    await this.change(row, { viewsSentOn: null });
    await this.events.record('regulatory-entry.views-taken-back', { entryId: id }, { instrument: row.instrument, sentOn: viewsSentOn }); // prettier-ignore
    return this.queries.one(id);
  }

  /** What the records that the tenant follows say now, with the deadlines that follow from it. */
  async restateFollowed(): Promise<void> {
    const records = new Map(toRecordViews(await this.references.current()).map((view) => [view.key, view]));
    const rows = await this.db
      .repo(RegulatoryEntry)
      .findBy({ tenantId: this.db.scope.tenantId })
      .then((all) => all.filter(({ referenceKey, status }) => referenceKey !== null && status !== 'withdrawn'));
    for (const row of rows) {
      const record = records.get(row.referenceKey!);
      // A record that is gone leaves the entry as it was: what was followed is still to be read.
      if (!record) continue;
      const said = followedFields(record);
      await this.change(row, { ...said, viewsUntil: said.viewsUntil ?? row.viewsUntil });
    }
  }

  private async change(row: RegulatoryEntry, fields: Partial<RegulatoryEntry>): Promise<void> {
    const before = countedBy(row);
    Object.assign(row, fields);
    await this.db.repo(RegulatoryEntry).save(row);
    await this.restate(row);
    await this.recount(row, before);
  }

  private async restate(row: RegulatoryEntry): Promise<void> {
    const keptFrom = row.createdAt.toISOString().slice(0, 10);
    await this.deadlines.restate({ entryId: row.id }, [...viewsDeadlines(row), ...entryTransitions({ ...row, keptFrom })]); // prettier-ignore
  }

  /** What certificates owe by an entry follows at once; of thousands the worker counts it. */
  private async recount(row: RegulatoryEntry, before: string): Promise<void> {
    if (countedBy(row) === before) return;
    const live = await this.db.query<{ id: string }>(LIVE, [AT_ONCE + 1]);
    if (live.length > AT_ONCE) await this.db.query(STALE);
    else await this.certificates.restate(live.map(({ id }) => id));
  }

  private async holdFile(row: RegulatoryEntry, fileId: string): Promise<void> {
    const file = await this.files.requireStored(fileId);
    await this.files.attach(file, { clientId: null, isClientVisible: false });
    row.fileId = fileId;
    await this.db.repo(RegulatoryEntry).update({ tenantId: row.tenantId, id: row.id }, { fileId });
  }

  /** Two acts on one entry wait for each other; the second then decides by what the first wrote. @throws NotFound */
  private async held(id: string): Promise<RegulatoryEntry> {
    await this.db.query(LOCK, [id]);
    return this.db.require(RegulatoryEntry, id);
  }

  private async requireLive(id: string): Promise<RegulatoryEntry> {
    const row = await this.held(id);
    if (row.status === 'withdrawn') throw new RuleBroken('regulatory-entry.withdrawn', { reason: row.withdrawnReason });
    return row;
  }

  private async requireDraft(id: string): Promise<RegulatoryEntry> {
    const row = await this.requireLive(id);
    if (row.status !== 'draft') throw new RuleBroken('regulatory-entry.no-draft', { status: row.status });
    return row;
  }

  /** Somebody of the team who may keep entries and has not left. */
  private async requireResponsible(memberId: string | null | undefined): Promise<void> {
    if (!memberId) return;
    const member = await this.db.require(Member, memberId);
    if (member.leftAt !== null) throw new NotFound('member');
    if (!may(member.role, 'regulatory.edit'))
      throw new RuleBroken('regulatory-entry.responsible-may-not-edit', { memberId, role: member.role });
  }
}

/** What was left out stays as it is. */
function given<T extends object>(input: T): Partial<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** What is not said of an entry is not known. */
const NO_FACTS = {
  titleZh: null,
  summary: null,
  sourceUrl: null,
  announcedOn: null,
  effectiveOn: null,
  newApplicationsOnlyFrom: null,
  deadlineOn: null,
  viewsUntil: null,
  viewsSentOn: null,
  classCodes: null,
  schemes: null,
  replacedStandards: [],
  newStandard: null,
  replacedRule: null,
  newRule: null,
  appliesToIssuedBefore: null,
  responsibleId: null,
};

function refuseFaults(entry: Omit<Parameters<typeof entryFaults>[0], 'id'>, book: ReferenceBook): void {
  const known = new Set(codedClasses(book.classes).map(({ code }) => code));
  const faults = entryFaults({ ...entry, id: entry.instrument }, known);
  if (faults.length > 0) throw new BadInput('invalid-input', faults);
}

/** An entry of one's own would stand beside the record as if it were another announcement. */
function refuseKnown(instrument: string, book: ReferenceBook): void {
  const record = toRecordViews(book).find((view) => instrumentKey(view.instrument) === instrumentKey(instrument));
  if (record) throw new RuleBroken('regulatory-entry.is-a-record', { key: record.key, instrument: record.instrument });
}

function requireRecord(book: ReferenceBook, key: string): RegulatoryChangeView {
  const record = toRecordViews(book).find((view) => view.key === key);
  if (!record) throw new NotFound('regulatory change');
  return record;
}

function refuseOfTheRecord(fields: readonly string[]): void {
  if (fields.length === 0) return;
  const detail = 'The record says this; leave it out.';
  const allowed = OF_A_FOLLOWER.join(', ');
  throw new BadInput('invalid-input', fields.map((field): FieldFault => ({ field, code: 'of-the-record', detail, allowed }))); // prettier-ignore
}

/** A closing day is the tenant's to enter only where the record is a draft and knows none. */
function refuseClosingDay({ status, days }: RegulatoryChangeView): void {
  if (status !== 'draft' || days.viewsUntil !== null) refuseOfTheRecord(['viewsUntil']);
}

/** What an entry says of certificates, to be compared. */
const countedBy = (row: RegulatoryEntry): string => JSON.stringify(transitionsOfEntries([row]));
const COUNTS_NOTHING = '[]';

/** Certificates counted within a request. */
const AT_ONCE = 200;

const LIVE = `
  select id from certificates where tenant_id = current_tenant() and status in ('valid', 'suspended') order by id limit $1`;

/** The worker finds the tenant behind and counts all its days anew; one that is counting them loses its lease. */
const STALE = 'update tenants set reference_version = 0, restating_until = null where id = current_tenant()';

const LOCK = 'select 1 from regulatory_entries where tenant_id = current_tenant() and id = $1 for no key update';
