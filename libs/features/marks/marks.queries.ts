import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound } from '#domain/errors';
import { markWarnings } from '#domain/marks/mark';
import { Clock } from '#platform/clock';
import type { MarkList, MarkView } from './marks.dto.js';

type FoundMark = Omit<MarkView, 'warnings'> & { codeOfFactory: string | null };

/** The row without a mark says that the certificate is there. */
const marksWhere = (
  condition: string,
) => `select m.id, m.form, m.factory_code as "factoryCode", m.height_mm as "heightMm",
      m.place, m.used_from as "usedFrom", m.used_until as "usedUntil", m.version, w.factory_code as "codeOfFactory",
      case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'sizeBytes', f.size_bytes,
        'sha256', f.sha256, 'mediaType', f.media_type) end as photo
    from certificates c
      left join marks m on m.tenant_id = c.tenant_id and m.certificate_id = c.id
      left join factories w on w.tenant_id = c.tenant_id and w.id = c.factory_id
      left join files f on f.tenant_id = m.tenant_id and f.id = m.photo_file_id
    where c.tenant_id = current_tenant() and ${condition}
    order by m.used_until is null desc, coalesce(m.used_from, 'infinity') desc, m.created_at desc, m.id`;

const LIST: NamedSql = { name: 'marks.list', text: marksWhere('c.id = $1') };

const ONE: NamedSql = { name: 'marks.one', text: marksWhere('m.id = $1') };

@Injectable()
export class MarksQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
  ) {}

  /** @param timeZone the reader's, whose today decides by which rules it is judged. @throws NotFound */
  async list(certificateId: string, timeZone: string): Promise<MarkList> {
    const rows = await this.db.read<FoundMark | { id: null }>(LIST, [certificateId]);
    if (rows.length === 0) throw new NotFound('certificate');
    return { items: rows.flatMap((row) => (row.id === null ? [] : [this.view(row, timeZone)])) };
  }

  /** @throws NotFound */
  async one(id: string, timeZone: string): Promise<MarkView> {
    const [found] = await this.db.read<FoundMark>(ONE, [id]);
    if (!found) throw new NotFound('mark');
    return this.view(found, timeZone);
  }

  private view({ codeOfFactory, ...mark }: FoundMark, timeZone: string): MarkView {
    const { principles } = this.references.known();
    return { ...mark, warnings: markWarnings(mark, codeOfFactory, principles, this.clock.today(timeZone)) };
  }
}
