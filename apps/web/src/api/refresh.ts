import type { QueryClient } from '@tanstack/react-query';

/** A change shows in lists, counts, other pages and histories: all of it is asked for anew, only not who is signed in. */
export async function refreshAfterChange(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
}
