import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Absence } from '#database/entities/absence.entity';
import { Member } from '#database/entities/member.entity';
import { addDays, daysBetween, type Day } from '#domain/day';
import { BadInput, Forbidden, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import type { Who } from '#platform/http/who';
import type { AbsenceEdit, AbsenceInput, AbsenceList, AbsenceView } from './absences.dto.js';

/** Ended ones are told for so long. */
const BACK_DAYS = 30;
/** Who is away for longer has left. */
const MOST_DAYS = 731;

/** The only writer of `absences`. Whose deadlines have another reader for a while is planned anew in the same transaction. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
  ) {}

  async list(memberId: string | null): Promise<AbsenceList> {
    const since = addDays(this.clock.now().toISOString().slice(0, 10), -BACK_DAYS);
    return { items: await this.db.read<AbsenceView>(LIST, [since, memberId]) };
  }

  /**
   * @throws NotFound; Forbidden for another member without the right to manage members; BadInput; RuleBroken
   *   `absence.overlaps`, `absence.deputy-is-absent`, `absence.deputy-is-no-staff`, `absence.member-has-left`
   */
  async add(who: Who, { memberId, fromOn, toOn, deputyId = null }: AbsenceInput): Promise<AbsenceView> {
    const member = await this.db.require(Member, memberId);
    this.refuseOthers(who, memberId);
    if (member.leftAt || member.role === 'client') throw new RuleBroken('absence.member-has-left', { memberId });
    await this.check(memberId, { fromOn, toOn, deputyId }, null);
    const id = await this.db.insert(Absence, { memberId, fromOn, toOn, deputyId, createdAt: this.clock.now() });
    await this.events.record('absence.added', { memberId }, { fromOn, toOn, deputyId });
    await this.reminders.replanMember(memberId);
    return this.one(id);
  }

  /** @throws as `add`, and RuleBroken `stale-version` */
  async edit(who: Who, id: string, { version, ...input }: AbsenceEdit): Promise<AbsenceView> {
    const absence = await this.db.require(Absence, id);
    const { memberId } = absence;
    this.refuseOthers(who, memberId);
    const { fromOn = absence.fromOn, toOn = absence.toOn, deputyId = absence.deputyId } = input;
    await this.check(memberId, { fromOn, toOn, deputyId }, id);
    const fields = { fromOn, toOn, deputyId };
    const changes = await this.events.edit(Absence, absence, version, fields, 'absence.edited', { memberId });
    if (Object.keys(changes).length > 0) await this.reminders.replanMember(memberId);
    return this.one(id);
  }

  /** @throws NotFound; Forbidden */
  async remove(who: Who, id: string): Promise<void> {
    const { tenantId, memberId, fromOn, toOn } = await this.db.require(Absence, id);
    this.refuseOthers(who, memberId);
    await this.db.repo(Absence).delete({ tenantId, id });
    await this.events.record('absence.removed', { memberId }, { fromOn, toOn });
    await this.reminders.replanMember(memberId);
  }

  private async one(id: string): Promise<AbsenceView> {
    const [found] = await this.db.read<AbsenceView>(ONE, [id]);
    return found!;
  }

  private refuseOthers(who: Who, memberId: string): void {
    if (memberId !== who.memberId && !may(who.role, 'member.manage')) throw new Forbidden('member.manage');
  }

  private async check(
    memberId: string,
    { fromOn, toOn, deputyId }: { fromOn: Day; toOn: Day; deputyId: string | null },
    ownId: string | null,
  ): Promise<void> {
    if (toOn < fromOn || daysBetween(fromOn, toOn) > MOST_DAYS) {
      const detail = `The last day lies on or after the first and within ${MOST_DAYS} days of it.`;
      const allowed = `${fromOn} to ${addDays(fromOn, MOST_DAYS)}`;
      throw new BadInput('invalid-input', [{ field: 'toOn', code: 'out-of-range', detail, allowed }]);
    }
    if (deputyId === memberId) throw new RuleBroken('absence.deputy-is-absent');
    if (deputyId !== null) {
      const deputy = await this.db.require(Member, deputyId);
      if (deputy.leftAt || !may(deputy.role, 'absence.edit')) throw new RuleBroken('absence.deputy-is-no-staff');
    }
    // Two entries of one person at the same moment wait for each other here.
    await this.db.query('select 1 from members where tenant_id = current_tenant() and id = $1 for update', [memberId]);
    const [other] = await this.db.query<{ fromOn: Day; toOn: Day }>(OVERLAPPING, [memberId, fromOn, toOn, ownId]);
    if (other) throw new RuleBroken('absence.overlaps', { ...other });
  }
}

const COLUMNS = `
  select a.id, a.member_id as "memberId", m.name as "memberName", a.from_on as "fromOn", a.to_on as "toOn",
    a.deputy_id as "deputyId", d.name as "deputyName", a.version
  from absences a
  join members m on m.tenant_id = a.tenant_id and m.id = a.member_id
  left join members d on d.tenant_id = a.tenant_id and d.id = a.deputy_id
  where a.tenant_id = current_tenant()`;

const LIST = {
  name: 'absences.list',
  text: `${COLUMNS} and a.to_on >= $1 and ($2::uuid is null or a.member_id = $2) order by a.from_on, a.id limit 500`,
};

const ONE = { name: 'absences.one', text: `${COLUMNS} and a.id = $1` };

const OVERLAPPING = `
  select from_on as "fromOn", to_on as "toOn" from absences
  where tenant_id = current_tenant() and member_id = $1 and from_on <= $3 and to_on >= $2 and ($4::uuid is null or id <> $4) limit 1`;
