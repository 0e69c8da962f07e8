/** Where a person was going when they signed up; the mail's link opens a new tab, which must still know. */
const KEY = 'homolog.next';

export function keepNextAddress(next: string | undefined): void {
  try {
    if (next) localStorage.setItem(KEY, next);
    else localStorage.removeItem(KEY);
  } catch {
    // without storage the person goes on to Today, where the invitation's link can be opened again
  }
}

/** The kept address, once. */
export function takeNextAddress(): string | null {
  try {
    const next = localStorage.getItem(KEY);
    localStorage.removeItem(KEY);
    return next;
  } catch {
    return null;
  }
}
