/**
 * The client company with whose eyes this tab looks, as the address said when the page was loaded (`?as=<client id>`).
 * It holds for as long as the page lives, so that nothing of one sight is shown in the other: entering and leaving load
 * the page anew. A wish only: the api grants it to staff, for reading.
 */
const KEY = 'as';

const viewed = new URLSearchParams((globalThis as { location?: { search: string } }).location?.search ?? '').get(KEY);

/** Headers of a call that is made with a client's eyes. */
export function viewAsHeaders(): Record<string, string> {
  return viewed ? { 'homolog-view-as': viewed } : {};
}

/** A page of the portal as the client sees it, its first one unless another is named. */
export function addressAs(clientId: string, page = '/portal'): string {
  return `${page}?${new URLSearchParams({ [KEY]: clientId }).toString()}`;
}

/** The page of the client, with one's own eyes again. */
export function addressOfOwnSight(clientId: string): string {
  return `/clients/${clientId}`;
}
