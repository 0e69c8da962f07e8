import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Scheme } from '#domain/certificate';
import type { DatedChange } from '#domain/certificates/life';
import type { Day } from '#domain/day';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { ReleaseDetermination, ReleaseMark } from '#domain/release/goods-release';

/** A product with all that decides about its goods. */
export interface ReleaseProduct {
  id: string;
  name: string;
  nameZh: string | null;
  models: string[];
  classCode: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  certificates: {
    id: string;
    number: string;
    scheme: Scheme;
    issuedOn: Day | null;
    validUntil: Day | null;
    models: string[] | null;
    status: CertificateStatus;
    /** in the order of recording */
    changes: DatedChange[];
    marks: ReleaseMark[];
    openChanges: { id: string; title: string }[];
  }[];
  determinations: ReleaseDetermination[];
}

const OF_MODEL = {
  name: 'goods-release.of-model',
  text: 'select id from products_of_model($1, $2) id',
};

const rows = (columns: string, from: string, order: string) =>
  `coalesce((select jsonb_agg(x order by ${order}) from (select ${columns} from ${from}) x), '[]')`;

/** Each part by an index on the product or the certificate: the cost is that of what is told. */
const PRODUCTS = {
  name: 'goods-release.products',
  text: `
    select p.id, p.name, p.name_zh as "nameZh", p.models, p.class_code as "classCode", k.id as "clientId",
      k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
      ${rows(
        `c.id, c.number, c.scheme, c.issued_on as "issuedOn", c.valid_until as "validUntil", c.models, c.status,
         ${rows(
           `s.seq, s.from_status as "fromStatus", s.to_status as "toStatus", s.holds_from as "holdsFrom",
            (s.recorded_at at time zone 'Asia/Shanghai')::date as "recordedOn", s.taken_back_at is not null as "isTakenBack"`,
           'certificate_status_changes s where s.tenant_id = c.tenant_id and s.certificate_id = c.id',
           'x.seq',
         )} as changes,
         ${rows(
           'm.form, m.used_from as "usedFrom", m.used_until as "usedUntil"',
           'marks m where m.tenant_id = c.tenant_id and m.certificate_id = c.id',
           'x."usedFrom", x.form',
         )} as marks,
         ${rows(
           'g.id, g.title',
           `product_change_certificates t join product_changes g on g.tenant_id = t.tenant_id and g.id = t.change_id
            where t.tenant_id = c.tenant_id and t.certificate_id = c.id and t.state in ('touched', 'case-open')
              and g.status = 'open'`,
           'x.id',
         )} as "openChanges"`,
        'certificates c where c.tenant_id = p.tenant_id and c.product_id = p.id',
        'x."issuedOn" desc nulls last, x.id',
      )} as certificates,
      ${rows(
        `d.id, d.kind, d.number, d.granted_on as "grantedOn", d.valid_until as "validUntil"`,
        `determinations d where d.tenant_id = p.tenant_id and d.product_id = p.id and d.status in ('granted', 'used')`,
        'x.id',
      )} as determinations
    from products p join clients k on k.tenant_id = p.tenant_id and k.id = p.client_id
    where p.tenant_id = (select current_tenant()) and p.id = any ($1::uuid[]) order by p.name, p.id`,
};

const CAMPAIGNS = {
  name: 'goods-release.campaigns',
  text: `
    select m.certificate_id as "certificateId", k.id, k.name, k.deadline_on as "deadlineOn"
    from campaign_members m join campaigns k on k.tenant_id = m.tenant_id and k.id = m.campaign_id
    where m.tenant_id = (select current_tenant()) and m.certificate_id = any ($1::uuid[])
      and m.step not in ('certified', 'finished', 'excused') and k.state in ('creating', 'running') order by k.deadline_on, k.id`,
};

@Injectable()
export class GoodsReleaseQueries {
  constructor(private readonly db: Db) {}

  /** Ids of products that may have the model, by the wall of whoever asks. */
  async ofModel(model: string, limit: number): Promise<string[]> {
    return (await this.db.read<{ id: string }>(OF_MODEL, [model, limit])).map(({ id }) => id);
  }

  products(ids: readonly string[]): Promise<ReleaseProduct[]> {
    return this.db.read<ReleaseProduct>(PRODUCTS, [ids]);
  }

  /**
   * Campaigns in which these certificates are not done. Read with the team's sight, because the answer about a client's
   * goods must not depend on who asks; the certificates were found behind the wall of whoever does.
   */
  campaigns(certificateIds: readonly string[]) {
    return this.db.inScope({ ...this.db.scope, audience: 'staff' }, () =>
      this.db.read<{ certificateId: string; id: string; name: string; deadlineOn: Day }>(CAMPAIGNS, [certificateIds]),
    );
  }
}
