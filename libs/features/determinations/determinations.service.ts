import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { DeterminationDischarge } from '#database/entities/determination-discharge.entity';
import { Determination } from '#database/entities/determination.entity';
import { Product } from '#database/entities/product.entity';
import type { StoredFile } from '#database/entities/stored-file.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Day } from '#domain/day';
import { requireAnswers } from '#domain/determinations/conditions';
import { determinationDeadlines, groundOfPaper, type DeterminationFacts } from '#domain/determinations/determination-deadlines'; // prettier-ignore
import { owedQuantity, requireDayAfter, requirePart, requireQuantity } from '#domain/determinations/discharge';
import { badField, RuleBroken } from '#domain/errors';
import { cutText } from '#domain/register/text';
import { DETERMINATION_INITIAL, determinationNeeds, nextDeterminationStatus, type DeterminationAct } from '#domain/states/determination-status'; // prettier-ignore
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';
import { EventsService, type EventSubject } from '#features/events/events.service';
import { FilesService } from '#features/files/files.service';
import { Clock } from '#platform/clock';
import { DeterminationChecks, requireGround } from './determination-checks.js';
import type { DeterminationActInput, DeterminationEdit, DeterminationInput, DeterminationView } from './determinations.dto.js'; // prettier-ignore
import { DeterminationsQueries } from './determinations.queries.js';

/** The word of each act in the history: `determination.granted` and so on. */
const PAST: Readonly<Record<DeterminationAct, string>> = {
  apply: 'determination.applied',
  grant: 'determination.granted',
  refuse: 'determination.refused',
  use: 'determination.used',
  'discharge-part': 'determination.part-discharged',
  discharge: 'determination.discharged',
  lapse: 'determination.lapsed',
  withdraw: 'determination.withdrawn',
};

/** Fields that what is owed is counted from. */
const COUNTED: readonly (keyof Determination)[] = ['number', 'validUntil', 'promisedExportOn', 'displayUntil'];

/** The only writer of `determinations` and `determination_discharges`. */
@Injectable()
export class DeterminationsService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly files: FilesService,
    private readonly references: ReferenceStore,
    private readonly checks: DeterminationChecks,
    private readonly queries: DeterminationsQueries,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('determinationId', (id, next) => this.keep([{ id, ...next }]));
  }

  /** @throws BadInput for a ground that does not fit the kind, or an answer to no condition of it; those of `DeterminationChecks` */
  async create({ productId, ...input }: DeterminationInput): Promise<DeterminationView> {
    const { clientId } = await this.db.require(Product, productId);
    const { exemptions } = await this.references.current();
    const ground = requireGround(exemptions, input.kind, input.ground ?? null);
    const conditions = requireAnswers(ground, input.conditions ?? {});
    await this.checks.links({ clientId, productId }, input);
    const paper = input.paperFileId ? await this.files.requireStored(input.paperFileId) : null;
    if (paper) await this.files.attach(paper, { clientId, isClientVisible: true });
    const row = await this.db.add(Determination, {
      ...input,
      ...{ productId, clientId, conditions, ground: ground?.key ?? null, status: DETERMINATION_INITIAL },
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('determination.drafted', subjectOf(row), titleOf(row));
    return this.queries.one(row.id);
  }

  /** @throws RuleBroken `stale-version`, `determination.quantity-too-small`, and those of `DeterminationChecks` */
  async edit(id: string, { version, ...input }: DeterminationEdit): Promise<DeterminationView> {
    const row = await this.lock(id);
    // A stale version is told before any other objection: the editor judged by what no longer stands.
    await this.events.edit(Determination, row, version, {}, 'determination.edited', subjectOf(row));
    const fields: Partial<Determination> = { ...input, conditions: row.conditions };
    if (input.conditions !== undefined) {
      const { exemptions } = await this.references.current();
      fields.conditions = { ...row.conditions, ...requireAnswers(groundOfPaper(row, exemptions), input.conditions) };
    }
    if (input.quantity !== undefined) requireQuantity(input.quantity, row.dischargedQuantity);
    await this.checks.links(row, input, row);
    if (input.paperFileId && input.paperFileId !== row.paperFileId) {
      const paper = await this.files.requireStored(input.paperFileId);
      await this.files.attach(paper, { clientId: row.clientId, isClientVisible: true });
    }
    const changes = await this.events.edit(Determination, row, version, fields, 'determination.edited', subjectOf(row), titleOf(row)); // prettier-ignore
    if (COUNTED.some((field) => changes[field])) await this.restate([id]);
    return this.queries.one(id);
  }

  /**
   * @throws RuleBroken `determination.illegal-transition` with the legal acts named, `stale-version`,
   *   `determination.day-too-early`, `determination.part-too-large`, `determination.not-the-rest`; BadInput on what the
   *   act needs and was not given, and on a day in the future
   */
  async act(id: string, input: DeterminationActInput): Promise<DeterminationView> {
    const row = await this.lock(id);
    const { act, version, on, reason } = input;
    const proof = input.proofFileId === undefined ? null : await this.files.requireStored(input.proofFileId);
    await this.events.edit(Determination, row, version, {}, PAST[act], subjectOf(row));
    const status = nextDeterminationStatus(row.kind, row.status, act);
    const needs = determinationNeeds(row.status, act);
    requireGiven(act, needs, input);
    this.refuseFuture(on);
    if (on !== undefined) requireDayAfter(row, on);
    const fields: Partial<Determination> = { status, statusReason: reason ?? null, ...this.daysOf(act, input) };
    if (act === 'grant') fields.validUntil = this.lastDay(row, input);
    const facts: Record<string, unknown> = { ...titleOf(row), ...(reason !== undefined && { reason }) };
    if (act === 'discharge' || act === 'discharge-part') {
      const quantity = await this.discharge(row, input, proof!);
      fields.dischargedQuantity = row.dischargedQuantity + quantity;
      Object.assign(facts, { manner: input.manner, quantity });
    }
    await this.events.edit(Determination, row, version, fields, PAST[act], subjectOf(row), facts);
    await this.restate([id]);
    return this.queries.one(id);
  }

  /** States the days of these determinations anew. */
  async restate(ids: readonly string[]): Promise<void> {
    const book = await this.references.current();
    const facts = await this.db.query<DeterminationFacts & { id: string }>(FACTS, [ids]);
    const next = await this.deadlines.restateMany(
      facts.map(({ id, ...one }) => ({ subject: { determinationId: id }, stated: determinationDeadlines(one, book) })),
    );
    await this.keep(facts.map(({ id }, index) => ({ id, ...next[index]! })));
  }

  /** Nobody else discharges the same goods until the transaction ends. */
  private async lock(id: string): Promise<Determination> {
    await this.db.query(LOCK, [id]);
    return this.db.require(Determination, id);
  }

  private daysOf(act: DeterminationAct, { on, number }: DeterminationActInput): Partial<Determination> {
    if (act === 'apply') return { appliedOn: on! };
    if (act === 'grant') return { grantedOn: on!, ...(number !== undefined && { number }) };
    return act === 'use' ? { importedOn: on! } : {};
  }

  /** The last day of the paper that is granted; no source says how long one holds. */
  private lastDay({ validUntil: before }: Determination, { on, validUntil }: DeterminationActInput): Day | null {
    const last = validUntil ?? before;
    if (last === null || last >= on!) return last;
    throw badField(
      'validUntil',
      'before-granted',
      'The last valid day is not before the day of the grant.',
      `from ${on!}`,
    );
  }

  /** @returns how many are accounted for by it */
  private async discharge(row: Determination, input: DeterminationActInput, proof: StoredFile): Promise<number> {
    const { act, on, manner, quantity } = input;
    const account = { quantity: row.quantity, discharged: row.dischargedQuantity };
    if (act === 'discharge-part') requirePart(account, quantity!);
    else if (quantity !== undefined && quantity !== owedQuantity(account))
      throw new RuleBroken('determination.not-the-rest', { owed: owedQuantity(account) });
    const { id: determinationId, clientId } = row;
    await this.files.attach(proof, { clientId, isClientVisible: true });
    const discharged = act === 'discharge-part' ? quantity! : owedQuantity(account);
    await this.db.insert(DeterminationDischarge, {
      ...{ determinationId, clientId, manner: manner!, dischargedOn: on!, quantity: discharged, proofFileId: proof.id },
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    return discharged;
  }

  private refuseFuture(on: Day | undefined): void {
    const today = this.clock.latestToday();
    if (on !== undefined && on > today)
      throw badField('on', 'day-in-future', 'on must not be in the future.', `until ${today}`);
  }

  /** The version stays: nobody edited the determination. */
  private async keep(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    if (rows.length > 0) await this.db.query(KEEP, [JSON.stringify(rows)]);
  }
}

function requireGiven(act: DeterminationAct, needs: readonly string[], input: DeterminationActInput): void {
  const fields = { day: 'on', reason: 'reason', proof: 'proofFileId', manner: 'manner', quantity: 'quantity' } as const;
  for (const need of needs) {
    const field = fields[need as keyof typeof fields];
    if (input[field] === undefined) throw badField(field, 'required', `To ${act} ${field} is needed.`);
  }
}

function subjectOf({ id, clientId, productId, applicationId }: Determination): EventSubject {
  return { determinationId: id, clientId, productId, applicationId };
}

function titleOf({ number, purpose }: Pick<Determination, 'number' | 'purpose'>): { title: string } {
  return { title: number ?? cutText(purpose, 200) };
}

const LOCK = `select 1 from determinations where tenant_id = current_tenant() and id = $1 for no key update`;

const FACTS = `
  select id, kind, ground, status, number, granted_on as "grantedOn", valid_until as "validUntil",
    promised_export_on as "promisedExportOn", display_until as "displayUntil"
  from determinations where tenant_id = current_tenant() and id = any ($1::uuid[])`;

const KEEP = `
  update determinations d set next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind", next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where d.tenant_id = current_tenant() and d.id = r.id`;
