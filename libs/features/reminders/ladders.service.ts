import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Ladder } from '#database/entities/ladder.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { RuleBroken } from '#domain/errors';
import { type Ladder as LadderSteps, tidyOffsets } from '#domain/deadlines/ladder';
import { EventsService } from '#features/events/events.service';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { LadderEdit, LadderInput, LadderPreview, LadderView, PreviewedMail } from './ladders.dto.js';
import { deadlinesToPlan, recipientsOf } from './recipients.js';
import type { WantedReminder } from './replan.js';
import { RemindersService } from './reminders.service.js';
import { wantedReminders } from './wanted-reminders.js';

/** The conversion's ladder warns of the cut-over a day later: a second one would say everything twice. */
const NOT_MAILED: readonly DeadlineKind[] = ['cut-over'];
/** Mails that a preview shows. */
const PREVIEWED = 10;
/** Deadlines looked at for a preview, the nearest first. */
const PREVIEW_DEADLINES = 2_000;

/** The only writer of `ladders`: the tenant's own steps, where it has some. */
@Injectable()
export class LaddersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
    private readonly calendars: Calendars,
    private readonly references: ReferenceStore,
  ) {}

  async list(): Promise<LadderView[]> {
    const own = await this.db.read<Ladder>(LADDERS);
    const { ladders } = await this.references.current();
    return DEADLINE_KINDS.map((kind) => view(kind, ladders[kind], own.find((ladder) => ladder.kind === kind) ?? null));
  }

  /**
   * Sets the tenant's own steps of a kind and lays the reminders to come anew.
   *
   * @throws RuleBroken `ladder.not-mailed`, `stale-version`
   */
  async set(kind: DeadlineKind, input: LadderEdit): Promise<LadderView> {
    requireMailed(kind);
    const { tenantId } = this.db.scope;
    const ladders = this.db.repo(Ladder);
    const known = await ladders.findOne({ where: { tenantId, kind }, lock: { mode: 'pessimistic_write' } });
    requireVersion(known, input.version ?? null);
    const standard = (await this.references.current()).ladders[kind];
    const before = view(kind, standard, known);
    const steps = { offsets: tidyOffsets(input.offsets), overdueEveryDays: input.overdueEveryDays ?? null };
    if (known) await ladders.update({ tenantId, id: known.id }, steps);
    else await this.db.insert(Ladder, { kind, ...steps });
    const changes = {
      offsets: [before.offsets, steps.offsets],
      overdueEveryDays: [before.overdueEveryDays, steps.overdueEveryDays],
    };
    await this.events.record('ladder.changed', {}, { kind, changes });
    await this.reminders.replanKind(kind);
    return view(kind, standard, await ladders.findOneByOrFail({ tenantId, kind }));
  }

  /** Back to the default steps. Nothing happens where they hold already. */
  async reset(kind: DeadlineKind): Promise<LadderView> {
    const { tenantId } = this.db.scope;
    const done = await this.db.repo(Ladder).delete({ tenantId, kind });
    if (done.affected) {
      await this.events.record('ladder.reset', {}, { kind });
      await this.reminders.replanKind(kind);
    }
    return view(kind, (await this.references.current()).ladders[kind], null);
  }

  /** The next ten mails that these steps would send, and how many reminders they would plan. Nothing is written. */
  async preview(kind: DeadlineKind, input: LadderInput): Promise<LadderPreview> {
    requireMailed(kind);
    const found = await this.db.query<{ id: string }>(NEAREST, [kind, PREVIEW_DEADLINES]);
    const deadlines = await deadlinesToPlan(
      this.db,
      found.map((row) => row.id),
    );
    const people = await recipientsOf(this.db, deadlines);
    const steps = { kind, offsets: tidyOffsets(input.offsets), overdueEveryDays: input.overdueEveryDays ?? null };
    const ladders = { ...(await this.reminders.ladders()), [kind]: steps };
    const wanted = wantedReminders(deadlines, people, {
      ladders,
      calendars: this.calendars,
      now: this.clock.now(),
    }).filter((reminder) => !reminder.isEclipsed);
    const [now] = await this.db.query<{ count: number }>(PLANNED_NOW, [found.map((row) => row.id)]);
    const dueOn = new Map(deadlines.map((deadline) => [deadline.id, deadline.dueOn]));
    return {
      next: gathered(wanted, (reminder) => dueOn.get(reminder.deadlineId)!).slice(0, PREVIEWED),
      planned: wanted.length,
      plannedNow: now!.count,
    };
  }
}

function requireMailed(kind: DeadlineKind): void {
  if (NOT_MAILED.includes(kind)) throw new RuleBroken('ladder.not-mailed', { kind });
}

function requireVersion(known: Ladder | null, version: number | null): void {
  if ((known?.version ?? null) === version) return;
  const changed = known ? { offsets: known.offsets, overdueEveryDays: known.overdueEveryDays } : {};
  throw new RuleBroken('stale-version', { version: known?.version ?? null, changed });
}

function view(
  kind: DeadlineKind,
  standard: Pick<LadderSteps, 'offsets' | 'overdueEveryDays'>,
  own: Pick<Ladder, 'offsets' | 'overdueEveryDays' | 'version'> | null,
): LadderView {
  return {
    kind,
    offsets: [...(own ?? standard).offsets],
    overdueEveryDays: (own ?? standard).overdueEveryDays,
    isDefault: own === null,
    defaultOffsets: [...standard.offsets],
    defaultOverdueEveryDays: standard.overdueEveryDays,
    isChangeable: !NOT_MAILED.includes(kind),
    version: own?.version ?? null,
  };
}

/** What goes to one address at one instant is one mail. */
function gathered(wanted: readonly WantedReminder[], dueOn: (reminder: WantedReminder) => string): PreviewedMail[] {
  const mails = new Map<string, PreviewedMail>();
  for (const reminder of [...wanted].sort((a, b) => a.sendAt.getTime() - b.sendAt.getTime())) {
    const { person, sendAt, sendOn, aloneKey, step, movedFrom, movedFor, isAlone } = reminder;
    const key = `${person.email.toLowerCase()} ${sendAt.toISOString()} ${aloneKey ?? ''}`;
    const known = mails.get(key);
    if (known) known.reminders += 1;
    else {
      const { email: toEmail, name: toName, language, timeZone } = person;
      const where = { sendAt: sendAt.toISOString(), sendOn, timeZone, movedFrom, movedBecause: movedFor, isAlone };
      mails.set(key, { ...where, toName, toEmail, language, reminders: 1, stepDays: step, dueOn: dueOn(reminder) });
    }
  }
  return [...mails.values()];
}

const LADDERS = {
  name: 'ladders.all',
  text: `select kind, offsets, overdue_every_days as "overdueEveryDays", version from ladders where tenant_id = current_tenant()`,
};

const NEAREST = `select id from deadlines where tenant_id = current_tenant() and state = 'open' and kind = $1 order by due_on, id limit $2`;

const PLANNED_NOW = `
  select count(*)::int as count from reminders where tenant_id = current_tenant() and state = 'planned' and deadline_id = any ($1)`;
