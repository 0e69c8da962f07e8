import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Db, type NamedSql, type TenantScope } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { FEED_DAYS_AHEAD, FEED_DAYS_BACK, FEED_SETTLED_DAYS, feedKindsOf, type CalendarFeedKind } from '#domain/calendar/feed'; // prettier-ignore
import { addDays, type Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import type { Language, Role } from '#domain/permissions';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { calendarText } from '#platform/ical/calendar-text';
import { CONFIG } from '#platform/platform.module';
import { hashOf } from './calendar-feeds.service.js';
import { entriesSql, type Narrowing } from './entries.sql.js';
import type { EntryRows } from './entry-rows.js';
import { entriesOf } from './entry-text.js';
import { calendarWordsOf } from './words.js';

const FILE = /^([A-Za-z0-9_-]{43})\.ics$/;
/** How often a program should look again; most do so when they like. */
const REFRESH_MINUTES = 60;
/** Entries written before others get their turn: a calendar of thousands must not hold up every other answer. */
const AT_ONCE = 200;

interface Found {
  tenantId: string;
  id: string;
  kind: CalendarFeedKind;
  memberId: string;
  role: Role;
  memberClientId: string | null;
  clientId: string | null;
  factoryId: string | null;
  name: string;
  language: Language;
  email: string;
  timeZone: string;
  lastUsedOn: Day | null;
}

/** A calendar as it is sent. */
export interface WrittenCalendar {
  /** of the text: the same text, the same tag */
  etag: string;
  pieces: string[];
}

/** What an address of a calendar answers, without a sign-in: as its person or client, and no more than they may see. */
@Injectable()
export class PublicCalendarsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'url'>,
  ) {}

  /** @throws NotFound, the same for an address that is unknown, revoked, or of somebody who has left or changed sides */
  async read(file: string): Promise<WrittenCalendar> {
    const [, token] = FILE.exec(file) ?? [];
    const found = token === undefined ? null : await this.find(token);
    const scope = found && scopeOf(found);
    if (!found || !scope) throw new NotFound('calendar');
    const today = this.clock.today(found.timeZone);
    const [rows, tenant] = await this.db.inScope(scope, () => Promise.all([this.rows(found, today), this.tenantName(found.language)])); // prettier-ignore
    await this.noteUse(found, today);
    return this.write(found, rows, today, tenant);
  }

  private async find(token: string): Promise<Found | null> {
    const [found] = await this.db.readReference<Found>(FIND, [hashOf(token)]);
    return found ?? null;
  }

  private async rows(found: Found, today: Day): Promise<EntryRows> {
    const { narrowing, value } = narrowingOf(found);
    const settled = new Date(this.clock.now().getTime() - FEED_SETTLED_DAYS * 86_400_000);
    const params = [value, addDays(today, -FEED_DAYS_BACK), addDays(today, FEED_DAYS_AHEAD), settled];
    const [deadlines, audits, bookings] = await Promise.all(
      (['deadlines', 'audits', 'bookings'] as const).map((kind) => this.db.read(entriesSql(kind, narrowing), params)),
    );
    return { deadlines, audits, bookings } as unknown as EntryRows;
  }

  private async write(found: Found, rows: EntryRows, today: Day, tenant: string): Promise<WrittenCalendar> {
    const { language, name } = found;
    const words = calendarWordsOf(language);
    const timeZones = [...new Set(rows.bookings.map(({ timeZone }) => timeZone))].sort();
    const head = { name, description: words.about(tenant), language, refreshMinutes: REFRESH_MINUTES, timeZones };
    const ground = { language, today, url: this.config.url, hasLinks: true, book: this.references.known() };
    const hash = createHash('sha256');
    const pieces: string[] = [];
    for (const piece of calendarText(head, entriesOf(rows, ground))) {
      hash.update(piece);
      pieces.push(piece);
      if (pieces.length % AT_ONCE === 0) await turn();
    }
    return { etag: `"${hash.digest('base64url')}"`, pieces };
  }

  private async tenantName(language: Language): Promise<string> {
    const [tenant] = await this.db.read<{ name: string; nameZh: string | null }>(TENANT);
    return (language === 'zh' ? tenant?.nameZh : null) ?? tenant?.name ?? '';
  }

  /** Told to the day, so written at most once a day. */
  private async noteUse({ tenantId, id, lastUsedOn }: Found, today: Day): Promise<void> {
    if (lastUsedOn !== null && lastUsedOn >= today) return;
    await this.db.inTenant({ tenantId, audience: 'staff', memberId: null }, () => this.db.query(NOTE_USE, [id, today]));
  }
}

/**
 * Whose eyes an address has. A client's calendar has the client's, whoever of the team made it; null where its maker may
 * not have it.
 */
function scopeOf({ tenantId, kind, memberId, role, memberClientId, clientId }: Found): TenantScope | null {
  if (!feedKindsOf(role).includes(kind)) return null;
  if (role === 'client') {
    if (memberClientId === null || (clientId !== null && clientId !== memberClientId)) return null;
    return { tenantId, audience: memberClientId, memberId };
  }
  return kind === 'client'
    ? { tenantId, audience: clientId!, memberId: null }
    : { tenantId, audience: 'staff', memberId };
}

function narrowingOf({ kind, role, memberId, email, factoryId }: Found): {
  narrowing: Exclude<Narrowing, 'one'>;
  value: string | null;
} {
  if (kind === 'factory') return { narrowing: 'factory', value: factoryId };
  if (kind !== 'person') return { narrowing: 'all', value: null };
  return role === 'client' ? { narrowing: 'contact', value: email } : { narrowing: 'member', value: memberId };
}

const FIND: NamedSql = {
  name: 'calendar-feeds.find',
  text: `select tenant_id as "tenantId", id, kind, member_id as "memberId", role, member_client_id as "memberClientId",
      client_id as "clientId", factory_id as "factoryId", name, language, email, time_zone as "timeZone", last_used_on as "lastUsedOn"
    from calendar_feed_of($1)`,
};

const TENANT: NamedSql = {
  name: 'calendar-feeds.tenant',
  text: `select name, name_zh as "nameZh" from tenants where id = (select current_tenant())`,
};

const NOTE_USE = `update calendar_feeds set last_used_on = $2 where tenant_id = current_tenant() and id = $1`;
