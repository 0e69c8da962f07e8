import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { reportAge } from '#domain/cases/cb-report';
import { NotFound } from '#domain/errors';
import type { CbReportList, CbReportView } from './cb-reports.dto.js';

type Row = Omit<CbReportView, 'age'>;

const REPORT = `r.id, r.product_id as "productId", r.number, r.certificate_number as "certificateNumber", r.issuer, r.standard,
  r.issued_on as "issuedOn", a.id as "applicationId", a.number as "caseNumber", m.id as "responsibleId", m.name as "responsibleName",
  r.settled_as as "settledAs", r.settled_on as "settledOn", r.version`;

const JOINS = `
  left join applications a on a.tenant_id = r.tenant_id and a.id = r.application_id
  left join members m on is_staff() and m.tenant_id = r.tenant_id and m.id = r.responsible_id`;

/** A product has few. The row without a report says that the product is there. */
const LIST: NamedSql = {
  name: 'cb-reports.list',
  text: `select ${REPORT} from products p left join cb_reports r on r.tenant_id = p.tenant_id and r.product_id = p.id ${JOINS}
    where p.tenant_id = current_tenant() and p.id = $1 order by r.issued_on desc, r.id`,
};

const ONE: NamedSql = {
  name: 'cb-reports.one',
  text: `select ${REPORT} from cb_reports r ${JOINS} where r.tenant_id = current_tenant() and r.id = $1`,
};

@Injectable()
export class CbReportsQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** @throws NotFound */
  async list(productId: string): Promise<CbReportList> {
    const rows = await this.db.read<Row | { id: null }>(LIST, [productId]);
    if (rows.length === 0) throw new NotFound('product');
    return { items: rows.filter((row): row is Row => row.id !== null).map((row) => this.view(row)) };
  }

  /** @throws NotFound */
  async one(id: string): Promise<CbReportView> {
    const [found] = await this.db.read<Row>(ONE, [id]);
    if (!found) throw new NotFound('CB test report');
    return this.view(found);
  }

  private view(row: Row): CbReportView {
    return { ...row, age: reportAge(row.issuedOn, this.references.known().agreements) };
  }
}
