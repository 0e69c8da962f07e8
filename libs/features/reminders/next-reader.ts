import { Inject, Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import type { StepUnit } from '#domain/deadlines/policy';
import { openEnvelopes, withdrawEmpty } from './envelopes.js';
import { deadlinesToPlan, type Recipient, recipientsOf } from './recipients.js';
import { AT_ONCE } from './wanted-reminders.js';

/** A reminder that does not reach its reader. */
interface Unreached {
  deadlineId: string;
  step: number;
  unit: StepUnit;
}

/** Who hears in place of an address that takes no mail. Inside the current transaction. */
@Injectable()
export class NextReader {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Owes the legal reminders of a mail to the next of their readers: who is responsible, else those who lead; each the
   * first whose own address takes mail. Whoever gets the same step anyway is not mailed twice, and counts as reached.
   *
   * @param email the marked address; named in the mail and in the ledger
   * @returns members who stand in for it
   */
  async passOn(mailId: string, email: string): Promise<string[]> {
    const unreached = await this.db.query<Unreached>(UNREACHED, [mailId]);
    if (unreached.length === 0) return [];
    const now = this.clock.now();
    const chains = await this.chains([...new Set(unreached.map(({ deadlineId }) => deadlineId))], email);
    const laid = unreached.flatMap((reminder) =>
      (chains.get(reminder.deadlineId) ?? []).map((person) => ({ ...reminder, person })),
    );
    const envelopes = new Map(
      laid.map(({ person }) => [
        person.memberId!,
        {
          email: person.email,
          name: person.name,
          language: person.language,
          timeZone: person.timeZone,
          sendAt: now.toISOString(),
          // It asks for no answer: the question was another's.
          aloneKey: `${AT_ONCE} instead ${mailId}`,
          isHeld: false,
        },
      ]),
    );
    const mailIds = await openEnvelopes(this.db, envelopes, new URL(this.config.url).host, now);
    const rows = laid.map(({ deadlineId, step, unit, person: { memberId, reason, timeZone } }) => ({
      ...{ id: newId(), deadlineId, step, unit, memberId, reason, timeZone, mailId: mailIds.get(memberId!) },
    }));
    await this.db.query(LAY, [JSON.stringify(rows), now, email]);
    await withdrawEmpty(this.db, [...mailIds.values()]);
    return [...envelopes.keys()];
  }

  /**
   * Members of the tenant who answer for what a mail holds: the responsible ones, else those who lead.
   *
   * @param email not themselves told
   */
  async responsibleFor(mailId: string, email: string): Promise<string[]> {
    const deadlines = await this.db.query<{ id: string }>(DEADLINES, [mailId]);
    const chains = await this.chains(
      deadlines.map(({ id }) => id),
      email,
    );
    const fromNotices = await this.db.query<{ id: string }>(RESPONSIBLE, [mailId, email]);
    const members = [...chains.values()].flat().map(({ memberId }) => memberId!);
    const found = [...new Set([...members, ...fromNotices.map(({ id }) => id)])];
    if (found.length > 0) return found;
    return (await this.db.query<{ id: string }>(LEADERS, [email])).map(({ id }) => id);
  }

  /** Of each deadline the responsible members whose address takes mail, else the first who leads. */
  private async chains(deadlineIds: readonly string[], email: string): Promise<Map<string, Recipient[]>> {
    if (deadlineIds.length === 0) return new Map();
    const deadlines = await deadlinesToPlan(this.db, deadlineIds);
    const readers = await recipientsOf(this.db, deadlines, this.clock.today('UTC'));
    const all = [...readers.values()].flat().map((person) => person.email.toLowerCase());
    const marked = await this.db.query<{ email: string }>(MARKED, [all]);
    const unreachable = new Set([email.toLowerCase(), ...marked.map((row) => row.email)]);
    const part = (people: readonly Recipient[], reader: 'owner' | 'manager') =>
      people.filter(
        (person) =>
          person.memberId !== null &&
          !unreachable.has(person.email.toLowerCase()) &&
          person.parts.some((each) => each.reader === reader),
      );
    return new Map(
      [...readers].map(([id, people]) => {
        const owners = part(people, 'owner');
        return [id, owners.length > 0 ? owners : part(people, 'manager')];
      }),
    );
  }
}

const MARKED = `
  select email from suppressed_addresses where tenant_id = current_tenant() and email = any ($1) and lifted_at is null`;

/** Those of a mail that the law asks for, while their deadlines are open. */
const UNREACHED = `
  select r.deadline_id as "deadlineId", r.step_days as step, r.step_unit as unit
  from reminders r join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
  where r.tenant_id = current_tenant() and r.mail_id = $1 and d.state = 'open' and d.basis = 'legal' and r.state <> 'withdrawn'`;

const DEADLINES = `
  select distinct r.deadline_id as id from reminders r where r.tenant_id = current_tenant() and r.mail_id = $1`;

/** A step that the reader was to get and that was withdrawn (switched off, a nearer one) comes now all the same. */
const LAY = `
  insert into reminders (id, deadline_id, step_days, step_unit, member_id, reason, send_on, send_at, time_zone, mail_id, state,
                         is_held, created_at, instead_of)
  select id, "deadlineId", step, unit, "memberId", reason, ($2::timestamptz at time zone "timeZone")::date, $2, "timeZone", "mailId",
    'planned', false, $2, $3
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "deadlineId" uuid, step int, unit text, "memberId" uuid, reason text,
    "timeZone" text, "mailId" uuid)
  on conflict (tenant_id, deadline_id, step_days, step_unit, contact_id, member_id, laboratory_id)
    where contact_id is not null or member_id is not null or laboratory_id is not null
    do update set send_on = excluded.send_on, send_at = excluded.send_at, time_zone = excluded.time_zone, mail_id = excluded.mail_id,
      state = 'planned', state_reason = null, is_held = false, instead_of = excluded.instead_of, version = reminders.version + 1
    where reminders.state = 'withdrawn'`;

const RESPONSIBLE = `
  select distinct m.id from notices n
  left join audits u on u.tenant_id = n.tenant_id and u.id = n.audit_id
  left join bookings b on b.tenant_id = n.tenant_id and b.id = n.booking_id
  left join applications a on a.tenant_id = n.tenant_id and a.id = coalesce(n.application_id, u.application_id, b.application_id)
  left join certificates c on c.tenant_id = n.tenant_id and c.id = n.certificate_id
  left join campaigns g on g.tenant_id = n.tenant_id and g.id = n.campaign_id
  join members m on m.tenant_id = n.tenant_id and m.left_at is null and lower(m.email) <> lower($2)
    and m.id = coalesce(u.responsible_id, b.responsible_id, a.owner_id, c.responsible_id, g.created_by)
  where n.tenant_id = current_tenant() and n.mail_id = $1
    and not exists (select 1 from suppressed_addresses s where s.tenant_id = m.tenant_id and s.email = lower(m.email) and s.lifted_at is null)`;

const LEADERS = `
  select m.id from members m
  where m.tenant_id = current_tenant() and m.left_at is null and m.role in ('owner', 'manager') and lower(m.email) <> lower($1)
    and not exists (select 1 from suppressed_addresses s where s.tenant_id = m.tenant_id and s.email = lower(m.email) and s.lifted_at is null)`;
