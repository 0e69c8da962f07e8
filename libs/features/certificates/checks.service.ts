import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { CertificateCheck } from '#database/entities/certificate-check.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { checkedStatus, type CheckedFacts } from '#domain/certificates/public-check';
import { NotFound, RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import type { CheckView, PublicCheckView } from './checks.dto.js';

/** 128 bits, as 22 characters of an address. */
const TOKEN_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Where the last valid day of a certificate ends. */
const ZONE = 'Asia/Shanghai';

const SHOW: NamedSql = {
  name: 'certificate-checks.show',
  text: `select t.has_public_checks as "isAllowed", coalesce(k.is_on, false) as "isOn", case when k.is_on then k.token end as token
    from certificates c join tenants t on t.id = c.tenant_id
      left join certificate_checks k on k.tenant_id = c.tenant_id and k.certificate_id = c.id
    where c.tenant_id = current_tenant() and c.id = $1`,
};

/** Past every wall by a function that looks at nothing else: see the migration 1763900000002. */
const PUBLIC: NamedSql = {
  name: 'certificate-checks.public',
  text: `select number, scheme, status, status_on as "statusOn", issued_on as "issuedOn", valid_until as "validUntil"
    from public_certificate_check($1)`,
};

/** The only writer of `certificate_checks`, and the one answer that is given without a sign-in. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'url'>,
  ) {}

  /** @throws NotFound */
  async show(certificateId: string): Promise<CheckView> {
    const [found] = await this.db.read<{ isAllowed: boolean; isOn: boolean; token: string | null }>(SHOW, [certificateId]); // prettier-ignore
    if (!found) throw new NotFound('certificate');
    const { isAllowed, isOn, token } = found;
    return { isAllowed, isOn, address: token && new URL(`/check/${token}`, this.config.url).href };
  }

  /**
   * Switches the address on; one that was off is the same again, because it may stand in print.
   *
   * @throws NotFound; RuleBroken `public-check.not-allowed` while the tenant has no public checks
   */
  async switchOn(certificateId: string): Promise<CheckView> {
    const { clientId } = await this.db.require(Certificate, certificateId);
    const { isAllowed, isOn } = await this.show(certificateId);
    if (!isAllowed) throw new RuleBroken('public-check.not-allowed');
    if (!isOn) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      await this.db.query(SWITCH_ON, [certificateId, clientId, token, this.db.scope.memberId, this.clock.now()]);
      await this.events.record('certificate.check-switched-on', { certificateId, clientId });
    }
    return this.show(certificateId);
  }

  /** From now on the address answers as one that never was. @throws NotFound */
  async switchOff(certificateId: string): Promise<CheckView> {
    const { tenantId, clientId } = await this.db.require(Certificate, certificateId);
    const done = await this.db.repo(CertificateCheck).update({ tenantId, certificateId, isOn: true }, { isOn: false });
    if (done.affected) await this.events.record('certificate.check-switched-off', { certificateId, clientId });
    return this.show(certificateId);
  }

  /** Outside of any tenant. @throws NotFound, the same for an address that is unknown, off, or of a tenant without checks */
  async check(token: string): Promise<PublicCheckView> {
    const [found] = TOKEN.test(token)
      ? await this.db.readReference<CheckedFacts & Omit<PublicCheckView, 'answeredAt'>>(PUBLIC, [token])
      : [];
    if (!found) throw new NotFound('check');
    const { number, scheme, issuedOn, validUntil } = found;
    const standing = checkedStatus(found, this.clock.today(ZONE));
    return { number, scheme, ...standing, issuedOn, validUntil, answeredAt: this.clock.now().toISOString() };
  }
}

const SWITCH_ON = `
  insert into certificate_checks (certificate_id, client_id, token, created_by, created_at) values ($1, $2, $3, $4, $5)
  on conflict (tenant_id, certificate_id) do update set is_on = true, version = certificate_checks.version + 1`;
