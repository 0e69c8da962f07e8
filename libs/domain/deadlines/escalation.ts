import { workingDayOnOrAfter, workingDayOnOrBefore, type WorkingCalendar } from '../calendar/working-calendar.js';
import { addDays, type Day } from '../day.js';

/**
 * Who may be asked next when who is responsible gives no answer to a legal step: who stands in or is named as deputy,
 * the managers of the tenant, its owners.
 */
export const ESCALATION_READERS = ['deputy', 'manager', 'tenant-owner'] as const;
export type EscalationReader = (typeof ESCALATION_READERS)[number];

/** One link of the chain. */
export interface EscalationLink {
  to: EscalationReader;
  /** from the question to the first link, and from each link to the next; of the reader's own country */
  afterWorkingDays: number;
}

/** The chain that holds where nobody has set one. */
export const DEFAULT_ESCALATION: readonly EscalationLink[] = ESCALATION_READERS.map((to) => ({
  to,
  afterWorkingDays: 1,
}));

/** The last reminder of a legal date lies a week before it at most: who is asked after two weeks is asked too late. */
export const ESCALATION_LIMITS = { maxWorkingDays: 10 } as const;

/** With whom a chain may end: a question that nobody has taken up must reach somebody who can decide. */
export const LEADING: readonly EscalationReader[] = ['manager', 'tenant-owner'];

export type EscalationFault =
  'policy.escalation-missing' | 'policy.escalation-twice' | 'policy.escalation-days' | 'policy.escalation-end';

/** The first fault, with its place and what would be accepted there; or null. */
export function escalationFault(
  chain: readonly EscalationLink[],
): { code: EscalationFault; field: string; allowed: string } | null {
  const field = 'escalation';
  if (chain.length === 0)
    return { code: 'policy.escalation-missing', field, allowed: `1-${ESCALATION_READERS.length} links` };
  for (const [index, { to, afterWorkingDays: days }] of chain.entries()) {
    const before = chain.slice(0, index).map((link) => link.to);
    if (before.includes(to)) {
      const allowed = ESCALATION_READERS.filter((reader) => !before.includes(reader)).join(', ') || 'left out';
      return { code: 'policy.escalation-twice', field: `${field}.${index}.to`, allowed };
    }
    if (!Number.isInteger(days) || days < 1 || days > ESCALATION_LIMITS.maxWorkingDays) {
      const allowed = `1-${ESCALATION_LIMITS.maxWorkingDays}`;
      return { code: 'policy.escalation-days', field: `${field}.${index}.afterWorkingDays`, allowed };
    }
  }
  const last = chain.length - 1;
  if (LEADING.includes(chain[last]!.to)) return null;
  return { code: 'policy.escalation-end', field: `${field}.${last}.to`, allowed: LEADING.join(', ') };
}

/** What decides whether a link reaches a person. */
export interface InChain {
  isDeputy: boolean;
  /** of a member of the team; null for everybody else */
  role: 'owner' | 'manager' | 'consultant' | null;
}

/** One who is asked next. */
export interface AskedNext<P> {
  person: P;
  /** first day on which that person hears it */
  sendOn: Day;
  /** number of the link, from 0, of those that reach anybody */
  link: number;
}

/** The question that nobody answers. */
export interface Question {
  askedOn: Day;
  dueOn: Day;
  /** whether those who lead hear of the deadline once its day has passed */
  isOverdueToldToLeaders: boolean;
}

/**
 * Who is asked after whom, and when. A link that reaches nobody is passed over with its days, and nobody is asked twice.
 * Where no link reaches anybody who leads, the last one is asked of those who do, whatever it names: the owners of the
 * tenant, else its managers.
 *
 * None after the due day. Where the chain is too slow for somebody who leads to hear by then, and would not hear of it
 * afterwards either, the first link that leads is asked on the last working day there is.
 *
 * @param people of the team, without those who were asked already
 */
export function askedInTurn<P extends InChain>(
  chain: readonly EscalationLink[],
  people: readonly P[],
  { askedOn, dueOn, isOverdueToldToLeaders }: Question,
  calendarOf: (person: P) => WorkingCalendar,
): AskedNext<P>[] {
  const links = reached(chain, people);
  const asked: AskedNext<P>[] = [];
  let days = 0;
  for (const [link, { people: ofLink, afterWorkingDays }] of links.entries()) {
    days += afterWorkingDays;
    for (const person of ofLink) {
      const sendOn = workingDaysAfter(askedOn, days, calendarOf(person));
      if (sendOn <= dueOn) asked.push({ person, sendOn, link });
    }
  }
  if (isOverdueToldToLeaders || asked.some(({ person }) => leads(person))) return asked;
  const leading = links.findIndex((link) => link.people.some(leads));
  for (const person of links[leading]?.people ?? []) {
    const sendOn = workingDayOnOrBefore(calendarOf(person), dueOn);
    if (sendOn > askedOn) asked.push({ person, sendOn, link: leading });
  }
  return asked;
}

/** The links that reach somebody, each person in the first that names it. */
function reached<P extends InChain>(chain: readonly EscalationLink[], people: readonly P[]) {
  let left = people;
  const take = (fits: (person: P) => boolean): P[] => {
    const taken = left.filter(fits);
    left = left.filter((person) => !taken.includes(person));
    return taken;
  };
  const links = chain.map(({ to, afterWorkingDays }) => ({ afterWorkingDays, people: take(FITS[to]) }));
  if (!links.some((link) => link.people.some(leads))) {
    const owners = take(FITS['tenant-owner']);
    links.at(-1)?.people.push(...(owners.length > 0 ? owners : take(FITS.manager)));
  }
  return links.filter((link) => link.people.length > 0);
}

const FITS: Readonly<Record<EscalationReader, (person: InChain) => boolean>> = {
  deputy: ({ isDeputy }) => isDeputy,
  manager: ({ role }) => role === 'manager',
  'tenant-owner': ({ role }) => role === 'owner',
};

const leads = ({ role }: InChain): boolean => role === 'owner' || role === 'manager';

function workingDaysAfter(day: Day, count: number, calendar: WorkingCalendar): Day {
  let found = day;
  for (let left = count; left > 0; left -= 1) found = workingDayOnOrAfter(calendar, addDays(found, 1));
  return found;
}
