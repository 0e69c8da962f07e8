import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type pg from 'pg';
import type { Logger } from 'pino';
import { AuthPool } from '#features/accounts/auth-pool';
import { LOG } from '#platform/platform.module';
import { LIVE_CHANNEL } from './live-changes.js';

const RETRY_MS = 1_000;
/** A line that died without a word is noticed after this long, in milliseconds. */
const HEARTBEAT_MS = 10_000;

/** The one connection of this process that hears what transactions changed, whoever made them. Comes back by itself. */
@Injectable()
export class LiveListener implements OnApplicationBootstrap, OnModuleDestroy {
  /** called with each payload */
  onHeard: (payload: string) => void = () => {};
  /** called when the line is there again: what was told in between was not heard */
  onBack: () => void = () => {};
  private listener: pg.Client | null = null;
  private heartbeat: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;
  private isClosing = false;
  private wasLost = false;

  constructor(
    private readonly auth: AuthPool,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosing = true;
    if (this.retry) clearTimeout(this.retry);
    await this.hangUp();
  }

  private async listen(): Promise<void> {
    const client = this.auth.client();
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, new Error('the connection ended')));
    client.on('notification', ({ payload = '' }) => this.onHeard(payload));
    this.listener = client;
    try {
      await client.connect();
      await client.query(`listen ${LIVE_CHANNEL}`);
    } catch (error) {
      this.lost(client, error);
      return;
    }
    if (this.listener !== client) return;
    if (this.wasLost) this.onBack();
    this.heartbeat = setInterval(() => void this.beat(client), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  private async beat(client: pg.Client): Promise<void> {
    const timer = setTimeout(() => this.lost(client, new Error('no heartbeat')), HEARTBEAT_MS);
    try {
      await client.query('select 1');
    } catch (error) {
      this.lost(client, error);
    } finally {
      clearTimeout(timer);
    }
  }

  private lost(client: pg.Client, error: unknown): void {
    if (this.listener !== client) return;
    this.wasLost = true;
    void this.hangUp();
    if (this.isClosing) return;
    this.log.warn({ err: error }, 'not told of changes for now; open screens ask anew when the line is back');
    this.retry = setTimeout(() => void this.listen(), RETRY_MS);
    this.retry.unref();
  }

  private async hangUp(): Promise<void> {
    const client = this.listener;
    this.listener = null;
    if (this.heartbeat) clearInterval(this.heartbeat);
    this.heartbeat = null;
    await client?.end().catch(() => {});
  }
}
