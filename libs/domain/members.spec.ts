import {
  memberState,
  refuseEditingOwner,
  refuseLosingLastOwner,
  refuseRoleChange,
  refuseWrongBinding,
} from './members.js';
import { type Role, ROLES } from './permissions.js';

const refused = (act: () => void): string => {
  try {
    act();
    return 'allowed';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('roles', () => {
  it('of owners are given and taken by owners only', () => {
    const given = (actor: Role, from: Role | null, to: Role | null) => refused(() => refuseRoleChange(actor, from, to));
    expect(given('owner', null, 'owner')).toBe('allowed');
    expect(given('owner', 'owner', null)).toBe('allowed');
    expect(given('manager', null, 'manager')).toBe('allowed');
    expect(given('manager', 'manager', 'viewer')).toBe('allowed');
    expect(given('manager', null, 'owner')).toBe('needs owner');
    expect(given('manager', 'manager', 'owner')).toBe('needs owner');
    expect(given('manager', 'owner', 'manager')).toBe('needs owner');
    expect(given('manager', 'owner', null)).toBe('needs owner');
  });

  it('of owners let only owners change what stands of them', () => {
    expect(refused(() => refuseEditingOwner('manager', 'owner'))).toBe('needs owner');
    expect(refused(() => refuseEditingOwner('owner', 'owner'))).toBe('allowed');
    expect(refused(() => refuseEditingOwner('manager', 'manager'))).toBe('allowed');
    expect(refused(() => refuseEditingOwner('manager', 'client'))).toBe('allowed');
  });

  it('never leave a tenant without an owner', () => {
    expect(refused(() => refuseLosingLastOwner(0, 'owner', 'manager'))).toBe('member.last-owner');
    expect(refused(() => refuseLosingLastOwner(0, 'owner', null))).toBe('member.last-owner');
    expect(refused(() => refuseLosingLastOwner(1, 'owner', null))).toBe('allowed');
    expect(refused(() => refuseLosingLastOwner(0, 'owner', 'owner'))).toBe('allowed');
    expect(refused(() => refuseLosingLastOwner(0, 'viewer', null))).toBe('allowed');
  });

  it('of an owner may be confirmed by anybody who runs the team', () => {
    expect(refused(() => refuseRoleChange('manager', 'owner', 'owner'))).toBe('allowed');
  });

  it('other than client are named when they are bound to a company', () => {
    expect(() => refuseWrongBinding('viewer', 'id')).toThrow(expect.objectContaining({ facts: { role: 'viewer' } }));
  });

  it('bind to a client company exactly when they are client', () => {
    for (const role of ROLES) {
      expect(refused(() => refuseWrongBinding(role, 'id'))).toBe(
        role === 'client' ? 'allowed' : 'member.client-not-allowed',
      );
      expect(refused(() => refuseWrongBinding(role, null))).toBe(
        role === 'client' ? 'member.client-needed' : 'allowed',
      );
    }
  });
});

describe('the state of a member', () => {
  it.each([
    [{ userId: null, invitationHash: null, leftAt: null }, 'named'],
    [{ userId: null, invitationHash: 'h', leftAt: null }, 'invited'],
    [{ userId: 'u', invitationHash: null, leftAt: null }, 'joined'],
    [{ userId: 'u', invitationHash: null, leftAt: new Date(0) }, 'left'],
    [{ userId: null, invitationHash: null, leftAt: '2026-11-20T09:00:00Z' }, 'left'],
  ])('of %j is %s', (member, state) => {
    expect(memberState(member)).toBe(state);
  });
});
