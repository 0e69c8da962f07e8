import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { filteredRows, pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { BadInput, NotFound } from '#domain/errors';
import { rangeFrom } from '#domain/cases/forecast-range';
import { caseLateness, type LatenessState } from '#domain/cases/lateness';
import type { Day } from '#domain/day';
import { Clock } from '#platform/clock';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import { RANGE } from './case-statements.js';
import { CaseWords, WORD_FILTERS, type WordFilters, wordsToCount } from './case-words.js';
import type {
  ApplicationCount,
  ApplicationFilters,
  ApplicationLine,
  ApplicationListQuery,
  ApplicationSort,
} from './application-list.dto.js';
import type { MoveListQuery, MoveView } from './case-moves.dto.js';

/** A count walks its rows: up to here it is exact. */
const COUNTED_AT_MOST = 1_000;
/** With words, each row is held against them: whoever gets more hits than these types another word. */
const FOUND_AT_MOST = 200;

type Filter = keyof WordFilters | 'ids' | 'clientId' | 'productId' | 'factoryId' | 'ownerId' | 'hasNoOwner' | 'certificateId' | 'stage' | 'oneStage' | 'turn' | 'oneTurn' | 'status' | 'oneStatus' | 'isOpen' | 'isEnded' | 'kind' | 'oneKind' | 'dueBefore'; // prettier-ignore

/** Numbers in their order: 2026-10000 stands behind 2026-9999. */
const NUMBER = `(a.number_year::text || lpad(a.number_seq::text, 10, '0'))`;

const LIST: ListShape<ApplicationSort, Filter> = {
  name: 'applications',
  select: `a.id, a.number, a.kind, a.status, a.scheme_key as "schemeKey", a.client_id as "clientId", k.legal_name as "clientName",
    k.legal_name_zh as "clientNameZh", a.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh",
    p.class_code as "classCode",
    (select count(*)::int from application_units u where u.tenant_id = a.tenant_id and u.application_id = a.id) as "unitCount",
    a.factory_id as "factoryId", a.stage_key as "stageKey",
    (select s.names from application_stages s where s.tenant_id = a.tenant_id and s.application_id = a.id and s.key = a.stage_key
      order by s.attempt limit 1) as "stageNames",
    a.turn, a.turn_since as "turnSince", a.blocker, a.is_parallel as "isParallel", a.started_on as "startedOn",
    a.wish_on as "wishOn", a.accepted_on as "acceptedOn", a.ended_on as "endedOn", a.planned_end_on as "plannedEndOn",
    a.forecast_on as "forecastOn", a.forecast_is_at_least as "forecastIsAtLeast", a.legal_on as "legalOn",
    ${RANGE} as range,
    nullif(a.next_due_on, 'infinity') as "nextDueOn", a.next_due_kind as "nextDueKind", a.next_due_basis as "nextDueBasis",
    case when is_staff() then a.owner_id end as "ownerId", case when is_staff() then o.name end as "ownerName",
    case when is_staff() then a.deputy_id end as "deputyId", a.version`,
  table: 'applications',
  as: 'a',
  // By id alone: the policies name the tenant of each table, and naming it twice misleads the planner.
  joins: `join clients k on k.id = a.client_id join products p on p.id = a.product_id
    left join members o on o.id = a.owner_id`,
  sorts: {
    nextDueOn: { by: 'a.next_due_on', type: 'date' },
    startedOn: { by: 'a.started_on', type: 'date' },
    '-startedOn': { by: 'a.started_on', type: 'date', descending: true },
    number: { by: NUMBER, type: 'text' },
    '-number': { by: NUMBER, type: 'text', descending: true },
  },
  filters: {
    ids: 'a.id = any ($?::uuid[])',
    clientId: 'a.client_id = $?::uuid',
    productId: `a.id in (select u.application_id from application_units u
      where u.tenant_id = (select current_tenant()) and u.product_id = $?::uuid)`,
    factoryId: 'a.factory_id = $?::uuid',
    // Who owns a case is not for the client to try out.
    ownerId: 'a.owner_id = $?::uuid and (select is_staff())',
    hasNoOwner: 'a.owner_id is null and (select is_staff()) and $?::boolean',
    certificateId: `a.id in (select u.application_id from application_units u
      where u.tenant_id = (select current_tenant()) and (u.certificate_id = $?::uuid or u.issued_certificate_id = $?::uuid))`,
    stage: 'a.ended_on is null and a.stage_key = any ($?::text[])',
    // Of one value the index has the rows in the list's order; of several only a sort has.
    oneStage: 'a.ended_on is null and a.stage_key = $?::text',
    turn: 'a.ended_on is null and a.turn = any ($?::text[])',
    oneTurn: 'a.ended_on is null and a.turn = $?::text',
    status: 'a.status = any ($?::text[])',
    oneStatus: 'a.status = $?::text',
    isOpen: 'a.ended_on is null and $?::boolean',
    isEnded: 'a.ended_on is not null and $?::boolean',
    kind: 'a.kind = any ($?::text[])',
    oneKind: 'a.kind = $?::text',
    dueBefore: 'a.next_due_on < $?::date',
    ...WORD_FILTERS,
  },
  prepared: ['clientId', 'ownerId', 'isOpen'],
};

const MOVES = {
  name: 'applications.moves',
  text: `select v.id, v.seq::text as seq, v.stage_id as "stageId", s.key as "stageKey", s.attempt, v.act, v.from_status as "from",
           v.to_status as "to", v.moved_on as "on", v.party, v.blocker, v.reason, m.name as "byName", v.moved_at as "at",
           v.undone_at as "undoneAt", u.name as "undoneByName"
         from case_moves v
         left join application_stages s on s.tenant_id = v.tenant_id and s.id = v.stage_id
         left join members m on m.tenant_id = v.tenant_id and m.id = v.member_id
         left join members u on u.tenant_id = v.tenant_id and u.id = v.undone_by
         where v.tenant_id = current_tenant() and v.application_id = $1 and ($2::bigint is null or v.seq < $2)
         order by v.seq desc limit $3`,
};

const IS_THERE = {
  name: 'applications.is-there',
  text: 'select id from applications where tenant_id = current_tenant() and id = $1',
};

/** The lists of cases; one of them with all it holds is `CaseViews`. */
@Injectable()
export class ApplicationsQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
    private readonly clock: Clock,
    private readonly words: CaseWords,
  ) {}

  /** How the list looks for what was typed; to be given to several lists and counts of one search. */
  async wordsOf(q: string | undefined): Promise<WordFilters> {
    return q ? this.words.filtersOf(q) : {};
  }

  /** @param words as `wordsOf` says, where the caller has asked already */
  async list(query: ApplicationListQuery, words?: WordFilters): Promise<Page<ApplicationLine>> {
    const sort = query.sort ?? 'nextDueOn';
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, sort, sort.endsWith('number') ? 'text' : 'day');
    const filters = this.filtersOf(query, words ?? (await this.wordsOf(query.q)));
    const { sql, params } = pageStatement(LIST, { sort, filters, after, limit });
    const { schemes } = this.references.known();
    const [rows, [tenant]] = await Promise.all([
      this.db.read<Omit<ApplicationLine, 'schemeNames' | 'lateness'>>(sql, params),
      this.db.read<{ timeZone: string }>(ZONE),
    ]);
    // the day by which the page of a case judges it
    const today = this.clock.today(tenant!.timeZone);
    const lines = rows.map((row) => ({
      ...row,
      schemeNames: schemes.get(row.schemeKey)?.names ?? null,
      // what was expected before today can only come from today on
      forecastOn: row.endedOn === null && row.forecastOn !== null && row.forecastOn < today ? today : row.forecastOn,
      lateness: latenessOf(row, today),
      range: rangeFrom(row.range, today),
    }));
    return toPage(lines, limit, sort, VALUE_OF[sort]);
  }

  /** @param most up to here it is exact; the statement walks so many rows */
  async count(
    query: ApplicationFilters,
    most: typeof FOUND_AT_MOST | typeof COUNTED_AT_MOST = query.q ? FOUND_AT_MOST : COUNTED_AT_MOST,
    words?: WordFilters,
  ): Promise<ApplicationCount> {
    const filters = this.filtersOf(query, await this.wordsToCount(query, most, words));
    const rows = filteredRows(LIST, 'a.client_id', filters, most + 1, LIST.sorts.nextDueOn.by);
    const text = `select least(count(*), ${most})::int as total, count(*) > ${most} as "isCapped",
        count(distinct client_id)::int as clients
      from ${rows.text} counted`;
    return (await this.db.read<ApplicationCount>({ name: '', text }, rows.params))[0]!;
  }

  /** Of cases that other filters leave out again, some are not enough. */
  private async wordsToCount(query: ApplicationFilters, most: number, words?: WordFilters): Promise<WordFilters> {
    const isNarrowed = Object.values(this.filtersOf(query, {})).some((value) => value !== undefined);
    if (query.q && !words && !isNarrowed) return this.words.filtersOfSome(query.q, most + 1);
    return wordsToCount(words ?? (await this.wordsOf(query.q)));
  }

  private filtersOf(query: ApplicationFilters, words: WordFilters): Partial<Record<Filter, unknown>> {
    const { ids, productId, factoryId, ownerId, certificateId, dueBefore } = query;
    const { audience } = this.db.scope;
    return {
      ...{ ids, productId, factoryId, ownerId, certificateId, dueBefore },
      // The wall shows a client no others; said once more, its index finds them instead of walking past all the rest.
      clientId: query.clientId ?? (audience === 'staff' ? undefined : audience),
      ...oneOrSeveral('stage', 'oneStage', query.stage),
      ...oneOrSeveral('turn', 'oneTurn', query.turn),
      ...oneOrSeveral('status', 'oneStatus', query.status),
      ...oneOrSeveral('kind', 'oneKind', query.kind),
      hasNoOwner: query.hasNoOwner === 'true' || undefined,
      isOpen: query.isOpen === 'true' || undefined,
      isEnded: query.isOpen === 'false' || undefined,
      ...words,
    };
  }

  /** Every move in the order of recording, newest first. @throws NotFound */
  async moves(id: string, query: MoveListQuery): Promise<Page<MoveView>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, '-seq');
    const seq = after && requireSeq(after.value);
    const [found, rows] = await Promise.all([
      this.db.read(IS_THERE, [id]),
      this.db.read<MoveView & { seq: string }>(MOVES, [id, seq, limit + 1]),
    ]);
    if (found.length === 0) throw new NotFound('application');
    const page = toPage(rows, limit, '-seq', (row) => row.seq);
    return { ...page, items: page.items.map(({ seq: _seq, ...move }) => move) };
  }
}

const ZONE = {
  name: 'applications.zone',
  text: 'select time_zone as "timeZone" from tenants where id = current_tenant()',
};

/** Of an open case; what was expected before today can only come from today on. */
function latenessOf(
  { endedOn, forecastOn, forecastIsAtLeast, wishOn, legalOn }: Omit<ApplicationLine, 'schemeNames' | 'lateness'>,
  today: Day,
): LatenessState | null {
  if (endedOn !== null) return null;
  if (forecastOn === null) return 'unknown';
  const endsOn = forecastOn < today ? today : forecastOn;
  return caseLateness({ endsOn, isAtLeast: forecastIsAtLeast }, { wishOn, legalOn }).state;
}

function oneOrSeveral(several: Filter, one: Filter, values: readonly string[] | undefined) {
  return values?.length === 1 ? { [one]: values[0] } : { [several]: values };
}

function requireSeq(value: string | null): string {
  if (value !== null && /^\d{1,18}$/.test(value)) return value;
  const detail = 'The cursor is broken or belongs to another sort order.';
  throw new BadInput('invalid-cursor', [
    { field: 'cursor', code: 'invalid-cursor', detail, allowed: 'nextCursor of the page before' },
  ]);
}

/** The sort value of a row as the statement compares it. */
const VALUE_OF: Record<ApplicationSort, (row: ApplicationLine) => string> = {
  nextDueOn: (row) => row.nextDueOn ?? 'infinity',
  startedOn: (row) => row.startedOn,
  '-startedOn': (row) => row.startedOn,
  number: (row) => numberOrder(row.number),
  '-number': (row) => numberOrder(row.number),
};

/** As NUMBER has it. */
function numberOrder(number: string): string {
  const [year, seq] = number.split('-') as [string, string];
  return `${year}${seq.padStart(10, '0')}`;
}
