import type { Day } from '#domain/day';
import { addDays } from '#domain/day';
import { hasTakenNote } from '#domain/deadlines/answer';
import { workingDayOnOrAfter, type WorkingCalendar } from '#domain/calendar/working-calendar';
import type { Recipient } from './recipients.js';
import type { KnownReminder } from './replan.js';

/** Working days from the question to the first in the chain, and from each to the next. */
const WORKING_DAYS_BETWEEN = 1;

/** One in the chain, with the day on which that reader hears that nobody has answered. */
export interface Escalated {
  person: Recipient;
  sendOn: Day;
}

/**
 * Who hears of a step that nobody answers, and when: deputies on the next working day of theirs, then the managers, then
 * the owners of the tenant; none after the due day, because of what is overdue they hear anyway. Who gets the step itself
 * is asked already.
 *
 * @param hears whether the step itself reaches this person
 */
export function escalationsOf(
  askedOn: Day,
  dueOn: Day,
  people: readonly Recipient[],
  hears: (person: Recipient) => boolean,
  calendarOf: (person: Recipient) => WorkingCalendar,
): Escalated[] {
  if (isAnswered(people, askedOn)) return [];
  const free = people.filter(
    (person) => !hears(person) && person.answer?.answer !== 'not-mine' && person.role !== null,
  );
  const isDeputy = ({ parts }: Recipient) => parts.some(({ reader }) => reader === 'deputy');
  const chain = [
    free.filter(isDeputy),
    free.filter((person) => !isDeputy(person) && person.role === 'manager'),
    free.filter((person) => !isDeputy(person) && person.role === 'owner'),
  ].filter((link) => link.length > 0);
  return chain.flatMap((link, index) =>
    link.flatMap((person) => {
      const sendOn = workingDaysAfter(askedOn, (index + 1) * WORKING_DAYS_BETWEEN, calendarOf(person));
      return sendOn <= dueOn ? [{ person, sendOn }] : [];
    }),
  );
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

function workingDaysAfter(day: Day, count: number, calendar: WorkingCalendar): Day {
  let found = day;
  for (let left = count; left > 0; left -= 1) found = workingDayOnOrAfter(calendar, addDays(found, 1));
  return found;
}
