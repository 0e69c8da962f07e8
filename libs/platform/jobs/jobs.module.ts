import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { CONFIG, LOG } from '../platform.module.js';
import { Jobs } from './jobs.js';

@Injectable()
class CloseJobs implements OnApplicationShutdown {
  constructor(private readonly jobs: Jobs) {}

  async onApplicationShutdown(): Promise<void> {
    await this.jobs.close();
  }
}

/** The door to the queue, once per process. The api rings, the worker works. */
@Global()
@Module({
  providers: [
    {
      provide: Jobs,
      useFactory: ({ databaseUrl, secret, redisUrl }: Config, log: Logger) =>
        new Jobs({ databaseUrl, secret, redisUrl, log }),
      inject: [CONFIG, LOG],
    },
    CloseJobs,
  ],
  exports: [Jobs],
})
export class JobsModule {}
