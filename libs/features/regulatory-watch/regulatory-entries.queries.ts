import { Injectable } from '@nestjs/common';
import { Db, isId, type NamedSql } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import type { Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import { NO_LAST_DAY } from './regulatory-change-views.js';
import type { RegulatoryEntryView } from './regulatory-entries.dto.js';

/** An entry with the day it is sorted by. */
export type EntryRow = RegulatoryEntryView & { lastDay: Day };

type Filter = 'own' | 'kinds' | 'statuses' | 'classCode' | 'words' | 'lastFrom';

/** The expression of the index `regulatory_entries_by_last_day`; the same of a record is `lastDay`. */
const LAST_DAY = `coalesce(e.deadline_on, e.effective_on, e.new_applications_only_from, e.views_until, e.announced_on, date '${NO_LAST_DAY}')`;

const COLUMNS = `e.id, e.reference_key as "referenceKey", e.kind, e.status, e.instrument, e.title, e.title_zh as "titleZh", e.summary,
  e.source_url as "sourceUrl", e.file_id as "fileId", f.name as "fileName", e.certainty, e.announced_on as "announcedOn",
  e.effective_on as "effectiveOn", e.new_applications_only_from as "newApplicationsOnlyFrom", e.deadline_on as "deadlineOn",
  e.views_until as "viewsUntil", e.class_codes as "classCodes", e.schemes, e.replaced_standards as "replacedStandards",
  e.new_standard as "newStandard", e.replaced_rule as "replacedRule", e.new_rule as "newRule",
  e.applies_to_issued_before as "appliesToIssuedBefore", e.views_sent_on as "viewsSentOn", e.responsible_id as "responsibleId",
  r.name as "responsibleName", m.name as "createdByName", e.created_at as "createdAt", e.withdrawn_reason as "withdrawnReason", e.version,
  ${LAST_DAY} as "lastDay"`;

const JOINS = `
  left join files f on f.tenant_id = e.tenant_id and f.id = e.file_id
  left join members r on r.tenant_id = e.tenant_id and r.id = e.responsible_id
  left join members m on m.tenant_id = e.tenant_id and m.id = e.created_by`;

const LIST: ListShape<'-lastDay', Filter> = {
  name: 'regulatory-entries',
  select: COLUMNS,
  table: 'regulatory_entries',
  as: 'e',
  joins: JOINS,
  sorts: { '-lastDay': { by: LAST_DAY, descending: true, type: 'date' } },
  filters: {
    own: 'e.reference_key is null',
    kinds: 'e.kind = any ($?::text[])',
    statuses: 'e.status = any ($?::text[])',
    classCode: 'e.class_codes is null or $?::text = any (e.class_codes)',
    words: `concat_ws(' ', e.instrument, e.title, e.title_zh, e.summary) ilike $?::text`,
    lastFrom: `${LAST_DAY} >= $?::date`,
  },
};

const ONE: NamedSql = {
  name: 'regulatory-entries.one',
  text: `select ${COLUMNS} from regulatory_entries e ${JOINS} where e.tenant_id = (select current_tenant()) and e.id = $1`,
};

/** As many as the reference data has records, at most. */
const FOLLOWED: NamedSql = {
  name: 'regulatory-entries.followed',
  text: `select ${COLUMNS} from regulatory_entries e ${JOINS}
    where e.tenant_id = (select current_tenant()) and e.reference_key is not null and e.status <> 'withdrawn'
      and ($1::text is null or e.reference_key = $1)`,
};

export interface OwnEntriesChoice {
  kinds?: readonly string[];
  statuses: readonly string[];
  classCode?: string;
  words?: string;
  lastFrom?: Day;
  after: { value: Day; id: string } | null;
  limit: number;
}

@Injectable()
export class RegulatoryEntriesQueries {
  constructor(private readonly db: Db) {}

  /** Entries of the tenant itself, the newest last day first; one row more than `limit` where there are more. */
  async own({ words, after, limit, ...choice }: OwnEntriesChoice): Promise<EntryRow[]> {
    const pattern = words && `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const filters = { own: true, ...choice, words: pattern };
    const { sql, params } = pageStatement(LIST, { sort: '-lastDay', filters, after, limit });
    return this.db.read<EntryRow>(sql, params);
  }

  /** How the tenant follows records, by their key. */
  async followed(key: string | null = null): Promise<Map<string, RegulatoryEntryView>> {
    const rows = await this.db.read<EntryRow>(FOLLOWED, [key]);
    return new Map(rows.map((row) => [row.referenceKey!, toEntryView(row)]));
  }

  /** @throws NotFound */
  async one(id: string): Promise<RegulatoryEntryView> {
    const [row] = isId(id) ? await this.db.read<EntryRow>(ONE, [id]) : [];
    if (!row) throw new NotFound('regulatory entry');
    return toEntryView(row);
  }
}

export function toEntryView({ lastDay: _, ...entry }: EntryRow): RegulatoryEntryView {
  return entry;
}
