import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { PlannedStep } from '#domain/deadlines/reminder-plan';
import type { DeadlineToPlan, Recipient, RecipientReason } from './recipients.js';
import type { Ladders } from '#domain/deadlines/ladder';

/** A reminder as the ladder wants it now. */
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
  contactId: string | null;
  memberId: string | null;
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
  | 'ladder-changed'
  | 'passed-while-held'
  | 'nearer-step'
  /** a later step was due too before this one was sent, as after an outage */
  | 'overtaken';

interface Row {
  deadlineId: string;
  step: number;
  contactId: string | null;
  memberId: string | null;
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
  ladders: Ladders,
  now: Date,
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
    const { contactId, memberId, reason, email, name, language, timeZone } = person;
    const sendAt = instant.toISOString();
    const row = {
      ...step,
      sendAt,
      contactId,
      memberId,
      reason,
      timeZone,
      state: isEclipsed ? 'withdrawn' : 'planned',
      stateReason: isEclipsed ? 'nearer-step' : null,
    } as const;
    const envelope = { email, name, language, timeZone, sendAt, aloneKey, isHeld: reminder.isHeld };
    lay(row, envelope, knownByKey.get(keyOf({ ...person, deadlineId: reminder.deadlineId, step: reminder.step })));
  }

  for (const reminder of known) {
    if (reminder.state !== 'planned' || keep.has(reminder.id)) continue;
    const deadline = deadlineById.get(reminder.deadlineId);
    const person = people
      .get(reminder.deadlineId)
      ?.find((p) => p.contactId === reminder.contactId && p.memberId === reminder.memberId);
    const reason = reasonToWithdraw(reminder, deadline, person, ladders, now);
    if (reason !== null) {
      result.withdraw.push({ id: reminder.id, reason });
      if (reminder.mailId) result.leftMailIds.push(reminder.mailId);
      continue;
    }
    const { email, name, language, timeZone, reason: why } = person!;
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
    lay({ ...stored, reason: why, timeZone, state: 'planned', stateReason: null, isHeld: false }, envelope, reminder);
  }
  return result;
}

/** null = it stays owed: its morning has come, it waits for the worker. */
function reasonToWithdraw(
  reminder: KnownReminder,
  deadline: DeadlineToPlan | undefined,
  person: Recipient | undefined,
  ladders: Ladders,
  now: Date,
): WithdrawReason | null {
  if (!deadline || deadline.state === 'withdrawn') return 'deadline-withdrawn';
  if (deadline.state === 'met') return 'deadline-met';
  if (reminder.contactId === null && reminder.memberId === null) return 'contact-removed';
  const isOnlyLate = person?.reason === 'manager' || person?.reason === 'deputy';
  if (!person || (isOnlyLate && reminder.step >= 0)) return 'no-longer-recipient';
  const ladder = ladders[deadline.kind];
  const stands = reminder.step < 0 ? ladder.overdueEveryDays !== null : ladder.offsets.includes(reminder.step);
  const isDue = Date.parse(reminder.sendAt) < now.getTime();
  if (isDue && reminder.isHeld) return 'passed-while-held';
  return stands && isDue ? null : 'ladder-changed';
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

function keyOf(reminder: Pick<KnownReminder, 'deadlineId' | 'step' | 'contactId' | 'memberId'>): string {
  return `${reminder.deadlineId} ${reminder.step} ${reminder.contactId ?? ''} ${reminder.memberId ?? ''}`;
}

function keyOfEnvelope(envelope: Envelope): string {
  return `${envelope.email.toLowerCase()} ${envelope.sendAt} ${envelope.aloneKey ?? ''} ${envelope.isHeld}`;
}
