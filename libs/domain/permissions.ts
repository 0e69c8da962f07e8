/**
 * Who may do what: the one table of permissions. The api marks every endpoint with one of these (`@Needs`), the web
 * draws its buttons from the same table.
 */
export const ROLES = ['owner', 'manager', 'consultant', 'viewer', 'client'] as const;
export type Role = (typeof ROLES)[number];

export const TENANT_KINDS = ['consultancy', 'manufacturer'] as const;
export type TenantKind = (typeof TENANT_KINDS)[number];

export const LANGUAGES = ['en', 'de', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const STAFF: readonly Role[] = ['owner', 'manager', 'consultant', 'viewer'];
const WRITERS: readonly Role[] = ['owner', 'manager', 'consultant'];
const LEADERS: readonly Role[] = ['owner', 'manager'];
/** Those who work on a case, and the client whose case it is. */
const WRITERS_AND_CLIENT: readonly Role[] = [...WRITERS, 'client'];

/**
 * Permission -> the roles that hold it. The database shows a client-role session nothing but its own client company; it
 * reads what is marked with ROLES, hands documents in and answers on its cases.
 */
export const PERMISSIONS = {
  'tenant.read': ROLES,
  'tenant.edit': LEADERS,
  'letterhead.read': STAFF,
  'member.read': STAFF,
  'member.manage': LEADERS,
  'absence.edit': WRITERS,
  'client.read': ROLES,
  'client.edit': WRITERS,
  'factory.read': ROLES,
  'factory.edit': WRITERS,
  'product.read': ROLES,
  'product.edit': WRITERS,
  'applicability.read': STAFF,
  'applicability.check': WRITERS,
  'certificate.read': ROLES,
  'certificate.edit': WRITERS,
  'certificate.change-status': WRITERS,
  'certificate.take-back': LEADERS,
  'certificate.paper': WRITERS,
  'certificate.fee': WRITERS,
  'public-check.manage': LEADERS,
  'mark.read': ROLES,
  'mark.edit': WRITERS,
  'release.read': ROLES,
  'release-key.manage': LEADERS,
  'renewal.read': STAFF,
  'renewal.open': WRITERS,
  'product-change.read': ROLES,
  'product-change.edit': WRITERS,
  'regulatory.read': STAFF,
  'regulatory.edit': WRITERS,
  'campaign.read': STAFF,
  'campaign.edit': WRITERS,
  'campaign.start': LEADERS,
  'determination.read': ROLES,
  'determination.edit': WRITERS,
  'approval.read': ROLES,
  'approval.edit': WRITERS,
  'application.read': ROLES,
  'application.edit': WRITERS,
  'application.move': WRITERS,
  'application.end': WRITERS,
  'file.read': ROLES,
  'file.upload': WRITERS_AND_CLIENT,
  'document.read': ROLES,
  'document.request': WRITERS,
  'document.hand-in': WRITERS_AND_CLIENT,
  'document.judge': WRITERS,
  'comment.read': ROLES,
  'comment.write': WRITERS_AND_CLIENT,
  'audit.read': ROLES,
  'audit.edit': WRITERS,
  'audit.answer': WRITERS_AND_CLIENT,
  'laboratory.read': STAFF,
  'laboratory.edit': WRITERS,
  'booking.read': ROLES,
  'booking.edit': WRITERS,
  'booking.override': LEADERS,
  'sample.read': ROLES,
  'sample.edit': WRITERS,
  'work.read': STAFF,
  'client.view-as': STAFF,
  'portal.read': ['client'],
  'search.read': ROLES,
  'live.listen': ROLES,
  'calendar-feed.make': ROLES,
  'calendar-feed.manage': LEADERS,
  'deadline.read': ROLES,
  'deadline.meet': WRITERS,
  'move.read': STAFF,
  'plan.read': STAFF,
  'plan.edit': WRITERS,
  'planning-value.edit': LEADERS,
  'reminder.read': STAFF,
  'reminder.answer': WRITERS,
  'reminder.manage': WRITERS,
  'mail-choice.own': ROLES,
  'mail.manage': LEADERS,
  'channel.own': STAFF,
  'policy.read': STAFF,
  'policy.edit': LEADERS,
  'import.read': STAFF,
  'import.run': WRITERS,
  'note.read': STAFF,
  'note.write': WRITERS,
  'event.read': STAFF,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether the role holds the permission. */
export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
