import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Client } from '#database/entities/client.entity';
import { Member } from '#database/entities/member.entity';
import { Tenant } from '#database/entities/tenant.entity';
import { RuleBroken } from '#domain/errors';
import {
  memberState,
  refuseEditingOwner,
  refuseLosingLastOwner,
  refuseRoleChange,
  refuseWrongBinding,
} from '#domain/members';
import type { Role } from '#domain/permissions';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import type { Who } from '#platform/http/who';
import type { MemberChange, MemberInput, MemberView } from './accounts.dto.js';
import { InvitationsService } from './invitations.service.js';
import { MembersQueries } from './members.queries.js';
import { CachedSessionReader } from './session-reader.js';

/** The only writer of `members`, together with InvitationsService. */
@Injectable()
export class MembersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
    private readonly queries: MembersQueries,
    private readonly invitations: InvitationsService,
    private readonly sessions: CachedSessionReader,
  ) {}

  /**
   * Names a person and invites them. Somebody who has left, or whom a register has named, is found by the address and
   * keeps their history.
   *
   * @throws RuleBroken `member.already-joined`, `member.already-invited`
   */
  async invite(who: Who, input: MemberInput): Promise<MemberView> {
    const { email, name, role } = input;
    const clientId = input.clientId ?? null;
    refuseWrongBinding(role, clientId);
    if (clientId) await this.db.require(Client, clientId);
    const { tenantId } = this.db.scope;
    const known = await this.findByEmail(email);
    refuseRoleChange(who.role, known?.role ?? null, role);
    const state = known && memberState(known);
    if (state === 'joined' || state === 'invited')
      throw new RuleBroken(`member.already-${state}`, { memberId: known!.id, email });
    const tenant = await this.db.repo(Tenant).findOneByOrFail({ id: tenantId });
    const fields = {
      name,
      role,
      clientId,
      language: input.language ?? known?.language ?? tenant.language,
      timeZone: input.timeZone ?? known?.timeZone ?? tenant.timeZone,
      country: input.country ?? known?.country ?? tenant.country,
    };
    const member = known ?? (await this.db.add(Member, { ...fields, email, createdAt: this.clock.now() }));
    if (known) {
      await this.db
        .repo(Member)
        .update({ tenantId, id: known.id }, { ...fields, userId: null, joinedAt: null, leftAt: null });
    }
    return this.invitations.issue(who, member.id);
  }

  /** Invites again, or for the first time a person whom a register has named. */
  async inviteAgain(who: Who, id: string): Promise<MemberView> {
    const member = await this.db.require(Member, id);
    refuseRoleChange(who.role, null, member.role);
    const state = memberState(member);
    if (state === 'joined' || state === 'left')
      throw new RuleBroken(`member.${state === 'left' ? 'has-left' : 'already-joined'}`);
    return this.invitations.issue(who, id);
  }

  /** @throws RuleBroken `member.has-left`, `member.last-owner`, `stale-version`; Forbidden `owner` */
  async change(who: Who, id: string, { version, ...input }: MemberChange): Promise<MemberView> {
    const member = await this.db.require(Member, id);
    if (member.leftAt) throw new RuleBroken('member.has-left');
    refuseEditingOwner(who.role, member.role);
    const role = input.role ?? member.role;
    const clientId = input.clientId !== undefined ? input.clientId : role === 'client' ? member.clientId : null;
    refuseRoleChange(who.role, member.role, role);
    refuseWrongBinding(role, clientId);
    if (clientId && clientId !== member.clientId) await this.db.require(Client, clientId);
    await this.keepAnOwner(member, role);
    const changes = await this.events.edit(Member, member, version, { ...input, role, clientId }, 'member.changed', {
      memberId: id,
    });
    if (Object.keys(changes).length > 0) await this.changed(member);
    return this.queries.one(id);
  }

  /**
   * The member leaves, or is removed; an open invitation is withdrawn with it. Their history stays.
   *
   * @param actor role of who does it
   * @param version when given, a member changed since is not removed
   */
  async leave(id: string, actor: Role, version?: number): Promise<void> {
    const member = await this.db.require(Member, id);
    if (member.leftAt) return;
    refuseRoleChange(actor, member.role, null);
    await this.keepAnOwner(member, null);
    await this.events.edit(
      Member,
      member,
      version ?? member.version,
      { leftAt: this.clock.now(), invitationHash: null, invitationExpiresAt: null },
      'member.left',
      { memberId: id },
    );
    await this.changed(member);
  }

  /** Two owners who step down at the same moment wait for each other here. */
  private async keepAnOwner(member: Member, to: Role | null): Promise<void> {
    if (member.role !== 'owner' || to === 'owner') return;
    const owners = await this.db.query<{ id: string }>(
      `select id from members where tenant_id = $1 and role = 'owner' and user_id is not null and left_at is null for update`,
      [member.tenantId],
    );
    refuseLosingLastOwner(owners.filter(({ id }) => id !== member.id).length, member.role, to);
  }

  /** Their mails follow, and their sessions learn of it before the answer leaves; other processes hear it at commit. */
  private async changed(member: Member): Promise<void> {
    await this.reminders.replanMember(member.id);
    const { userId } = member;
    if (userId) this.db.afterCommit(() => this.sessions.cache.dropPerson(userId));
  }

  private async findByEmail(email: string): Promise<Member | null> {
    return this.db
      .repo(Member)
      .createQueryBuilder('m')
      .where('m.tenantId = :tenantId and lower(m.email) = lower(:email)', { tenantId: this.db.scope.tenantId, email })
      .getOne();
  }
}
