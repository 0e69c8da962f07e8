import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { knownFee } from '#domain/certificates/fees';
import { NotFound } from '#domain/errors';
import { Clock } from '#platform/clock';
import type { FeeList, FeeView } from './fees.dto.js';

const FEE = `e.id, e.year, e.amount, e.currency, e.due_on as "dueOn", e.paid_on as "paidOn",
    case when is_staff() then e.note end as note, e.version`;

/** One a year: a certificate has few. The row without a fee says that the certificate is there. */
const LIST: NamedSql = {
  name: 'certificate-fees.list',
  text: `select ${FEE} from certificates c
      left join certificate_fees e on e.tenant_id = c.tenant_id and e.certificate_id = c.id
    where c.tenant_id = current_tenant() and c.id = $1 order by e.year desc`,
};

const ONE: NamedSql = {
  name: 'certificate-fees.one',
  text: `select ${FEE} from certificate_fees e where e.tenant_id = current_tenant() and e.id = $1`,
};

@Injectable()
export class FeesQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
  ) {}

  /** @param timeZone the reader's: what is known is told as of today. @throws NotFound */
  async list(certificateId: string, timeZone: string): Promise<FeeList> {
    const rows = await this.db.read<FeeView | { id: null }>(LIST, [certificateId]);
    if (rows.length === 0) throw new NotFound('certificate');
    const items = rows.filter((row): row is FeeView => row.id !== null);
    return { items, known: knownFee(this.references.known().principles, this.clock.today(timeZone)) };
  }

  /** @throws NotFound */
  async one(id: string): Promise<FeeView> {
    const [found] = await this.db.read<FeeView>(ONE, [id]);
    if (!found) throw new NotFound('certificate fee');
    return found;
  }
}
