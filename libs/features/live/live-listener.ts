import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { ListeningLine } from '#database/listening-line';
import { AuthPool } from '#features/accounts/auth-pool';
import { LOG } from '#platform/platform.module';
import { LIVE_CHANNEL } from './live-changes.js';

/** A line that died without a word is noticed after this long, in milliseconds. */
const HEARTBEAT_MS = 10_000;

/** The one connection of this process that hears what transactions changed, whoever made them. */
@Injectable()
export class LiveListener implements OnApplicationBootstrap, OnModuleDestroy {
  /** called with each payload */
  onHeard: (payload: string) => void = () => {};
  /** called when the line is there again: what was told in between was not heard */
  onBack: () => void = () => {};
  private readonly line: ListeningLine;

  constructor(auth: AuthPool, @Inject(LOG) log: Logger) {
    this.line = new ListeningLine({
      connect: () => auth.client(),
      channels: [LIVE_CHANNEL],
      heartbeatMs: HEARTBEAT_MS,
      onHeard: (_channel, payload) => this.onHeard(payload),
      onUp: (isBack) => isBack && this.onBack(),
      onDown: (err) =>
        err && log.warn({ err }, 'not told of changes for now; open screens ask anew when the line is back'),
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.line.open();
  }

  onModuleDestroy(): Promise<void> {
    return this.line.close();
  }
}
