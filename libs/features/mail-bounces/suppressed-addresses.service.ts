import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { NotFound } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { SuppressedAddressList, SuppressedAddressView } from './suppressed-addresses.dto.js';

/** Marked addresses are few: those of readers who have left or complained. */
const SHOWN = 500;

/** Addresses that mails of the tenant do not reach. */
@Injectable()
export class SuppressedAddressesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
  ) {}

  /** Those that are marked now, the newest first. */
  async list(): Promise<SuppressedAddressList> {
    return { items: await this.db.read<SuppressedAddressView>(LIST, [SHOWN]) };
  }

  /**
   * Takes the mark away: mails go there again. What was not sent meanwhile stays refused, to be tried again by hand.
   *
   * @throws NotFound when there is no such mark, or it was lifted already
   */
  async lift(id: string, note: string | null): Promise<void> {
    const [lifted] = await this.db.query<{ email: string; clientId: string | null }>(LIFT, [
      id,
      this.clock.now(),
      this.db.scope.memberId,
      note,
    ]);
    if (!lifted) throw new NotFound('marked address');
    const { email, clientId } = lifted;
    await this.events.record('address.mark-lifted', { clientId }, { email, ...(note && { note }) });
  }
}

const LIST = {
  name: 'suppressed-addresses.list',
  text: `
    select s.id, s.email, s.reason, s.status, s.answer, s.since,
      coalesce((select jsonb_agg(jsonb_build_object('contactId', k.id, 'name', k.name, 'clientId', k.client_id,
          'clientName', c.legal_name, 'clientNameZh', c.legal_name_zh) order by k.name)
        from contacts k join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
        where k.tenant_id = s.tenant_id and lower(k.email) = s.email), '[]') as contacts,
      coalesce((select jsonb_agg(jsonb_build_object('memberId', m.id, 'name', m.name, 'clientId', m.client_id,
          'clientName', c.legal_name, 'clientNameZh', c.legal_name_zh) order by m.name)
        from members m left join clients c on c.tenant_id = m.tenant_id and c.id = m.client_id
        where m.tenant_id = s.tenant_id and lower(m.email) = s.email and m.left_at is null), '[]') as members,
      (select count(*)::int from mails r where r.tenant_id = s.tenant_id and r.state = 'refused' and lower(r.to_email) = s.email
        and r.send_at >= s.since - interval '1 day') as refused
    from suppressed_addresses s where s.tenant_id = current_tenant() and s.lifted_at is null
    order by s.since desc, s.id limit $1`,
};

const LIFT = `
  with lifted as (update suppressed_addresses set lifted_at = $2, lifted_by = $3, lifted_note = $4
    where tenant_id = current_tenant() and id = $1 and lifted_at is null returning email, tenant_id)
  select l.email, (select min(k.client_id::text)::uuid from contacts k where k.tenant_id = l.tenant_id and lower(k.email) = l.email) as "clientId"
  from lifted l`;
