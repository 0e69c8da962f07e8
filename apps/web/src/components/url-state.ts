import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What the address carries after `?`: filters, sort, the open panel. Every value is text. */
export type UrlState = Record<string, string>;

/**
 * The state of a list lives in its address, so that a view can be shared, kept and gone back to.
 *
 * @returns the state and a way to change parts of it (null removes one); `push` makes it a step of the browser's history
 */
export function useUrlState(): [
  UrlState,
  (changes: Record<string, string | null>, options?: { push?: boolean }) => void,
] {
  const state = useSearch({ strict: false }) as UrlState;
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Record<string, string | null>, { push = false }: { push?: boolean } = {}) => {
      void navigate({
        to: '.',
        replace: !push,
        resetScroll: false,
        search: ((before: UrlState) =>
          Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null))) as never,
      });
    },
    [navigate],
  );
  return [state, change];
}
