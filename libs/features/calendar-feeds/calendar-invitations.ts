import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, type NamedSql, type TenantScope } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Day } from '#domain/day';
import { MailDress } from '#features/mail-senders/mail-dress';
import { MailAttachments, type NoticeToAttach } from '#features/reminders/mail-attachments';
import { CALENDAR_NEWS } from '#features/reminders/notice';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { invitationText, type CalendarEntry } from '#platform/ical/calendar-text';
import type { MailAttachment } from '#platform/mail/mailer';
import { CONFIG } from '#platform/platform.module';
import { entrySql } from './entries.sql.js';
import type { AuditRow, BookingRow } from './entry-rows.js';
import { auditEntry, bookingEntry, type EntryGround } from './entry-text.js';
import { calendarWordsOf } from './words.js';

interface Reader {
  auditId: string | null;
  bookingId: string | null;
  /** whose sight the reader has; null = the team's */
  clientId: string | null;
  hasAccount: boolean;
  email: string;
  name: string;
}

/** Lays an entry for the reader's own calendar into mails about inspections and bookings, as it stands when they are sent. */
@Injectable()
export class CalendarInvitations implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly attachments: MailAttachments,
    private readonly dresses: MailDress,
    @Inject(CONFIG) private readonly config: Pick<Config, 'url'>,
  ) {}

  onModuleInit(): void {
    for (const kind of CALENDAR_NEWS) this.attachments.attachTo(kind, (scope, notice) => this.of(scope, notice));
  }

  /** Null where the reader may not see it (any more). */
  private async of(scope: TenantScope, notice: NoticeToAttach): Promise<MailAttachment | null> {
    const { tenantId } = scope;
    // Programs lay an entry only into a calendar when it comes from whom the mail comes from.
    const [[reader], sender] = await this.db.inScope(scope, () =>
      Promise.all([this.db.read<Reader>(READER, [notice.noticeId]), this.dresses.current()]),
    );
    if (!reader) return null;
    const sight: TenantScope = { tenantId, audience: reader.clientId ?? 'staff', memberId: null };
    const entry = await this.db.inScope(sight, () => this.entry(reader, notice));
    if (!entry) return null;
    const { language } = notice;
    const words = calendarWordsOf(language);
    const method = entry.isOff ? ('CANCEL' as const) : ('REQUEST' as const);
    const text = invitationText(
      { ...entry.entry, description: `${entry.entry.description}\n\n${words.unread}` },
      {
        method,
        organizer: { name: (language === 'zh' ? sender.chinese : null) ?? sender.latin, email: sender.address },
        attendee: { name: reader.name, email: reader.email },
        now: this.clock.now(),
      },
    );
    return {
      name: `${words.fileName}.ics`,
      mediaType: `text/calendar; charset=utf-8; method=${method}`,
      content: Buffer.from(text),
    };
  }

  /** What has no day any more is taken out of the calendar on the day that the reader knew. */
  private async entry(
    { auditId, bookingId, hasAccount }: Reader,
    { facts, language, timeZone }: NoticeToAttach,
  ): Promise<{ entry: CalendarEntry; isOff: boolean } | null> {
    const today = this.clock.today(timeZone);
    const ground: EntryGround = { language, today, url: this.config.url, hasLinks: hasAccount, book: this.references.known() }; // prettier-ignore
    if (auditId !== null) {
      const [row] = await this.db.read<AuditRow>(entrySql('audits'), [auditId]);
      const from = row?.from ?? dayOf(facts['from']);
      if (!row || from === null) return null;
      const to = row.from === null ? (dayOf(facts['to']) ?? from) : row.to;
      return {
        entry: auditEntry({ ...row, from, to }, ground),
        isOff: row.from === null || row.status === 'cancelled',
      };
    }
    const [row] = await this.db.read<BookingRow>(entrySql('bookings'), [bookingId]);
    if (!row || row.startsAt === null) return null;
    const entry = bookingEntry(row, ground);
    return { entry, isOff: entry.status === 'cancelled' };
  }
}

function dayOf(value: unknown): Day | null {
  return typeof value === 'string' ? value : null;
}

const READER: NamedSql = {
  name: 'calendar-invitations.reader',
  text: `select n.audit_id as "auditId", n.booking_id as "bookingId", coalesce(k.client_id, b.client_id) as "clientId",
      b.user_id is not null as "hasAccount", m.to_email as email, m.to_name as name
    from notices n join mails m on m.tenant_id = n.tenant_id and m.id = n.mail_id
    left join contacts k on k.tenant_id = n.tenant_id and k.id = n.contact_id
    left join members b on b.tenant_id = n.tenant_id and b.id = n.member_id
    where n.tenant_id = (select current_tenant()) and n.id = $1`,
};
