import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import type { Campaign } from '#database/entities/campaign.entity';
import type { LetterCertificate } from '#domain/campaigns/merge-fields';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import type { CampaignLetterTexts } from './campaigns.dto.js';
import { languageFor, LetterComposer, NAMED_AT_MOST, type LetterGround } from './letters.js';
import { tenantDay } from './tenant-day.js';

/** A contact of a client who is written to. */
interface Reader {
  clientId: string;
  contactId: string;
  name: string;
  language: Language;
}

interface ClientFacts {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  count: number;
  certificates: LetterCertificate[];
}

/** Writes the letter of a campaign to each client once, in the languages of its contacts, and owes them the mail. */
@Injectable()
export class CampaignLetters {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly notices: NoticesService,
    private readonly composer: LetterComposer,
  ) {}

  /**
   * To those of these clients whose members all stand, in the current transaction. The letter names the members that are
   * not failed; who has one already gets none. The unique key of the table makes it once, whoever else writes.
   */
  async write(campaign: Campaign, clientIds: readonly string[]): Promise<void> {
    const texts = campaign.letter as CampaignLetterTexts | null;
    if (texts === null || clientIds.length === 0) return;
    const clients = await this.db.query<ClientFacts>(READY, [campaign.id, clientIds, NAMED_AT_MOST]);
    const readers = await this.db.query<Reader>(READERS, [clients.map(({ clientId }) => clientId)]);
    const ground = await this.composer.ground(campaign);
    const today = await tenantDay(this.db, this.clock);
    for (const client of clients) {
      const own = readers.filter(({ clientId }) => clientId === client.clientId);
      await this.writeTo(campaign, texts, client, own, ground, today);
    }
  }

  private async writeTo(
    campaign: Campaign,
    texts: CampaignLetterTexts,
    client: ClientFacts,
    readers: readonly Reader[],
    ground: LetterGround,
    today: Day,
  ): Promise<void> {
    const { clientId } = client;
    const letters = new Map<Language, string>();
    for (const language of new Set(readers.map((reader) => languageFor(texts, reader.language)))) {
      const to = readers.filter((reader) => languageFor(texts, reader.language) === language);
      const names = to.map(({ name }) => name);
      const { subject, body } = this.composer.write(ground, texts[language]!, client, names, language);
      const id = newId();
      const inserted = await this.db.query<{ id: string }>(INSERT, [
        ...[id, campaign.id, clientId, language, subject, body],
        ...[today, this.db.scope.memberId, this.clock.now()],
      ]);
      if (inserted.length > 0) letters.set(language, id);
    }
    const [first] = letters.values();
    if (first === undefined) return;
    await this.db.query(NAME_MEMBERS, [campaign.id, clientId, first]);
    await this.notices.tell(
      readers.flatMap(({ contactId, language }) => {
        const letterId = letters.get(languageFor(texts, language));
        if (letterId === undefined) return [];
        const subject = { campaignId: campaign.id };
        return [{ kind: 'campaign-letter' as const, subject, letterId, to: { contactId }, facts: {} }];
      }),
    );
  }
}

/** A member as a letter names it; a product without a certificate by its own name. */
export const CERTIFICATE = `jsonb_build_object('number', coalesce(c.number, p.name), 'product', case when c.id is not null then p.name end,
  'productZh', case when c.id is not null then p.name_zh end, 'models', p.models)`;

/** Clients without a member that is still to be made and with one that stands. */
const READY = `
  select k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh", s.count, s.certificates
  from clients k
  join lateral (select count(*)::int as count,
      to_jsonb((array_agg(${CERTIFICATE} order by c.number_key, p.name))[1:$3::int]) as certificates
    from campaign_members m
    join products p on p.tenant_id = m.tenant_id and p.id = m.product_id
    left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
    where m.tenant_id = k.tenant_id and m.campaign_id = $1 and m.client_id = k.id
      and m.step not in ('failed', 'excused', 'planned', 'finished')) s on s.count > 0
  where k.tenant_id = current_tenant() and k.id = any ($2::uuid[])
    and not exists (select 1 from campaign_members m where m.tenant_id = k.tenant_id and m.campaign_id = $1
      and m.client_id = k.id and m.step = 'planned')
    and not exists (select 1 from campaign_letters l where l.tenant_id = k.tenant_id and l.campaign_id = $1
      and l.client_id = k.id and l.kind = 'letter')
  order by k.id`;

const READERS = `
  select client_id as "clientId", id as "contactId", name, language from contacts
  where tenant_id = current_tenant() and client_id = any ($1::uuid[]) order by client_id, lower(name), id`;

const INSERT = `
  insert into campaign_letters (id, campaign_id, client_id, number, kind, language, subject, body, written_on, created_by, created_at)
  values ($1, $2, $3, 1, 'letter', $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`;

const NAME_MEMBERS = `
  update campaign_members set letter_id = $3
  where tenant_id = current_tenant() and campaign_id = $1 and client_id = $2 and letter_id is null
    and step not in ('failed', 'excused', 'planned', 'finished')`;
