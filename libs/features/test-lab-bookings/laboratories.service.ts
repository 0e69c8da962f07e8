import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Laboratory } from '#database/entities/laboratory.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { BadInput, NotFound, RuleBroken, type FieldFault } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import { KNOWN_COUNTRY, KNOWN_ZONE, knownLaboratory } from './known-laboratories.js';
import type { LaboratoryEdit, LaboratoryInput, LaboratoryView } from './laboratories.dto.js';
import { LaboratoriesQueries } from './laboratories.queries.js';

const MARKS = ['cccDesignated', 'cnas', 'cma'] as const;
/** What the record says and a tenant taking it over therefore does not. */
const OF_THE_RECORD = ['name', 'nameZh', 'city', 'country', 'timeZone'] as const;

/** What a reminder to a laboratory depends on. */
const READ_BY_PLANNING = ['email', 'name', 'nameZh', 'country', 'timeZone'] as const;

/** The only writer of `laboratories`. */
@Injectable()
export class LaboratoriesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly references: ReferenceStore,
    private readonly queries: LaboratoriesQueries,
    private readonly reminders: RemindersService,
  ) {}

  /**
   * @throws BadInput on missing names or marks without the day they were looked up; NotFound for an unknown record;
   *   RuleBroken `laboratory.taken-over` when the record is in the register
   */
  async create({ referenceKey, ...input }: LaboratoryInput): Promise<LaboratoryView> {
    if (referenceKey === undefined) {
      const id = await this.addOwn(input);
      return this.queries.one(id);
    }
    const given = OF_THE_RECORD.filter((field) => input[field] !== undefined);
    if (given.length > 0) {
      const detail = 'The record says this; leave it out.';
      throw new BadInput('invalid-input', given.map((field) => ({ field, code: 'of-the-record', detail }))); // prettier-ignore
    }
    const known = await this.find(referenceKey);
    if (known) throw new RuleBroken('laboratory.taken-over', { laboratoryId: known.id, name: known.name });
    const taken = await this.takeOver(referenceKey);
    const fields = this.marksOf(input, taken);
    if (Object.keys(fields).length > 0) await this.db.repo(Laboratory).update({ tenantId: taken.tenantId, id: taken.id }, fields); // prettier-ignore
    return this.queries.one(taken.id);
  }

  /** @throws RuleBroken `stale-version`; BadInput on marks without the day they were looked up */
  async edit(id: string, { version, ...input }: LaboratoryEdit): Promise<LaboratoryView> {
    const laboratory = await this.db.require(Laboratory, id);
    if (laboratory.referenceKey !== null) {
      const given = OF_THE_RECORD.filter((field) => input[field] !== undefined && input[field] !== laboratory[field]);
      const detail = 'The reference data says this; add a laboratory of your own instead.';
      if (given.length > 0)
        throw new BadInput('invalid-input', given.map((field) => ({ field, code: 'of-the-record', detail }))); // prettier-ignore
    }
    const fields = { ...input, ...this.marksOf(input, laboratory) };
    const changes = await this.events.edit(Laboratory, laboratory, version, fields, 'laboratory.edited', {
      laboratoryId: id,
    });
    if (READ_BY_PLANNING.some((field) => changes[field])) await this.reminders.replanLaboratory(id);
    return this.queries.one(id);
  }

  /** The tenant's row of a laboratory: its own by id, or the one of a record, made when it is first used. */
  async requireOne({
    laboratoryId,
    referenceKey,
  }: {
    laboratoryId?: string;
    referenceKey?: string;
  }): Promise<Laboratory> {
    if ((laboratoryId === undefined) === (referenceKey === undefined)) {
      const detail = 'Name a laboratory of the register or the key of a record, one of the two.';
      throw new BadInput('invalid-input', [
        { field: 'laboratoryId', code: 'one-of-two', detail, allowed: 'laboratoryId or referenceKey' },
      ]);
    }
    if (laboratoryId !== undefined) return this.db.require(Laboratory, laboratoryId);
    return (await this.find(referenceKey!)) ?? this.takeOver(referenceKey!);
  }

  private async find(referenceKey: string): Promise<Laboratory | null> {
    return this.db.repo(Laboratory).findOneBy({ tenantId: this.db.scope.tenantId, referenceKey });
  }

  private async takeOver(referenceKey: string): Promise<Laboratory> {
    const record = knownLaboratory(await this.references.current(), referenceKey);
    if (!record) throw new NotFound('laboratory');
    const laboratory = await this.db.add(Laboratory, {
      referenceKey,
      name: record.names.en,
      nameZh: record.names.zh,
      city: record.city,
      country: KNOWN_COUNTRY,
      timeZone: KNOWN_ZONE,
      cccDesignated: record.cccDesignated,
      cnas: record.cnas,
      cma: record.cma,
      createdAt: this.clock.now(),
    });
    await this.events.record('laboratory.added', { laboratoryId: laboratory.id }, { name: laboratory.name });
    return laboratory;
  }

  private async addOwn(input: Omit<LaboratoryInput, 'referenceKey'>): Promise<string> {
    const { name, country, timeZone } = input;
    if (name === undefined || country === undefined || timeZone === undefined) {
      const detail = 'A laboratory that the reference data does not know needs it.';
      const missing = (['name', 'country', 'timeZone'] as const).filter((field) => input[field] === undefined);
      throw new BadInput('invalid-input', missing.map((field): FieldFault => ({ field, code: 'required', detail }))); // prettier-ignore
    }
    const marks = this.marksOf(input, { cccDesignated: 'unknown', cnas: 'unknown', cma: 'unknown', checkedOn: null });
    const { id } = await this.db.add(Laboratory, {
      cccDesignated: 'unknown',
      cnas: 'unknown',
      cma: 'unknown',
      ...input,
      ...marks,
      name,
      country,
      timeZone,
      createdAt: this.clock.now(),
    });
    await this.events.record('laboratory.added', { laboratoryId: id }, { name });
    return id;
  }

  /** The fields of the marks that are given, once they are fit to stand together. */
  private marksOf(
    input: Omit<LaboratoryInput, 'referenceKey'>,
    now: Pick<Laboratory, (typeof MARKS)[number] | 'checkedOn'>,
  ): Partial<Laboratory> {
    const { checkedOn } = input;
    const today = this.clock.today(KNOWN_ZONE);
    if (checkedOn && checkedOn > today)
      throw fault('checkedOn', 'day-in-future', 'checkedOn must not be in the future.', `until ${today}`);
    const isSaid = MARKS.some(
      (mark) => input[mark] !== undefined && input[mark] !== now[mark] && input[mark] !== 'unknown',
    );
    if (isSaid && !(checkedOn === undefined ? now.checkedOn : checkedOn))
      throw fault('checkedOn', 'required', 'Say on which day the marks were looked up.', 'an existing day, YYYY-MM-DD');
    const fields = { cccDesignated: input.cccDesignated, cnas: input.cnas, cma: input.cma, checkedOn, basisNote: input.basisNote, email: input.email, note: input.note }; // prettier-ignore
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  }
}

function fault(field: string, code: string, detail: string, allowed: string): BadInput {
  return new BadInput('invalid-input', [{ field, code, detail, allowed }]);
}
