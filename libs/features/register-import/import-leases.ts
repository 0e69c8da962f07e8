import { Injectable } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Clock } from '#platform/clock';
import type { ColumnChoices } from '#domain/register/columns';
import type { ImportState } from './register-import.dto.js';

/** A worker that stops without a word is replaced after this time. */
const LEASE_MS = 120_000;
/** Progress is told, and the lease renewed, this often. */
const TICK_MS = 1_000;

/** Kept in `imports.options`. */
export interface ImportOptions {
  /** by `headingKey` */
  columns?: ColumnChoices;
  zones?: Record<string, string>;
  updatesKnown?: boolean;
  /** member who pressed Import */
  executedBy?: string;
}

/** Somebody else has taken the work over; what this one did is rolled back. */
export class LeaseLost extends Error {}

export interface Settled {
  state: ImportState;
  report?: unknown;
  result?: unknown;
  failureCode?: string | null;
  failureFacts?: unknown;
  rowsTotal?: number;
  executedAt?: Date;
}

/** One import that this process works on. */
export class HeldImport {
  rowsRead = 0;
  rowsImported = 0;
  rowsTotal: number | null = null;
  isLost = false;

  constructor(
    private readonly db: Db,
    readonly scope: TenantScope,
    readonly id: string,
    readonly options: ImportOptions,
    /** The lease as it stands in the row: whoever changes it, holds it. */
    public token: Date,
  ) {}

  /** @throws LeaseLost */
  requireHeld(): void {
    if (this.isLost) throw new LeaseLost();
  }

  /**
   * Writes the outcome and gives the lease back, in the current transaction.
   *
   * @throws LeaseLost when somebody else has taken over: the transaction must not commit
   */
  async settle(outcome: Settled): Promise<void> {
    const rows = await this.db.query(SETTLE, [
      this.id,
      this.token,
      outcome.state,
      json(outcome.report),
      json(outcome.result),
      outcome.failureCode ?? null,
      json(outcome.failureFacts),
      this.rowsRead,
      this.rowsImported,
      outcome.rowsTotal ?? this.rowsTotal,
      outcome.executedAt ?? null,
    ]);
    if (rows.length !== 1) throw new LeaseLost();
  }
}

const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

/** Lets one process at a time work on an import, visibly from outside. */
@Injectable()
export class ImportLeases {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the import if it is in this state and nobody works on it, and keeps the lease while `work` runs. The work
   * settles the import itself. If it throws, the lease is given back, so that the next ring may try again.
   *
   * @param work called with progress to be told in `rowsRead` and `rowsImported`; its last act stops the ticking first
   * @returns false when there was nothing to take
   */
  async hold(
    tenantId: string,
    importId: string,
    state: ImportState,
    work: (held: HeldImport, stopTicking: () => Promise<void>) => Promise<void>,
  ): Promise<boolean> {
    const held = await this.claim(tenantId, importId, state);
    if (!held) return false;
    // Started outside of the work's transaction, so each tick is seen from outside at once.
    let ticking: Promise<void> = Promise.resolve();
    const timer = setInterval(() => {
      ticking = ticking.then(() => this.tick(held)).catch(() => {}); // the next tick tries again; the lease outlives many
    }, TICK_MS);
    const stopTicking = async (): Promise<void> => {
      clearInterval(timer);
      await ticking;
    };
    try {
      await work(held, stopTicking);
    } catch (error) {
      await stopTicking();
      await this.giveBack(held).catch(() => {}); // the lease ends by itself
      if (!(error instanceof LeaseLost)) throw error;
    } finally {
      await stopTicking();
    }
    return true;
  }

  private async claim(tenantId: string, importId: string, state: ImportState): Promise<HeldImport | null> {
    const scope: TenantScope = { tenantId, audience: 'staff', memberId: null };
    const now = this.clock.now();
    const token = new Date(now.getTime() + LEASE_MS);
    const rows = await this.db.inTenant(scope, () =>
      this.db.query<{ createdBy: string | null; options: ImportOptions | null }>(CLAIM, [importId, state, now, token]),
    );
    const found = rows[0];
    if (!found) return null;
    const options = found.options ?? {};
    const memberId = (state === 'importing' ? options.executedBy : undefined) ?? found.createdBy;
    return new HeldImport(this.db, { ...scope, memberId }, importId, options, token);
  }

  private async tick(held: HeldImport): Promise<void> {
    if (held.isLost) return;
    const token = new Date(this.clock.now().getTime() + LEASE_MS);
    const { id, rowsRead, rowsImported, rowsTotal } = held;
    const rows = await this.db.inTenant(held.scope, () =>
      this.db.query(TICK, [id, held.token, token, rowsRead, rowsImported, rowsTotal]),
    );
    if (rows.length === 1) held.token = token;
    else held.isLost = true;
  }

  private async giveBack(held: HeldImport): Promise<void> {
    await this.db.inTenant(held.scope, () => this.db.query(GIVE_BACK, [held.id, held.token]));
  }
}

const CLAIM = `
  with taken as (update imports set leased_until = $4, rows_read = 0, rows_imported = 0
    where tenant_id = current_tenant() and id = $1 and state = $2 and (leased_until is null or leased_until <= $3)
    returning created_by, options)
  select created_by as "createdBy", options from taken`;

const TICK = `
  with told as (update imports set leased_until = $3, rows_read = $4, rows_imported = $5, rows_total = coalesce($6, rows_total)
    where tenant_id = current_tenant() and id = $1 and leased_until = $2 returning id)
  select id from told`;

const GIVE_BACK = `update imports set leased_until = null where tenant_id = current_tenant() and id = $1 and leased_until = $2`;

const SETTLE = `
  with settled as (update imports set state = $3, report = coalesce($4::jsonb, report), result = coalesce($5::jsonb, result),
      failure_code = $6, failure_facts = $7::jsonb, rows_read = $8, rows_imported = $9, rows_total = coalesce($10, rows_total),
      executed_at = coalesce($11, executed_at), leased_until = null, version = version + 1
    where tenant_id = current_tenant() and id = $1 and leased_until = $2 returning id)
  select id from settled`;
