import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ProductChange } from '#database/entities/product-change.entity';
import { NotFound, RuleBroken } from '#domain/errors';
import { isSettled, isWaiting, type TouchedState } from '#domain/product-changes/change-status';
import { EventsService, type EventSubject } from '#features/events/events.service';

/** What an event of a change is about. */
export function subjectOf({
  id,
  clientId,
  factoryId,
}: Pick<ProductChange, 'id' | 'clientId' | 'factoryId'>): EventSubject {
  return { changeId: id, clientId, factoryId };
}

/** @throws RuleBroken `product-change.not-open`: what is withdrawn or accepted is opened again first */
export function requireOpenChange({ status }: Pick<ProductChange, 'status'>): void {
  if (status !== 'open') throw new RuleBroken('product-change.not-open', { status });
}

/** Locks changes for writing, and keeps on them what follows from their certificates. */
@Injectable()
export class ChangeKeeper {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** One change whose row nobody else writes until the transaction ends. @throws NotFound */
  async lock(id: string): Promise<ProductChange> {
    const [found] = await this.db.query(LOCK, [[id]]);
    if (!found) throw new NotFound('product change');
    return this.db.require(ProductChange, id);
  }

  async statesOf(changeId: string): Promise<TouchedState[]> {
    const rows = await this.db.query<{ state: TouchedState }>(STATES, [changeId]);
    return rows.map(({ state }) => state);
  }

  /**
   * A change is accepted once nothing that it touches waits any longer, and open again when something does after all. A
   * withdrawn one stays withdrawn.
   */
  async settle(changeIds: readonly string[]): Promise<void> {
    for (const id of [...new Set(changeIds)].sort()) {
      const change = await this.lock(id);
      const states = await this.statesOf(id);
      if (change.status === 'open' && isSettled(states)) await this.turn(change, 'accepted', 'product-change.accepted');
      else if (change.status === 'accepted' && states.some(isWaiting)) await this.turn(change, 'open', 'product-change.reopened'); // prettier-ignore
    }
  }

  private async turn(change: ProductChange, status: ProductChange['status'], what: string): Promise<void> {
    const { title } = change;
    await this.events.edit(ProductChange, change, change.version, { status, statusReason: null }, what, subjectOf(change), { title }); // prettier-ignore
  }
}

const LOCK = `select id from product_changes where tenant_id = current_tenant() and id = any ($1::uuid[]) order by id for no key update`;

const STATES = `select distinct state from product_change_certificates where tenant_id = current_tenant() and change_id = $1`;
