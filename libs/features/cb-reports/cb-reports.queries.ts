import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { reportAge } from '#domain/cases/cb-report';
import { NotFound } from '#domain/errors';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, type PageQuery, toPage } from '#platform/http/page';
import type { CbReportList, CbReportOfClient, CbReportView } from './cb-reports.dto.js';

type Row = Omit<CbReportView, 'age'>;
type RowOfClient = Omit<CbReportOfClient, 'age'>;

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

/** Those of one client are few enough to be sorted; they are found by the index of the client. */
const OF_CLIENT: NamedSql = {
  name: 'cb-reports.of-client',
  text: `select ${REPORT}, p.name as "productName", p.name_zh as "productNameZh"
    from (select * from cb_reports where tenant_id = (select current_tenant()) and client_id = (select current_client())
        and ($1::date is null or (issued_on, id) < ($1, $2::uuid)) order by issued_on desc, id desc limit $3) r
      join products p on p.tenant_id = r.tenant_id and p.id = r.product_id ${JOINS}
    order by r.issued_on desc, r.id desc`,
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

  /** Those of all products of the client who reads, the newest first. @throws BadInput for a cursor that is none */
  async ofClient({ limit = DEFAULT_PAGE_SIZE, cursor }: PageQuery): Promise<Page<CbReportOfClient>> {
    const before = decodeCursor(cursor, 'issuedOn', 'day');
    const rows = await this.db.read<RowOfClient>(OF_CLIENT, [before?.value ?? null, before?.id ?? null, limit + 1]);
    return toPage(
      rows.map((row) => this.view(row)),
      limit,
      'issuedOn',
      ({ issuedOn }) => issuedOn,
    );
  }

  private view<Known extends Row>(row: Known): Known & Pick<CbReportView, 'age'> {
    return { ...row, age: reportAge(row.issuedOn, this.references.known().agreements) };
  }
}
