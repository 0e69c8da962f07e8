import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import type { Campaign } from '#database/entities/campaign.entity';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import type { Language } from '#domain/permissions';
import { EventsService } from '#features/events/events.service';
import type { NoticeToTell } from '#features/reminders/notice';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import { CampaignsService } from './campaigns.service.js';
import { chaseText, ROWS_AT_MOST, type OpenMember } from './chase-text.js';
import type { ChaseInput, ChaseLetterView, ChaseSkip, ChaseView } from './chases.dto.js';
import { LetterComposer } from './letters.js';
import type { LetterReaderView } from './letters.dto.js';
import { tenantDay } from './tenant-day.js';

/** Nobody is written to twice within so many hours. */
const HOURS_APART = 24;
/** Letters told in full; the rest is counted. */
const LETTERS_SHOWN = 50;

/** What of the choice is open with one client. */
interface ChosenClient {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  /** chosen ones */
  chosen: number;
  /** of them open with the client */
  count: number;
  open: OpenMember[];
  isWrittenLately: boolean;
  readers: LetterReaderView[];
}

/** Asks clients for what is open with them: one mail for each reader, whatever is open. */
@Injectable()
export class ChasesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly campaigns: CampaignsService,
    private readonly composer: LetterComposer,
    private readonly notices: NoticesService,
    private readonly events: EventsService,
  ) {}

  /**
   * The row of the campaign is held, so that of two who chase at once the second finds what the first has written.
   *
   * @throws NotFound; BadInput unless either members or clients are named; RuleBroken `campaign.not-running`
   */
  async chase(id: string, { memberIds, clientIds, isPreview }: ChaseInput): Promise<ChaseView> {
    if ((memberIds === undefined) === (clientIds === undefined)) throw oneChoice();
    const campaign = await this.campaigns.lock(id);
    if (campaign.state !== 'running') throw new RuleBroken('campaign.not-running', { state: campaign.state });
    const since = new Date(this.clock.now().getTime() - HOURS_APART * 3_600_000);
    const chosen = await this.db.query<ChosenClient>(CHOSEN, [id, memberIds ?? null, clientIds ?? null, since, ROWS_AT_MOST]); // prettier-ignore
    if (chosen.length === 0) throw new NotFound('campaign member');
    const skipped = chosen.flatMap((client) => {
      const reason = skipOf(client);
      const { clientId, clientName, clientNameZh } = client;
      return reason ? [{ reason, clientId, clientName, clientNameZh, members: client.chosen }] : [];
    });
    const asked = chosen.filter((client) => skipOf(client) === null);
    const letters = await this.write(campaign, asked);
    if (!isPreview && letters.length > 0) await this.send(campaign, letters, memberIds ?? null);
    return {
      isPreview,
      letters: letters.slice(0, LETTERS_SHOWN),
      letterCount: letters.length,
      readers: letters.reduce((sum, { readers }) => sum + readers.length, 0),
      members: asked.reduce((sum, { count }) => sum + count, 0),
      skipped,
    };
  }

  private async write(campaign: Campaign, clients: readonly ChosenClient[]): Promise<ChaseLetterView[]> {
    const { tenant, tenantZh, owner } = await this.composer.ground(campaign);
    const today = await tenantDay(this.db, this.clock);
    const common = { campaign: campaign.name, deadlineOn: campaign.deadlineOn, tenant, tenantZh, owner, today };
    return clients.flatMap(({ clientId, clientName, clientNameZh, count, open, readers: all }) =>
      [...new Set(all.map(({ language }) => language))].map((language: Language) => {
        const readers = all.filter((reader) => reader.language === language);
        const text = chaseText({ ...common, contacts: readers.map(({ name }) => name), count, open }, language);
        return { clientId, clientName, clientNameZh, language, ...text, readers, members: count };
      }),
    );
  }

  private async send(
    campaign: Campaign,
    letters: readonly ChaseLetterView[],
    memberIds: readonly string[] | null,
  ): Promise<void> {
    // prettier-ignore
    const now = this.clock.now();
    const [today, { memberId }] = [await tenantDay(this.db, this.clock), this.db.scope];
    const rows = letters.map(({ clientId, language, subject, body }) => ({ id: newId(), clientId, language, subject, body })); // prettier-ignore
    await this.db.query(KEEP, [JSON.stringify(rows), campaign.id, today, memberId, now]);
    const clientIds = [...new Set(letters.map(({ clientId }) => clientId))];
    await this.db.query(NOTE_CHASED, [campaign.id, clientIds, memberIds, now]);
    const told = letters.flatMap(({ readers }, at) =>
      readers.map(({ contactId }): NoticeToTell => ({
        ...{ kind: 'campaign-chase', subject: { campaignId: campaign.id }, letterId: rows[at]!.id },
        ...{ to: { contactId }, facts: {} },
      })),
    );
    await this.notices.tell(told);
    const facts = { name: campaign.name, clients: clientIds.length, readers: told.length };
    await this.events.record('campaign.chased', { campaignId: campaign.id }, facts);
  }
}

function skipOf({ count, isWrittenLately, readers }: ChosenClient): ChaseSkip | null {
  if (count === 0) return 'nothing-open';
  if (isWrittenLately) return 'written-lately';
  return readers.length === 0 ? 'no-contact' : null;
}

function oneChoice(): BadInput {
  const detail = 'Members are chosen, or clients.';
  return new BadInput('invalid-input', [
    { field: 'memberIds', code: 'one-choice', detail, allowed: 'memberIds or clientIds' },
  ]);
}

/**
 * What waits for the client: its documents, its answer, or the declaration that its holder must cancel. What is with us
 * or with the body is no reason to write to anybody.
 */
const WITH_THE_CLIENT = `(m.step in ('open', 'told') or (m.step = 'certified' and g.cancels_declaration))`;

const OWED = `(select jsonb_build_object('titles', coalesce(jsonb_agg(jsonb_build_object('title', q.title, 'titleZh', q.title_zh) order by q.due_on, q.id), '[]'),
    'dueOn', min(q.due_on))
  from document_requests q where q.tenant_id = m.tenant_id and q.application_id = m.application_id and q.status in ('requested', 'returned'))`;

const CHOSEN = `
  select k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh", s.chosen, s.count,
    coalesce(first.open, '[]') as open,
    exists (select 1 from campaign_letters l where l.tenant_id = g.tenant_id and l.campaign_id = g.id and l.client_id = k.id
      and l.created_at > $4) as "isWrittenLately",
    coalesce((select jsonb_agg(jsonb_build_object('contactId', t.id, 'name', t.name, 'email', t.email, 'language', t.language)
        order by lower(t.name), t.id)
      from contacts t where t.tenant_id = k.tenant_id and t.client_id = k.id), '[]') as readers
  from campaigns g
  join lateral (select m.client_id, count(*)::int as chosen, (count(*) filter (where ${WITH_THE_CLIENT}))::int as count
    from campaign_members m where m.tenant_id = g.tenant_id and m.campaign_id = g.id
      and ($2::uuid[] is null or m.id = any ($2)) and ($3::uuid[] is null or m.client_id = any ($3))
    group by m.client_id) s on true
  join clients k on k.tenant_id = g.tenant_id and k.id = s.client_id
  left join lateral (select jsonb_agg(jsonb_build_object('number', r.number, 'product', r.product, 'productZh', r.product_zh,
      'isCertified', r.is_certified, 'documents', coalesce(r.owed->'titles', '[]'), 'documentsDueOn', r.owed->'dueOn') order by r.key) as open
    from (select coalesce(c.number, p.name) as number, case when c.id is not null then p.name end as product,
        case when c.id is not null then p.name_zh end as product_zh, m.step = 'certified' as is_certified,
        case when m.step <> 'certified' then ${OWED} end as owed, coalesce(c.number_key, p.name) as key
      from campaign_members m
      join products p on p.tenant_id = m.tenant_id and p.id = m.product_id
      left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
      where m.tenant_id = g.tenant_id and m.campaign_id = g.id and m.client_id = k.id and ${WITH_THE_CLIENT}
        and ($2::uuid[] is null or m.id = any ($2))
      order by coalesce(c.number_key, p.name) limit $5) r) first on true
  where g.tenant_id = current_tenant() and g.id = $1
  order by lower(k.legal_name), k.id`;

/** One number for the languages of one chase to one client. */
const KEEP = `
  insert into campaign_letters (id, campaign_id, client_id, number, kind, language, subject, body, written_on, created_by, created_at)
  select r.id, $2, r."clientId", coalesce((select max(l.number) from campaign_letters l where l.tenant_id = current_tenant()
      and l.campaign_id = $2 and l.client_id = r."clientId" and l.kind = 'chase'), 0) + 1,
    'chase', r.language, r.subject, r.body, $3, $4, $5
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "clientId" uuid, language text, subject text, body text)`;

const NOTE_CHASED = `
  update campaign_members m set chased_at = $4
  from campaigns g
  where m.tenant_id = current_tenant() and g.tenant_id = m.tenant_id and g.id = m.campaign_id and m.campaign_id = $1
    and m.client_id = any ($2::uuid[]) and ($3::uuid[] is null or m.id = any ($3)) and ${WITH_THE_CLIENT}`;
