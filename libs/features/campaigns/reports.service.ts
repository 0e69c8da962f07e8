import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, newId, type TenantScope } from '#database/db';
import { addDays, type Day } from '#domain/day';
import { isWorkingDay, workingDayOnOrAfter, type WorkingCalendar } from '#domain/calendar/working-calendar';
import { NotFound, RuleBroken } from '#domain/errors';
import type { Language } from '#domain/permissions';
import { LetterheadService } from '#features/accounts/letterhead.service';
import { EventsService } from '#features/events/events.service';
import { MailAttachments, type NoticeToAttach } from '#features/reminders/mail-attachments';
import type { NoticeToTell } from '#features/reminders/notice';
import { NoticesService } from '#features/reminders/notices.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Calendars } from '#platform/calendars/calendars';
import { Clock, instantAt } from '#platform/clock';
import type { MailAttachment } from '#platform/mail/mailer';
import { renderLetter, type Letter } from '#platform/pdf/letter';
import { campaignReport, reportReference } from './campaign-report.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { CampaignsService } from './campaigns.service.js';
import { ReportQueries } from './report.queries.js';
import type { ReportReadersInput, ReportReadersView, ReportReaderView } from './reports.dto.js';
import { tenantDay } from './tenant-day.js';

interface Due {
  id: string;
  clientId: string;
  contactId: string;
  weekday: number;
  lastOn: Day | null;
  createdAt: Date;
  timeZone: string;
  country: string;
}

/** The report of a campaign to the management of one client: on demand, and each week to the contacts chosen for it. */
@Injectable()
export class ReportsService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly campaigns: CampaignsService,
    private readonly found: CampaignsQueries,
    private readonly queries: ReportQueries,
    private readonly letterhead: LetterheadService,
    private readonly notices: NoticesService,
    private readonly reminders: RemindersService,
    private readonly attachments: MailAttachments,
    private readonly events: EventsService,
  ) {}

  onModuleInit(): void {
    this.attachments.attachTo('campaign-report', (scope, notice) => this.attachment(scope, notice));
  }

  /** @returns the file and its name. @throws NotFound for a client without a member */
  async pdf(id: string, clientId: string, language: Language): Promise<{ content: Buffer; name: string }> {
    const { letter, name } = await this.letter(id, clientId, language, await tenantDay(this.db, this.clock));
    return { content: await renderLetter(letter), name };
  }

  async readers(id: string): Promise<ReportReadersView> {
    const [items] = await Promise.all([this.db.read<ReportReaderView>(READERS, [id]), this.found.require(id)]);
    return { items };
  }

  /**
   * Who gets it from now on.
   *
   * @throws NotFound; RuleBroken `campaign.closed`, `campaign.client-without-members`
   */
  async choose(id: string, { readers }: ReportReadersInput): Promise<ReportReadersView> {
    const campaign = await this.campaigns.lock(id);
    if (campaign.state === 'closed') throw new RuleBroken('campaign.closed');
    const ids = readers.map(({ contactId }) => contactId);
    const contacts = await this.db.query<{ contactId: string; clientId: string; hasMembers: boolean }>(CONTACTS, [
      id,
      ids,
    ]);
    if (contacts.length < ids.length) throw new NotFound('contact');
    const without = contacts.find(({ hasMembers }) => !hasMembers);
    if (without) throw new RuleBroken('campaign.client-without-members', { clientId: without.clientId });
    const clientOf = new Map(contacts.map(({ contactId, clientId }) => [contactId, clientId]));
    const rows = readers.map(({ contactId, weekday }) => ({
      ...{ id: newId(), contactId, clientId: clientOf.get(contactId)!, weekday: weekday ?? 1 },
    }));
    await this.db.query(DROP, [id, ids]);
    await this.db.query(CHOOSE, [JSON.stringify(rows), id, this.db.scope.memberId, this.clock.now()]);
    await this.events.record('campaign.report-readers-chosen', { campaignId: id }, { name: campaign.name, readers: rows.length }); // prettier-ignore
    return this.readers(id);
  }

  /**
   * Promises the reports of a campaign whose morning has come, in the current transaction. Once for each week: the day is
   * noted with the promise, and the rows are held against another worker.
   *
   * @returns how many it promised
   */
  async promiseDue(id: string): Promise<number> {
    const rows = await this.db.query<Due>(DUE, [id]);
    const now = this.clock.now();
    const { morningHour } = await this.reminders.hours();
    const due = rows.flatMap((row) => {
      const morning = morningOf(row, this.clock.today(row.timeZone), this.calendars.of(row.country));
      const sendAt = instantAt(morning, morningHour, row.timeZone);
      return sendAt <= now && sendAt >= new Date(row.createdAt) && (row.lastOn === null || row.lastOn < morning)
        ? [{ ...row, morning }]
        : [];
    });
    if (due.length === 0) return 0;
    await this.db.query(NOTE, [JSON.stringify(due.map(({ id: reportId, morning }) => ({ id: reportId, morning })))]);
    await this.notices.tell(
      due.map(({ id: reportId, clientId, contactId }): NoticeToTell => ({
        ...{ kind: 'campaign-report', subject: { campaignId: id }, clientId, sendAt: now },
        ...{ to: { contactId }, facts: { clientId, reportId } },
      })),
    );
    return due.length;
  }

  /** Read in a scope of its own, set outside of it. */
  private async attachment(
    scope: TenantScope,
    { campaignId, facts, language, timeZone }: NoticeToAttach,
  ): Promise<MailAttachment | null> {
    // prettier-ignore
    const clientId = String(facts['clientId']);
    const today = this.clock.today(timeZone);
    const written = await this.db
      .inScope(scope, () => this.letter(campaignId!, clientId, language, today))
      .catch((error: unknown) => {
        // The client has no member any more: the mail says what it is about, and nothing lies in it.
        if (error instanceof NotFound) return null;
        throw error;
      });
    if (!written) return null;
    return { name: written.name, mediaType: 'application/pdf', content: await renderLetter(written.letter) };
  }

  private async letter(
    id: string,
    clientId: string,
    language: Language,
    today: Day,
  ): Promise<{ letter: Letter; name: string }> {
    // prettier-ignore
    const campaign = await this.found.one(id);
    const [facts, head] = await Promise.all([
      this.queries.facts(campaign, clientId, today),
      this.letterhead.forLetter(language),
    ]);
    return {
      letter: campaignReport(campaign, facts, head, language),
      name: `${reportReference(id, today)}-${language}.pdf`,
    };
  }
}

/** The morning of this week's report: its weekday, or the next working day of the reader. */
function morningOf({ weekday }: Pick<Due, 'weekday'>, today: Day, calendar: WorkingCalendar): Day {
  const isoWeekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
  const chosen = addDays(today, -((isoWeekday - weekday + 7) % 7));
  return isWorkingDay(calendar, chosen) ? chosen : workingDayOnOrAfter(calendar, chosen);
}

const READERS = {
  name: 'campaigns.report-readers',
  text: `select r.contact_id as "contactId", t.name, t.email, t.language, r.client_id as "clientId", k.legal_name as "clientName",
      k.legal_name_zh as "clientNameZh", r.weekday, r.last_on as "lastOn"
    from campaign_reports r
    join contacts t on t.tenant_id = r.tenant_id and t.id = r.contact_id
    join clients k on k.tenant_id = r.tenant_id and k.id = r.client_id
    where r.tenant_id = (select current_tenant()) and r.campaign_id = $1 and r.is_on
    order by lower(k.legal_name), lower(t.name), t.id`,
};

const CONTACTS = `
  select t.id as "contactId", t.client_id as "clientId", exists (select 1 from campaign_members m
    where m.tenant_id = t.tenant_id and m.campaign_id = $1 and m.client_id = t.client_id) as "hasMembers"
  from contacts t where t.tenant_id = current_tenant() and t.id = any ($2::uuid[])`;

const DROP = `
  delete from campaign_reports where tenant_id = current_tenant() and campaign_id = $1 and not contact_id = any ($2::uuid[])`;

const CHOOSE = `
  insert into campaign_reports (id, campaign_id, client_id, contact_id, weekday, created_by, created_at)
  select r.id, $2, r."clientId", r."contactId", r.weekday, $3, $4
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "clientId" uuid, "contactId" uuid, weekday integer)
  on conflict (tenant_id, campaign_id, contact_id)
    do update set weekday = excluded.weekday, is_on = true, version = campaign_reports.version + 1`;

/** A campaign that is closed reports nothing any more. */
const DUE = `
  select r.id, r.client_id as "clientId", r.contact_id as "contactId", r.weekday, r.last_on::text as "lastOn", r.created_at as "createdAt",
    t.time_zone as "timeZone", k.country
  from campaign_reports r
  join campaigns g on g.tenant_id = r.tenant_id and g.id = r.campaign_id and g.state = 'running'
  join contacts t on t.tenant_id = r.tenant_id and t.id = r.contact_id
  join clients k on k.tenant_id = r.tenant_id and k.id = r.client_id
  where r.tenant_id = current_tenant() and r.campaign_id = $1 and r.is_on
  order by r.id for update of r skip locked`;

const NOTE = `
  update campaign_reports r set last_on = d.morning, version = r.version + 1
  from jsonb_to_recordset($1::jsonb) as d (id uuid, morning date) where r.tenant_id = current_tenant() and r.id = d.id`;
