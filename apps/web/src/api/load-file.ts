import { address, type Query } from './client.js';
import { problemOf } from './problem.js';
import { placeHeaders } from './place-headers.js';

/** A file of the api. By `fetch` and not by a link: the tenant stands in a header. */
export async function loadFile(path: string, query?: Query, signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(address(path, query), { headers: placeHeaders(), signal: signal ?? null });
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

/**
 * Shows a file in a tab of its own. The tab is opened before the file is there: later, no click of the person would
 * stand behind it and the browser would refuse.
 */
export async function showFile(load: () => Promise<Blob>): Promise<void> {
  const tab = window.open('', '_blank');
  try {
    const address = URL.createObjectURL(await load());
    if (tab) tab.location.replace(address);
    else window.location.assign(address);
    // long enough for the tab to read it; kept longer it would only hold memory
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
