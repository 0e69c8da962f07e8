import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import { STAGE_ACTS } from '#domain/states/stage-status';
import { ApplicationsService } from '#features/applications/applications.service';
import { OpeningService } from '#features/applications/opening.service';
import { refusalOf } from '#features/applications/refusal';
import type { BulkAssignmentInput, BulkMoveInput, BulkResult, BulkRow, CaseStanding } from './work.dto.js';

const STAGE_MOVES: readonly string[] = [...STAGE_ACTS, 'hand-over'];

type Found = CaseStanding & {
  id: string;
  number: string;
  productName: string;
  productNameZh: string | null;
  /** the latest attempt of the stage that the case stands in */
  stageId: string | null;
};

/** Ends a transaction whose work was only to be seen. */
class SeenEnough extends Error {}

/**
 * One act on many cases. Each case is a transaction of its own: done whole or refused with the words that the same act
 * alone would get. A preview does the very same and takes it back, so it cannot promise what the act would not do.
 */
@Injectable()
export class BulkService {
  constructor(
    private readonly db: Db,
    private readonly applications: ApplicationsService,
    private readonly opening: OpeningService,
  ) {}

  /** @throws BadInput when neither owner nor deputy is named */
  async assign({ applicationIds, ownerId, deputyId, isPreview = false }: BulkAssignmentInput): Promise<BulkResult> {
    if (ownerId === undefined && deputyId === undefined) {
      const detail = 'Name an owner, a deputy or both.';
      throw new BadInput('invalid-input', [
        { field: 'ownerId', code: 'nothing-assigned', detail, allowed: 'ownerId, deputyId' },
      ]);
    }
    return this.each(applicationIds, isPreview, ({ id, version }) =>
      this.opening.edit(id, { version, ownerId, deputyId }),
    );
  }

  async move({ cases, act, isPreview = false, ...how }: BulkMoveInput): Promise<BulkResult> {
    const versions = new Map(cases.map(({ id, version }) => [id, version]));
    const isOfStage = STAGE_MOVES.includes(act);
    return this.each([...versions.keys()], isPreview, ({ id, number, stageId }) => {
      if (isOfStage && stageId === null) throw new RuleBroken('application.stands-in-no-stage', { number });
      const move = { ...how, act, version: versions.get(id)! };
      return this.applications.move(id, isOfStage ? { ...move, stageId } : move);
    });
  }

  private async each(
    ids: readonly string[],
    isPreview: boolean,
    act: (found: Found) => Promise<void>,
  ): Promise<BulkResult> {
    const rows: BulkRow[] = [];
    // One after the other: two hundred at once would take every connection from everybody else.
    for (const id of ids) rows.push(await this.one(id, isPreview, act));
    const count = (outcome: BulkRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
    return { isPreview, done: count('done'), unchanged: count('unchanged'), refused: count('refused'), rows };
  }

  private async one(id: string, isPreview: boolean, act: (found: Found) => Promise<void>): Promise<BulkRow> {
    const row: BulkRow = { applicationId: null, number: null, productName: null, productNameZh: null, outcome: 'refused', before: null, after: null, refusal: null }; // prettier-ignore
    try {
      await this.db.inTenant(this.db.scope, async () => {
        const found = await this.find(id);
        const { number, productName, productNameZh } = found;
        Object.assign(row, { applicationId: id, number, productName, productNameZh, before: standing(found) });
        await act(found);
        const after = standing(await this.find(id));
        Object.assign(row, { after, outcome: after.version === found.version ? 'unchanged' : 'done' });
        if (isPreview) throw new SeenEnough();
      });
    } catch (error) {
      if (!(error instanceof SeenEnough))
        Object.assign(row, { outcome: 'refused', after: null, refusal: refusalOf(error) });
    }
    return row;
  }

  private async find(id: string): Promise<Found> {
    const [found] = await this.db.read<Found>(CASE, [id]);
    if (!found) throw new NotFound('application');
    return found;
  }
}

function standing({
  status,
  stageKey,
  stageNames,
  turn,
  forecastOn,
  nextDueOn,
  ownerName,
  deputyName,
  version,
}: Found): CaseStanding {
  return { status, stageKey, stageNames, turn, forecastOn, nextDueOn, ownerName, deputyName, version };
}

const CASE: NamedSql = {
  name: 'work.case',
  text: `select a.id, a.number, p.name as "productName", p.name_zh as "productNameZh", a.status, a.stage_key as "stageKey",
      s.names as "stageNames", s.id as "stageId", a.turn, a.forecast_on as "forecastOn",
      nullif(a.next_due_on, 'infinity') as "nextDueOn", o.name as "ownerName", d.name as "deputyName", a.version
    from applications a join products p on p.tenant_id = a.tenant_id and p.id = a.product_id
      left join lateral (select s.id, s.names from application_stages s where s.tenant_id = a.tenant_id
        and s.application_id = a.id and s.key = a.stage_key order by s.attempt desc limit 1) s on true
      left join members o on o.tenant_id = a.tenant_id and o.id = a.owner_id
      left join members d on d.tenant_id = a.tenant_id and d.id = a.deputy_id
    where a.tenant_id = current_tenant() and a.id = $1`,
};
