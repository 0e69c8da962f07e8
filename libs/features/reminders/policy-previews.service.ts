import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { addDays, type Day } from '#domain/day';
import type { DeadlineKind } from '#domain/deadlines/deadline';
import type { PolicyBook } from '#domain/deadlines/policy-book';
import type { DeadlineSubjectView } from '#features/deadlines/deadlines.dto';
import { SUBJECT_COLUMNS, SUBJECT_JOINS, subjectView, type FlatSubject } from '#features/deadlines/subject-columns';
import { checkedPolicy, PoliciesService, type PolicyPlace } from './policies.service.js';
import type { PolicyPreviewInput } from './policies.dto.js';
import type { ChangedReminder, PolicyPreview, PreviewedMail, PreviewedReminder } from './policy-preview.dto.js';
import type { DeadlineToPlan } from './recipients.js';
import { RemindersService } from './reminders.service.js';
import { keyOf, replanOf, type KnownReminder, type Replan, type WantedReminder } from './replan.js';
import { wantedIfSilent, wantedReminders } from './wanted-reminders.js';

/** Days that a preview looks ahead. */
const AHEAD_DAYS = 180;
/** Deadlines looked at, the nearest first. */
const MOST_DEADLINES = 2_000;
const MOST_MAILS = 60;
const MOST_UNANSWERED = 20;
const LINES_PER_MAIL = 3;
const MOST_CHANGES = 50;

/** A reminder as a preview lists it, before its subject is looked up. */
type Unnamed<T extends PreviewedReminder> = Omit<T, 'subject'>;
type UnnamedMail = Omit<PreviewedMail, 'lines'> & { lines: Unnamed<PreviewedReminder>[] };

/** What a policy would do, told before it is saved: the very planning that saving does, and nothing is written. */
@Injectable()
export class PolicyPreviews {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
    private readonly policies: PoliciesService,
    private readonly reminders: RemindersService,
  ) {}

  /** @throws NotFound; RuleBroken `policy.not-mailed`; BadInput naming what is allowed */
  async of(kind: DeadlineKind, input: PolicyPreviewInput): Promise<PolicyPreview> {
    const { clientId, applicationId } = await this.policies.placeOf(input);
    const place = { kind, basis: input.basis ?? null, clientId, applicationId };
    const policy = input.isRemoval ? null : checkedPolicy(kind, input);
    const found = await this.db.query<{ id: string }>(
      place.applicationId === null ? NEAREST : NEAREST_OF_CASE,
      place.applicationId === null
        ? [kind, place.basis, place.clientId, MOST_DEADLINES + 1]
        : [kind, place.basis, place.applicationId, MOST_DEADLINES + 1],
    );
    const planning = await this.reminders.planningOf(found.slice(0, MOST_DEADLINES).map(({ id }) => id));
    const { people, known, ground } = planning;
    const policies = ground.policies.with(place, policy);
    const deadlines = planning.deadlines.filter(
      (deadline) => holdsFor(ground.policies, place, deadline) || holdsFor(policies, place, deadline),
    );
    const ids = new Set(deadlines.map(({ id }) => id));
    const knownOf = known.filter(({ deadlineId }) => ids.has(deadlineId));
    const ahead = { ...ground, policies };
    const wanted = wantedReminders(deadlines, people, ahead, knownOf);
    const changes = replanOf(deadlines, wanted, people, knownOf, ahead);

    const fromOn = ground.now.toISOString().slice(0, 10);
    const toOn = addDays(fromOn, AHEAD_DAYS);
    const dueOn = new Map(deadlines.map((deadline) => [deadline.id, deadline.dueOn]));
    const isAhead = ({ isEclipsed, sendOn }: WantedReminder) => !isEclipsed && sendOn <= toOn;
    const reminders = wanted.filter(isAhead);
    const mails = gathered(reminders, dueOn);
    const ifSilent = gathered(wantedIfSilent(deadlines, people, reminders, ahead).filter(isAhead), dueOn);
    const changed = changedReminders(changes, knownOf, wanted, dueOn);
    const next = mails.slice(0, MOST_MAILS);
    const unanswered = ifSilent.slice(0, MOST_UNANSWERED);
    const items = changed.slice(0, MOST_CHANGES);
    const told = [...next, ...unanswered].flatMap(({ lines }) => lines);
    const subjects = await this.subjectsOf([...told, ...items]);
    const named = <T extends Unnamed<PreviewedReminder>>(line: T) => ({
      ...line,
      subject: subjects.get(line.deadlineId)!,
    });
    const count = (change: ChangedReminder['change']) => changed.filter((one) => one.change === change).length;
    return {
      ...{ fromOn, toOn },
      deadlines: deadlines.length,
      isBounded: found.length > MOST_DEADLINES,
      reminders: reminders.length,
      mails: mails.length,
      people: new Set(reminders.map(({ person }) => person.email.toLowerCase())).size,
      next: next.map((mail) => ({ ...mail, lines: mail.lines.map(named) })),
      ifUnanswered: {
        mails: ifSilent.length,
        next: unanswered.map((mail) => ({ ...mail, lines: mail.lines.map(named) })),
      },
      changes: {
        ...{ added: count('added'), moved: count('moved'), withdrawn: count('withdrawn') },
        items: items.map(named),
      },
    };
  }

  private async subjectsOf(
    lines: readonly Pick<PreviewedReminder, 'deadlineId'>[],
  ): Promise<Map<string, DeadlineSubjectView>> {
    const ids = [...new Set(lines.map(({ deadlineId }) => deadlineId))];
    if (ids.length === 0) return new Map();
    const rows = await this.db.query<FlatSubject & { deadlineId: string }>(SUBJECTS, [ids]);
    const book = await this.references.current();
    return new Map(rows.map((row) => [row.deadlineId, subjectView(row, book).subject]));
  }
}

function holdsFor(book: PolicyBook, place: PolicyPlace, deadline: DeadlineToPlan): boolean {
  const { set, level } = book.of(deadline);
  if (place.clientId === null && place.applicationId === null && set === null && level === 'default') return true;
  return (
    set !== null &&
    set.kind === place.kind &&
    set.basis === place.basis &&
    set.clientId === place.clientId &&
    set.applicationId === place.applicationId
  );
}

/** What goes to one address at one instant is one mail. */
function gathered(wanted: readonly WantedReminder[], dueOn: ReadonlyMap<string, Day>): UnnamedMail[] {
  const mails = new Map<string, UnnamedMail>();
  const byInstant = [...wanted].sort((a, b) => a.sendAt.getTime() - b.sendAt.getTime());
  for (const reminder of byInstant) {
    const { person, sendAt, sendOn, aloneKey, isAlone } = reminder;
    const key = `${person.email.toLowerCase()} ${sendAt.toISOString()} ${aloneKey ?? ''}`;
    const line = lineOf(reminder, dueOn);
    const known = mails.get(key);
    if (known) {
      known.reminders += 1;
      if (known.lines.length < LINES_PER_MAIL) known.lines.push(line);
      continue;
    }
    const { email: toEmail, name: toName, language, timeZone, reason } = person;
    mails.set(key, {
      ...{ sendAt: sendAt.toISOString(), sendOn, timeZone, toName, toEmail, language, reason, isAlone },
      ...{ reminders: 1, lines: [line] },
    });
  }
  return [...mails.values()];
}

function lineOf(
  { deadlineId, step, unit, movedFrom, movedFor }: Pick<WantedReminder, 'deadlineId' | 'step' | 'unit' | 'movedFrom' | 'movedFor'>, // prettier-ignore
  dueOn: ReadonlyMap<string, Day>,
): Unnamed<PreviewedReminder> {
  const due = dueOn.get(deadlineId)!;
  return { deadlineId, dueOn: due, stepDays: step, stepUnit: unit, movedFrom, movedBecause: movedFor };
}

/** What replanning would write, seen from the reminders that are planned now; by morning. */
function changedReminders(
  { lay, withdraw, envelopes }: Replan,
  known: readonly KnownReminder[],
  wanted: readonly WantedReminder[],
  dueOn: ReadonlyMap<string, Day>,
): Unnamed<ChangedReminder>[] {
  const byKey = new Map(known.map((reminder) => [keyOf(reminder), reminder]));
  const byId = new Map(known.map((reminder) => [reminder.id, reminder]));
  const isEclipsed = new Set(
    wanted
      .filter((reminder) => reminder.isEclipsed)
      .map(({ deadlineId, step, unit, person }) => keyOf({ deadlineId, step, unit, ...person })),
  );
  const found: Unnamed<ChangedReminder>[] = [];
  const withdrawn = (reminder: KnownReminder, because: string) =>
    found.push({
      ...lineOf(reminder, dueOn),
      ...{ change: 'withdrawn' as const, toName: reminder.name ?? '', toEmail: reminder.email ?? '' },
      ...{ reason: reminder.reason, sendOnBefore: reminder.sendOn, sendOn: null, withdrawnBecause: because },
    });
  for (const row of lay) {
    const before = byKey.get(keyOf(row));
    const wasPlanned = before?.state === 'planned';
    if (row.state === 'withdrawn') {
      if (wasPlanned && isEclipsed.has(keyOf(row))) withdrawn(before, 'nearer-step');
      continue;
    }
    if (wasPlanned && before.sendOn === row.sendOn) continue;
    const { name: toName, email: toEmail } = envelopes.get(row.envelopeKey!)!;
    found.push({
      ...lineOf(row, dueOn),
      ...{ change: wasPlanned ? ('moved' as const) : ('added' as const), toName, toEmail, reason: row.reason },
      ...{ sendOnBefore: wasPlanned ? before.sendOn : null, sendOn: row.sendOn, withdrawnBecause: null },
    });
  }
  for (const { id, reason } of withdraw) withdrawn(byId.get(id)!, reason);
  const morning = (one: Unnamed<ChangedReminder>) => one.sendOn ?? one.sendOnBefore ?? '';
  return found.sort((a, b) => morning(a).localeCompare(morning(b)) || a.toEmail.localeCompare(b.toEmail));
}

/** Of a client also the days of its factories. */
const NEAREST = `
  select d.id from deadlines d
  where d.tenant_id = current_tenant() and d.state = 'open' and d.kind = $1 and ($2::text is null or d.basis = $2)
    and ($3::uuid is null or d.client_id = $3
      or d.factory_id in (select c.factory_id from certificates c where c.tenant_id = d.tenant_id and c.client_id = $3))
  order by d.due_on, d.id limit $4`;

const NEAREST_OF_CASE = `
  select d.id from deadlines d
  where d.tenant_id = current_tenant() and d.state = 'open' and d.kind = $1 and ($2::text is null or d.basis = $2)
    and (d.application_id = $3
      or d.audit_id in (select u.id from audits u where u.tenant_id = d.tenant_id and u.application_id = $3)
      or d.booking_id in (select b.id from bookings b where b.tenant_id = d.tenant_id and b.application_id = $3)
      or d.sample_id in (select s.id from samples s where s.tenant_id = d.tenant_id and s.application_id = $3))
  order by d.due_on, d.id limit $4`;

const SUBJECTS = `select d.id as "deadlineId", ${SUBJECT_COLUMNS} from deadlines d ${SUBJECT_JOINS}
  where d.tenant_id = current_tenant() and d.id = any ($1)`;
