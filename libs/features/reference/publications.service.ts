import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { Db } from '#database/db';
import { openPool } from '#database/pool';
import { identityOf, inForce, type RawRecord } from '#database/reference/raw-record';
import { preview, publish, readLayers, REFERENCE_LOCK, type RecordChange } from '#database/reference/publish';
import { ReferenceStore } from '#database/reference/reference-store';
import { BadInput, RuleBroken } from '#domain/errors';
import type { Words } from '#domain/reference/record';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import type { PublicationInput, PublicationView } from './publications.dto.js';
import { asBadInput, faultyInput, uploadedRecords } from './uploaded-records.js';
import type { RecordChangeView } from './versions.dto.js';

/** How long a publication waits for those who are counting days: they hold the lock for moments only. */
const PATIENCE = '10s';

/** Adds to the reference data what the platform owner uploads. Tenants are counted anew by the worker's sweep. */
@Injectable()
export class PublicationsService implements OnApplicationShutdown {
  private pool: pg.Pool | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @throws BadInput `reference.faulty` naming file and record, the data in force stays then;
   *   RuleBroken `reference.stale-version`, `reference.busy`
   */
  async upload(input: PublicationInput, by: string): Promise<PublicationView> {
    const records = uploadedRecords(input.fileName, input.content);
    return input.isDryRun ? this.dryRun(records) : this.publish(input, records, by);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end();
  }

  private async dryRun(records: RawRecord[]): Promise<PublicationView> {
    const query = async (text: string, values?: unknown[]) => ({
      rows: await this.db.readReference({ name: '', text }, values),
    });
    const layers = await requireLayers({ query } as never);
    const after = asBadInput(() => preview(layers, { layer: 'upload', records }));
    const told = toViews(after.changes, inForce(layers.release, layers.upload), inForce(layers.release, after.layerAfter)); // prettier-ignore
    const version = layers.version + (told.length > 0 ? 1 : 0);
    return { isDryRun: true, basedOnVersion: layers.version, version, changes: told };
  }

  private async publish(input: PublicationInput, records: RawRecord[], by: string): Promise<PublicationView> {
    const { basedOnVersion, fileName, note = null } = input;
    if (basedOnVersion === undefined) {
      const detail = 'To publish, name the version that the dry run was compared with.';
      throw new BadInput('invalid-input', [
        { field: 'basedOnVersion', code: 'is-int', detail, allowed: 'basedOnVersion of the dry run' },
      ]);
    }
    this.pool ??= openPool({ ...this.config, role: 'reference', max: 1 });
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query(`set local lock_timeout = '${PATIENCE}'`);
      // The same lock that `publish` takes: taken here first, nobody publishes between the question and the act.
      await client.query('select pg_advisory_xact_lock($1)', [REFERENCE_LOCK]);
      const layers = await requireLayers(client);
      if (layers.version !== basedOnVersion)
        throw new RuleBroken('reference.stale-version', { basedOnVersion, newest: layers.version });
      const at = this.clock.now();
      const done = await publish(client, { layer: 'upload', records, fileName, note, by, at });
      const after = await requireLayers(client);
      const told = toViews(done.changes, inForce(layers.release, layers.upload), inForce(after.release, after.upload)); // prettier-ignore
      // A file that says what holds already makes no version.
      const isSomething = told.length > 0;
      await client.query(isSomething ? 'commit' : 'rollback');
      // So that who published sees it at once; other processes look by themselves.
      if (isSomething) await this.references.current();
      return { isDryRun: false, basedOnVersion, version: isSomething ? done.version : basedOnVersion, changes: told };
    } catch (error) {
      await client.query('rollback').catch(() => {});
      if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) throw new RuleBroken('reference.busy');
      throw faultyInput(error);
    } finally {
      client.release();
    }
  }
}

const LOCK_NOT_AVAILABLE = '55P03';

async function requireLayers(client: Pick<pg.ClientBase, 'query'>) {
  const layers = await readLayers(client, null);
  // The store does not open on such a database: the program would not run.
  if (!layers) throw new Error('there is no reference data in the database');
  return layers;
}

/** Each change with the name and source of the record it speaks of. */
function toViews(
  changes: readonly RecordChange[],
  before: readonly RawRecord[],
  after: readonly RawRecord[],
): RecordChangeView[] {
  const [was, is] = [before, after].map((records) => new Map(records.map((record) => [identityOf(record), record])));
  return changes.map((change) => {
    const record = (change.change === 'removed' ? was : is)?.get(identityOf(change));
    const { names, source } = (record?.fields ?? {}) as { names?: Words; source?: string };
    return { ...change, names: names ?? null, source: source ?? null };
  });
}
