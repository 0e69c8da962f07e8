import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, newId, type TenantScope } from '#database/db';
import { MARKING, type MailReportKind } from '#domain/mail/mail-report';
import { EventsService } from '#features/events/events.service';
import { NextReader } from '#features/reminders/next-reader';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import { LOG } from '#platform/platform.module';

/** Days after a mail went in which a report about it is believed. Servers give up within five; people complain later. */
const BELIEVED_DAYS = 60;

/** What was reported of a mail. */
export interface MailReportToNote {
  mailId: string;
  kind: MailReportKind;
  status: string | null;
  answer: string | null;
  cameBy: 'smtp' | 'webhook';
}

/** `not-sent`: there is no such mail that went, or its going is not noted yet. */
export type NotedReport = 'noted' | 'known' | 'too-old' | 'not-sent';

interface Sent {
  email: string;
  name: string;
  clientId: string | null;
  isBelieved: boolean;
}

/**
 * Notes what becomes of mails after a server has taken them; the only writer of `mail_reports` and, with
 * `SuppressedAddressesService`, of `suppressed_addresses`. Whoever calls has checked that the report may speak of the mail.
 */
@Injectable()
export class MailReportsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly notices: NoticesService,
    private readonly nextReader: NextReader,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * The first report of its kind counts, a repeated one changes nothing. An address that takes no mail, and one whose
   * reader complained, is marked; whoever answers for what was mailed is told, and what the law asks for goes on to the
   * next reader. The last holds for every mail that came back, whether or not its address is marked.
   */
  async note(report: MailReportToNote): Promise<NotedReport> {
    const [found] = await this.db.readReference<{ tenantId: string | null }>(TENANT, [report.mailId]);
    if (!found?.tenantId) return 'not-sent';
    const scope: TenantScope = { tenantId: found.tenantId, audience: 'staff', memberId: null };
    return this.db.inTenant(scope, () => this.noteInTenant(report));
  }

  private async noteInTenant({ mailId, kind, status, answer, cameBy }: MailReportToNote): Promise<NotedReport> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - BELIEVED_DAYS * 86_400_000);
    const [sent] = await this.db.query<Sent>(SENT, [mailId, since]);
    if (!sent?.isBelieved) return 'too-old';
    const [noted] = await this.db.query(NOTE, [newId(), mailId, kind, status, answer, cameBy, now]);
    if (!noted) return 'known';
    const { email, name, clientId } = sent;
    this.log.info({ mailId, kind, status }, 'a mail was reported on');
    const reason = MARKING.find((marking) => marking === kind);
    if (reason) {
      const [marked] = await this.db.query(MARK, [newId(), email, reason, status, answer, mailId, now]);
      if (marked) {
        await this.events.record('address.marked', { clientId }, { email, reason, ...(answer && { answer }) });
        const members = await this.nextReader.responsibleFor(mailId, email);
        await this.notices.tellOfAddress(members, { email, name, reason, answer, clientId });
      }
    }
    if (kind === 'bounce' || kind === 'soft-bounce') await this.nextReader.passOn(mailId, email);
    return 'noted';
  }
}

const TENANT = { name: 'mail-reports.tenant', text: `select tenant_of_sent_mail($1) as "tenantId"` };

const SENT = `
  select lower(m.to_email) as email, m.to_name as name, m.sent_at >= $2 as "isBelieved",
    (select min(k.client_id::text)::uuid from contacts k where k.tenant_id = m.tenant_id and lower(k.email) = lower(m.to_email)) as "clientId"
  from mails m where m.tenant_id = current_tenant() and m.id = $1`;

const NOTE = `
  with noted as (insert into mail_reports (id, mail_id, kind, status, answer, came_by, at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (tenant_id, mail_id, kind) do nothing returning id)
  select id from noted`;

const MARK = `
  with marked as (insert into suppressed_addresses (id, email, reason, status, answer, mail_id, since) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (tenant_id, email) where lifted_at is null do nothing returning id)
  select id from marked`;
