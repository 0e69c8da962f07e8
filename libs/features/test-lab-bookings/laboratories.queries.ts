import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound } from '#domain/errors';
import { DEFAULT_PAGE_SIZE, decodeCursor, toPage } from '#platform/http/page';
import { knownLaboratory, marksOf, toKnownView, type KeptMarks } from './known-laboratories.js';
import type { BenchView, LaboratoryLine, LaboratoryListQuery, LaboratoryPage, LaboratoryView } from './laboratories.dto.js'; // prettier-ignore

const MARKS = `l.reference_key as "referenceKey", l.ccc_designated as "cccDesignated", l.cnas, l.cma,
    l.checked_on as "checkedOn", l.basis_note as "basisNote"`;

const LIST: ListShape<'name', never> = {
  name: 'laboratories',
  select: `l.id, l.name, l.name_zh as "nameZh", l.city, l.country, l.time_zone as "timeZone", ${MARKS},
    (select count(*)::int from benches b where b.tenant_id = l.tenant_id and b.laboratory_id = l.id and not b.is_closed) as benches,
    (select count(*)::int from bookings o where o.tenant_id = l.tenant_id and o.laboratory_id = l.id
       and o.status in ('option', 'confirmed', 'running')) as "bookingsLive"`,
  table: 'laboratories',
  as: 'l',
  joins: '',
  sorts: { name: { by: 'l.name', type: 'text' } },
  filters: {},
};

const TAKEN_OVER = {
  name: 'laboratories.taken-over',
  text: `select reference_key as key from laboratories where tenant_id = current_tenant() and reference_key is not null`,
};

const ONE = {
  name: 'laboratories.one',
  text: `select l.id, l.name, l.name_zh as "nameZh", l.city, l.country, l.time_zone as "timeZone", ${MARKS}, l.email, l.note,
           l.created_at as "createdAt", l.version
         from laboratories l where l.tenant_id = current_tenant() and l.id = $1`,
};

/** As `BenchView`; `b` is the bench. */
export const BENCH_COLUMNS = `b.id, b.laboratory_id as "laboratoryId", b.name, b.capacity, left(b.opens_at::text, 5) as "opensAt",
    left(b.closes_at::text, 5) as "closesAt", b.works_weekends as "worksWeekends", b.is_closed as "isClosed", b.version`;

const BENCHES = {
  name: 'laboratories.benches',
  text: `select ${BENCH_COLUMNS} from benches b where b.tenant_id = current_tenant() and b.laboratory_id = $1
         order by b.is_closed, b.name limit 200`,
};

@Injectable()
export class LaboratoriesQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  async list(query: LaboratoryListQuery): Promise<LaboratoryPage> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, 'name');
    const { sql, params } = pageStatement(LIST, { sort: 'name', filters: {}, after, limit });
    const [rows, takenOver] = await Promise.all([
      this.db.read<LaboratoryLine & KeptMarks>(sql, params),
      after ? [] : this.db.read<{ key: string }>(TAKEN_OVER),
    ]);
    const book = this.references.known();
    const lines = rows.map(({ basisNote, ...row }): LaboratoryLine => {
      const { cccDesignated, cnas, cma } = marksOf({ ...row, basisNote }, book);
      return { ...row, cccDesignated, cnas, cma };
    });
    const own = new Set(takenOver.map(({ key }) => key));
    const known = after ? [] : book.laboratories.filter(({ key }) => !own.has(key)).map(toKnownView);
    return { ...toPage(lines, limit, 'name', (row) => row.name), known };
  }

  /** @throws NotFound */
  async one(id: string): Promise<LaboratoryView> {
    const [found, benches] = await Promise.all([
      this.db.read<Omit<LaboratoryView, 'reference' | 'benches'>>(ONE, [id]),
      this.db.read<BenchView>(BENCHES, [id]),
    ]);
    if (!found[0]) throw new NotFound('laboratory');
    const book = this.references.known();
    const { cccDesignated, cnas, cma } = marksOf(found[0], book);
    const record = knownLaboratory(book, found[0].referenceKey);
    return { ...found[0], cccDesignated, cnas, cma, reference: record ? toKnownView(record) : null, benches };
  }
}
