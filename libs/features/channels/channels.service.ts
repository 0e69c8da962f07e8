import { Inject, Injectable } from '@nestjs/common';
import { Db, newId, type TenantScope } from '#database/db';
import { Channel } from '#database/entities/channel.entity';
import { BadInput, type FieldFault, Forbidden, NotFound, RuleBroken } from '#domain/errors';
import { CHANNEL_KINDS } from '#domain/mail/channel';
import { may, type Language, type Role } from '#domain/permissions';
import { EventsService } from '#features/events/events.service';
import { type ChannelTarget, hostsOf, isHostAllowed } from '#platform/channels/channel-target';
import { AddressRefused, publicUrl } from '#platform/channels/post-out';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { ChannelPost } from './channel-post.js';
import type { ChannelChanges, ChannelInput, ChannelList, ChannelTestView, ChannelView } from './channels.dto.js';

/** Channels of one person, and of the team. */
const MOST_CHANNELS = 20;
const MOST_HEADERS = 10;
const HEADER_NAME = /^[A-Za-z0-9-]{1,60}$/;
/** Headers that this program sets, or that change where a request goes. */
const OWN_HEADERS = ['host', 'content-length', 'content-type', 'connection', 'transfer-encoding', 'user-agent'];

type Row = Omit<ChannelView, 'isTeam' | 'isOwn'> & { memberId: string | null };

interface ToTest {
  tenantId: string;
  id: string;
  kind: Channel['kind'];
  name: string;
  language: Language;
  sealedTarget: string;
  tenantName: string;
}

/** Ways beside mail in which people hear what they were mailed; the only writer of `channels`. */
@Injectable()
export class ChannelsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly posts: ChannelPost,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The caller's own channels and those of the team; no address and no secret of any. */
  async list(role: Role): Promise<ChannelList> {
    const { memberId } = this.db.scope;
    const [rows, [team]] = await Promise.all([
      this.db.read<Row>(LIST, [memberId]),
      this.db.read<{ language: Language }>(TEAM),
    ]);
    const { smsHosts } = this.config;
    return {
      items: rows.map((row) => this.viewOf(row, role)),
      kinds: CHANNEL_KINDS.filter((kind) => kind !== 'sms' || smsHosts.length > 0),
      teamLanguage: team!.language,
      smsHosts: [...smsHosts],
      pushKey: (await this.posts.vapidKey()).publicKey,
    };
  }

  /**
   * @throws Forbidden when somebody who does not lead makes one of the team
   * @throws BadInput `channel.*` when the address is none the kind may lead to, or something of the kind is missing
   * @throws RuleBroken `channel.too-many`
   */
  async create(
    { kind, name, isTeam = false, topics, language, ...target }: ChannelInput,
    role: Role,
  ): Promise<ChannelView> {
    if (isTeam && !may(role, 'mail.manage')) throw new Forbidden('mail.manage');
    if (!isTeam) refuseLanguage(language);
    const host = this.checked(kind, target, isTeam);
    const { tenantId, memberId } = this.db.scope;
    const owner = isTeam ? null : memberId;
    const [ground] = await this.db.query<{ count: number; language: Language }>(GROUND, [owner, memberId]);
    if (ground!.count >= MOST_CHANNELS) throw new RuleBroken('channel.too-many', { allowed: MOST_CHANNELS });
    const id = newId();
    await this.db.insert(Channel, {
      ...{ id, memberId: owner, kind, name, host, topics, language: language ?? ground!.language, isOn: true },
      sealedTarget: this.posts.sealTarget(tenantId, id, target),
      createdAt: this.clock.now(),
    });
    await this.events.record('channel.made', {}, { name, kind, isTeam });
    return this.one(id, role);
  }

  /** @throws NotFound, RuleBroken `stale-version`, BadInput `channel.foreign-field` */
  async change(id: string, { version, ...changes }: ChannelChanges, role: Role): Promise<ChannelView> {
    const channel = await this.requireOwn(id, role);
    if (channel.version !== version) throw new RuleBroken('stale-version', { version: channel.version, changed: {} });
    if (channel.memberId !== null) refuseLanguage(changes.language);
    Object.assign(channel, changes);
    await this.db.repo(Channel).save(channel);
    if (changes.isOn === false) await this.db.query(WITHDRAW, [id]);
    return this.one(id, role);
  }

  /** Takes the channel away, with its address; what waits for it is withdrawn. */
  async remove(id: string, role: Role): Promise<void> {
    const { name, kind, memberId } = await this.requireOwn(id, role);
    await this.db.query(REMOVE, [id, this.clock.now()]);
    await this.db.query(WITHDRAW, [id]);
    await this.events.record('channel.removed', {}, { name, kind, isTeam: memberId === null });
  }

  /** Sends a message that says it is a test, now. */
  async test(scope: TenantScope, id: string, role: Role): Promise<ChannelTestView> {
    const channel = await this.db.inTenant(scope, async () => {
      await this.requireOwn(id, role);
      return (await this.db.query<ToTest>(TO_TEST, [id]))[0]!;
    });
    const title = this.posts.testTitle(channel.name, channel.language);
    const result = await this.posts.post(channel, { title, from: channel.tenantName, link: `${this.config.url}/` });
    await this.db.inTenant(scope, () => this.db.query(NOTE, [id, this.clock.now(), result.state, result.answer]));
    return result;
  }

  private async one(id: string, role: Role): Promise<ChannelView> {
    const rows = await this.db.read<Row>(LIST, [this.db.scope.memberId]);
    return this.viewOf(
      rows.find((row) => row.id === id)!,
      role,
    );
  }

  private viewOf({ memberId, ...row }: Row, role: Role): ChannelView {
    return { ...row, isTeam: memberId === null, isOwn: memberId !== null || may(role, 'mail.manage') };
  }

  /** One's own, and of the team's for whoever leads: for all others it is not there. */
  private async requireOwn(id: string, role: Role): Promise<Channel> {
    const channel = await this.db.find(Channel, id);
    const isOwn = channel?.memberId ? channel.memberId === this.db.scope.memberId : may(role, 'mail.manage');
    if (!channel || channel.removedAt || !isOwn) throw new NotFound('channel');
    return channel;
  }

  /** @returns the host, which is all that will be shown */
  private checked(kind: Channel['kind'], target: ChannelTarget, isTeam: boolean): string {
    const { smsHosts, isChannelLoopback } = this.config;
    const hosts = hostsOf(kind, smsHosts);
    let url: URL;
    try {
      url = publicUrl(target.url, isChannelLoopback);
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      throw fault('url', 'channel.address', error.message, `https, at ${hosts.join(', ') || 'no host at all here'}`);
    }
    const isThisMachine = isChannelLoopback && url.hostname === '127.0.0.1';
    if (!isThisMachine && !isHostAllowed(url.hostname, hosts))
      throw fault('url', 'channel.host', `${url.hostname} is none of the hosts of ${kind}`, hosts.join(', ') || 'none: the installation allows no gateway'); // prettier-ignore
    for (const problem of missingOf(kind, target, isTeam)) throw new BadInput(problem.code, [problem]);
    return url.hostname;
  }
}

/** @throws BadInput: one's own channel speaks as one's mails, whose language is set in the profile */
function refuseLanguage(language: Language | undefined): void {
  if (language !== undefined)
    throw fault('language', 'channel.foreign-field', 'a channel of one person speaks as the mails to that person', 'left out'); // prettier-ignore
}

/** What a kind needs beside its address, and what only it takes. */
function missingOf(kind: Channel['kind'], target: ChannelTarget, isTeam: boolean): FieldFault[] {
  const { secret, publicKey, headers, body, contentType, to } = target;
  const missing = (field: string, allowed: string) => [
    faultOf(field, 'channel.missing', `${kind} needs ${field}`, allowed),
  ];
  const foreign = Object.entries({
    secret: secret !== undefined && kind !== 'dingtalk' && kind !== 'web-push',
    publicKey: publicKey !== undefined && kind !== 'web-push',
    headers: headers !== undefined && kind !== 'sms',
    body: body !== undefined && kind !== 'sms',
    contentType: contentType !== undefined && kind !== 'sms',
    to: to !== undefined && kind !== 'sms',
  }).find(([, isForeign]) => isForeign);
  if (foreign) return [faultOf(foreign[0], 'channel.foreign-field', `${kind} takes no ${foreign[0]}`, 'left out')];
  if (kind === 'web-push') {
    if (isTeam)
      return [faultOf('isTeam', 'channel.foreign-field', 'web push belongs to one device of one person', 'false')];
    if (!secret) return missing('secret', '`auth` of the subscription');
    if (!publicKey) return missing('publicKey', '`p256dh` of the subscription');
  }
  if (kind === 'sms') {
    if (!body?.includes('{{text}}')) return missing('body', 'a text with {{text}} in it');
    if (body.includes('{{to}}') && !to) return missing('to', 'a number like +4915112345678');
    if (contentType !== 'application/x-www-form-urlencoded' && !isJson(body))
      return missing('body', 'JSON, or the content type of a form');
    const wrong = Object.entries(headers ?? {}).find(
      ([name, value]) => !HEADER_NAME.test(name) || OWN_HEADERS.includes(name.toLowerCase()) || typeof value !== 'string' || !/^[\x20-\x7e]{1,1000}$/.test(value), // prettier-ignore
    );
    if (wrong || Object.keys(headers ?? {}).length > MOST_HEADERS)
      return [faultOf('headers', 'channel.headers', wrong ? `${wrong[0]} is no header that may be set` : 'too many headers', `up to ${MOST_HEADERS} headers, not ${OWN_HEADERS.join(', ')}`)]; // prettier-ignore
  }
  return [];
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

function faultOf(field: string, code: string, detail: string, allowed: string): FieldFault {
  return { field, code, detail, allowed };
}

function fault(field: string, code: string, detail: string, allowed: string): BadInput {
  return new BadInput(code, [faultOf(field, code, detail, allowed)]);
}

const LIST = {
  name: 'channels.list',
  text: `
    select c.id, c.kind, c.name, c.member_id as "memberId", c.host, c.language, c.topics, c.is_on as "isOn", c.last_at as "lastAt",
      c.last_state as "lastState", c.last_answer as "lastAnswer", c.version,
      (select count(*)::int from channel_sends s where s.tenant_id = c.tenant_id and s.channel_id = c.id and s.state = 'owed') as owed
    from channels c where c.tenant_id = current_tenant() and c.removed_at is null and (c.member_id is null or c.member_id = $1)
    order by c.member_id is null, c.created_at, c.id`,
};

const TEAM = { name: 'channels.team', text: 'select language from tenants where id = current_tenant()' };

const GROUND = `
  select (select count(*)::int from channels c where c.tenant_id = t.id and c.removed_at is null and c.member_id is not distinct from $1) as count,
    case when $1::uuid is null then t.language else m.language end as language
  from tenants t left join members m on m.tenant_id = t.id and m.id = $2 where t.id = current_tenant()`;

const TO_TEST = `
  select c.tenant_id as "tenantId", c.id, c.kind, c.name, c.language, c.sealed_target as "sealedTarget",
    case when c.language = 'zh' then coalesce(t.name_zh, t.name) else t.name end as "tenantName"
  from channels c join tenants t on t.id = c.tenant_id where c.tenant_id = current_tenant() and c.id = $1`;

const NOTE = `
  update channels set last_at = $2, last_state = $3, last_answer = $4
  where tenant_id = current_tenant() and id = $1 and removed_at is null`;

const REMOVE = `
  update channels set removed_at = $2, is_on = false, sealed_target = '', version = version + 1
  where tenant_id = current_tenant() and id = $1`;

const WITHDRAW = `
  update channel_sends set state = 'withdrawn', leased_until = null
  where tenant_id = current_tenant() and channel_id = $1 and state = 'owed'`;
