import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { BadInput, NotFound } from '#domain/errors';
import { DEFAULT_PAGE_SIZE } from '#platform/http/page';
import type { RecordsQuery, ReferenceRecordList, ReferenceRecordView } from './reference.dto.js';
import type { RecordChangeView, ReferenceVersionLine, ReferenceVersionPage, ReferenceVersionView, VersionListQuery } from './versions.dto.js'; // prettier-ignore

const HEAD = `v.number, v.origin, v.note, v.published_at as "publishedAt", v.file_name as "fileName", v.published_by as "publishedBy",
  coalesce((select json_agg(k order by k.kind) from (
    select c ->> 'kind' as kind, count(*) filter (where c ->> 'change' = 'added')::int as added,
      count(*) filter (where c ->> 'change' = 'changed')::int as changed,
      count(*) filter (where c ->> 'change' = 'removed')::int as removed
    from jsonb_array_elements(v.changes) c group by 1) k), '[]') as kinds`;

const LIST = {
  name: 'reference.versions',
  text: `select ${HEAD} from reference_versions v where $1::int is null or v.number < $1 order by v.number desc limit $2`,
};

const ONE = { name: 'reference.version', text: `select ${HEAD} from reference_versions v where v.number = $1` };

/** Each change with the record it speaks of: as the version has it, or as the version before had it. */
const CHANGES = {
  name: 'reference.changes',
  text: `
    select c.kind, c.key, c."validFrom", c.change, c.fields, r.fields -> 'names' as names, r.source
    from reference_versions v
    cross join rows from (jsonb_to_recordset(v.changes) as (kind text, key text, "validFrom" date, change text, fields jsonb))
      with ordinality as c (kind, key, "validFrom", change, fields, position)
    left join lateral (
      select o.fields, o.source from reference_records o
      where o.kind = c.kind and o.key = c.key and o.valid_from is not distinct from c."validFrom" and not o.is_removed
        and case c.change when 'removed' then o.since_version < v.number and (o.until_version is null or o.until_version >= v.number)
                          else o.since_version <= v.number and (o.until_version is null or o.until_version > v.number) end
      order by o.layer = 'upload' desc limit 1) r on true
    where v.number = $1 order by c.position`,
};

/** An uploaded record stands for the released one of its identity, and may say that it no longer holds. */
const RECORDS = {
  name: 'reference.records',
  text: `
    select key, "validFrom", "validTo", source, origin, "sinceVersion", fields from (
      select distinct on (key, valid_from) key, valid_from as "validFrom", valid_to as "validTo", source, layer as origin,
        since_version as "sinceVersion", fields, is_removed
      from reference_records
      where kind = $1 and since_version <= $2 and (until_version is null or until_version > $2)
      order by key, valid_from, layer = 'upload' desc) r
    where not is_removed order by key, "validFrom" nulls first`,
};

/** What was published when. Reference data belongs to no tenant, so it is read outside of all. */
@Injectable()
export class VersionsQueries {
  constructor(private readonly db: Db) {}

  /** @param isPlatformOwner others are not told who published from which file */
  async list(
    { cursor, limit = DEFAULT_PAGE_SIZE }: VersionListQuery,
    isPlatformOwner: boolean,
  ): Promise<ReferenceVersionPage> {
    const before = cursor === undefined ? null : requireCursor(cursor);
    const rows = await this.db.readReference<ReferenceVersionLine>(LIST, [before, limit + 1]);
    const items = rows.slice(0, limit).map((line) => forReader(line, isPlatformOwner));
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.number) : null };
  }

  /** @throws NotFound */
  async one(number: string, isPlatformOwner: boolean): Promise<ReferenceVersionView> {
    if (!isVersion(number)) throw new NotFound('version of the reference data');
    const [[head], changes] = await Promise.all([
      this.db.readReference<ReferenceVersionLine>(ONE, [number]),
      this.db.readReference<RecordChangeView>(CHANGES, [number]),
    ]);
    if (!head) throw new NotFound('version of the reference data');
    return { ...forReader(head, isPlatformOwner), changes };
  }

  /** @throws NotFound for a version that was never published */
  async records({ kind, version }: RecordsQuery): Promise<ReferenceRecordList> {
    const newest = await this.db.referenceVersion();
    if (version !== undefined && version > newest) throw new NotFound('version of the reference data');
    const asked = version ?? newest;
    return { version: asked, kind, items: await this.db.readReference<ReferenceRecordView>(RECORDS, [kind, asked]) };
  }
}

function forReader<Line extends ReferenceVersionLine>(line: Line, isPlatformOwner: boolean): Line {
  return isPlatformOwner ? line : { ...line, fileName: null, publishedBy: null };
}

/** Numbers of versions fit an integer of the database. */
const isVersion = (text: string) => /^[1-9]\d{0,8}$/.test(text);

function requireCursor(cursor: string): number {
  if (isVersion(cursor)) return Number(cursor);
  throw new BadInput('invalid-cursor', [
    {
      field: 'cursor',
      code: 'invalid-cursor',
      detail: 'The cursor is broken.',
      allowed: 'nextCursor of the page before',
    },
  ]);
}
