import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Campaign } from '#database/entities/campaign.entity';
import { Client } from '#database/entities/client.entity';
import { Factory } from '#database/entities/factory.entity';
import { Member } from '#database/entities/member.entity';
import { Product } from '#database/entities/product.entity';
import { badField, RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { RegulatoryWatchService } from '#features/regulatory-watch/regulatory-watch.service';
import { Clock } from '#platform/clock';
import { Jobs } from '#platform/jobs/jobs';
import { CampaignDraft, type DraftFields } from './campaign-draft.js';
import { CampaignOverlaps } from './campaign-overlaps.js';
import { CampaignPreviews } from './campaign-previews.js';
import { sourceOf } from './campaign-source.js';
import type { CampaignEdit, CampaignFilter, CampaignInput, CampaignView } from './campaigns.dto.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { tenantDay } from './tenant-day.js';

/** What may still be changed once its cases are being made. */
const FIELDS_AFTER_START: readonly string[] = ['name', 'deadlineOn', 'note'];

/** Campaigns from the draft to the start and the end. With the job `run-campaign` the only writer of `campaigns`. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly watch: RegulatoryWatchService,
    private readonly draft: CampaignDraft,
    private readonly overlaps: CampaignOverlaps,
    private readonly previews: CampaignPreviews,
    private readonly queries: CampaignsQueries,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Writes a draft; nothing is made or sent.
   *
   * @throws BadInput; NotFound; RuleBroken `regulatory-change.not-matchable`, `campaign.already-open` naming the other
   */
  async create(input: CampaignInput): Promise<CampaignView> {
    const source = await this.requireSource(input);
    const fields = fieldsOf(input);
    await this.draft.require({ ...fields, ...source });
    const id = newId();
    const { tenantId, memberId } = this.db.scope;
    const row = {
      ...{ tenantId, id, name: input.name, ...source, ...fields },
      cancelsDeclaration: input.cancelsDeclaration ?? input.caseKind === 'conversion',
      note: input.note ?? null,
      state: 'draft' as const,
      createdBy: memberId,
      createdAt: this.clock.now(),
    };
    await this.insertOnce(row);
    await this.events.record('campaign.drafted', { campaignId: id }, { name: input.name });
    return this.queries.one(id);
  }

  /**
   * @throws NotFound; BadInput; RuleBroken `stale-version`, `campaign.not-a-draft` naming what may still be changed,
   *   `campaign.closed`
   */
  async edit(id: string, { version, ...input }: CampaignEdit): Promise<CampaignView> {
    const campaign = await this.lock(id);
    const fields = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    if (campaign.state === 'closed') throw new RuleBroken('campaign.closed');
    const isDraft = campaign.state === 'draft';
    const tooLate = Object.keys(fields).filter((field) => !isDraft && !FIELDS_AFTER_START.includes(field));
    if (tooLate.length > 0)
      throw new RuleBroken('campaign.not-a-draft', { fields: tooLate, allowed: FIELDS_AFTER_START });
    const after = { ...campaign, ...fields } as Campaign & DraftFields;
    if (isDraft) await this.draft.require(after);
    else if (input.deadlineOn !== undefined) await this.requireDeadline(after);
    const { name } = campaign;
    await this.events.edit(Campaign, campaign, version, fields, 'campaign.edited', { campaignId: id }, { name });
    return this.queries.one(id);
  }

  /** Of a draft nothing is left but that there was one: nobody was told of it. @throws NotFound; RuleBroken `campaign.not-a-draft` */
  async discard(id: string): Promise<void> {
    const campaign = await this.lock(id);
    if (campaign.state !== 'draft')
      throw new RuleBroken('campaign.not-a-draft', { state: campaign.state, allowed: [] });
    const { tenantId } = campaign;
    await this.db.repo(Campaign).delete({ tenantId, id });
    await this.events.record('campaign.discarded', {}, { name: campaign.name });
  }

  /**
   * Lets the worker make what the preview shows. All that is in the way is told before anything is made.
   *
   * @throws NotFound; RuleBroken `stale-version`, `campaign.already-started`, and the faults of the preview
   */
  async start(id: string, version: number): Promise<CampaignView> {
    const campaign = await this.lock(id);
    await this.overlaps.lockStarts();
    const { state, startedAt, name } = campaign;
    if (state !== 'draft') throw new RuleBroken('campaign.already-started', { state, startedAt });
    const { faults, counts } = await this.previews.of(campaign);
    const [fault] = faults;
    const now = this.clock.now();
    const fields = { state: 'creating' as const, startedAt: now, startedBy: this.db.scope.memberId, failure: null };
    // The version goes first: who read an older draft is not to be told of faults of this one.
    if (campaign.version === version && fault) throw new RuleBroken(fault.code, fault.facts);
    await this.events.edit(Campaign, campaign, version, fields, 'campaign.started', { campaignId: id }, { name, members: counts.hit }); // prettier-ignore
    const { tenantId } = campaign;
    this.db.afterCommit(() => this.jobs.ring('run-campaign', { tenantId, campaignId: id }));
    return this.queries.one(id);
  }

  /** What is open in it stays open as cases; nothing is counted or chased any more. @throws NotFound; RuleBroken */
  async close(id: string, version: number): Promise<CampaignView> {
    const campaign = await this.lock(id);
    if (campaign.state !== 'running') throw new RuleBroken('campaign.not-running', { state: campaign.state });
    const fields = { state: 'closed' as const, closedAt: this.clock.now() };
    await this.events.edit(Campaign, campaign, version, fields, 'campaign.closed', { campaignId: id }, { name: campaign.name }); // prettier-ignore
    return this.queries.one(id);
  }

  /** The campaign, whose row nobody else writes until the transaction ends. @throws NotFound */
  async lock(id: string): Promise<Campaign> {
    await this.db.query(LOCK, [id]);
    return this.db.require(Campaign, id);
  }

  /** Exactly one; an entry that follows a record stands for the record. */
  private async requireSource(
    input: CampaignInput,
  ): Promise<{ changeKey: string | null; entryId: string | null; filter: object | null }> {
    const { changeKey = null, entryId = null, filter = null } = input;
    const given = [changeKey, entryId, filter].filter((one) => one !== null);
    if (given.length !== 1)
      throw badField('changeKey', 'one-source', 'A campaign comes from one source.', 'one of changeKey, entryId, filter'); // prettier-ignore
    const source = sourceOf({ changeKey, entryId });
    if (source === null) return { changeKey, entryId, filter: await this.requireFilter(filter!) };
    const { view } = await this.watch.change(source);
    if (view.origin === 'tenant') return { changeKey, entryId, filter: null };
    return { changeKey: view.key, entryId: null, filter: null };
  }

  /** What the filter names must be there: with another tenant's id it would find nobody, without a word. @throws NotFound */
  private async requireFilter(filter: CampaignFilter): Promise<object> {
    const { clientId, productId, factoryId, responsibleId } = filter;
    if (clientId !== undefined) await this.db.require(Client, clientId);
    if (productId !== undefined) await this.db.require(Product, productId);
    if (factoryId !== undefined) await this.db.require(Factory, factoryId);
    if (responsibleId !== undefined) await this.db.require(Member, responsibleId);
    return { ...filter };
  }

  /** Two who write the same campaign at once: the second is told of the first. From one filter there may be one for each kind of case. */
  private async insertOnce(row: Partial<Campaign>): Promise<void> {
    const text = JSON.stringify(row);
    const inserted = await this.db.query<{ id: string }>(INSERT, [text]);
    if (inserted.length > 0) return;
    const [other] = await this.db.query<{ campaignId: string; name: string; state: string }>(SAME, [text]);
    throw new RuleBroken('campaign.already-open', { ...(other ?? { campaignId: null, name: null, state: null }) });
  }

  private async requireDeadline({ deadlineOn, documentsDueOn }: Campaign): Promise<void> {
    const today = await tenantDay(this.db, this.clock);
    const from = documentsDueOn !== null && documentsDueOn > today ? documentsDueOn : today;
    if (deadlineOn < from)
      throw badField('deadlineOn', 'deadline-behind', 'The deadline must not be behind us.', `from ${from}`);
  }
}

function fieldsOf(input: CampaignInput): DraftFields {
  const { caseKind = null, schemeKey = null, deadlineOn, documentsDueOn = null, documents = [], ownerRule } = input;
  return { caseKind, schemeKey, deadlineOn, documentsDueOn, documents, ownerRule, letter: input.letter ?? null };
}

const LOCK = `select 1 from campaigns where tenant_id = current_tenant() and id = $1 for no key update`;

const INSERT = `
  insert into campaigns (id, name, change_key, entry_id, filter, state, case_kind, scheme_key, deadline_on, documents_due_on,
    documents, owner_rule, letter, cancels_declaration, note, created_by, created_at)
  select r.id, r.name, r."changeKey", r."entryId", r.filter, r.state, r."caseKind", r."schemeKey", r."deadlineOn",
    r."documentsDueOn", r.documents, r."ownerRule", r.letter, r."cancelsDeclaration", r.note, r."createdBy", r."createdAt"
  from jsonb_to_record($1::jsonb) as r (id uuid, name text, "changeKey" text, "entryId" uuid, filter jsonb, state text,
    "caseKind" text, "schemeKey" text, "deadlineOn" date, "documentsDueOn" date, documents jsonb, "ownerRule" jsonb,
    letter jsonb, "cancelsDeclaration" boolean, note text, "createdBy" uuid, "createdAt" timestamptz)
  on conflict do nothing returning id`;

const SAME = `
  select c.id as "campaignId", c.name, c.state from campaigns c,
    jsonb_to_record($1::jsonb) as r ("changeKey" text, "entryId" uuid, filter jsonb, "caseKind" text)
  where c.tenant_id = current_tenant() and c.state <> 'closed'
    and (c.change_key = r."changeKey" or c.entry_id = r."entryId"
      or (c.filter = r.filter and c.case_kind is not distinct from r."caseKind"))
  limit 1`;
