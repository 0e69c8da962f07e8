import type { Db } from '#database/db';
import type { Day } from '#domain/day';
import type { GivenAnswer } from '#domain/deadlines/answer';
import type { Basis, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import { TEAM_ONLY, type PolicyReader } from '#domain/deadlines/policy';
import { defaultChoice, type MailChoice } from '#domain/mail/choices';
import type { Language } from '#domain/permissions';
import {
  ABSENCES,
  ANSWERS,
  CHOICES,
  CLIENT_MEMBERS,
  CONTACTS,
  LABORATORIES,
  MEMBERS,
  TO_PLAN,
} from './recipients.sql.js';

/** Why somebody gets a reminder. Of several reasons the first in this order is told. */
export const RECIPIENT_REASONS = [
  'responsible',
  'client-contact',
  'factory',
  'laboratory',
  'deputy',
  'manager',
  /** the one who was asked for an answer gave none */
  'escalation',
] as const;
export type RecipientReason = (typeof RECIPIENT_REASONS)[number];

/** First and last day. */
export interface DayRange {
  fromOn: Day;
  toOn: Day;
}

/** A part somebody plays for a deadline; steps that name it reach that person. */
export interface Part {
  reader: PolicyReader;
  /** days on which steps before the due day reach the person; null = every day */
  before: readonly DayRange[] | null;
  /** the same for overdue ones */
  overdue: readonly DayRange[] | null;
}

/** One reader: a member of the tenant, a contact of a client or a laboratory; exactly one of the three ids is set. */
export interface Recipient {
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  reason: RecipientReason;
  parts: readonly Part[];
  /** what this reader last said to this deadline; null = nothing */
  answer: GivenAnswer | null;
  /** how this reader wants mails about this kind of deadline */
  choice: MailChoice;
  /** owner or manager of the tenant, or one of its consultants; null for everybody outside of the team */
  role: TeamRole | null;
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  /** whose working mornings count */
  country: string;
}

export type TeamRole = 'owner' | 'manager' | 'consultant';

/** One deadline as planning sees it. */
export interface DeadlineToPlan {
  id: string;
  kind: DeadlineKind;
  dueOn: Day;
  basis: Basis;
  state: DeadlineState;
  isHeld: boolean;
  overdueUntil: Day | null;
  /** whose policy holds: the client of all its concerns; null where there are several or none */
  clientId: string | null;
  /** the case it belongs to, whose policy holds before all others */
  applicationId: string | null;
  /** of the booking, or of those of the case that are not cancelled */
  laboratoryIds: string[];
  factoryId: string | null;
  /**
   * whose it is: of the certificate itself, of the followed-up certificates of the factory, of the case, audit or booking,
   * of the entry, determination or approval
   */
  concerns: Concern[];
}

interface Concern {
  responsibleId: string | null;
  deputyId?: string | null;
  contactId: string | null;
  /** null: an entry of the regulatory watch, which is the team's */
  clientId: string | null;
}

type Person = Omit<Recipient, 'reason' | 'parts' | 'answer' | 'choice' | 'role'>;

interface Member extends Person {
  role: TeamRole;
}

interface Contact extends Person {
  clientId: string;
  factoryId: string | null;
}

interface ClientMember extends Person {
  clientId: string;
}

interface StoredAnswer extends GivenAnswer, Pick<Recipient, 'contactId' | 'memberId' | 'laboratoryId'> {
  deadlineId: string;
}

interface StoredChoice extends Pick<Recipient, 'contactId' | 'memberId'> {
  topic: string;
  choice: MailChoice;
}

interface Absence extends DayRange {
  memberId: string;
  deputyId: string | null;
}

/** What a client does itself, here: its people with an account hear of it beside the contact. */
const FOR_ALL_OF_CLIENT: readonly DeadlineKind[] = ['document-request'];

/** Of several parts that one person plays, the first here is the reason that is told. */
const REASONS: readonly [PolicyReader, RecipientReason][] = [
  ['owner', 'responsible'],
  ['client-contact', 'client-contact'],
  ['factory', 'factory'],
  ['laboratory', 'laboratory'],
  ['deputy', 'deputy'],
  ['manager', 'manager'],
];

/** @param parts at least one */
export function reasonOf(parts: readonly Pick<Part, 'reader'>[]): RecipientReason {
  return REASONS.find(([reader]) => parts.some((part) => part.reader === reader))![1];
}

/** Loads deadlines for planning. */
export async function deadlinesToPlan(db: Db, ids: readonly string[]): Promise<DeadlineToPlan[]> {
  const rows = await db.query<Omit<DeadlineToPlan, 'clientId'>>(TO_PLAN, [ids]);
  return rows.map((row) => {
    const clients = [...new Set(row.concerns.flatMap(({ clientId }) => clientId ?? []))];
    return { ...row, clientId: clients.length === 1 ? clients[0]! : null };
  });
}

/**
 * Who may be reminded of each deadline, with the parts that policies name:
 *
 * - owner: the responsible member or owner of the case; the managers and owners of the tenant where nobody is;
 * - client contact: of the certificate, case, determination or approval; where none is named, all contacts of the
 *   client (those of its factories only where it has no others);
 * - factory: people of the factory, of the clients concerned only, because a factory may make for several;
 * - laboratory: where the product is tested, when an address is known;
 * - deputy: who stands in while the owner is away (named in the absence, else the deputy of the case, else those who
 *   lead), and of everything overdue the deputy of the case;
 * - manager: managers and owners of the tenant.
 *
 * Each address once, with all its parts.
 *
 * @param since absences that ended before this day are past
 */
export async function recipientsOf(
  db: Db,
  deadlines: readonly DeadlineToPlan[],
  since: Day,
): Promise<Map<string, Recipient[]>> {
  const ground = await groundOf(db, deadlines, since);
  return new Map(deadlines.map((deadline) => [deadline.id, readersOf(deadline, ground)]));
}

interface Ground {
  contactById: ReadonlyMap<string, Contact>;
  contacts: readonly Contact[];
  memberById: ReadonlyMap<string, Member>;
  leaders: readonly Member[];
  clientMembers: readonly ClientMember[];
  laboratoryById: ReadonlyMap<string, Person>;
  absencesOf: ReadonlyMap<string, readonly Absence[]>;
  answerTo: (
    deadlineId: string,
    person: Pick<Recipient, 'contactId' | 'memberId' | 'laboratoryId'>,
  ) => GivenAnswer | null;
  choiceOf: (kind: DeadlineKind, person: Pick<Recipient, 'contactId' | 'memberId'>) => MailChoice;
}

async function groundOf(db: Db, deadlines: readonly DeadlineToPlan[], since: Day): Promise<Ground> {
  const told = deadlines.filter(({ kind }) => !TEAM_ONLY.includes(kind));
  const concerns = told.flatMap((deadline) => deadline.concerns);
  const named = unique(concerns.map(({ contactId }) => contactId));
  const unnamed = unique(concerns.map(({ contactId, clientId }) => (contactId ? null : clientId)));
  const factoryIds = unique(told.map(({ factoryId }) => factoryId));
  const contacts = await db.query<Contact>(CONTACTS, [named, unnamed, factoryIds]);
  const members = await db.query<Member>(MEMBERS);
  const absences = await db.query<Absence>(ABSENCES, [since]);
  const laboratoryIds = unique(deadlines.flatMap((deadline) => deadline.laboratoryIds));
  const laboratories = laboratoryIds.length > 0 ? await db.query<Person>(LABORATORIES, [laboratoryIds]) : [];
  const withAccounts = deadlines.filter(({ kind }) => FOR_ALL_OF_CLIENT.includes(kind));
  const clientIds = unique(withAccounts.flatMap((deadline) => deadline.concerns.map(({ clientId }) => clientId)));
  const answers = await db.query<StoredAnswer>(ANSWERS, [deadlines.map(({ id }) => id)]);
  const answerOf = new Map(answers.map((answer) => [answerKey(answer.deadlineId, answer), answer]));
  const choices = await db.query<StoredChoice>(CHOICES, [unique(deadlines.map(({ kind }) => kind))]);
  const chosen = new Map(
    choices.map(({ topic, choice, ...of }) => [`${topic} ${of.memberId ?? of.contactId}`, choice]),
  );
  const absencesOf = new Map<string, Absence[]>();
  for (const absence of absences)
    absencesOf.set(absence.memberId, [...(absencesOf.get(absence.memberId) ?? []), absence]);
  return {
    contacts,
    contactById: new Map(contacts.map((contact) => [contact.contactId!, contact])),
    memberById: new Map(members.map((member) => [member.memberId!, member])),
    leaders: members.filter(({ role }) => role === 'owner' || role === 'manager'),
    clientMembers: clientIds.length > 0 ? await db.query<ClientMember>(CLIENT_MEMBERS, [clientIds]) : [],
    laboratoryById: new Map(laboratories.map((laboratory) => [laboratory.laboratoryId!, laboratory])),
    absencesOf,
    choiceOf: (kind, { memberId, contactId }) =>
      chosen.get(`${kind} ${memberId ?? contactId}`) ?? defaultChoice(kind, { side: 'team', ownsCases: false }),
    answerTo: (deadlineId, person) => answerOf.get(answerKey(deadlineId, person)) ?? null,
  };
}

function answerKey(
  deadlineId: string,
  { contactId, memberId, laboratoryId }: Pick<Recipient, 'contactId' | 'memberId' | 'laboratoryId'>,
): string {
  return [deadlineId, contactId ?? '', memberId ?? '', laboratoryId ?? ''].join(' ');
}

function readersOf({ id, kind, concerns, factoryId, laboratoryIds }: DeadlineToPlan, ground: Ground): Recipient[] {
  const found = new Map<string, { person: Person; parts: Part[] }>();
  const add = (person: Person, reader: PolicyReader, days: Pick<Part, 'before' | 'overdue'> = ALWAYS): void => {
    const email = person.email.toLowerCase();
    const known = found.get(email);
    if (known) known.parts.push({ reader, ...days });
    else found.set(email, { person, parts: [{ reader, ...days }] });
  };
  const { contacts, contactById, memberById, leaders, clientMembers, laboratoryById, absencesOf } = ground;
  const members = (ids: (string | null | undefined)[]) => unique(ids).flatMap((id) => memberById.get(id) ?? []);

  const responsible = members(concerns.map(({ responsibleId }) => responsibleId));
  // Of those for whom it is not theirs the next take it; the last ones cannot hand it on.
  const owners = [responsible, leaders].map((all) => all.filter((member) => !hasDisowned(ground.answerTo(id, member))));
  for (const member of responsible) add(member, 'owner');
  const isLastResort = owners.every((all) => all.length === 0);
  if (owners[0]!.length === 0) for (const member of isLastResort ? leaders : owners[1]!) add(member, 'owner');
  const isForClient = !TEAM_ONLY.includes(kind);
  for (const { contactId, clientId } of isForClient ? concerns : []) {
    const named = contactById.get(contactId ?? '');
    for (const contact of named ? [named] : atCompany(contacts, clientId)) add(contact, 'client-contact');
    if (!FOR_ALL_OF_CLIENT.includes(kind)) continue;
    for (const member of clientMembers.filter((m) => m.clientId === clientId)) add(member, 'client-contact');
  }
  for (const contact of isForClient && factoryId !== null ? contacts : []) {
    const isOfConcern = concerns.some(({ clientId }) => clientId === contact.clientId);
    if (contact.factoryId === factoryId && isOfConcern) add(contact, 'factory');
  }
  for (const id of laboratoryIds) {
    const laboratory = laboratoryById.get(id);
    if (laboratory) add(laboratory, 'laboratory');
  }
  const deputies = members(concerns.map(({ deputyId }) => deputyId));
  for (const deputy of deputies) add(deputy, 'deputy', { before: [], overdue: null });
  for (const owner of responsible) {
    for (const { fromOn, toOn, deputyId } of absencesOf.get(owner.memberId!) ?? []) {
      const own = members([deputyId]);
      const standIns = own.length > 0 ? own : deputies.length > 0 ? deputies : leaders;
      const away = [{ fromOn, toOn }];
      for (const standIn of standIns) {
        if (standIn.memberId !== owner.memberId) add(standIn, 'deputy', { before: away, overdue: away });
      }
    }
  }
  for (const leader of leaders) add(leader, 'manager');
  return [...found.values()].map(({ person, parts }) => {
    const role = memberById.get(person.memberId ?? '')?.role ?? null;
    const isKept = isLastResort && (role === 'owner' || role === 'manager');
    const answer = isKept ? null : ground.answerTo(id, person);
    return { ...person, reason: reasonOf(parts), parts, role, answer, choice: ground.choiceOf(kind, person) };
  });
}

const hasDisowned = (given: GivenAnswer | null): boolean => given?.answer === 'not-mine';

const ALWAYS: Pick<Part, 'before' | 'overdue'> = { before: null, overdue: null };

/** Who works at a factory speaks for the company only where nobody else does. */
function atCompany(contacts: readonly Contact[], clientId: string | null): readonly Contact[] {
  const all = contacts.filter((contact) => contact.clientId === clientId);
  const own = all.filter(({ factoryId }) => factoryId === null);
  return own.length > 0 ? own : all;
}

function unique(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.flatMap((id) => id ?? []))];
}
