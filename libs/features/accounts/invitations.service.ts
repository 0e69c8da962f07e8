import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Member } from '#database/entities/member.entity';
import { NotFound, RuleBroken } from '#domain/errors';
import { INVITATION_DAYS } from '#domain/members';
import type { Language, Role } from '#domain/permissions';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import type { SignedInPerson, Who } from '#platform/http/who';
import { AccountMailer } from './account-mailer.js';
import type { InvitationView, MembershipView, MemberView } from './accounts.dto.js';
import { AuthPool } from './auth-pool.js';
import { MembersQueries } from './members.queries.js';
import { CachedSessionReader } from './session-reader.js';

const DAY_MS = 86_400_000;
/** Invitations of one tenant within a day: more is not a team that grows but somebody who mails strangers. */
const MOST_PER_DAY = 200;

interface Behind {
  tenant_id: string;
  member_id: string;
  email: string;
  role: Role;
  tenant_name: string;
  tenant_name_zh: string | null;
  language: Language;
  expires_at: Date;
  invited_by: string | null;
}

/** What the database keeps of a link's secret: who reads the table cannot make the link. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Invitations: a secret in a mailed link, with which a verified person of that address takes their place. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly auth: AuthPool,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
    private readonly queries: MembersQueries,
    private readonly mailer: AccountMailer,
    private readonly sessions: CachedSessionReader,
  ) {}

  /**
   * Gives the member a new secret and mails it after commit; an earlier one ends. `invitedAt` of the answer is null when
   * the mail server did not take the mail.
   *
   * @throws RuleBroken `invitation.too-many`
   */
  async issue(who: Who, memberId: string): Promise<MemberView> {
    const { scope } = this.db;
    const now = this.clock.now();
    const issued = await this.db.query<{ n: number }>(
      `select count(*)::int as n from events where tenant_id = $1 and what = 'member.invited' and at > $2`,
      [scope.tenantId, new Date(now.getTime() - DAY_MS)],
    );
    if (issued[0]!.n >= MOST_PER_DAY) throw new RuleBroken('invitation.too-many', { limit: MOST_PER_DAY, hours: 24 });
    const token = randomBytes(32).toString('base64url');
    const invitationHash = hashOf(token);
    await this.db
      .repo(Member)
      .update(
        { tenantId: scope.tenantId, id: memberId },
        { invitationHash, invitedAt: null, invitationExpiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS) },
      );
    const view = await this.queries.one(memberId);
    await this.events.record('member.invited', { memberId }, { email: view.email, role: view.role });
    this.db.afterCommit(async () => {
      await this.mailer.send({
        to: view,
        event: {
          kind: 'invitation',
          token,
          days: INVITATION_DAYS,
          inviter: who.memberName,
          tenant: who.tenantName,
          role: view.role,
        },
      });
      const mailedAt = this.clock.now();
      await this.db.inTenant(scope, () =>
        this.db.query('update members set invited_at = $3 where tenant_id = $1 and invitation_hash = $2', [
          scope.tenantId,
          invitationHash,
          mailedAt,
        ]),
      );
      view.invitedAt = mailedAt.toISOString();
    });
    return view;
  }

  /** @throws NotFound when no open invitation has this secret */
  async show(token: string): Promise<InvitationView> {
    const found = await this.behind(token);
    return {
      tenantName: found.tenant_name,
      tenantNameZh: found.tenant_name_zh,
      email: found.email,
      role: found.role,
      language: found.language,
      invitedBy: found.invited_by,
      expiresAt: found.expires_at.toISOString(),
    };
  }

  /**
   * The signed-in person takes the place. Their address is verified (nobody signs in without) and must be the invited
   * one; their own language and zone go before what the tenant assumed.
   *
   * @throws RuleBroken `invitation.other-address`, `invitation.already-member`
   */
  async accept(person: SignedInPerson, token: string): Promise<MembershipView> {
    const found = await this.behind(token);
    if (found.email.toLowerCase() !== person.email.toLowerCase()) throw new RuleBroken('invitation.other-address');
    const { tenant_id: tenantId, member_id: memberId } = found;
    if (person.memberships.some((place) => place.tenantId === tenantId))
      throw new RuleBroken('invitation.already-member');
    const view = await this.db.inTenant({ tenantId, memberId, audience: 'staff' }, async () => {
      const place = await this.db.require(Member, memberId);
      const taken = await this.db.repo(Member).update(
        { tenantId, id: memberId, invitationHash: hashOf(token) },
        {
          userId: person.userId,
          name: person.name,
          language: person.language,
          timeZone: person.timeZone,
          joinedAt: this.clock.now(),
          invitationHash: null,
          invitationExpiresAt: null,
        },
      );
      if (taken.affected !== 1) throw new NotFound('invitation');
      await this.events.record('member.joined', { memberId });
      if (person.language !== place.language || person.timeZone !== place.timeZone)
        await this.reminders.replanMember(memberId);
      return this.queries.one(memberId);
    });
    this.sessions.cache.dropPerson(person.userId);
    const { rows } = await this.auth.pool.query<{ tenant_kind: MembershipView['tenantKind'] }>(
      'select tenant_kind from public.memberships_of($1) where tenant_id = $2',
      [person.userId, tenantId],
    );
    return {
      tenantId,
      memberId,
      tenantName: found.tenant_name,
      tenantNameZh: found.tenant_name_zh,
      tenantKind: rows[0]!.tenant_kind,
      role: view.role,
      clientId: view.clientId,
    };
  }

  /** Too old is as good as not there. */
  private async behind(token: string): Promise<Behind> {
    const { rows } = await this.auth.pool.query<Behind>('select * from public.invitation_behind($1)', [hashOf(token)]);
    const found = rows[0];
    if (!found || found.expires_at.getTime() <= this.clock.now().getTime()) throw new NotFound('invitation');
    return found;
  }
}
