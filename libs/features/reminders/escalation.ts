import type { Calendars } from '#platform/calendars/calendars';
import { workingDayOnOrAfter } from '#domain/calendar/working-calendar';
import { addDays, type Day } from '#domain/day';
import { hasTakenNote } from '#domain/deadlines/answer';
import { askedInTurn, type AskedNext, type InChain } from '#domain/deadlines/escalation';
import type { Policy } from '#domain/deadlines/policy';
import type { PolicyBook } from '#domain/deadlines/policy-book';
import type { DeadlineToPlan, Recipient } from './recipients.js';
import { isSameReader, type KnownReminder, type WantedReminder } from './replan.js';
import { asksInMail } from './wanted-reminders.js';

/** What chains are laid with. */
export interface ChainGround {
  policies: PolicyBook;
  calendars: Calendars;
  now: Date;
  morningOf: (day: Day, timeZone: string) => Date;
}

type Chained = Recipient & InChain;
type OfStep = Pick<KnownReminder, 'step' | 'unit'>;

/** What the chain hears of the legal steps that were sent and asked for an answer, as long as there is none. */
export function escalated(
  deadline: DeadlineToPlan,
  people: readonly Recipient[],
  known: readonly KnownReminder[],
  ground: ChainGround,
): WantedReminder[] {
  if (deadline.basis !== 'legal') return [];
  return stepsOf(known.filter(isQuestion)).flatMap((step) => {
    const ofStep = known.filter((other) => isOfStep(other, step));
    const askedOn = askedOnOf(ofStep)!;
    if (isAnswered(people, askedOn)) return [];
    const told = ofStep.filter(({ reason }) => reason !== 'escalation');
    const chain = chainOf(deadline, without(people, told), askedOn, ground);
    return inTime(chain, ofStep, deadline.dueOn, ground).map((asked) => reminderOf(asked, step, deadline, ground));
  });
}

/**
 * What the chain would hear of the legal steps still to come, if nobody answered them.
 *
 * @param wanted all that is planned of the deadline
 */
export function escalatedIfSilent(
  deadline: DeadlineToPlan,
  people: readonly Recipient[],
  wanted: readonly WantedReminder[],
  ground: ChainGround,
): WantedReminder[] {
  if (deadline.basis !== 'legal') return [];
  const standing = wanted.filter(({ isEclipsed, step }) => !isEclipsed && step >= 0);
  const questions = standing.filter(({ isAlone, person }) => isAlone && person.reason === 'responsible');
  return stepsOf(questions).flatMap((step) => {
    const ofStep = standing.filter((other) => isOfStep(other, step));
    const [askedOn] = questions.filter((other) => isOfStep(other, step)).map(({ sendOn }) => sendOn).sort(); // prettier-ignore
    if (isAnswered(people, askedOn!)) return [];
    const chain = chainOf(deadline, without(people, ofStep.map(({ person }) => person)), askedOn!, ground); // prettier-ignore
    return chain.map((asked) => reminderOf(asked, step, deadline, ground));
  });
}

/** Who is responsible, or the client whose deadline it is, has taken note since it was asked. */
export function isAnswered(people: readonly Recipient[], askedOn: Day): boolean {
  const asked = people.filter(({ parts }) =>
    parts.some(({ reader }) => reader === 'owner' || reader === 'client-contact'),
  );
  return asked.some(({ answer }) => hasTakenNote(answer, askedOn));
}

/** The day on which the first who is responsible was sent this step: a question that was not sent has asked nobody. */
export function askedOnOf(ofStep: readonly KnownReminder[]): Day | null {
  const days = ofStep.flatMap(({ reason, sentOn }) => (reason === 'responsible' && sentOn !== null ? [sentOn] : []));
  return days.sort()[0] ?? null;
}

const isQuestion = ({ reason, step, aloneKey, sentOn }: KnownReminder) =>
  reason === 'responsible' && step >= 0 && asksInMail(aloneKey) && sentOn !== null;

const isOfStep = (one: OfStep, other: OfStep): boolean => one.step === other.step && one.unit === other.unit;

function stepsOf(reminders: readonly OfStep[]): OfStep[] {
  return [...new Map(reminders.map(({ step, unit }) => [`${step} ${unit}`, { step, unit }])).values()];
}

/** The team without who got the step itself, and without those for whom it is not theirs. */
function without(
  people: readonly Recipient[],
  told: readonly Pick<KnownReminder, 'contactId' | 'memberId' | 'laboratoryId'>[],
): Chained[] {
  return people
    .filter((person) => person.role !== null && person.answer?.answer !== 'not-mine')
    .filter((person) => !told.some((other) => isSameReader(other, person)))
    .map((person) => ({ ...person, isDeputy: person.parts.some(({ reader }) => reader === 'deputy') }));
}

function chainOf(
  deadline: DeadlineToPlan,
  people: readonly Chained[],
  askedOn: Day,
  { policies, calendars }: ChainGround,
): AskedNext<Chained>[] {
  const { policy } = policies.of(deadline);
  const question = { askedOn, dueOn: deadline.dueOn, isOverdueToldToLeaders: tellsLeaders(policy) };
  return askedInTurn(policy.escalation, people, question, ({ country }) => calendars.of(country));
}

const tellsLeaders = ({ overdue }: Policy): boolean => overdue?.to.includes('manager') ?? false;

/**
 * A link whose morning has passed is told already. Where the chain became a shorter one meanwhile nobody of it may have
 * heard: then it hears on the next working morning.
 */
function inTime(
  chain: readonly AskedNext<Chained>[],
  ofStep: readonly KnownReminder[],
  dueOn: Day,
  { calendars, now, morningOf }: ChainGround,
): AskedNext<Chained>[] {
  const isPast = (instant: Date) => instant.getTime() < now.getTime();
  const laid = ofStep.filter(({ reason, state }) => reason === 'escalation' && state !== 'withdrawn');
  const isRunning = laid.some(({ state, sendAt }) => state === 'planned' && !isPast(new Date(sendAt)));
  const heard = (link: number) =>
    chain.some(
      (asked) =>
        asked.link === link &&
        laid.some((other) => isSameReader(other, asked.person) && (other.state !== 'planned' || isPast(new Date(other.sendAt)))), // prettier-ignore
    );
  return chain.flatMap((asked) => {
    const { person, sendOn, link } = asked;
    if (!isPast(morningOf(sendOn, person.timeZone))) return [asked];
    if (!isRunning || heard(link)) return [];
    const calendar = calendars.of(person.country);
    let next = workingDayOnOrAfter(calendar, sendOn);
    while (isPast(morningOf(next, person.timeZone))) next = workingDayOnOrAfter(calendar, addDays(next, 1));
    return next <= dueOn ? [{ ...asked, sendOn: next }] : [];
  });
}

function reminderOf(
  { person: { isDeputy: _, ...person }, sendOn }: AskedNext<Chained>,
  { step, unit }: OfStep,
  { id: deadlineId, kind, dueOn, isHeld }: DeadlineToPlan,
  { morningOf }: ChainGround,
): WantedReminder {
  return {
    ...{ step, unit, sendOn, sendAt: morningOf(sendOn, person.timeZone), movedFrom: null, movedFor: null },
    ...{ isAlone: true, isEclipsed: false, deadlineId, isHeld, aloneKey: `escalation ${kind} ${dueOn}` },
    person: { ...person, reason: 'escalation' },
  };
}
