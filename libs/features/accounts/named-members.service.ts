import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Tenant } from '#database/entities/tenant.entity';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';

/** A person whom a register names as responsible and who has no place in the tenant yet. */
export interface NamedMember {
  id: string;
  email: string;
}

/** Gives people a place in the tenant before they join: named, not invited, without any way to sign in. */
@Injectable()
export class NamedMembersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
  ) {}

  /**
   * Set-based, in the caller's transaction, one event per person. Language, zone and country are the tenant's until the
   * person joins. The caller has matched the addresses.
   */
  async addMany(emails: readonly string[], importId: string | null): Promise<NamedMember[]> {
    if (emails.length === 0) return [];
    const { language, timeZone, country } = await this.db.repo(Tenant).findOneByOrFail({ id: this.db.scope.tenantId });
    const rows = emails.map((email) => ({ id: newId(), email }));
    await this.db.query(ADD_MANY, [JSON.stringify(rows), language, timeZone, country, this.clock.now()]);
    await this.events.recordMany(
      'member.named',
      rows.map(({ id }) => ({ memberId: id, importId })),
    );
    return rows;
  }
}

const ADD_MANY = `
  insert into members (id, email, name, role, language, time_zone, country, created_at)
  select r.id, r.email, left(r.email, 200), 'consultant', $2, $3, $4, $5 from jsonb_to_recordset($1::jsonb) as r (id uuid, email text)`;
