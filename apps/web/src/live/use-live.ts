import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { refreshAfterChange } from '../api/refresh.js';
import { chosenTenant } from '../api/tenant-choice.js';
import { openLiveLine, type LiveSubject } from './live-line.js';
import { news } from './news.js';

/** Acts come in pairs (a move and its comment): they are asked for together. */
const GATHER_MS = 150;

/**
 * Keeps what is on the screen up to date while others work: in the frame, once. Whatever was asked for by the id of a
 * changed row is asked for anew. Lists are not: their rows would move under the pointer; they say what waits (`useNews`).
 */
export function useLive(): void {
  const queryClient = useQueryClient();
  const tenant = chosenTenant();
  useEffect(() => {
    const waiting = new Map<string, LiveSubject>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = openLiveLine({
      onChanged: (change) => {
        news.changed(change);
        if (change.many) {
          void refreshAfterChange(queryClient);
          return;
        }
        for (const subject of change.subjects) waiting.set(subject.id, subject);
        timer ??= setTimeout(() => {
          timer = undefined;
          void refreshSubjects(queryClient, [...waiting.keys()]);
          waiting.clear();
        }, GATHER_MS);
      },
      onPresence: news.present,
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [queryClient, tenant]);
}

/** Asks anew for everything whose key names one of the ids. */
async function refreshSubjects(queryClient: QueryClient, ids: readonly string[]): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      if (queryKey[0] === 'me') return false;
      const key = JSON.stringify(queryKey);
      return ids.some((id) => key.includes(id));
    },
  });
}
