import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { roleUrl } from '#database/roles';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';

/**
 * The connections of the role `homolog_auth`: identities, sessions, and the two look-ups before a tenant is known.
 * better-auth wants instants as Date, so this pool keeps pg's own types.
 */
@Injectable()
export class AuthPool implements OnApplicationShutdown {
  readonly pool: pg.Pool;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.pool = new pg.Pool({ ...this.options(), max: Math.max(2, Math.ceil(config.databasePoolSize / 2)) });
    // An idle connection that the server closes must not end the process; the next query opens another.
    this.pool.on('error', () => {});
  }

  /** A connection of its own, not yet connected, for LISTEN. */
  client(): pg.Client {
    return new pg.Client({ ...this.options(), keepAlive: true });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  private options(): pg.ClientConfig {
    return {
      connectionString: roleUrl(this.config.databaseUrl, this.config.secret, 'auth'),
      options: '-c timezone=UTC -c search_path=auth',
      application_name: 'homolog-auth',
      connectionTimeoutMillis: 10_000,
    };
  }
}
