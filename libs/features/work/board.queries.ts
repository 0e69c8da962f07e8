import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { PARTIES } from '#domain/reference/scheme';
import { ApplicationsQueries } from '#features/applications/applications.queries';
import type { ApplicationFilters } from '#features/applications/application-list.dto';
import type { WordFilters } from '#features/applications/case-words';
import type { BoardColumn, BoardQuery, BoardSide, BoardView, StageOfCases } from './work.dto.js';

/** Cards of a column at first; the rest is the list with the column's filter. */
const CARDS = 20;
/** A column's number tells few from many; counting thousands would cost more than it tells. */
const COUNTED_AT_MOST = 200;
/** A team with more owners than this sees the first of them by name. */
const MOST_COLUMNS = 40;

type Head = Pick<BoardColumn, 'key' | 'names' | 'ownerName'> & { filter: Partial<ApplicationFilters> };

/** Open cases in columns. Each column is two looks at an index, so a board costs by its columns and not by its cases. */
@Injectable()
export class BoardQueries {
  constructor(
    private readonly db: Db,
    private readonly applications: ApplicationsQueries,
  ) {}

  async board({ by = 'stage', limit: _limit, cursor: _cursor, ...filters }: BoardQuery): Promise<BoardView> {
    const heads = await this.heads(by);
    const narrowed = heads.filter((head) => isAskedFor(head, by, filters));
    const words = await this.applications.wordsOf(filters.q);
    const columns = await Promise.all(narrowed.map((head) => this.column(head, filters, words)));
    return { by, columns };
  }

  /** Each stage that an open case stands in, in the order of the way. */
  stages(): Promise<StageOfCases[]> {
    return this.db.read<StageOfCases>(STAGES, [MOST_COLUMNS]);
  }

  private async column(
    { key, names, ownerName, filter }: Head,
    filters: Partial<ApplicationFilters>,
    words: WordFilters,
  ): Promise<BoardColumn> {
    const query = { ...filters, ...filter, isOpen: 'true' as const };
    const [page, { total, isCapped }] = await Promise.all([
      this.applications.list({ ...query, limit: CARDS, sort: 'nextDueOn' }, words),
      this.applications.count(query, COUNTED_AT_MOST, words),
    ]);
    return { key, names, ownerName, total, isCapped, cards: page.items, nextCursor: page.nextCursor };
  }

  private async heads(by: BoardSide): Promise<Head[]> {
    if (by === 'turn')
      return PARTIES.map((party) => ({ key: party, names: null, ownerName: null, filter: { turn: [party] } }));
    if (by === 'stage') {
      return (await this.stages()).map(({ key, names }) => ({ key, names, ownerName: null, filter: { stage: [key] } }));
    }
    const owners = await this.db.read<{ id: string; name: string }>(OWNERS, [MOST_COLUMNS]);
    const nobody = { key: null, names: null, ownerName: null, filter: { hasNoOwner: 'true' as const } };
    return [
      ...owners.map(({ id, name }) => ({ key: id, names: null, ownerName: name, filter: { ownerId: id } })),
      nobody,
    ];
  }
}

/** A filter on what makes the columns leaves those columns out that it does not name. */
function isAskedFor({ key }: Head, by: BoardSide, { stage, turn, ownerId }: Partial<ApplicationFilters>): boolean {
  const asked = { stage, turn, owner: ownerId === undefined ? undefined : [ownerId] }[by] as string[] | undefined;
  return asked === undefined || (key !== null && asked.includes(key));
}

/** Each stage that an open case stands in, found by leaping along the index, in the order in which cases go through. */
const STAGES: NamedSql = {
  name: 'work.stages',
  text: `with recursive keys (key, leaps) as (
      (select a.stage_key, 1 from applications a where a.tenant_id = (select current_tenant()) and a.ended_on is null
        and a.stage_key is not null order by a.stage_key limit 1)
      union all
      select (select a.stage_key from applications a where a.tenant_id = (select current_tenant()) and a.ended_on is null
        and a.stage_key > keys.key order by a.stage_key limit 1), keys.leaps + 1
      from keys where keys.key is not null and keys.leaps < $1)
    select keys.key, s.names from keys
      join lateral (select a.id from applications a where a.tenant_id = (select current_tenant()) and a.ended_on is null
        and a.stage_key = keys.key limit 1) one on true
      join lateral (select s.names, s.position from application_stages s where s.tenant_id = (select current_tenant())
        and s.application_id = one.id and s.key = keys.key order by s.attempt limit 1) s on true
    order by s.position, keys.key`,
};

const OWNERS: NamedSql = {
  name: 'work.owners',
  text: `select m.id, m.name from members m
    where m.tenant_id = (select current_tenant()) and m.role in ('owner', 'manager', 'consultant')
      and exists (select 1 from applications a where a.tenant_id = (select current_tenant()) and a.owner_id = m.id
        and a.ended_on is null)
    order by m.name, m.id limit $1`,
};
