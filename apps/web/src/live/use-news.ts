import { useCallback, useEffect, useState } from 'react';
import type { LiveSubject } from './live-line.js';
import { news } from './news.js';

/** Rows of these kinds that changed since the list was last asked for: for "3 changed rows, show". */
export function useNews(kinds: readonly string[]): { count: number; forget: () => void } {
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const wanted = kinds.join(' ');
  useEffect(
    () =>
      news.onChanged(({ subjects, many }) => {
        // everything is being asked for anew already
        if (many) return setChanged(new Set());
        const ids = subjects.filter(({ kind }: LiveSubject) => wanted.split(' ').includes(kind)).map(({ id }) => id);
        if (ids.length > 0) setChanged((before) => new Set([...before, ...ids]));
      }),
    [wanted],
  );
  return { count: changed.size, forget: useCallback(() => setChanged(new Set()), []) };
}
