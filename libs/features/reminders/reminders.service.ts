import { Inject, Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { addDays, type Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { Ladders } from '#domain/deadlines/ladder';
import { PolicyBook, type PolicySubject, type SetPolicy } from '#domain/deadlines/policy-book';
import { DEFAULT_HOURS, type ReminderHours } from '#domain/deadlines/reminder-hours';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { openEnvelopes, withdrawEmpty } from './envelopes.js';
import { deadlinesToPlan, recipientsOf, type DeadlineToPlan, type Recipient } from './recipients.js';
import { replanOf, type KnownReminder } from './replan.js';
import {
  HELD,
  HELD_READERS,
  HOURS,
  KNOWN,
  LAID_FOR_CONTACT,
  LAID_FOR_MEMBER,
  LAY,
  OF_APPLICATIONS,
  OF_APPLICATIONS_AND_KIND,
  OF_CERTIFICATES,
  OF_CLIENT,
  OF_CLIENT_AND_KIND,
  OF_CONTACT,
  OF_KIND,
  OF_LABORATORY,
  OF_MEMBER,
  OPEN_AFTER,
  POLICIES,
  WITHDRAW,
} from './reminders.sql.js';
import { wantedReminders, type PlanningGround } from './wanted-reminders.js';

/** Deadlines planned in one go: some 15 reminders each are held in memory. */
const PORTION = 500;

/** Of an absence that has ended, reminders may still wait to be sent. */
const ABSENCES_BACK_DAYS = 30;

/** Deadlines with what decides their reminders. */
export interface Planning {
  deadlines: DeadlineToPlan[];
  people: Map<string, Recipient[]>;
  known: KnownReminder[];
  ground: PlanningGround;
}

/** What an import would mail once a person lets it. */
export interface HeldMails {
  mails: number;
  people: number;
  /** the day of the first mail where its reader is; null when there is none */
  firstOn: Day | null;
}

/** One person of those, with what that person would get. */
export interface HeldReader {
  name: string;
  email: string;
  language: Language;
  timeZone: string;
  /** of the contact; null for a member of the team */
  clientName: string | null;
  clientNameZh: string | null;
  mails: number;
  /** the day of the first one where the reader is */
  firstOn: Day;
}

/**
 * The only writer of `reminders` and of the planning of `mails`. A reminder is a promise to mail; what is no longer
 * owed is marked withdrawn with its reason and never deleted.
 */
@Injectable()
export class RemindersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly references: ReferenceStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Lays the reminders of these deadlines anew, in the current transaction: what is missing is added, what has changed
   * is moved to its new envelope, what is no longer owed is withdrawn. Planning twice changes nothing.
   */
  async replan(deadlineIds: readonly string[]): Promise<void> {
    if (deadlineIds.length === 0) return;
    for (let start = 0; start < deadlineIds.length; start += PORTION) {
      const ids = deadlineIds.slice(start, start + PORTION);
      const { deadlines, people, known, ground } = await this.planningOf(ids);
      const wanted = wantedReminders(deadlines, people, ground, known);
      await this.write(replanOf(deadlines, wanted, people, known, ground), ground.now);
    }
  }

  /** All that planning these deadlines needs, as it stands; nothing is written. */
  async planningOf(ids: readonly string[]): Promise<Planning> {
    const now = this.clock.now();
    const deadlines = await deadlinesToPlan(this.db, ids);
    return {
      deadlines,
      people: await recipientsOf(this.db, deadlines, addDays(now.toISOString().slice(0, 10), -ABSENCES_BACK_DAYS)),
      known: await this.db.query<KnownReminder>(KNOWN, [ids]),
      ground: {
        policies: await this.policies(deadlines),
        calendars: this.calendars,
        morningHour: (await this.hours()).morningHour,
        now,
      },
    };
  }

  /** After a contact's address, language or zone has changed, or before the contact is removed. */
  async replanContact(contactId: string): Promise<void> {
    await this.replanFound(OF_CONTACT, contactId);
  }

  /** After a client's country has changed, or contacts were added or removed. */
  async replanClient(clientId: string): Promise<void> {
    await this.replanFound(OF_CLIENT, clientId);
  }

  /**
   * After a member's address, language, zone, role or leaving. Managers and owners hear of everything overdue, so all
   * open deadlines may be touched.
   */
  async replanMember(memberId: string): Promise<void> {
    await this.replanFound(OF_MEMBER, memberId);
  }

  /**
   * After a person has chosen to be mailed otherwise about deadlines of these kinds. Switched off, only what is planned for
   * that person is touched, and the one act behind an unsubscribing mail is quick.
   */
  async replanChoices(of: { memberId: string } | { contactId: string }, kinds: readonly string[], isOff: boolean) {
    const [all, id] = 'memberId' in of ? [OF_MEMBER, of.memberId] : [OF_CONTACT, of.contactId];
    const laid = 'memberId' in of ? LAID_FOR_MEMBER : LAID_FOR_CONTACT;
    await this.replanFound(`${isOff ? laid : all} and d.kind = any ($2)`, id, kinds);
  }

  /** After the responsible or the contact of certificates has changed, where nothing is restated anyway. */
  async replanCertificates(certificateIds: readonly string[]): Promise<void> {
    await this.replanFound(OF_CERTIFICATES, certificateIds);
  }

  /** After the owner, deputy or contact of cases has changed: theirs, and those of the audits, bookings and samples. */
  async replanApplications(applicationIds: readonly string[]): Promise<void> {
    await this.replanFound(OF_APPLICATIONS, applicationIds);
  }

  /** After a laboratory's address, name or zone has changed. */
  async replanLaboratory(laboratoryId: string): Promise<void> {
    await this.replanFound(OF_LABORATORY, laboratoryId);
  }

  /** After a policy has changed: of the kind, and of one client or case where it is theirs. */
  async replanPolicy({ kind, clientId, applicationId }: Omit<PolicySubject, 'basis'>): Promise<void> {
    if (applicationId !== null) await this.replanFound(OF_APPLICATIONS_AND_KIND, [applicationId], kind);
    else if (clientId !== null) await this.replanFound(OF_CLIENT_AND_KIND, clientId, kind);
    else await this.replanFound(OF_KIND, kind);
  }

  /**
   * The next portion of all that a tenant owes, in the order of ids.
   *
   * @param last the last deadline of the portion before; null = from the beginning
   * @returns the last one of this portion; null: it was the last portion
   */
  async layAfter(last: string | null): Promise<string | null> {
    const found = await this.db.query<{ id: string }>(OPEN_AFTER, [last, PORTION]);
    await this.replan(found.map((row) => row.id));
    return found.length === PORTION ? found.at(-1)!.id : null;
  }

  /** The policies that may hold for these subjects: the tenant's, those of their clients and cases, and our defaults. */
  async policies(subjects: readonly Pick<PolicySubject, 'clientId' | 'applicationId'>[]): Promise<PolicyBook> {
    return this.bookOf(subjects, (await this.references.current()).ladders);
  }

  /** The same for a screen, outside of a transaction. */
  async knownPolicies(subjects: readonly Pick<PolicySubject, 'clientId' | 'applicationId'>[]): Promise<PolicyBook> {
    return this.bookOf(subjects, this.references.known().ladders);
  }

  private async bookOf(
    subjects: readonly Pick<PolicySubject, 'clientId' | 'applicationId'>[],
    ladders: Ladders,
  ): Promise<PolicyBook> {
    const ids = (key: 'clientId' | 'applicationId') => [...new Set(subjects.flatMap((subject) => subject[key] ?? []))];
    return new PolicyBook(await this.db.read<SetPolicy>(POLICIES, [ids('clientId'), ids('applicationId')]), ladders);
  }

  /** When this tenant's reminders leave. */
  async hours(): Promise<ReminderHours> {
    const [own] = await this.db.read<ReminderHours>(HOURS);
    return own ?? DEFAULT_HOURS;
  }

  /** "N mails to M people, first on ...": what `DeadlinesService.release` of this import would let go. */
  async heldMails(importId: string): Promise<HeldMails> {
    const rows = await this.db.read<HeldMails>(HELD, [importId, this.clock.now()]);
    return rows[0]!;
  }

  /** To whom these mails would go, the first to be written to first; up to 1,000 people. */
  async heldReaders(importId: string): Promise<HeldReader[]> {
    return this.db.read<HeldReader>(HELD_READERS, [importId, this.clock.now()]);
  }

  private async replanFound(sql: string, ...params: unknown[]): Promise<void> {
    const found = await this.db.query<{ id: string }>(sql, params);
    await this.replan(found.map((row) => row.id));
  }

  private async write(changes: ReturnType<typeof replanOf>, now: Date): Promise<void> {
    const mailIds = await openEnvelopes(this.db, changes.envelopes, new URL(this.config.url).host, now);
    if (changes.lay.length > 0) {
      const rows = changes.lay.map(({ envelopeKey, ...row }) => ({
        id: newId(),
        ...row,
        mailId: envelopeKey === null ? null : mailIds.get(envelopeKey),
      }));
      await this.db.query(LAY, [JSON.stringify(rows), now]);
    }
    if (changes.withdraw.length > 0) await this.db.query(WITHDRAW, [JSON.stringify(changes.withdraw)]);
    await withdrawEmpty(this.db, changes.leftMailIds);
  }
}
