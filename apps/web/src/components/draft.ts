import { chosenTenant } from '../api/tenant-choice.js';

/** Unsaved typing of a form, kept on this device per tenant until it is saved or discarded. Without a key nothing is kept. */
const address = (key: string) => `homolog.draft.${chosenTenant() ?? 'none'}.${key}`;

export function readDraft<Values>(key: string | null): Values | null {
  if (key === null) return null;
  try {
    const kept = localStorage.getItem(address(key));
    return kept ? (JSON.parse(kept) as Values) : null;
  } catch {
    return null;
  }
}

export function keepDraft(key: string | null, values: unknown): void {
  if (key === null) return;
  try {
    localStorage.setItem(address(key), JSON.stringify(values));
  } catch {
    // without storage what is typed lives as long as the form is open
  }
}

export function dropDraft(key: string | null): void {
  if (key === null) return;
  try {
    localStorage.removeItem(address(key));
  } catch {
    // nothing was kept
  }
}
