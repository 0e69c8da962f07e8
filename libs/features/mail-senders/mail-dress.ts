import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db } from '#database/db';
import { accentColours } from '#domain/mail/accent';
import type { Language } from '#domain/permissions';
import type { Config } from '#platform/config/config';
import { type Brand, dressed } from '#platform/mail/brand';
import type { DkimSigner, OutgoingMail } from '#platform/mail/mailer';
import { CONFIG, LOG } from '#platform/platform.module';
import { unseal } from '#platform/sealed';
import { purposeOfKey } from './dkim-key.js';

/** Bytes of a logo that goes with every mail. */
export const MOST_LOGO_BYTES = 100_000;

interface Row {
  latin: string;
  chinese: string | null;
  name: string | null;
  nameZh: string | null;
  address: string | null;
  replyTo: string | null;
  accent: string | null;
  domain: string | null;
  selector: string | null;
  sealedKey: string | null;
  /** base64 */
  logo: string | null;
  logoKind: 'png' | 'jpeg' | null;
  logoWidth: number | null;
  logoHeight: number | null;
  hasChannels: boolean;
}

/** Who a tenant's mails come from and how they look. */
export interface Dress {
  latin: string;
  chinese: string | null;
  /** a verified one of the tenant, or the installation's */
  address: string;
  replyTo: string | null;
  dkim: DkimSigner | null;
  brand: Brand;
  /** somebody wants to hear of mails by another way too */
  hasChannels: boolean;
}

/** Puts the tenant's sender, signature, colour and logo on a mail. Reads inside the current tenant. */
@Injectable()
export class MailDress {
  constructor(
    private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** The dress as of now. An address that is not verified is not used, so that nobody writes in another's name. */
  async current(): Promise<Dress> {
    const [row] = await this.db.read<Row>(DRESS, [MOST_LOGO_BYTES]);
    const dkim = this.signerOf(row!);
    const { logo, logoKind, logoWidth, logoHeight, accent } = row!;
    return {
      latin: row!.name ?? row!.latin,
      chinese: row!.nameZh ?? row!.chinese,
      address: dkim ? row!.address! : this.config.mailFrom,
      replyTo: row!.replyTo,
      dkim,
      hasChannels: row!.hasChannels,
      brand: {
        accent: accent === null ? null : accentColours(accent),
        logo: logo
          ? { content: Buffer.from(logo, 'base64'), kind: logoKind!, width: logoWidth!, height: logoHeight! }
          : null,
      },
    };
  }

  /** A key that was sealed under another secret is as good as none: the mail goes from the installation's address. */
  private signerOf({ domain, selector, sealedKey }: Row): DkimSigner | null {
    if (!domain || !selector || !sealedKey) return null;
    try {
      const privateKey = unseal(this.config.secret, purposeOfKey(this.db.scope.tenantId), sealedKey);
      return { domain, selector, privateKey };
    } catch (err) {
      this.log.error({ err, domain }, 'a signing key does not open; was HOMOLOG_SECRET changed?');
      return null;
    }
  }
}

/** The mail as it leaves. A reply reaches the consultant, where one is named, else the address set for it. */
export function dress(
  mail: Omit<OutgoingMail, 'from' | 'dkim'>,
  { latin, chinese, address, replyTo, dkim, brand }: Omit<Dress, 'hasChannels'>,
  language: Language,
): OutgoingMail {
  const name = (language === 'zh' ? chinese : null) ?? latin;
  const { html, attachments } = dressed(mail.html, brand);
  return {
    ...mail,
    from: { name, email: address },
    replyTo: mail.replyTo ?? (replyTo ? { name, email: replyTo } : null),
    html,
    attachments: [...attachments, ...(mail.attachments ?? [])],
    dkim,
  };
}

const DRESS = {
  name: 'mail-senders.dress',
  text: `
    select t.name as latin, t.name_zh as chinese, s.name, s.name_zh as "nameZh", s.address, s.reply_to as "replyTo", s.accent,
      case when s.verified_at is not null then s.domain end as domain, s.selector,
      case when s.verified_at is not null then s.sealed_key end as "sealedKey",
      case when coalesce(s.has_logo, true) and length(l.logo) <= $1 then encode(l.logo, 'base64') end as logo,
      l.logo_kind as "logoKind", l.logo_width as "logoWidth", l.logo_height as "logoHeight",
      exists (select from channels c where c.tenant_id = t.id and c.is_on and c.removed_at is null) as "hasChannels"
    from tenants t
    left join mail_senders s on s.tenant_id = t.id
    left join letterheads l on l.tenant_id = t.id
    where t.id = current_tenant()`,
};
