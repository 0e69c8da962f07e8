import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, newId } from '#database/db';
import { Campaign } from '#database/entities/campaign.entity';
import { EventsService } from '#features/events/events.service';
import { LiveChanges } from '#features/live/live-changes';
import { isTransient } from '#database/transient';
import { Clock } from '#platform/clock';
import { LOG } from '#platform/platform.module';
import { CampaignLeases, LeaseLost, type HeldCampaign } from './campaign-leases.js';
import { CampaignLetters } from './campaign-letters.js';
import { CampaignSource } from './campaign-source.js';
import { CampaignSteps } from './campaign-steps.js';
import { MemberMaker } from './member-maker.js';
import { tenantDay } from './tenant-day.js';

/** Members whose cases are made in one transaction: short enough that nobody waits for the number of the next case. */
const PORTION = 25;
/** Members counted anew in one transaction. */
const COUNTED_AT_ONCE = 500;

/**
 * The job `run-campaign`. While a campaign is being made: lists its members in one transaction, then makes some of them
 * in each of the next ones and counts them in it. Killed at any point, the next worker goes on behind the last portion;
 * nothing is made twice. While it runs: counts the steps anew, for the sake of whatever nobody told of.
 */
@Injectable()
export class RunCampaign {
  private isPaused = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly leases: CampaignLeases,
    private readonly source: CampaignSource,
    private readonly maker: MemberMaker,
    private readonly letters: CampaignLetters,
    private readonly steps: CampaignSteps,
    private readonly events: EventsService,
    private readonly live: LiveChanges,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** The process is about to end: what is under way stops behind its present portion, and the lease is given back. */
  pause(): void {
    this.isPaused = true;
  }

  /** Harmless when repeated: a campaign that somebody else works on, a draft and an ended one are left alone. */
  async run(tenantId: string, campaignId: string): Promise<void> {
    await this.leases.hold(tenantId, campaignId, async (held) => {
      if (held.state === 'creating') await this.create(held);
      else await this.recount(held);
    });
  }

  private async create(held: HeldCampaign): Promise<void> {
    const isListed = await this.leases.portion(held, () => this.list(held.id));
    if (!isListed) return;
    while (!this.isPaused && (await this.makeNext(held)));
  }

  /** All of them in one transaction, so that the list is there whole or not at all. @returns false: there are none any more */
  private async list(id: string): Promise<boolean> {
    const campaign = await this.db.require(Campaign, id);
    if (campaign.membersTotal > 0) return true;
    const [today, now] = [await tenantDay(this.db, this.clock), this.clock.now()];
    for await (const portion of this.source.portions(campaign)) {
      const rows = portion
        .filter(
          ({ verdict, subject }) => verdict === 'hit' && (subject === 'certificate' || campaign.caseKind === null),
        )
        .map(({ subject, id: subjectId, todo }) => ({ id: newId(), subject, subjectId, todo }));
      if (rows.length > 0) await this.db.query(LIST, [JSON.stringify(rows), id, today, now]);
    }
    const [counted] = await this.db.query<{ total: number }>(TOTAL, [id]);
    if (counted!.total === 0) {
      await this.db.query(BACK_TO_DRAFT, [id, JSON.stringify({ code: 'campaign.no-members', facts: {} })]);
      this.live.noted('campaign.stopped', [{ campaignId: id }]);
      return false;
    }
    await this.db.query(SET_TOTAL, [id, counted!.total]);
    this.live.noted('campaign.listed', [{ campaignId: id }]);
    return true;
  }

  /**
   * The next portion. Where it fails as a whole for a reason nobody foresaw, its members are made one by one, so that the
   * one that it fails on is found and told, and does not stop the others.
   *
   * @returns false: all are made
   */
  private async makeNext(held: HeldCampaign): Promise<boolean> {
    try {
      return await this.leases.portion(held, () => this.makeSome(held.id, PORTION));
    } catch (err) {
      if (err instanceof LeaseLost || isTransient(err)) throw err;
      this.log.error({ err, campaignId: held.id }, 'a portion of a campaign failed; its members are made one by one');
    }
    for (let at = 0; at < PORTION; at += 1)
      if (!(await this.leases.portion(held, () => this.makeSome(held.id, 1)))) return false;
    return true;
  }

  /** @returns false: all are made, the campaign runs */
  private async makeSome(id: string, most: number): Promise<boolean> {
    const campaign = await this.db.require(Campaign, id);
    const next = await this.db.query<{ id: string; clientId: string }>(NEXT, [id, most]);
    const ids = next.map((member) => member.id);
    if (ids.length === 0) {
      await this.finish(campaign);
      return false;
    }
    await this.maker.make(campaign, ids, most > 1);
    await this.letters.write(campaign, [...new Set(next.map(({ clientId }) => clientId))]);
    await this.db.query(COUNT_DONE, [id, ids.length]);
    this.live.noted('campaign.progressed', [{ campaignId: id }]);
    return true;
  }

  private async finish({ id, name, membersTotal }: Campaign): Promise<void> {
    const now = this.clock.now();
    await this.db.query(FINISH, [id, now]);
    await this.events.record('campaign.created', { campaignId: id }, { name, members: membersTotal });
  }

  private async recount(held: HeldCampaign): Promise<void> {
    for (let last: string | null = null, isMore = true; isMore;) {
      if (this.isPaused) return;
      const ids: string[] = await this.leases.portion(held, async () => {
        const rows = await this.db.query<{ id: string }>(SOME, [held.id, last, COUNTED_AT_ONCE]);
        const found = rows.map(({ id }) => id);
        await this.steps.keep(found);
        return found;
      });
      isMore = ids.length === COUNTED_AT_ONCE;
      last = ids.at(-1) ?? last;
    }
    await this.leases.portion(held, () => this.db.query(RECOUNTED, [held.id, this.clock.now()]));
  }
}

const LIST = `
  insert into campaign_members (id, campaign_id, client_id, certificate_id, product_id, step, step_since, todo, created_at)
  select r.id, $2, p.client_id, c.id, p.id, 'planned', $3, r.todo, $4
  from jsonb_to_recordset($1::jsonb) as r (id uuid, subject text, "subjectId" uuid, todo text)
  left join certificates c on r.subject = 'certificate' and c.tenant_id = current_tenant() and c.id = r."subjectId"
  join products p on p.tenant_id = current_tenant() and p.id = coalesce(c.product_id, r."subjectId")
  on conflict do nothing`;

const TOTAL = `select count(*)::int as total from campaign_members where tenant_id = current_tenant() and campaign_id = $1`;

const SET_TOTAL = `update campaigns set members_total = $2 where tenant_id = current_tenant() and id = $1`;

const BACK_TO_DRAFT = `
  update campaigns set state = 'draft', started_at = null, started_by = null, failure = $2::jsonb, version = version + 1
  where tenant_id = current_tenant() and id = $1`;

/** Client by client, so that letters go while others are still being made. */
const NEXT = `
  select id, client_id as "clientId" from campaign_members
  where tenant_id = current_tenant() and campaign_id = $1 and step = 'planned' order by client_id, id limit $2 for update`;

const COUNT_DONE = `update campaigns set members_done = members_done + $2 where tenant_id = current_tenant() and id = $1`;

const FINISH = `
  update campaigns set state = 'running', created_done_at = $2, recounted_at = $2, version = version + 1
  where tenant_id = current_tenant() and id = $1`;

const SOME = `
  select id from campaign_members where tenant_id = current_tenant() and campaign_id = $1
    and ($2::uuid is null or id > $2) order by id limit $3`;

const RECOUNTED = `update campaigns set recounted_at = $2 where tenant_id = current_tenant() and id = $1`;
