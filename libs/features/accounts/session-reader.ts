import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { ListeningLine } from '#database/listening-line';
import type { Language } from '#domain/permissions';
import type { Config } from '#platform/config/config';
import { type Membership, SessionReader, type SignedInPerson } from '#platform/http/who';
import { CONFIG, LOG } from '#platform/platform.module';
import { AuthPool } from './auth-pool.js';
import { readCookie, sessionCookieName, tokenOf } from './session-cookie.js';
import { SessionCache } from './session-cache.js';

/** Expiry is compared with the server's real time, by which better-auth sets it, and not with the product's clock. */
const WHO_HOLDS = {
  name: 'accounts.who-holds',
  text: `select s.id as "sessionId", u.id as "userId", u.email, u.name, u."emailVerified",
           u.language, u."timeZone",
           coalesce((select json_agg(json_build_object('tenantId', m.tenant_id, 'memberId', m.member_id, 'role', m.role,
             'clientId', m.client_id, 'tenantName', m.tenant_name, 'tenantNameZh', m.tenant_name_zh,
             'tenantKind', m.tenant_kind, 'memberName', m.member_name, 'language', m.language, 'timeZone', m.time_zone))
             from public.memberships_of(u.id) m), '[]') as memberships
         from session s join "user" u on u.id = s."userId"
         where s.token = $1 and s."expiresAt" > now()`,
};

interface Holder {
  sessionId: string;
  userId: string;
  email: string;
  name: string;
  emailVerified: boolean;
  language: Language | null;
  timeZone: string | null;
  memberships: Membership[];
}

const CHANNELS = ['session_ended', 'person_changed', 'member_changed', 'tenant_changed'] as const;
/** A line that died without a word is noticed after this long, in milliseconds. */
const HEARTBEAT_MS = 5_000;

/**
 * Finds who holds a session cookie. Remembered in this process; the database tells of every ended session and every
 * changed person, membership and tenant over one listening connection. While that is down nothing is remembered.
 */
@Injectable()
export class CachedSessionReader extends SessionReader implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly cache = new SessionCache();
  private readonly cookieName: string;
  private readonly line: ListeningLine;

  constructor(
    private readonly auth: AuthPool,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) log: Logger,
  ) {
    super();
    this.cookieName = sessionCookieName(config.url);
    this.line = new ListeningLine({
      connect: () => auth.client(),
      channels: CHANNELS,
      heartbeatMs: HEARTBEAT_MS,
      onHeard: (channel, payload) => this.heard(channel, payload),
      onUp: () => this.cache.turnOn(),
      onDown: (err) => {
        this.cache.turnOff();
        if (err) log.warn({ err }, 'not told of changed sessions for now; every request asks the database');
      },
    });
  }

  async read(headers: IncomingHttpHeaders): Promise<SignedInPerson | null> {
    const cookie = readCookie(headers.cookie, this.cookieName);
    if (!cookie) return null;
    const known = this.cache.get(cookie);
    if (known) return known;
    const token = tokenOf(cookie, this.config.secret);
    if (!token) return null;
    const ticket = this.cache.ticket;
    const { rows } = await this.auth.look<Holder>({ ...WHO_HOLDS, values: [token] });
    const holder = rows[0];
    if (!holder) return null;
    const { emailVerified, ...person } = holder;
    const found: SignedInPerson = {
      ...person,
      language: person.language ?? person.memberships[0]?.language ?? 'en',
      timeZone: person.timeZone ?? person.memberships[0]?.timeZone ?? 'UTC',
      isPlatformOwner: emailVerified && person.email.toLowerCase() === this.config.platformOwner,
    };
    this.cache.set(cookie, found, ticket);
    return found;
  }

  /** Drops what is remembered of this cookie at once, without waiting for the database to tell. */
  forget(headers: IncomingHttpHeaders): void {
    const cookie = readCookie(headers.cookie, this.cookieName);
    if (cookie) this.cache.drop(cookie);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.line.open();
  }

  onApplicationShutdown(): Promise<void> {
    return this.line.close();
  }

  private heard(channel: string, payload: string): void {
    if (channel === 'session_ended') this.cache.dropSession(payload);
    else if (channel === 'tenant_changed') this.cache.dropTenant(payload);
    else this.cache.dropPerson(payload);
  }
}
