import { Inject, Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { MailSender } from '#database/entities/mail-sender.entity';
import { BadInput, RuleBroken } from '#domain/errors';
import { contrast, LEAST_CONTRAST } from '#domain/mail/accent';
import { dkimRecordOf, findDkimKey, type DkimFinding } from '#domain/mail/dkim-record';
import { type Changes, EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { DnsTexts } from '#platform/dns-texts';
import { CONFIG } from '#platform/platform.module';
import { seal } from '#platform/sealed';
import { makeDkimKey, purposeOfKey } from './dkim-key.js';
import { MOST_LOGO_BYTES } from './mail-dress.js';
import type { MailSenderInput, MailSenderView } from './mail-senders.dto.js';

const FIELDS = ['name', 'nameZh', 'address', 'replyTo', 'accent', 'hasLogo'] as const;

type Row = Omit<MailSenderView, 'state' | 'record' | 'from' | 'installationAddress'> & {
  domain: string | null;
  selector: string | null;
  publicKey: string | null;
};

/** A key whose record is to be looked for. */
interface Wanted {
  selector: string;
  domain: string;
  publicKey: string;
}

/** Who a tenant's mails come from; the only writer of `mail_senders`. */
@Injectable()
export class MailSendersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly dns: DnsTexts,
    private readonly events: EventsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What is set; all empty with version 0 while nothing is. The private key is shown to nobody. */
  async show(): Promise<MailSenderView> {
    const [row] = await this.db.read<Row>(SHOW, [MOST_LOGO_BYTES]);
    const { domain, selector, publicKey, ...shown } = row!;
    const isVerified = row!.verifiedAt !== null;
    const record = domain && selector && publicKey ? dkimRecordOf(selector, domain, publicKey) : null;
    return {
      ...shown,
      state: row!.address === null ? null : isVerified ? 'verified' : 'unverified',
      record: record && { type: 'TXT', ...record },
      from: isVerified ? row!.address! : this.config.mailFrom,
      installationAddress: this.config.mailFrom,
    };
  }

  /**
   * Writes every field anew; one that is left out is cleared. An address of another domain gets a key of its own and is
   * used once that domain carries it; within one domain the key stays, and so does what was found.
   *
   * @throws BadInput `accent.unreadable`
   * @throws RuleBroken `stale-version`
   */
  async change({ version, ...input }: MailSenderInput): Promise<MailSenderView> {
    if (input.accent) refuseUnreadable(input.accent);
    const row = await this.lock();
    if (row.version !== version) throw new RuleBroken('stale-version', { version: row.version, changed: {} });
    const changes: Changes = {};
    for (const field of FIELDS) {
      const value = input[field] ?? null;
      if (value !== row[field]) changes[field] = [row[field], value];
    }
    if (Object.keys(changes).length === 0) return this.show();
    const values = Object.fromEntries(Object.entries(changes).map(([field, [, to]]) => [field, to]));
    const domain = input.address?.split('@').at(-1) ?? null;
    const isOtherDomain = domain !== row.domain;
    await this.db.repo(MailSender).update({ tenantId: row.tenantId, id: row.id }, {
      ...values,
      ...(isOtherDomain && (domain ? await this.newKey(row.tenantId) : NO_KEY)),
    } as Partial<MailSender>);
    await this.events.record('tenant.mail-sender-changed', {}, { changes, version: version + 1 });
    return this.show();
  }

  /**
   * Makes a new key. Until its record is found, mails come from the installation's address: whoever has the old key may
   * not be trusted any more.
   *
   * @throws RuleBroken `mail-sender.no-address`
   */
  async renewKey(): Promise<MailSenderView> {
    const row = await this.lock();
    if (row.address === null) throw new RuleBroken('mail-sender.no-address');
    const key = await this.newKey(row.tenantId);
    await this.db.repo(MailSender).update({ tenantId: row.tenantId, id: row.id }, key);
    await this.events.record('tenant.mail-key-renewed', {}, { domain: row.domain, selector: key.selector });
    return this.show();
  }

  /**
   * Which record to look for.
   *
   * @throws RuleBroken `mail-sender.no-address`
   */
  async wanted(): Promise<Wanted> {
    const [row] = await this.db.query<Wanted>(WANTED);
    if (!row) throw new RuleBroken('mail-sender.no-address');
    return row;
  }

  /** Looks the record up; outside of every transaction. */
  async look({ selector, domain, publicKey }: Wanted): Promise<DkimFinding> {
    try {
      const { name } = dkimRecordOf(selector, domain, publicKey);
      return findDkimKey(await this.dns.ask(name), publicKey);
    } catch {
      return 'no-answer';
    }
  }

  /**
   * Notes what was found. Found, the address is used from now on; another key or none at all ends that, a name server
   * that does not answer changes nothing.
   */
  async note({ selector }: Wanted, finding: DkimFinding): Promise<MailSenderView> {
    const [noted] = await this.db.query<{ was: boolean; is: boolean; domain: string }>(NOTE, [
      selector,
      finding,
      this.clock.now(),
    ]);
    if (noted && noted.was !== noted.is)
      await this.events.record(
        noted.is ? 'tenant.mail-sender-verified' : 'tenant.mail-sender-lost',
        {},
        {
          domain: noted.domain,
          selector,
          finding,
        },
      );
    return this.show();
  }

  private async newKey(tenantId: string) {
    const key = await makeDkimKey(this.clock.today('UTC'));
    return {
      selector: key.selector,
      publicKey: key.publicKey,
      sealedKey: seal(this.config.secret, purposeOfKey(tenantId), key.privateKey),
      keyMadeAt: this.clock.now(),
      verifiedAt: null,
      checkedAt: null,
      checkResult: null,
    };
  }

  /** The tenant's row, made empty if there is none, kept from others until the end of the transaction. */
  private async lock(): Promise<MailSender> {
    const { tenantId } = this.db.scope;
    await this.db.query(MAKE, [newId()]);
    const lock = { mode: 'pessimistic_write' } as const;
    return this.db.repo(MailSender).findOneOrFail({ where: { tenantId }, lock });
  }
}

const NO_KEY = {
  selector: null,
  publicKey: null,
  sealedKey: null,
  keyMadeAt: null,
  verifiedAt: null,
  checkedAt: null,
  checkResult: null,
};

function refuseUnreadable(accent: string): void {
  const ratio = contrast(accent, '#ffffff');
  if (ratio >= LEAST_CONTRAST) return;
  const told = Math.floor(ratio * 10) / 10;
  throw new BadInput('accent.unreadable', [
    {
      field: 'accent',
      code: 'accent.unreadable',
      detail: `${accent} has a contrast of ${told}:1 on white and could not be read`,
      allowed: `a darker colour, with a contrast of at least ${LEAST_CONTRAST}:1 on white`,
    },
  ]);
}

const SHOW = {
  name: 'mail-senders.show',
  text: `
    select s.name, s.name_zh as "nameZh", s.address, s.reply_to as "replyTo", s.accent, coalesce(s.has_logo, true) as "hasLogo",
      case when l.logo is null then 'none' when length(l.logo) > $1 then 'too-large' else 'fits' end as logo,
      s.verified_at as "verifiedAt", s.checked_at as "checkedAt", s.check_result as "checkResult", s.key_made_at as "keyMadeAt",
      s.domain, s.selector, s.public_key as "publicKey", coalesce(s.version, 0) as version
    from tenants t
    left join mail_senders s on s.tenant_id = t.id
    left join letterheads l on l.tenant_id = t.id
    where t.id = current_tenant()`,
};

const MAKE = `insert into mail_senders (id, version) values ($1, 0) on conflict (tenant_id) do nothing`;

const WANTED = `
  select selector, domain, public_key as "publicKey" from mail_senders
  where tenant_id = current_tenant() and address is not null`;

/** The version stays: what was found is not what a form edits. */
const NOTE = `
  with before as (select id, domain, verified_at from mail_senders where tenant_id = current_tenant() and selector = $1 for update),
  noted as (update mail_senders s set checked_at = $3, check_result = $2,
      verified_at = case $2 when 'found' then coalesce(s.verified_at, $3) when 'no-answer' then s.verified_at end
    from before where s.tenant_id = current_tenant() and s.id = before.id
    returning before.verified_at is not null as was, s.verified_at is not null as "is", before.domain)
  select was, "is", domain from noted`;
