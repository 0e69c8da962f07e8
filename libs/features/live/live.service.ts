import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { HttpException, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { SessionReader, type Who } from '#platform/http/who';
import { LIVE_CHANNEL } from './live-changes.js';
import { LiveListener } from './live-listener.js';
import { KINDS_OF_CLIENTS, type LiveMessage, type LivePresence, packPresence, unpack } from './live-message.js';
import { LiveQueries } from './live.queries.js';
import { LiveStream } from './live-stream.js';
import { Presence, type PresentAt, type PresentPerson } from './presence.js';

/** Below the minute after which proxies take a silent line for dead. */
const HEARTBEAT_MS = 20_000;
/** Screens of one person in one tenant; a hidden screen closes its stream. */
const MOST_PER_MEMBER = 12;

/**
 * The open screens of this process: what any transaction changed is passed to those of its tenant, to a client's only
 * what its wall shows. A screen whose session has ended, or whose member has left or changed, hears nothing more.
 */
@Injectable()
export class LiveService implements OnModuleInit, OnModuleDestroy {
  /** of all screens; a test may set it before the first */
  heartbeatMs = HEARTBEAT_MS;
  private readonly streams = new Set<LiveStream>();
  private readonly presence = new Presence();
  private heartbeat: NodeJS.Timeout | null = null;
  private isClosing = false;
  /** messages are passed on in their order, though a client's wall has to be asked */
  private lastDelivery: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Db,
    private readonly sessions: SessionReader,
    private readonly queries: LiveQueries,
    private readonly listener: LiveListener,
  ) {}

  onModuleInit(): void {
    this.listener.onHeard = (payload) => {
      const message = unpack(payload);
      if (message) this.lastDelivery = this.lastDelivery.then(() => this.deliver(message)).catch(() => {});
    };
    this.listener.onBack = () => {
      for (const stream of this.streams) stream.send('changed', { subjects: [], many: true });
    };
  }

  /** Open screens would hold up a stop: they end first, and come back by themselves. */
  onModuleDestroy(): void {
    this.isClosing = true;
    if (this.heartbeat) clearInterval(this.heartbeat);
    for (const stream of this.streams) stream.end();
    this.streams.clear();
  }

  /** @throws HttpException 429 `live.too-many-screens`, 503 while stopping */
  refuseTooMany(who: Who): void {
    if (this.isClosing) throw new HttpException('Stopping.', 503);
    const own = [...this.streams].filter(({ who: { memberId } }) => memberId === who.memberId).length;
    if (own < MOST_PER_MEMBER) return;
    throw new HttpException(
      {
        code: 'live.too-many-screens',
        message: `At most ${MOST_PER_MEMBER} screens of one person are kept up to date.`,
        facts: { most: MOST_PER_MEMBER },
      },
      429,
    );
  }

  /** Keeps the screen up to date until its line is closed; the head of the answer has been sent. */
  async open(who: Who, headers: IncomingHttpHeaders, answer: ServerResponse): Promise<void> {
    const stream = new LiveStream(who, headers, await this.placeOf(who, headers), answer);
    if (answer.destroyed) return;
    this.streams.add(stream);
    answer.on('close', () => this.streams.delete(stream));
    answer.on('error', () => this.streams.delete(stream));
    if (!this.heartbeat) {
      this.heartbeat = setInterval(() => void this.beat(), this.heartbeatMs);
      this.heartbeat.unref();
    }
    stream.send('ready', {});
  }

  /** Tells the others that somebody of the team has a page open, or has left it. @returns who else is there */
  async tellPresence(presence: LivePresence): Promise<PresentPerson[]> {
    await this.db.tell(LIVE_CHANNEL, packPresence(presence));
    return this.presence.at(presence).filter(({ memberId }) => memberId !== presence.memberId);
  }

  private async deliver(message: LiveMessage): Promise<void> {
    if (message.what === 'presence') {
      const page = this.presence.heard(message.presence);
      if (page) await this.tellReaders(page);
      return;
    }
    for (const [clientId, streams] of await this.audiencesOf(message.tenantId)) {
      const data = await this.dataFor(message, clientId);
      if (data) for (const stream of streams) stream.send('changed', data);
    }
  }

  /** What the staff (null) or a client company is told of the message; null = nothing. */
  private async dataFor(message: Exclude<LiveMessage, { what: 'presence' }>, clientId: string | null) {
    if (message.what === 'many') {
      const isMeant = clientId === null || message.clientIds === null || message.clientIds.includes(clientId);
      return isMeant ? { subjects: [], many: true } : null;
    }
    const subjects =
      clientId === null
        ? message.subjects
        : await this.queries.seenBy(
            message.tenantId,
            clientId,
            message.subjects.filter(({ kind, isForClients }) => isForClients && KINDS_OF_CLIENTS.includes(kind)),
          );
    return subjects.length > 0 ? { subjects: subjects.map(({ kind, id }) => ({ kind, id })) } : null;
  }

  private async tellReaders(page: PresentAt): Promise<void> {
    const staff = (await this.audiencesOf(page.tenantId)).get(null) ?? [];
    for (const stream of staff) {
      const people = this.presence.at(page).filter(({ memberId }) => memberId !== stream.who.memberId);
      stream.send('presence', { kind: page.kind, id: page.id, people });
    }
  }

  /** The screens of a tenant whose people may still read: those of the staff (null) and of each client company. */
  private async audiencesOf(tenantId: string): Promise<Map<string | null, LiveStream[]>> {
    const audiences = new Map<string | null, LiveStream[]>();
    for (const stream of [...this.streams].filter(({ who }) => who.tenantId === tenantId)) {
      if (!(await this.mayStillRead(stream))) continue;
      const { clientId } = stream.who;
      audiences.set(clientId, [...(audiences.get(clientId) ?? []), stream]);
    }
    return audiences;
  }

  /** Ends the stream when the session or the place in the tenant is no longer what it was. Remembered sessions make it cheap. */
  private async mayStillRead(stream: LiveStream): Promise<boolean> {
    const place = await this.placeOf(stream.who, stream.headers);
    if (place && place === stream.place) return true;
    stream.end();
    this.streams.delete(stream);
    return false;
  }

  /** Who reads, in what place of the tenant, as one text; null when nobody may. */
  private async placeOf(who: Who, headers: IncomingHttpHeaders): Promise<string | null> {
    const person = await this.sessions.read(headers).catch(() => null);
    const place = person?.memberships.find(({ tenantId }) => tenantId === who.tenantId);
    return place ? `${place.memberId} ${place.role} ${place.clientId}` : null;
  }

  private async beat(): Promise<void> {
    for (const page of this.presence.sweep()) await this.tellReaders(page);
    for (const stream of [...this.streams]) if (await this.mayStillRead(stream)) stream.beat();
  }
}
