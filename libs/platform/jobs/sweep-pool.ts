import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { openPool } from '#database/pool';
import type { Config } from '../config/config.js';
import { CONFIG } from '../platform.module.js';

/** The worker's narrow door over all tenants: ids, instants and leases of what is owed, nothing else. */
@Injectable()
export class SweepPool implements OnApplicationShutdown {
  readonly pool: pg.Pool;

  constructor(@Inject(CONFIG) { databaseUrl, secret }: Config) {
    this.pool = openPool({ databaseUrl, secret, role: 'sweep', max: 2 });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
