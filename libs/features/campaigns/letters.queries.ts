import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import type { LetterCertificate } from '#domain/campaigns/merge-fields';
import { NotFound } from '#domain/errors';
import type { Language } from '#domain/permissions';
import { DEFAULT_PAGE_SIZE, decodeCursor, toPage } from '#platform/http/page';
import { CERTIFICATE } from './campaign-letters.js';
import type { LetterKind, LetterLine, LetterListQuery, LetterMailView, LetterPage, LetterReaderView, LetterView } from './letters.dto.js'; // prettier-ignore

const NEWEST = '-createdAt';

/** The mails of a letter, counted by what became of them. */
const MAILS_OF = `left join lateral (select (count(*) filter (where n.state = 'sent'))::int as sent,
    (count(*) filter (where n.state = 'refused'))::int as refused, (count(*) filter (where n.state = 'planned'))::int as planned
  from notices n where n.tenant_id = l.tenant_id and n.letter_id = l.id) mails on true`;

const COLUMNS = `l.id, l.kind, l.number, l.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
  l.language, l.subject, l.written_on as "writtenOn", mails.sent, mails.refused, mails.planned, l.created_at as "createdAt"`;

const JOINS = `join clients k on k.tenant_id = l.tenant_id and k.id = l.client_id ${MAILS_OF}`;

const LIST: ListShape<typeof NEWEST, 'campaignId' | 'clientId' | 'kind'> = {
  name: 'campaigns.letters',
  select: COLUMNS,
  table: 'campaign_letters',
  as: 'l',
  joins: JOINS,
  sorts: { [NEWEST]: { by: 'l.created_at', type: 'timestamptz', descending: true } },
  filters: { campaignId: 'l.campaign_id = $?::uuid', clientId: 'l.client_id = $?::uuid', kind: 'l.kind = $?::text' },
  prepared: ['campaignId'],
};

const ONE = {
  name: 'campaigns.letter',
  text: `select ${COLUMNS}, l.body from campaign_letters l ${JOINS}
    where l.tenant_id = (select current_tenant()) and l.campaign_id = $1 and l.id = $2`,
};

const MAILS = {
  name: 'campaigns.letter-mails',
  text: `select n.id as "noticeId", coalesce(m.to_name, t.name) as "toName", coalesce(m.to_email, t.email) as "toEmail", n.state,
      m.sent_at as "sentAt", m.server_answer as "serverAnswer"
    from notices n
    left join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id
    left join contacts t on t.tenant_id = n.tenant_id and t.id = n.contact_id
    where n.tenant_id = (select current_tenant()) and n.letter_id = $1 order by 3, n.id limit 500`,
};

const WRITTEN = {
  name: 'campaigns.letter-written',
  text: `select l.id, l.language, l.subject, l.body from campaign_letters l
    where l.tenant_id = (select current_tenant()) and l.campaign_id = $1 and l.client_id = $2 and l.kind = 'letter'`,
};

const READERS = {
  name: 'campaigns.letter-readers',
  text: `select id as "contactId", name, email, language from contacts
    where tenant_id = (select current_tenant()) and client_id = $1 order by lower(name), id`,
};

const CLIENT = {
  name: 'campaigns.letter-client',
  text: `select id as "clientId", legal_name as "clientName", legal_name_zh as "clientNameZh", address, address_zh as "addressZh", country
    from clients where tenant_id = (select current_tenant()) and id = $1`,
};

const MEMBERS = {
  name: 'campaigns.letter-members',
  text: `select count(*)::int as count, coalesce(to_jsonb((array_agg(${CERTIFICATE} order by c.number_key, p.name))[1:$3::int]), '[]') as certificates
    from campaign_members m
    join products p on p.tenant_id = m.tenant_id and p.id = m.product_id
    left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
    where m.tenant_id = (select current_tenant()) and m.campaign_id = $1 and m.client_id = $2
      and m.step not in ('failed', 'excused', 'finished')`,
};

const CANDIDATES = {
  name: 'campaigns.letter-candidates',
  text: `select coalesce(to_jsonb((array_agg(${CERTIFICATE} order by c.number_key, p.name))[1:$3::int]), '[]') as certificates
    from products p
    left join certificates c on c.tenant_id = p.tenant_id and c.product_id = p.id and c.id = any ($1::uuid[])
    where p.tenant_id = (select current_tenant())
      and (c.id is not null or p.id = any ($2::uuid[]))`,
};

/** A client as an address. */
export interface LetterAddress {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  address: string | null;
  addressZh: string | null;
  /** ISO 3166-1 alpha-2 */
  country: string | null;
}

export interface NamedCertificates {
  count: number;
  certificates: LetterCertificate[];
}

/** The letters of a campaign as they were written, and what one to be written would name. */
@Injectable()
export class LettersQueries {
  constructor(private readonly db: Db) {}

  async list(
    campaignId: string,
    { cursor, limit = DEFAULT_PAGE_SIZE, clientId, kind }: LetterListQuery,
  ): Promise<LetterPage> {
    // prettier-ignore
    const { sql, params } = pageStatement(LIST, {
      sort: NEWEST,
      limit,
      after: decodeCursor(cursor, NEWEST, 'instant'),
      filters: { campaignId, clientId, kind },
    });
    return toPage(await this.db.read<LetterLine>(sql, params), limit, NEWEST, (row) => row.createdAt);
  }

  /** @throws NotFound */
  async one(campaignId: string, id: string): Promise<LetterView> {
    const [found, mails] = await Promise.all([
      this.db.read<Omit<LetterView, 'mails'>>(ONE, [campaignId, id]),
      this.db.read<LetterMailView>(MAILS, [id]),
    ]);
    if (!found[0]) throw new NotFound('letter');
    return { ...found[0], mails };
  }

  /** The letter to a client as it was written, in each language. */
  written(
    campaignId: string,
    clientId: string,
  ): Promise<{ id: string; language: Language; subject: string; body: string }[]> {
    // prettier-ignore
    return this.db.read(WRITTEN, [campaignId, clientId]);
  }

  readers(clientId: string): Promise<LetterReaderView[]> {
    return this.db.read<LetterReaderView>(READERS, [clientId]);
  }

  /** @throws NotFound */
  async client(clientId: string): Promise<LetterAddress> {
    const [found] = await this.db.read<LetterAddress>(CLIENT, [clientId]);
    if (!found) throw new NotFound('client');
    return found;
  }

  /** What the letter of a campaign that was started names. */
  async members(campaignId: string, clientId: string, most: number): Promise<NamedCertificates> {
    const [found] = await this.db.read<NamedCertificates>(MEMBERS, [campaignId, clientId, most]);
    return found!;
  }

  /** What the letter of a draft would name: these certificates, and products without one. */
  async candidates(
    certificateIds: readonly string[],
    productIds: readonly string[],
    most: number,
  ): Promise<NamedCertificates> {
    // prettier-ignore
    const [found] = await this.db.read<Pick<NamedCertificates, 'certificates'>>(CANDIDATES, [
      certificateIds,
      productIds,
      most,
    ]);
    return { certificates: found!.certificates, count: certificateIds.length + productIds.length };
  }
}

/** Of a chase its number as well: there may be several. */
export function letterReference(kind: LetterKind, number: number, id: string): string {
  const own = id.slice(-8).toUpperCase();
  return kind === 'letter' ? `L-${own}` : `L-${own}-${number}`;
}
