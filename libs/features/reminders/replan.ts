import type { Day } from '#domain/day';
import { rests } from '#domain/deadlines/answer';
import { isSwitchedOff } from '#domain/mail/choices';
import type { Language } from '#domain/permissions';
import type { PlannedStep } from '#domain/deadlines/reminder-plan';
import type { Policy, StepUnit } from '#domain/deadlines/policy';
import type { DeadlineToPlan, Recipient, RecipientReason } from './recipients.js';
import { askedOnOf, isAnswered } from './escalation.js';
import { asksInMail, hearsOf, isLastStep, type PlanningGround } from './wanted-reminders.js';

/** A reminder as the policy wants it now. */
export interface WantedReminder extends PlannedStep {
  deadlineId: string;
  isHeld: boolean;
  person: Recipient;
  aloneKey: string | null;
}

/** A stored reminder with the envelope it lies in. */
export interface KnownReminder {
  id: string;
  deadlineId: string;
  step: number;
  unit: StepUnit;
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  reason: RecipientReason;
  sendOn: Day;
  /** instant */
  sendAt: string;
  timeZone: string;
  movedFrom: Day | null;
  movedFor: string | null;
  state: 'planned' | 'sent' | 'refused' | 'withdrawn';
  isHeld: boolean;
  mailId: string | null;
  /** of the envelope; null when it lies in none */
  email: string | null;
  name: string | null;
  /** the marked address it replaces: no policy asks for it */
  insteadOf?: string | null;
  /** the day where its reader is, of a sent one */
  sentOn: Day | null;
  language: Language | null;
  aloneKey: string | null;
}

/** What goes to one address at one instant. */
export interface Envelope {
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  sendAt: string;
  aloneKey: string | null;
  isHeld: boolean;
}

/** Why a reminder is withdrawn. */
export type WithdrawReason =
  | 'deadline-met'
  | 'deadline-withdrawn'
  | 'contact-removed'
  | 'no-longer-recipient'
  | 'policy-changed'
  | 'passed-while-held'
  | 'nearer-step'
  /** a later step was due too before this one was sent, as after an outage */
  | 'overtaken'
  /** its reader works on it until a later day */
  | 'in-work'
  /** its reader has said that it is another's */
  | 'not-mine'
  /** who was asked has answered, so that nobody else need hear of it */
  | 'answered'
  /** its reader wants no mails about this kind of deadline */
  | 'switched-off';

interface Row {
  deadlineId: string;
  step: number;
  unit: StepUnit;
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  reason: RecipientReason;
  sendOn: Day;
  sendAt: string;
  timeZone: string;
  movedFrom: Day | null;
  movedFor: string | null;
  state: 'planned' | 'withdrawn';
  stateReason: WithdrawReason | null;
  isHeld: boolean;
  envelopeKey: string | null;
}

/** What must be written so that the stored reminders are the wanted ones. */
export interface Replan {
  /** by key: the envelopes that `lay` needs */
  envelopes: Map<string, Envelope>;
  /** to be inserted, or to overwrite the row of the same deadline, step and person */
  lay: Row[];
  withdraw: { id: string; reason: WithdrawReason }[];
  /** envelopes out of which something was taken, so that they may be empty now */
  leftMailIds: string[];
}

/**
 * Compares wanted with stored reminders. What was sent or refused stays as it is; what is owed and due already stays
 * owed, however late, as long as its step and its reader still stand.
 */
export function replanOf(
  deadlines: readonly DeadlineToPlan[],
  wanted: readonly WantedReminder[],
  people: ReadonlyMap<string, readonly Recipient[]>,
  known: readonly KnownReminder[],
  { policies, calendars, now }: Pick<PlanningGround, 'policies' | 'calendars' | 'now'>,
): Replan {
  const result: Replan = { envelopes: new Map(), lay: [], withdraw: [], leftMailIds: [] };
  const deadlineById = new Map(deadlines.map((deadline) => [deadline.id, deadline]));
  const knownByKey = new Map(known.map((reminder) => [keyOf(reminder), reminder]));
  const keep = new Set<string>();

  const lay = (row: Omit<Row, 'envelopeKey'>, envelope: Envelope, before: KnownReminder | undefined): void => {
    if (before) keep.add(before.id);
    if (before && (before.state === 'sent' || before.state === 'refused' || isSame(before, row, envelope))) return;
    let envelopeKey: string | null = null;
    if (row.state === 'planned') {
      envelopeKey = keyOfEnvelope(envelope);
      result.envelopes.set(envelopeKey, result.envelopes.get(envelopeKey) ?? envelope);
    }
    result.lay.push({ ...row, envelopeKey });
    if (before?.mailId) result.leftMailIds.push(before.mailId);
  };

  for (const reminder of wanted) {
    const { person, isEclipsed, isAlone: _, aloneKey, sendAt: instant, ...step } = reminder;
    const { contactId, memberId, laboratoryId, reason, email, name, language, timeZone } = person;
    const sendAt = instant.toISOString();
    const row = {
      ...step,
      sendAt,
      contactId,
      memberId,
      laboratoryId,
      reason,
      timeZone,
      state: isEclipsed ? 'withdrawn' : 'planned',
      stateReason: isEclipsed ? 'nearer-step' : null,
    } as const;
    const envelope = { email, name, language, timeZone, sendAt, aloneKey, isHeld: reminder.isHeld };
    lay(
      row,
      envelope,
      knownByKey.get(keyOf({ ...person, deadlineId: reminder.deadlineId, step: reminder.step, unit: reminder.unit })),
    );
  }

  for (const reminder of known) {
    if (reminder.state !== 'planned' || keep.has(reminder.id)) continue;
    const deadline = deadlineById.get(reminder.deadlineId);
    if (reminder.insteadOf && deadline?.state === 'open') continue;
    const person = people.get(reminder.deadlineId)?.find((p) => isSameReader(p, reminder));
    const policy = deadline && policies.of(deadline).policy;
    const all = people.get(reminder.deadlineId) ?? [];
    const reason =
      reminder.reason === 'escalation' && deadline?.state === 'open'
        ? reasonToEndEscalation(reminder, all, known, now)
        : reasonToWithdraw(reminder, deadline, person, policy, { calendars, now });
    if (reason !== null) {
      result.withdraw.push({ id: reminder.id, reason });
      if (reminder.mailId) result.leftMailIds.push(reminder.mailId);
      continue;
    }
    const { email, name, language, timeZone } = person!;
    const envelope = {
      email,
      name,
      language,
      timeZone,
      sendAt: reminder.sendAt,
      aloneKey: reminder.aloneKey,
      isHeld: false,
    };
    const {
      id: _id,
      mailId: _mailId,
      email: _email,
      name: _name,
      language: _language,
      aloneKey: _aloneKey,
      ...stored
    } = reminder;
    lay(
      {
        ...stored,
        timeZone,
        state: 'planned',
        stateReason: null,
        isHeld: false,
      },
      envelope,
      reminder,
    );
  }
  return result;
}

/** null = it stays owed: its morning has come, it waits for the worker. */
function reasonToWithdraw(
  reminder: KnownReminder,
  deadline: DeadlineToPlan | undefined,
  person: Recipient | undefined,
  policy: Policy | undefined,
  { calendars, now }: Pick<PlanningGround, 'calendars' | 'now'>,
): WithdrawReason | null {
  if (!deadline || !policy || deadline.state === 'withdrawn') return 'deadline-withdrawn';
  if (deadline.state === 'met') return 'deadline-met';
  if (keyOfReader(reminder).trim() === '') return 'contact-removed';
  if (!person) return 'no-longer-recipient';
  const { step, unit, sendOn } = reminder;
  const { basis, dueOn } = deadline;
  const isAlone = asksInMail(reminder.aloneKey);
  if (rests(person.answer, { basis, step, isAlone, sendOn }))
    return person.answer!.answer === 'not-mine' ? 'not-mine' : 'in-work';
  const reached = policy.steps.filter(({ days, to }) => hearsOf(person, to, days, sendOn));
  const isLast = isLastStep(reminder, reached, dueOn, calendars.of(person.country));
  if (isSwitchedOff(person.choice, { basis, step, isAlone, isLast })) return 'switched-off';
  const named =
    step < 0
      ? policy.overdue?.unit === unit && policy.overdue.to
      : policy.steps.find((s) => s.days === step && s.unit === unit)?.to;
  if (!named) return 'policy-changed';
  // Named still, and yet not for this person: a part was lost, or the owner is back.
  if (!hearsOf(person, named, step, reminder.sendOn))
    return named.some((reader) => person.parts.some((part) => part.reader === reader))
      ? 'no-longer-recipient'
      : 'policy-changed';
  const isDue = Date.parse(reminder.sendAt) < now.getTime();
  if (isDue && reminder.isHeld) return 'passed-while-held';
  return isDue ? null : 'policy-changed';
}

/** null = it stays owed: its morning has come and nobody has answered. */
function reasonToEndEscalation(
  reminder: KnownReminder,
  people: readonly Recipient[],
  known: readonly KnownReminder[],
  now: Date,
): WithdrawReason | null {
  if (keyOfReader(reminder).trim() === '') return 'contact-removed';
  if (!people.some((person) => isSameReader(person, reminder))) return 'no-longer-recipient';
  const { deadlineId, step, unit } = reminder;
  const askedOn = askedOnOf(known.filter((r) => r.deadlineId === deadlineId && r.step === step && r.unit === unit));
  if (askedOn && isAnswered(people, askedOn)) return 'answered';
  return Date.parse(reminder.sendAt) < now.getTime() ? null : 'policy-changed';
}

function isSame(known: KnownReminder, row: Omit<Row, 'envelopeKey'>, envelope: Envelope): boolean {
  if (known.state !== row.state || Date.parse(known.sendAt) !== Date.parse(row.sendAt)) return false;
  if (known.sendOn !== row.sendOn || known.movedFrom !== row.movedFrom || known.movedFor !== row.movedFor) return false;
  if (known.reason !== row.reason || known.timeZone !== row.timeZone || known.isHeld !== row.isHeld) return false;
  if (row.state === 'withdrawn') return known.mailId === null;
  return (
    known.email?.toLowerCase() === envelope.email.toLowerCase() &&
    known.name === envelope.name &&
    known.language === envelope.language &&
    known.aloneKey === envelope.aloneKey
  );
}

type Reader = Pick<KnownReminder, 'contactId' | 'memberId' | 'laboratoryId'>;

/** Deadline, step and reader: what a reminder is unique by. */
export function keyOf(reminder: Reader & Pick<KnownReminder, 'deadlineId' | 'step' | 'unit'>): string {
  return `${reminder.deadlineId} ${reminder.step} ${reminder.unit} ${keyOfReader(reminder)}`;
}

export const isSameReader = (one: Reader, other: Reader): boolean => keyOfReader(one) === keyOfReader(other);

function keyOfReader({ contactId, memberId, laboratoryId }: Reader): string {
  return `${contactId ?? ''} ${memberId ?? ''} ${laboratoryId ?? ''}`;
}

function keyOfEnvelope(envelope: Envelope): string {
  return `${envelope.email.toLowerCase()} ${envelope.sendAt} ${envelope.aloneKey ?? ''} ${envelope.isHeld}`;
}
