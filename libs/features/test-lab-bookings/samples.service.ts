import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { Booking } from '#database/entities/booking.entity';
import { Product } from '#database/entities/product.entity';
import { Sample } from '#database/entities/sample.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { requireExtension, sampleDeadlines, type SampleFacts } from '#domain/cases/temporary-import';
import type { Day } from '#domain/day';
import { BadInput, RuleBroken } from '#domain/errors';
import { SAMPLE_INITIAL, nextSampleStatus, sampleNeeds, type SampleAct } from '#domain/states/sample-status';
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';
import { EventsService, type EventSubject } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { SampleActInput, SampleDeed, SampleEdit, SampleInput, SampleLine } from './samples.dto.js';
import { SamplesQueries } from './samples.queries.js';

/** The word of each act in the history: `sample.shipped` and so on. */
const PAST: Readonly<Record<SampleDeed, string>> = {
  prepare: 'sample.prepared',
  ship: 'sample.shipped',
  'reach-customs': 'sample.at-customs',
  release: 'sample.released',
  receive: 'sample.received',
  accept: 'sample.accepted',
  reject: 'sample.rejected',
  'start-test': 'sample.test-started',
  'finish-test': 'sample.test-finished',
  return: 'sample.returned',
  dispose: 'sample.disposed',
  lose: 'sample.lost',
  cancel: 'sample.cancelled',
  extend: 'sample.import-extended',
};

/** The only writer of `samples`. */
@Injectable()
export class SamplesService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly references: ReferenceStore,
    private readonly queries: SamplesQueries,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('sampleId', (id, next) => this.keep([{ id, ...next }]));
  }

  /** @throws RuleBroken `sample.of-another-client`; BadInput on a day in the future */
  async create({ productId, ...input }: SampleInput): Promise<SampleLine> {
    const { clientId } = await this.db.require(Product, productId);
    const booking = await this.requireBooking(input.bookingId, clientId);
    const applicationId = input.applicationId ?? booking?.applicationId ?? null;
    if (applicationId !== null) {
      const application = await this.db.require(Application, applicationId);
      if (application.clientId !== clientId)
        throw new RuleBroken('sample.of-another-client', { applicationId, clientId });
    }
    this.refuseFuture('temporaryImportOn', input.temporaryImportOn);
    const { models = [], quantity = 1, ...rest } = input;
    const sample = await this.db.add(Sample, {
      ...rest,
      ...{ productId, clientId, applicationId, models, quantity, status: SAMPLE_INITIAL },
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('sample.planned', subjectOf(sample), { label: sample.label });
    if (sample.temporaryImportOn !== null) await this.restate([sample.id]);
    return this.queries.one(sample.id);
  }

  /** @throws RuleBroken `stale-version`, `sample.of-another-client`, `sample.already-extended` when the day of import goes */
  async edit(id: string, { version, ...input }: SampleEdit): Promise<SampleLine> {
    const sample = await this.db.require(Sample, id);
    await this.requireBooking(input.bookingId, sample.clientId);
    this.refuseFuture('temporaryImportOn', input.temporaryImportOn);
    const { temporaryImportExtendedOn: extendedOn } = sample;
    if (
      extendedOn !== null &&
      input.temporaryImportOn !== undefined &&
      !(input.temporaryImportOn !== null && input.temporaryImportOn <= extendedOn)
    )
      // prettier-ignore
      throw new RuleBroken('sample.already-extended', { extendedOn, times: 1 });
    const facts = { label: sample.label };
    const changes = await this.events.edit(Sample, sample, version, input, 'sample.edited', subjectOf(sample), facts);
    if (changes['temporaryImportOn']) await this.restate([id]);
    return this.queries.one(id);
  }

  /**
   * @throws RuleBroken `sample.illegal-transition` with the legal acts named, `stale-version`, `sample.day-too-early`,
   *   and as `requireExtension`; BadInput on what the act needs and was not given, and on a day in the future
   */
  async act(id: string, input: SampleActInput): Promise<SampleLine> {
    const sample = await this.db.require(Sample, id);
    const { act, version, on, reason, place, carrier, trackingNumber, customsDeclaration, isTemporaryImport } = input;
    await this.events.edit(Sample, sample, version, {}, PAST[act], subjectOf(sample));
    this.refuseFuture('on', on);
    const told = { place, carrier, trackingNumber, customsDeclaration };
    const fields: Partial<Sample> = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
    if (act === 'extend') {
      requireField(act, 'on', on);
      requireExtension(factsOf(sample), on!, (await this.references.current()).limits);
      fields.temporaryImportExtendedOn = on!;
    } else {
      Object.assign(fields, this.move(sample, act, on, reason));
      if (isTemporaryImport) fields.temporaryImportOn = this.importDay(act, on);
    }
    const facts = { label: sample.label, ...(reason !== undefined && { reason }) };
    await this.events.edit(Sample, sample, version, fields, PAST[act], subjectOf(sample), facts);
    await this.restate([id]);
    return this.queries.one(id);
  }

  /** States the limits of these samples' imports anew. */
  async restate(ids: readonly string[]): Promise<void> {
    const { limits } = await this.references.current();
    const facts = await this.db.query<SampleFacts & { id: string }>(FACTS, [ids]);
    const next = await this.deadlines.restateMany(
      facts.map(({ id, ...sample }) => ({ subject: { sampleId: id }, stated: sampleDeadlines(sample, limits) })),
    );
    await this.keep(facts.map(({ id }, index) => ({ id, ...next[index]! })));
  }

  private move(sample: Sample, act: SampleAct, on: Day | undefined, reason: string | undefined): Partial<Sample> {
    const status = nextSampleStatus(sample.status, act);
    const needs = sampleNeeds(sample.status, act);
    if (needs.includes('day')) requireField(act, 'on', on);
    if (needs.includes('reason')) requireField(act, 'reason', reason);
    const earliestOn = sample.statusOn;
    if (on !== undefined && earliestOn !== null && on < earliestOn)
      throw new RuleBroken('sample.day-too-early', { earliestOn });
    // An act without a day leaves the last known one: it is what the next day is compared with.
    return { status, statusOn: on ?? earliestOn, statusReason: reason ?? null };
  }

  private importDay(act: SampleDeed, on: Day | undefined): Day {
    if (act === 'release' && on !== undefined) return on;
    const detail = 'Only a release by customs begins a temporary import.';
    throw new BadInput('invalid-input', [{ field: 'isTemporaryImport', code: 'not-allowed', detail, allowed: 'with act release' }]); // prettier-ignore
  }

  private async requireBooking(id: string | null | undefined, clientId: string): Promise<Booking | null> {
    if (!id) return null;
    const booking = await this.db.require(Booking, id);
    if (booking.clientId !== clientId) throw new RuleBroken('sample.of-another-client', { bookingId: id, clientId });
    return booking;
  }

  private refuseFuture(field: string, day: Day | null | undefined): void {
    const today = this.clock.latestToday();
    if (!day || day <= today) return;
    const detail = `${field} must not be in the future.`;
    throw new BadInput('invalid-input', [{ field, code: 'day-in-future', detail, allowed: `until ${today}` }]);
  }

  /** The version stays: nobody edited the sample. */
  private async keep(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    if (rows.length > 0) await this.db.query(KEEP, [JSON.stringify(rows)]);
  }
}

function factsOf({ status, temporaryImportOn, temporaryImportExtendedOn }: Sample): SampleFacts {
  return { status, importedOn: temporaryImportOn, extendedOn: temporaryImportExtendedOn };
}

function subjectOf({ clientId, productId, applicationId, bookingId }: Sample): EventSubject {
  return { bookingId, applicationId, clientId, productId };
}

function requireField(act: string, field: string, value: string | undefined): void {
  if (value !== undefined) return;
  const detail = `To ${act} a sample ${field} is needed.`;
  throw new BadInput('invalid-input', [{ field, code: 'required', detail }]);
}

const FACTS = `
  select id, status, temporary_import_on as "importedOn", temporary_import_extended_on as "extendedOn" from samples
  where tenant_id = current_tenant() and id = any ($1::uuid[])`;

const KEEP = `
  update samples s set next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind", next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where s.tenant_id = current_tenant() and s.id = r.id`;
