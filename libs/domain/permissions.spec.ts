import { may, type Permission, type Role, ROLES } from './permissions.js';

describe('who may do what', () => {
  it.each<[Permission, Role[]]>([
    ['application.read', ['owner', 'manager', 'consultant', 'viewer', 'client']],
    ['booking.override', ['owner', 'manager']],
    ['note.read', ['owner', 'manager', 'consultant', 'viewer']],
    ['audit.answer', ['owner', 'manager', 'consultant', 'client']],
    ['portal.read', ['client']],
  ])('%s: %j', (permission, roles) => {
    expect(ROLES.filter((role) => may(role, permission))).toEqual(roles);
  });
});
