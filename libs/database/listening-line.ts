import type pg from 'pg';

const RETRY_MS = 1_000;

export interface ListeningLineOptions {
  /** a connection that is not open yet */
  connect: () => pg.Client;
  /** names of channels, constants of the program */
  channels: readonly string[];
  /** a line that died without a word is noticed after at most twice this long, in milliseconds */
  heartbeatMs: number;
  onHeard: (channel: string, payload: string) => void;
  /** @param isBack it was gone before: what was told in between was not heard */
  onUp: (isBack: boolean) => void;
  /** @param error why it went, and it will be tried again; null = it was closed */
  onDown: (error: unknown) => void;
}

/** One connection that hears NOTIFY on some channels. When it is lost it comes back by itself. */
export class ListeningLine {
  private client: pg.Client | null = null;
  private heartbeat: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;
  private isClosing = false;
  private wasLost = false;

  constructor(private readonly options: ListeningLineOptions) {}

  /** Tries to open the line; when that fails it is tried again, and nothing is thrown. */
  async open(): Promise<void> {
    const { connect, channels, heartbeatMs, onHeard, onUp } = this.options;
    const client = connect();
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, new Error('the connection ended')));
    client.on('notification', ({ channel, payload = '' }) => onHeard(channel, payload));
    this.client = client;
    try {
      await client.connect();
      for (const channel of channels) await client.query(`listen ${channel}`);
    } catch (error) {
      this.lost(client, error);
      return;
    }
    if (this.client !== client) return;
    onUp(this.wasLost);
    this.heartbeat = setInterval(() => void this.beat(client), heartbeatMs);
    this.heartbeat.unref();
  }

  async close(): Promise<void> {
    this.isClosing = true;
    if (this.retry) clearTimeout(this.retry);
    await this.hangUp(null);
  }

  private async beat(client: pg.Client): Promise<void> {
    const timer = setTimeout(() => this.lost(client, new Error('no heartbeat')), this.options.heartbeatMs);
    try {
      await client.query('select 1');
    } catch (error) {
      this.lost(client, error);
    } finally {
      clearTimeout(timer);
    }
  }

  private lost(client: pg.Client, error: unknown): void {
    if (this.client !== client) return;
    this.wasLost = true;
    void this.hangUp(this.isClosing ? null : error);
    if (this.isClosing) return;
    this.retry = setTimeout(() => void this.open(), RETRY_MS);
    this.retry.unref();
  }

  private async hangUp(error: unknown): Promise<void> {
    const { client } = this;
    this.client = null;
    if (this.heartbeat) clearInterval(this.heartbeat);
    this.heartbeat = null;
    this.options.onDown(error);
    await client?.end().catch(() => {});
  }
}
