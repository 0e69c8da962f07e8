import { chosenTenant } from '../api/tenant-choice.js';
import type { SearchHit } from './search.types.js';

/** What was opened from the palette last, on this device and in this tenant. */
const MOST = 6;
const address = () => `homolog.recent.${chosenTenant() ?? 'none'}`;

export function recentHits(): SearchHit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(address()) ?? '[]');
    return Array.isArray(kept) ? (kept as SearchHit[]).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function keepRecent(hit: SearchHit): void {
  const others = recentHits().filter(({ kind, id }) => kind !== hit.kind || id !== hit.id);
  try {
    localStorage.setItem(address(), JSON.stringify([hit, ...others].slice(0, MOST)));
  } catch {
    // without storage nothing is remembered
  }
}
