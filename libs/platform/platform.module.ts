import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { Calendars } from './calendars/calendars.js';
import { Clock } from './clock.js';
import type { Config } from './config/config.js';
import { ViewAs } from './http/view-as.js';

/** Injection token of the frozen settings, see config/config.ts. */
export const CONFIG = Symbol('config');
/** Injection token of the pino logger. */
export const LOG = Symbol('log');

@Injectable()
class CloseDatabase implements OnApplicationShutdown {
  constructor(@Inject(Db) private readonly db: Db) {}

  async onApplicationShutdown(): Promise<void> {
    await this.db.close();
  }
}

/** A logger that writes JSON lines to stdout and never the headers or bodies of a request. */
export function makeLogger(config: Pick<Config, 'logLevel'>, name: string): Logger {
  return pino({ name, level: config.logLevel, redact: ['req.headers', 'headers', 'password', 'token'] });
}

/** The product's clock: real, or started elsewhere by HOMOLOG_CLOCK. */
export function clockOf(config: Pick<Config, 'clock'>): Clock {
  return config.clock ? Clock.startingAt(config.clock.shows, config.clock.startedAt ?? undefined) : Clock.real();
}

/** Settings, clock, log, the door to the database and the reference data, once per process. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config, log: Logger): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        {
          provide: Clock,
          useFactory: () => clockOf(config),
        },
        ViewAs,
        {
          provide: Db,
          useFactory: () =>
            Db.open({
              databaseUrl: config.databaseUrl,
              secret: config.secret,
              poolSize: config.databasePoolSize,
              onBellError: (err) => log.warn({ err }, 'a bell failed after commit; the sweep rings again'),
            }),
        },
        {
          provide: ReferenceStore,
          inject: [Db],
          useFactory: (db: Db) =>
            ReferenceStore.open(db, (err) => log.warn({ err }, 'could not look for newer reference data')),
        },
        {
          provide: Calendars,
          inject: [ReferenceStore],
          useFactory: (store: ReferenceStore) => new Calendars(() => store.known()),
        },
        CloseDatabase,
      ],
      exports: [CONFIG, LOG, Clock, Db, ViewAs, ReferenceStore, Calendars],
    };
  }
}
