import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { PlanningValueRow } from '#database/entities/planning-value.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound, RuleBroken } from '#domain/errors';
import { planningValues, requirePlanningValue } from '#domain/plan/planning-values';
import type { ReferenceBook } from '#domain/reference/book';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { PlanningValueInput, PlanningValueView } from './planning-values.dto.js';
import { PlansService } from './plans.service.js';

/** The only writer of `planning_values`: the tenant's own amounts for what no source states. */
@Injectable()
export class PlanningValuesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly references: ReferenceStore,
    private readonly plans: PlansService,
  ) {}

  /** Every value that may be set, with our default. */
  async list(): Promise<PlanningValueView[]> {
    return this.views(this.references.known());
  }

  /**
   * Sets the tenant's own amount; stored plans of the scheme are counted anew.
   *
   * @throws RuleBroken `planning-value.not-planning`, `stale-version`; BadInput for an unknown key
   */
  async set(key: string, { amount, reason = null, version = null }: PlanningValueInput): Promise<PlanningValueView> {
    const book = await this.references.current();
    requirePlanningValue(book.schemes, key, amount);
    const { tenantId, memberId } = this.db.scope;
    const rows = this.db.repo(PlanningValueRow);
    const known = await rows.findOne({ where: { tenantId, key }, lock: { mode: 'pessimistic_write' } });
    if ((known?.version ?? null) !== version) {
      const changed = known ? { amount: known.amount, reason: known.reason } : {};
      throw new RuleBroken('stale-version', { version: known?.version ?? null, changed });
    }
    const fields = { amount, reason, setBy: memberId, setAt: this.clock.now() };
    if (known) await rows.update({ tenantId, id: known.id }, fields);
    else await this.db.insert(PlanningValueRow, { key, ...fields });
    await this.events.record('planning-value.set', {}, { key, reason, changes: { amount: [known?.amount ?? null, amount] } }); // prettier-ignore
    await this.plans.recomputeScheme(schemeOf(key), book);
    return this.view(book, key);
  }

  /** Back to our default. @throws NotFound for a key that no scheme has and for which there is no own amount */
  async reset(key: string): Promise<PlanningValueView> {
    const book = await this.references.current();
    const { tenantId } = this.db.scope;
    const known = await this.db.repo(PlanningValueRow).findOneBy({ tenantId, key });
    if (!known) return this.view(book, key);
    await this.db.repo(PlanningValueRow).delete({ tenantId, id: known.id });
    await this.events.record('planning-value.reset', {}, { key, changes: { amount: [known.amount, null] } });
    await this.plans.recomputeScheme(schemeOf(key), book);
    return this.view(book, key);
  }

  private async view(book: ReferenceBook, key: string): Promise<PlanningValueView> {
    const found = (await this.views(book)).find((value) => value.key === key);
    if (!found) throw new NotFound('planning value');
    return found;
  }

  private async views(book: ReferenceBook): Promise<PlanningValueView[]> {
    const rows = await this.db.read<OwnRow>(OWN);
    const own = new Map(rows.map((row) => [row.key, row]));
    return planningValues(book.schemes.values()).map((value) => {
      const {
        ownAmount = null,
        reason = null,
        setByName = null,
        setAt = null,
        version = null,
      } = own.get(value.key) ?? {};
      return { ...value, ownAmount, reason, setByName, setAt, version };
    });
  }
}

type OwnRow = Pick<PlanningValueView, 'ownAmount' | 'reason' | 'setByName' | 'setAt' | 'version'> & { key: string };

function schemeOf(key: string): string {
  return key.slice('stage:'.length, key.indexOf('/'));
}

const OWN = {
  name: 'planning-values.list',
  text: `select v.key, v.amount as "ownAmount", v.reason, m.name as "setByName", v.set_at as "setAt", v.version
         from planning_values v left join members m on m.tenant_id = v.tenant_id and m.id = v.set_by
         where v.tenant_id = current_tenant()`,
};
