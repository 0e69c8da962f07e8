import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { CalendarFeed } from '#database/entities/calendar-feed.entity';
import { Client } from '#database/entities/client.entity';
import { Factory } from '#database/entities/factory.entity';
import { feedKindsOf, type CalendarFeedKind } from '#domain/calendar/feed';
import { BadInput, Forbidden, NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import type { Who } from '#platform/http/who';
import { CONFIG } from '#platform/platform.module';
import type { CalendarFeedInput, CalendarFeedListQuery, CalendarFeedView, NewCalendarFeedView } from './calendar-feeds.dto.js'; // prettier-ignore

/** 256 bits, as 43 characters of an address. */
const TOKEN_BYTES = 32;
/** Addresses in use of one person at most: a list that nobody can read protects nothing. */
const MOST_FEEDS = 30;

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Addresses at which calendar programs read; the only writer of `calendar_feeds`. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'url'>,
  ) {}

  /** Those in use, the newest first. Of the kind `person` only one's own. */
  async list({ kind, clientId, factoryId }: CalendarFeedListQuery, who: Who): Promise<CalendarFeedView[]> {
    const rows = await this.db.read<Omit<CalendarFeedView, 'mayRevoke'>>(LIST, [
      who.memberId,
      kind ?? null,
      clientId ?? null,
      factoryId ?? null,
    ]);
    const mayAll = may(who.role, 'calendar-feed.manage');
    return rows.map((row) => ({ ...row, mayRevoke: row.isMine || mayAll }));
  }

  /**
   * @throws Forbidden for a kind that the role may not have; NotFound for the client or factory of others; BadInput where
   *   one is missing or too much; RuleBroken `calendar-feed.too-many` `{ most }`
   */
  async create(input: CalendarFeedInput, who: Who): Promise<NewCalendarFeedView> {
    const { kind, name, language = who.language } = input;
    if (!feedKindsOf(who.role).includes(kind)) throw new Forbidden(`calendar-feed.${kind}`);
    const clientId = await this.clientOf(input, who);
    const factoryId = await this.factoryOf(input);
    const [count] = await this.db.read<{ count: number }>(COUNT, [who.memberId]);
    if (count!.count >= MOST_FEEDS) throw new RuleBroken('calendar-feed.too-many', { most: MOST_FEEDS });
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const fields = { kind, name, language, clientId, factoryId, memberId: who.memberId };
    // Behind the caller's own wall by now: a client's person writes nothing itself.
    const id = await this.db.asTenant(async () => {
      const made = await this.db.insert(CalendarFeed, {
        ...fields,
        tokenHash: hashOf(token),
        createdAt: this.clock.now(),
      });
      await this.events.record('calendar-feed.made', { clientId, factoryId, memberId: who.memberId }, { name, kind });
      return made;
    });
    const made = (await this.list({}, who)).find((one) => one.id === id)!;
    return { ...made, address: new URL(`/calendars/${token}.ics`, this.config.url).href };
  }

  /** From now on the address answers as one that never was. @throws NotFound, also for what the caller may not revoke */
  async revoke(id: string, who: Who): Promise<void> {
    const found = (await this.list({}, who)).find((one) => one.id === id);
    if (!found?.mayRevoke) throw new NotFound('calendar feed');
    const { clientId, factoryId, name, kind } = found;
    await this.db.asTenant(async () => {
      await this.db
        .repo(CalendarFeed)
        .update({ tenantId: who.tenantId, id }, { revokedAt: this.clock.now(), revokedBy: who.memberId });
      await this.events.record(
        'calendar-feed.revoked',
        { clientId, factoryId, memberId: who.memberId },
        { name, kind },
      );
    });
  }

  private async clientOf({ kind, clientId }: CalendarFeedInput, who: Who): Promise<string | null> {
    refuseSpare('clientId', clientId, kind, 'client');
    if (kind !== 'client') return null;
    const wanted = clientId ?? who.clientId;
    if (!wanted) throw missing('clientId');
    return (await this.db.require(Client, wanted)).id;
  }

  private async factoryOf({ kind, factoryId }: CalendarFeedInput): Promise<string | null> {
    refuseSpare('factoryId', factoryId, kind, 'factory');
    if (kind !== 'factory') return null;
    if (!factoryId) throw missing('factoryId');
    return (await this.db.require(Factory, factoryId)).id;
  }
}

function refuseSpare(field: string, value: string | undefined, kind: CalendarFeedKind, of: CalendarFeedKind): void {
  if (value === undefined || kind === of) return;
  const detail = `A calendar of the kind ${kind} has no ${field}.`;
  throw new BadInput('invalid-input', [{ field, code: 'not-here', detail, allowed: `left out, or kind ${of}` }]);
}

function missing(field: string): BadInput {
  return new BadInput('invalid-input', [{ field, code: 'is-uuid', detail: `${field} is needed.`, allowed: 'an id' }]);
}

const LIVE = 'f.revoked_at is null and f.ended_because is null';

const LIST: NamedSql = {
  name: 'calendar-feeds.list',
  text: `select f.id, f.kind, f.name, f.language, f.client_id as "clientId", f.factory_id as "factoryId", coalesce(m.name, '') as "madeBy",
      f.member_id = $1 as "isMine", f.created_at as "createdAt", f.last_used_on as "lastUsedOn"
    from calendar_feeds f left join members m on m.tenant_id = f.tenant_id and m.id = f.member_id
    where f.tenant_id = (select current_tenant()) and ${LIVE} and (f.kind <> 'person' or f.member_id = $1)
      and ($2::text is null or f.kind = $2) and ($3::uuid is null or f.client_id = $3) and ($4::uuid is null or f.factory_id = $4)
    order by f.created_at desc, f.id limit 1000`,
};

const COUNT: NamedSql = {
  name: 'calendar-feeds.count',
  text: `select count(*)::int as count from calendar_feeds f where f.tenant_id = (select current_tenant()) and f.member_id = $1 and ${LIVE}`,
};
