import { useSyncExternalStore } from 'react';

/** Height of table rows: compact 36 px (one line), standard 46 (two lines), roomy 56. One choice for all tables. */
export const DENSITIES = ['compact', 'standard', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];

const KEY = 'homolog.density';
const listeners = new Set<() => void>();
let density: Density = read();

function read(): Density {
  try {
    const kept = localStorage.getItem(KEY);
    return DENSITIES.find((choice) => choice === kept) ?? 'standard';
  } catch {
    return 'standard';
  }
}

function setDensity(choice: Density) {
  density = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // without storage the choice lasts until the page is closed
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The person's density of tables and how to change it. */
export function useDensity(): [Density, (choice: Density) => void] {
  return [useSyncExternalStore(subscribe, () => density), setDensity];
}
