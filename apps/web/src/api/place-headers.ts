import { chosenTenant } from './tenant-choice.js';
import { viewAsHeaders } from './view-as.js';

/**
 * Headers that say in which tenant and with whose eyes a call is made. Every call of the api bears them: one without
 * would go out as the person's own, also while they only look with a client's eyes.
 */
export function placeHeaders(): Record<string, string> {
  const tenant = chosenTenant();
  return { ...(tenant && { 'homolog-tenant': tenant }), ...viewAsHeaders() };
}
