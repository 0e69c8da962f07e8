import { Forbidden, RuleBroken } from './errors.js';
import type { Role } from './permissions.js';

/** Days for which an invitation can be accepted. */
export const INVITATION_DAYS = 14;

/** named = stands in a register, nobody asked them yet; invited = holds a link; joined = works here; left = did. */
export const MEMBER_STATES = ['named', 'invited', 'joined', 'left'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** What the state of a member follows from. Instants may be of any type: only whether they are there counts. */
export interface MemberFacts {
  userId: string | null;
  invitationHash: string | null;
  leftAt: unknown;
}

export function memberState(member: MemberFacts): MemberState {
  if (member.leftAt !== null) return 'left';
  if (member.userId !== null) return 'joined';
  return member.invitationHash !== null ? 'invited' : 'named';
}

/**
 * Who may give whom which role. Managers run the team, but only an owner makes, changes or removes an owner: so nobody
 * raises themselves.
 *
 * @param actor role of who acts
 * @param from role the member has; null when they are new
 * @param to role the member is to have; null when they are to leave
 * @throws Forbidden `owner`
 */
export function refuseRoleChange(actor: Role, from: Role | null, to: Role | null): void {
  if (actor !== 'owner' && from !== to && (from === 'owner' || to === 'owner')) throw new Forbidden('owner');
}

/**
 * An owner's place is changed by owners; what people may settle about themselves goes through /api/me.
 *
 * @param actor role of who acts
 * @param role role of the member who is to be changed
 * @throws Forbidden `owner`
 */
export function refuseEditingOwner(actor: Role, role: Role): void {
  if (role === 'owner' && actor !== 'owner') throw new Forbidden('owner');
}

/**
 * A tenant always has somebody who may do everything.
 *
 * @param otherOwners joined owners beside this member
 * @param from role the member has
 * @param to role the member is to have; null when they leave
 * @throws RuleBroken `member.last-owner`
 */
export function refuseLosingLastOwner(otherOwners: number, from: Role, to: Role | null): void {
  if (from === 'owner' && to !== 'owner' && otherOwners === 0) throw new RuleBroken('member.last-owner');
}

/**
 * A client-role member is bound to one client company, everybody else to none.
 *
 * @throws RuleBroken `member.client-needed` or `member.client-not-allowed`
 */
export function refuseWrongBinding(role: Role, clientId: string | null): void {
  if (role === 'client' && clientId === null) throw new RuleBroken('member.client-needed');
  if (role !== 'client' && clientId !== null) throw new RuleBroken('member.client-not-allowed', { role });
}
