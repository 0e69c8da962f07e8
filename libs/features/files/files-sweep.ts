import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { Db } from '#database/db';
import { StoredFile } from '#database/entities/stored-file.entity';
import { Clock } from '#platform/clock';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { UploadsService } from './uploads.service.js';

/** Hours for which a file that nothing holds is kept, whole or on its way: as long as a person may come back to it. */
const KEPT_HOURS = 24;
/** Files taken away in one sweep; more by the next one. */
const AT_ONCE = 100;

/** Takes away what was uploaded and never used. Two at once, or a fall in the middle, do no harm. */
@Injectable()
export class FilesSweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly uploads: UploadsService,
    private readonly sweep: SweepPool,
  ) {}

  /** @returns how many it took away */
  async run(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_HOURS * 3_600_000);
    const { rows } = await (this.sweep.pool as Pick<pg.Pool, 'query'>).query<{ tenantId: string; fileId: string }>(
      OLD,
      [before],
    );
    const failures: unknown[] = [];
    // One that cannot be removed must not keep the others.
    for (const { tenantId, fileId } of rows)
      await this.remove(tenantId, fileId).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} files could not be removed`);
    return rows.length;
  }

  private async remove(tenantId: string, fileId: string): Promise<void> {
    const scope = { tenantId, audience: 'staff', memberId: null };
    // First out of reach, so that nobody takes it into use while its bytes go.
    const file = await this.db.inTenant(scope, async () => {
      await this.uploads.markRemoved(fileId);
      return this.db.find(StoredFile, fileId);
    });
    if (file?.state === 'removed') await this.db.inScope(scope, () => this.uploads.removeMarked(file));
  }
}

const OLD = `
  select tenant_id as "tenantId", id as "fileId" from files
  where attached_at is null and created_at < $1 order by created_at limit ${AT_ONCE}`;
