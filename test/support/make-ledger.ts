import { newId } from '#database/db';
import type { Certificate } from '#database/entities/certificate.entity';
import { Deadline } from '#database/entities/deadline.entity';
import { Mail } from '#database/entities/mail.entity';
import { MailAttempt } from '#database/entities/mail-attempt.entity';
import { MailReport } from '#database/entities/mail-report.entity';
import { ReminderAnswer } from '#database/entities/reminder-answer.entity';
import { Reminder } from '#database/entities/reminder.entity';
import type { TestApi } from './test-app.js';

interface Reader {
  id: string;
  name: string;
  email: string;
  timeZone: string;
}

/** One reminder as the worker would have left it. */
export interface Told {
  step: number;
  /** instant */
  at: string;
  to: Reader;
  by: 'contactId' | 'memberId';
  reason?: Reminder['reason'];
  state?: Reminder['state'];
  why?: string;
  movedFrom?: string;
  movedBecause?: string;
  tries?: Pick<MailAttempt, 'outcome' | 'code' | 'serverAnswer'>[];
  report?: Pick<MailReport, 'kind' | 'status' | 'answer'>;
  openedAt?: string;
  answer?: ReminderAnswer['answer'];
}

export const TAKEN = { outcome: 'sent', code: 250, serverAnswer: '250 2.0.0 OK queued as 4F2A91' } as const;

/** A renewal of the certificate that must be filed on that day, with its history of reminders; in this order. */
export async function makeLedger(
  { make, db, look }: TestApi,
  certificate: Certificate,
  dueOn: string,
  told: readonly Told[],
): Promise<{ deadlineId: string; reminderIds: string[] }> {
  const openings: [string, string][] = [];
  const made = await make.inside({ id: certificate.tenantId }, async () => {
    const deadline = await db.add(Deadline, {
      certificateId: certificate.id,
      clientId: certificate.clientId,
      kind: 'renewal-filing',
      dueOn,
      basis: 'legal',
      rule: 'cnca-00c-001.renewal',
      source: 'CNCA-00C-001:2014 4.6 ; https://www.cnca.gov.cn/',
      certainty: 'official',
      counted: { start: 'named' },
      isDisputed: false,
      state: 'open',
      createdAt: new Date('2026-09-01T00:00:00Z'),
    });
    const reminderIds: string[] = [];
    for (const one of told) {
      const { state = 'sent', tries = state === 'sent' ? [TAKEN] : [], to, by } = one;
      const at = new Date(one.at);
      const mail =
        state === 'withdrawn'
          ? null
          : await db.add(Mail, {
              toEmail: to.email,
              toName: to.name,
              language: 'en',
              timeZone: to.timeZone,
              sendAt: at,
              state: state === 'planned' ? 'owed' : state,
              nextAttemptAt: at,
              attempts: tries.length,
              messageId: `<${newId()}@mail.jade.test>`,
              sentAt: state === 'sent' ? at : null,
              serverAnswer: tries.at(-1)?.serverAnswer ?? null,
              createdAt: at,
            });
      const reminder = await db.add(Reminder, {
        deadlineId: deadline.id,
        stepDays: one.step,
        stepUnit: 'calendar',
        [by]: to.id,
        reason: one.reason ?? (by === 'contactId' ? 'client-contact' : 'responsible'),
        sendOn: new Intl.DateTimeFormat('sv-SE', { timeZone: to.timeZone }).format(at),
        sendAt: at,
        timeZone: to.timeZone,
        movedFrom: one.movedFrom ?? null,
        movedBecause: one.movedBecause ?? null,
        mailId: mail?.id ?? null,
        state,
        stateReason: one.why ?? null,
        createdAt: at,
      });
      reminderIds.push(reminder.id);
      if (!mail) continue;
      for (const [index, attempt] of tries.entries())
        await db.repo(MailAttempt).insert({ tenantId: certificate.tenantId, mailId: mail.id, number: index + 1, at, ...attempt }); // prettier-ignore
      if (one.report) await db.add(MailReport, { mailId: mail.id, cameBy: 'smtp', at, ...one.report });
      if (one.openedAt) openings.push([mail.id, one.openedAt]);
      if (one.answer)
        await db.add(ReminderAnswer, {
          deadlineId: deadline.id,
          [by]: to.id,
          name: to.name,
          answer: one.answer,
          until: null,
          givenOn: '2026-11-10',
          givenAt: new Date(one.openedAt ?? one.at),
          mailId: mail.id,
        });
    }
    return { deadlineId: deadline.id, reminderIds };
  });
  for (const opening of openings)
    await look('update mails set answer_openings = 1, answer_opened_at = $2, answer_last_opened_at = $2 where id = $1', opening); // prettier-ignore
  return made;
}
