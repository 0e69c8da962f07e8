import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReminderSettings } from '#database/entities/reminder-settings.entity';
import { DEFAULT_HOURS, hoursFault, type ReminderHours } from '#domain/deadlines/reminder-hours';
import { BadInput, RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import type { ReminderHoursEdit, ReminderHoursView } from './reminder-hours.dto.js';
import { LayAnew } from './lay-anew.js';
import { HOURS, LAYING } from './reminders.sql.js';

const FIELDS = ['morningHour', 'quietFrom', 'quietTo', 'outlookWeekday'] as const;

/** The only writer of `reminder_settings`: at which hours of the reader's own day reminders leave. */
@Injectable()
export class ReminderHoursService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly anew: LayAnew,
  ) {}

  async view(): Promise<ReminderHoursView> {
    const [[own], [laying]] = await Promise.all([
      this.db.read<ReminderHours & { version: number }>(HOURS),
      this.db.read<{ since: string }>(LAYING),
    ]);
    return toView(own ?? null, laying?.since ?? null);
  }

  /**
   * Sets the hours; what is planned and not sent is laid anew for the new morning, of a large tenant by the worker.
   *
   * @throws RuleBroken `stale-version`; BadInput `reminder-hours.morning-is-quiet` naming the hours that are not
   */
  async set({ version = null, ...hours }: ReminderHoursEdit): Promise<ReminderHoursView> {
    refuseQuietMorning(hours);
    const known = await this.own();
    if ((known?.version ?? null) !== version) {
      const changed = known ? hoursOf(known) : {};
      throw new RuleBroken('stale-version', { version: known?.version ?? null, changed });
    }
    const before = known ?? DEFAULT_HOURS;
    const changes = Object.fromEntries(
      FIELDS.filter((field) => before[field] !== hours[field]).map((field) => [field, [before[field], hours[field]]]),
    );
    if (Object.keys(changes).length === 0) return this.view();
    if (known) await this.db.repo(ReminderSettings).update({ tenantId: known.tenantId, id: known.id }, hours);
    else await this.db.insert(ReminderSettings, hours);
    await this.events.record('reminder-hours.changed', {}, { changes });
    if (changes['morningHour']) await this.anew.begin();
    return this.view();
  }

  private async own(): Promise<ReminderSettings | null> {
    const { tenantId } = this.db.scope;
    return this.db.repo(ReminderSettings).findOne({ where: { tenantId }, lock: { mode: 'pessimistic_write' } });
  }
}

function refuseQuietMorning(hours: ReminderHours): void {
  if (!hoursFault(hours)) return;
  const allowed = Array.from({ length: 24 }, (_, hour) => hour).filter(
    (morningHour) => !hoursFault({ ...hours, morningHour }),
  );
  const detail = 'Reminders would never leave: the morning lies in the quiet hours.';
  throw new BadInput('reminder-hours.morning-is-quiet', [
    { field: 'morningHour', code: 'morning-is-quiet', detail, allowed: allowed.join(', ') },
  ]);
}

const hoursOf = ({ morningHour, quietFrom, quietTo, outlookWeekday }: ReminderHours): ReminderHours => ({
  ...{ morningHour, quietFrom, quietTo, outlookWeekday },
});

function toView(own: (ReminderHours & { version: number }) | null, layingSince: string | null): ReminderHoursView {
  return { ...hoursOf(own ?? DEFAULT_HOURS), isDefault: own === null, version: own?.version ?? null, layingSince };
}
