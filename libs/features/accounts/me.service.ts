import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Member } from '#database/entities/member.entity';
import { NotFound } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import type { ViewedClient } from '#platform/http/view-as';
import type { Membership, SignedInPerson } from '#platform/http/who';
import type { MeChange, MembershipView, MeView } from './accounts.dto.js';
import { AuthPool } from './auth-pool.js';
import { MembersService } from './members.service.js';
import { CachedSessionReader } from './session-reader.js';

/** What people do with themselves, in no tenant or in all of theirs. */
@Injectable()
export class MeService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly auth: AuthPool,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
    private readonly members: MembersService,
    private readonly sessions: CachedSessionReader,
  ) {}

  view(person: SignedInPerson, viewAs: ViewedClient | null = null): MeView {
    const { userId, name, email, language, timeZone, isPlatformOwner, memberships } = person;
    return {
      person: { id: userId, name, email, language, timeZone, isPlatformOwner },
      memberships: memberships.map(toMembershipView),
      viewAs,
      now: this.clock.now().toISOString(),
    };
  }

  /** Changes the person, then their place in each tenant (one transaction per tenant), and moves their reminders along. */
  async change(person: SignedInPerson, { name, language, timeZone }: MeChange): Promise<MeView> {
    await this.auth.pool.query(
      `update "user" set name = coalesce($2, name), language = coalesce($3, language),
         "timeZone" = coalesce($4, "timeZone"), "updatedAt" = now() where id = $1`,
      [person.userId, name ?? null, language ?? null, timeZone ?? null],
    );
    for (const place of person.memberships) {
      await this.db.inTenant(onBehalfOf(place), async () => {
        // One change after the other: somebody who changes their mind at once is no second editor.
        await this.db.query('select 1 from members where tenant_id = $1 and id = $2 for update', [
          place.tenantId,
          place.memberId,
        ]);
        const member = await this.db.require(Member, place.memberId);
        const fields = { name, language, timeZone };
        const changes = await this.events.edit(Member, member, member.version, fields, 'member.changed', {
          memberId: member.id,
        });
        if (changes['language'] || changes['timeZone']) await this.reminders.replanMember(member.id);
      });
    }
    this.sessions.cache.dropPerson(person.userId);
    return this.view({
      ...person,
      name: name ?? person.name,
      language: language ?? person.language,
      timeZone: timeZone ?? person.timeZone,
    });
  }

  /** The person leaves one of their tenants. */
  async leave(person: SignedInPerson, tenantId: string): Promise<void> {
    const place = person.memberships.find((membership) => membership.tenantId === tenantId);
    if (!place) throw new NotFound('tenant');
    await this.db.inTenant(onBehalfOf(place), () => this.members.leave(place.memberId, place.role));
  }
}

/**
 * A client-role session may write nothing, its own row included. What a person may decide about their own place is done
 * for them by this feature, with the place's id from their session.
 */
function onBehalfOf(place: Membership) {
  return { tenantId: place.tenantId, memberId: place.memberId, audience: 'staff' } as const;
}

export function toMembershipView(place: MembershipView): MembershipView {
  const { tenantId, memberId, tenantName, tenantNameZh, tenantKind, role, clientId } = place;
  return { tenantId, memberId, tenantName, tenantNameZh, tenantKind, role, clientId };
}
