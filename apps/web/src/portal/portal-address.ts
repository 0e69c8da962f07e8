/** Pages of the workplace that have one of the portal in their place; what follows stays: `/cases/1` -> `/portal/cases/1`. */
const SAME = /^\/(cases|certificates|audits)(\/[^/]+)?\/?$/;

/** Pages whose thing the portal shows under another one. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^\/(cases\/?)?$/, '/portal'],
  [/^\/(audits\/windows|factories(\/[^/]+)?)\/?$/, '/portal/audits'],
  [/^\/products(\/[^/]+)?\/?$/, '/portal/certificates'],
  [/^\/lab(\/bookings\/[^/]+)?\/?$/, '/portal'],
  [/^\/(calendar|changes)\/?$/, '/portal'],
  [/^\/settings\/?$/, '/portal/account'],
  [/^\/release\/?$/, '/portal/release'],
  [/^\/(determinations(\/[^/]+)?|projects(\/approvals)?)\/?$/, '/portal/approvals'],
];

/**
 * Where a client finds what an address of the workplace shows: mails and colleagues send those. Null where the portal has
 * nothing like it.
 */
export function portalAddress(path: string): string | null {
  const project = /^\/projects\/([^/]+)\/?$/.exec(path);
  if (project && project[1] !== 'approvals') return `/portal/approvals/${project[1]}`;
  const place = PLACES.find(([pattern]) => pattern.test(path));
  if (place) return place[1];
  return SAME.test(path) && path !== '/cases/new' ? `/portal${path}` : null;
}
