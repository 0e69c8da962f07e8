import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound } from '#domain/errors';
import { SUBJECT_COLUMNS, SUBJECT_JOINS, subjectView, type FlatSubject } from '#features/deadlines/subject-columns';
import { toldByChannels } from '#features/channels/told-by-channels';
import type { ProofData, ProofDeadline, ProofLine } from './proof-data.js';
import type { ProofView } from './reminder-proofs.dto.js';

/** A document with what it says. */
export type KeptProof = Omit<ProofView, 'lines' | 'label' | 'kind' | 'dueOn'> & { data: string };

@Injectable()
export class ReminderProofsQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** @throws NotFound */
  async deadline(id: string): Promise<{ deadline: ProofDeadline; clientId: string | null }> {
    const [row] = await this.db.read<FlatSubject & ProofDeadline>(
      { name: 'reminder-proofs.deadline', text: DEADLINE },
      [id],
    );
    if (!row) throw new NotFound('deadline');
    const { subject, rest } = subjectView(row, this.references.known());
    const { label, labelZh, itemNames, productName, productNameZh, clientName, clientNameZh, clientId } = subject;
    const { dueOn, basis, certainty, source, isDisputed, state } = rest;
    const deadline = {
      ...{ id, kind: row.itemOf as ProofDeadline['kind'], dueOn, basis, certainty, source, isDisputed, state },
      ...{ label, labelZh, itemNames, productName, productNameZh, clientName, clientNameZh },
    };
    return { deadline, clientId };
  }

  /**
   * Of the deadline and of the days it had before it moved, in the order of their mornings.
   *
   * @param clientId only what people of this client were sent; null = everything
   */
  async lines(deadlineId: string, clientId: string | null): Promise<ProofLine[]> {
    return this.db.read<ProofLine>({ name: 'reminder-proofs.lines', text: LINES }, [deadlineId, clientId]);
  }

  /** Given in the product, by no mail's link. */
  async answers(deadlineId: string, clientId: string | null): Promise<ProofData['answers']> {
    return this.db.read({ name: 'reminder-proofs.answers', text: ANSWERS }, [deadlineId, clientId]);
  }

  /** The last twenty of a deadline, the newest first. */
  async of(deadlineId: string): Promise<KeptProof[]> {
    return this.db.read<KeptProof>({ name: 'reminder-proofs.of', text: OF_DEADLINE }, [deadlineId]);
  }

  /** @throws NotFound */
  async one(id: string): Promise<KeptProof> {
    const [row] = await this.db.read<KeptProof>({ name: 'reminder-proofs.one', text: ONE }, [id]);
    if (!row) throw new NotFound('proof');
    return row;
  }
}

const DEADLINE = `
  select d.due_on as "dueOn", d.basis, d.certainty, d.source, d.is_disputed as "isDisputed", d.state, ${SUBJECT_COLUMNS}
  from deadlines d ${SUBJECT_JOINS} where d.tenant_id = current_tenant() and d.id = $1`;

/** A day that moved was closed and a new one opened: they share the name by which calendars know them. */
const CHAIN = `
  select e.id, e.due_on, e.client_id from deadlines d join deadlines e on e.tenant_id = d.tenant_id
    and (e.id = coalesce(d.calendar_id, d.id) or e.calendar_id = coalesce(d.calendar_id, d.id))
  where d.tenant_id = current_tenant() and d.id = $1`;

/** Written the same whenever it is asked, because sums and comparisons are made of it. */
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const ANSWER = `'answer', x.answer, 'until', x.until, 'at', ${iso('x.given_at')}, 'name', x.name`;

const LINES = `
  with chain as (${CHAIN})
  select r.id, chain.due_on as "dueOn", r.step_days as "stepDays", r.step_unit as "stepUnit", r.send_on as "sendOn",
    ${iso('r.send_at')} as "sendAt", r.time_zone as "timeZone", r.moved_from as "movedFrom", r.moved_because as "movedBecause",
    r.reason, r.instead_of as "insteadOf", r.state, r.state_reason as "stateReason",
    coalesce(m.to_name, t.name, o.name, y.name) as "toName", coalesce(m.to_email, t.email, o.email, y.email) as "toEmail",
    m.message_id as "messageId", ${iso('m.sent_at')} as "sentAt", ${iso('m.answer_opened_at')} as "openedAt",
    coalesce((select json_agg(json_build_object('at', ${iso('x.at')}, 'outcome', x.outcome, 'code', x.code, 'answer', x.server_answer) order by x.number)
      from mail_attempts x where x.tenant_id = r.tenant_id and x.mail_id = r.mail_id), '[]') as tries,
    coalesce((select json_agg(json_build_object('kind', x.kind, 'at', ${iso('x.at')}, 'status', x.status, 'answer', x.answer) order by x.at, x.id)
      from mail_reports x where x.tenant_id = r.tenant_id and x.mail_id = r.mail_id), '[]') as reports,
    coalesce((select json_agg(json_build_object(${ANSWER}) order by x.given_at, x.id)
      from reminder_answers x where x.tenant_id = r.tenant_id and x.mail_id = r.mail_id and x.deadline_id = r.deadline_id), '[]') as answers,
    case when $2::uuid is null then ${toldByChannels('r.mail_id')} else '[]' end as channels
  from chain join reminders r on r.tenant_id = current_tenant() and r.deadline_id = chain.id
  left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id
  left join contacts t on t.tenant_id = r.tenant_id and t.id = r.contact_id
  left join members o on o.tenant_id = r.tenant_id and o.id = r.member_id
  left join laboratories y on y.tenant_id = r.tenant_id and y.id = r.laboratory_id
  where $2::uuid is null or (r.reason = 'client-contact' and $2 = coalesce(t.client_id, o.client_id, chain.client_id))
  order by r.send_at, r.id`;

const ANSWERS = `
  with chain as (${CHAIN})
  select x.answer, x.until, ${iso('x.given_at')} as at, x.name
  from chain join reminder_answers x on x.tenant_id = current_tenant() and x.deadline_id = chain.id
  left join contacts t on t.tenant_id = x.tenant_id and t.id = x.contact_id
  left join members o on o.tenant_id = x.tenant_id and o.id = x.member_id
  where x.mail_id is null and ($2::uuid is null or $2 = coalesce(t.client_id, o.client_id))
  order by x.given_at, x.id`;

const COLUMNS = `p.id, p.deadline_id as "deadlineId", p.readers, p.language, p.made_at as "madeAt", o.name as "madeBy", p.sha256, p.data
  from reminder_proofs p join members o on o.tenant_id = p.tenant_id and o.id = p.made_by
  where p.tenant_id = current_tenant()`;
const ONE = `select ${COLUMNS} and p.id = $1`;
const OF_DEADLINE = `select ${COLUMNS} and p.deadline_id = $1 order by p.made_at desc, p.id desc limit 20`;
