import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, type TenantScope } from '#database/db';
import type { ChannelKind } from '#domain/mail/channel';
import type { Language } from '#domain/permissions';
import { retryPauseMs } from '#features/reminders/retry-pause';
import { Clock } from '#platform/clock';
import { LOG } from '#platform/platform.module';
import { ChannelPost } from './channel-post.js';

/** Milliseconds for which a message is in one worker's hands; a request waits a sixth of it. */
export const LEASE_MS = 60_000;
/** Hours after which a message is no news any more: the mail has told it. */
const NEWS_HOURS = 24;

interface Taken {
  tenantId: string;
  channelId: string;
  kind: ChannelKind;
  sealedTarget: string;
  isOn: boolean;
  title: string;
  link: string;
  language: Language;
  attempts: number;
  createdAt: string;
  tenantName: string;
}

/** The job `send-channel`: as with a mail, two short transactions around the request. */
@Injectable()
export class SendChannel {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly posts: ChannelPost,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Harmless when repeated: only what is owed and in nobody's hands is taken. */
  async run(tenantId: string, sendId: string): Promise<void> {
    const scope: TenantScope = { tenantId, audience: 'staff', memberId: null };
    const taken = await this.db.inTenant(scope, () => this.take(sendId));
    if (!taken) return;
    const { kind, sealedTarget, language, title, link, tenantName } = taken;
    const channel = { tenantId, id: taken.channelId, kind, sealedTarget, language };
    const { state, answer } = await this.posts.post(channel, { title, from: tenantName, link });
    const isOld = this.clock.now().getTime() - Date.parse(taken.createdAt) > NEWS_HOURS * 3_600_000;
    const next = new Date(this.clock.now().getTime() + retryPauseMs(taken.attempts, true, Math.random()));
    const final = state === 'delayed' && isOld ? 'refused' : state;
    if (final !== 'sent') this.log.warn({ sendId, state: final, answer }, 'a channel did not take a message');
    await this.db.inTenant(scope, async () => {
      await this.db.query(NOTE_SEND, [sendId, final === 'delayed' ? 'owed' : final, answer, this.clock.now(), next]);
      await this.db.query(NOTE_CHANNEL, [taken.channelId, this.clock.now(), final, answer]);
    });
  }

  private async take(sendId: string): Promise<Taken | null> {
    const now = this.clock.now();
    const [taken] = await this.db.query<Taken>(TAKE, [sendId, now, new Date(now.getTime() + LEASE_MS)]);
    if (!taken) return null;
    if (taken.isOn) return taken;
    await this.db.query(WITHDRAW, [sendId]);
    return null;
  }
}

/** The lease of a bell is moved ahead: $3 lies behind it, so that a second job for the same message finds it taken. */
const TAKE = `
  with taken as (update channel_sends set next_attempt_at = $3, leased_until = null, attempts = attempts + 1
    where tenant_id = current_tenant() and id = $1 and state = 'owed' and next_attempt_at <= $2
    returning tenant_id, channel_id, title, link, language, attempts, created_at)
  select s.tenant_id as "tenantId", s.channel_id as "channelId", c.kind, c.sealed_target as "sealedTarget", c.is_on as "isOn", s.title, s.link,
    s.language, s.attempts, s.created_at as "createdAt", case when s.language = 'zh' then coalesce(t.name_zh, t.name) else t.name end as "tenantName"
  from taken s join channels c on c.tenant_id = s.tenant_id and c.id = s.channel_id join tenants t on t.id = s.tenant_id`;

const WITHDRAW = `
  update channel_sends set state = 'withdrawn', leased_until = null where tenant_id = current_tenant() and id = $1 and state = 'owed'`;

const NOTE_SEND = `
  update channel_sends set state = $2, answer = $3, sent_at = case when $2 = 'sent' then $4::timestamptz end,
    next_attempt_at = case when $2 = 'owed' then $5::timestamptz else next_attempt_at end, leased_until = null
  where tenant_id = current_tenant() and id = $1 and state in ('owed', 'withdrawn')`;

const NOTE_CHANNEL = `
  update channels set last_at = $2, last_state = $3, last_answer = $4 where tenant_id = current_tenant() and id = $1 and removed_at is null`;
