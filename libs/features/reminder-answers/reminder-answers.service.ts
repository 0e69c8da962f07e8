import { Inject, Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Deadline } from '#database/entities/deadline.entity';
import { Member } from '#database/entities/member.entity';
import { ReminderAnswer } from '#database/entities/reminder-answer.entity';
import { promisableDays, type Answer } from '#domain/deadlines/answer';
import { daysBetween, type Day } from '#domain/day';
import { BadInput, RuleBroken } from '#domain/errors';
import { subjectPath } from '#features/deadlines/subject-path';
import { EventsService } from '#features/events/events.service';
import { inLinkedMail, readMail, type LinkedMail } from '#features/reminders/mail-token';
import type { NoticeSubject } from '#features/reminders/notice';
import { NoticesService } from '#features/reminders/notices.service';
import type { Recipient } from '#features/reminders/recipients';
import { RemindersService } from '#features/reminders/reminders.service';
import { isSameReader } from '#features/reminders/replan';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import type { AnswerInput, MailAnswerInput, MailAnswerView } from './reminder-answers.dto.js';
import { ReminderAnswersQueries } from './reminder-answers.queries.js';

/** Who answers: exactly one id is set. */
interface Reader {
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  name: string;
  timeZone: string;
}

/** The only writer of `reminder_answers`. */
@Injectable()
export class ReminderAnswersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
    private readonly notices: NoticesService,
    private readonly queries: ReminderAnswersQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * What the mail of this link reminds of, as it stands now. Only the opening is noted.
   *
   * @throws NotFound when the link is not ours, or its mail is gone or older than a year
   */
  open(token: string): Promise<MailAnswerView> {
    return this.inMail(token, async (mail) => {
      await this.db.query(NOTE_OPENING, [mail.mailId, this.clock.now()]);
      return this.view(mail);
    });
  }

  /**
   * Answers for the reader of the mail: the deadlines named, or all that are still open.
   *
   * @throws NotFound; BadInput for a day that may not be promised, or a deadline that the mail does not name;
   * RuleBroken `answer.nothing-open`, `answer.nobody-left`
   */
  answerMail(token: string, input: MailAnswerInput): Promise<MailAnswerView> {
    return this.inMail(token, async (mail) => {
      const { mailId, readerName: name, timeZone } = mail;
      const asked = await this.queries.asked(mailId);
      const ids = input.deadlineIds && new Set(input.deadlineIds);
      const unknown = [...(ids ?? [])].filter((id) => !asked.some(({ deadlineId }) => deadlineId === id));
      if (unknown.length > 0)
        throw new BadInput('invalid-input', [
          {
            field: 'deadlineIds',
            code: 'not-in-mail',
            detail: 'This mail does not remind of it.',
            allowed: asked.map(({ deadlineId }) => deadlineId).join(', '),
          },
        ]);
      const open = asked.filter(({ deadlineId, state }) => state === 'open' && (ids?.has(deadlineId) ?? true));
      if (open.length === 0) throw new RuleBroken('answer.nothing-open');
      for (const one of open) {
        const { contactId, memberId, laboratoryId } = one;
        const deadline = await this.db.require(Deadline, one.deadlineId);
        await this.give(deadline, { contactId, memberId, laboratoryId, name, timeZone }, input, mailId);
      }
      await this.reminders.replan(open.map(({ deadlineId }) => deadlineId));
      return this.view(mail);
    });
  }

  /** The caller answers as the member that he is. */
  async answerOne(deadlineId: string, input: AnswerInput): Promise<void> {
    const deadline = await this.db.require(Deadline, deadlineId);
    if (deadline.state !== 'open') throw new RuleBroken('answer.nothing-open');
    const { id: memberId, name, timeZone } = await this.db.require(Member, this.db.scope.memberId!);
    await this.give(deadline, { contactId: null, memberId, laboratoryId: null, name, timeZone }, input, null);
    await this.reminders.replan([deadlineId]);
  }

  private async give(deadline: Deadline, reader: Reader, { answer, until = null }: AnswerInput, mailId: string | null) {
    const { name, timeZone, ...ids } = reader;
    const today = this.clock.today(timeZone);
    refuseUntil(deadline, answer, until, today);
    await this.db.query(LOCK, [deadline.id]);
    const others = answer === 'not-mine' ? await this.requireOthers(deadline.id, reader) : [];
    const [last] = await this.db.query<{ answer: Answer; until: Day | null; givenOn: Day }>(LAST, [
      deadline.id,
      ...Object.values(ids),
    ]);
    // Twice the same button on one day says nothing new.
    if (last && last.answer === answer && last.until === until && last.givenOn === today) return;
    const given = { deadlineId: deadline.id, ...ids, name, answer, until, givenOn: today, mailId };
    await this.db.insert(ReminderAnswer, { ...given, givenAt: this.clock.now() });
    const { kind, dueOn } = deadline;
    const about = await this.queries.subject(deadline.id);
    const subject = { ...subjectOf(deadline), productId: about.reportProductId };
    await this.events.record('reminder.answered', subject, {
      ...{ answer, until, name, kind, dueOn },
      by: ids.memberId ? 'member' : ids.contactId ? 'contact' : 'laboratory',
    });
    if (answer !== 'not-mine') return;
    const facts = { name, kind, dueOn, label: about.label, labelZh: about.labelZh, path: subjectPath(about) };
    const of = noticeSubjectOf(deadline);
    await this.notices.tell(hearersAmong(others).map((to) => ({ kind: 'reminder-disowned', subject: of, to, facts })));
  }

  /**
   * Somebody of the team keeps every deadline: who is the last one hands it on by naming another, not by a click.
   *
   * @returns who of the team is left
   */
  private async requireOthers(deadlineId: string, reader: Reader): Promise<Recipient[]> {
    const { people } = await this.reminders.planningOf([deadlineId]);
    const left = (people.get(deadlineId) ?? []).filter(
      (person) =>
        !isSameReader(person, reader) &&
        person.answer?.answer !== 'not-mine' &&
        person.parts.some(({ reader: part }) => part === 'owner' || part === 'manager'),
    );
    if (left.length === 0) throw new RuleBroken('answer.nobody-left');
    return left;
  }

  private inMail<T>(token: string, work: (mail: LinkedMail) => Promise<T>): Promise<T> {
    return inLinkedMail(this.db, readMail('reminder-answer', token, this.config.secret), this.clock.now(), work);
  }

  private async view({ mailId, ...mail }: LinkedMail): Promise<MailAnswerView> {
    const today = this.clock.today(mail.timeZone);
    const items = await this.queries.asked(mailId);
    return {
      ...mail,
      now: this.clock.now().toISOString(),
      items: items.map((item) => {
        const { deadlineId, kind, dueOn, basis, state, subject, given } = item;
        const promisable = state === 'open' ? promisableDays(item, today) : null;
        return {
          deadlineId,
          kind,
          dueOn,
          daysLeft: daysBetween(today, dueOn),
          basis,
          state,
          subject,
          promisable,
          given,
        };
      }),
    };
  }
}

function refuseUntil(deadline: Deadline, answer: Answer, until: Day | null, today: Day): void {
  const fault = (code: string, detail: string, allowed?: string) =>
    new BadInput('invalid-input', [{ field: 'until', code, detail, ...(allowed && { allowed }) }]);
  if (answer !== 'in-work') {
    if (until === null) return;
    throw fault('not-expected', 'Only work that goes on has a day until which it does.');
  }
  const days = promisableDays(deadline, today);
  if (!days) throw fault('no-day-left', 'It is due today by law: no day is left to promise.');
  if (until !== null && until >= days.from && until <= days.to) return;
  throw fault(
    'not-promisable',
    `Name the day until which it is worked on; the law's own day is not moved by it.`,
    `${days.from} to ${days.to}`,
  );
}

type Subject = Pick<
  Deadline,
  'certificateId' | 'factoryId' | 'applicationId' | 'auditId' | 'bookingId' | 'entryId' | 'determinationId' | 'approvalId' | 'clientId'
>; // prettier-ignore

function subjectOf(deadline: Deadline): Subject {
  const { certificateId, factoryId, applicationId, auditId, bookingId, clientId } = deadline;
  const { entryId, determinationId, approvalId } = deadline;
  return {
    certificateId,
    factoryId,
    applicationId,
    auditId,
    bookingId,
    entryId,
    determinationId,
    approvalId,
    clientId,
  };
}

/** Who is responsible; where that is nobody else, those who lead. */
function hearersAmong(left: readonly Recipient[]): { memberId: string }[] {
  const responsible = left.filter(({ parts }) => parts.some(({ reader }) => reader === 'owner'));
  return (responsible.length > 0 ? responsible : left).flatMap(({ memberId }) => (memberId ? { memberId } : []));
}

/** Of what has no news of its own it is about the deadline. */
function noticeSubjectOf({ id, certificateId, applicationId, auditId, bookingId }: Deadline): NoticeSubject {
  if (certificateId) return { certificateId };
  if (applicationId) return { applicationId };
  if (auditId) return { auditId };
  return bookingId ? { bookingId } : { deadlineId: id };
}

/** Two readers of one deadline answer one after the other, so that not both hand it to each other. */
const LOCK = `select pg_advisory_xact_lock(hashtextextended('reminder-answer ' || $1, 0))`;

const LAST = `
  select answer, until, given_on as "givenOn" from reminder_answers
  where tenant_id = current_tenant() and deadline_id = $1 and contact_id is not distinct from $2
    and member_id is not distinct from $3 and laboratory_id is not distinct from $4
  order by given_at desc, id desc limit 1`;

const NOTE_OPENING = `
  update mails set answer_openings = answer_openings + 1, answer_opened_at = coalesce(answer_opened_at, $2), answer_last_opened_at = $2
  where tenant_id = current_tenant() and id = $1`;
