import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A suspended, cancelled or revoked certificate says since when it is so, and under which code of CNCA-00C-001. */
export class StatusGrounds1763700000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(DAYS_RECORDED);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table certificates drop column status_ground, drop column status_on;');
  }
}

const COLUMNS = `
  alter table certificates
    add column status_ground text check (status_ground ~ '^[0-9]{4}$'),
    add column status_on date,
    add check (status_ground is null or (scheme = 'ccc' and status in ('suspended', 'cancelled', 'revoked'))),
    add check (status_on is null or status <> 'valid');
  comment on column certificates.status_ground is 'reason code of CNCA-00C-001; means something else per status; null = not recorded';
  comment on column certificates.status_on is 'day from which the status holds; null = valid, or not recorded';
`;

/**
 * What histories tell already: the last change that led to the present status, if it named its day. A change without a
 * day was recorded by hand today or brought by a register that does not say since when, so none is made up.
 */
const DAYS_RECORDED = `
  update certificates c set status_on = (e.facts->>'on')::date
  from (
    select distinct on (tenant_id, certificate_id) tenant_id, certificate_id, facts
    from events
    where what in ('certificate.suspended', 'certificate.restored', 'certificate.cancelled', 'certificate.revoked',
                   'certificate.expired', 'certificate.reinstated')
    order by tenant_id, certificate_id, at desc, id desc
  ) e
  where c.tenant_id = e.tenant_id and c.id = e.certificate_id
    and c.status <> 'valid' and c.status = e.facts->'changes'->'status'->>1;
`;
