import type { LiveSubject, PresentPerson } from './live-line.js';

type Change = { subjects: readonly LiveSubject[]; many: boolean };
type Page = LiveSubject & { people: readonly PresentPerson[] };

/** Hands what the line says to the screens that listen. One per app: the frame holds the line. */
const changeListeners = new Set<(change: Change) => void>();
const presenceListeners = new Set<(page: Page) => void>();

export const news = {
  changed(change: Change) {
    for (const listener of changeListeners) listener(change);
  },
  present(page: Page) {
    for (const listener of presenceListeners) listener(page);
  },
  onChanged(listener: (change: Change) => void): () => void {
    changeListeners.add(listener);
    return () => changeListeners.delete(listener);
  },
  onPresence(listener: (page: Page) => void): () => void {
    presenceListeners.add(listener);
    return () => presenceListeners.delete(listener);
  },
};
