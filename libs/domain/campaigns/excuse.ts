import { badField } from '../errors.js';
import type { ExcuseGround } from '../reference/catalogue.js';

/** The tenant's own reason, in words. */
export const OTHER_GROUND = 'other';

/**
 * Whether a member may be excused on this ground: one that the announcement names, or the tenant's own reason, which
 * must be said.
 *
 * @param grounds of the announcement; none for a campaign that comes from an entry of the tenant or from a filter
 * @throws BadInput naming the grounds that are allowed, or that the reason is missing
 */
export function requireExcuse(grounds: readonly ExcuseGround[], ground: string, reason: string | null): void {
  const allowed = [...grounds.map(({ key }) => key), OTHER_GROUND];
  if (!allowed.includes(ground))
    throw badField('ground', 'unknown-ground', `${ground} is no ground of this campaign.`, allowed.join(', '));
  if (ground === OTHER_GROUND && reason === null)
    throw badField('reason', 'reason-needed', 'A reason of your own is said in words.', '1 to 1000 characters');
}
