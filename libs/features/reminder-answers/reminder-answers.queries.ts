import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { promisableDays, type Answer } from '#domain/deadlines/answer';
import type { Basis, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import { SUBJECT_COLUMNS, SUBJECT_JOINS, subjectView, type FlatSubject } from '#features/deadlines/subject-columns';
import type { DeadlineSubjectView } from '#features/deadlines/deadlines.dto';
import type { AnswerListView, GivenAnswerView } from './reminder-answers.dto.js';

/** One deadline of a mail with the reader that the mail was for. */
export interface AskedDeadline {
  deadlineId: string;
  kind: DeadlineKind;
  dueOn: Day;
  basis: Basis;
  state: DeadlineState;
  contactId: string | null;
  memberId: string | null;
  laboratoryId: string | null;
  subject: DeadlineSubjectView;
  given: GivenAnswerView | null;
}

@Injectable()
export class ReminderAnswersQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** What the mail reminds of; a deadline once, the nearest first. */
  async asked(mailId: string): Promise<AskedDeadline[]> {
    const rows = await this.db.query<AskedDeadline & FlatSubject & { answer: Answer | null }>(ASKED, [mailId]);
    const book = await this.references.current();
    return rows.map((row) => {
      const { subject, rest } = subjectView(row, book);
      return { ...rest, kind: row.itemOf as DeadlineKind, subject };
    });
  }

  /** What owes the day. */
  async subject(deadlineId: string): Promise<DeadlineSubjectView> {
    const [row] = await this.db.query<FlatSubject>(SUBJECT, [deadlineId]);
    return subjectView(row!, await this.references.current()).subject;
  }

  /**
   * What readers said to one deadline, the last first, up to 100; and what may still be promised.
   *
   * @param today of who asks
   * @throws NotFound
   */
  async list(deadlineId: string, today: Day): Promise<AnswerListView> {
    const [deadline] = await this.db.read<{ dueOn: Day; basis: Basis; state: DeadlineState }>(OWED, [deadlineId]);
    if (!deadline) throw new NotFound('deadline');
    const items = await this.db.read<GivenAnswerView>(GIVEN, [deadlineId]);
    return { items, promisable: deadline.state === 'open' ? promisableDays(deadline, today) : null };
  }
}

const VIEW = `'answer', x.answer, 'until', x.until, 'name', x.name,
  'givenAt', to_char(x.given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const ASKED = `
  select d.id as "deadlineId", d.due_on as "dueOn", d.basis, d.state, r.contact_id as "contactId", r.member_id as "memberId",
    r.laboratory_id as "laboratoryId", ${SUBJECT_COLUMNS},
    (select jsonb_build_object(${VIEW}) from reminder_answers x
      where x.tenant_id = d.tenant_id and x.deadline_id = d.id and x.contact_id is not distinct from r.contact_id
        and x.member_id is not distinct from r.member_id and x.laboratory_id is not distinct from r.laboratory_id
      order by x.given_at desc, x.id desc limit 1) as given
  from (
    select distinct on (deadline_id) tenant_id, deadline_id, contact_id, member_id, laboratory_id from reminders
    where tenant_id = current_tenant() and mail_id = $1 and state in ('planned', 'sent')
      and num_nonnulls(contact_id, member_id, laboratory_id) = 1
    order by deadline_id, id
  ) r join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
  ${SUBJECT_JOINS}
  order by d.due_on, d.id`;

const SUBJECT = `
  select ${SUBJECT_COLUMNS} from deadlines d ${SUBJECT_JOINS} where d.tenant_id = current_tenant() and d.id = $1`;

const OWED = {
  name: 'reminder-answers.deadline',
  text: `select due_on as "dueOn", basis, state from deadlines where tenant_id = current_tenant() and id = $1`,
};

const GIVEN = {
  name: 'reminder-answers.of-deadline',
  text: `
    select x.answer, x.until, x.name, x.given_at as "givenAt" from reminder_answers x
    where x.tenant_id = current_tenant() and x.deadline_id = $1 order by x.given_at desc, x.id desc limit 100`,
};
